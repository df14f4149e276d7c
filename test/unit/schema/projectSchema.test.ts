/** The schema of one project: what it takes is what the strict schema, the rules and the validator take of its regions. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import Ajv, { type ValidateFunction } from 'ajv';
import { piecesOf } from '../../../src/core/engine/checkText';
import { checkStream } from '../../../src/core/engine/streamCheck';
import { isObject } from '../../../src/core/isObject';
import type { LabelingConfig } from '../../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { modelOutputSchema } from '../../../src/core/schema/project/modelOutput';
import { type ProjectSchemaOptions, projectSchema, ROOTS } from '../../../src/core/schema/project/projectSchema';
import type { JsonSchema } from '../../../src/core/schema/types';
import { serverVerdict } from '../../../src/core/serverGate';
import { stringSource } from '../../../src/core/text/lines';
import { rules } from '../../../src/core/validation/rules';
import { bundledSchema } from '../../../src/generated/schema';
import { validatePrediction, validateRegion } from '../../../src/generated/validators';
import { randomGateConfig } from '../../generators/configs';
import { textOf } from '../../generators/json';
import { randomPrediction } from '../../generators/predictions';
import { Random } from '../../generators/random';
import { type Example, examples } from './fixtures';

type Region = Record<string, unknown>;

function configOf(xml: string): LabelingConfig {
  const { config, faults } = parseLabelingConfig(xml);
  assert.ok(config, faults.map(({ message }) => message).join());
  return config;
}

const STRICT = { root: 'prediction', lax: false } as const;

function schemaOf(config: LabelingConfig, options: ProjectSchemaOptions = STRICT): JsonSchema {
  const schema = projectSchema(bundledSchema, config, options);
  assert.ok(schema);
  return schema;
}

/** With nothing relaxed. Compiling is what takes time here. */
function compile(schema: JsonSchema): ValidateFunction {
  return new Ajv({ strict: true }).compile(schema);
}

const ofProject = new Map<Example, ValidateFunction>();

/** The validator of an example's project. */
function projectOf(example: Example): ValidateFunction {
  let validate = ofProject.get(example);
  if (!validate) {
    validate = compile(schemaOf(configOf(example.config_xml)));
    ofProject.set(example, validate);
  }
  return validate;
}

function takes(validate: ValidateFunction, region: unknown): boolean {
  return validate({ result: [region] });
}

function* nodes(node: unknown): Generator<Record<string, unknown>> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield node as Record<string, unknown>;
  for (const child of Object.values(node)) yield* nodes(child);
}

/** Examples that the validator and the strict schema both take, and are no prediction of their project all the same. */
const NOT_OF_THE_PROJECT: ReadonlyMap<string, string> = new Map([
  ['Rectangle + Labels (merged item)', 'with this key the editor shows the shape without its label'],
  ['Vector + Labels (merged item)', 'the same'],
]);

const fitting = examples.filter(({ sdk_valid, prediction }) => sdk_valid && validatePrediction(prediction));
const name = ({ tag }: Example): string => tag;

describe('the schema of a project, by the worked examples', () => {
  test('there are many that fit', () => assert.ok(fitting.length > 40, String(fitting.length)));
  for (const example of fitting) {
    const config = configOf(example.config_xml);
    const validate = projectOf(example);
    const { result } = example.prediction;
    test(`${name(example)}: its regions pass`, () => {
      const expected = NOT_OF_THE_PROJECT.get(example.tag) === undefined;
      for (const region of result) {
        assert.equal(takes(validate, region), expected, JSON.stringify([region, validate.errors?.slice(0, 9)]));
      }
      assert.equal(validate(example.prediction), expected);
      const lax = compile(schemaOf(config, { root: 'prediction', lax: true }));
      assert.equal(lax({ ...example.prediction, created_by: 'x' }), expected);
    });
    test(`${name(example)}: wrong names, types and labels do not`, () => {
      for (const region of result) {
        const { type } = region;
        const wrong: Region[] = [
          { ...region, type: `${type}x` },
          { ...region, type: String(type).toUpperCase() },
        ];
        if (type !== 'relation') {
          wrong.push({ ...region, from_name: `${region.from_name}x` }, { ...region, to_name: `${region.to_name}x` });
          wrong.push({ ...region, from_name: undefined });
          if (bundledSchema.types.includes(String(type))) wrong.push({ ...region, value: [] });
        }
        for (const one of [...wrong, ...wrongLabels(region, config)]) {
          assert.equal(takes(validate, JSON.parse(JSON.stringify(one))), false, JSON.stringify(one));
        }
        assert.equal(takes(validate, { ...region, frob: 1 }), false, 'a key that nobody knows');
      }
    });
  }
});

