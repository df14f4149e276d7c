/** The published schemas: as committed, for any validator, and saying the same as the code that the extension runs. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import Ajv, { type ValidateFunction } from 'ajv';
import { type SchemaError, validatePrediction } from '../../../src/generated/validators';
import { examples } from './fixtures';
import { mutationsOf } from './mutations';

const names = ['prediction', 'predictions', 'task', 'tasks'] as const;
const read = (name: string): Record<string, unknown> => JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'));

/** The schemas as the generator makes them now; in a process of its own, since it finds its files beside itself. */
function generate(): Record<string, unknown> {
  const program = `
    import { loadBundle } from './scripts/generate/bundle.mjs';
    import { publishedSchemas } from './scripts/generate/publish.mjs';
    process.stdout.write(JSON.stringify(publishedSchemas(await loadBundle('schemas'))));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], { maxBuffer: 2 ** 26 });
  return JSON.parse(output.toString('utf8'));
}

/** As a person would do it who only reads ajv's first page: default options. */
const compile = (name: string): ValidateFunction =>
  new Ajv({ allErrors: true, strictTypes: false }).compile(read(name));

function* nodes(node: unknown): Generator<Record<string, unknown>> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield node as Record<string, unknown>;
  for (const child of Object.values(node)) yield* nodes(child);
}

describe('the published schemas', () => {
  test('are what the sources generate', () => {
    const generated = generate();
    assert.deepEqual(Object.keys(generated).sort(), [...names].sort());
    for (const name of names) {
      assert.deepEqual(read(name), generated[name], `schemas/${name}.schema.json is out of date: npm run generate`);
    }
  });

  test('compile with the default options of ajv', () => {
    for (const name of names) assert.equal(typeof new Ajv({ logger: false }).compile(read(name)), 'function');
  });

  test('have local references only, and no keyword beyond draft-07', () => {
    for (const name of names) {
      const schema = read(name);
      assert.equal(schema.$schema, 'http://json-schema.org/draft-07/schema#');
      const definitions = schema.definitions as Record<string, unknown>;
      for (const node of nodes(schema)) {
        assert.ok(!('discriminator' in node));
        if (typeof node.$ref !== 'string') continue;
        assert.deepEqual(Object.keys(node), ['$ref'], 'draft-07 ignores what stands beside $ref');
        const target = /^#\/definitions\/(\w+)$/.exec(node.$ref)?.[1];
        assert.ok(target !== undefined && target in definitions, node.$ref);
      }
    }
  });

  test('describe every property', () => {
    const schema = read('tasks');
    const definitions = schema.definitions as Record<string, { description?: string }>;
    let properties = 0;
    for (const node of nodes(schema)) {
      // Conditions and the branches that only add bounds are no descriptions of properties.
      if (typeof node.properties !== 'object' || node.properties === null) continue;
      for (const [key, value] of Object.entries(node.properties as Record<string, Record<string, unknown>>)) {
        const target = typeof value.$ref === 'string' ? definitions[value.$ref.slice('#/definitions/'.length)] : value;
        const condition = Object.keys(value).every((word) =>
          ['const', 'enum', 'type', 'not', 'minimum'].includes(word),
        );
        if (condition) continue;
        properties += 1;
        assert.ok((target?.description as string | undefined)?.length, `${key} has no description`);
      }
    }
    assert.ok(properties > 150, `${properties}`);
  });

  test('give the same verdict and the same places as the generated code, for every mutation', () => {
    const published = compile('prediction');
    const places = (errors: readonly SchemaError[] | null | undefined): string[] =>
      (errors ?? []).filter((error) => error.keyword !== 'if').map((error) => `${error.instancePath} ${error.keyword}`);
    let compared = 0;
    for (const { tag, prediction } of examples) {
      assert.equal(published(prediction), true, tag);
      for (const { change, path, prediction: broken } of mutationsOf(prediction)) {
        compared += 1;
        const what = `${tag}: ${change} at ${path.join('/')}`;
        assert.equal(published(broken), validatePrediction(broken), what);
        assert.deepEqual(
          published.errors === null ? [] : places(published.errors as SchemaError[]),
          places(validatePrediction.errors),
          what,
        );
      }
    }
    assert.ok(compared > 5000);
  });

  test('lists and tasks reach the same regions', () => {
    const broken = { result: [{ from_name: 'a', to_name: 'b', type: 'rating', value: { rating: '4' } }] };
    const data = { text: 'x' };
    const cases: [(typeof names)[number], unknown, string][] = [
      ['prediction', broken, '/result/0/value/rating'],
      ['predictions', [broken], '/0/result/0/value/rating'],
      ['task', { data, predictions: [broken] }, '/predictions/0/result/0/value/rating'],
      ['tasks', [{ data, predictions: [broken] }], '/0/predictions/0/result/0/value/rating'],
    ];
    for (const [name, value, place] of cases) {
      const validate = compile(name);
      assert.equal(validate(value), false);
      assert.deepEqual(
        (validate.errors ?? []).filter((error) => error.keyword !== 'if').map((error) => error.instancePath),
        [place],
      );
    }
  });
});
