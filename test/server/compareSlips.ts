import type { LabelingConfig } from '../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../src/core/labelingConfig/parse';
import { serverVerdict } from '../../src/core/serverGate';
import type { FileProblem } from '../../src/core/validation/file';
import { type Json, type JsonObject, textOf } from '../generators/json';
import { mutate } from '../generators/mutations';
import { Random } from '../generators/random';
import { type Slip, slip } from '../generators/slips';
import { CONTROL_TAGS, wildConfig } from '../generators/wildConfigs';
import { wildPrediction } from '../generators/wildPredictions';
import { problemsOf, productDifference, type Way } from '../harness/productVerdict';
import { difference, type SdkErrors } from '../harness/sdkErrors';
import type { Oracle } from './oracle';

/** Predictions that are asked for one config. */
const PER_CONFIG = 12;

const WAYS: readonly Way[] = ['whole', 'apart'];

/** What the validator rejects while the editor takes it, or the labeling config is to blame: the rules say so, and mildly. */
const MILD: ReadonlySet<string> = new Set([
  'answer-compared-with-labels',
  'choice-not-in-config',
  'label-not-in-config',
  'nested-choice',
  'prediction-by-id',
  'rating-above-maximum',
  'rejected-by-validator',
  'taxonomy-path-not-in-tree',
  'type-not-of-control',
  'unknown-from-name',
  'unknown-to-name',
]);

export interface SlipComparison {
  count: number;
  /** Predictions that the validator takes. */
  valid: number;
  /** How many slips were made of each kind, and after how many somebody objects. */
  kinds: Map<string, [made: number, told: number]>;
  disagreements: string[];
}

interface Question {
  text: string;
  /** What was done to it, and how it was before. */
  slip?: Slip;
  before?: string;
}

/**
 * Asks the validator and ourselves about predictions of every control tag: half of them as models write them with one thing
 * done wrong. Both have to give the same verdict, region by region; what the validator rejects has to be shown as an error; and
 * what is shown of the one thing that is wrong has to stand where it is.
 */
export async function compareSlips(oracle: Oracle, perTag: number, seed: number): Promise<SlipComparison> {
  const comparison: SlipComparison = { count: 0, valid: 0, kinds: new Map(), disagreements: [] };
  for (const [n, tag] of Object.keys(CONTROL_TAGS).entries()) {
    for (let portion = 0; portion < perTag / PER_CONFIG; portion++) {
      await comparePortion(oracle, new Random(seed + n * 1_000_003 + portion * 101), tag, comparison);
    }
  }
  return comparison;
}

async function comparePortion(oracle: Oracle, random: Random, tag: string, comparison: SlipComparison): Promise<void> {
  const xml = wildConfig(random, [tag]);
  const { config } = parseLabelingConfig(xml);
  const questions = config ? random.many(PER_CONFIG, PER_CONFIG, () => questionOf(random, config, tag)) : [];
  const texts = questions.map(({ text }) => text).join();
  const answers = (await oracle.ask(`[${JSON.stringify(xml)},[${texts}]]`)) as SdkErrors[] | null;
  if (!config || !answers) {
    comparison.disagreements.push(`the config cannot be read: ${xml}`);
    return;
  }
  for (const [index, question] of questions.entries()) {
    const errors = answers[index] as SdkErrors;
    const way = WAYS[index % 2] as Way;
    const found = disagreement(config, question, errors, way) ?? misplaced(config, question, way, comparison);
    comparison.count++;
    if (errors.length === 0) comparison.valid++;
    if (found === undefined) continue;
    const { kind, path } = question.slip ?? { kind: 'none', path: [] };
    comparison.disagreements.push(
      `${found}\n  ${kind} at ${path.join('/')}\n  config: ${xml}\n  prediction: ${question.text}`,
    );
  }
}

function questionOf(random: Random, config: LabelingConfig, tag: string): Question {
  const names = [...config.controls.keys(), ...config.objects.keys()];
  const valid = wildPrediction(random, config, tag);
  if (random.chance(0.1)) return { text: textOf(valid) };
  if (random.chance(0.2)) return { text: textOf(mutate(random, valid, names)) };
  if (random.chance(0.8)) {
    const done = someSlip(random, valid, names);
    return { text: textOf(done.value), slip: done, before: textOf(valid) };
  }
  let value: Json = valid;
  for (let left = 2 + random.below(4); left > 0 && isObject(value); left--)
    value = someSlip(random, value, names).value;
  return { text: textOf(value) };
}

/** The drawn one does not apply everywhere. */
function someSlip(random: Random, value: JsonObject, names: readonly string[]): Slip {
  for (let tries = 0; tries < 50; tries++) {
    const done = slip(random, value, names);
    if (done) return done;
  }
  return { value, path: [], kind: 'none' };
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function disagreement(config: LabelingConfig, { text }: Question, errors: SdkErrors, way: Way): string | undefined {
  const verdicts = serverVerdict(config, JSON.parse(text), text);
  const found = difference(errors, verdicts) ?? productDifference(config, text, verdicts, way);
  if (found !== undefined || errors.length === 0) return found;
  const shown = problemsOf(config, text, way, false);
  const isTold = shown.some(
    ({ severity, gates, code }) => severity === 'error' || (gates.includes('server') && MILD.has(code)),
  );
  return isTold ? undefined : `the validator rejects it (${errors[0]}), and no error is shown: ${listed(shown)}`;
}

/** Whether what is newly said is said somewhere else than where the slip is. */
function misplaced(
  config: LabelingConfig,
  { text, slip: done, before }: Question,
  way: Way,
  { kinds }: SlipComparison,
): string | undefined {
  if (!done || before === undefined) return undefined;
  const known = new Set(problemsOf(config, before, way).map(keyOf));
  const grave = problemsOf(config, text, way, false).filter(
    (problem) => problem.severity !== 'information' && !known.has(keyOf(problem)),
  );
  const count = kinds.get(done.kind) ?? [0, 0];
  kinds.set(done.kind, [count[0] + 1, count[1] + (grave.length > 0 ? 1 : 0)]);
  const [list, index, key] = done.path;
  // A whole region, its id and its group are others' matter too.
  if (grave.length === 0 || list !== 'result' || key === undefined || key === 'id' || key === 'parentID')
    return undefined;
  // A relation is about its regions, and may have become one.
  if (
    grave.some(
      ({ code }) => code === 'dangling-relation' || code === 'answer-left-out' || code === 'answer-without-region',
    )
  )
    return undefined;
  const there = `/result/${index}`;
  if (grave.some(({ pointer }) => pointer === there || pointer.startsWith(`${there}/`))) return undefined;
  return `it is told elsewhere: ${listed(grave)}`;
}

const keyOf = ({ code, pointer }: FileProblem): string => `${code} ${pointer}`;
const listed = (problems: readonly FileProblem[]): string =>
  problems.map(({ severity, code, pointer }) => `${severity} ${code} at ${pointer}`).join(', ') || 'nothing is';

/** What was compared, in lines. */
export function summary({ count, valid, kinds, disagreements }: SlipComparison): string {
  const told = [...kinds].sort().map(([kind, [made, said]]) => `  ${kind}: ${said} of ${made} are told`);
  return [`${count} predictions, ${valid} valid`, ...told, `disagreements: ${disagreements.length}`].join('\n');
}
