/**
 * What regions are compared with: the names, types and labels of a labeling config, beyond the examples that stand with the
 * rules. And all that the validator of label-studio-sdk said about names, types and labels is found where it said it.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { checkText } from '../../../src/core/engine/checkText';
import { DocumentCheck } from '../../../src/core/engine/documentCheck';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { serverVerdict } from '../../../src/core/serverGate';
import { stringSource } from '../../../src/core/text/lines';
import type { FileProblem } from '../../../src/core/validation/file';
import {
  BOX_CONFIG,
  configOf,
  IMAGE,
  labelsTag,
  SPLIT_CONFIG,
  TEXT,
  VIDEO,
} from '../../../src/core/validation/ruleConfigs';
import { finish, said, saidFresh } from '../engine/harness';

type Json = Record<string, unknown>;

const CODES: ReadonlySet<string> = new Set([
  'unknown-from-name',
  'unknown-to-name',
  'to-name-of-another-control',
  'placeholder-in-name',
  'repeater-index-outside',
  'type-not-of-control',
  'shape-not-for-object',
  'label-not-in-config',
  'video-label-not-in-config',
  'merged-region-labels',
  'label-of-bare-shape',
  'labels-missing',
  'labels-under-wrong-key',
  'unlabeled-region',
  'relation-label-not-in-config',
]);

function modelOf(xml: string) {
  const { config } = parseLabelingConfig(xml);
  assert.ok(config, xml);
  return config;
}

/** What these rules say of the regions of a task. */
function problemsOf(xml: string, result: readonly Json[], data: Json = { image: 'a.png' }): FileProblem[] {
  const text = JSON.stringify({ data, predictions: [{ model_version: 'v1', result }] });
  const found = checkText(stringSource(text), { form: 'json', expects: 'task', config: modelOf(xml) });
  return [...found].flat().filter(({ code }) => CODES.has(code));
}

/** As `code at pointer in the result: severity gates`. */
function saysOf(xml: string, result: readonly Json[], data?: Json): string[] {
  return problemsOf(xml, result, data).map(
    ({ code, pointer, severity, gates }) =>
      `${code} ${pointer.replace('/predictions/0/result/', '')}: ${severity} ${gates.join()}`,
  );
}

/** What the only problem gives to whoever mends it. */
function dataOf(xml: string, result: readonly Json[], data?: Json): unknown {
  const problems = problemsOf(xml, result, data);
  assert.equal(problems.length, 1, JSON.stringify(problems));
  return problems[0]?.data;
}

function messageOf(xml: string, result: readonly Json[], data?: Json): string {
  return problemsOf(xml, result, data)
    .map(({ message }) => message)
    .join('\n');
}

const SIDES = { x: 10, y: 10, width: 5, height: 5 };
const region = (from: string, to: string, type: string, value: Json, more: Json = {}): Json => ({
  id: 'r1',
  from_name: from,
  to_name: to,
  type,
  value,
  ...more,
});
const box = (from = 'box', to = 'photo', labels: unknown = ['Ship']): Json =>
  region(from, to, 'rectanglelabels', { ...SIDES, rectanglelabels: labels });
const span = (from: string, to: string, ...labels: string[]): Json =>
  region(from, to, 'labels', { start: 0, end: 4, labels });
const shape = (id: string, from = 'shape', to = 'photo'): Json => region(from, to, 'rectangle', SIDES, { id });
const label = (id: string, labels = ['Ship']): Json => region('tag', 'photo', 'labels', { ...SIDES, labels }, { id });
const track = (labels: unknown, from = 'track', to = 'clip'): Json =>
  region(from, to, 'videorectangle', { framesCount: 1, duration: 1, sequence: [], labels });

