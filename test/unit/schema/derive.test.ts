/** The schema for editors in VS Code's real JSON service. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type DocumentForm, deriveIntellisenseSchema, deriveUnitSchema } from '../../../src/core/schema/derive';
import { predictionSnippet, regionSnippets, taskSnippet } from '../../../src/core/schema/snippets';
import type { JsonSchema } from '../../../src/core/schema/types';
import { catalogue, type SnippetValue } from '../../../src/core/tags/catalogue';
import { fillPlaceholders } from '../../../src/core/tags/skeleton';
import { bundledSchema } from '../../../src/generated/schema';
import { validatePrediction, validateRegion, validateTask } from '../../../src/generated/validators';
import { editorCases, examples } from './fixtures';
import { open, openAt } from './json-service';
import { mutationsOf } from './mutations';

const labels = async (marked: string, form: DocumentForm | JsonSchema = 'any'): Promise<string[]> => {
  const { at, opened } = openAt(marked, form);
  return (await opened.labels(at)).sort();
};
const hover = async (marked: string): Promise<string> => {
  const { at, opened } = openAt(marked);
  return opened.hover(at);
};
const documentation = (item: { documentation?: unknown } | undefined): string =>
  (item?.documentation as { value?: string } | undefined)?.value ?? '';
const inRegion = (region: string): string => `[{"data": {"a": 1}, "predictions": [{"result": [${region}]}]}]`;
const inValue = (type: string, value: string): string => inRegion(`{"type": "${type}", "value": {${value}}}`);

const taskKeys = ['annotations', 'data', 'id', 'meta', 'predictions'];
const predictionKeys = ['model_version', 'result', 'score', 'task'];

describe('the derived schema underlines nothing', () => {
  test('whatever is wrong with a file that parses', async () => {
    const broken: unknown[] = [null, 5, 'x', [], {}, [null, 5, 'x', []], { data: 5, predictions: 'x', result: {} }];
    broken.push([{ predictions: [5, { result: [5, { type: 5 }, { type: 'relation', from_id: 5 }] }] }]);
    for (const { prediction } of examples) {
      for (const { prediction: bad } of [...mutationsOf(prediction)].filter((_, i) => i % 7 === 0)) broken.push([bad]);
    }
    for (const { prediction } of editorCases) broken.push([{ data: { text: 'x' }, predictions: [prediction] }]);
    const { problems } = open(JSON.stringify(broken));
    assert.deepEqual(await problems(), []);
    for (const value of broken.slice(0, 9)) {
      for (const form of ['any', 'tasks', 'predictions'] as const) {
        assert.deepEqual(await open(JSON.stringify(value), form).problems(), [], JSON.stringify(value));
      }
    }
  });

  test('but syntax errors stay', async () => {
    assert.deepEqual(await open('[{"result": }]').problems(), ['Value expected']);
  });
});

describe('completion of keys', () => {
  test('an element gets the keys of what it is', async () => {
    assert.deepEqual(await labels('[{|}]'), [...taskKeys, ...predictionKeys].sort());
    assert.deepEqual(
      await labels('[{"data": {}, |}]'),
      taskKeys.filter((key) => key !== 'data'),
    );
    assert.deepEqual(
      await labels('[{"annotations": [], |}]'),
      taskKeys.filter((key) => key !== 'annotations'),
    );
    assert.deepEqual(
      await labels('[{"result": [], |}]'),
      predictionKeys.filter((key) => key !== 'result'),
    );
    assert.deepEqual(
      await labels('{"result": [], |}'),
      predictionKeys.filter((key) => key !== 'result'),
    );
    assert.deepEqual(await labels('{"data": {}, "predictions": [{|}]}'), predictionKeys);
    assert.deepEqual(await labels('[{|}]', 'tasks'), taskKeys);
    assert.deepEqual(await labels('[{|}]', 'predictions'), predictionKeys);
  });

  test('a region gets its keys, a relation its own', async () => {
    const keys = await labels(inRegion('{"type": "rating", |}'));
    for (const key of ['id', 'from_name', 'to_name', 'value', 'score', 'parentID', 'meta', 'item_index', 'readonly']) {
      assert.ok(keys.includes(key), key);
    }
    assert.ok(!keys.includes('object') && !keys.includes('from_id'));
    assert.deepEqual(await labels(inRegion('{"type": "relation", |}')), [
      'direction',
      'from_id',
      'labels',
      'notes',
      'to_id',
    ]);
  });

  test('a value gets the keys of its type, and none that are not allowed', async () => {
    assert.deepEqual(await labels(inValue('rectanglelabels', '|')), [
      'height',
      'labels',
      'rectanglelabels',
      'rotation',
      'width',
      'x',
      'y',
    ]);
    assert.deepEqual(await labels(inValue('keypoint', '|')), ['width', 'x', 'y']);
    assert.deepEqual(await labels(inValue('pairwise', '|')), ['selected']);
    assert.deepEqual(await labels(inValue('ellipse', '|')), ['radiusX', 'radiusY', 'rotation', 'x', 'y']);
    assert.deepEqual(await labels(inValue('chatmessage', '"chatmessage": {|}')), ['content', 'createdAt', 'role']);
    assert.deepEqual(await labels(inValue('timelinelabels', '"ranges": [{|}]')), ['end', 'start']);
    const vertex = await labels(inValue('vector', '"vertices": [{|}]'));
    assert.deepEqual(vertex, ['controlPoint1', 'controlPoint2', 'id', 'isBezier', 'prevPointId', 'x', 'y']);
    const frame = await labels(inValue('videorectangle', '"sequence": [{|}]'));
    for (const key of ['frame', 'time', 'x', 'width', 'enabled']) assert.ok(frame.includes(key), key);
  });

  test('regions of annotations are completed and explained like those of predictions', async () => {
    const inAnnotation = (region: string): string => inRegion(region).replace('"predictions"', '"annotations"');
    assert.deepEqual(await labels('[{"data": {}, "annotations": [{|}]}]'), ['result']);
    for (const region of [
      '{"type": "rating", |}',
      '{"type": "relation", "direction": |}',
      '{"type": "ellipse", "value": {|}}',
      '{"type": "vector", "value": {"vertices": [{|}]}}',
      '{"type": "relation", |}',
      '|',
    ]) {
      const found = await labels(inAnnotation(region));
      assert.ok(found.length > 0, region);
      assert.deepEqual(found, await labels(inRegion(region)), region);
    }
    const width = '{"type": "rectangle", "value": {"wi|dth": 3}}';
    assert.match(await hover(inAnnotation(width)), /percent/);
    assert.equal(await hover(inAnnotation(width)), await hover(inRegion(width)));
  });

  test('a key comes with what its value begins with, and with its description', async () => {
    const { at, opened } = openAt(inValue('rectanglelabels', '|'));
    const items = new Map((await opened.items(at)).map((item) => [item.label, item]));
    assert.equal(items.get('x')?.insertText, `"x": \${1:0}`);
    assert.equal(items.get('rectanglelabels')?.insertText, '"rectanglelabels": [$1]');
    for (const [label, item] of items) {
      assert.ok(documentation(item).length > 20, label);
    }
    const region = openAt(inRegion('{"type": "rating", |}'));
    const value = (await region.opened.items(region.at)).find((item) => item.label === 'value');
    assert.equal(value?.insertText, '"value": {$1}');
  });
});

describe('completion of values', () => {
  test('no types: which there can be is told by the labeling config, and so by our own completion', async () => {
    for (const form of ['any', 'tasks'] as const) {
      for (const region of ['{"type": |}', '{"type": "|"}', '{"type": "rel|ation"}', '{"type": "rating|"}']) {
        assert.deepEqual(await labels(inRegion(region), form), [], region);
      }
    }
  });

  test('fixed values are offered', async () => {
    assert.deepEqual(await labels(inRegion('{"type": "relation", "direction": |}')), ['"bi"', '"left"', '"right"']);
    assert.deepEqual(await labels(inValue('pairwise', '"selected": |')), ['"left"', '"right"']);
    assert.deepEqual(await labels(inValue('polygon', '"closed": |')), ['false', 'true']);
  });

  test('snippets: regions in a result, predictions in a task, elements in the list, lists in an empty file', async () => {
    const regions = await labels('[{"result": [|]}]');
    assert.equal(regions.length, catalogue.length);
    assert.ok(regions.includes('RectangleLabels region') && regions.includes('Relation between two regions'));
    assert.deepEqual(await labels('[{"data": {}, "predictions": [|]}]'), ['Prediction']);
    assert.deepEqual(await labels('[|]'), ['Prediction', 'Task with a prediction']);
    assert.deepEqual(await labels('[|]', 'tasks'), ['Task with a prediction']);
    assert.deepEqual(await labels('|'), ['List: Prediction', 'List: Task with a prediction']);
  });

  test('one element alone has the same', async () => {
    const unit = deriveUnitSchema(bundledSchema, catalogue, 'task');
    assert.deepEqual(await labels('{"predictions": [{"result": [{"type": "rating", "value": {|}}]}]}', unit), [
      'rating',
    ]);
    assert.deepEqual(await labels('{|}', unit), taskKeys);
    assert.deepEqual(await labels('{|}', deriveUnitSchema(bundledSchema, catalogue, 'prediction')), predictionKeys);
    const either = deriveUnitSchema(bundledSchema, catalogue, 'unit');
    assert.deepEqual(
      await labels('{"result": [], |}', either),
      predictionKeys.filter((key) => key !== 'result'),
    );
  });
});

describe('snippets', () => {
  const fill = (body: unknown): unknown => fillPlaceholders(body as SnippetValue);

  test('as they are inserted, pass the strict schema', () => {
    for (const { label, body } of regionSnippets(catalogue)) {
      assert.equal(validateRegion(fill(body)), true, `${label}: ${JSON.stringify(validateRegion.errors)}`);
    }
    for (const flat of [true, false]) {
      const prediction = fill(predictionSnippet(catalogue, flat).body) as { task?: number };
      assert.equal(validatePrediction(prediction), true, JSON.stringify(validatePrediction.errors));
      assert.equal(prediction.task, flat ? 1 : undefined);
    }
    assert.equal(validateTask(fill(taskSnippet(catalogue).body)), true, JSON.stringify(validateTask.errors));
  });

  test('the service makes the same JSON of them', async () => {
    const { at, opened } = openAt('[{"result": [|]}]');
    const items = await opened.items(at);
    for (const { label, body } of regionSnippets(catalogue)) {
      const text = items.find((item) => item.label === label)?.insertText ?? '';
      const plain = text.replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1').replace(/\$\{\d+:([^}]*)\}/g, '$1');
      assert.deepEqual(JSON.parse(plain), fill(body), `${label}: ${text}`);
    }
  });
});

describe('hover', () => {
  test('says what a key means, by the type of its region', async () => {
    assert.match(await hover(inValue('rectangle', '"x|": 1')), /^Left edge.*percent of the image width/);
    assert.match(await hover(inValue('ellipse', '"x|": 1')), /^Centre, in percent/);
    assert.match(await hover(inValue('videorectangle', '"sequence": [{"time|": 1}]')), /seconds/);
    assert.match(await hover(inValue('hypertextlabels', '"startOffset|": 1')), /UTF-16/);
    assert.match(await hover(inRegion('{"type": "rating", "val|ue": {"rating": 1}}')), /^The rating\./);
    assert.match(await hover(inRegion('{"type": "relation", "from|_id": "a"}')), /blank page/);
    assert.match(await hover(inRegion('{"type": "rat|ing"}')), /\*\*Rating\.\*\*/);
    assert.match(await hover('[{"data": {}, "predic|tions": []}]'), /^Predictions for this task\.$/);
    assert.match(await hover('{"resu|lt": []}'), /^Regions and relations/);
  });

  test('also where the value is wrong', async () => {
    assert.match(await hover(inValue('rectangle', '"x|": "1"')), /^Left edge/);
    assert.match(await hover(inRegion('{"type": "rating", "id|": 7}')), /^Id of the region/);
  });
});

