/** What the rules stand on: words, nodes, facts of regions, sets of rules, order, and what an object shows. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { knownTypes } from '../../../src/core/tags/catalogue';
import { addFacts, byPrediction, ordinalAt, pathOf, type Regions, sameFact } from '../../../src/core/validation/facts';
import { allInputs, needsOf } from '../../../src/core/validation/inputs';
import {
  annotationsOf,
  kindOf,
  predictionsOf,
  RegionNode,
  type RegionSource,
  regionsOf,
} from '../../../src/core/validation/nodes';
import { inOrder, type UnitProblem } from '../../../src/core/validation/problem';
import { editorId, idText } from '../../../src/core/validation/regionId';
import { ANSWER_TYPES, DRAWN_TYPES, IMAGE_TYPES, shapes } from '../../../src/core/validation/regionTypes';
import type { Rule } from '../../../src/core/validation/rule';
import { configOf } from '../../../src/core/validation/ruleConfigs';
import { RuleSet } from '../../../src/core/validation/ruleSet';
import { gatesOf } from '../../../src/core/validation/serverGate';
import { paragraphIndex, paragraphText, shownBy, shownInline } from '../../../src/core/validation/shown';
import { spanOf } from '../../../src/core/validation/sink';
import {
  actualWords,
  expectedWords,
  isRegionKey,
  lastStep,
  listed,
  ownerAt,
  ownerOf,
  sentences,
  show,
} from '../../../src/core/validation/words';

const source: RegionSource = { text: () => '{}', mayHoldPoison: false, isWhole: true };
const node = (
  value: Record<string, unknown>,
  path: readonly (string | number)[] = ['predictions', 0],
  index = 0,
  ordinal = 0,
) => new RegionNode(path, index, ordinal, value, source);

describe('words', () => {
  test('for the kinds that a schema asks for', () => {
    const words: [unknown, string][] = [
      ['string', 'text in double quotes'],
      ['number', 'a number'],
      ['integer', 'a whole number'],
      ['boolean', 'true or false'],
      ['object', 'an object { … }'],
      ['array', 'a list [ … ]'],
      ['null', 'null'],
      [['number', 'null'], 'a number or null'],
      ['string,null', 'text in double quotes or null'],
      ['other', 'other'],
    ];
    for (const [types, expected] of words) assert.equal(expectedWords(types), expected);
  });

  test('for what a value is', () => {
    const words: [unknown, string][] = [
      [null, 'null'],
      [[], 'a list'],
      [{}, 'an object'],
      ['a', 'the text "a"'],
      [1.5, 'the number 1.5'],
      [Number.POSITIVE_INFINITY, 'the number too large a number'],
      [true, 'true'],
      [false, 'false'],
    ];
    for (const [value, expected] of words) assert.equal(actualWords(value), expected);
  });

  test('show values in one line that fits', () => {
    const forty = 'x'.repeat(38);
    assert.equal(show(forty), `"${forty}"`);
    assert.equal(show(`${forty}x`), `"${forty}…`);
    assert.equal(show('\u{1F6A2}'.repeat(60)), `"${'\u{1F6A2}'.repeat(38)}…`);
    assert.equal(show('a"b\n'), '"a\\"b\\n"');
    assert.equal(show(['a']), 'a list');
    assert.equal(show({ a: 1 }), 'an object');
    assert.equal(show(undefined), 'nothing');
    assert.equal(show(null), 'null');
    assert.equal(show(Number.NEGATIVE_INFINITY), 'too large a number');
    assert.equal(show(123456, 4), '123…');
    assert.equal(show(1234, 4), '1234');
    assert.equal(show('y'.repeat(1000), 3), '"y…');
  });

  test('name places, owners and lists', () => {
    assert.equal(lastStep([]), 'This');
    assert.equal(lastStep(['value', 'x']), '"x"');
    assert.equal(lastStep(['value', 'points', 1, 0]), 'Item 0 of "points"');
    assert.equal(lastStep([3]), 'Item 3');
    assert.equal(ownerOf(undefined), 'this object');
    assert.equal(ownerOf(node({ type: 'rectangle' })), 'this Rectangle region');
    assert.equal(ownerOf(node({ type: 'mywidget' })), 'this region');
    assert.equal(ownerAt(['predictions', 0, 'result', 1]), 'prediction');
    assert.equal(ownerAt(['annotations', 0, 'result', 1]), 'annotation');
    assert.equal(sentences('A.', '', 'B.'), 'A. B.');
    assert.equal(listed([]), '');
    assert.equal(listed(['a']), 'a');
    assert.equal(listed(['a', 'b', 'c']), 'a, b or c');
  });

  test('know the own keys of a region', () => {
    const region = node({ id: 1 });
    assert.ok(isRegionKey(region, ['predictions', 0, 'result', 0, 'id'], 'id'));
    assert.ok(!isRegionKey(region, ['predictions', 0, 'result', 0, 'type'], 'id'));
    assert.ok(!isRegionKey(region, ['predictions', 0, 'result', 0, 'value', 'id'], 'id'));
    assert.ok(!isRegionKey(undefined, ['predictions', 0, 'result', 0, 'id'], 'id'));
  });
});

describe('ids and types', () => {
  test('ids as the editor compares them, and as text', () => {
    assert.deepEqual(['a', 'a#1', '#', 'a#b#c'].map(editorId), ['a', 'a', '', 'a']);
    assert.deepEqual(['7', 7, null, undefined, {}].map(idText), ['7', '7', undefined, undefined, undefined]);
  });

  test('every type that rules name is one of the catalogue', () => {
    assert.deepEqual(shapes('a', 'b'), ['a', 'alabels', 'b', 'blabels']);
    for (const type of [...IMAGE_TYPES, ...ANSWER_TYPES, ...DRAWN_TYPES]) assert.ok(knownTypes.includes(type), type);
    const all = new Set([...ANSWER_TYPES, ...DRAWN_TYPES]);
    const others = knownTypes.filter((type) => !all.has(type)).sort();
    assert.deepEqual(others, ['chatmessage', 'ocrlabels', 'reactcode', 'relation']);
    for (const type of IMAGE_TYPES) assert.ok(DRAWN_TYPES.includes(type), type);
  });
});

describe('units as nodes', () => {
  test('what a value is, by its keys or else by its file', () => {
    assert.deepEqual(kindOf({ data: {} }, 'prediction'), { own: 'task', kind: 'task' });
    assert.deepEqual(kindOf({ result: [], task: 1 }, 'task'), { own: 'prediction', kind: 'prediction' });
    assert.deepEqual(kindOf({ foo: 1 }, 'prediction'), { own: 'unknown', kind: 'prediction' });
    assert.deepEqual(kindOf([], 'task'), { own: 'unknown', kind: 'unknown' });
  });

  test('predictions and annotations are the objects of their lists', () => {
    const value = { predictions: [{ a: 1 }, 5, { b: 2 }], annotations: [null, { c: 3 }] };
    assert.deepEqual(predictionsOf(value, 'task'), [
      { path: ['predictions', 0], value: { a: 1 } },
      { path: ['predictions', 2], value: { b: 2 } },
    ]);
    assert.deepEqual(annotationsOf(value, 'task'), [{ path: ['annotations', 1], value: { c: 3 } }]);
    assert.deepEqual(predictionsOf(value, 'prediction'), [{ path: [], value }]);
    assert.deepEqual(annotationsOf(value, 'prediction'), []);
    assert.deepEqual(predictionsOf(value, 'unknown'), []);
    assert.deepEqual(predictionsOf([value], 'prediction'), []);
    assert.deepEqual(annotationsOf(null, 'task'), []);
    assert.deepEqual(predictionsOf({ predictions: { 0: {} } }, 'task'), []);
    assert.deepEqual(annotationsOf({ annotations: 'x' }, 'task'), []);
  });

  test('regions are the objects of every result, counted over all', () => {
    const predictions = [
      { path: ['predictions', 0], value: { result: [5, { a: 1 }] } },
      { path: ['predictions', 1], value: { result: 'x' } },
    ];
    const annotations = [{ path: ['annotations', 0], value: { result: [{ b: 2 }, null] } }];
    const found = regionsOf({ predictions, annotations }, source);
    assert.deepEqual(
      found.map(({ path, index, ordinal, value, isAnnotated }) => [path.join('/'), index, ordinal, value, isAnnotated]),
      [
        ['predictions/0/result/1', 1, 0, { a: 1 }, false],
        ['annotations/0/result/0', 0, 1, { b: 2 }, true],
      ],
    );
  });

  test('a region tells its tag, its content and what its text can hold', () => {
    assert.equal(node({ type: 'choices' }).tag?.tag, 'Choices');
    assert.equal(node({ type: 'Choices' }).tag, undefined);
    assert.equal(node({ type: 5 }).tag, undefined);
    assert.deepEqual(node({ value: { x: 1 } }).content, { x: 1 });
    for (const value of [null, 'x', [1], undefined]) assert.deepEqual(node({ value }).content, {});
    const poisoned = new RegionNode(
      [],
      0,
      0,
      {},
      { text: ({ index }) => `own ${index}`, mayHoldPoison: true, isWhole: false },
    );
    assert.deepEqual([poisoned.mayHoldPoison, poisoned.isWhole, poisoned.text()], [true, false, 'own 0']);
  });
});

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

describe('order and place', () => {
  const problem = (start: number, end: number, code: string, message = ''): UnitProblem => ({
    ...{
      code,
      severity: 'error',
      gates: [],
      message,
      pointer: '',
      start,
      end,
      region: -1,
      compared: false,
      ofSchema: false,
    },
  });

  test('problems stand in the order of the file, whichever way they came', () => {
    const ordered = [
      problem(1, 5, 'b'),
      problem(2, 3, 'z'),
      problem(2, 4, 'a', 'z'),
      problem(2, 4, 'b', 'k'),
      problem(2, 4, 'b', 'm'),
    ];
    for (const all of [[...ordered], [...ordered].reverse()]) assert.deepEqual(all.sort(inOrder), ordered);
    assert.equal(inOrder(problem(2, 4, 'b', 'k'), problem(2, 4, 'b', 'k')), 0);
  });

  test('a key is underlined where there is one, else the first character', () => {
    const value = { start: 10, end: 20 };
    const key = { start: 5, end: 8 };
    assert.deepEqual(spanOf({ value, key }, 'key'), key);
    assert.deepEqual(spanOf({ value, key }, 'value'), value);
    assert.deepEqual(spanOf({ value }, 'key'), { start: 10, end: 11 });
    assert.equal(spanOf(undefined, 'value'), undefined);
  });
});

describe('what an object shows', () => {
  const { config } = parseLabelingConfig(
    configOf(
      '<Text name="deep" value="$a[1].b"/>',
      '<Text name="text" value="$text"/>',
      '<Text name="url" value="$text" valueType="url"/>',
      '<Text name="fixed" value="a text"/>',
      '<Paragraphs name="talk" value="$talk"/>',
      '<Paragraphs name="said" value="$talk" textKey="said"/>',
    ),
  );
  assert.ok(config);
  const shows = (name: unknown, data: Record<string, unknown>): unknown => shownBy(config, name, data)?.value;

  test('is found along its path', () => {
    const data = { a: ['x', { b: 'found' }], text: 'one' };
    assert.equal(shows('deep', data), 'found');
    assert.equal(shows('text', data), 'one');
    assert.equal(shows('deep', { a: ['x', 'y'] }), undefined);
    assert.equal(shows('deep', { a: ['x', null] }), undefined);
    assert.equal(shownBy(config, 'deep', { a: 'text' }), undefined);
    assert.equal(shownBy(config, 'text', {}), undefined);
    assert.equal(shownBy(config, 'fixed', data), undefined);
    assert.equal(shownBy(config, 'other', data), undefined);
    assert.equal(shownBy(config, 7, data), undefined);
    assert.equal(shownBy(config, 'text', { text: undefined })?.value, undefined);
    // Keys that every object has are no data.
    const { config: odd } = parseLabelingConfig(configOf('<Text name="text" value="$toString"/>'));
    assert.ok(odd);
    assert.equal(shownBy(odd, 'text', {}), undefined);
  });

  test('is looked up again for other data, another name and another config', () => {
    const data = { text: 'one', a: [0, { b: 'two' }] };
    const first = shownBy(config, 'text', data);
    assert.equal(shownBy(config, 'text', data), first);
    assert.equal(shows('deep', data), 'two');
    assert.equal(shows('text', { text: 'other' }), 'other');
    const { config: other } = parseLabelingConfig(configOf('<Text name="text" value="$more"/>'));
    assert.ok(other);
    assert.equal(shownBy(other, 'text', { more: 'x' })?.value, 'x');
    assert.equal(shownBy(config, 'text', data)?.value, 'one');
  });

  test('is the content itself, or an address', () => {
    const inline = (text: unknown, name = 'text'): unknown => shownInline(config, name, { text })?.value;
    assert.equal(inline('a text'), 'a text');
    assert.equal(inline('a text', 'url'), undefined);
    assert.equal(inline('a text', 'other'), undefined);
    for (const address of ['https://a/b', 'http://a/b', ' s3://a/b\n', 'gs://a', 'azure-blob://a'])
      assert.equal(inline(address), undefined, address);
    for (const text of ['https://a/b and more', 'see https://a/b', 'ftp://a/b', 'https:/a', 'xhttps://a'])
      assert.equal(inline(text), text);
    assert.equal(inline(5), 5);
  });

  test('paragraphs are counted from 0, and have their text under a key', () => {
    assert.deepEqual(['0', '12', '-1', '1.5', 'a1', '1a', '', 1, null].map(paragraphIndex), [
      ...[0, 12, undefined, undefined, undefined, undefined, undefined, undefined, undefined],
    ]);
    const data = { talk: [{ text: 'a', said: 'b' }, { text: 5 }, null, 'x'] };
    const text = (name: string, index: number): unknown => {
      const shown = shownBy(config, name, data);
      return shown && paragraphText(shown, index);
    };
    assert.equal(text('talk', 0), 'a');
    assert.equal(text('said', 0), 'b');
    assert.deepEqual(
      [1, 2, 3, 4].map((index) => text('talk', index)),
      [undefined, undefined, undefined, undefined],
    );
    const shown = shownBy(config, 'talk', { talk: 'text' });
    assert.equal(shown && paragraphText(shown, 0), undefined);
  });
});

describe('who objects to a fault of shape', () => {
  const of = (type: string, path: readonly (string | number)[], value: unknown, missing?: string): string => {
    const region = node({ type });
    const place = { region, unit: {}, kind: 'task', config: undefined } as const;
    return gatesOf({ keyword: 'type', path: [...region.path, ...path], value, missing }, place).join('+');
  };

  test('the validator where it takes no such value, else the editor', () => {
    assert.equal(of('rectangle', ['value', 'x'], 'left'), 'server');
    assert.equal(of('rectangle', ['value', 'x'], '1.5'), 'editor');
    assert.equal(of('rectangle', ['value', 'rotation'], null), 'editor');
    assert.equal(of('rectangle', ['value', 'unheard'], 'left'), 'editor');
    assert.equal(of('mywidget', ['value', 'x'], 'left'), 'editor');
    assert.equal(of('rectangle', ['value'], []), 'server');
    assert.equal(of('rectangle', [], 5), 'server');
  });

  test('the validator reads four keys of a region', () => {
    for (const key of ['from_name', 'to_name', 'type']) assert.equal(of('rectangle', [key], 5), 'server', key);
    for (const key of ['id', 'score', 'original_width', 'meta'])
      assert.equal(of('rectangle', [key], 'x'), 'editor', key);
    assert.equal(of('rectangle', [], {}, 'from_name'), 'server');
    assert.equal(of('rectangle', [], {}, 'id'), 'editor');
  });

  test('the validator where a required key of the value is missing', () => {
    assert.equal(of('rectangle', ['value'], {}, 'width'), 'server');
    assert.equal(of('rectangle', ['value'], {}, 'rotation'), 'editor');
  });

  test('of a relation it wants the ends and a direction that it knows', () => {
    assert.equal(of('relation', [], {}, 'from_id'), 'server');
    assert.equal(of('relation', ['direction'], 'up'), 'server');
    assert.equal(of('relation', ['from_id'], 5), 'editor');
    assert.equal(of('relation', ['labels'], 5), 'editor');
  });

  test('outside of regions it is the server, of what it reads', () => {
    const outside = (kind: 'task' | 'prediction', unit: object, path: readonly (string | number)[]): string =>
      gatesOf(
        { keyword: 'type', path, value: undefined, missing: undefined },
        { region: undefined, unit, kind, config: undefined },
      ).join('+');
    assert.equal(outside('prediction', { score: 'x' }, ['score']), 'server');
    assert.equal(outside('prediction', { score: ' 0.5 ' }, ['score']), 'upload');
    assert.equal(outside('prediction', { result: 5 }, ['result']), 'server');
    assert.equal(outside('prediction', { model_version: 5 }, ['model_version']), 'upload');
    assert.equal(outside('task', { predictions: [{ score: true }] }, ['predictions', 0, 'score']), 'upload');
    assert.equal(outside('task', { predictions: [5] }, ['predictions', 0]), 'server');
    assert.equal(outside('task', { annotations: [5, {}] }, ['annotations', 0]), 'upload');
    assert.equal(outside('task', { annotations: [5, {}] }, ['annotations', 1]), 'server');
    assert.equal(outside('task', { meta: 5 }, ['meta']), 'server');
    assert.equal(outside('task', { id: 'x' }, ['id']), 'upload');
  });
});
