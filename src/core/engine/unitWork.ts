import type { TextSource } from '../ports';
import { Cursor } from '../text/cursor';
import { type Split, splitUnit } from '../text/split';
import { type CheckOptions, checkUnit, type UnitResult } from '../validation/checkUnit';
import { renewed } from '../validation/facts';
import { inOrder, type UnitProblem } from '../validation/problem';
import { keptBy } from '../validation/sink';
import { type Edit, moved } from './edit';
import { type Apart, compareApart } from './largeUnit';
import { apartFor, isRerun, recheckRegion, recheckShell, rerun } from './recheck';
import { editSkeleton } from './skeletons';
import { editCut, editedPart, editShell } from './splitEdit';
import { checkLarge, checkSmall, type UnitCell } from './unitCell';

/** Work on a unit that is too much for one go. */
export type Work = Generator<undefined, void, undefined>;

/**
 * What became of a recheck: `done`; `doubtful` when broken text was taken as well as it could be and should be looked at
 * again when nobody types; or work that is still to be done.
 */
export type Outcome = 'done' | 'doubtful' | Work;

/** Checks again what the edits of a unit can have touched; all of it where nothing is known of it. */
export function recheckEdited(cell: UnitCell, text: () => TextSource, options: CheckOptions, large: number): Outcome {
  const { edit, result } = cell;
  cell.edit = undefined;
  if (cell.apart && edit && result) {
    const outcome = recheckApart(cell, cell.apart, edit, result, options);
    if (outcome !== 'anew') return outcome;
    cell.apart = undefined;
  }
  if (cell.length > large) {
    // Until all of it has been looked at, what the edit has not touched stays.
    if (edit && result) cell.take(leave(result, edit), options);
    return checkLarge(cell, text, options);
  }
  const own = text().slice(cell.start, cell.end);
  if (edit && result?.wellFormed && !cell.torn && recheckPart(cell, own, edit, result, options)) return 'done';
  checkSmall(cell, own, options);
  cell.torn = cell.result?.wellFormed === false && !isBalanced(own);
  return 'done';
}

/** The problems that an edit has not touched, until there is something better. */
function leave(result: UnitResult, edit: Edit): UnitResult {
  const until = edit.to - edit.delta;
  const rest = result.problems.filter(({ start, end }) => end <= edit.from || start >= until);
  return { ...result, wellFormed: false, problems: rest.map((problem) => moved(problem, edit)) };
}

/** Whether brackets and strings match, so that the unit ends where it was thought to end. */
function isBalanced(text: string): boolean {
  const cursor = new Cursor((offset) => text.slice(offset) || undefined);
  return cursor.skipValue() === true && cursor.offset === text.length;
}

/**
 * Checks again the one part of a small unit that an edit lies in.
 *
 * @returns false when the unit has to be checked as a whole
 */
function recheckPart(cell: UnitCell, text: string, edit: Edit, result: UnitResult, options: CheckOptions): boolean {
  // A longer piece that is gone can have joined two regions of different predictions or annotations.
  if (edit.to - edit.delta - edit.from > 20) return false;
  const split = drain(splitUnit(new Cursor((offset) => text.slice(offset) || undefined)));
  const apart = apartFor(split, text, options);
  if (!apart || apart.table.of.length !== result.regions.of.length) return false;
  // By the split of now: what the edit has left.
  const part = editedPart(split, { ...edit, delta: 0 });
  if (part.part === 'both') return false;
  if (part.part === 'shell') {
    const shell = recheckShell(apart, result, edit, options);
    if (typeof shell === 'string') return false;
    cell.take(shell.result, options);
    return true;
  }
  const ordinal = apart.table.cut.indexOf(part.cut);
  if (ordinal < 0) return false;
  const region = recheckRegion(apart, result, ordinal, edit, options);
  if (region.wellFormed) cell.take(region.result, options);
  return region.wellFormed;
}

function drain(steps: Generator<undefined, Split, undefined>): Split {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

function recheckApart(
  cell: UnitCell,
  apart: Apart,
  edit: Edit,
  result: UnitResult,
  options: CheckOptions,
): 'done' | 'doubtful' | 'anew' {
  const { split } = apart;
  const part = editedPart(split, edit);
  if (part.part === 'both' || !split.intact) return 'anew';
  if (part.part === 'cut') {
    const ordinal = apart.table.cut.indexOf(part.cut);
    if (ordinal < 0) return 'anew';
    editCut(split, part.cut, edit);
    return recheckCut(cell, apart, ordinal, edit, result, options);
  }
  editShell(split, edit, apart.read(edit.from, edit.to));
  const shell = recheckShell(apart, result, edit, options);
  if (shell === 'rebuilt') return 'anew';
  cell.isShellSound = shell !== 'torn';
  if (shell === 'torn') {
    cell.take(leave(result, edit), options);
    return 'doubtful';
  }
  const { table, data } = shell.shell;
  cell.apart = { split, table, data, read: apart.read, edits: apart.edits };
  const wellFormed = cell.tornRegions.size === 0;
  cell.take(withComparisons(cell.apart, shell.result, wellFormed, options), options);
  return wellFormed ? 'done' : 'doubtful';
}

function recheckCut(
  cell: UnitCell,
  apart: Apart,
  ordinal: number,
  edit: Edit,
  result: UnitResult,
  options: CheckOptions,
): 'done' | 'doubtful' {
  const cut = apart.table.cut[ordinal] as number;
  editSkeleton(apart, cut, edit);
  apart.edits[cut] = (apart.edits[cut] ?? 0) + 1;
  const next = recheckRegion(apart, result, ordinal, edit, options);
  if (next.wellFormed) cell.tornRegions.delete(ordinal);
  else cell.tornRegions.add(ordinal);
  const wellFormed = cell.isShellSound && cell.tornRegions.size === 0;
  cell.take(withComparisons(apart, next.result, wellFormed, options), options);
  return next.wellFormed ? 'done' : 'doubtful';
}

/** Rules that need every region come and go with the unit's being JSON. */
function withComparisons(apart: Apart, result: UnitResult, wellFormed: boolean, options: CheckOptions): UnitResult {
  if (wellFormed === result.wellFormed) return result;
  const next = { ...result, wellFormed };
  const rest = result.problems.filter(({ compared }) => !compared);
  next.problems = [...rest, ...compareApart(apart, next, options)].sort(inOrder);
  return next;
}

/** Runs the rules that read the labeling config again. */
export function recheckConfig(cell: UnitCell, text: () => TextSource, options: CheckOptions): void {
  const { result, apart } = cell;
  const rules = options.rules.reading('config');
  if (!result || rules.rules.length === 0) return;
  if (apart) {
    cell.take(rerun(apart, result, options, rules), options);
    return;
  }
  const own = text().slice(cell.start, cell.end);
  const kept = result.problems.filter((problem) => !isRerun(problem, rules));
  const found = checkUnit(own, { ...options, rules, kept: keptBy(kept) });
  const next = { ...result, facts: renewed(rules, result.facts, found.facts) };
  let compared: UnitProblem[] = [];
  if (next.facts.some((column) => column !== undefined)) {
    const split = drain(splitUnit(new Cursor((offset) => own.slice(offset) || undefined)));
    const small = apartFor(split, own, options);
    if (!small) {
      checkSmall(cell, own, options);
      return;
    }
    compared = compareApart(small, next, { ...options, rules });
  }
  cell.take({ ...next, problems: [...kept, ...found.problems, ...compared].sort(inOrder) }, options);
}