describe('names', () => {
  const two = configOf(
    IMAGE,
    '<Image name="map" value="$map"/>',
    labelsTag('RectangleLabels', 'box', 'photo', 'Ship'),
    labelsTag('RectangleLabels', 'area', 'map', 'Ship'),
    labelsTag('PolygonLabels', 'outline', 'photo', 'Ship'),
  );

  test('are compared letter by letter, and an unknown one is all that is said of a region', () => {
    assert.deepEqual(saysOf(two, [box('Box')]), ['unknown-from-name 0/from_name: error server,editor']);
    const wrong = region('boxx', 'photo', 'polygonlabels', { ...SIDES, rectanglelabels: ['Whale'] });
    assert.deepEqual(
      saysOf(two, [wrong]).filter((says) => !says.startsWith('labels-under')),
      ['unknown-from-name 0/from_name: error server,editor'],
    );
  });

  test('that can be meant: the most similar, then what fits the type, then the others', () => {
    assert.deepEqual(dataOf(two, [box('aera')]), { candidates: ['area', 'box', 'outline'] });
    assert.deepEqual(dataOf(two, [box('box', 'maps')]), { candidates: ['map', 'photo'] });
    assert.deepEqual(dataOf(two, [box('area', 'image')]), { candidates: ['map', 'photo'] });
    assert.match(messageOf(BOX_CONFIG, [box('box', 'x')]), /The only one is "photo"\./);
  });

  test('both can be wrong, each for itself', () => {
    assert.deepEqual(saysOf(two, [box('bax', 'phot')]), [
      'unknown-from-name 0/from_name: error server,editor',
      'unknown-to-name 0/to_name: error server,editor',
    ]);
  });

  test('of a control where an object belongs', () => {
    assert.deepEqual(saysOf(two, [box('box', 'area')]), ['unknown-to-name 0/to_name: error server,editor']);
    assert.match(messageOf(two, [box('box', 'area')]), /is a control tag and no object tag/);
  });

  test('of an object that the control does not point to', () => {
    assert.deepEqual(saysOf(two, [box('box', 'map')]), ['to-name-of-another-control 0/to_name: error server']);
    assert.deepEqual(dataOf(two, [box('box', 'map')]), { candidates: ['photo'], controls: ['area'] });
    assert.deepEqual(saysOf(two, [box('area', 'map')]), []);
  });

  test('of several objects, with a blank behind the comma', () => {
    const pair = (toName: string): string =>
      configOf(TEXT, '<Text name="other" value="$other"/>', `<Pairwise name="better" toName="${toName}"/>`);
    const better = (to: string): Json => region('better', to, 'pairwise', { selected: 'left' });
    assert.deepEqual(saysOf(pair('body,other'), [better('other')]), []);
    assert.deepEqual(saysOf(pair('body, other'), [better('other')]), [
      'to-name-of-another-control 0/to_name: error server',
    ]);
    assert.match(messageOf(pair('body, other'), [better('other')]), /takes " other" for the name/);
    assert.deepEqual(saysOf(pair('body,other'), [better('better')]), ['unknown-to-name 0/to_name: information server']);
    assert.deepEqual(saysOf(pair('body,other'), [better('body,other')]), [
      'unknown-to-name 0/to_name: error server,editor',
    ]);
  });

  test('that are no text, and relations, are the matter of others', () => {
    for (const name of [null, 7, ['box'], true]) {
      assert.deepEqual(saysOf(two, [{ ...box(), from_name: name }]), []);
      assert.deepEqual(saysOf(two, [{ ...box(), to_name: name }]), []);
    }
    assert.deepEqual(saysOf(two, [{ type: 'relation', from_name: 'x', to_name: 'y' }]), []);
  });
});

