import { type Needs, needsOf } from './inputs';
import type { Input, PredictionCheck, Rule } from './rule';

/** A rule's check of regions, taken out of the rule: objects of one shape are read faster than rules, which all differ. */
export interface RegionCheck {
  readonly rule: Rule;
  readonly needs: Needs;
  readonly check: NonNullable<Rule['checkRegion']>;
}

/** How a rule takes facts. */
export interface FactSource {
  readonly column: number;
  readonly needs: Needs;
  readonly source: Pick<PredictionCheck<unknown>, 'fact'>;
}

/** What is run on regions of one type. */
export interface ForType {
  readonly onRegion: readonly RegionCheck[];
  readonly facts: readonly FactSource[];
}

/** Rules in the form in which they are run: by what they look at, and for regions by type. */
export class RuleSet {
  readonly claiming: readonly Rule[];
  readonly onUnit: readonly Rule[];
  /** Rules that speak when the others have spoken. */
  readonly onRest: readonly { readonly rule: Rule; readonly needs: Needs }[];
  /** Rules with facts about predictions or the file; the order is that of the columns of a unit's facts. */
  readonly withFacts: readonly Rule[];
  /** Those of them about the file, each with its column. */
  readonly aboutFile: readonly (readonly [column: number, rule: Rule])[];
  /** Whether these are all rules; not some that are run again. */
  readonly isWhole: boolean;
  /** Whether the strict schema is run too: who objects to what it finds depends on the labeling config. */
  readonly runsSchema: boolean;
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
   * @param part for rules that are run again: the larger set that they are of, and what has changed
   */
  constructor(
    readonly rules: readonly Rule[],
    private readonly part?: { readonly of: RuleSet; readonly input: Input },
  ) {
    this.isWhole = part === undefined;
    this.runsSchema = this.isWhole || part?.input === 'config';
    this.codes = new Set(rules.map(({ code }) => code));
    this.byCode = new Map(rules.map((rule) => [rule.code, rule]));
    this.claiming = rules.filter(({ claim }) => claim !== undefined);
    this.onUnit = rules.filter(({ checkUnit }) => checkUnit !== undefined);
    this.#onRegion = rules.flatMap((rule) => {
      const { checkRegion: check } = rule;
      return check ? [{ rule, needs: needsOf(rule), check }] : [];
    });
    this.onRest = rules.flatMap((rule) => (rule.checkRest ? [{ rule, needs: needsOf(rule) }] : []));
    this.withFacts = part
      ? part.of.withFacts
      : rules.filter(({ prediction, file }) => prediction !== undefined || file !== undefined);
    this.aboutFile = [...this.withFacts.entries()].filter(([, { file }]) => file !== undefined);
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
      if (!source || !concerns(types, key) || !this.retakes(column)) return [];
      return [{ column, needs: needsOf({ reads: prediction?.factReads }), source }];
    });
    const found = { onRegion, facts };
    // Types come from files: without end they must not fill the memory.
    if (byType.size < 500) byType.set(key, found);
    return found;
  }

  /** Whether the facts of a column have to be taken: all, or those that depend on what has changed. */
  retakes(column: number): boolean {
    if (!this.part) return true;
    return this.withFacts[column]?.prediction?.factReads?.includes(this.part.input) ?? false;
  }

  /** Whether any of these says something of a unit beside its regions. */
  get looksAtUnit(): boolean {
    return this.runsSchema || this.onUnit.length + this.onRest.length > 0;
  }

  /** The rules that a change of this input can touch. */
  reading(input: Input): RuleSet {
    let readers = this.#readers.get(input);
    if (!readers) {
      const rules = this.rules.filter(
        ({ reads, claim }) => reads?.includes(input) || (input === 'config' && claim !== undefined),
      );
      readers = new RuleSet(rules, { of: this, input });
      this.#readers.set(input, readers);
    }
    return readers;
  }
}

/** Whether a rule for these types is about a region of this type. */
function concerns(types: readonly string[] | undefined, type: string): boolean {
  return types === undefined || types.includes(type);
}
