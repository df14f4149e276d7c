/** What the rule for the validator's own verdict says beside all others: where, what follows from what, what is left out. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkText } from '../../../src/core/engine/checkText';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import { isSamePlace } from '../../../src/core/validation/places';
import type { Gate, Severity, UnitProblem } from '../../../src/core/validation/problem';
import { placeOf, toldBy } from '../../../src/core/validation/rejections';
import { configOf } from '../../../src/core/validation/ruleConfigs';

const PHOTO = '<Image name="photo" value="$image"/>';
const NOTE = '<Text name="note" value="$text"/>';
const BOX = '<RectangleLabels name="box" toName="photo"><Label value="Ship"/></RectangleLabels>';

describe('places', () => {
  for (const [one, other, same] of [
    ['value', 'value', true],
    ['value', 'type', false],
    ['value.x', 'value', true],
    ['value', 'value.x', true],
    ['value.x', 'value.y', false],
    // What is said of one item of a list is said of the list.
    ['value.labels.0', 'value.labels.3', true],
    ['value.points.0.1', 'value.points.0.0', true],
    ['value.points.0.1', 'value.points.2.1', false],
    ['value.labels.0', 'value', true],
    // Regions are items of a list too, but each is a thing of its own.
    ['result.0', 'result.1', false],
    ['result.0', 'result', true],
    ['result.0', 'result.0.value', true],
  ] as const) {
    test(`${one} and ${other}`, () => {
      const pathOf = (text: string) => text.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
      assert.equal(isSamePlace(pathOf(one), pathOf(other)), same);
      assert.equal(isSamePlace(pathOf(other), pathOf(one)), same);
    });
  }
});

describe('whether a verdict is told already', () => {
  const problem = (pointer: string, gates: readonly Gate[], severity: Severity = 'error') =>
    ({ pointer, gates, severity }) as UnitProblem;
  const root = ['result', 0];
  const told = (code: Parameters<typeof toldBy>[0]['code'], path: string[], ...said: UnitProblem[]) =>
    toldBy({ code, path }, root, said);

  for (const [what, found, expected] of [
    ['nothing is said', told('invalid-value', ['value']), undefined],
    [
      'in the same place',
      told('invalid-value', ['value'], problem('/result/0/value', ['server'])),
      { at: ['value'], gates: ['server'] },
    ],
    ['in another region', told('invalid-value', ['value'], problem('/result/01/value', ['server'])), undefined],
    ['in another key', told('invalid-value', ['value'], problem('/result/0/type', ['server'])), undefined],
    [
      'deeper',
      told('invalid-value', ['value'], problem('/result/0/value/a~1b~0/3', ['server', 'editor'])),
      { at: ['value', 'a/b~', 3], gates: ['server', 'editor'] },
    ],
    [
      'of the whole region',
      told('invalid-value', ['value'], problem('/result/0', ['server'])),
      { at: [], gates: ['server'] },
    ],
    [
      'by the editor',
      told('invalid-value', ['value'], problem('/result/0/value', ['editor'])),
      { at: ['value'], gates: ['editor'] },
    ],
    [
      'by the editor, as a warning',
      told('invalid-value', ['value'], problem('/result/0/value', ['editor'], 'warning')),
      undefined,
    ],
    [
      'by the editor, twice, and then by the validator',
      told(
        'invalid-value',
        ['value'],
        problem('/result/0/value/x', ['editor']),
        problem('/result/0/value/y', ['editor']),
        problem('/result/0/value/z', ['server']),
      ),
      { at: ['value', 'z'], gates: ['server'] },
    ],
    [
      'by the editor twice: the first counts',
      told(
        'invalid-value',
        ['value'],
        problem('/result/0/value/x', ['editor']),
        problem('/result/0/value/y', ['upload']),
      ),
      { at: ['value', 'x'], gates: ['editor'] },
    ],
    [
      'a wrong type, at the name of the control',
      told('type-mismatch', ['type'], problem('/result/0/from_name', ['server'])),
      { at: ['from_name'], gates: ['server'] },
    ],
    [
      'a wrong type, at the type',
      told('type-mismatch', ['type'], problem('/result/0/type', ['server'])),
      { at: ['type'], gates: ['server'] },
    ],
    [
      'a wrong type, at the object',
      told('type-mismatch', ['type'], problem('/result/0/to_name', ['server'])),
      undefined,
    ],
    [
      'a missing key, at the type',
      told('missing-field', ['value'], problem('/result/0/type', ['server'])),
      { at: ['type'], gates: ['server'] },
    ],
    [
      'an object that is not there',
      told('to-name-not-found', ['to_name'], problem('/result/0/to_name', ['server'])),
      { at: ['to_name'], gates: ['server'] },
    ],
    [
      'an object of another control, at the control',
      told('to-name-not-valid', ['to_name'], problem('/result/0/from_name', ['server'])),
      { at: ['from_name'], gates: ['server'] },
    ],
    ['all of it, in a part', told('relation-exception', [], problem('/result/0/value', ['server'])), undefined],
    [
      'all of it, as a whole',
      told('relation-exception', [], problem('/result/0', ['server'])),
      { at: [], gates: ['server'] },
    ],
  ] as const) {
    test(what, () => assert.deepEqual(found, expected));
  }
});

test('the place of what is wrong, or the nearest that there is', () => {
  const node = { value: { x: null, points: [[1]] }, type: undefined };
  assert.deepEqual(placeOf(['value', 'points', 0, 0], node), { path: ['value', 'points', 0, 0], on: 'value' });
  assert.deepEqual(placeOf(['value', 'x'], node), { path: ['value', 'x'], on: 'value' });
  assert.deepEqual(placeOf(['value', 'x', 'deeper'], node), { path: ['value', 'x'], on: 'key' });
  assert.deepEqual(placeOf(['value', 'points', 1, 0], node), { path: ['value', 'points'], on: 'key' });
  assert.deepEqual(placeOf(['value', 'toString'], node), { path: ['value'], on: 'key' });
  assert.deepEqual(placeOf(['from_name'], node), { path: [], on: 'key' });
  assert.deepEqual(placeOf([], node), { path: [], on: 'value' });
});

/** Everything that is said, what follows from others too: `code gates place: underlined <- cause (its gates)`. */
function all(text: string, xml: string): string[] {
  const { config } = parseLabelingConfig(xml);
  assert.ok(config, xml);
  const options = { form: 'json', config, consequences: true } as const;
  return [...checkText(stringSource(text), options)]
    .flat()
    .map(({ code, severity, gates, pointer, start, end, causedBy, data }) => {
      const cause = causedBy ? ` <- ${causedBy.pointer} (${causedBy.gates})` : '';
      const verdict = code === 'rejected-by-validator' && data ? ` ${JSON.stringify(data)}` : '';
      const place = pointer.replace('/predictions/0', '.').replace('./result', '');
      return `${code} ${severity} ${gates.join('+')} ${place}: ${text.slice(start, end)}${verdict}${cause}`;
    });
}

