/** What the rules say that speak for the strict schema, and those about whole tasks and predictions. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkText } from '../../../src/core/engine/checkText';
import { stringSource } from '../../../src/core/text/lines';
import type { FileOptions } from '../../../src/core/validation/file';
import { configOf } from '../../../src/core/validation/ruleConfigs';
import { lineOf, problemsIn, problemsOf, region, says } from './said';

const BOX = { x: 10, y: 10, width: 5, height: 5, rectanglelabels: ['Ship'] };
const box = (value: object, more: object = {}): object => region('rectanglelabels', { ...BOX, ...value }, more);
const prediction = (keys: string): string => `{"task":1,"model_version":"v","result":[]${keys}}`;
const task = (keys: string): string => `{"data":{"image":"a"}${keys}}`;

/** What a rule says of whole texts. */
function texts(
  code: string,
  rows: readonly (readonly [what: string, text: string, said: string[], message?: RegExp])[],
) {
  describe(code, () => {
    for (const [what, text, said, message] of rows) {
      test(what, () => {
        const problems = problemsIn(code, text);
        assert.deepEqual(
          problems.map((problem) => lineOf(problem, text)),
          said,
        );
        if (message) assert.match(problems[0]?.message ?? '', message);
      });
    }
  });
}

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
    ['null', box({ x: null }), 'error server 0/value/x: null', /not null\. Leave the key out instead/],
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
      /^Item 0 of "result" must be an object/,
    ],
    ['a key of the editor', box({}, { hidden: 'no' }), []],
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

describe('tasks and predictions', () => {
  texts('empty-data', [
    [
      'empty, with predictions',
      '{"data":{},"predictions":[]}',
      ['error upload /data: "data"'],
      /^"data" is empty: importing/,
    ],
    ['empty, with annotations', '{"data":{},"annotations":[]}', ['error upload /data: "data"']],
    ['empty, alone', '{"data":{}}', ['information authoring /data: "data"'], /This task has no "data"/],
    [
      'missing, with predictions',
      '{"image":"a","predictions":[]}',
      ['error upload : {'],
      /^"data" is missing: importing/,
    ],
    ['there', task(''), []],
    ['an empty object elsewhere', task(',"meta":{}'), []],
  ]);

  const versions = (...all: string[]): string =>
    task(`,"predictions":[${all.map((version) => `{"model_version":${version},"result":[]}`).join()}]`);
  texts('several-predictions-of-a-version', [
    [
      'two of one',
      versions('"v"', '"v"'),
      ['warning editor /predictions/0: {'],
      /has 2 predictions of the model version "v"/,
    ],
    [
      'two of one, the first among others',
      versions('"u"', '"v"', '"v"', '"v"'),
      ['warning editor /predictions/1: {'],
      /has 3/,
    ],
    [
      'two without',
      versions('""', '7'),
      ['warning editor /predictions/0: {'],
      /has 2 predictions without a model version/,
    ],
    [
      'two pairs',
      versions('"u"', '"v"', '"v"', '"u"'),
      ['warning editor /predictions/0: {', 'warning editor /predictions/1: {'],
    ],
    ['two versions', versions('"u"', '"v"'), []],
    ['one', versions('"u"'), []],
    ['while something is being typed', versions('"v"', '"v"').replace(']}]}', ']},{]}'), []],
  ]);
  test('several-predictions-of-a-version: which and how many is given to whoever mends it', () => {
    const [problem] = problemsIn('several-predictions-of-a-version', versions('"v"', '"v"'));
    assert.deepEqual(problem?.data, { version: 'v', count: 2 });
  });

  texts('missing-model-version', [
    ['missing', '{"task":1,"result":[]}', ['information authoring : {'], /has no "model_version"/],
    [
      'empty',
      '{"task":1,"model_version":"","result":[]}',
      ['information authoring /model_version: ""'],
      /names no model version/,
    ],
    [
      'what an import makes of none',
      '{"task":1,"model_version":"undefined","result":[]}',
      ['information authoring /model_version: "undefined"'],
    ],
    ['in a task', task(',"predictions":[{"result":[]}]'), ['information authoring /predictions/0: {']],
    ['no prediction yet', task(',"predictions":[{"score":1}]'), []],
    [
      'the second alone',
      task(',"predictions":[{"model_version":"v","result":[]},{"result":[]}]'),
      ['information authoring /predictions/1: {'],
    ],
    ['null is another matter', '{"task":1,"model_version":null,"result":[]}', []],
  ]);

  texts('prediction-without-task', [
    ['without', '{"model_version":"v","result":[]}', ['warning upload : {']],
    ['with', prediction(''), []],
    ['in a task', task(',"predictions":[{"model_version":"v","result":[]}]'), []],
  ]);

  texts('predictions-in-data', [
    [
      'a list of predictions',
      '{"data":{"predictions":[{"result":[]}]}}',
      ['error authoring /data/predictions: "predictions"'],
    ],
    ['objects that are none', '{"data":{"predictions":[{"name":1}]}}', []],
    ['texts', '{"data":{"predictions":["result"]}}', []],
    ['an empty list', '{"data":{"predictions":[]}}', []],
    ['no list', '{"data":{"predictions":{"0":{"result":[]}}}}', []],
    ['data that are none', '{"data":[{"predictions":[{"result":[]}]}],"predictions":[]}', []],
  ]);

  texts('result-in-task', [
    ['beside data', task(',"result":[]'), ['error upload /result: "result"']],
    ['in a prediction', task(',"predictions":[{"model_version":"v","result":[]}]'), []],
    ['a prediction alone', prediction(''), []],
  ]);

  texts('prediction-by-id', [
    [
      'a number',
      task(',"predictions":[17]'),
      ['information server /predictions/0: 17'],
      /Only the id of a prediction is here, 17,/,
    ],
    ['a text', task(',"predictions":["17"]'), []],
    ['a number further in', task(',"predictions":[{"model_version":"v","result":[17]}]'), []],
    ['a number for the list', task(',"predictions":17'), []],
  ]);

  texts('not-an-object', [
    ['numbers', '[1]', ['error server /0: 1'], /not the number 1\./],
    ['a list', '[[]]', ['error server /0: []'], /not a list\./],
    ['null', '[null]', ['error server /0: null']],
    ['an object', '[{}]', []],
    ['nothing that could be read', '[', []],
  ]);
});