describe('a Repeater', () => {
  const pages = (inner: string, attributes = 'on="$pages"'): string =>
    `<View><Repeater ${attributes}>${inner}</Repeater></View>`;
  const boxes = pages(
    `<Image name="page_{{idx}}" value="$pages[{{idx}}]"/>${labelsTag('RectangleLabels', 'box_{{idx}}', 'page_{{idx}}', 'Ship')}`,
  );
  const data = { pages: ['a.png', 'b.png'] };
  const made = 'unknown-from-name 0/from_name: information server';

  test('makes names that only the editor knows', () => {
    assert.deepEqual(saysOf(boxes, [box('box_1', 'page_1')], data), [made]);
    assert.deepEqual(saysOf(boxes, [box('box_x', 'page_1')], data), [
      'unknown-from-name 0/from_name: error server,editor',
    ]);
  });

  test('labels and types are compared under the made name too', () => {
    assert.deepEqual(saysOf(boxes, [box('box_1', 'page_1', ['ship'])], data), [
      made,
      'label-not-in-config 0/value/rectanglelabels/0: error server,editor',
    ]);
  });

  test('fills its index into labels too', () => {
    const counted = pages(
      '<Image name="page_{{idx}}" value="$pages[{{idx}}]"/><RectangleLabels name="box_{{idx}}" toName="page_{{idx}}"><Label value="Ship {{idx}}"/></RectangleLabels>',
    );
    assert.deepEqual(saysOf(counted, [box('box_1', 'page_1', ['Ship 1'])], data), [made]);
    assert.equal(saysOf(counted, [box('box_1', 'page_1', ['Ship 0'])], data).length, 2);
  });

  test('has an end where the list of the task ends', () => {
    const outside = 'repeater-index-outside 0/from_name: error editor';
    assert.deepEqual(saysOf(boxes, [box('box_2', 'page_2')], data).sort(), [outside, made]);
    assert.deepEqual(saysOf(boxes, [box('box_0', 'page_0')], { pages: [] }).sort(), [outside, made]);
    assert.deepEqual(saysOf(boxes, [box('box_2', 'page_2')], {}), [made]);
    assert.deepEqual(saysOf(boxes, [box('box_2', 'page_2')], { pages: 'a.png' }), [made]);
  });

  test('an object of another index is shown, and hardly meant', () => {
    assert.deepEqual(saysOf(boxes, [box('box_0', 'page_1')], data), [
      made,
      'to-name-of-another-control 0/to_name: warning authoring',
    ]);
  });

  test('its template is no name: one word for both names, with what can be meant', () => {
    const both = [box('box_{{idx}}', 'page_{{idx}}')];
    assert.deepEqual(saysOf(boxes, both, data), ['placeholder-in-name 0/from_name: error editor']);
    assert.deepEqual(dataOf(boxes, both, data), {
      placeholders: ['{{idx}}'],
      candidates: ['box_0', 'box_1', 'box_2'],
      keys: ['from_name', 'to_name'],
    });
    assert.deepEqual(saysOf(boxes, [box('box_{{idx}}', 'page_1')], data), [
      'placeholder-in-name 0/from_name: error editor',
    ]);
    const [, one] = problemsOf(boxes, [box('box_1', 'page_{{idx}}')], data);
    assert.equal(one?.code, 'placeholder-in-name');
    assert.deepEqual(one?.data, { placeholders: ['{{idx}}'], candidates: ['page_1'], keys: ['to_name'] });
  });

  test('in a Repeater, and one with a placeholder of its own', () => {
    const nested = pages(
      `<Repeater on="$pages[{{i}}].parts" indexFlag="{{k}}"><Image name="part_{{i}}_{{k}}" value="$pages[{{i}}].parts[{{k}}]"/>${labelsTag('RectangleLabels', 'box_{{i}}_{{k}}', 'part_{{i}}_{{k}}', 'Ship')}</Repeater>`,
      'on="$pages" indexFlag="{{i}}"',
    );
    const parts = { pages: [{ parts: ['a.png'] }, { parts: ['b.png', 'c.png'] }] };
    assert.deepEqual(saysOf(nested, [box('box_1_1', 'part_1_1')], parts), [made]);
    assert.deepEqual(saysOf(nested, [box('box_0_1', 'part_0_1')], parts).sort(), [
      'repeater-index-outside 0/from_name: error editor',
      made,
    ]);
    assert.match(messageOf(nested, [box('box_{{i}}_{{k}}', 'part_{{i}}_{{k}}')], parts), /"box_0_0" for the first/);
  });
});

