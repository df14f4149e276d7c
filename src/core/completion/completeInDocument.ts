import type { DocumentCheck } from '../engine/documentCheck';
import { UnitCell } from '../engine/unitCell';
import type { LabelingConfig } from '../labelingConfig/model';
import { unitAt } from '../reading/unitReader';
import { isJson } from '../text/isJson';
import { completeAt, type Proposal } from './complete';
import { NEAR_ELEMENTS } from './condensed';
import { spotIn } from './largeSpot';
import { type Spot, spotAt } from './spot';
import { wholePrediction, wholeTask } from './whole';

/** Characters on both sides in which model versions are looked for that the file uses. */
const NEIGHBOURHOOD = 100_000;

const VERSION = /"model_version"\s*:\s*("(?:[^"\\]|\\.)*")/g;

/**
 * Proposals for a place in a document that is being checked; offsets are those of the document.
 *
 * @param isOneLine what is inserted must not break the line, as in JSONL
 * @param expects what the units of the document are, where that is known
 */
export function completeInDocument(
  check: DocumentCheck,
  offset: number,
  isOneLine: boolean,
  expects?: 'task' | 'prediction',
): Proposal[] {
  const cell = unitAt(check, offset);
  const { config } = check.reading;
  const indent = isOneLine ? '' : '\t';
  const open = cell ? undefined : brokenBefore(check, offset, isOneLine);
  const unit = cell ?? open?.cell;
  if (!unit) return config ? wholeUnits(check, offset, config, indent, expects) : [];
  const spot = open ? spotAt(open.text, open.text.length) : spotOf(check, unit, offset - unit.start);
  const proposals = completeAt(spot, { config, versions: versionsAround(check, offset), indent });
  return proposals.map((proposal) => ({
    ...proposal,
    replaced: { start: unit.start + proposal.replaced.start, end: unit.start + proposal.replaced.end },
  }));
}

/**
 * The unit before a place that is not whole yet, with its text up to there: the blank behind the last thing in it is where
 * somebody writes on, and no part of it yet.
 */
function brokenBefore(check: DocumentCheck, offset: number, isOneLine: boolean) {
  const near = check.outline.cells.touching(Math.max(0, offset - GAP), offset);
  const cell = near.filter(({ end }) => end <= offset).at(-1);
  if (!(cell instanceof UnitCell) || cell.length > WHOLE) return undefined;
  const text = check.slice(cell.start, offset);
  const gap = text.slice(cell.length);
  const isIn = isOneLine ? /^[^\S\r\n]*,?[^\S\r\n]*$/.test(gap) : /^\s*,?\s*$/.test(gap);
  return isIn && !isJson(text.slice(0, cell.length)) ? { cell, text } : undefined;
}

/** Characters of blanks in which somebody writes on. */
const GAP = 200;

/** Of a unit that is not taken apart all that comes before the place has to be read; in a longer one not all that is near. */
const WHOLE = 1_048_576;

function spotOf(check: DocumentCheck, cell: UnitCell, offset: number): Spot {
  // While an edit waits to be looked at the cuts are those from before it.
  const spot = cell.apart && !cell.edit ? spotIn(cell.apart, offset) : undefined;
  if (spot) return spot;
  return cell.length <= WHOLE
    ? spotAt(check.textOf(cell), offset)
    : spotAt(check.textOf(cell, offset + NEAR_ELEMENTS.near), offset, NEAR_ELEMENTS);
}

/** Between the units of a file: a whole one. */
function wholeUnits(
  { outline }: DocumentCheck,
  offset: number,
  config: LabelingConfig,
  indent: string,
  expects: 'task' | 'prediction' | undefined,
): Proposal[] {
  // JSONL has a line for each; elsewhere the list has to be open.
  if (indent !== '' && (outline.root !== 'array' || offset < outline.head)) return [];
  const drafts = [
    ...(expects === 'task' ? [] : wholePrediction(config, indent, true)),
    ...(expects === 'prediction' ? [] : wholeTask(config, indent)),
  ];
  return drafts.map((draft, rank) => ({ ...draft, rank, replaced: { start: offset, end: offset } }));
}

/** Worked out only for those who ask. */
function* versionsAround(check: DocumentCheck, offset: number): Generator<string> {
  for (const cell of check.outline.cells.touching(Math.max(0, offset - NEIGHBOURHOOD), offset + NEIGHBOURHOOD)) {
    if (!(cell instanceof UnitCell)) continue;
    const text = cell.length <= NEIGHBOURHOOD ? check.textOf(cell) : (cell.apart?.split.shell ?? '');
    for (const [, written] of text.matchAll(VERSION)) {
      const version = textOf(written as string);
      if (version) yield version;
    }
  }
}

function textOf(json: string): string {
  try {
    return JSON.parse(json) as string;
  } catch {
    return '';
  }
}