const ofRegions = (xml: string, ...regions: (object | string)[]) => {
  const written = regions.map((region) => (typeof region === 'string' ? region : JSON.stringify(region)));
  return all(`{"data":{"image":"a.jpg","text":""},"predictions":[{"model_version":"v","result":[${written}]}]}`, xml);
};

describe('the validator speaks', () => {
  const ship = { x: 1, y: 2, width: 3, height: 4, rectanglelabels: ['Ship'] };
  const box = { id: 'r', from_name: 'box', to_name: 'photo', type: 'rectanglelabels', value: ship };
  const xml = configOf(PHOTO, NOTE, BOX);

  test('nowhere, where it takes everything', () => assert.deepEqual(ofRegions(xml, box), []));

  test('of a null for the control or the object', () => {
    assert.deepEqual(ofRegions(xml, { ...box, from_name: null }), ['wrong-type error editor /0/from_name: null']);
    assert.deepEqual(ofRegions(xml, { ...box, to_name: null }), ['wrong-type error server /0/to_name: null']);
  });

  test('of a type that is no text, and of nothing behind it', () => {
    assert.deepEqual(ofRegions(xml, { ...box, type: 5 }, { ...box, id: 's', value: {} }), [
      'wrong-type error server /0/type: 5',
      'labels-missing error server+editor /1/value: "value"',
      'missing-key error server /1/value: "value"',
      'missing-key error server /1/value: "value"',
      'missing-key error server /1/value: "value"',
      'missing-key error server /1/value: "value"',
    ]);
  });

  test('of a value of another type, which fits this control in nothing', () => {
    const polygon = {
      ...box,
      type: 'polygon',
      value: {
        points: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
      },
    };
    assert.deepEqual(ofRegions(xml, polygon), [
      'type-not-of-control error server /0/type: "polygon"',
      'rejected-by-validator error server /0/value: "value" {"verdict":"invalid-value"} <- /predictions/0/result/0/type (server)',
    ]);
  });

  test('of a number that overflows', () => {
    assert.deepEqual(ofRegions(xml, JSON.stringify(box).replace('"x":1', '"x":1e999')), [
      'rejected-by-validator error server /0/value/x: 1e999 {"verdict":"invalid-geometry"} <- /predictions/0/result/0 (upload)',
      'unstorable-value error upload /0: 1e999',
    ]);
    assert.deepEqual(ofRegions(xml, '1e999', box), [
      'rejected-by-validator error server /0: 1e999 {"verdict":"region-not-a-dict"} <- /predictions/0/result/0 (upload)',
      'unstorable-value error upload /0: 1e999',
    ]);
    assert.deepEqual(ofRegions(xml, '{"a":1}', '-1e999', '[1e999]'), [
      'missing-key error server /0: {',
      'missing-key error server /0: {',
      'missing-key error server /0: {',
      'missing-key error server /0: {',
      'rejected-by-validator error server /1: -1e999 {"verdict":"region-not-a-dict"} <- /predictions/0/result/1 (upload)',
      'unstorable-value error upload /1: -1e999',
      'wrong-type error server /2: [1e999]',
      'unstorable-value error upload /2: 1e999',
    ]);
  });

  test('of predictions without a list of regions', () => {
    const of = (prediction: string) => all(`{"data":{"image":"a.jpg","text":""},"predictions":[${prediction}]}`, xml);
    assert.deepEqual(of('{"model_version":"v"}'), ['missing-key error server .: {']);
    assert.deepEqual(of('{"model_version":"v","result":null}'), ['wrong-type error server : null']);
    assert.deepEqual(of('{"model_version":"v","result":[],"score":1e999}'), [
      'rejected-by-validator error server ./score: 1e999 {"verdict":"score-range"} <- /predictions/0/score (upload)',
      'unstorable-value error upload ./score: 1e999',
    ]);
    assert.deepEqual(of('{"model_version":"v","result":[],"score":[]}'), [
      'wrong-type error server+upload ./score: []',
    ]);
    assert.deepEqual(of('{"model_version":"v","result":[],"score":"high"}'), [
      'wrong-type error server+upload ./score: "high"',
    ]);
  });

  test('of tasks', () => {
    assert.deepEqual(all('{"data":{"image":"a.jpg"},"predictions":[]}', xml), [
      'missing-data-key error server /data: "data"',
    ]);
    assert.deepEqual(all('{"data":{"image":"a.jpg","text":5},"predictions":[]}', xml), []);
    assert.deepEqual(all('{"data":{"image":"a.jpg","text":""},"predictions":[],"meta":5}', xml), [
      'wrong-type error server /meta: 5',
    ]);
    assert.deepEqual(all('{"data":{"image":"a.jpg","text":""},"predictions":[],"annotations":5}', xml), [
      'wrong-type error server /annotations: 5',
    ]);
    assert.deepEqual(all('{"data":[],"predictions":[]}', xml), ['wrong-type error server /data: []']);
    assert.deepEqual(all('{"data":[],"predictions":[]}', configOf('<Text name="t" value="$a.b"/>')), [
      'wrong-type error server /data: []',
    ]);
  });

  test('of nothing while the text is no JSON', () => {
    assert.deepEqual(all('{"data":{"image":"a.jpg"},"predictions":[{"model_version":"v","result":[', xml), []);
  });
});
