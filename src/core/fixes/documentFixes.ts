import type { DocumentCheck } from '../engine/documentCheck';
import { UnitCell } from '../engine/unitCell';
import type { Span } from '../text/locate';
import type { UnitResult } from '../validation/checkUnit';
import type { UnitProblem } from '../validation/problem';
import type { Rule, RuleFix } from '../validation/rule';
import type { Fix, Safety } from './fix';
import { fixesAt } from './fixesAt';
import { fixUnit, isFixable, type Wanted } from './fixUnit';
import { type TextEdit, textEdits } from './textEdits';
import { UnitView } from './unitView';

/** What is to be made in all of a document. */
export interface Everywhere {
  rule: Rule;
  fix: RuleFix;
}

/** A fix of a problem. Offsets are those of the document. */
export interface OfferedFix {
  title: string;
  safety: Safety;
  /** Whether it is the one to be made without a choice; never one that takes something away by a guess. */
  isPreferred: boolean;
  changes: readonly TextEdit[];
}

/** A problem at a place of the document, with what can be done about it. Offsets are those of the document. */
export interface ProblemFixes extends Span {
  code: string;
  fixes: readonly OfferedFix[];
  /** What can be done about all problems of this kind at once. */
  everywhere: readonly Everywhere[];
}

/** What mending a document comes to. */
export interface DocumentFix {
  edits: TextEdit[];
  /** How many problems it mends, by code. */
  fixed: Map<string, number>;
  /** Units that were passed over because they are too large. */
  passedOver: number;
}

/** Characters up to which a unit is read as a whole while somebody moves the cursor. */
const LARGEST_AT_ONCE = 4_194_304;

/** Problems whose fixes are offered together: a selection can hold all of a file. */
const MOST_PROBLEMS = 8;

/** The first problems that touch a stretch of a document, and their fixes. */
export function fixesInDocument(check: DocumentCheck, stretch: Span): ProblemFixes[] {
  const found: ProblemFixes[] = [];
  for (const cell of check.outline.cells.touching(stretch.start, stretch.end)) {
    if (!(cell instanceof UnitCell)) continue;
    const { start } = cell;
    const near = check
      .problemsOf(cell)
      .filter((problem) => problem.start <= stretch.end - start && problem.end >= stretch.start - start)
      .filter((problem) => check.shownAs(problem) !== undefined);
    if (near.length > 0) found.push(...inUnit(check, cell, near.slice(0, MOST_PROBLEMS - found.length)));
    if (found.length >= MOST_PROBLEMS) break;
  }
  return found;
}

function inUnit(check: DocumentCheck, cell: UnitCell, near: readonly UnitProblem[]): ProblemFixes[] {
  const { start, length } = cell;
  const isRead = length <= LARGEST_AT_ONCE;
  const known = resultOf(check, cell);
  const fixes = isRead ? fixesAt(check.textOf(cell), near, check.reading, known) : [];
  return near.map((problem) => ({
    code: problem.code,
    start: start + problem.start,
    end: start + problem.end,
    fixes: fixes
      .filter((fix) => fix.problem.code === problem.code && fix.problem.pointer === problem.pointer)
      .map((fix, index) => ({
        title: fix.title,
        safety: fix.safety,
        isPreferred: index === 0 && (fix.safety === 'safe' || keepsAll(fix)),
        changes: moved(fix.changes, start),
      })),
    everywhere: everywhereOf(check, problem.code),
  }));
}

function keepsAll({ edits }: Fix): boolean {
  return edits.every(({ op }) => op !== 'remove' && op !== 'splice');
}

/** What a check of the unit's text said, if it has seen the text of now. */
function resultOf(check: DocumentCheck, cell: UnitCell): UnitResult | undefined {
  return check.isBusy ? undefined : cell.result;
}

/** Ways to mend all problems of a code: of those with one place each where there is more than one problem. */
function everywhereOf(check: DocumentCheck, code: string): Everywhere[] {
  const rule = check.reading.rules.byCode.get(code);
  if (!rule?.fixes) return [];
  const isMany = hasSeveral(check, code);
  const fixes = rule.fixes.filter(({ everywhere }) => everywhere !== undefined || isMany);
  return fixes.map((fix) => ({ rule, fix }));
}

function hasSeveral(check: DocumentCheck, code: string): boolean {
  let count = 0;
  for (const cell of check.outline.cells.weighty()) {
    if (!(cell instanceof UnitCell)) continue;
    for (const problem of cell.problems) if (problem.code === code && ++count > 1) return true;
  }
  return false;
}

/**
 * Mends all that is wanted in a document, unit by unit. Pauses behind each; to be given up when the document changes.
 *
 * @param largest characters of a unit above which it is passed over
 */
export function* fixDocument(
  check: DocumentCheck,
  wanted: Wanted,
  largest = Number.POSITIVE_INFINITY,
): Generator<undefined, DocumentFix, undefined> {
  const sum: DocumentFix = { edits: [], fixed: new Map(), passedOver: 0 };
  // What people have chosen not to see is no problem to them.
  const isWanted: Wanted = (rule, fix, problem) => wanted(rule, fix, problem) && check.shownAs(problem) !== undefined;
  const { byCode } = check.reading.rules;
  for (const cell of check.outline.cells.weighty()) {
    if (!(cell instanceof UnitCell)) continue;
    if (!cell.problems.some((problem) => isFixable(byCode.get(problem.code), isWanted, problem))) continue;
    if (cell.length > largest) {
      sum.passedOver++;
      continue;
    }
    const { edits, fixed } = fixUnit(check.textOf(cell), check.reading, isWanted, resultOf(check, cell));
    sum.edits.push(...moved(edits, cell.start));
    for (const [code, count] of fixed) sum.fixed.set(code, (sum.fixed.get(code) ?? 0) + count);
    yield;
  }
  return sum;
}

/** Makes a fix for a whole file in each of its units. Like `fixDocument`. */
export function* fixEverywhere(
  check: DocumentCheck,
  { rule, fix }: Everywhere,
): Generator<undefined, DocumentFix, undefined> {
  if (!fix.everywhere) return yield* fixDocument(check, (_, each) => each === fix);
  const sum: DocumentFix = { edits: [], fixed: new Map([[rule.code, 1]]), passedOver: 0 };
  for (const cell of check.outline.units()) {
    const text = check.textOf(cell);
    const changes = textEdits(text, fix.everywhere(new UnitView(text, check.reading)));
    if (changes) sum.edits.push(...moved(changes, cell.start));
    yield;
  }
  return sum;
}

function moved(edits: readonly TextEdit[], by: number): TextEdit[] {
  return edits.map(({ start, end, text }) => ({ start: start + by, end: end + by, text }));
}
