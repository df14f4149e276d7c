/** The strict schema against the worked examples and against every small way to break them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type SchemaError, validatePrediction, validateRegion, validateTask } from '../../../src/generated/validators';
import { allowedMisses } from './allowed-misses';
import { exampleOf, examples } from './fixtures';
import { locationOf, type Mutation, mutationsOf, type Path, valueAt, withValue } from './mutations';

/** Errors of the last call without the ones that only say that a condition's branch failed. */
function errorsOf(validate: typeof validatePrediction, value: unknown): SchemaError[] {
  return validate(value) ? [] : (validate.errors ?? []).filter((error) => error.keyword !== 'if');
}

/** The part of the list of allowed misses that covers a change, or undefined. */
function allowedMark(type: string, at: string, change: Mutation['change']): string | undefined {
  for (const miss of allowedMisses) {
    if (miss.at !== at || !miss.types.includes(type)) continue;
    if (miss.changes.includes(change)) return `${type} ${at} ${change}`;
    if (change !== 'drop' && miss.changes.includes('any')) return `${type} ${at} any`;
  }
  return undefined;
}

describe('the strict schema', () => {
  test('takes all worked examples, alone, in a task, and region by region', () => {
    assert.equal(examples.length, 49);
    for (const { tag, prediction } of examples) {
      assert.deepEqual(errorsOf(validatePrediction, prediction), [], tag);
      assert.deepEqual(errorsOf(validateTask, { data: { text: 'x' }, predictions: [prediction] }), [], tag);
      for (const region of prediction.result) assert.deepEqual(errorsOf(validateRegion, region), [], tag);
    }
  });

  test('finds every key dropped and every value of another kind, except for the allowed misses', () => {
    const used = new Set<string>();
    const unexpected = new Set<string>();
    let tried = 0;
    let found = 0;
    for (const { prediction } of examples) {
      for (const mutation of mutationsOf(prediction)) {
        tried += 1;
        if (!validatePrediction(mutation.prediction)) {
          found += 1;
          continue;
        }
        const { type, at } = locationOf(prediction, mutation.path);
        const mark = allowedMark(type, at, mutation.change);
        if (mark === undefined) unexpected.add(`${type}: ${at} ${mutation.change}`);
        else used.add(mark);
      }
    }
    assert.deepEqual([...unexpected], []);
    const unused = allowedMisses.flatMap(({ types, at, changes }) =>
      types.flatMap((type) => changes.map((change) => `${type} ${at} ${change}`).filter((mark) => !used.has(mark))),
    );
    assert.deepEqual(unused, [], 'allowed, but nothing needs it');
    assert.ok(tried > 5000 && found > 0.9 * tried, `${found} of ${tried}`);
  });

  test('one defect is one error, at the place of the defect', () => {
    for (const { tag, prediction } of examples) {
      for (const { change, path, prediction: broken } of mutationsOf(prediction)) {
        const errors = errorsOf(validatePrediction, broken);
        const what = `${tag}: ${change} at ${path.join('/')}: ${JSON.stringify(errors)}`;
        assert.ok(errors.length <= 1, what);
        const [error] = errors;
        if (error === undefined) continue;
        const place = `/${(change === 'drop' ? path.slice(0, -1) : path).join('/')}`;
        assert.equal(place === '/' ? '' : place, error.instancePath, what);
        if (change !== 'drop') continue;
        const missing = error.params.missingProperty;
        const key = path[path.length - 1];
        // Of two keys that would do, the usual one is asked for.
        assert.ok(missing === key || (missing === 'labels' && key === 'videovectorlabels'), what);
      }
    }
  });
});

