/**
 * Values that are hard to take for text or a number, in every place of a file: `{ "toString": 1 }` cannot be made a text of, nor
 * be compared with a number, without an exception. Nothing that reads such a file may throw.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete } from '../../../src/core/completion/complete';
import { annotationsToPredictions } from '../../../src/core/edits/annotations';
import { editDocument, type UnitEdit } from '../../../src/core/edits/editDocument';
import { mergePredictions } from '../../../src/core/edits/merge/mergePredictions';
import { surveyVersions } from '../../../src/core/edits/merge/survey';
import { missingIds } from '../../../src/core/edits/missingIds';
import { modelVersion } from '../../../src/core/edits/modelVersion';
import { checkText } from '../../../src/core/engine/checkText';
import { DocumentCheck } from '../../../src/core/engine/documentCheck';
import { fixUnit } from '../../../src/core/fixes/fixUnit';
import { hoverInDocument } from '../../../src/core/hover/hoverInDocument';
import { valueHints } from '../../../src/core/inText/hints';
import { nameTokens } from '../../../src/core/inText/tokens';
import type { LabelingConfig } from '../../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { ConfigIndex } from '../../../src/core/navigation/configIndex';
import { regionMentions } from '../../../src/core/navigation/regionMentions';
import { outlineOf } from '../../../src/core/outline/outline';
import { stringSource } from '../../../src/core/text/lines';
import { scanUnits } from '../../../src/core/text/units';
import { readUpload } from '../../../src/core/upload/read';
import { RuleSet } from '../../../src/core/validation/ruleSet';
import { rules } from '../../../src/core/validation/rules';
import { copyOf, type Json, type JsonObject, textOf } from '../../generators/json';
import { Random } from '../../generators/random';
import { placesOf } from '../../generators/slips';

const SEED = 20_261_129;
const COUNT = Number(process.env.HOSTILE_COUNT ?? 1500);

const HOSTILE: readonly Json[] = [
  { toString: 1 },
  [{ toString: 1 }, [{ valueOf: null, toString: [] }]],
  { toString: 1, valueOf: 1, length: 3, at: 1 },
  JSON.parse('{"__proto__":null,"constructor":1,"hasOwnProperty":1}'),
];

const allRules = new RuleSet(rules);
const examples = rules.flatMap(({ code, failing, passing }) =>
  [...failing, ...passing].flatMap(({ text, form = 'json', kind = 'task', config: xml = '<View/>' }, n) => {
    const value = form === 'json' ? jsonOf(text) : undefined;
    return value === undefined ? [] : [{ name: `${code} ${n}`, value, kind, xml, ...readConfig(xml) }];
  }),
);

function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function readConfig(xml: string): { config: LabelingConfig | undefined; index: ConfigIndex | undefined } {
  return { config: parseLabelingConfig(xml).config, index: ConfigIndex.read(xml) };
}

type Example = (typeof examples)[number];

function toEnd<T>(steps: Generator<unknown, T, undefined>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** Everything that reads a file or changes it. */
const readers: Readonly<Record<string, (text: string, example: Example, offsets: readonly number[]) => void>> = {
  check: (text, { config, kind: expects }) => {
    for (const large of [1, 1e9])
      toEnd(checkText(stringSource(text), { form: 'json', expects, large, ...(config && { config }) }));
  },
  fixes: (text, { config, kind: expected }) => {
    fixUnit(text, { form: 'json', expected, config, rules: allRules }, () => true);
  },
  'hover, outline and what is in the text': (text, { config }, offsets) => {
    for (const large of [1, 1e9]) {
      const check = new DocumentCheck(stringSource(text), { form: 'json', large, ...(config && { config }) });
      while (!check.work(() => false)) {}
      for (const offset of offsets) hoverInDocument(check, offset);
      outlineOf(check, { start: 0, end: text.length });
      nameTokens(check, { start: 0, end: text.length });
      valueHints(check, { start: 0, end: text.length });
    }
  },
  completion: (text, { config }, offsets) => {
    for (const offset of offsets) complete(text, offset, { config, indent: '' });
  },
  navigation: (text, { index }) => void regionMentions(text, 0, index),
  edits: (text, { kind: expected }) => {
    const changes: UnitEdit[] = [
      (unit, pick) => modelVersion(unit, 'v2', pick),
      (unit) => annotationsToPredictions(unit, 'people'),
      (unit, pick) => missingIds(unit, pick),
    ];
    const { units } = scanUnits(text, 'json');
    for (const change of changes)
      toEnd(editDocument(text, units, { form: 'json', expected, rules: allRules }, change, []));
  },
  merge: (text, { value, kind: expected, config }) => {
    const own = JSON.parse(text) as Json;
    const result = (one: Json): Json =>
      ((one as JsonObject).predictions as JsonObject[] | undefined)?.[0]?.result ?? (one as JsonObject).result ?? [];
    for (const predictions of [
      [own, value],
      [value, own],
    ]) {
      const list = predictions.map((one) => ({ model_version: 'v', score: 0.5, result: result(one) }));
      const task = textOf({ data: {}, predictions: list });
      const { units } = scanUnits(task, 'json');
      const groups = toEnd(surveyVersions(task, units, 'task', [])).flatMap((version) => version.groups);
      toEnd(mergePredictions(task, units, { form: 'json', expected, rules: allRules, config }, groups, 'lowest'));
    }
  },
  upload: (text) => void readUpload(text, 'json'),
};

test(`${COUNT} files with a hostile value, seed ${SEED}`, () => {
  const random = new Random(SEED);
  const failures = new Map<string, string>();
  for (let n = 0; n < COUNT; n++) {
    const example = random.pick(examples);
    const path = random.pick(placesOf(example.value));
    if (path === undefined) continue;
    const value = copyOf(example.value);
    let holder = value as JsonObject;
    for (const step of path.slice(0, -1)) holder = holder[step] as JsonObject;
    holder[path.at(-1) as string] = copyOf(random.pick(HOSTILE));
    const text = textOf(value);
    const at = text.search(/"(?:toString|constructor|valueOf)"/);
    const offsets = [...random.many(4, 4, () => random.below(text.length)), at, at + 12, at - 3].filter(
      (one) => one >= 0,
    );
    for (const [reader, read] of Object.entries(readers)) {
      try {
        read(text, example, offsets);
      } catch (error) {
        const [message, ...stack] = String((error as Error).stack).split('\n');
        const place = stack.find((line) => line.includes('src/core')) ?? stack[0];
        failures.set(`${reader}: ${place?.trim()}`, `${message} in ${example.name} at ${path.join('/')}: ${text}`);
      }
    }
  }
  assert.deepEqual([...failures], []);
});