describe('types', () => {
  test('are those of the control, whatever its tag’s case', () => {
    assert.deepEqual(saysOf(BOX_CONFIG.replaceAll('RectangleLabels', 'rectanglelabels'), [box()]), []);
    assert.deepEqual(
      saysOf(configOf(IMAGE, '<MyWidget name="w" toName="photo"/>'), [region('w', 'photo', 'mywidget', {})]),
      [],
    );
  });

  test('in another case, and misspelt, are said once and elsewhere', () => {
    for (const type of ['RectangleLabels', 'rectanglelabel', 'POLYGONLABELS']) {
      assert.deepEqual(saysOf(BOX_CONFIG, [{ ...box(), type }]), [], type);
    }
  });

  test('that the editor knows keep the labels where they stand under the key of the control', () => {
    const polygon = {
      points: [
        [1, 1],
        [9, 1],
        [9, 9],
      ],
    };
    const kept = region('box', 'photo', 'polygonlabels', {
      ...polygon,
      rectanglelabels: ['Ship'],
      polygonlabels: ['Ship'],
    });
    assert.deepEqual(saysOf(BOX_CONFIG, [kept]), ['type-not-of-control 0/type: error server']);
    const lost = region('box', 'photo', 'polygonlabels', { ...polygon, polygonlabels: ['Whale'] });
    assert.deepEqual(saysOf(BOX_CONFIG, [lost]), ['type-not-of-control 0/type: error server,editor']);
    assert.deepEqual(dataOf(BOX_CONFIG, [lost]), {
      expected: 'rectanglelabels',
      candidates: [],
      key: { from: 'polygonlabels', to: 'rectanglelabels' },
    });
  });

  test('with labels for a control that has none, and the control that has them', () => {
    const config = configOf(
      IMAGE,
      '<Rectangle name="shape" toName="photo"/>',
      labelsTag('RectangleLabels', 'box', 'photo', 'Ship'),
    );
    assert.deepEqual(dataOf(config, [box('shape')]), {
      expected: 'rectangle',
      candidates: ['box'],
      key: { from: 'rectanglelabels' },
    });
  });

  test('that nobody knows, unlike any', () => {
    assert.deepEqual(saysOf(BOX_CONFIG, [{ ...box(), type: 'bounding' }]), [
      'type-not-of-control 0/type: error server,editor',
    ]);
    assert.match(messageOf(BOX_CONFIG, [{ ...box(), type: 'bounding' }]), /an error in place of the task/);
  });

  test('of messages: the documented one is only mentioned, and a Chat without toName has no other', () => {
    const chat = (more: string): string => configOf(`<Chat name="c" value="$chat"${more}/>`);
    const message = (type: string): Json => region('c', 'c', type, { chatmessage: { role: 'user', content: 'Hi' } });
    assert.deepEqual(saysOf(chat(' toName="c"'), [message('chatmessage')]), [
      'type-not-of-control 0/type: information server',
    ]);
    assert.deepEqual(saysOf(chat(''), [message('chatmessage')]), []);
    assert.deepEqual(saysOf(chat(''), [message('chat')]), ['type-not-of-control 0/type: error server,editor']);
  });

  test('of a control that points to an object it cannot draw on', () => {
    const config = configOf(
      TEXT,
      '<Image name="photo" value="$image"/>',
      labelsTag('RectangleLabels', 'box', 'body,photo', 'Ship'),
    );
    assert.deepEqual(saysOf(config, [box('box', 'photo')]), []);
    assert.deepEqual(saysOf(config, [box('box', 'body')]), ['shape-not-for-object 0/to_name: error editor']);
    const custom = configOf('<Scan name="scan" value="$scan"/>', labelsTag('RectangleLabels', 'box', 'scan', 'Ship'));
    assert.deepEqual(saysOf(custom, [box('box', 'scan')]), [], 'of a tag that nobody knows nothing is known');
  });

  test('of a control that marks parts of any object, and of one that does not', () => {
    const talk = '<Paragraphs name="talk" value="$talk"/>';
    const words = { start: '0', end: '0', startOffset: 0, endOffset: 4 };
    const onTalk = region('tag', 'talk', 'labels', { ...words, labels: ['Ship'] });
    assert.deepEqual(saysOf(configOf(talk, labelsTag('Labels', 'tag', 'talk', 'Ship')), [onTalk]), []);
    const html = configOf(TEXT, labelsTag('HyperTextLabels', 'mark', 'body', 'Ship'));
    const marked = region('mark', 'body', 'hypertextlabels', { ...words, hypertextlabels: ['Ship'] });
    assert.deepEqual(saysOf(html, [marked]), ['shape-not-for-object 0/to_name: error editor']);
    assert.match(messageOf(html, [marked]), /refuses the labeling config/);
    const onImage = configOf(IMAGE, labelsTag('ParagraphLabels', 'mark', 'photo', 'Ship'));
    const spoken = region('mark', 'photo', 'paragraphlabels', { ...words, paragraphlabels: ['Ship'] });
    assert.deepEqual(saysOf(onImage, [spoken]), ['shape-not-for-object 0/to_name: error editor']);
  });
});