/** [example, path inside the first region's value (or the prediction), value just outside, keyword] */
const crossed: readonly (readonly [string, Path, unknown, string])[] = [
  ...['RectangleLabels', 'Rectangle'].flatMap((tag) =>
    (['x', 'y', 'width', 'height'] as const).map((key) => [tag, ['value', key], 100.5, 'maximum'] as const),
  ),
  ['RectangleLabels', ['value', 'rotation'], 360.5, 'maximum'],
  ['Polygon', ['value', 'points', 0, 0], 100.5, 'maximum'],
  ['Polygon', ['value', 'points', 0, 1], 100.5, 'maximum'],
  ['Polygon', ['value', 'points', 0], [1], 'minItems'],
  ['Polygon', ['value', 'points', 0], [1, 2, 3], 'maxItems'],
  ['KeyPoint', ['value', 'x'], 100.5, 'maximum'],
  ['KeyPoint', ['value', 'y'], 100.5, 'maximum'],
  ['KeyPoint', ['value', 'height'], 0.5, 'not'],
  ['Ellipse', ['value', 'x'], 100.5, 'maximum'],
  ['Ellipse', ['value', 'y'], 100.5, 'maximum'],
  ['Ellipse', ['value', 'radiusX'], 50.5, 'maximum'],
  ['Ellipse', ['value', 'radiusY'], 50.5, 'maximum'],
  ['Ellipse', ['value', 'radiusX'], -0.5, 'minimum'],
  ['Ellipse', ['value', 'radiusY'], -0.5, 'minimum'],
  ['Ellipse', ['value', 'rotation'], 360.5, 'maximum'],
  ['Ellipse', ['value', 'width'], 5, 'not'],
  ['Ellipse', ['value', 'height'], 5, 'not'],
  ['Brush', ['value', 'rle', 3], 256, 'maximum'],
  ['Brush', ['value', 'rle', 3], -1, 'minimum'],
  ['Brush', ['value', 'rle', 3], 1.5, 'type'],
  ['Brush', ['value', 'rle'], [], 'minItems'],
  ['Bitmask', ['value', 'imageDataURL'], 'https://example.com/m.png', 'pattern'],
  ['VectorLabels', ['original_width'], 0, 'exclusiveMinimum'],
  ['VectorLabels', ['original_height'], -1, 'exclusiveMinimum'],
  ['Labels on Text', ['value', 'startOffset'], 0, 'not'],
  ['Labels on Text', ['value', 'channel'], 0.5, 'type'],
  ['HyperTextLabels', ['value', 'startOffset'], -1, 'minimum'],
  ['HyperTextLabels', ['value', 'endOffset'], 1.5, 'type'],
  ['ParagraphLabels', ['value', 'start'], '/div[1]', 'pattern'],
  ['ParagraphLabels', ['value', 'end'], '-1', 'pattern'],
  ['ParagraphLabels', ['value', 'startOffset'], -1, 'minimum'],
  ['ParagraphLabels', ['value', 'endOffset'], 1.5, 'type'],
  ['TimelineLabels', ['value', 'ranges'], [], 'minItems'],
  ['TimelineLabels', ['value', 'ranges', 0, 'start'], 1.5, 'type'],
  ...['x', 'y', 'width', 'height'].map(
    (key) => ['VideoRectangle + Labels', ['value', 'sequence', 0, key], 100.5, 'maximum'] as const,
  ),
  ['VideoRectangle + Labels', ['value', 'sequence', 0, 'frame'], 1.5, 'type'],
  ['VideoRectangle + Labels', ['value', 'framesCount'], 1.5, 'type'],
  ['VideoVector', ['value', 'sequence', 0, 'frame'], 1.5, 'type'],
  ['VideoVector + Labels (merged item)', ['value', 'videovectorlabels'], [], 'minItems'],
  ['Rating', ['value', 'rating'], -1, 'minimum'],
  ['Rating', ['value', 'rating'], 2.5, 'type'],
  ['Pairwise', ['value', 'selected'], 'middle', 'enum'],
  ['Ranker', ['value', 'ranker', 'order', 0], 2, 'type'],
  ['OcrLabels', ['value', 'pageIndex'], 1.5, 'type'],
  ['Image valueList (item_index)', ['item_index'], -1, 'minimum'],
  ['Image valueList (item_index)', ['item_index'], 0.5, 'type'],
  ['RectangleLabels', ['object'], 'photo', 'not'],
  ['RectangleLabels', ['parentID'], 5, 'type'],
  ['RectangleLabels', ['readonly'], 'true', 'type'],
  ['RectangleLabels', ['meta'], ['note'], 'type'],
  ['RectangleLabels', ['score'], '0.9', 'type'],
];

