import { type CheckOptions, checkUnit, type UnitResult } from '../validation/checkUnit';
import type { UnitProblem } from '../validation/problem';
import { applyEdits } from './compose';
import type { Fix } from './fix';
import { draftsOf, isBetter } from './fixUnit';
import { type TextEdit, textEdits } from './textEdits';
import { UnitView } from './unitView';

/** A fix with the changes of the text that it makes. */
export interface ReadyFix extends Fix {
  /** The problem that it mends. */
  problem: UnitProblem;
  changes: readonly TextEdit[];
}

/** More proposals than this for one problem are no help. */
const MOST = 5;

/**
 * The fixes of some problems of a unit. Each has been tried: one that does not mend its problem, or makes errors, is left
 * out.
 *
 * @param known what a check of this very text said, if that is there
 */
export function fixesAt(
  text: string,
  problems: readonly Pick<UnitProblem, 'code' | 'pointer'>[],
  options: CheckOptions,
  known?: UnitResult,
): ReadyFix[] {
  const result = known ?? checkUnit(text, options);
  const isAsked = (one: UnitProblem): boolean =>
    problems.some(({ code, pointer }) => code === one.code && pointer === one.pointer);
  const asked = result.problems.filter(isAsked);
  if (!result.wellFormed || asked.length === 0) return [];
  const view = new UnitView(text, options);
  return asked.flatMap((problem) => fixesOf(problem, view, result, options));
}

/** The fixes of one problem of a unit, the likeliest first. */
function fixesOf(problem: UnitProblem, view: UnitView, before: UnitResult, options: CheckOptions): ReadyFix[] {
  const { code } = problem;
  const rule = options.rules.byCode.get(code);
  const found: ReadyFix[] = [];
  for (const fix of rule?.fixes ?? []) {
    for (const { title = fix.title, edits } of draftsOf(fix, view, problem)) {
      if (found.length === MOST) return found;
      const changes = textEdits(view.text, edits);
      if (!changes || !mends(problem, changes, view.text, before, options)) continue;
      found.push({ code, title, safety: fix.safety, edits, problem, changes });
    }
  }
  return found;
}

function mends(
  { code, pointer }: UnitProblem,
  changes: readonly TextEdit[],
  text: string,
  before: UnitResult,
  options: CheckOptions,
): boolean {
  const after = checkUnit(applyEdits(text, changes), options);
  if (!isBetter(before, after)) return false;
  const isSame = (other: UnitProblem): boolean => other.code === code && other.pointer === pointer;
  return (
    count(after, isSame) < count(before, isSame) ||
    count(after, (p) => p.code === code) < count(before, (p) => p.code === code)
  );
}

function count({ problems }: UnitResult, isCounted: (problem: UnitProblem) => boolean): number {
  return problems.reduce((sum, problem) => sum + (isCounted(problem) ? 1 : 0), 0);
}