describe('json-syntax', () => {
  const said = (text: string, options: Partial<FileOptions>): string[] =>
    [...checkText(stringSource(text), { form: 'json', ...options })]
      .flat()
      .filter(({ code }) => code === 'json-syntax')
      .map((problem) => `${lineOf(problem, text)} ${/This (\w+) is not valid JSON/.exec(problem.message)?.[1]}`);

  test('is said where nobody else does, with what it is about', () => {
    const torn = '{"task":1,"result":[}';
    assert.deepEqual(said(torn, { form: 'jsonl' }), ['error server /0: } line']);
    assert.deepEqual(said(torn, { form: 'json' }), []);
    assert.deepEqual(said(torn, { reportSyntax: true }), ['error server : } prediction']);
    assert.deepEqual(said('{"data":{"a":}}', { reportSyntax: true }), ['error server : } task']);
    assert.deepEqual(said('[1,}', { reportSyntax: true, form: 'json' }).length, 1);
    assert.deepEqual(said('{"task":1,"result":[]}', { form: 'jsonl' }), []);
  });

  test('the first fault only', () => {
    assert.equal(said('{"task":1,"result":[},"score":}', { form: 'jsonl' }).length, 1);
  });
});

describe('values that no server gives back', () => {
  const POISON = '"\\ud800"';
  texts('unstorable-value', [
    [
      'in a region',
      `{"task":1,"model_version":"v","result":[{"meta":${POISON}}]}`,
      ['error upload /result/0: \\ud800'],
    ],
    ['in a prediction', prediction(`,"note":${POISON}`), ['error upload /note: \\ud800']],
    [
      'in a result that is none',
      `{"task":1,"model_version":"v","result":${POISON}}`,
      ['error upload /result: \\ud800'],
    ],
    [
      'in an item that is no region',
      `{"task":1,"model_version":"v","result":[{},${POISON}]}`,
      ['error upload /result/1: \\ud800'],
    ],
    [
      'in data',
      `{"data":{"a":${POISON}},"predictions":[{"model_version":"v","result":[]}]}`,
      ['error upload /data: \\ud800'],
    ],
    [
      'in meta',
      `{"data":{"a":1},"meta":${POISON},"predictions":[{"model_version":"v","result":[]}]}`,
      ['error upload /meta: \\ud800'],
    ],
    ['in data of a task without predictions', `{"data":{"a":${POISON}}}`, []],
    [
      'in another key of a task',
      `{"data":{"a":1},"x":${POISON},"predictions":[{"model_version":"v","result":[]}]}`,
      [],
    ],
    [
      'in a prediction of a task',
      task(`,"predictions":[{"model_version":${POISON},"result":[]}]`),
      ['error upload /predictions/0/model_version: \\ud800'],
    ],
    ['a pair is fine', prediction(',"note":"\\ud83d\\ude00"'), []],
    ['while something is being typed', `{"task":1,"model_version":"v","note":${POISON},"result":[}`, []],
  ]);
});

const DATA_CONFIG = configOf(
  '<Image name="pages" valueList="$pages"/>',
  '<Image name="photo" value="$photo"/>',
  '<Image name="fixed" value="https://example.org/$photo"/>',
  '<Image name="many" value="$pages"/>',
  '<Text name="text" value="$photo"/>',
  '<List name="docs" value="$docs"/>',
  '<List name="one" value="$photo"/>',
);
const DATA = { pages: ['a', 'b'], photo: 'a.png', docs: [{ id: 'd1' }, { id: 2 }, null, 'd5', { title: 'x' }] };
const given = { config: DATA_CONFIG, data: DATA };
const indexed = (to: unknown, index: unknown): object => box({}, { to_name: to, item_index: index });