/** The region with a label that its config does not have, where the config has labels. */
function wrongLabels(region: Region, config: LabelingConfig): Region[] {
  const control = config.controls.get(String(region.from_name));
  if (!control || control.labels.length === 0 || !isObject(region.value)) return [];
  const found: Region[] = [];
  for (const [key, list] of Object.entries(region.value)) {
    if (!Array.isArray(list) || list.length === 0) continue;
    if (typeof list[0] === 'string') found.push({ ...region, value: { ...region.value, [key]: ['Submarine'] } });
    if (Array.isArray(list[0]) && key === 'taxonomy') {
      found.push({ ...region, value: { ...region.value, [key]: [['Submarine']] } });
    }
  }
  return found;
}

/** Two that found something once; others with `LSP_SEEDS=1,2,3`. */
const SEEDS = (process.env.LSP_SEEDS ?? '1088,2068').split(',').map(Number);

describe('the schema of a project, by random predictions', () => {
  for (const seed of SEEDS) {
    test(`what it takes, the strict schema, the rules and the validator take too (seed ${seed})`, () => {
      const random = new Random(seed);
      let taken = 0;
      for (let round = 0; round < 40; round++) taken += takenOf(random, randomGateConfig(random));
      assert.ok(taken > 150, `only ${taken} regions were taken`);
    });
  }
});

/** How many regions the schema of a config took, of sixty predictions; each of them is sound. */
function takenOf(random: Random, xml: string): number {
  const { config } = parseLabelingConfig(xml);
  const schema = config && projectSchema(bundledSchema, config, STRICT);
  if (!config || !schema) return 0;
  const validate = compile(schema);
  let taken = 0;
  for (let count = 0; count < 60; count++) {
    const prediction: unknown = JSON.parse(textOf(randomPrediction(random, config)));
    const result = isObject(prediction) && Array.isArray(prediction.result) ? prediction.result : [];
    for (const region of result) {
      if (!isObject(region) || !takes(validate, region)) continue;
      taken++;
      assertSound(region, config, `${xml}\n${JSON.stringify(region)}`);
    }
  }
  return taken;
}

/** Rules about names, types, labels and shapes: those of the strict schema, and those that compare with the config. */
const compared = [
  'answer-compared-with-labels',
  'choice-not-in-config',
  'label-not-in-config',
  'labels-missing',
  'merged-region-labels',
  'nested-choice',
  'placeholder-in-name',
  'rating-above-maximum',
  'relation-label-not-in-config',
  'shape-not-for-object',
  'taxonomy-path-not-in-tree',
  'to-name-of-another-control',
  'type-not-of-control',
  'unknown-bucket',
  'unknown-from-name',
  'unknown-to-name',
  'unknown-type',
  'video-label-not-in-config',
];
for (const code of compared)
  assert.ok(
    rules.some((rule) => rule.code === code),
    code,
  );
const codes = new Set([...rules.filter(({ claim }) => claim).map(({ code }) => code), ...compared]);

function assertSound(region: Region, config: LabelingConfig, what: string): void {
  assert.ok(validateRegion(region), `${what}\n${JSON.stringify(validateRegion.errors?.[0])}`);
  const prediction = { task: 1, model_version: 'v', result: [region] };
  const text = JSON.stringify([prediction]);
  const problems = [...checkStream(piecesOf(stringSource(text)), { form: 'json', config })].flat();
  const errors = problems.filter(({ code, severity }) => severity === 'error' && codes.has(code));
  assert.deepEqual(
    errors.map(({ message }) => message),
    [],
    what,
  );
  // Its validator knows no Repeaters, and asks for the shape that a bare `labels` belongs to.
  const control = config.controls.get(String(region.from_name));
  if (region.type === 'relation' || !control || needsPartner(region) || isNested(region)) return;
  assert.deepEqual(serverVerdict(config, { result: [region] }), [], what);
}

/** Choices that are paths: the editor wants them, and the validator does not know them. */
function isNested({ type, value }: Region): boolean {
  return type === 'choices' && isObject(value) && Array.isArray(value.choices) && value.choices.some(Array.isArray);
}

function needsPartner({ type, value }: Region): boolean {
  return type === 'labels' && isObject(value) && !('start' in value);
}

