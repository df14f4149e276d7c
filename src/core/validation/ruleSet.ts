import type { RegionNode } from './nodes';
import type { Input, Rule } from './rule';

/** A rule's check of regions, taken out of the rule: objects of one shape are read faster than rules, which all differ. */
export interface RegionCheck {
  readonly rule: Rule;
  readonly reads: Rule['reads'];
  readonly check: NonNullable<Rule['checkRegion']>;
}

/** What is run on regions of one type. */
export interface ForType {
  readonly onRegion: readonly RegionCheck[];
  /** The rules that take facts, by their column. */
  readonly facts: readonly { column: number; source: { fact(region: RegionNode): unknown } }[];
}

/** Rules in the form in which they are run: by what they look at, and for regions by type. */
export class RuleSet {
  readonly claiming: readonly Rule[];
  readonly onUnit: readonly Rule[];
  /** Rules with facts about predictions or the file; the order is that of the columns of a unit's facts. */
  readonly withFacts: readonly Rule[];
  /** Whether these are all rules, with the strict schema; not some that are run again. */
  readonly isWhole: boolean;
  readonly codes: ReadonlySet<string>;
  readonly byCode: ReadonlyMap<string, Rule>;
  readonly #onRegion: readonly RegionCheck[];
  readonly #byType = new Map<string, ForType>();
  readonly #byTypeAnnotated = new Map<string, ForType>();
  readonly #readers = new Map<Input, RuleSet>();
  /**
   * What was checked last. Nobody reads it: engines throw away what they compiled for objects of a shape when a collection
   * of garbage finds none left of that shape, and everything would be slow again for a while.
   */
  kept: unknown;

  /**
   * @param rules in the order in which they claim errors of the schema
   * @param columns the rules of a larger set that has the columns of facts
   */
  constructor(
    readonly rules: readonly Rule[],
    isWhole = true,
    columns: readonly Rule[] = rules,
  ) {
    this.isWhole = isWhole;
    this.codes = new Set(rules.map(({ code }) => code));
    this.byCode = new Map(rules.map((rule) => [rule.code, rule]));
    this.claiming = rules.filter(({ claim }) => claim !== undefined);
    this.onUnit = rules.filter(({ checkUnit }) => checkUnit !== undefined);
    this.#onRegion = rules.flatMap((rule) => {
      const { reads, checkRegion: check } = rule;
      return check ? [{ rule, reads, check }] : [];
    });
    this.withFacts = columns.filter(({ prediction, file }) => prediction !== undefined || file !== undefined);
  }

  /**
   * What is run on regions of a type.
   *
   * @param isAnnotated whether they are those of an annotation: these say nothing about the file, which holds predictions
   *   made by one script
   */
  forType(type: unknown, isAnnotated: boolean): ForType {
    const key = typeof type === 'string' ? type : '';
    const byType = isAnnotated ? this.#byTypeAnnotated : this.#byType;
    const known = byType.get(key);
    if (known) return known;
    const onRegion = this.#onRegion.filter(({ rule }) => concerns(rule.types, key));
    const facts = [...this.withFacts.entries()].flatMap(([column, { types, prediction, file }]) => {
      const source = prediction ?? (isAnnotated ? undefined : file);
      return source && concerns(types, key) ? [{ column, source }] : [];
    });
    const found = { onRegion, facts };
    // Types come from files: without end they must not fill the memory.
    if (byType.size < 500) byType.set(key, found);
    return found;
  }

  /** The rules that a change of this input can touch. Facts do not depend on inputs. */
  reading(input: Input): RuleSet {
    let readers = this.#readers.get(input);
    if (!readers) {
      const rules = this.rules.filter(({ reads }) => reads?.includes(input));
      readers = new RuleSet(rules, false, this.rules);
      this.#readers.set(input, readers);
    }
    return readers;
  }
}

/** Whether a rule for these types is about a region of this type. */
function concerns(types: readonly string[] | undefined, type: string): boolean {
  return types === undefined || types.includes(type);
}