describe('what is compared with the data of the task', () => {
  const INDEX = 'error editor 0/item_index: ';
  says('item-index-outside', given, [
    ['the last image', indexed('pages', 1), []],
    [
      'one more',
      indexed('pages', 2),
      `${INDEX}2`,
      /^The object shows 2 images, counted from 0: there is none with the index 2, and the editor could not save the annotation\.$/,
    ],
    [
      'of a single image',
      indexed('photo', 1),
      `${INDEX}1`,
      /^The object shows 1 image, whose index is 0: .* Leave "item_index" out\.$/,
    ],
    ['the first of a single image', indexed('photo', 0), []],
    ['negative: another rule', indexed('photo', -1), []],
    ['a text: another rule', indexed('photo', '1'), []],
    ['none', indexed('photo', undefined), []],
    ['an object that is not there', indexed('other', 9), []],
    ['a name that is none', indexed(7, 9), []],
    ['an address around the variable', indexed('fixed', 9), []],
    ['a list where one image is shown', indexed('many', 9), []],
    ['a text', indexed('text', 9), []],
  ]);

  const ranked = (ranker: unknown, to = 'docs'): object => region('ranker', { ranker }, { to_name: to });
  says('unknown-ranker-item', given, [
    ['items of the list', ranked({ order: ['d1', '2'] }), []],
    [
      'another',
      ranked({ order: ['d1', 'd9'] }),
      'error editor 0/value/ranker/order/1: "d9"',
      /no item with the id "d9"/,
    ],
    ['in the second bucket', ranked({ good: ['d1'], bad: ['d9', 'd8'] }), 'error editor 0/value/ranker/bad/0: "d9"'],
    ['a text that is no item', ranked({ order: ['d5'] }), 'error editor 0/value/ranker/order/0: "d5"'],
    ['a bucket that is no list', ranked({ order: 'd9' }), []],
    ['an id that is no text', ranked({ order: [9] }), []],
    ['no ranker', ranked('d9'), []],
    ['no value', region('ranker', null, { to_name: 'docs' }), []],
    ['an object that is no list', ranked({ order: ['d9'] }, 'text'), []],
    ['data that are no list', ranked({ order: ['d9'] }, 'one'), []],
    ['an object that is not there', ranked({ order: ['d9'] }, 'other'), []],
    ['another type', region('choices', { ranker: { order: ['d9'] } }, { to_name: 'docs' }), []],
  ]);

  const named = (from: unknown, type = 'rectanglelabels'): object => region(type, BOX, { from_name: from });
  const NAMES = configOf(
    '<Image name="photo" value="$image"/>',
    '<Choices name="bax" toName="photo"><Choice value="A"/></Choices>',
    '<RectangleLabels name="box" toName="photo"><Label value="Ship"/></RectangleLabels>',
    '<Repeater on="$pages" indexFlag="{{idx}}"><Image name="p_{{idx}}" value="$pages[{{idx}}]"/><Rectangle name="r_{{idx}}" toName="p_{{idx}}"/></Repeater>',
  );
  const FROM = 'error server+editor 0/from_name: ';
  says('unknown-from-name', { config: NAMES }, [
    ['there', named('box'), []],
    [
      'not there',
      named('bex'),
      `${FROM}"bex"`,
      /named "bex": the validator rejects the prediction, and the editor draws the region without a label\. Did you mean "box" or "bax"\?$/,
    ],
    [
      'not there, of another type',
      named('bex', 'choices'),
      `${FROM}"bex"`,
      /the editor leaves it out\. Did you mean "bax" or "box"\?$/,
    ],
    ['nothing alike', named('zzzzzz'), `${FROM}"zzzzzz"`, /The config has "box", "bax" and "r_\{\{idx\}\}"\.$/],
    [
      'what a Repeater makes',
      named('r_3', 'rectangle'),
      'information server 0/from_name: "r_3"',
      /"r_3" is a name that a Repeater makes/,
    ],
    ['the template itself', named('r_{{idx}}', 'rectangle'), []],
    ['a relation', { type: 'relation', from_name: 'bex', from_id: 'a', to_id: 'a', direction: 'right' }, []],
    ['no text', named(7), []],
  ]);
  test('unknown-from-name: the candidates are given to whoever mends it', () => {
    const [problem] = problemsOf('unknown-from-name', [named('bex')], { config: NAMES });
    assert.deepEqual(problem?.data, { candidates: ['box', 'bax', 'r_{{idx}}'] });
  });
  says('unknown-from-name', { config: configOf('<Image name="photo" value="$image"/>') }, [
    ['a config without controls', named('box'), `${FROM}"box"`, /The config has no control tag at all\.$/],
  ]);
  says('unknown-from-name', {}, [['no config', named('box'), []]]);
});