describe('bounds of the strict schema', () => {
  test('each one crossed is found as one error', () => {
    for (const [tag, path, value, keyword] of crossed) {
      const region = withValue(exampleOf(tag).prediction.result[0], path, value);
      const errors = errorsOf(validateRegion, region);
      assert.deepEqual(
        errors.map((error) => [error.instancePath, error.keyword]),
        [[`/${path.join('/')}`, keyword]],
        `${tag} ${path.join('/')} = ${JSON.stringify(value)}`,
      );
    }
  });

  test('the score of a prediction is 0 to 1', () => {
    for (const [score, keyword] of [
      [1.01, 'maximum'],
      [-0.01, 'minimum'],
      ['0.5', 'type'],
    ] as const) {
      assert.deepEqual(
        errorsOf(validatePrediction, { result: [], score }).map((error) => error.keyword),
        [keyword],
      );
    }
    for (const score of [0, 1, 0.5, null]) assert.equal(validatePrediction({ result: [], score }), true);
  });

  test('what both gates take as sent passes', () => {
    const kept: readonly (readonly [string, Path, unknown])[] = [
      ['RectangleLabels', ['value', 'x'], -12],
      ['RectangleLabels', ['value', 'width'], 0],
      ['RectangleLabels', ['value', 'width'], -30],
      ['RectangleLabels', ['value', 'rotation'], -90],
      ['RectangleLabels', ['value', 'rectanglelabels'], ['Ship', 'Buoy']],
      ['RectangleLabels', ['value', 'rectanglelabels'], []],
      ['RectangleLabels', ['value', 'whatever'], 1],
      ['RectangleLabels', ['score'], 5],
      ['RectangleLabels', ['parentID'], null],
      ['RectangleLabels', ['hidden'], 'true'],
      ['RectangleLabels', ['origin'], 5],
      ['PolygonLabels', ['value', 'points'], []],
      ['PolygonLabels', ['value', 'points'], [[10, 10]]],
      ['Labels on Text', ['value', 'start'], -3],
      ['Labels on Audio', ['value', 'channel'], 5],
      ['TextArea', ['value', 'text'], []],
      ['Pairwise', ['to_name'], 'pick'],
      ['VideoRectangle + Labels', ['value', 'sequence'], []],
      ['HyperTextLabels', ['value'], { start: 18, end: 22, hypertextlabels: ['Ship'] }],
    ];
    for (const [tag, path, value] of kept) {
      const region = withValue(exampleOf(tag).prediction.result[0], path, value);
      assert.deepEqual(errorsOf(validateRegion, region), [], `${tag} ${path.join('/')} = ${JSON.stringify(value)}`);
    }
  });
});

describe('forms of the labels', () => {
  const shapes = [
    'RectangleLabels',
    'PolygonLabels',
    'KeyPointLabels',
    'EllipseLabels',
    'BrushLabels',
    'BitmaskLabels',
  ];

  test('a shape may have the key labels instead of its own, but needs one of them', () => {
    for (const tag of [...shapes, 'VectorLabels']) {
      const region = exampleOf(tag).prediction.result[0] as { type: string; value: Record<string, unknown> };
      const { [region.type]: labels, ...bare } = region.value;
      assert.deepEqual(errorsOf(validateRegion, { ...region, value: { ...bare, labels } }), [], tag);
      const [error, ...more] = errorsOf(validateRegion, { ...region, value: bare });
      assert.deepEqual([error?.params.missingProperty, more], [region.type, []], tag);
      const empty = errorsOf(validateRegion, { ...region, value: { ...bare, labels: [] } });
      assert.deepEqual(
        empty.map((one) => one.keyword),
        ['minItems'],
        tag,
      );
    }
  });

  test('a labels region may repeat the geometry of every shape', () => {
    for (const tag of shapes) {
      const region = exampleOf(tag).prediction.result[0] as { type: string; value: Record<string, unknown> };
      const { [region.type]: labels, ...bare } = region.value;
      assert.deepEqual(errorsOf(validateRegion, { ...region, type: 'labels', value: { ...bare, labels } }), [], tag);
    }
    const bare = { from_name: 'cls', to_name: 'photo', type: 'labels', value: { labels: ['Ship'] } };
    assert.deepEqual(
      errorsOf(validateRegion, bare).map((error) => error.params.missingProperty),
      ['start', 'end'],
    );
  });

  test('numbers and offsets do not go together, and XPaths need offsets', () => {
    const { prediction } = exampleOf('HyperTextLabels');
    const keywords = (changes: Record<string, unknown>): string[] => {
      const region = structuredClone(prediction.result[0]) as { value: Record<string, unknown> };
      Object.assign(region.value, changes);
      for (const [key, value] of Object.entries(changes)) if (value === undefined) delete region.value[key];
      return errorsOf(validateRegion, region).map((error) => `${error.instancePath} ${error.keyword}`);
    };
    assert.deepEqual(keywords({ start: 0, end: 5 }), ['/value/startOffset not', '/value/endOffset not']);
    assert.deepEqual(keywords({ startOffset: undefined, endOffset: undefined }), [
      '/value required',
      '/value required',
    ]);
    assert.deepEqual(keywords({ end: 5 }), ['/value/end type']);
  });
});

