/**
 * The verdict of Label Studio's validator on a prediction: `LabelInterface.validate_prediction(…, return_errors=True)` of
 * label-studio-sdk 2.1.2, error by error. Servers follow it where they validate predictions. Nothing is left out or added
 * here that would be sensible: a test asks the SDK itself, with random configs and predictions.
 */
import type { LabelingConfig } from '../labelingConfig/model';
import { exactValue } from './exactNumbers';
import { type ConfigGate, gateOf } from './gate';
import { SplitPartners } from './partners';
import { type Dict, holds, isDict, noAttribute, notIterable, toFloat } from './python';
import { checkRegion, type Run } from './regions';
import { checkRelation, RegionIds } from './relations';
import type { RawVerdict } from './verdict';

export type { RawVerdict, VerdictCode } from './verdict';

/**
 * What the validator says of a prediction, in its order; nothing when it takes it. The errors of one bad relation, which
 * it gives as a list, stand one by one.
 *
 * @param prediction any JSON value
 * @param text the JSON of it, for long whole numbers that JSON.parse does not keep; without it they count as written the
 *   way that JSON.stringify writes them
 */
export function serverVerdict(config: LabelingConfig, prediction: unknown, text?: string): RawVerdict[] {
  const gate = gateOf(config);
  if (text !== undefined) return verdictOn(gate, exactValue(text, prediction));
  const verdicts = verdictOn(gate, prediction);
  if (verdicts.length === 0) return verdicts;
  // A long whole number makes a difference only to what was not taken: as a float it is taken nowhere where an int is not.
  const exact = exactValue(JSON.stringify(prediction), prediction);
  return exact === prediction ? verdicts : verdictOn(gate, exact);
}

function verdictOn(gate: ConfigGate, prediction: unknown): RawVerdict[] {
  if (!isDict(prediction)) return [notAnObject(prediction)];
  const { result } = prediction;
  if (result === undefined) return [whole('result-missing', [], 'result')];
  if (!Array.isArray(result)) return [whole('result-not-a-list', ['result'], 'a list')];
  const score = scoreVerdict(prediction.score);
  if (score?.code === 'unexpected-error') return [score];
  return resultVerdicts(gate, result, score ? [score] : []);
}

function whole(code: RawVerdict['code'], path: RawVerdict['path'], detail: string): RawVerdict {
  return { region: -1, code, path, detail };
}

/** A list or text is asked for `result` like an object, and may hold it. */
function notAnObject(prediction: unknown): RawVerdict {
  const held = holds(prediction, 'result');
  if (held === undefined) return whole('unexpected-error', [], notIterable(prediction));
  return held ? whole('unexpected-error', [], noAttribute(prediction, 'get')) : whole('result-missing', [], 'result');
}

/** What the validator says of the score of a prediction. */
export function scoreVerdict(score: unknown): RawVerdict | undefined {
  if (score === undefined || score === null) return undefined;
  const number = toFloat(score);
  if (number !== undefined) {
    return number >= 0 && number <= 1 ? undefined : whole('score-range', ['score'], 'a number from 0 to 1');
  }
  return typeof score === 'bigint'
    ? whole('unexpected-error', ['score'], 'int too large to convert to float')
    : whole('score-invalid', ['score'], 'a number from 0 to 1');
}

function resultVerdicts(gate: ConfigGate, result: readonly unknown[], verdicts: RawVerdict[]): RawVerdict[] {
  const run: Run = { gate, partners: new SplitPartners(result), verdicts };
  const relations: number[] = [];
  const invalid = new Set<number>();
  for (let index = 0; index < result.length; index++) {
    const region: unknown = result[index];
    if (!isDict(region)) {
      verdicts.push({ region: index, code: 'region-not-a-dict', path: [], detail: 'an object' });
    } else if (region.type === 'relation') {
      relations.push(index);
    } else {
      const before = verdicts.length;
      if (!checkRegion(run, region, index)) return verdicts;
      if (verdicts.length > before) invalid.add(index);
    }
  }
  if (relations.length > 0) {
    const ids = new RegionIds(validRegions(result, invalid));
    for (const index of relations) checkRelation(result[index] as Dict, index, ids, verdicts);
  }
  return verdicts;
}

function* validRegions(result: readonly unknown[], invalid: ReadonlySet<number>): Generator<Dict> {
  for (const [index, region] of result.entries()) {
    if (isDict(region) && region.type !== 'relation' && !invalid.has(index)) yield region;
  }
}
