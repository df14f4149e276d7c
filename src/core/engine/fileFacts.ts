import type { Facts } from '../validation/facts';
import type { Claim, Rule, UnitFact } from '../validation/rule';
import type { RuleSet } from '../validation/ruleSet';

/** The facts of one unit about the file: a column for each rule of `RuleSet.withFacts`, merged over its regions. */
export type FileColumns = readonly unknown[];

const NONE: FileColumns = [];

/** Merges what the regions of a unit say about the file. */
export function fileColumns({ withFacts }: RuleSet, facts: Facts): FileColumns {
  let merged: unknown[] | undefined;
  for (const [column, { file }] of withFacts.entries()) {
    const own = facts[column];
    if (!file || !own) continue;
    let fact: unknown;
    for (const one of own) {
      if (one !== undefined) fact = fact === undefined ? one : file.merge(fact, one);
    }
    if (fact === undefined) continue;
    merged ??= [];
    merged[column] = fact;
  }
  return merged ?? NONE;
}

/** Sums up the facts of all units, for the rules about the whole file. */
export class FileFacts {
  readonly #sums = new Map<number, unknown>();
  readonly #rules: readonly [column: number, rule: Rule][];

  constructor(rules: RuleSet) {
    this.#rules = [...rules.withFacts.entries()].filter(([, { file }]) => file !== undefined);
    for (const [column, { file }] of this.#rules) this.#sums.set(column, file?.empty());
  }

  add(columns: FileColumns): void {
    for (const [column, { file }] of this.#rules) {
      if (columns[column] !== undefined) file?.add(this.#sums.get(column), columns[column]);
    }
  }

  remove(columns: FileColumns): void {
    for (const [column, { file }] of this.#rules) {
      if (columns[column] !== undefined) file?.remove(this.#sums.get(column), columns[column]);
    }
  }

  /**
   * Runs the rules about the file.
   *
   * @param units the columns of each unit, in file order
   */
  check(units: () => Iterable<FileColumns>, report: (rule: Rule, unit: number, claim: Claim) => void): void {
    for (const [column, rule] of this.#rules) {
      rule.file?.check(this.#sums.get(column), factsOf(units(), column), (unit, claim) => report(rule, unit, claim));
    }
  }
}

function* factsOf(units: Iterable<FileColumns>, column: number): Generator<UnitFact<unknown>> {
  let unit = 0;
  for (const columns of units) {
    if (columns[column] !== undefined) yield { unit, fact: columns[column] };
    unit++;
  }
}
