import type { Facts } from '../validation/facts';
import type { Claim, Rule, UnitFact } from '../validation/rule';
import type { RuleSet } from '../validation/ruleSet';

/** The facts of one unit about the file: a column for each rule of `RuleSet.aboutFile`, merged over its regions. */
export type FileColumns = readonly unknown[];

const NONE: FileColumns = [];

/** Merges what the regions of a unit say about the file. */
export function fileColumns({ aboutFile }: RuleSet, facts: Facts): FileColumns {
  let merged: unknown[] | undefined;
  for (let index = 0; index < aboutFile.length; index++) {
    const [column, { file }] = aboutFile[index] as RuleSet['aboutFile'][number];
    const own = facts[column];
    if (!file || !own) continue;
    let fact: unknown;
    for (const one of own) {
      if (one !== undefined) fact = fact === undefined ? one : file.merge(fact, one);
    }
    if (fact === undefined) continue;
    merged ??= Array.from(aboutFile, () => undefined);
    merged[index] = fact;
  }
  return merged ?? NONE;
}

/** The same columns, as one object for many units: nearly all of a file say the same. */
export function shared(columns: FileColumns, before: FileColumns | undefined): FileColumns {
  const isSame = before?.length === columns.length && columns.every((fact, index) => fact === before[index]);
  return isSame && before ? before : columns;
}

/** Sums up the facts of all units, for the rules about the whole file. */
export class FileFacts {
  readonly #sums = new Map<number, unknown>();
  readonly #rules: readonly Rule[];

  constructor(rules: RuleSet) {
    this.#rules = rules.aboutFile.map(([, rule]) => rule);
    for (const [column, { file }] of this.#rules.entries()) this.#sums.set(column, file?.empty());
  }

  add(columns: FileColumns): void {
    for (const [column, { file }] of this.#rules.entries()) {
      if (columns[column] !== undefined) file?.add(this.#sums.get(column), columns[column]);
    }
  }

  remove(columns: FileColumns): void {
    for (const [column, { file }] of this.#rules.entries()) {
      if (columns[column] !== undefined) file?.remove(this.#sums.get(column), columns[column]);
    }
  }

  /**
   * Runs the rules about the file.
   *
   * @param units the columns of each unit, in file order
   */
  check(units: () => Iterable<FileColumns>, report: (rule: Rule, unit: number, claim: Claim) => void): void {
    for (const [column, rule] of this.#rules.entries()) {
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
