/** What the rules say that speak for the strict schema: kinds of values, keys and words. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { problemsOf, region, says } from './said';
import { BOX, box, prediction, task, texts } from './texts';

describe('kinds of values', () => {
  says('wrong-type', {}, [
    [
      'a number as text',
      box({ x: '1.5' }),
      'error editor 0/value/x: "1.5"',
      /must be a number, not the text "1\.5"\. Write 1\.5 without quotes/,
    ],
    ['a number as text with blanks', box({ x: ' 2 ' }), 'error editor 0/value/x: " 2 "', /Write 2 without quotes/],
    [
      'a text that is no number',
      box({ x: 'left' }),
      'error server 0/value/x: "left"',
      /not the text "left"\. Left edge/,
    ],
    ['an empty text', box({ x: '' }), 'error server 0/value/x: ""', /not the text ""\. Left edge/],
    ['null where the key must be', box({ x: null }), 'error server 0/value/x: null', /not null\. Left edge/],
    [
      'null where the key can be left out',
      box({ rotation: null }),
      'error editor 0/value/rotation: null',
      /not null\. Leave the key out instead/,
    ],
    [
      'null in a list',
      box({ rectanglelabels: [null] }),
      'error server 0/value/rectanglelabels/0: null',
      /Write text in double quotes, or remove the item\./,
    ],
    [
      'null for a region',
      [null as unknown as object],
      'error server 0: null',
      /, not null\. Write an object \{ … \}, or remove the item\.$/,
    ],
    ['true', box({ x: true }), 'error editor 0/value/x: true', /not true\. Left edge/],
    ['a list', box({ x: [1] }), 'error server 0/value/x: [1]', /not a list/],
    ['an object', box({ x: {} }), 'error server 0/value/x: {}', /not an object/],
    [
      'a number for a text',
      box({}, { from_name: 7 }),
      'error server 0/from_name: 7',
      /must be text in double quotes, not the number 7\. Write "7" in quotes/,
    ],
    [
      'a number in a list of labels',
      box({ rectanglelabels: [7] }),
      'error server 0/value/rectanglelabels/0: 7',
      /^Item 0 of "rectanglelabels" must be text/,
    ],
    [
      'a size as text, which the editor replaces',
      box({}, { original_width: '640' }),
      'warning authoring 0/original_width: "640"',
    ],
    [
      'a size of a vector, which it goes by',
      region('vector', { vertices: [] }, { original_width: '640' }),
      'error editor 0/original_width: "640"',
    ],
    [
      'a rotation of the view, which it takes from the image',
      box({}, { image_rotation: [0] }),
      'warning authoring 0/image_rotation: [0]',
    ],
    [
      'a length of the video, which it takes from the video',
      region('videorectangle', { sequence: [], framesCount: '1', duration: '2' }),
      ['warning authoring 0/value/framesCount: "1"', 'warning authoring 0/value/duration: "2"'],
    ],
    [
      'a length that the validator does not take',
      region('videorectangle', { sequence: [], framesCount: 1, duration: 'long' }),
      'error server 0/value/duration: "long"',
    ],
    [
      'a time of a frame, which goes by its number',
      region('videorectangle', {
        sequence: [{ frame: 1, x: 1, y: 1, width: 1, height: 1, enabled: true, time: '0.04' }],
      }),
      'warning authoring 0/value/sequence/0/time: "0.04"',
    ],
    [
      'a rotation of a frame that is null',
      region('videorectangle', {
        sequence: [{ frame: 1, x: 1, y: 1, width: 1, height: 1, enabled: true, rotation: null }],
      }),
      [],
    ],
    [
      'whether a rectangle stays, as a number',
      region('videorectangle', { sequence: [{ frame: 1, x: 1, y: 1, width: 1, height: 1, enabled: 0 }] }),
      'warning editor 0/value/sequence/0/enabled: 0',
    ],
    [
      'a frame as text',
      region('videorectangle', { sequence: [{ frame: '1', x: 1, y: 1, width: 1, height: 1, enabled: true }] }),
      'warning editor 0/value/sequence/0/frame: "1"',
    ],
    [
      'a frame that is null',
      region('videorectangle', { sequence: [{ frame: null, x: 1, y: 1, width: 1, height: 1, enabled: true }] }),
      'error server 0/value/sequence/0/frame: null',
    ],
    [
      'a value that is a list',
      region('rectangle', []),
      'error server 0/value: []',
      /^"value" must be an object \{ … \}/,
    ],
    [
      'a region that is a number',
      [5 as unknown as object],
      'error server 0: 5',
      /^Item 0 of "result" must be an object \{ … \}, not the number 5\.$/,
    ],
    ['a key of the editor', box({}, { hidden: 'no' }), []],
  ]);

  const paragraph = (start: string): object =>
    region('paragraphlabels', { start, end: '0', startOffset: 0, endOffset: 4, paragraphlabels: ['A'] });
  says('not-in-the-format', {}, [
    ['an index of a paragraph', paragraph('10'), []],
    ['one that begins with 0', paragraph('00'), 'error editor 0/value/start: "00"'],
    ['one with a blank', paragraph('0 '), 'error editor 0/value/start: "0 "'],
  ]);

  texts('wrong-type', [
    [
      'a score that the server reads',
      prediction(',"score":"0.5"'),
      ['error upload /score: "0.5"'],
      /Write 0\.5 without quotes/,
    ],
    ['a score that it does not read', prediction(',"score":"high"'), ['error server+upload /score: "high"']],
    ['a task that is text', prediction('').replace('"task":1', '"task":"1"'), ['error upload /task: "1"']],
    [
      'a version that is a number',
      prediction('').replace('"v"', '7'),
      ['error upload /model_version: 7'],
      /Write "7" in quotes/,
    ],
    ['a version that is null, alone', prediction('').replace('"v"', 'null'), ['error upload /model_version: null']],
    [
      'a version that is null, in a task',
      task(',"predictions":[{"model_version":null,"result":[]}]'),
      ['warning upload /predictions/0/model_version: null'],
    ],
    [
      'a version that is a number, in a task',
      task(',"predictions":[{"model_version":7,"result":[]}]'),
      ['error upload /predictions/0/model_version: 7'],
    ],
    ['a result that is text', '{"task":1,"model_version":"v","result":"x"}', ['error server /result: "x"']],
  ]);

  says('not-a-list', {}, [
    [
      'labels',
      box({ rectanglelabels: 'Ship' }),
      'error server 0/value/rectanglelabels: "Ship"',
      /must be a list, not the text "Ship"\. Write \["Ship"\]\./,
    ],
    ['a number', box({ rectanglelabels: 7 }), 'error server 0/value/rectanglelabels: 7', /Write \[7\]/],
    ['null is another matter', box({ rectanglelabels: null }), []],
    ['an object is another matter', box({ rectanglelabels: {} }), []],
    ['a point in a list of points', region('polygon', { points: [7, [1, 1], [2, 2]] }), []],
    ['another kind', box({ x: '1' }), []],
  ]);
  texts('not-a-list', [['a result is no list of labels', '{"task":1,"model_version":"v","result":"x"}', []]]);

  says('wrong-length', {}, [
    [
      'a point of three',
      region('polygon', {
        points: [
          [1, 1, 1],
          [2, 2],
          [3, 3],
        ],
      }),
      'error server 0/value/points/0: [1,1,1]',
      /^Item 0 of "points" needs at most 2 items and has 3\./,
    ],
    [
      'a point of one',
      region('polygon', { points: [[1], [2, 2], [3, 3]] }),
      'error server 0/value/points/0: [1]',
      /needs at least 2 items and has 1\./,
    ],
    [
      'a mask of none',
      region('brush', { format: 'rle', rle: [] }),
      'error server 0/value/rle: []',
      /"rle" needs at least 1 item and has 0\./,
    ],
    [
      'right',
      region('polygon', {
        points: [
          [1, 1],
          [2, 2],
          [3, 3],
        ],
      }),
      [],
    ],
  ]);

  says('out-of-range', {}, [
    [
      'a turn',
      box({ rotation: 400 }),
      'error server 0/value/rotation: 400',
      /"rotation" must be at most 360, not 400\./,
    ],
    [
      'a negative radius',
      region('ellipse', { x: 5, y: 5, radiusX: -1, radiusY: 5 }),
      'error editor 0/value/radiusX: -1',
      /must be at least 0, not -1/,
    ],
    [
      'a byte',
      region('brush', { format: 'rle', rle: [256] }),
      'error server 0/value/rle/0: 256',
      /^Item 0 of "rle" must be at most 255/,
    ],
    ['pixels are another matter', box({ x: 528 }), []],
  ]);
  texts('out-of-range', [
    [
      'percent for a score',
      prediction(',"score":87.3'),
      ['error server /score: 87.3'],
      /not 87\.3\. If it is percent, write 0\.873\./,
    ],
    ['100 percent', prediction(',"score":100'), ['error server /score: 100'], /If it is percent, write 1\./],
    [
      'more than percent',
      prediction(',"score":101'),
      ['error server /score: 101'],
      /must be at most 1, not 101\. (?!If)/,
    ],
    ['a score of 1', prediction(',"score":1'), []],
  ]);
});

describe('keys and words', () => {
  const without = (key: string): object => {
    const value: Record<string, unknown> = { ...BOX };
    delete value[key];
    return region('rectanglelabels', value);
  };
  says('missing-key', {}, [
    [
      'of the value',
      without('width'),
      'error server 0/value: "value"',
      /^"width" is missing from the value of this RectangleLabels region\. Add it\. Width in percent/,
    ],
    [
      'of the region',
      box({}, { to_name: undefined }),
      'error server 0: {',
      /^"to_name" is missing from this RectangleLabels region\./,
    ],
    ['all there', box({}), []],
  ]);
  texts('missing-key', [
    ['of the prediction', '{"task":1,"model_version":"v","score":1,"result":5}', []],
    [
      'a prediction without result',
      task(',"predictions":[{"model_version":"v"}]'),
      ['error server /predictions/0: {'],
      /^"result" is missing from this object\./,
    ],
  ]);

  says('unexpected-key', {}, [
    [
      'a height of a point',
      region('keypoint', { x: 1, y: 1, width: 1, height: 1 }),
      'error editor 0/value/height: "height"',
      /^"height" must not stand in this KeyPoint region\. Remove it\./,
    ],
    [
      'an object',
      box({}, { object: {} }),
      'error editor 0/object: "object"',
      /must not stand in this RectangleLabels region/,
    ],
    ['other keys do no harm', box({ height2: 1 }, { objects: {} }), []],
  ]);

  says('labels-under-wrong-key', {}, [
    [
      'those of another shape',
      region('rectanglelabels', { x: 1, y: 1, width: 1, height: 1, polygonlabels: ['A'] }),
      'error server+editor 0/value/polygonlabels: "polygonlabels"',
      /stand under "rectanglelabels", not under "polygonlabels"/,
    ],
    [
      'label',
      region('rectanglelabels', { x: 1, y: 1, width: 1, height: 1, label: ['A'] }),
      'error server+editor 0/value/label: "label"',
    ],
    ['no labels at all', region('rectanglelabels', { x: 1, y: 1, width: 1, height: 1, labeling: ['A'] }), []],
    ['right', box({}), []],
    ['right, and others beside', box({ labels: ['A'] }), []],
    [
      'another key is missing',
      region('rectanglelabels', { x: 1, y: 1, width: 1, rectanglelabels: ['A'], labels: [] }),
      [],
    ],
  ]);

  says('unknown-value', {}, [
    [
      'a direction',
      { type: 'relation', from_id: 'a', to_id: 'a', direction: 'forward' },
      'error server 0/direction: "forward"',
      /^"direction" must be "right" or "left" or "bi", not "forward"\./,
    ],
    ['a side', region('pairwise', { selected: 'up' }), 'error editor 0/value/selected: "up"'],
    ['right', region('pairwise', { selected: 'left' }), []],
  ]);

  const typed = (type: string): object => region(type, BOX);
  says('unknown-type', {}, [
    [
      'in another case',
      typed('RectangleLabels'),
      'error editor 0/type: "RectangleLabels"',
      /no type "RectangleLabels"\. Did you mean "rectanglelabels"\?/,
    ],
    ['almost', typed('rectanglelabel'), 'error server+editor 0/type: "rectanglelabel"'],
    ['a relation in another case', typed('Relation'), 'error server+editor 0/type: "Relation"'],
    ['of a custom tag', typed('mywidget'), []],
    ['of Chat', typed('chat'), []],
    ['right', typed('rectanglelabels'), []],
    ['no text', region(7 as unknown as string, BOX), []],
  ]);
  test('unknown-type: what was meant is given to whoever mends it', () => {
    assert.deepEqual(problemsOf('unknown-type', [typed('rectanglelabel')])[0]?.data, { meant: 'rectanglelabels' });
  });
});
