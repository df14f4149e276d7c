import { applyEdits } from '../../core/fixes/compose';
import type { FixedChange } from '../../core/fixes/fixStream';
import type { TextEdit } from '../../core/fixes/textEdits';
import type { Position } from '../../core/text/lines';

/** Lines that change, as a person reads them. */
export interface Hunk {
  /** From 1. */
  line: number;
  /** From 1; given where only a part of a long line is shown. */
  column: number | undefined;
  removed: readonly string[];
  added: readonly string[];
}

/** Characters of a line up to which it is shown as a whole, and beside a change of a longer one. */
const LONG = 200;
const BESIDE = 30;

/** Edits of neighbouring places in one group of lines. */
interface Group {
  start: number;
  end: number;
  edits: TextEdit[];
}

/** What changes in a unit, line by line; of a long line, as in JSON without line breaks, what is around each change. */
export function hunksOf(change: FixedChange): Hunk[] {
  return groupsOf(change).flatMap((group) => {
    const whole = hunkOf(change, group);
    const isLong = [...whole.removed, ...whole.added].some((line) => line.length > LONG);
    return isLong ? group.edits.map((edit) => excerpt(change, edit)) : [whole];
  });
}

function groupsOf({ before, edits }: FixedChange): Group[] {
  const groups: Group[] = [];
  for (const edit of edits) {
    const start = before.lastIndexOf('\n', edit.start - 1) + 1;
    const found = before.indexOf('\n', edit.end);
    const end = found < 0 ? before.length : found;
    const last = groups.at(-1);
    if (last && start <= last.end) {
      last.edits.push(edit);
      last.end = Math.max(last.end, end);
    } else groups.push({ start, end, edits: [edit] });
  }
  return groups;
}

function hunkOf(change: FixedChange, { start, end, edits }: Group): Hunk {
  const old = change.before.slice(start, end);
  const own = edits.map((edit) => ({ start: edit.start - start, end: edit.end - start, text: edit.text }));
  const line = positionIn(change, start).line + 1;
  return { line, column: undefined, removed: linesOf(old), added: linesOf(applyEdits(old, own)) };
}

function excerpt(change: FixedChange, { start, end, text }: TextEdit): Hunk {
  const { before } = change;
  const from = Math.max(before.lastIndexOf('\n', start - 1) + 1, start - BESIDE);
  const newline = before.indexOf('\n', end);
  const to = Math.min(newline < 0 ? before.length : newline, end + BESIDE);
  const { line, character } = positionIn(change, start);
  const shown = (middle: string): string[] => [
    `…${before.slice(from, start)}${shortened(middle)}${before.slice(end, to).replace('\r', '')}…`,
  ];
  return {
    line: line + 1,
    column: character + 1,
    removed: shown(before.slice(start, end)),
    added: shown(text),
  };
}

/** What is moved can be a whole file. */
function shortened(text: string): string {
  if (text.length <= LONG) return text;
  return `${text.slice(0, LONG / 2)} … ${text.slice(-LONG / 2)}`;
}

function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.replace(/\r$/, ''));
}

function positionIn({ before, position }: FixedChange, offset: number): Position {
  const last = before.lastIndexOf('\n', offset - 1);
  if (last < 0) return { line: position.line, character: position.character + offset };
  let line = position.line;
  for (let at = before.indexOf('\n'); at >= 0 && at < offset; at = before.indexOf('\n', at + 1)) line++;
  return { line, character: offset - last - 1 };
}

/** The edits of a unit as data, with their places in the file. */
export function placedEdits(change: FixedChange) {
  const place = (offset: number) => {
    const { line, character } = positionIn(change, offset);
    return { line: line + 1, column: character + 1, offset: change.start + offset };
  };
  return change.edits.map(({ start, end, text }) => ({ start: place(start), end: place(end), text }));
}
