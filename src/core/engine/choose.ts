import type { TextSource } from '../ports';
import { positionAt } from '../text/lines';
import type { Span } from '../text/locate';
import type { FileProblem } from '../validation/file';
import { SEVERITIES, type Severity, type UnitProblem } from '../validation/problem';
import { Consequences } from './consequences';
import type { DocumentCheck } from './documentCheck';
import { UnitCell } from './unitCell';

/** A problem and the unit that it is in. */
interface Found {
  cell: UnitCell;
  problem: UnitProblem;
  severity: Severity;
}

/** A problem that is shown, with what follows from it. */
export interface ShownProblem extends FileProblem {
  /** What the same fault causes elsewhere, and who else minds it: shown beside the problem, and not as one of its own. */
  consequences: readonly Pick<FileProblem, 'start' | 'end' | 'message'>[];
}

/** What is shown of a document's problems. */
export interface Choice {
  problems: ShownProblem[];
  /** How many are not shown. */
  hidden: number;
}

/**
 * Chooses the problems to be shown where not all can be: first those in sight and in the unit that was edited last, then
 * errors in file order, then the others.
 *
 * @param sight the parts of the text that are in sight, as offsets
 */
export function chooseProblems(check: DocumentCheck, text: TextSource, sight: readonly Span[], limit: number): Choice {
  const total = SEVERITIES.reduce((sum, severity) => sum + check.counts[severity], 0);
  const chosen = new Set<UnitProblem>();
  const found: Found[] = [];
  const take = (cell: UnitCell, problem: UnitProblem): void => {
    const severity = check.shownAs(problem);
    if (!severity || found.length >= limit || chosen.has(problem)) return;
    chosen.add(problem);
    found.push({ cell, problem, severity });
  };
  if (total > limit) takeNear(check, sight, take);
  for (const severity of SEVERITIES) takeGraded(check, severity, take, () => found.length >= limit);
  const consequences = new Consequences(check, found);
  return {
    problems: found.map((one) => ({
      ...placed(check, text, one),
      consequences: consequences.of(one.cell, one.problem),
    })),
    hidden: total - found.length,
  };
}

type Take = (cell: UnitCell, problem: UnitProblem) => void;

function takeNear(check: DocumentCheck, sight: readonly Span[], take: Take): void {
  for (const { start, end } of sight) {
    for (const cell of check.outline.cells.touching(start, end)) {
      if (!(cell instanceof UnitCell)) continue;
      for (const problem of check.problemsOf(cell)) {
        if (cell.start + problem.start <= end && cell.start + problem.end >= start) take(cell, problem);
      }
    }
  }
  const { lastEdited } = check;
  if (lastEdited) for (const problem of check.problemsOf(lastEdited)) take(lastEdited, problem);
}

function takeGraded(check: DocumentCheck, severity: Severity, take: Take, isFull: () => boolean): void {
  let left = check.counts[severity];
  if (left === 0 || isFull()) return;
  for (const cell of check.outline.cells.weighty()) {
    if (!(cell instanceof UnitCell)) continue;
    for (const problem of check.problemsOf(cell)) {
      if (check.shownAs(problem) !== severity) continue;
      take(cell, problem);
      left--;
    }
    if (left === 0 || isFull()) return;
  }
}

/** A problem with its place in the whole file. */
function placed(check: DocumentCheck, text: TextSource, { cell, problem, severity }: Found): FileProblem {
  const { region: _, compared: __, ofSchema: ___, ...rest } = problem;
  const { start } = cell;
  const pointer = pointerOf(check, text, cell) + problem.pointer;
  return { ...rest, severity, pointer, start: start + problem.start, end: start + problem.end };
}

function pointerOf({ outline }: DocumentCheck, text: TextSource, cell: UnitCell): string {
  if (outline.root === 'lines') return `/${positionAt(text, cell.start).line}`;
  return outline.root === 'array' ? `/${outline.cells.ordinal(cell)}` : '';
}
