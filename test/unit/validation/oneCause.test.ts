/** Slips that could be told in several ways, and are told once, where the slip is. Each was found with random slips. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkText } from '../../../src/core/engine/checkText';
import { stringSource } from '../../../src/core/text/lines';
import type { FileProblem } from '../../../src/core/validation/file';
import { BOX_CONFIG, configOf, IMAGE, labelsTag, TEXT } from '../../../src/core/validation/ruleConfigs';
import { box, type Json, modelOf, region, SIDES } from './configured';

const MOOD = '<Choices name="mood" toName="body"><Choice value="Calm"/></Choices>';
const ASKED = configOf(IMAGE, TEXT, labelsTag('RectangleLabels', 'box', 'photo', 'Ship'), MOOD);
const POINTS = {
  points: [
    [1, 1],
    [9, 1],
    [9, 9],
  ],
};

type Options = Partial<Parameters<typeof checkText>[1]>;

function problemsOf(xml: string, result: readonly unknown[], more: Options = {}): FileProblem[] {
  const text = JSON.stringify({ data: { image: 'a.png', text: 'Fog' }, predictions: [{ model_version: 'v', result }] });
  return [...checkText(stringSource(text), { form: 'json', expects: 'task', config: modelOf(xml), ...more })].flat();
}

/** Everything that is told of a result, as `code place: severity`. */
function told(xml: string, result: readonly unknown[], more?: Options): string[] {
  return problemsOf(xml, result, more).map(
    ({ code, pointer, severity }) => `${code} ${pointer.replace('/predictions/0/result/', '')}: ${severity}`,
  );
}

/** The same whether a prediction is checked as a whole or region by region; what is not told follows from what is. */
function isTold(xml: string, result: readonly unknown[], expected: readonly string[]): void {
  assert.deepEqual(told(xml, result), expected);
  assert.deepEqual(told(xml, result, { large: 1 }), expected, 'taken apart');
  const all = problemsOf(xml, result, { consequences: true });
  const places = new Set(all.filter(({ causedBy }) => causedBy === undefined).map(({ pointer }) => pointer));
  for (const { causedBy, message } of all) assert.ok(causedBy === undefined || places.has(causedBy.pointer), message);
}

describe('labels under another key', () => {
  for (const key of ['labels', 'polygonlabels', ' rectanglelabels', 'label']) {
    test(`${JSON.stringify(key)} is told by the key, and not once more by the one that lacks`, () => {
      const value = { ...SIDES, [key]: ['Ship'] };
      isTold(BOX_CONFIG, [{ ...box(), value }], [`labels-under-wrong-key 0/value/${key}: error`]);
    });
  }
});

describe('a type that is not that of the control', () => {
  for (const type of ['labels', 'choices', 'polygonlabels', 'rating']) {
    test(`${type}: keys that this type would need are not asked for`, () => {
      isTold(BOX_CONFIG, [{ ...box(), type }], ['type-not-of-control 0/type: error']);
    });
  }

  test('keys of the region itself are asked for', () => {
    const { to_name: _, ...rest } = box();
    const both = ['missing-key 0: error', 'type-not-of-control 0/type: error'];
    isTold(BOX_CONFIG, [{ ...rest, type: 'choices' }], both);
  });

  test('who objects to the type is said with what follows from it', () => {
    const { causedBy } = problemsOf(BOX_CONFIG, [{ ...box(), type: 'rating' }], { consequences: true }).find(
      ({ code }) => code === 'labels-under-wrong-key',
    ) as FileProblem;
    assert.deepEqual(causedBy, { pointer: '/predictions/0/result/0/type', gates: ['server'] });
  });

  test('a value of a wrong kind is one in any shape', () => {
    const value = { ...SIDES, x: '1', rectanglelabels: ['Ship'] };
    const both = ['type-not-of-control 0/type: error', 'wrong-type 0/value/x: error'];
    isTold(BOX_CONFIG, [{ ...box(), type: 'rectangle', value }], both);
  });

  test('keys that the control needs too are asked for', () => {
    const { height: _, ...rest } = SIDES;
    const value = { ...rest, rectanglelabels: ['Ship'] };
    isTold(
      BOX_CONFIG,
      [{ ...box(), type: 'ellipselabels', value }],
      [
        'type-not-of-control 0/type: error',
        'missing-key 0/value: error',
        'missing-key 0/value: error',
        'unexpected-key 0/value/width: error',
        'labels-under-wrong-key 0/value/rectanglelabels: error',
      ],
    );
  });
});

