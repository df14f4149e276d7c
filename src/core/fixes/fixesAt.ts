import { type CheckOptions, checkUnit, type UnitResult } from '../validation/checkUnit';
import type { UnitProblem } from '../validation/problem';
import type { RuleFix } from '../validation/rule';
import { applyEdits } from './compose';
import { MOST_DRAFTS } from './drafts';
import type { Fix, Safety } from './fix';
import { draftsOf, isBetter } from './fixUnit';
import { type TextEdit, textEdits } from './textEdits';
import { UnitView } from './unitView';

/** A fix with the changes of the text that it makes. */
export interface ReadyFix extends Fix {
  /** The problem that it mends. */
  problem: UnitProblem;
  /** The rule's fix that it comes from. */
  by: RuleFix;
  changes: readonly TextEdit[];
}

/** Characters up to which a unit is checked again for each fix that is offered; more would be felt at the cursor. */
const TRIED = 262_144;

/**
 * The fixes of some problems of a unit. Each has been tried, unless the unit is large: one that does not mend its
 * problem, or makes errors, is left out.
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
      if (found.length === MOST_DRAFTS) return found;
      const changes = textEdits(view.text, edits);
      // What is safe is offered as that, and not as a guess once more.
      if (!changes || found.some((other) => areEqual(other.changes, changes))) continue;
      const isTried = view.text.length <= TRIED;
      if (isTried && !mends(problem, changes, view.text, before, options, fix.safety)) continue;
      found.push({ code, title, safety: fix.safety, edits, problem, by: fix, changes });
    }
  }
  return found;
}

function areEqual(some: readonly TextEdit[], others: readonly TextEdit[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

/** A guess must not lead to any other problem; what is safe may bring to light what was hidden. */
function mends(
  { code }: UnitProblem,
  changes: readonly TextEdit[],
  text: string,
  before: UnitResult,
  options: CheckOptions,
  safety: Safety,
): boolean {
  const after = checkUnit(applyEdits(text, changes), options);
  if (!isBetter(before, after)) return false;
  const [counts, counted] = [countsOf(after), countsOf(before)];
  if ((counts.get(code) ?? 0) >= (counted.get(code) ?? 0)) return false;
  return safety === 'safe' || [...counts].every(([each, count]) => count <= (counted.get(each) ?? 0));
}

/** How many problems there are of each rule; their places shift with what is removed. */
function countsOf({ problems }: UnitResult): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