describe('big files do not overflow the service', () => {
  const region = (i: number): unknown => ({
    id: `r${i}`,
    from_name: 'label',
    to_name: 'image',
    type: 'rectanglelabels',
    original_width: 1920,
    original_height: 1080,
    value: { x: i % 90, y: 10.25, width: 5.5, height: 6.125, rotation: 0, rectanglelabels: ['Ship'] },
  });
  const regions = (count: number): unknown[] => Array.from({ length: count }, (_, i) => region(i));
  const one = (type: string, value: unknown): unknown => [{ result: [{ type, value }] }];

  const files: Record<string, { text: string; key: string; expected: RegExp }> = {
    '10 MB list of tasks': {
      text: JSON.stringify(
        Array.from({ length: 1777 }, (_, id) => ({ id, data: { image: 'a' }, predictions: [{ result: regions(10) }] })),
        null,
        2,
      ),
      key: '"rotation"',
      expected: /^Rotation/,
    },
    '10 MB task': {
      text: JSON.stringify({ data: { image: 'a' }, predictions: [{ result: regions(20_000) }] }, null, 2),
      key: '"rotation"',
      expected: /^Rotation/,
    },
    'mask of a million bytes': {
      text: JSON.stringify(one('brush', { rle: Array.from({ length: 1e6 }, (_, i) => i % 256), format: 'rle' })),
      key: '"format"',
      expected: /^Encoding/,
    },
    'track of 60,000 key frames': {
      text: JSON.stringify(
        one('videorectangle', {
          sequence: Array.from({ length: 60_000 }, (_, frame) => ({ frame, time: 1, x: 1, y: 2, width: 3, height: 4 })),
        }),
      ),
      key: '"width"',
      expected: /^Width/,
    },
    'polygon of 150,000 points': {
      text: JSON.stringify(one('polygon', { points: Array.from({ length: 150_000 }, () => [1, 2]), closed: true })),
      key: '"closed"',
      expected: /^Whether/,
    },
    '40,000 predictions of one task': {
      text: JSON.stringify([
        { data: {}, predictions: Array.from({ length: 40_000 }, () => ({ score: 1, result: [] })) },
      ]),
      key: '"score"',
      expected: /^Confidence/,
    },
  };

  for (const [name, { text, key, expected }] of Object.entries(files)) {
    test(name, async () => {
      const opened = open(text);
      const at = text.lastIndexOf(key);
      assert.match(await opened.hover(at + 2), expected);
      assert.ok((await opened.labels(at + 1)).length > 0);
      assert.deepEqual(await opened.problems(), []);
    });
  }
});

test('every proposed property is described', () => {
  const missing: string[] = [];
  const visit = (node: unknown, where: string): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key !== 'properties') {
        visit(value, `${where}/${key}`);
        continue;
      }
      for (const [name, property] of Object.entries(value as Record<string, JsonSchema>)) {
        const hidden = property.doNotSuggest || property.const !== undefined;
        // The value of any region is described by its type.
        const general = where.endsWith('/regionKeys') && name === 'value';
        if (!hidden && !general && !property.markdownDescription) missing.push(`${where}/${name}`);
        visit(property, `${where}/${name}`);
      }
    }
  };
  visit(deriveIntellisenseSchema(bundledSchema, catalogue, 'any').definitions, '');
  assert.deepEqual(missing, []);
});

test('nothing stands beside a reference: newer versions of the service drop it', () => {
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('$ref' in node) assert.deepEqual(Object.keys(node), ['$ref']);
    Object.values(node).forEach(visit);
  };
  for (const form of ['any', 'tasks', 'predictions'] as const) {
    visit(deriveIntellisenseSchema(bundledSchema, catalogue, form));
  }
});