describe('a from_name that is not that of the region', () => {
  const OUTLINED = configOf(
    IMAGE,
    labelsTag('RectangleLabels', 'box', 'photo', 'Ship'),
    labelsTag('PolygonLabels', 'outline', 'photo', 'Ship'),
  );

  test('whose type and object are those of another control', () => {
    const calm = region('box', 'body', 'choices', { choices: ['Calm'] });
    isTold(ASKED, [calm], ['type-not-of-control 0/from_name: error']);
  });

  test('whose type and value are those of another control', () => {
    const value: Json = { ...POINTS, polygonlabels: ['Ship'] };
    isTold(OUTLINED, [region('box', 'photo', 'polygonlabels', value)], ['type-not-of-control 0/from_name: error']);
  });

  test('whose object is that of another control, though the value is its own', () => {
    const config = configOf(
      IMAGE,
      '<Image name="map" value="$image"/>',
      labelsTag('RectangleLabels', 'box', 'photo', 'Ship'),
      labelsTag('EllipseLabels', 'round', 'map', 'Ship'),
    );
    const value = { ...SIDES, rectanglelabels: ['Ship'] };
    isTold(config, [region('box', 'map', 'ellipselabels', value)], ['type-not-of-control 0/from_name: error']);
  });

  test('but a region of Labels that is shape and label in one has the type of the shape', () => {
    const config = configOf(
      IMAGE,
      '<Image name="map" value="$image"/>',
      '<Rectangle name="shape" toName="photo"/>',
      labelsTag('Labels', 'tag', 'photo', 'Ship'),
      labelsTag('RectangleLabels', 'box', 'map', 'Ship'),
    );
    const merged = region('tag', 'map', 'rectanglelabels', { ...SIDES, labels: ['Ship'] });
    isTold(config, [merged], ['to-name-of-another-control 0/to_name: error']);
  });

  test('but where the value is that of the control, the type is what is wrong', () => {
    isTold(OUTLINED, [{ ...box(), type: 'polygonlabels' }], ['type-not-of-control 0/type: error']);
  });

  test('and where no control has type and object, both are told', () => {
    const stray = region('mood', 'photo', 'choices', { choices: ['Calm'] });
    isTold(ASKED, [stray], ['to-name-of-another-control 0/to_name: error']);
    const other = region('box', 'body', 'polygonlabels', { ...POINTS, polygonlabels: ['Ship'] });
    assert.deepEqual(told(ASKED, [other]).sort(), [
      'to-name-of-another-control 0/to_name: error',
      'type-not-of-control 0/type: error',
    ]);
  });
});

describe('a relation of another type', () => {
  const ends = { from_id: 'r1', to_id: 'r2', direction: 'right' };
  const boxes = [box(), { ...box(), id: 'r2' }];

  for (const type of ['Zz', 'labels', 'rectanglelabels', '', 'Relation', 'relations']) {
    test(`${JSON.stringify(type)} is told by its type`, () => {
      isTold(BOX_CONFIG, [...boxes, { id: 'l', type, ...ends }], ['unknown-type 2/type: error']);
    });
  }

  for (const [what, item] of [
    ['with one end', { type: 'Zz', from_id: 'r1' }],
    ['with the other end', { type: 'Zz', to_id: 'r1' }],
    ['with a name', { type: 'Zz', ...ends, from_name: 'box' }],
    ['with a value', { type: 'Zz', ...ends, value: {} }],
    ['whose type is no text', { type: 5, ...ends }],
  ] as const) {
    test(`that is something else too is not told as one: ${what}`, () => {
      const codes = problemsOf(BOX_CONFIG, [...boxes, { id: 'l', ...item }]).map(({ code }) => code);
      assert.ok(codes.length > 0);
      assert.ok(!codes.includes('unknown-type'), codes.join());
    });
  }

  test('what is wrong in it besides is told, and who objects to its type', () => {
    const link = { id: 'l', type: 'labels', ...ends, object: {} };
    isTold(BOX_CONFIG, [...boxes, link], ['unknown-type 2/type: error', 'unexpected-key 2/object: error']);
    const [caused] = problemsOf(BOX_CONFIG, [...boxes, link], { consequences: true }).filter(
      ({ causedBy }) => causedBy,
    );
    assert.deepEqual(caused?.causedBy, { pointer: '/predictions/0/result/2/type', gates: ['server', 'editor'] });
  });

  test('that has what a region has is a region', () => {
    const both = { ...box(), id: 'r3', ...ends };
    isTold(BOX_CONFIG, [...boxes, both], []);
  });
});

describe('one value, one problem', () => {
  test('a fraction that is too small as well is no whole number', () => {
    isTold(BOX_CONFIG, [{ ...box(), item_index: -0.5 }], ['wrong-type 0/item_index: error']);
    isTold(BOX_CONFIG, [{ ...box(), item_index: -1 }], ['out-of-range 0/item_index: error']);
  });

  test('of a list with both faults both are told', () => {
    const config = configOf(IMAGE, '<Brush name="mask" toName="photo"/>');
    const mask = region('mask', 'photo', 'brush', { format: 'rle', rle: [0.5, 300, 301.5] });
    const found = told(config, [mask]).map((line) => line.split(' ')[0]);
    assert.ok(found.includes('wrong-type') && found.includes('out-of-range'), found.join());
  });

  test('an answer about a region whose id is no text is told of its id', () => {
    const config = configOf(IMAGE, '<TextArea name="plate" toName="photo" perRegion="true"/>');
    for (const id of [null, ['r1'], {}]) {
      const answer = region('plate', 'photo', 'textarea', { text: ['AB12'] }, { id });
      isTold(config, [answer], ['region-id-not-text 0/id: error']);
    }
  });
});

test('a number that can be no id is no prediction by its id', () => {
  const codeOf = (item: string): string[] =>
    [
      ...checkText(stringSource(`{"data":{"image":"a.png"},"predictions":[${item}]}`), {
        form: 'json',
        expects: 'task',
      }),
    ]
      .flat()
      .map(({ code, severity }) => `${code} ${severity}`);
  assert.deepEqual(codeOf('17'), ['prediction-by-id information']);
  for (const item of ['0.5', '0', '-3', '1e300']) assert.deepEqual(codeOf(item), ['wrong-type error'], item);
});
