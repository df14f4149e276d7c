import fc from 'fast-check';
import type { LabelingConfig } from '../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../src/core/labelingConfig/parse';
import { serverVerdict } from '../../src/core/serverGate';
import { randomGateConfig } from '../generators/configs';
import { type Json, textOf } from '../generators/json';
import { oddConfig, oddPrediction } from '../generators/odd';
import { randomPrediction } from '../generators/predictions';
import { Random } from '../generators/random';
import { productDifference, type Way } from '../harness/productVerdict';
import { difference, readErrors, type SdkErrors } from '../harness/sdkErrors';
import type { Oracle } from './oracle';
import { randomConfig } from './randomConfigs';

/** Predictions that are asked for one config: the SDK takes longer to read a config than to judge a prediction. */
const PER_CONFIG = 10;

/** Half of the predictions are checked at once, half region by region. */
const WAYS: readonly Way[] = ['whole', 'apart'];

export interface Comparison {
  /** Predictions that were compared. */
  count: number;
  /** Those that the SDK takes. */
  valid: number;
  /** Those with at least one region, and without an error. */
  validWithRegions: number;
  /** How often the SDK gave each kind of error. */
  codes: Map<string, number>;
  /** How many regions of each type were taken, and how many were not. */
  types: Map<string, [valid: number, invalid: number]>;
  disagreements: string[];
}

/**
 * Asks the SDK and ourselves about random predictions for random configs: our copy of the validator, which has to give the same
 * errors, and the product's own check, which has to have problems at the same regions.
 *
 * @param seed the same one gives the same questions
 * @param report called after every portion
 */
export async function compareSdk(
  oracle: Oracle,
  count: number,
  seed: number,
  report: (soFar: Comparison) => void = () => {},
): Promise<Comparison> {
  const comparison: Comparison = {
    count: 0,
    valid: 0,
    validWithRegions: 0,
    codes: new Map(),
    types: new Map(),
    disagreements: [],
  };
  for (let portion = 0; comparison.count < count; portion++) {
    await comparePortion(oracle, new Random(seed * 1_000_003 + portion), comparison);
    if (portion % 1000 === 999) report(comparison);
  }
  return comparison;
}

/** One config: mostly one with many controls, now and then any that the reader of configs is tested with. */
function someConfig(random: Random): string {
  if (random.chance(0.4)) return oddConfig(random);
  if (random.chance(0.9)) return randomGateConfig(random);
  return fc.sample(randomConfig, { numRuns: 1, seed: random.below(2 ** 31) })[0] as string;
}

function somePrediction(random: Random, config: LabelingConfig): Json {
  return random.chance(0.5) ? oddPrediction(random, config) : randomPrediction(random, config);
}

async function comparePortion(oracle: Oracle, random: Random, comparison: Comparison): Promise<void> {
  const xml = someConfig(random);
  const { config } = parseLabelingConfig(xml);
  const texts = config ? random.many(PER_CONFIG, PER_CONFIG, () => textOf(somePrediction(random, config))) : [];
  const answers = (await oracle.ask(`[${JSON.stringify(xml)},[${texts.join()}]]`)) as SdkErrors[] | null;
  if ((answers === null) !== (config === undefined)) comparison.disagreements.push(`one reads, one does not: ${xml}`);
  if (!answers || !config) return;
  for (const [index, text] of texts.entries()) {
    const errors = answers[index] as SdkErrors;
    const prediction: unknown = JSON.parse(text);
    const verdicts = serverVerdict(config, prediction, text);
    const found = difference(errors, verdicts) ?? productDifference(config, text, verdicts, WAYS[index % 2] as Way);
    if (found !== undefined) comparison.disagreements.push(`${found}\n  config: ${xml}\n  prediction: ${text}`);
    count(comparison, prediction, errors);
  }
}

function count(comparison: Comparison, prediction: unknown, errors: SdkErrors): void {
  const { codes, types } = comparison;
  const regions = regionsOf(prediction);
  comparison.count++;
  if (errors.length === 0) comparison.valid++;
  if (errors.length === 0 && regions.length > 0) comparison.validWithRegions++;
  const read = readErrors(errors);
  for (const { code } of read) codes.set(code, (codes.get(code) ?? 0) + 1);
  const wrong = new Set(read.map(({ region }) => region));
  if (codes.has('unexpected-error') && read.some(({ code }) => code === 'unexpected-error')) return;
  for (const [index, type] of regions.entries()) {
    if (type === undefined) continue;
    const counts = types.get(type) ?? [0, 0];
    counts[wrong.has(index) ? 1 : 0]++;
    types.set(type, counts);
  }
}

/** The types of the items of `result`. */
function regionsOf(prediction: unknown): (string | undefined)[] {
  const result = (prediction as { result?: unknown } | null)?.result;
  if (!Array.isArray(result)) return [];
  return result.map((region) => {
    const type: unknown = region?.type;
    return typeof type === 'string' ? type : undefined;
  });
}

/** What was compared, in lines. */
export function summary({ count, valid, validWithRegions, codes, types, disagreements }: Comparison): string {
  const share = `${count} predictions, ${valid} valid (${validWithRegions} with regions)`;
  const kinds = [...codes].sort((a, b) => b[1] - a[1]).map(([code, times]) => `  ${code}: ${times}`);
  const known = [...types].filter(([, [right, wrong]]) => right + wrong > count / 2000).sort();
  const perType = known.map(([type, [right, wrong]]) => `  ${type}: ${right} valid, ${wrong} not`);
  return [share, 'errors:', ...kinds, 'regions:', ...perType, `disagreements: ${disagreements.length}`].join('\n');
}