describe('labels', () => {
  const boxes = (children: string, attributes = ''): string =>
    configOf(IMAGE, `<RectangleLabels name="box" toName="photo"${attributes}>${children}</RectangleLabels>`);
  const unknown = (index: number): string =>
    `label-not-in-config 0/value/rectanglelabels/${index}: error server,editor`;

  test('are compared letter by letter, each for itself', () => {
    const config = boxes('<Label value="Ship"/><Label value="Buoy"/>');
    assert.deepEqual(saysOf(config, [box('box', 'photo', ['ship', 'Buoy', 'Ship '])]), [unknown(0), unknown(2)]);
    assert.deepEqual(saysOf(config, [box('box', 'photo', ['Ship', 'Buoy', 'Ship'])]), []);
  });

  test('stand anywhere below the control, and those of controls of one name add up', () => {
    assert.deepEqual(saysOf(boxes('<View><View><Label value="Ship"/></View></View>'), [box()]), []);
    const twice = configOf(
      IMAGE,
      labelsTag('RectangleLabels', 'box', 'photo', 'Ship'),
      labelsTag('RectangleLabels', 'box', 'photo', 'Buoy'),
    );
    assert.deepEqual(saysOf(twice, [box(), box('box', 'photo', ['Buoy'])]), []);
  });

  test('go by their alias: the value is shown by the editor and rejected by the validator', () => {
    const config = boxes('<Label value="Big ship" alias="S"/><Label value="Sloop"/>');
    assert.deepEqual(saysOf(config, [box('box', 'photo', ['Big ship'])]), [
      'label-not-in-config 0/value/rectanglelabels/0: error server',
    ]);
    assert.deepEqual(dataOf(config, [box('box', 'photo', ['Big ship'])]), { candidates: ['S'], alias: 'S' });
    assert.deepEqual(dataOf(config, [box('box', 'photo', ['big_ship'])]), { candidates: ['S', 'Sloop'] });
  });

  test('of a control without any are not compared', () => {
    assert.deepEqual(saysOf(boxes(''), [box()]), []);
  });

  test('from the data are known where the data is', () => {
    const config = boxes('', ' value="$kinds"');
    const kinds = [
      { value: 'Ship', children: [{ value: 'Sloop' }] },
      { value: 'Buoy', alias: 'B' },
    ];
    const wrong = 'label-not-in-config 0/value/rectanglelabels/0: error editor';
    for (const known of ['Ship', 'Sloop', 'Buoy', 'B']) {
      assert.deepEqual(saysOf(config, [box('box', 'photo', [known])], { kinds }), [], known);
    }
    assert.deepEqual(saysOf(config, [box('box', 'photo', ['Whale'])], { kinds }), [wrong]);
    assert.deepEqual(dataOf(config, [box('box', 'photo', ['boy'])], { kinds }), {
      candidates: ['Buoy', 'Ship', 'Sloop', 'B'],
    });
    for (const data of [{}, { kinds: 'Ship' }, { kinds: ['Ship'] }, { kinds: [{ label: 'Ship' }] }]) {
      assert.deepEqual(saysOf(config, [box('box', 'photo', ['Whale'])], data), [], JSON.stringify(data));
    }
    assert.deepEqual(saysOf(boxes('', ' apiUrl="u" value="$kinds"'), [box('box', 'photo', ['Whale'])], { kinds }), []);
  });

  test('from the data beside some in the config: the validator knows those alone', () => {
    const config = boxes('<Label value="Pier"/>', ' value="$kinds"');
    const kinds = [{ value: 'Ship' }];
    const mentioned = 'label-not-in-config 0/value/rectanglelabels/0: information server';
    assert.deepEqual(saysOf(config, [box('box', 'photo', ['Pier'])], { kinds }), []);
    assert.deepEqual(saysOf(config, [box('box', 'photo', ['Ship'])], { kinds }), [mentioned]);
    assert.deepEqual(saysOf(config, [box('box', 'photo', ['Ship'])], {}), [mentioned]);
    assert.deepEqual(saysOf(config, [box('box', 'photo', ['Whale'])], { kinds }), [unknown(0)]);
  });

  test('under the key of another control tag', () => {
    const wrong = region('box', 'photo', 'rectanglelabels', { ...SIDES, labels: ['Ship'] });
    assert.deepEqual(saysOf(BOX_CONFIG, [wrong]), ['labels-under-wrong-key 0/value/labels: error server,editor']);
    assert.deepEqual(dataOf(BOX_CONFIG, [wrong]), { key: 'labels', expected: 'rectanglelabels' });
    assert.deepEqual(saysOf(BOX_CONFIG, [{ ...wrong, from_name: 'bax' }]), [
      'unknown-from-name 0/from_name: error server,editor',
    ]);
  });

  test('that are missing, or none', () => {
    const none = region('box', 'photo', 'rectanglelabels', SIDES);
    assert.deepEqual(saysOf(BOX_CONFIG, [none]), ['labels-missing 0/value: error server,editor']);
    assert.deepEqual(saysOf(BOX_CONFIG, [box('box', 'photo', [])]), [
      'labels-missing 0/value/rectanglelabels: warning editor',
    ]);
    assert.deepEqual(saysOf(boxes('<Label value="Ship"/>', ' allowEmpty="true"'), [box('box', 'photo', [])]), []);
    assert.deepEqual(saysOf(SPLIT_CONFIG, [box('tag', 'photo', [])]), [
      'labels-missing 0/value/rectanglelabels: error server,editor',
    ]);
  });
});

