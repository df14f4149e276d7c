/** Labels that are missing, in the wrong place or unknown, told in full: who objects, what becomes of them, what to write. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { configOf, IMAGE, labelsTag, TEXT, VIDEO } from '../../../src/core/validation/ruleConfigs';
import { fully } from './said';

const BOX = { x: 44, y: 10, width: 5, height: 5 };
const box = (from_name: string, type: string, value: unknown = BOX, more: object = {}) => ({
  id: 'r',
  from_name,
  to_name: 'photo',
  type,
  value,
  ...more,
});
const SHAPE = '<Rectangle name="shape" toName="photo"/>';
const OVAL = '<EllipseLabels name="oval" toName="photo"><Label value="Ship"/></EllipseLabels>';
const OWN = configOf(IMAGE, labelsTag('RectangleLabels', 'box', 'photo', 'Ship'), OVAL);
const SPLIT = configOf(IMAGE, SHAPE, labelsTag('Labels', 'tag', 'photo', 'Ship', 'Buoy'));

describe('a region without a label', () => {
  const of = (regions: readonly object[], config?: string) =>
    fully('labels-missing', regions, config ? { config } : {});

  for (const [what, regions, expected, config] of [
    [
      'lacks the key',
      [box('box', 'rectanglelabels'), box('box', 'rectanglelabels', null)],
      [
        'error server+editor 0/value: "value" | This RectangleLabels region has no "rectanglelabels": the validator rejects it, and the editor shows it without a label. Labels of the region: the alias, or else the value, of Label tags of the control, compared exactly. Always a list, also for one label. {"key":"rectanglelabels"}',
      ],
    ],
    [
      'lacks the key, of a labeling config',
      [box('box', 'rectanglelabels')],
      [
        'error server+editor 0/value: "value" | This RectangleLabels region has no "rectanglelabels": the validator rejects it, and the editor shows it without a label. Labels of the region: the alias, or else the value, of Label tags of the control, compared exactly. Always a list, also for one label. {"key":"rectanglelabels"}',
      ],
      OWN,
    ],
    ['has no labels to have', [box('shape', 'rectangle')], [], SPLIT],
    [
      'has an empty list',
      [box('box', 'rectanglelabels', { ...BOX, rectanglelabels: [] })],
      [
        'warning editor 0/value/rectanglelabels: [] | The list of labels is empty. The validator takes that, and the editor shows the region without a label. Add its label. {"key":"rectanglelabels"}',
      ],
    ],
    [
      'has an empty list, of a labeling config',
      [box('box', 'rectanglelabels', { ...BOX, rectanglelabels: [] })],
      [
        'warning editor 0/value/rectanglelabels: [] | The list of labels is empty. The validator takes that, and the editor shows the region without a label. Add its label. {"key":"rectanglelabels"}',
      ],
      OWN,
    ],
    ['has an empty list under another key', [box('box', 'rectanglelabels', { ...BOX, labels: [] })], [], OWN],
    [
      'has an empty list of another control',
      [box('oval', 'rectanglelabels', { ...BOX, rectanglelabels: [] })],
      [],
      OWN,
    ],
    [
      'is shape and label in one, its list empty under its type',
      [box('tag', 'rectanglelabels', { ...BOX, rectanglelabels: [] })],
      [
        'error server+editor 0/value/rectanglelabels: [] | The list of labels is empty: the validator rejects such a region of a Labels tag, and the editor shows it without a label. Add its label. {"key":"rectanglelabels"}',
      ],
      SPLIT,
    ],
    [
      'is shape and label in one, its list empty under "labels"',
      [box('tag', 'rectanglelabels', { ...BOX, labels: [] })],
      [
        'error server+editor 0/value/labels: [] | The list of labels is empty: the validator rejects such a region of a Labels tag, and the editor shows it without a label. Add its label. {"key":"labels"}',
      ],
      SPLIT,
    ],
    [
      'is shape and label in one, and has some under its type',
      [box('tag', 'rectanglelabels', { ...BOX, labels: [], rectanglelabels: ['Ship'] })],
      [],
      SPLIT,
    ],
    [
      'is shape and label in one, and has some under "labels"',
      [box('tag', 'rectanglelabels', { ...BOX, labels: ['Ship'], rectanglelabels: [] })],
      [
        'error server+editor 0/value/rectanglelabels: [] | The list of labels is empty: the validator rejects such a region of a Labels tag, and the editor shows it without a label. Add its label. {"key":"rectanglelabels"}',
      ],
      SPLIT,
    ],
    [
      'may be empty',
      [box('box', 'rectanglelabels', { ...BOX, rectanglelabels: [] })],
      [],
      OWN.replace('name="box"', 'name="box" allowEmpty="true"'),
    ],
    [
      'is shape and label in one, and may be empty',
      [box('tag', 'rectanglelabels', { ...BOX, labels: [] })],
      [
        'error server+editor 0/value/labels: [] | The list of labels is empty: the validator rejects such a region of a Labels tag, and the editor shows it without a label. Add its label. {"key":"labels"}',
      ],
      SPLIT.replace('name="tag"', 'name="tag" allowEmpty="true"'),
    ],
  ] as const) {
    test(what, () => assert.deepEqual(of(regions, config), expected));
  }
});

describe('shape and label in one', () => {
  const of = (regions: readonly object[], config = SPLIT) => fully('merged-region-labels', regions, { config });

  for (const [what, regions, expected, config] of [
    ['with its labels under "labels"', [box('tag', 'rectanglelabels', { ...BOX, labels: ['Ship'] })], []],
    [
      'with its labels under its type',
      [box('tag', 'rectanglelabels', { ...BOX, rectanglelabels: ['Ship'] })],
      [
        'error editor 0/value/rectanglelabels: "rectanglelabels" | "tag" is a Labels tag, whose labels the editor reads under "labels": it shows this region without a label, and loses the label on Submit. The validator takes both keys. Rename the key to "labels". {"key":"rectanglelabels","expected":"labels"}',
      ],
    ],
    [
      'with labels under both',
      [box('tag', 'rectanglelabels', { ...BOX, labels: ['Ship'], rectanglelabels: ['Ship'] })],
      [],
    ],
    [
      'with an empty list, or none',
      [
        box('tag', 'rectanglelabels', { ...BOX, rectanglelabels: [] }),
        box('tag', 'rectanglelabels', { ...BOX, rectanglelabels: 'Ship' }),
        box('tag', 'rectanglelabels'),
        box('tag', 'rectanglelabels', null),
      ],
      [],
    ],
    [
      'of a control with labels of its own',
      [box('box', 'rectanglelabels', { ...BOX, rectanglelabels: ['Ship'] })],
      [],
      OWN,
    ],
    ['of a shape that is not there', [box('tag', 'polygonlabels', { polygonlabels: ['Ship'] })], []],
    [
      'of labels that come from the data',
      [box('tag', 'rectanglelabels', { ...BOX, labels: ['Ship'] })],
      [
        'information server 0/type: "rectanglelabels" | The labels of "tag" are not in the labeling config. The editor shows the region; a server that validates predictions rejects it, because its validator compares the labels of such a region with those in the config. Two results with one "id", the shape and its "labels", are taken by both.',
      ],
      configOf(IMAGE, SHAPE, '<Labels name="tag" toName="photo" value="$kinds"/>'),
    ],
    [
      'of a type that the editor does not know',
      [box('tag', 'magicwandlabels', { labels: ['Ship'] })],
      [
        'error editor 0/type: "magicwandlabels" | The validator takes "magicwandlabels" for a region of "tag"; the editor knows no such type, and shows an error in place of the task. Write the region as "magicwand" with its own control tag in "from_name". {"expected":"magicwand"}',
      ],
      configOf(IMAGE, '<MagicWand name="wand" toName="photo"/>', labelsTag('Labels', 'tag', 'photo', 'Ship')),
    ],
    [
      'of a tag that only Enterprise has',
      [
        box('tag', 'bitmasklabels', { bitmasklabels: ['Ship'] }),
        box('tag', 'vectorlabels', { vectorlabels: ['Ship'] }),
      ],
      [
        'error editor 0/value/bitmasklabels: "bitmasklabels" | "tag" is a Labels tag, whose labels the editor reads under "labels": it shows this region without a label, and loses the label on Submit. The validator takes both keys. Rename the key to "labels". {"key":"bitmasklabels","expected":"labels"}',
        'error editor 1/value/vectorlabels: "vectorlabels" | "tag" is a Labels tag, whose labels the editor reads under "labels": it shows this region without a label, and loses the label on Submit. The validator takes both keys. Rename the key to "labels". {"key":"vectorlabels","expected":"labels"}',
      ],
      configOf(
        IMAGE,
        '<Bitmask name="mask" toName="photo"/><Vector name="line" toName="photo"/>',
        labelsTag('Labels', 'tag', 'photo', 'Ship'),
      ),
    ],
  ] as const) {
    test(what, () => assert.deepEqual(of(regions, config), expected));
  }
});

describe('shapes beside labels', () => {
  const shape = (id: unknown, more: object = {}) => box('shape', 'rectangle', BOX, { id, ...more });
  const label = (id: unknown, value: object = { ...BOX, labels: ['Ship'] }) => box('tag', 'labels', value, { id });
  const of = (regions: readonly object[], config = SPLIT) => fully('unlabeled-region', regions, { config });

  for (const [what, regions, expected, config] of [
    ['that all have one', [shape('a'), label('a'), label('b'), shape('b')], []],
    [
      'of which one has none',
      [shape('a'), label('a'), shape('b')],
      [
        'warning authoring 2: { | No result of "tag" with the same "id" labels this shape, so it is shown without a label. Add one of the type "labels", with the geometry once more. {"controls":["tag"]}',
      ],
    ],
    [
      'of which two have none',
      [shape('a'), label('a'), shape('b'), shape('c')],
      [
        'warning authoring 2: { | No result of "tag" with the same "id" labels this shape, so it is shown without a label. Add one of the type "labels", with the geometry once more. {"controls":["tag"]}',
        'warning authoring 3: { | No result of "tag" with the same "id" labels this shape, so it is shown without a label. Add one of the type "labels", with the geometry once more. {"controls":["tag"]}',
      ],
    ],
    [
      'one alone',
      [shape('a')],
      [
        'warning authoring 0: { | No result of "tag" with the same "id" labels this shape, so it is shown without a label. Add one of the type "labels", with the geometry once more. {"controls":["tag"]}',
      ],
    ],
    [
      'none of which has one',
      [shape('a'), shape('b'), shape(undefined)],
      [
        'warning authoring 0: { | None of the 3 shapes of this prediction has a label from "tag". If the model knows them, add for each a result of the type "labels" with the same "id". {"controls":["tag"]}',
      ],
    ],
    ['whose ids are cut off, or numbers', [shape('a#1'), label('a#2'), shape(7), label('7')], []],
    [
      'beside a span of their id',
      [shape('a'), label('a', { start: 1, end: 2, labels: ['Ship'] })],
      [
        'warning authoring 0: { | No result of "tag" with the same "id" labels this shape, so it is shown without a label. Add one of the type "labels", with the geometry once more. {"controls":["tag"]}',
      ],
    ],
    ['with labels in the wrong place', [shape('a', { value: { ...BOX, labels: ['Ship'] } })], []],
    [
      'without a value, a control or an object',
      [
        shape('a', { value: null }),
        shape('b', { from_name: 5 }),
        shape('c', { to_name: null }),
        shape('d', { from_name: 'nobody' }),
      ],
      [],
    ],
    ['of controls with labels of their own', [box('box', 'rectangle')], [], OWN],
    [
      'where two tags have labels',
      [shape('a')],
      [
        'warning authoring 0: { | No result of "tag" and "sign" with the same "id" labels this shape, so it is shown without a label. Add one of the type "labels", with the geometry once more. {"controls":["tag","sign"]}',
      ],
      configOf(
        IMAGE,
        SHAPE,
        labelsTag('Labels', 'tag', 'photo', 'Ship'),
        labelsTag('Labels', 'sign', 'photo', 'No'),
        OVAL,
      ),
    ],
    [
      'where labels are for another object',
      [shape('a')],
      [],
      configOf(IMAGE, TEXT, SHAPE, labelsTag('Labels', 'tag', 'body', 'Ship')),
    ],
  ] as const) {
    test(what, () => assert.deepEqual(of(regions, config), expected));
  }
});

describe('labels on a shape that has none', () => {
  const of = (value: object, config?: string) =>
    fully('label-of-bare-shape', [box('shape', 'rectangle', value)], config ? { config } : {});

  test('are told with the key that they stand under', () => {
    assert.deepEqual(of({ ...BOX, rectanglelabels: ['Ship'] }), [
      'error editor 0/value/rectanglelabels: "rectanglelabels" | The editor does not read labels in this Rectangle region: it shows it without a label, and leaves "rectanglelabels" out on Submit. Put them into a result of the type "labels" with the same "id". {"key":"rectanglelabels","candidates":[]}',
    ]);
    assert.deepEqual(of({ ...BOX, labels: ['Ship'] }, SPLIT), [
      'error editor 0/value/labels: "labels" | The editor does not read labels in this Rectangle region: it shows it without a label, and leaves "labels" out on Submit. Put them into a result of the type "labels" with the same "id" and the from_name "tag". {"key":"labels","candidates":["tag"]}',
    ]);
    assert.deepEqual(of({ ...BOX, labels: [] }, SPLIT), []);
    assert.deepEqual(of({ ...BOX, labels: 'Ship' }, SPLIT), [
      'error editor 0/value/labels: "labels" | The editor does not read labels in this Rectangle region: it shows it without a label, and leaves "labels" out on Submit. Put them into a result of the type "labels" with the same "id" and the from_name "tag". {"key":"labels","candidates":["tag"]}',
    ]);
    assert.deepEqual(of(BOX, SPLIT), []);
  });
});

describe('the label of a track', () => {
  const track = (labels: unknown, more: object = {}) =>
    box('track', 'videorectangle', { labels, sequence: [] }, { to_name: 'clip', ...more });
  const PLAIN = '<VideoRectangle name="track" toName="clip"/>';
  const LABELS = labelsTag('Labels', 'kind', 'clip', 'Ship', 'Buoy');
  const OWN_LABELS = labelsTag('VideoRectangle', 'track', 'clip', 'Ship');
  const of = (regions: readonly object[], ...tags: string[]) =>
    fully('video-label-not-in-config', regions, { config: configOf(VIDEO, ...tags) });

  for (const [what, regions, expected, ...tags] of [
    ['is one of the Labels', [track(['Ship', 'Buoy'])], [], PLAIN, LABELS],
    [
      'is like one of the Labels',
      [track(['Ship', 'ship', 5])],
      [
        'error editor 0/value/labels/1: "ship" | No control tag of this video has the label "ship": the editor shows the region without it, and leaves it out on Submit. Did you mean "Ship"? {"candidates":["Ship","Buoy"]}',
      ],
      PLAIN,
      LABELS,
    ],
    [
      'is like none',
      [track(['Aeroplane'])],
      [
        'error editor 0/value/labels/0: "Aeroplane" | No control tag of this video has the label "Aeroplane": the editor shows the region without it, and leaves it out on Submit. Known are "Ship" and "Buoy". {"candidates":["Ship","Buoy"]}',
      ],
      PLAIN,
      LABELS,
    ],
    [
      'is one where there are no Labels',
      [track(['Ship'])],
      [
        'error editor 0/value/labels/0: "Ship" | The labeling config has no Labels for this video, so "Ship" is no label: the editor shows the region without it, and leaves it out on Submit. Add a Labels tag with it in the labeling config. {"candidates":[]}',
      ],
      PLAIN,
    ],
    [
      'is not one of its own',
      [track(['Ship']), track(['Buoy']), track(['Boy'])],
      [
        'error server 1/value/labels/0: "Buoy" | "Buoy" is no label of "track": the validator rejects the region, since "track" has labels of its own. Known are "Ship". {"candidates":["Ship"]}',
        'error server+editor 2/value/labels/0: "Boy" | No control tag of this video has the label "Boy": the validator rejects the region, since "track" has labels of its own; the editor shows the region without it, and leaves it out on Submit. Known are "Ship". {"candidates":["Ship"]}',
      ],
      OWN_LABELS,
      LABELS,
    ],
    [
      'is one of its own, and no Labels has it',
      [track(['Ship'])],
      [
        'error editor 0/value/labels/0: "Ship" | No control tag of this video has the label "Ship": the editor shows the region without it, and leaves it out on Submit. Add it to the Labels of this video in the labeling config. {"candidates":[]}',
      ],
      OWN_LABELS,
      labelsTag('Labels', 'kind', 'clip', 'Buoy'),
    ],
    [
      'can be any, from the data',
      [track(['Aeroplane'])],
      [],
      PLAIN,
      '<Labels name="kind" toName="clip" value="$kinds"/>',
    ],
    ['is none', [track([]), track('Ship'), track(undefined)], [], PLAIN, LABELS],
    [
      'stands in a region that is wrong elsewhere',
      [
        track(['x'], { to_name: 5 }),
        track(['x'], { to_name: 'photo' }),
        track(['x'], { from_name: 'kind' }),
        track(['x'], { value: null }),
      ],
      [],
      PLAIN,
      LABELS,
    ],
  ] as const) {
    test(what, () => assert.deepEqual(of(regions, ...tags), expected));
  }
});

describe('a label that is not in the labeling config', () => {
  const of = (labels: unknown, ...tags: string[]) =>
    fully('label-not-in-config', [box('box', 'rectanglelabels', { ...BOX, rectanglelabels: labels })], {
      config: configOf(IMAGE, ...tags),
    });

  test('is compared letter by letter', () => {
    const tag = labelsTag('RectangleLabels', 'box', 'photo', 'Ship', 'Buoy', 'Pier', 'Quay');
    assert.deepEqual(of(['Ship', 'ship', 'Aeroplane', 5], tag), [
      'error server+editor 0/value/rectanglelabels/1: "ship" | "ship" is no label of the control tag "box": the validator rejects the region, and the editor shows the region without it. Did you mean "Ship"? {"candidates":["Ship","Buoy","Pier","Quay"]}',
      'error server+editor 0/value/rectanglelabels/2: "Aeroplane" | "Aeroplane" is no label of the control tag "box": the validator rejects the region, and the editor shows the region without it. It has "Ship", "Buoy", "Pier" and "Quay". {"candidates":["Ship","Buoy","Pier","Quay"]}',
    ]);
    assert.deepEqual(of('Ship', tag), []);
    assert.deepEqual(of([], tag), []);
  });

  test('can be the value of one that has an alias', () => {
    assert.deepEqual(
      of(['Ship', 's'], '<RectangleLabels name="box" toName="photo"><Label value="Ship" alias="s"/></RectangleLabels>'),
      [
        'error server 0/value/rectanglelabels/0: "Ship" | The label "Ship" of "box" goes by its alias "s": the validator rejects its value; the editor shows the label, and saves the value. Write "s". {"candidates":["s"],"alias":"s"}',
      ],
    );
  });

  test('is any, where the tag has none', () => {
    assert.deepEqual(of(['Ship'], '<RectangleLabels name="box" toName="photo"/>'), []);
    assert.deepEqual(of(['Ship'], '<RectangleLabels name="box" toName="photo" value="$kinds"/>'), []);
    assert.deepEqual(
      of(['Ship'], '<RectangleLabels name="box" toName="photo" value="$kinds"><Label value="Buoy"/></RectangleLabels>'),
      [
        'information server 0/value/rectanglelabels/0: "Ship" | "Ship" can only be a label from the task’s data. The editor takes those; a server that validates predictions rejects it, because its validator knows only the labels in the labeling config ("Buoy") of "box".',
      ],
    );
  });
});
