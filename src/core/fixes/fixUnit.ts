import { type CheckOptions, checkUnit, type UnitResult } from '../validation/checkUnit';
import type { UnitProblem } from '../validation/problem';
import type { Rule, RuleFix } from '../validation/rule';
import { applyEdits, composeEdits } from './compose';
import type { Draft, FixEdit } from './fix';
import { PathClaims } from './pathClaims';
import { type TextEdit, textEdits } from './textEdits';
import { UnitView } from './unitView';

/** Says which fixes are to be made of which problems. */
export type Wanted = (rule: Rule, fix: RuleFix, problem: UnitProblem) => boolean;

/** The fixes that need nobody's eye. */
export const onlySafe: Wanted = (_, { safety }) => safety === 'safe';

/** What became of a unit. */
export interface FixedUnit {
  /** From the text before to the text after, in order. */
  edits: readonly TextEdit[];
  text: string;
  /** How many problems were mended, by code. */
  fixed: ReadonlyMap<string, number>;
  /** What is left. */
  problems: readonly UnitProblem[];
}

/** One fix can be what makes the next one possible. */
const ROUNDS = 8;

/**
 * Mends what is wanted in one unit: all that can be mended at once, then what is wrong still, until nothing is left to do.
 * A round after which there are more errors than before is taken back. Text that is no JSON stays as it is.
 *
 * @param known what a check of this very text said, if that is there
 */
export function fixUnit(text: string, options: CheckOptions, wanted: Wanted, known?: UnitResult): FixedUnit {
  return new Mending(text, options, wanted, known).run();
}

class Mending {
  readonly #fixed = new Map<string, number>();
  /** Rules whose fixes did nothing good for the text as it is. */
  readonly #given = new Set<string>();
  readonly #length: number;
  #edits: readonly TextEdit[] = [];
  #result: UnitResult;

  constructor(
    private text: string,
    private readonly options: CheckOptions,
    private readonly wanted: Wanted,
    known: UnitResult | undefined,
  ) {
    this.#length = text.length;
    this.#result = known ?? checkUnit(text, options);
  }

  run(): FixedUnit {
    for (let round = 0; round < ROUNDS && this.#result.wellFormed; round++) {
      const codes = this.#codes();
      if (codes.size === 0) break;
      if (this.#round((code) => codes.has(code))) continue;
      let isAny = false;
      for (const code of codes) {
        if (this.#round((each) => each === code)) isAny = true;
        else this.#given.add(code);
      }
      if (!isAny) break;
    }
    return { edits: this.#edits, text: this.text, fixed: this.#fixed, problems: this.#result.problems };
  }

  /** The codes of problems that have a wanted fix. */
  #codes(): ReadonlySet<string> {
    const codes = new Set<string>();
    for (const problem of this.#result.problems) {
      const { code } = problem;
      if (codes.has(code) || this.#given.has(code)) continue;
      if (isFixable(this.options.rules.byCode.get(code), this.wanted, problem)) codes.add(code);
    }
    return codes;
  }

  /** @returns whether anything was mended */
  #round(isTurn: (code: string) => boolean): boolean {
    const { chosen, codes } = this.#choose(isTurn);
    if (chosen.length === 0) return false;
    const edits = textEdits(this.text, chosen);
    if (!edits) return false;
    const text = applyEdits(this.text, edits);
    if (text === this.text) return false;
    const result = checkUnit(text, this.options);
    if (!isBetter(this.#result, result)) return false;
    this.#edits = composeEdits(this.#edits, edits, this.#length);
    this.text = text;
    this.#tell(codes, result);
    this.#result = result;
    this.#given.clear();
    return true;
  }

  /** A fix can mend more problems than the one that it is made for, and can bring others to light. */
  #tell(codes: readonly string[], after: UnitResult): void {
    for (const code of new Set(codes)) {
      const made = codes.filter((each) => each === code).length;
      const gone = countOf(this.#result, code) - countOf(after, code);
      this.#fixed.set(code, (this.#fixed.get(code) ?? 0) + Math.max(made, gone));
    }
  }

  #choose(isTurn: (code: string) => boolean): { chosen: FixEdit[]; codes: string[] } {
    const view = new UnitView(this.text, this.options);
    const claims = new PathClaims();
    const chosen: FixEdit[] = [];
    const codes: string[] = [];
    for (const problem of this.#result.problems) {
      const rule = this.options.rules.byCode.get(problem.code);
      if (!rule?.fixes || !isTurn(problem.code)) continue;
      const draft = firstDraft(rule, this.wanted, view, problem);
      // What touches the same place waits for the next round.
      if (!draft || !claims.take(draft.edits)) continue;
      chosen.push(...draft.edits);
      codes.push(problem.code);
    }
    return { chosen, codes };
  }
}

/** Whether a problem has a fix that is wanted; whether it applies is seen when it is tried. */
export function isFixable(rule: Rule | undefined, wanted: Wanted, problem: UnitProblem): boolean {
  return rule?.fixes?.some((fix) => fix.at !== undefined && wanted(rule, fix, problem)) ?? false;
}

function firstDraft(rule: Rule, wanted: Wanted, view: UnitView, problem: UnitProblem): Draft | undefined {
  for (const fix of rule.fixes ?? []) {
    const draft = fix.at && wanted(rule, fix, problem) ? draftsOf(fix, view, problem)[0] : undefined;
    if (draft) return draft;
  }
  return undefined;
}

/** What a fix of a rule proposes for a problem. */
export function draftsOf(fix: RuleFix, view: UnitView, problem: UnitProblem): readonly Draft[] {
  const drafts = fix.at?.(view.target(problem));
  if (drafts === undefined) return [];
  return 'edits' in drafts ? [drafts] : drafts;
}

/** No new errors, and still JSON. What was hidden behind another problem may come to light. */
export function isBetter(before: UnitResult, after: UnitResult): boolean {
  return after.wellFormed && errorsIn(after) <= errorsIn(before);
}

function countOf({ problems }: UnitResult, code: string): number {
  let count = 0;
  for (const problem of problems) if (problem.code === code) count++;
  return count;
}

function errorsIn({ problems }: UnitResult): number {
  let errors = 0;
  for (const { severity } of problems) if (severity === 'error') errors++;
  return errors;
}