describe('shape and label', () => {
  const merged = (value: Json, type = 'rectanglelabels'): Json => region('tag', 'photo', type, { ...SIDES, ...value });

  test('in one region of Labels: the editor reads one of the two keys', () => {
    assert.deepEqual(saysOf(SPLIT_CONFIG, [merged({ labels: ['Ship'] })]), []);
    assert.deepEqual(saysOf(SPLIT_CONFIG, [merged({ labels: ['Ship'], rectanglelabels: ['Ship'] })]), []);
    assert.deepEqual(saysOf(SPLIT_CONFIG, [merged({ rectanglelabels: ['Ship'] })]), [
      'merged-region-labels 0/value/rectanglelabels: error editor',
    ]);
    assert.deepEqual(saysOf(SPLIT_CONFIG, [merged({ labels: ['ship'] })]), [
      'label-not-in-config 0/value/labels/0: error server,editor',
    ]);
  });

  test('in one region, where no control draws the shape', () => {
    const spans = configOf(IMAGE, labelsTag('Labels', 'tag', 'photo', 'Ship'));
    assert.deepEqual(saysOf(spans, [merged({ labels: ['Ship'] })]), ['type-not-of-control 0/type: error server']);
    const elsewhere = configOf(
      IMAGE,
      '<Image name="map" value="$map"/>',
      '<Rectangle name="shape" toName="map"/>',
      labelsTag('Labels', 'tag', 'photo', 'Ship'),
    );
    assert.deepEqual(saysOf(elsewhere, [merged({ labels: ['Ship'] })]), ['type-not-of-control 0/type: error server']);
  });

  test('in one region, of a type that only the validator knows', () => {
    const wand = configOf(
      IMAGE,
      '<MagicWand name="wand" toName="photo"/>',
      labelsTag('Labels', 'tag', 'photo', 'Ship'),
    );
    const painted = region('tag', 'photo', 'magicwandlabels', { rle: [1], labels: ['Ship'] });
    assert.deepEqual(saysOf(wand, [painted]), ['merged-region-labels 0/type: error editor']);
    assert.deepEqual(dataOf(wand, [painted]), { expected: 'magicwand' });
  });

  test('as two results: the label is where the id is', () => {
    const one = (index: number): string => `unlabeled-region ${index}: warning authoring`;
    assert.deepEqual(saysOf(SPLIT_CONFIG, [label('a'), shape('a'), shape('b'), shape('c')]), [one(2), one(3)]);
    assert.deepEqual(saysOf(SPLIT_CONFIG, [shape('a#1'), label('a')]), []);
    assert.deepEqual(saysOf(SPLIT_CONFIG, [shape('a'), shape('b'), shape('c')]), [one(0)]);
    assert.match(messageOf(SPLIT_CONFIG, [shape('a'), shape('b'), shape('c')]), /None of the 3 shapes .* "tag"/);
    const onlyShapes = configOf(IMAGE, '<Rectangle name="shape" toName="photo"/>');
    assert.deepEqual(saysOf(onlyShapes, [shape('a'), shape('b')]), []);
  });

  test('in the value of a shape without labels', () => {
    const labeled = (key: string, labels: unknown): Json =>
      region('shape', 'photo', 'rectangle', { ...SIDES, [key]: labels });
    assert.deepEqual(saysOf(SPLIT_CONFIG, [labeled('labels', ['Ship'])]), [
      'label-of-bare-shape 0/value/labels: error editor',
    ]);
    assert.deepEqual(dataOf(SPLIT_CONFIG, [labeled('labels', 'Ship')]), { key: 'labels', candidates: ['tag'] });
    assert.deepEqual(
      saysOf(SPLIT_CONFIG, [labeled('rectanglelabels', ['Ship'])]).filter((says) => !says.startsWith('unlabeled')),
      ['label-of-bare-shape 0/value/rectanglelabels: error editor'],
    );
    assert.deepEqual(
      saysOf(BOX_CONFIG, [region('box', 'photo', 'rectangle', { ...SIDES, rectanglelabels: ['Ship'] })]),
      ['type-not-of-control 0/type: error server'],
    );
  });
});

