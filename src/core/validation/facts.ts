import { firstAtLeast } from '../ascending';
import type { Path } from '../text/locate';
import type { AllInputs } from './inputs';
import { isAnnotation, type RegionNode } from './nodes';
import type { RegionFact, Said } from './rule';
import type { RuleSet } from './ruleSet';

/**
 * What the rules took from the regions of a unit: a column for each rule of `RuleSet.withFacts`, in it one entry for each
 * region in order. Columns without entries are left out, so that units without findings cost nothing.
 */
export type Facts = (unknown[] | undefined)[];

/** Which region of which prediction each region of a unit is. */
export interface Regions {
  /** Paths of the predictions that have regions, and behind them of the annotations, from the root of the unit. */
  predictions: Path[];
  /** For each region its prediction, as a position in `predictions`. */
  of: number[];
  /** For each region its position in the `result`. */
  index: number[];
}

export function noFacts(): Facts {
  return [];
}

/** Takes the facts of one region. */
export function addFacts(rules: RuleSet, facts: Facts, region: RegionNode, inputs: AllInputs, said: Said): void {
  for (const entry of rules.forType(region.value.type, region.isAnnotated).facts) {
    const fact: unknown = entry.source.fact(region, inputs[entry.needs], said);
    if (fact === undefined) continue;
    facts[entry.column] ??= [];
    (facts[entry.column] as unknown[])[region.ordinal] = fact;
  }
}

/** Facts of which some were taken again. */
export function renewed(rules: RuleSet, facts: Facts, again: Facts): Facts {
  if (!rules.withFacts.some((_, column) => rules.retakes(column))) return facts;
  return Array.from(rules.withFacts, (_, column) => (rules.retakes(column) ? again[column] : facts[column]));
}

export function pathOf({ predictions, of, index }: Regions, ordinal: number): Path {
  return [...(predictions[of[ordinal] as number] ?? []), 'result', index[ordinal] as number];
}

/** The facts of a column by prediction. */
export function* byPrediction(regions: Regions, column: readonly unknown[]): Generator<RegionFact<unknown>[]> {
  let current: RegionFact<unknown>[] = [];
  let prediction = -1;
  for (let region = 0; region < column.length; region++) {
    const fact = column[region];
    if (fact === undefined) continue;
    const own = regions.of[region] as number;
    if (own !== prediction) {
      if (current.length > 0) yield current;
      current = [];
      prediction = own;
    }
    current.push(new Fact(fact, region, regions));
  }
  if (current.length > 0) yield current;
}

/** Its path is made only when something is said of it. */
class Fact implements RegionFact<unknown> {
  constructor(
    readonly fact: unknown,
    readonly region: number,
    private readonly regions: Regions,
  ) {}

  get path(): Path {
    return pathOf(this.regions, this.region);
  }
}

/** Whether two facts say the same. Facts are small and plain JSON. */
export function sameFact(a: unknown, b: unknown): boolean {
  return a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b));
}

/** Where a prediction or annotation stands among those of its task. */
function rankOf(path: Path = []): number {
  return Number(path[1]) + (isAnnotation(path) ? 2 ** 31 : 0);
}

/** Which region a path leads to or into; -1 when it leads to none. */
export function ordinalAt({ predictions, of, index }: Regions, path: Path): number {
  const depth = (predictions[0]?.length ?? 0) + 2;
  if (path.length < depth || path[depth - 2] !== 'result') return -1;
  const prediction = depth === 2 ? 0 : firstAtLeast(predictions.length, (k) => rankOf(predictions[k]), rankOf(path));
  if (depth > 2 && (predictions[prediction]?.[0] !== path[0] || predictions[prediction]?.[1] !== path[1])) return -1;
  const from = firstAtLeast(of.length, (k) => of[k] as number, prediction);
  const to = firstAtLeast(of.length, (k) => of[k] as number, prediction + 1);
  const wanted = Number(path[depth - 1]);
  const found = from + firstAtLeast(to - from, (k) => index[from + k] as number, wanted);
  return found < to && index[found] === wanted ? found : -1;
}
