import { eachMember } from '../text/descend';
import { OPEN_BRACKET, QUOTE, skipValue } from '../text/scan';
import type { Split } from '../text/split';
import { readKey } from '../text/walk';
import type { Edit } from './edit';
import type { Apart } from './largeUnit';
import { editCut, editedPart, editShell } from './splitEdit';

/** Characters of a region, and of a list or text in it, above which it is not read whole for each question. */
export interface SkeletonSizes {
  huge: number;
  long: number;
}

const SIZES: SkeletonSizes = { huge: 262_144, long: 16_384 };

/** By the edits of the regions of a unit; for each cut the skeleton, and how often the region had been edited then. */
const known = new WeakMap<Apart['edits'], Map<number, { edits: number; skeleton: Split | undefined }>>();

/**
 * A region of many megabytes, such as a mask, without its long lists and texts: `[]` and `""` stand for them. It is a split as
 * that of a unit is, by offsets from the start of the region, and is kept through edits.
 *
 * @returns undefined for a region that is short, or is no object to its end
 */
export function skeletonOf(apart: Apart, cut: number, sizes = SIZES): Split | undefined {
  const { split, edits, read } = apart;
  const [start, end] = [split.start[cut] as number, split.end[cut] as number];
  if (end - start <= sizes.huge) return undefined;
  const kept = known.get(edits) ?? new Map();
  known.set(edits, kept);
  const now = edits[cut] ?? 0;
  const before = kept.get(cut);
  if (before?.edits === now) return before.skeleton;
  const skeleton = takenOut(read(start, end), sizes.long);
  kept.set(cut, { edits: now, skeleton });
  return skeleton;
}

/** Repeats an edit of a region in its skeleton. To be called when the split has followed it, and before its edits are counted. */
export function editSkeleton({ split, edits, read }: Apart, cut: number, edit: Edit): void {
  const entry = known.get(edits)?.get(cut);
  const before = edits[cut] ?? 0;
  if (!entry?.skeleton || entry.edits !== before) return;
  const start = split.start[cut] as number;
  const own: Edit = { from: edit.from - start, to: edit.to - start, delta: edit.delta };
  const part = editedPart(entry.skeleton, own);
  if (part.part === 'both' || own.to - own.from > SIZES.long) return;
  if (part.part === 'cut') editCut(entry.skeleton, part.cut, own);
  else editShell(entry.skeleton, own, read(edit.from, edit.to));
  entry.edits = before + 1;
}

/** Takes the long members of a region and of its value out. */
function takenOut(text: string, long: number): Split | undefined {
  const split: Split = { shell: '', at: [], start: [], end: [], length: text.length, intact: true };
  let taken = 0;
  const passed = (start: number): number => {
    const end = skipValue(text, start);
    const code = text.charCodeAt(start);
    if (end - start <= long || (code !== OPEN_BRACKET && code !== QUOTE)) return end;
    split.shell += text.slice(taken, start);
    split.at.push(split.shell.length);
    split.shell += code === QUOTE ? '""' : '[]';
    split.start.push(start);
    split.end.push(end);
    taken = end;
    return end;
  };
  const end = eachMember(text, 0, (keyStart, keyEnd, start) => {
    if (readKey(text.slice(keyStart, keyEnd)) !== 'value') return passed(start);
    const behind = eachMember(text, start, (_from, _to, inner) => passed(inner));
    return behind < 0 ? text.length : behind;
  });
  split.shell += text.slice(taken);
  return end === text.length && split.at.length > 0 ? split : undefined;
}
