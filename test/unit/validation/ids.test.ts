/** What the rules about ids say: of regions, of relations, of parents, and of answers about regions. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { configOf } from '../../../src/core/validation/ruleConfigs';
import { lineOf, problemsIn, problemsOf, region, says } from './said';

const BOX = { x: 10, y: 10, width: 5, height: 5, rectanglelabels: ['Ship'] };
const box = (id: unknown, more: object = {}, from = 'box'): object => ({
  ...region('rectanglelabels', BOX, { id, from_name: from, ...more }),
});
const CONFIG = configOf(
  '<Image name="photo" value="$image"/>',
  '<RectangleLabels name="box" toName="photo"><Label value="Ship"/></RectangleLabels>',
  '<TextArea name="plate" toName="photo" perRegion="true"/>',
  '<Choices name="kind" toName="photo" perRegion="true"><Choice value="Tug"/></Choices>',
  '<Choices name="mood" toName="photo"><Choice value="Calm"/></Choices>',
  '<Rating name="stars" toName="photo"/>',
  // The editor overlooks perRegion on all but those that ask one question.
  '<Pairwise name="better" toName="photo" perRegion="true"/>',
);
const given = { config: CONFIG };

const answer = (id: unknown, from = 'plate', value: unknown = { text: ['AB'] }, more: object = {}): object =>
  region('textarea', value, { id, from_name: from, ...more });

describe('answers about regions', () => {
  const EARLY = 'error editor 0/id: "a"';
  says('answer-without-region', given, [
    ['behind its region', [box('a'), answer('a')], []],
    ['behind its region, by what the editor makes of the ids', [box('a#1'), answer('a#2')], []],
    ['before its region', [answer('a'), box('a')], EARLY, /The region "a" is drawn by a result further down/],
    ['before its region, by what the editor makes of the ids', [answer('a#1'), box('a#2')], 'error editor 0/id: "a#1"'],
    ['two before their region: the first', [answer('a'), answer('a', 'kind'), box('a')], EARLY],
    ['of no region', [box('a'), answer('b')], 'error editor 1/id: "b"', /no region of this prediction has the id "b"/],
    ['without an id', [box('a'), answer(undefined)], 'error editor 1: {', /it has no "id"/],
    ['with an empty id', [box('a'), answer('')], 'error editor 1/id: ""'],
    ['with a number for an id', [box('7'), answer(7)], []],
    ['with a number for the id of the region', [box(7), answer('7')], []],
    ['of the task and not of a region', [box('a'), answer('b', 'mood')], []],
    [
      'of a tag that asks about no region, whatever it says',
      [box('a'), region('pairwise', { selected: 'left' }, { id: 'b', from_name: 'better' })],
      [],
    ],
    ['of a control tag that is not there', [box('a'), answer('b', 'other')], []],
    ['of no name', [box('a'), answer('b', 7 as unknown as string)], []],
    ['that repeats the geometry', [answer('a', 'plate', { ...BOX, text: ['AB'] }), box('a')], []],
    ['with an empty value', [answer('a', 'plate', {}), box('a')], EARLY],
    ['without a value', [answer('a', 'plate', null), box('a')], []],
    ['with a text for a value', [answer('a', 'plate', 'x'), box('a')], []],
    [
      'labels before their shape',
      [region('labels', { labels: ['Ship'] }, { id: 'a', from_name: 'plate' }), box('a')],
      EARLY,
    ],
    ['labels without a shape', [region('labels', { labels: ['Ship'] }, { id: 'b', from_name: 'plate' }), box('a')], []],
    ['a relation is none', [box('a'), { type: 'relation', from_id: 'a', to_id: 'a', direction: 'right' }], []],
    ['another type is none', [region('magic', { text: ['AB'] }, { id: 'b', from_name: 'plate' }), box('a')], []],
  ]);

  test('answer-without-region: without a config only the order is judged', () => {
    const pointers = (...regions: object[]) =>
      problemsOf('answer-without-region', regions).map(({ pointer }) => pointer);
    assert.deepEqual(pointers(box('a'), answer('b')), []);
    assert.deepEqual(pointers(answer('a'), box('a')), ['/predictions/0/result/0/id']);
  });

  test('answer-without-region: while something cannot be read, nothing is said of what is not there', () => {
    const text = (tail: string): string =>
      `{"data":{"image":"a"},"predictions":[{"model_version":"v","result":[${JSON.stringify(answer('b'))}${tail}]}]}`;
    assert.equal(problemsIn('answer-without-region', text(''), CONFIG).length, 1);
    assert.equal(problemsIn('answer-without-region', text(',{"id":'), CONFIG).length, 0);
  });

  const choice = (id: unknown, from: string, more: object = {}): object =>
    region('choices', { choices: ['Calm'] }, { id, from_name: from, ...more });
  const TWICE = 'error editor 0: {';
  says('answered-twice', given, [
    ['the task, twice', [choice('a', 'mood'), choice('b', 'mood')], TWICE, /Another result of "mood" follows/],
    [
      'three times: all but the last',
      [choice('a', 'mood'), choice('b', 'mood'), choice('c', 'mood')],
      [TWICE, 'error editor 1: {'],
    ],
    ['two questions', [choice('a', 'mood'), region('rating', { rating: 3 }, { id: 'b', from_name: 'stars' })], []],
    ['each image once', [choice('a', 'mood', { item_index: 0 }), choice('b', 'mood', { item_index: 1 })], []],
    ['no image is the first image', [choice('a', 'mood'), choice('b', 'mood', { item_index: 0 })], TWICE],
    ['without ids', [choice(undefined, 'mood'), choice(undefined, 'mood')], TWICE],
    ['two regions', [box('a'), box('b'), choice('a', 'kind'), choice('b', 'kind')], []],
    ['one region twice', [box('a'), choice('a', 'kind'), choice('a', 'kind')], 'error editor 1: {'],
    [
      'one region, each image once',
      [box('a'), choice('a', 'kind', { item_index: 0 }), choice('a', 'kind', { item_index: 1 })],
      [],
    ],
    ['regions without an id', [choice(undefined, 'kind'), choice(undefined, 'kind')], []],
    ['a control tag that is not there: by the id', [choice('a', 'x'), choice('a', 'x'), choice('b', 'x')], TWICE],
    ['another control tag', [choice('a', 'x'), choice('a', 'y')], []],
    ['a name that is none', [choice('a', 7 as unknown as string), choice('a', 7 as unknown as string)], []],
    ['texts stay', [answer('a'), answer('a')], []],
    ['boxes are no answers', [box('a'), box('a')], []],
  ]);
});

describe('parents and relations', () => {
  const child = (id: unknown, parentID: unknown): object => box(id, { parentID });
  const place = (index: number, id: string): string => `warning authoring ${index}/parentID: "${id}"`;
  says('dangling-parent', {}, [
    ['there', [box('a'), child('b', 'a')], []],
    ['not there', [box('a'), child('b', 'z')], place(1, 'z'), /^No region of this prediction has the id "z"\./],
    ['itself', [child('a', 'a')], place(0, 'a'), /The region is its own parent\./],
    ['each other: said once', [child('a', 'b'), child('b', 'a')], place(0, 'b'), /"b" is below this region, so/],
    [
      'two circles: each once',
      [child('a', 'b'), child('b', 'a'), child('c', 'd'), child('d', 'c')],
      [place(0, 'b'), place(2, 'd')],
    ],
    ['below a circle', [child('x', 'a'), child('a', 'b'), child('b', 'a')], place(1, 'b')],
    ['below a circle, and behind it', [child('a', 'b'), child('b', 'a'), child('x', 'a')], place(0, 'b')],
    ['two below one', [box('a'), child('b', 'a'), child('c', 'a')], []],
    ['of a region without an id', [child(undefined, 'z')], place(0, 'z')],
    ['of a region without an id, there', [box('a'), child(undefined, 'a')], []],
    ['a region whose id is a number', [box(7), child('b', '7')], []],
    ['null', [child('a', null)], []],
    ['an empty text', [child('a', '')], []],
  ]);

  const relation = (from: unknown, to: unknown): object => ({
    ...{ type: 'relation', from_id: from, to_id: to, direction: 'right' },
  });
  const end = (index: number, key: string, id: string): string => `error server+editor ${index}/${key}: "${id}"`;
  says('dangling-relation', {}, [
    ['between regions', [relation('a', 'b'), box('a'), box('b')], []],
    [
      'from nowhere',
      [box('a'), relation('z', 'a')],
      end(1, 'from_id', 'z'),
      /No region of this prediction has the id "z": the validator rejects the prediction/,
    ],
    ['to nowhere', [box('a'), relation('a', 'z')], end(1, 'to_id', 'z')],
    ['both', [relation('y', 'z')], [end(0, 'from_id', 'y'), end(0, 'to_id', 'z')]],
    ['an id that is a number is found', [box(7), relation('7', '7')], []],
    ['ends that are no texts: an error of the schema', [box('a'), relation(7, null)], []],
    ['the id of a relation is no region', [{ ...relation('q', 'a'), id: 'q' }, box('a')], end(0, 'from_id', 'q')],
  ]);

  test('dangling-relation: the id is given to whoever mends it', () => {
    const [problem] = problemsOf('dangling-relation', [box('a'), relation('z', 'a')]);
    assert.deepEqual(problem?.data, { id: 'z' });
  });

  says('repeated-relation', {}, [
    ['twice', [box('a'), box('b'), relation('a', 'b'), relation('a', 'b')], 'warning editor 3: {'],
    [
      'three times',
      [box('a'), relation('a', 'a'), relation('a', 'a'), relation('a', 'a')],
      ['warning editor 2: {', 'warning editor 3: {'],
    ],
    ['the other way', [box('a'), box('b'), relation('a', 'b'), relation('b', 'a')], []],
    ['from one to two', [box('a'), box('b'), relation('a', 'a'), relation('a', 'b')], []],
    ['ids that join alike', [relation('a', 'bc'), relation('ab', 'c')], []],
    ['ends that are no texts', [relation(1, 'b'), relation(1, 'b'), relation('a', 2), relation('a', 2)], []],
    ['boxes are no relations', [box('a', { from_id: 'a', to_id: 'a' }), box('b', { from_id: 'a', to_id: 'a' })], []],
  ]);
});

describe('ids of regions', () => {
  const same = (index: number, id: string): string => `error editor ${index}/id: "${id}"`;
  const shape = (type: string, id: string, from: string): object => region(type, {}, { id, from_name: from });
  const OTHER = 'warning authoring 1/id: "a"';
  says('duplicate-region-id', {}, [
    [
      'two of one control tag',
      [box('a'), box('a')],
      same(1, 'a'),
      /Another result of "box" in this prediction has the id "a" already/,
    ],
    ['three of one control tag', [box('a'), box('a'), box('a')], [same(1, 'a'), same(2, 'a')]],
    ['the same up to #', [box('a#1'), box('a#2')], same(1, 'a#2'), /the id "a" already/],
    ['two ids', [box('a'), box('b')], []],
    ['one shape of two control tags', [box('a'), box('a', {}, 'other')], []],
    ['one shape with and without labels', [shape('rectangle', 'a', 'x'), shape('rectanglelabels', 'a', 'y')], []],
    ['a shape and its labels', [shape('rectangle', 'a', 'x'), shape('labels', 'a', 'y')], []],
    ['a box and a point', [box('a'), shape('keypoint', 'a', 'kp')], OTHER, /A result of "box" has the id "a" too/],
    [
      'labels first, then a box and a point',
      [shape('labels', 'a', 'y'), box('a'), shape('keypoint', 'a', 'kp')],
      'warning authoring 2/id: "a"',
      /of "box"/,
    ],
    ['a brush and a magic wand', [shape('brushlabels', 'a', 'x'), shape('magicwand', 'a', 'y')], []],
    ['the third of the first control tag', [box('a'), shape('labels', 'a', 'y'), box('a')], same(2, 'a')],
    ['answers', [shape('choices', 'a', 'x'), shape('choices', 'a', 'x')], []],
    ['no ids', [box(undefined), box(undefined)], []],
    ['ids that are numbers', [box(7), box(7)], []],
    ['names that are none', [box('a', {}, 7 as unknown as string), box('a', {}, 7 as unknown as string)], []],
  ]);

  test('duplicate-region-id: the id is given to whoever mends it', () => {
    assert.deepEqual(problemsOf('duplicate-region-id', [box('a#1'), box('a#2')])[0]?.data, { id: 'a' });
    assert.deepEqual(problemsOf('duplicate-region-id', [box('a'), shape('keypoint', 'a', 'kp')])[0]?.data, { id: 'a' });
  });

  says('hash-in-region-id', {}, [
    ['with #', [box('a#1')], 'warning editor 0/id: "a#1"', /"a#1" becomes "a"/],
    ['nothing but #', [box('#')], 'warning editor 0/id: "#"', /"#" becomes ""/],
    ['two regions', [box('a#1'), box('b#1')], ['warning editor 0/id: "a#1"', 'warning editor 1/id: "b#1"']],
    ['two of one region: said once', [box('a#1'), box('a#2')], 'warning editor 0/id: "a#1"'],
    ['without', [box('a-1')], []],
    ['no text', [box(7), box(undefined)], []],
  ]);

  const NONE = 'information authoring 0: {';
  says('region-without-id', {}, [
    ['one', [box(undefined)], NONE, /^This region of the file has no "id"/],
    [
      'some: said at the first',
      [box('a'), box(undefined), box(undefined)],
      'information authoring 1: {',
      /^2 regions of this file, from here on, have/,
    ],
    ['null is another matter', [box(null)], []],
    ['an answer', [answer(undefined)], []],
    ['a text span', [region('hypertextlabels', {}, { id: undefined })], NONE],
    ['a paragraph', [region('paragraphlabels', {}, { id: undefined })], NONE],
    ['a stretch of time', [region('timeserieslabels', {}, { id: undefined })], NONE],
    ['a timeline', [region('timelinelabels', {}, { id: undefined })], NONE],
    ['a moving box', [region('videorectangle', {}, { id: undefined })], NONE],
    ['a moving vector', [region('videovector', {}, { id: undefined })], NONE],
    ['a moving vector with labels', [region('videovectorlabels', {}, { id: undefined })], NONE],
    ['labels', [region('labels', {}, { id: undefined })], NONE],
    ['a magic wand', [region('magicwand', {}, { id: undefined })], NONE],
    ['a relation', [{ type: 'relation', from_id: 'a', to_id: 'b', direction: 'right' }], []],
  ]);

  says('region-id-not-text', {}, [
    ['a number', [box(7)], 'error editor 0/id: 7', /must be text, not the number 7: .* Write "7"\.$/],
    ['null', [box(null)], 'error editor 0/id: null', /not null: .* or leave "id" out\.$/],
    ['an object', [box({})], 'error editor 0/id: {}'],
    ['a text', [box('7')], []],
    ['an id further in', [region('rectanglelabels', { ...BOX, id: 7 })], []],
    ['another key', [box('a', { from_name: 7 })], []],
  ]);
});

describe('scores of regions', () => {
  const scored = (score: unknown): object => box('a', { score });
  const SCORE = 'warning authoring 0/score';
  says('region-score-out-of-range', {}, [
    ['from 0 to 1', [scored(0), scored(0.5), scored(1)], []],
    ['percent', [scored(87.3)], `${SCORE}: 87.3`, /this is 87\.3\. .* If it is percent, write 0\.873\.$/],
    ['100 percent', [scored(100)], `${SCORE}: 100`, /write 1\.$/],
    ['more than 100', [scored(100.5)], `${SCORE}: 100.5`, /as it is\. Scale it\.$/],
    ['negative', [scored(-0.5)], `${SCORE}: -0.5`, /Scale it\.$/],
    ['a text', [scored('7')], []],
  ]);
  test('region-score-out-of-range: a number that overflows is another matter', () => {
    const text = `{"task":1,"model_version":"v","result":[${JSON.stringify(scored(7)).replace('"score":7', '"score":1e999')}]}`;
    assert.deepEqual(problemsIn('region-score-out-of-range', text), []);
    assert.deepEqual(
      problemsIn('unstorable-value', text).map((problem) => lineOf(problem, text)),
      ['error upload /result/0: 1e999'],
    );
  });

  const inside = (score: unknown, type = 'rectanglelabels'): object => region(type, { ...BOX, score });
  says('score-in-value', {}, [
    ['a score', [inside(0.5)], 'warning editor 0/value/score: "score"'],
    ['a text', [inside('0.5')], []],
    ['of a custom tag', [inside(0.5, 'reactcode')], []],
    ['beside the value', [scored(0.5)], []],
    ['no value', [region('rectangle', null)], []],
  ]);
});