describe('regions of unknown type, and other things', () => {
  const region = { from_name: 'w', to_name: 'body', type: 'mywidget', value: null };

  test('only what all regions have is checked', () => {
    assert.deepEqual(errorsOf(validateRegion, region), []);
    assert.deepEqual(errorsOf(validateRegion, { ...region, type: 'RectangleLabels' }), []);
    assert.deepEqual(
      errorsOf(validateRegion, { ...region, id: 7 }).map((error) => error.instancePath),
      ['/id'],
    );
    assert.deepEqual(
      errorsOf(validateRegion, { ...region, type: 5 }).map((error) => error.instancePath),
      ['/type'],
    );
  });

  test('without a type, what is missing is told', () => {
    const missing = (value: unknown): unknown[] =>
      errorsOf(validateRegion, value).map((error) => error.params.missingProperty);
    assert.deepEqual(missing({}), ['from_name', 'to_name', 'value', 'type']);
    assert.deepEqual(missing({ from_id: 'a', to_id: 'b' }), ['type']);
  });

  test('a region that is no object is one error', () => {
    for (const value of [null, 'x', 5, true, []]) {
      assert.deepEqual(
        errorsOf(validateRegion, value).map((error) => error.keyword),
        ['type'],
        JSON.stringify(value),
      );
    }
  });

  test('bezier vertices need both control points', () => {
    const path: Path = ['value', 'vertices', 2, 'controlPoint2'];
    const vector = exampleOf('VectorLabels').prediction.result[0];
    assert.notEqual(valueAt(vector, path), undefined);
    assert.deepEqual(
      errorsOf(validateRegion, withValue(vector, path, undefined)).map((error) => error.params.missingProperty),
      ['controlPoint2'],
    );
  });
});

describe('tasks', () => {
  const places = (task: unknown): string[] =>
    errorsOf(validateTask, task).map((error) => `${error.instancePath} ${error.keyword}`);

  test('need data with at least one key', () => {
    assert.deepEqual(places({ data: { text: 'x' } }), []);
    assert.deepEqual(places({ predictions: [] }), [' required']);
    assert.deepEqual(places({ data: {} }), ['/data minProperties']);
    assert.deepEqual(places({ data: 'x' }), ['/data type']);
  });

  test('have predictions, annotations, meta and id of the right kind', () => {
    const data = { text: 'x' };
    assert.deepEqual(places({ data, meta: {}, id: 5, annotations: [{ result: [5] }], other: 1 }), []);
    assert.deepEqual(places({ data, meta: [] }), []);
    assert.deepEqual(places({ data, meta: 'x' }), ['/meta type']);
    assert.deepEqual(places({ data, id: '5' }), ['/id type']);
    assert.deepEqual(places({ data, predictions: {} }), ['/predictions type']);
    assert.deepEqual(places({ data, predictions: [{}] }), ['/predictions/0 required']);
    assert.deepEqual(places({ data, annotations: [{}] }), ['/annotations/0 required']);
    assert.deepEqual(places({ data, annotations: [{ result: {} }] }), ['/annotations/0/result type']);
  });

  test('a flat prediction has the id of its task as a whole number', () => {
    assert.equal(validatePrediction({ task: 5, result: [] }), true);
    assert.equal(validatePrediction({ task: '5', result: [] }), false);
    assert.equal(validatePrediction({ task: 1.5, result: [] }), false);
  });
});