describe('labels of tracks and relations', () => {
  const PLAIN = '<VideoRectangle name="track" toName="clip"/>';
  const kinds = labelsTag('Labels', 'kind', 'clip', 'Ship', 'value="Big buoy" alias="B"');

  test('tracks have those of any control of the video', () => {
    const config = configOf(VIDEO, PLAIN, kinds, labelsTag('TimelineLabels', 'line', 'clip', 'Rain'));
    for (const known of ['Ship', 'Big buoy', 'B', 'Rain'])
      assert.deepEqual(saysOf(config, [track([known])]), [], known);
    assert.deepEqual(saysOf(config, [track(['Ship', 'Whale'])]), [
      'video-label-not-in-config 0/value/labels/1: error editor',
    ]);
    assert.deepEqual(dataOf(config, [track(['big buoy'])]), { candidates: ['B', 'Ship', 'Rain'] });
    assert.deepEqual(saysOf(config, [track(undefined), track([])]), []);
  });

  test('tracks of a control with labels of its own: both have to know the label', () => {
    const config = configOf(VIDEO, labelsTag('VideoRectangle', 'track', 'clip', 'Ship', 'Whale'), kinds);
    const at = 'video-label-not-in-config 0/value/labels/0: error';
    assert.deepEqual(saysOf(config, [track(['Ship'])]), []);
    assert.deepEqual(saysOf(config, [track(['B'])]), [`${at} server`]);
    assert.deepEqual(saysOf(config, [track(['Whale'])]), [`${at} editor`]);
    assert.deepEqual(saysOf(config, [track(['Seal'])]), [`${at} server,editor`]);
  });

  test('labels that come from the data are not compared', () => {
    const config = configOf(VIDEO, PLAIN, '<Labels name="kind" toName="clip" value="$kinds"/>');
    assert.deepEqual(saysOf(config, [track(['Whale'])]), []);
  });

  test('relations have those of the last Relations tag, by value', () => {
    const relation = (...labels: unknown[]): Json => ({
      type: 'relation',
      from_id: 'r1',
      to_id: 'r1',
      direction: 'right',
      labels,
    });
    const config = configOf(
      TEXT,
      labelsTag('Labels', 'tag', 'body', 'Ship'),
      '<Relations><Relation value="old"/></Relations>',
      '<Relations><Relation value="tows" alias="t"/></Relations>',
    );
    const said = saysOf(config, [span('tag', 'body', 'Ship'), relation('tows', 'old', 't', 7)]);
    assert.deepEqual(said, [
      'relation-label-not-in-config 1/labels/1: error editor',
      'relation-label-not-in-config 1/labels/2: error editor',
    ]);
    const without = configOf(TEXT, labelsTag('Labels', 'tag', 'body', 'Ship'));
    assert.deepEqual(saysOf(without, [span('tag', 'body', 'Ship'), relation('tows', 'old')]), [
      'relation-label-not-in-config 1/labels: error editor',
    ]);
    assert.deepEqual(saysOf(without, [span('tag', 'body', 'Ship'), relation()]), []);
  });
});

describe('annotations', () => {
  const saysOfAnnotation = (xml: string, result: readonly Json[], data: Json = { image: 'a.png' }): string[] => {
    const text = JSON.stringify({ data, annotations: [{ result }] });
    const found = [...checkText(stringSource(text), { form: 'json', expects: 'task', config: modelOf(xml) })].flat();
    return found.filter(({ code }) => CODES.has(code)).map(({ code, severity }) => `${code} ${severity}`);
  };

  test('are compared too, and what only a validator minds is not said of them', () => {
    assert.deepEqual(saysOfAnnotation(BOX_CONFIG, [box('box', 'photo', ['ship'])]), ['label-not-in-config error']);
    assert.deepEqual(saysOfAnnotation(SPLIT_CONFIG, [shape('s1'), shape('s2')]), []);
    const mixed = configOf(
      IMAGE,
      '<RectangleLabels name="box" toName="photo" value="$kinds"><Label value="Pier"/></RectangleLabels>',
    );
    assert.deepEqual(saysOfAnnotation(mixed, [box()], { image: 'a.png', kinds: [{ value: 'Ship' }] }), []);
    const pair = configOf(TEXT, '<Text name="other" value="$o"/>', '<Pairwise name="better" toName="body,other"/>');
    assert.deepEqual(saysOfAnnotation(pair, [region('better', 'better', 'pairwise', { selected: 'left' })]), []);
  });
});

