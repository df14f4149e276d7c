/** What the rules about shapes on images and in videos, and about masks, say, and where they keep silent. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { problemsIn, problemsOf, type Row, region, says } from './said';

const at = (place: string): string => `warning authoring 0/value/${place}`;

const box = (x: unknown, y: unknown, width: unknown, height: unknown, more: object = {}): object =>
  region('rectanglelabels', { x, y, width, height, ...more });

const places: readonly Row[] = [
  ['on the image', box(0, 0, 100, 100), []],
  ['rounded', box(-0.5, -0.5, 101, 50), []],
  ['rounded at the far edges', box(50, 50, 50.5, 50.5), []],
  ['left of it', box(-0.6, 5, 5, 5), at('x: -0.6'), /"x" is negative, so/],
  ['above it', box(5, -0.6, 5, 5), at('y: -0.6'), /"y" is negative, so/],
  ['left and above: said once', box(-3, -2, 5, 5), at('x: -3')],
  ['beyond the right edge', box(90, 5, 11, 5), at('width: 11'), /x \+ width is more than 100.*size in percent\.$/],
  ['beyond the lower edge', box(5, 90, 5, 11), at('height: 11'), /y \+ height is more than 100/],
  ['beyond both: the right', box(90, 90, 11, 11), at('width: 11')],
  ['as if it were the corner', box(40, 5, 61, 10), at('width: 61'), /If it is the right edge, subtract "x"\.$/],
  ['as if it were the lower corner', box(5, 40, 10, 61), at('height: 61'), /If it is the lower edge, subtract "y"\.$/],
  ['wider than its place, not higher', box(40, 10, 61, 10), at('width: 61'), /size in percent\.$/],
  ['higher than its place, not wider', box(60, 10, 60, 11), at('width: 60'), /size in percent\.$/],
  ['a width of 0', box(5, 5, 0, 5), at('width: 0'), /"width" is 0, so/],
  ['a height of 0', box(5, 5, 5, 0), at('height: 0'), /"height" is 0/],
  ['a negative width', box(5, 5, -2, 5), at('width: -2'), /"width" is negative\. Write the upper/],
  ['a negative height', box(5, 5, 5, -2), at('height: -2'), /"height" is negative\. Write/],
  ['turned', box(90, 5, 11, 5, { rotation: 45 }), []],
  ['turned and of no width', box(90, 5, 0, 5, { rotation: 45 }), at('width: 0')],
  ['turned once around', box(90, 5, 11, 5, { rotation: 360 }), at('width: 11')],
  ['a turn that is none', box(90, 5, 11, 5, { rotation: '45' }), at('width: 11')],
  ['pixels in x', box(101, 5, 11, 5), []],
  ['pixels in y', box(5, 101, 5, 11), []],
  ['pixels in width', box(90, 5, 101, 5), []],
  ['pixels in height', box(90, 5, 11, 101), []],
  ['everything at its largest', box(100, 100, 100, 100), at('width: 100')],
  ['a text for x', box('-3', -3, 5, 5), []],
  ['a text for y', box(-3, '-3', 5, 5), []],
  ['a text for the width', box(99, 5, '5', 5), []],
  ['a text for the height', box(99, 5, 5, '5'), []],
  ['no value', region('rectangle', null), []],
  ['a box without labels', region('rectangle', { x: 90, y: 5, width: 11, height: 5 }), at('width: 11')],
  ['an ellipse, whose x is its centre', region('ellipse', { x: 95, y: 5, width: 11, height: 5 }), []],
  ['an ellipse left of it', region('ellipselabels', { x: -3, y: 5, radiusX: 1, radiusY: 1 }), at('x: -3')],
  ['a point above it', region('keypoint', { x: 3, y: -5, width: 1 }), at('y: -5')],
  ['another type', region('vector', { x: -3, y: 5 }), []],
  [
    'a polygon',
    region('polygon', {
      points: [
        [0, 0],
        [-0.5, -0.5],
      ],
    }),
    [],
  ],
  [
    'a polygon left of it',
    region('polygonlabels', {
      points: [
        [0, 0],
        [-1, 5],
      ],
    }),
    at('points: [[0,0],[-1,5]]'),
    /A point is negative/,
  ],
  ['a polygon above it', region('polygon', { points: [[0, -1]] }), at('points: [[0,-1]]')],
  ['a polygon goes by its points', region('polygon', { x: -3, y: 5, points: [[1, 1], 'x'] }), []],
  ['points that are no list', region('polygon', { points: 'x' }), []],
];

const frames = (sequence: unknown, more: object = {}, type = 'videorectangle'): object =>
  region(type, { framesCount: 100, duration: 4, sequence, ...more });
const ranges = (list: unknown): object => region('timelinelabels', { ranges: list, sequence: [{ frame: 0 }] });

const RLE = [0, 0, 0, 48, 57, 27, 254, 19, 0, 159, 255, 9, 128, 0];
const brush = (rle: unknown, more: object = {}, type = 'brushlabels'): object =>
  region(type, { format: 'rle', rle }, more);
const size = (width: unknown, height: unknown): object => ({ original_width: width, original_height: height });
const BROKEN = 'error editor 0/value/rle: "rle"';

const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAYAAAC09K7GAAAAEElEQVR4nGNgwAH+QzEmAAAwAwH/TNXzwQAAAABJRU5ErkJggg==';
const bitmask = (url: unknown, more: object = {}, type = 'bitmask'): object =>
  region(type, { imageDataURL: url }, more);

describe('shapes on images', () => {
  says('outside-of-image', {}, places);

  test('boxes that all give their corners, beside one with another fault', () => {
    const problems = problemsOf('outside-of-image', [
      box(40, 40, 70, 70),
      box(50, 50, 80, 80),
      box(-5, 5, 9, 9),
      box(45, 45, 75, 75),
    ]);
    assert.deepEqual(
      problems.map(({ pointer, data, severity, gates }) => [pointer.slice(22), data, severity, gates.join()]),
      [
        ['0/value/width', { meant: 'corners', what: 'beyond', corners: true }, 'warning', 'authoring'],
        ['2/value/x', { what: 'before', corners: false }, 'warning', 'authoring'],
      ],
    );
    assert.match(problems[0]?.message ?? '', /^3 boxes of this prediction/);
    assert.match(problems[1]?.message ?? '', /"x" is negative/);
  });

  says('coordinates-in-pixels', {}, [
    [
      'a coordinate',
      box(528, 5, 5, 5),
      'error server 0/value/x: 528',
      /^"x" is percent of the image and at most 100; 528/,
    ],
    [
      'a radius',
      region('ellipse', { x: 5, y: 5, radiusX: 51, radiusY: 5 }),
      'error server 0/value/radiusX: 51',
      /at most 50/,
    ],
    [
      'a point',
      region('polygon', {
        points: [
          [1, 1],
          [640, 5],
          [9, 9],
        ],
      }),
      'error server 0/value/points/1/0: 640',
      /^A point is percent/,
    ],
    ['another bound', box(5, 5, 5, 5, { rotation: 400 }), []],
    ['at the bound', box(100, 0, 100, 100), []],
  ]);
  test('a score above 1 is no coordinate', () => {
    const text = '{"task":1,"model_version":"v","score":100.5,"result":[]}';
    assert.deepEqual(problemsIn('coordinates-in-pixels', text), []);
    assert.equal(problemsIn('out-of-range', text).length, 1);
  });

  says('too-few-points', {}, [
    [
      'three',
      region('polygon', {
        points: [
          [1, 1],
          [2, 2],
          [3, 1],
        ],
      }),
      [],
    ],
    [
      'two',
      region('polygonlabels', {
        points: [
          [1, 1],
          [2, 2],
        ],
      }),
      at('points: [[1,1],[2,2]]'),
      /has 2:/,
    ],
    [
      'two as a line',
      region('polygon', {
        points: [
          [1, 1],
          [2, 2],
        ],
        closed: false,
      }),
      [],
    ],
    [
      'two, closed',
      region('polygon', {
        points: [
          [1, 1],
          [2, 2],
        ],
        closed: true,
      }),
      at('points: [[1,1],[2,2]]'),
    ],
    ['one as a line', region('polygon', { points: [[1, 1]], closed: false }), at('points: [[1,1]]')],
    ['none', region('polygon', { points: [] }), at('points: []')],
    ['no list', region('polygon', { points: 'x' }), []],
    ['another type', region('vector', { points: [] }), []],
  ]);
});

describe('coordinates from 0 to 1', () => {
  const MARKED = 'warning authoring 0/value: "value"';
  says('coordinates-normalized', {}, [
    ['a box', box(0.5, 0.5, 0.25, 0.25), MARKED],
    ['a box up to 1', box(1, 1, 1, 1), MARKED],
    ['one coordinate is more', box(0.5, 0.5, 0.25, 1.5), []],
    ['negative ones count by their size', box(-7, 0.5, 0.25, 0.5), []],
    ['negative ones below 1', box(-0.5, 0.5, 0.25, 0.5), MARKED],
    ['everything is 0', box(0, 0, 0, 0), []],
    ['no number', box('0.5', null, '1', 'x'), []],
    ['no value', region('rectangle', null), []],
    ['radii', region('ellipse', { x: 0.5, y: 0.5, radiusX: 5, radiusY: 0.1 }), []],
    ['the other radius', region('ellipse', { x: 0.5, y: 0.5, radiusX: 0.1, radiusY: 5 }), []],
    ['an ellipse', region('ellipselabels', { x: 0.5, y: 0.5, radiusX: 0.1, radiusY: 0.5 }), MARKED],
    ['the width of a point is its size', region('keypointlabels', { x: 0.5, y: 0.5, width: 2 }), MARKED],
    ['a point in percent', region('keypoint', { x: 0.5, y: 20, width: 0.5 }), []],
    [
      'a polygon',
      region('polygon', {
        points: [
          [0.5, 0.5],
          [0.1, 1],
        ],
      }),
      MARKED,
    ],
    [
      'a polygon in percent',
      region('polygon', {
        points: [
          [0.5, 0.5],
          [0.1, 1.5],
        ],
      }),
      [],
    ],
    ['points that are none', region('polygon', { points: [5, null, 'x'] }), []],
    ['points beside what is none', region('polygon', { points: [null, [0.5, 0.5]] }), MARKED],
    ['a vector', region('vector', { vertices: [{ x: 0.5, y: 0.5 }] }), MARKED],
    [
      'a vector in percent',
      region('vector', {
        vertices: [
          { x: 0.5, y: 0.5 },
          { x: 0.5, y: 50 },
        ],
      }),
      [],
    ],
    ['key frames', frames([{ frame: 1, x: 0.5, y: 0.5, width: 0.1, height: 0.1 }]), MARKED],
    ['key frames in percent by their height', frames([{ frame: 1, x: 0.5, y: 0.5, width: 0.1, height: 10 }]), []],
    ['key frames in percent by their width', frames([{ frame: 1, x: 0.5, y: 0.5, width: 10, height: 0.1 }]), []],
    ['another type', region('brush', { x: 0.5, y: 0.5 }), []],
    ['two shapes: the first is marked', [box(0.5, 0.5, 0.1, 0.1), box(0.2, 0.2, 0.1, 0.1)], MARKED],
    ['one of the file is in percent', [box(0.5, 0.5, 0.1, 0.1), box(20, 0.2, 0.1, 0.1)], []],
    ['the first of the file is in percent', [box(20, 0.2, 0.1, 0.1), box(0.5, 0.5, 0.1, 0.1)], []],
  ]);

  test('another unit in percent is enough, wherever it stands', () => {
    const unit = (x: number): string =>
      JSON.stringify({ task: 1, model_version: 'v', result: [box(x, 0.5, 0.5, 0.5)] });
    const found = (...all: number[]): string[] =>
      problemsIn('coordinates-normalized', `[${all.map(unit).join()}]`).map(({ pointer }) => pointer);
    assert.deepEqual(found(0.5, 0.25), ['/0/result/0/value']);
    assert.deepEqual(found(0.5, 25), []);
    assert.deepEqual(found(25, 0.5), []);
  });
});

describe('key frames', () => {
  says('frame-outside-video', {}, [
    ['the first and the last', frames([{ frame: 1 }, { frame: 100 }]), []],
    ['counted from 0', frames([{ frame: 0 }]), at('sequence/0/frame: 0'), /counted from 1, so there is no frame 0/],
    ['behind the last', frames([{ frame: 1 }, { frame: 101 }]), at('sequence/1/frame: 101'), /video has 100 frames/],
    ['said once', frames([{ frame: 0 }, { frame: 101 }]), at('sequence/0/frame: 0')],
    ['no number of frames', frames([{ frame: 1e6 }], { framesCount: null }), []],
    ['a number of frames of 0', frames([{ frame: 7 }], { framesCount: 0 }), []],
    ['no frame', frames([{}, null, { frame: '0' }, 5]), []],
    ['no key frames', frames('x'), []],
    ['a vector', frames([{ frame: 0 }], {}, 'videovector'), at('sequence/0/frame: 0')],
    ['a vector with labels', frames([{ frame: 0 }], {}, 'videovectorlabels'), at('sequence/0/frame: 0')],
    ['a timeline', ranges([{ start: 1 }, null, 5, { start: 0 }]), at('ranges/3/start: 0'), /there is no frame 0/],
    ['a timeline from 1', ranges([{ start: 1 }]), []],
    ['a timeline without a start', ranges([{ start: '0' }]), []],
    ['a timeline without ranges', ranges('x'), []],
    ['another type', frames([{ frame: 0 }], {}, 'rectangle'), []],
  ]);

  const TIME = 'information authoring 0/value/sequence';
  says('keyframe-time', {}, [
    [
      'frame by frame',
      frames([
        { frame: 1, time: 0.04 },
        { frame: 50, time: 2 },
      ]),
      [],
    ],
    ['two frames off', frames([{ frame: 50, time: 2.08 }]), []],
    ['rounded beside', frames([{ frame: 50, time: 2.09 }]), []],
    [
      'three frames late',
      frames([{ frame: 50, time: 2.12 }]),
      `${TIME}/0/time: 2.12`,
      /frame 50 of 100 frames in 4 seconds is at 2 seconds, not at 2\.12/,
    ],
    ['three frames early', frames([{ frame: 50, time: 1.88 }]), `${TIME}/0/time: 1.88`],
    [
      'said once',
      frames([
        { frame: 1, time: 0.04 },
        { frame: 50, time: 9 },
        { frame: 60, time: 9 },
      ]),
      `${TIME}/1/time: 9`,
    ],
    ['no frame', frames([{ time: 9 }, null]), []],
    ['no time', frames([{ frame: 9, time: '9' }]), []],
    ['no duration', frames([{ frame: 50, time: 9 }], { duration: undefined }), []],
    ['no number of frames', frames([{ frame: 50, time: 9 }], { framesCount: 'x' }), []],
    ['no key frames', frames(undefined), []],
    ['another type', frames([{ frame: 50, time: 9 }], {}, 'rectangle'), []],
  ]);

  says('keyframes-out-of-order', {}, [
    ['in order', frames([{ frame: 1 }, { frame: 5 }]), []],
    [
      'the other way',
      frames([{ frame: 5 }, { frame: 1 }]),
      at('sequence/1/frame: 1'),
      /1 stands behind the key frame 5/,
    ],
    ['twice', frames([{ frame: 5 }, { frame: 5 }]), at('sequence/1/frame: 5'), /two key frames for the frame 5/],
    ['said once', frames([{ frame: 5 }, { frame: 4 }, { frame: 3 }]), at('sequence/1/frame: 4')],
    [
      'what is no frame between them',
      frames([{ frame: 5 }, null, {}, { frame: '1' }, { frame: 4 }]),
      at('sequence/4/frame: 4'),
    ],
    ['no key frames', frames('x'), []],
    ['another type', frames([{ frame: 5 }, { frame: 1 }], {}, 'rectangle'), []],
  ]);
});

describe('masks', () => {
  says('broken-mask', {}, [
    ['whole', brush(RLE), []],
    ['cut off', brush(RLE.slice(0, 8)), BROKEN, /It announces 48 values\. Encode/],
    ['too short to announce anything', brush([1, 2, 3]), BROKEN, /Submit fails\. Encode/],
    ['large numbers are readable', brush([0, 0, 48, 57, 27, 254, 19, 0]), BROKEN, /announces 12,345 values/],
    ['empty: an error of the schema', brush([]), []],
    ['no list', brush('x'), []],
    ['a fraction among the bytes', brush([...RLE.slice(0, 7), 1.5]), []],
    ['a negative number among the bytes', brush([...RLE.slice(0, 7), -1]), []],
    ['256 among the bytes', brush([...RLE.slice(0, 7), 256]), []],
    ['a text among the bytes', brush([...RLE.slice(0, 7), '1']), []],
    ['0 and 255 are bytes', brush([0, 255, 0, 255]), BROKEN],
    ['a brush without labels', brush(RLE.slice(0, 8), {}, 'brush'), BROKEN],
    ['a magic wand', brush(RLE.slice(0, 8), {}, 'magicwand'), BROKEN],
    ['another type', brush(RLE.slice(0, 8), {}, 'bitmask'), []],
  ]);

  const SIZE = 'warning authoring 0/value/imageDataURL: "imageDataURL"';
  says('mask-of-another-size', {}, [
    ['a brush of the same size', brush(RLE, size(4, 3)), []],
    [
      'a brush that is too small',
      brush(RLE, size(10, 6)),
      BROKEN,
      /holds 48 values; an image of 10 × 6 needs 240, .*paint it wrong\. Scale the mask/,
    ],
    ['a brush that is too large', brush(RLE, size(2, 3)), BROKEN, /needs 24, .*fail to save it\. Scale/],
    ['a brush of a channel for each pixel', brush(RLE, size(12, 4)), BROKEN, /one channel: encode it as RGBA/],
    ['a brush that is cut off: another rule', brush(RLE.slice(0, 8), size(8, 6)), []],
    ['a brush that says nothing', brush([1, 2], size(8, 6)), []],
    ['a brush that is no list', brush('x', size(8, 6)), []],
    ['a brush of texts', brush(['0', 0, 0, 48, 57, 27, 254, 19, 0, 159, 255, 9, 128, 0], size(8, 6)), []],
    ['a magic wand', brush(RLE, size(8, 6), 'magicwand'), BROKEN],
    ['a brush without labels', brush(RLE, size(8, 6), 'brush'), BROKEN],
    ['no width', brush(RLE, size('8', 6)), []],
    ['no height', brush(RLE, size(8, undefined)), []],
    ['a width of 0', brush(RLE, size(0, 6)), []],
    ['a height of 0', brush(RLE, size(8, 0)), []],
    ['a bitmask of the same size', bitmask(PNG, size(4, 3)), []],
    ['a bitmask of another width', bitmask(PNG, size(8, 3)), SIZE, /4 × 3 pixels.*said to have 8 × 3/],
    ['a bitmask of another height', bitmask(PNG, size(4, 6), 'bitmasklabels'), SIZE],
    ['a bitmask that is no PNG', bitmask('data:image/jpeg;base64,/9j/4AAQ', size(4, 6)), []],
    ['a bitmask that is none', bitmask(7, size(4, 6)), []],
    ['no value', region('bitmask', null, size(4, 6)), []],
    ['another type', region('rectangle', { rle: RLE, imageDataURL: PNG }, size(8, 6)), []],
  ]);

  const FORMAT = 'warning authoring 0/value/imageDataURL: "imageDataURL"';
  says('mask-not-png', {}, [
    ['a PNG', bitmask(PNG), []],
    ['a JPEG', bitmask('data:image/jpeg;base64,/9j/4AAQ'), FORMAT],
    ['a JPEG with labels', bitmask('data:image/jpeg;base64,/9j/4AAQ', {}, 'bitmasklabels'), FORMAT],
    ['an address: an error of the schema', bitmask('mask.jpg'), []],
    ['no text', bitmask(7), []],
    ['no value', region('bitmask', 'x'), []],
    ['another type', bitmask('data:image/jpeg;base64,/9j/4AAQ', {}, 'brush'), []],
  ]);
});
