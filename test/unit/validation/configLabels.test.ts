/** Labels of regions, tracks and relations beside those of the labeling config. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  BOX_CONFIG,
  configOf,
  IMAGE,
  labelsTag,
  SPLIT_CONFIG,
  TEXT,
  VIDEO,
} from '../../../src/core/validation/ruleConfigs';
import { box, dataOf, type Json, label, messageOf, region, SIDES, saysOf, shape, span, track } from './configured';

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