describe('a change of the labeling config', () => {
  const data = { image: 'a.png', kinds: [{ value: 'Ship' }] };
  const result = [
    box(),
    region('box', 'photo', 'rectanglelabels', SIDES),
    region('box', 'photo', 'rectanglelabels', { ...SIDES, polygonlabels: ['Ship'] }),
    region('box', 'photo', 'rectanglelabels', { ...SIDES, labels: ['Ship'] }),
    box('tag'),
    shape('s1'),
  ];
  const text = JSON.stringify({ data, predictions: [{ model_version: 'v1', result }] });

  for (const large of [1e9, 10]) {
    test(`leaves what the schema says, and looks at all else again (units above ${large} are taken apart)`, () => {
      const options = { form: 'json', expects: 'task', large } as const;
      const check = new DocumentCheck(stringSource(text), { ...options, config: modelOf(BOX_CONFIG) });
      finish(check);
      for (const xml of [SPLIT_CONFIG, BOX_CONFIG, configOf(IMAGE)]) {
        check.setConfig(modelOf(xml));
        finish(check);
        assert.deepEqual(said(check), saidFresh(text, { ...options, config: modelOf(xml) }));
        assert.equal(said(check).filter((one) => one.includes('labels-missing')).length, 1);
      }
    });
  }
});

describe('what the validator said of names, types and labels', () => {
  interface Recorded {
    config_xml: string;
    prediction: { result?: unknown };
  }
  const recorded = JSON.parse(readFileSync('test/fixtures/verdicts.json', 'utf8')) as Recorded[];
  const IS_NAME: ReadonlySet<string> = new Set([
    'from-name-not-found',
    'to-name-not-found',
    'to-name-not-valid',
    'type-mismatch',
  ]);
  const valueAt = (from: unknown, path: readonly (string | number)[]): unknown =>
    path.reduce((value, step) => (value as Record<string | number, unknown> | undefined)?.[step], from);

  test('is what the rules say, and they say no more', () => {
    let compared = 0;
    for (const [index, { config_xml: xml, prediction }] of recorded.entries()) {
      if (typeof prediction !== 'object' || prediction === null || !Array.isArray(prediction.result)) continue;
      const result: readonly unknown[] = prediction.result;
      const config = modelOf(xml);
      const verdicts = serverVerdict(config, prediction);
      const problems = [
        ...checkText(stringSource(JSON.stringify(prediction)), { form: 'json', expects: 'prediction', config }),
      ].flat();
      const ours = problems.filter(({ code, gates }) => CODES.has(code) && gates.includes('server'));
      const at = (region: number): FileProblem[] =>
        ours.filter(({ pointer }) => pointer.startsWith(`/result/${region}/`));

      for (const { region, code, path, detail } of verdicts) {
        const type = (result[region] as { type?: unknown } | null)?.type;
        const own = valueAt(result[region], path);
        const isLabel = detail === 'a label of the labeling config' && String(type).endsWith('labels');
        // What is no text where it has to be is the schema's matter.
        if (typeof own !== 'string' || !(isLabel || IS_NAME.has(code))) continue;
        compared++;
        const what = `${index}: ${code} at ${region}/${path.join('/')}`;
        assert.ok(at(region).length > 0, `${what} ${JSON.stringify([prediction, problems])}`);
      }

      const rejected = new Set(verdicts.map(({ region }) => region));
      for (const { pointer, code, severity } of ours) {
        const isRejected = rejected.has(Number(pointer.split('/')[2]));
        assert.ok(severity !== 'error' || isRejected, `${index}: ${code} says that the validator rejects ${pointer}`);
      }
    }
    assert.ok(compared >= 20, String(compared));
  });
});
