/** What the rules stand on: words, ids, nodes, order and place. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { knownTypes } from '../../../src/core/tags/catalogue';
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
