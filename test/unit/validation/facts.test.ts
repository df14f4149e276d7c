/** Facts of regions, and sets of rules. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { addFacts, byPrediction, ordinalAt, pathOf, type Regions, sameFact } from '../../../src/core/validation/facts';
import { allInputs, needsOf } from '../../../src/core/validation/inputs';
import { RegionNode, type RegionSource } from '../../../src/core/validation/nodes';
import type { Rule } from '../../../src/core/validation/rule';
import { configOf } from '../../../src/core/validation/ruleConfigs';
import { RuleSet } from '../../../src/core/validation/ruleSet';

const source: RegionSource = { text: () => '{}', mayHoldPoison: false, isWhole: true };
const node = (
  value: Record<string, unknown>,
  path: readonly (string | number)[] = ['predictions', 0],
  index = 0,
  ordinal = 0,
) => new RegionNode(path, index, ordinal, value, source);

/** Two predictions with two regions each, with something else between them, and an annotation with one. */
const REGIONS: Regions = {
  predictions: [
    ['predictions', 0],
    ['predictions', 3],
    ['annotations', 0],
  ],
  of: [0, 0, 1, 1, 2],
  index: [0, 2, 1, 2, 4],
};

describe('facts of regions', () => {
  test('which region a path leads to or into', () => {
    const at = (...path: (string | number)[]): number => ordinalAt(REGIONS, path);
    assert.deepEqual(
      [0, 2].map((index) => at('predictions', 0, 'result', index)),
      [0, 1],
    );
    assert.deepEqual(
      [1, 2].map((index) => at('predictions', 3, 'result', index, 'value', 'x')),
      [2, 3],
    );
    assert.equal(at('annotations', 0, 'result', 4), 4);
    assert.equal(at('annotations', 0, 'result', 0), -1);
    assert.equal(at('predictions', 0, 'result', 1), -1);
    assert.equal(at('predictions', 0, 'result', 4), -1);
    assert.equal(at('predictions', 0, 'result'), -1);
    assert.equal(at('predictions', 0, 'score', 0), -1);
    assert.equal(at('predictions', 1, 'result', 2), -1);
    assert.equal(at('predictions', 4, 'result', 2), -1);
    assert.equal(at('drafts', 0, 'result', 0), -1);
    assert.equal(at(), -1);
  });

  test('of a prediction alone', () => {
    const regions: Regions = { predictions: [[]], of: [0, 0], index: [1, 3] };
    assert.deepEqual(
      [0, 1, 2, 3].map((index) => ordinalAt(regions, ['result', index])),
      [-1, 0, -1, 1],
    );
    assert.equal(ordinalAt(regions, ['score', 1]), -1);
    assert.equal(ordinalAt(regions, ['result']), -1);
    assert.deepEqual(pathOf(regions, 1), ['result', 3]);
    assert.equal(ordinalAt({ predictions: [], of: [], index: [] }, ['result', 0]), -1);
  });

  test('come by prediction, with the place of their region', () => {
    const column = ['a', undefined, 'b', 'c'];
    const groups = [...byPrediction(REGIONS, column)].map((facts) =>
      facts.map(({ fact, region, path }) => [fact, region, path.join('/')]),
    );
    assert.deepEqual(groups, [
      [['a', 0, 'predictions/0/result/0']],
      [
        ['b', 2, 'predictions/3/result/1'],
        ['c', 3, 'predictions/3/result/2'],
      ],
    ]);
    assert.deepEqual([...byPrediction(REGIONS, [])], []);
    assert.deepEqual([...byPrediction(REGIONS, [undefined, undefined])], []);
  });

  test('are taken into the column of their rule, and columns without any are left out', () => {
    const set = new RuleSet([takesIds, rule('plain'), takesFrom]);
    const facts: (unknown[] | undefined)[] = [];
    const add = (region: RegionNode) => addFacts(set, facts, region, allInputs(undefined, undefined), { of: () => [] });
    add(node({ type: 'choices' }, [], 0, 0));
    assert.deepEqual(facts, []);
    add(node({ type: 'choices', id: 'a' }, [], 1, 1));
    add(node({ type: 'rectangle', id: 'b', from_name: 'f' }, [], 2, 2));
    assert.deepEqual(facts[0]?.[1], 'a');
    assert.deepEqual(facts[0]?.[2], 'b');
    assert.deepEqual(facts[1]?.[2], 'f');
    assert.equal(facts.length, 2);
  });

  test('are the same when they say the same', () => {
    assert.ok(sameFact('a', 'a'));
    assert.ok(sameFact({ a: 1 }, { a: 1 }));
    assert.ok(sameFact(undefined, undefined));
    assert.ok(!sameFact({ a: 1 }, { a: 2 }));
    assert.ok(!sameFact(undefined, null));
    assert.ok(!sameFact({}, undefined));
  });
});