describe('what a document of the schema holds', () => {
  const config = configOf(
    '<View><Image name="photo" value="$image"/><Text name="note" value="$meta.note"/><RectangleLabels name="box" toName="photo"><Label value="Ship"/></RectangleLabels></View>',
  );
  const region = {
    id: 'r',
    from_name: 'box',
    to_name: 'photo',
    type: 'rectanglelabels',
    value: { x: 1, y: 1, width: 1, height: 1, rectanglelabels: ['Ship'] },
  };
  const prediction = { model_version: 'v1', score: 0.5, result: [region] };
  const documents: Record<(typeof ROOTS)[number], [good: unknown[], bad: unknown[]]> = {
    prediction: [
      [prediction, { result: [] }],
      [[prediction], { ...prediction, score: 2 }, {}],
    ],
    predictions: [
      [[{ ...prediction, task: 1 }], []],
      [[prediction], prediction],
    ],
    task: [
      [{ data: { image: 'a.png', meta: { note: '' }, more: 1 }, predictions: [prediction] }],
      [{ data: { image: 'a.png' }, predictions: [] }, { predictions: [prediction] }],
    ],
    tasks: [[[{ data: { image: 'a', meta: {} }, predictions: [prediction] }]], [{ data: {} }]],
  };
  for (const root of ROOTS) {
    test(root, () => {
      const validate = compile(schemaOf(config, { root, lax: false }));
      const [good, bad] = documents[root];
      for (const one of good) assert.ok(validate(one), JSON.stringify(validate.errors));
      for (const one of bad) assert.equal(validate(one), false, JSON.stringify(one));
    });
  }
  test('there are no references, and nothing that leads outside', () => {
    for (const root of ROOTS) {
      for (const node of nodes(schemaOf(config, { root, lax: true }))) assert.ok(!('$ref' in node) && !('if' in node));
    }
  });
  test('limits and names of the config are in it', () => {
    const other = configOf(
      '<View><Text name="body" value="$t"/><Rating name="stars" toName="body" maxRating="3"/><Repeater on="$l"><Choices name="q_{{idx}}" toName="body"><Choice value="a.b"/></Choices></Repeater></View>',
    );
    const validate = compile(schemaOf(other));
    const stars = (rating: number) => ({ from_name: 'stars', to_name: 'body', type: 'rating', value: { rating } });
    assert.deepEqual([takes(validate, stars(3)), takes(validate, stars(4))], [true, false]);
    const answer = (from: string) => ({
      from_name: from,
      to_name: 'body',
      type: 'choices',
      value: { choices: ['a.b'] },
    });
    assert.deepEqual(
      ['q_0', 'q_12', 'q_', 'q_{{idx}}', 'xq_0'].map((from) => takes(validate, answer(from))),
      [true, true, false, false, false],
    );
  });
  test('a config without controls has none', () => {
    assert.equal(projectSchema(bundledSchema, configOf('<View><Text name="a" value="$a"/></View>'), STRICT), undefined);
  });
});

describe('the schema for the answers of language models', () => {
  const common = new Set(['type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'anyOf']);
  const annotations = new Set(['title', 'description']);
  for (const example of fitting) {
    test(`${name(example)}: only what all providers take, and no more than the schema of the project`, () => {
      const strict = schemaOf(configOf(example.config_xml));
      const schema = modelOutputSchema(strict);
      if (example.tag === 'ReactCode' || example.tag.startsWith('Custom')) return;
      assert.ok(schema);
      assert.equal(schema.type, 'object');
      const compiled = compile(schema);
      let depth = 0;
      const walk = (node: JsonSchema, level: number): void => {
        depth = Math.max(depth, level);
        for (const key of Object.keys(node)) assert.ok(common.has(key) || annotations.has(key), key);
        assert.ok(node.anyOf !== undefined || typeof node.type === 'string');
        if (node.type === 'object') {
          assert.equal(node.additionalProperties, false);
          assert.deepEqual(node.required, Object.keys(node.properties ?? {}));
        }
        for (const inner of Object.values(node.properties ?? {})) walk(inner, level + 1);
        if (node.items) walk(node.items, level);
        for (const inner of node.anyOf ?? []) walk(inner, level);
      };
      walk(schema, 0);
      assert.ok(depth <= 10, `nested ${depth} deep`);
      const sample = sampleOf(schema);
      assert.ok(compiled(sample));
      const validate = projectOf(example);
      assert.ok(validate(sample), `${JSON.stringify(sample)} ${JSON.stringify(validate.errors?.slice(0, 5))}`);
    });
  }
});

/** A value with everything that a schema allows once; lists have two entries, as points need them. */
function sampleOf(schema: JsonSchema, key = ''): unknown {
  if (key === 'imageDataURL') return 'data:';
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([own, inner]) => [own, sampleOf(inner, own)]),
      );
    case 'array':
      // A path of one step, or one label.
      if (schema.items?.enum) return [schema.items.enum[0]];
      return schema.items?.anyOf
        ? schema.items.anyOf.map((one) => sampleOf(one))
        : [sampleOf(schema.items ?? {}), sampleOf(schema.items ?? {})];
    case 'string':
      return '0';
    case 'boolean':
      return false;
    default:
      return schema.anyOf ? sampleOf(schema.anyOf[0] ?? {}) : 1;
  }
}