function rule(code: string, more: Partial<Rule> = {}): Rule {
  return { code, title: code, explanation: '', cure: '', failing: [], passing: [], ...more };
}
const takesIds = rule('ids', { prediction: { fact: ({ value: { id } }) => id, check() {} } });
const takesFrom = rule('from', {
  types: ['rectangle'],
  file: { fact: ({ value }) => value.from_name, merge: (a) => a, empty: () => 0, add() {}, remove() {}, check() {} },
});

describe('sets of rules', () => {
  const boxes = rule('boxes', { types: ['rectangle'], reads: ['config'], checkRegion() {} });
  const all = rule('all', { reads: ['data'], checkRegion() {} });
  const claims = rule('claims', { claim: () => undefined });
  const units = rule('units', { reads: ['config', 'data'], checkUnit() {} });
  const set = new RuleSet([boxes, takesIds, all, claims, takesFrom, units]);
  const codes = (rules: readonly { code: string }[]): string[] => rules.map(({ code }) => code);

  test('know what each rule looks at', () => {
    assert.deepEqual(codes(set.claiming), ['claims']);
    assert.deepEqual(codes(set.onUnit), ['units']);
    assert.deepEqual(codes(set.withFacts), ['ids', 'from']);
    assert.deepEqual([...set.codes], ['boxes', 'ids', 'all', 'claims', 'from', 'units']);
    assert.equal(set.isWhole, true);
  });

  test('know what is run on a type', () => {
    const on = (type: unknown): string[] => set.forType(type, false).onRegion.map((entry) => entry.rule.code);
    const columns = (type: unknown): number[] => set.forType(type, false).facts.map(({ column }) => column);
    assert.deepEqual(
      [on('rectangle'), columns('rectangle')],
      [
        ['boxes', 'all'],
        [0, 1],
      ],
    );
    assert.deepEqual([on('choices'), columns('choices')], [['all'], [0]]);
    assert.deepEqual([on(7), columns(undefined)], [['all'], [0]]);
    assert.equal(set.forType('rectangle', false), set.forType('rectangle', false));
    assert.equal(set.forType(7, false), set.forType('', false));
  });

  test('know which rules read an input, and keep the columns of the whole', () => {
    const config = set.reading('config');
    assert.deepEqual(codes(config.rules), ['boxes', 'claims', 'units'], 'who objects to a shape depends on the config');
    assert.deepEqual([config.runsSchema, set.reading('data').runsSchema], [true, false]);
    assert.deepEqual(codes(config.withFacts), ['ids', 'from']);
    assert.equal(config.isWhole, false);
    assert.equal(set.reading('config'), config);
    assert.deepEqual(codes(set.reading('data').rules), ['all', 'units']);
  });

  test('forget no type, however many there are', () => {
    for (let index = 0; index < 600; index++) set.forType(`t${index}`, false);
    assert.deepEqual(set.forType('t599', false).onRegion.length, 1);
    assert.notEqual(set.forType('t599', false), set.forType('t599', false), 'what came late is not kept');
    assert.equal(set.forType('t5', false), set.forType('t5', false));
  });

  test('give each rule the inputs that it declares', () => {
    const { config } = parseLabelingConfig(configOf('<Text name="t" value="$t"/>'));
    assert.ok(config);
    const data = { t: 'x' };
    const inputs = allInputs(config, data);
    assert.deepEqual(inputs[needsOf({})], { config: undefined, data: undefined });
    assert.deepEqual(inputs[needsOf({ reads: [] })], { config: undefined, data: undefined });
    assert.deepEqual(inputs[needsOf({ reads: ['config'] })], { config, data: undefined });
    assert.deepEqual(inputs[needsOf({ reads: ['data'] })], { config: undefined, data });
    assert.deepEqual(inputs[needsOf({ reads: ['data', 'config'] })], { config, data });
  });
});
