/** Names, types and indexes that the labeling config does not have, told in full: what becomes of the region, what to write. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { configOf, IMAGE, labelsTag, TEXT } from '../../../src/core/validation/ruleConfigs';
import { fully } from './said';

const BOX = { x: 44, y: 10, width: 5, height: 5 };
const SHIP = { ...BOX, rectanglelabels: ['Ship'] };
const box = (more: object = {}) => ({
  id: 'r',
  from_name: 'box',
  to_name: 'photo',
  type: 'rectanglelabels',
  value: SHIP,
  ...more,
});
const BOXES = labelsTag('RectangleLabels', 'box', 'photo', 'Ship');

describe('an entry of a Repeater', () => {
  const repeated = (on: string, more = '') =>
    configOf(
      `<Repeater on="${on}"><Image name="page_{{idx}}" value="${on}[{{idx}}]"/>${labelsTag('RectangleLabels', 'box_{{idx}}', 'page_{{idx}}', 'Ship')}</Repeater>${more}`,
    );
  const at = (from: unknown, to: unknown, more: object = {}) => box({ from_name: from, to_name: to, ...more });
  const of = (regions: readonly object[], data: object, config = repeated('$pages')) =>
    fully('repeater-index-outside', regions, { config, data });

  for (const [what, regions, data, expected] of [
    ['is there', [at('box_0', 'page_0'), at('box_1', 'page_1')], { pages: ['a', 'b'] }, []],
    [
      'is not there, of two',
      [at('box_2', 'page_2')],
      { pages: ['a', 'b'] },
      [
        'error editor 0/from_name: "box_2" | "box_2" is for the entry 2 of "$pages", which in this task has 2 entries, counted from 0: the editor leaves the region out. {"index":2,"length":2}',
      ],
    ],
    [
      'is not there, of one',
      [at('box_1', 'page_1')],
      { pages: ['a'] },
      [
        'error editor 0/from_name: "box_1" | "box_1" is for the entry 1 of "$pages", which in this task has 1 entry, whose index is 0: the editor leaves the region out. {"index":1,"length":1}',
      ],
    ],
    [
      'is not there, of none',
      [at('box_0', 'page_0')],
      { pages: [] },
      [
        'error editor 0/from_name: "box_0" | "box_0" is for the entry 0 of "$pages", which in this task has 0 entries, counted from 0: the editor leaves the region out. {"index":0,"length":0}',
      ],
    ],
    [
      'is not there for the control alone',
      [at('box_2', 'page_1')],
      { pages: ['a', 'b'] },
      [
        'error editor 0/from_name: "box_2" | "box_2" is for the entry 2 of "$pages", which in this task has 2 entries, counted from 0: the editor shows the region without a label. {"index":2,"length":2}',
      ],
    ],
    [
      'is not there for the control alone, of a shape without labels',
      [at('box_2', 'page_1', { type: 'rectangle', value: BOX })],
      { pages: ['a', 'b'] },
      [
        'error editor 0/from_name: "box_2" | "box_2" is for the entry 2 of "$pages", which in this task has 2 entries, counted from 0: the editor leaves the region out. {"index":2,"length":2}',
      ],
    ],
    [
      'is not there for the object alone',
      [at('box_1', 'page_2')],
      { pages: ['a', 'b'] },
      [
        'error editor 0/to_name: "page_2" | "page_2" is for the entry 2 of "$pages", which in this task has 2 entries, counted from 0: the editor leaves the region out. {"index":2,"length":2}',
      ],
    ],
    [
      'is not there for a control that is no one’s',
      [at('box', 'page_2')],
      { pages: ['a', 'b'] },
      [
        'error editor 0/to_name: "page_2" | "page_2" is for the entry 2 of "$pages", which in this task has 2 entries, counted from 0: the editor leaves the region out. {"index":2,"length":2}',
      ],
    ],
    [
      'is not there for an object that is no one’s',
      [at('box_2', 'photo')],
      { pages: ['a', 'b'] },
      [
        'error editor 0/from_name: "box_2" | "box_2" is for the entry 2 of "$pages", which in this task has 2 entries, counted from 0: the editor leaves the region out. {"index":2,"length":2}',
      ],
    ],
    ['cannot be told', [at('box_2', 'page_2')], { pages: 'ab' }, []],
    ['cannot be told, without the list', [at('box_2', 'page_2')], { other: [] }, []],
    [
      'is asked of no region',
      [at('box_2', 'page_2', { type: 'relation' }), at(5, 'page_2'), at('box_2', null)],
      { pages: ['a'] },
      [
        'error editor 2/from_name: "box_2" | "box_2" is for the entry 2 of "$pages", which in this task has 1 entry, whose index is 0: the editor leaves the region out. {"index":2,"length":1}',
      ],
    ],
  ] as const) {
    test(what, () => assert.deepEqual(of(regions, data), expected));
  }

  test('of a list in the data', () => {
    const config = repeated('$book.pages');
    assert.deepEqual(of([at('box_2', 'page_2')], { book: { pages: ['a', 'b'] } }, config), [
      'error editor 0/from_name: "box_2" | "box_2" is for the entry 2 of "$book.pages", which in this task has 2 entries, counted from 0: the editor leaves the region out. {"index":2,"length":2}',
    ]);
  });

  test('beside a control that is not repeated', () => {
    const config = configOf(
      IMAGE,
      BOXES,
      '<Repeater on="$pages"><Image name="page_{{idx}}" value="$pages[{{idx}}]"/></Repeater>',
    );
    assert.deepEqual(of([box(), box({ to_name: 'page_3' })], { image: 'a', pages: ['a'] }, config), [
      'error editor 1/to_name: "page_3" | "page_3" is for the entry 3 of "$pages", which in this task has 1 entry, whose index is 0: the editor leaves the region out. {"index":3,"length":1}',
    ]);
  });
});

describe('the name of an object', () => {
  const of = (regions: readonly object[], ...tags: string[]) =>
    fully('unknown-to-name', regions, { config: configOf(...tags) });
  const MAP = '<Image name="map" value="$map"/>';

  for (const [what, regions, expected, ...tags] of [
    ['is there', [box()], [], IMAGE, BOXES],
    [
      'is not there, of one',
      [box({ to_name: 'photos' })],
      [
        'error server+editor 0/to_name: "photos" | The labeling config has no object tag named "photos": the validator rejects the region, and the editor leaves it out. The only one is "photo". {"candidates":["photo"]}',
      ],
      IMAGE,
      BOXES,
    ],
    [
      'is not there, of two, and like one',
      [box({ to_name: 'photos' })],
      [
        'error server+editor 0/to_name: "photos" | The labeling config has no object tag named "photos": the validator rejects the region, and the editor leaves it out. Did you mean "photo"? {"candidates":["photo","map"]}',
      ],
      IMAGE,
      MAP,
      BOXES,
    ],
    [
      'is not there, of two, and like none',
      [box({ to_name: 'x' })],
      [
        'error server+editor 0/to_name: "x" | The labeling config has no object tag named "x": the validator rejects the region, and the editor leaves it out. The config has "photo" and "map". {"candidates":["photo","map"]}',
      ],
      IMAGE,
      MAP,
      BOXES,
    ],
    [
      'is not there, of none',
      [box({ to_name: 'x' })],
      [
        'error server+editor 0/to_name: "x" | The labeling config has no object tag named "x": the validator rejects the region, and the editor leaves it out. The config has no object tag at all. {"candidates":[]}',
      ],
      BOXES,
    ],
    [
      'is one of a control',
      [box({ to_name: 'box' })],
      [
        'error server+editor 0/to_name: "box" | "box" is a control tag and no object tag: the validator rejects the region, and the editor loses its shape and cannot submit the task. The only one is "photo". {"candidates":["photo"]}',
      ],
      IMAGE,
      BOXES,
    ],
    ['is no text, or of a relation', [box({ to_name: 5 }), box({ to_name: 'x', type: 'relation' })], [], IMAGE, BOXES],
    [
      'is the control itself',
      [
        box({ from_name: 'better', to_name: 'better', type: 'pairwise', value: { selected: 'left' } }),
        box({ to_name: 'box' }),
      ],
      [
        'information server 0/to_name: "better" | "better" is the Pairwise itself. The editor writes and reads it so; a server that validates predictions rejects it. The name of an object, such as "body", is taken by both. {"candidates":["body","photo"]}',
        'error server+editor 1/to_name: "box" | "box" is a control tag and no object tag: the validator rejects the region, and the editor loses its shape and cannot submit the task. The config has "photo" and "body". {"candidates":["photo","body"]}',
      ],
      TEXT,
      IMAGE,
      BOXES,
      '<Pairwise name="better" toName="body,photo"/>',
    ],
    [
      'is one that a Repeater makes',
      [box({ from_name: 'box', to_name: 'page_1' }), box({ from_name: 'nobody', to_name: 'page_1' })],
      [
        'information server 0/to_name: "page_1" | "page_1" is a name that a Repeater makes. The editor knows such names; a server that validates predictions rejects them, because its validator does not know Repeaters.',
      ],
      IMAGE,
      BOXES,
      '<Repeater on="$pages"><Image name="page_{{idx}}" value="$pages[{{idx}}]"/></Repeater>',
    ],
  ] as const) {
    test(what, () => assert.deepEqual(of(regions, ...tags), expected));
  }
});

describe('an object of another control', () => {
  test('is told with the controls that point to it', () => {
    const map = '<Image name="map" value="$map"/>';
    const area = labelsTag('RectangleLabels', 'area', 'map', 'Ship');
    const of = (...tags: string[]) =>
      fully('to-name-of-another-control', [box({ to_name: 'map' })], { config: configOf(IMAGE, map, BOXES, ...tags) });
    assert.deepEqual(of(), [
      'error server 0/to_name: "map" | The control tag "box" points to "photo" and not to "map", so the validator rejects the region; the editor puts it there all the same. {"candidates":["photo"],"controls":[]}',
    ]);
    assert.deepEqual(of(area), [
      'error server 0/to_name: "map" | The control tag "box" points to "photo" and not to "map", so the validator rejects the region; the editor puts it there all the same. Or is the region one of "area"? {"candidates":["photo"],"controls":["area"]}',
    ]);
    assert.deepEqual(of(area, area.replace('area', 'zone')), [
      'error server 0/to_name: "map" | The control tag "box" points to "photo" and not to "map", so the validator rejects the region; the editor puts it there all the same. Or is the region one of "area" and "zone"? {"candidates":["photo"],"controls":["area","zone"]}',
    ]);
  });
});

describe('the type of a region', () => {
  const OUTLINE = labelsTag('PolygonLabels', 'outline', 'photo', 'Ship');
  const points = {
    points: [
      [1, 1],
      [9, 1],
      [9, 9],
    ],
  };
  const of = (regions: readonly object[], ...tags: string[]) =>
    fully('type-not-of-control', regions, { config: configOf(IMAGE, ...tags) });

  for (const [what, regions, expected, ...tags] of [
    ['is that of its control', [box(), box({ type: 'RectangleLabels' })], [], BOXES],
    [
      'is that of no control, its labels lost',
      [box({ type: 'polygonlabels', value: { ...points, polygonlabels: ['Ship'] } })],
      [
        'error server+editor 0/type: "polygonlabels" | "box" is a RectangleLabels, so the type is "rectanglelabels" and not "polygonlabels". The validator rejects the region, and what stands under "polygonlabels" is lost: the editor looks under "rectanglelabels". {"expected":"rectanglelabels","candidates":[],"key":{"from":"polygonlabels","to":"rectanglelabels"}}',
      ],
      BOXES,
    ],
    [
      'is that of another control',
      [box({ type: 'polygonlabels', value: { ...points, polygonlabels: ['Ship'] } })],
      [
        'error server+editor 0/from_name: "box" | "box" is a RectangleLabels, and this is a region of the type "polygonlabels" on "photo". The validator rejects the region, and what stands under "polygonlabels" is lost: the editor looks under "rectanglelabels". Write "outline". {"candidates":["outline"]}',
      ],
      BOXES,
      OUTLINE,
    ],
    [
      'is that of two others',
      [box({ type: 'polygonlabels', value: points })],
      [
        'error server 0/type: "polygonlabels" | "box" is a RectangleLabels, so the type is "rectanglelabels" and not "polygonlabels". The validator rejects the region; the editor shows it, and saves it with the wrong type. Or name "outline" and "edge" in "from_name", whose regions are "polygonlabels". {"expected":"rectanglelabels","candidates":["outline","edge"]}',
      ],
      BOXES,
      OUTLINE,
      OUTLINE.replace('outline', 'edge'),
    ],
    [
      'is another, and the labels stand where they are read',
      [box({ type: 'polygonlabels' }), box({ type: 'polygonlabels', value: { ...SHIP, polygonlabels: ['Ship'] } })],
      [
        'error server 0/type: "polygonlabels" | "box" is a RectangleLabels, so the type is "rectanglelabels" and not "polygonlabels". The validator rejects the region; the editor shows it, and saves it with the wrong type. {"expected":"rectanglelabels","candidates":[]}',
        'error server 1/type: "polygonlabels" | "box" is a RectangleLabels, so the type is "rectanglelabels" and not "polygonlabels". The validator rejects the region; the editor shows it, and saves it with the wrong type. {"expected":"rectanglelabels","candidates":[]}',
      ],
      BOXES,
    ],
    [
      'is one with labels, of a control without',
      [box({ from_name: 'shape' })],
      [
        'error server+editor 0/type: "rectanglelabels" | "shape" is a Rectangle, so the type is "rectangle" and not "rectanglelabels". The validator rejects the region, and what stands under "rectanglelabels" is lost: a Rectangle has no labels. {"expected":"rectangle","candidates":[],"key":{"from":"rectanglelabels"}}',
      ],
      '<Rectangle name="shape" toName="photo"/>',
    ],
    [
      'is one without labels',
      [box({ type: 'rectangle', value: BOX })],
      [
        'error server 0/type: "rectangle" | "box" is a RectangleLabels, so the type is "rectanglelabels" and not "rectangle". The validator rejects the region; the editor shows it, and saves it with the wrong type. {"expected":"rectanglelabels","candidates":[]}',
      ],
      BOXES,
    ],
    [
      'is none that the editor knows',
      [box({ type: 'hexagons' })],
      [
        'error server+editor 0/type: "hexagons" | "box" is a RectangleLabels, so the type is "rectanglelabels" and not "hexagons". The validator rejects the region, and the editor shows an error in place of the task. {"expected":"rectanglelabels","candidates":[]}',
      ],
      BOXES,
    ],
    [
      'is misspelt, or no text, or that of a relation',
      [box({ type: 'rectanglelabel' }), box({ type: 5 }), box({ type: 'relation' })],
      [],
      BOXES,
    ],
    [
      'is wrong where the value is no object',
      [box({ type: 'polygonlabels', value: null }), box({ type: 'polygonlabels', value: 'x' })],
      [
        'error server 0/type: "polygonlabels" | "box" is a RectangleLabels, so the type is "rectanglelabels" and not "polygonlabels". The validator rejects the region; the editor shows it, and saves it with the wrong type. {"expected":"rectanglelabels","candidates":[]}',
        'error server 1/type: "polygonlabels" | "box" is a RectangleLabels, so the type is "rectanglelabels" and not "polygonlabels". The validator rejects the region; the editor shows it, and saves it with the wrong type. {"expected":"rectanglelabels","candidates":[]}',
      ],
      BOXES,
    ],
    [
      'is chat',
      [
        box({ from_name: 'talk', type: 'chatmessage', value: {} }),
        box({ from_name: 'talk', type: 'chat', value: {} }),
        box({ type: 'chat', value: {} }),
        box({ type: 'chatmessage', value: {} }),
      ],
      [
        'information server 0/type: "chatmessage" | Label Studio documents "chatmessage" for the messages of a Chat. A server that validates predictions wants "chat" here, because "talk" has a toName, and rejects this; without toName it takes "chatmessage".',
        'error server+editor 2/type: "chat" | "box" is a RectangleLabels, so the type is "rectanglelabels" and not "chat". The validator rejects the region, and the editor shows an error in place of the task. Or name "talk" in "from_name", whose regions are "chat". {"expected":"rectanglelabels","candidates":["talk"]}',
        'error server 3/type: "chatmessage" | "box" is a RectangleLabels, so the type is "rectanglelabels" and not "chatmessage". The validator rejects the region; the editor shows it, and saves it with the wrong type. {"expected":"rectanglelabels","candidates":[]}',
      ],
      BOXES,
      '<Chat name="talk" toName="photo" value="$chat"/>',
    ],
  ] as const) {
    test(what, () => assert.deepEqual(of(regions, ...tags), expected));
  }
});

describe('a control that is not made for its object', () => {
  test('is told with the objects that it is made for', () => {
    const of = (region: object, ...tags: string[]) =>
      fully('shape-not-for-object', [region], { config: configOf(TEXT, ...tags) });
    const onText = labelsTag('RectangleLabels', 'box', 'body', 'Ship');
    assert.deepEqual(of(box({ to_name: 'body' }), onText), [
      'error editor 0/to_name: "body" | "box" is a RectangleLabels, which is made for Image, and "body" is a Text: the editor refuses the labeling config, and shows an error in place of the task. Correct toName in the labeling config, or use another control tag. {"object":"Text","objects":["Image"]}',
    ]);
    assert.deepEqual(of(box({ to_name: 'body', type: 'rectangle' }), onText), []);
    assert.deepEqual(of(box({ to_name: 'photo' }), onText), []);
    const oval = (to: string) => ({ ...box({ to_name: to, type: 'ellipse' }), from_name: 'oval' });
    assert.deepEqual(of(oval('body'), '<Ellipse name="oval" toName="body"/>'), [
      'error editor 0/to_name: "body" | "oval" is an Ellipse, which is made for Image, and "body" is a Text: the editor cannot show the region. Correct toName in the labeling config, or use another control tag. {"object":"Text","objects":["Image"]}',
    ]);
    const span = box({ from_name: 'tag', type: 'labels', value: { start: 0, end: 1, labels: ['Ship'] } });
    assert.deepEqual(of(span, IMAGE, labelsTag('ParagraphLabels', 'tag', 'photo', 'Ship')), []);
    const paragraph = { ...span, to_name: 'body', type: 'paragraphlabels' };
    assert.deepEqual(of(paragraph, labelsTag('ParagraphLabels', 'tag', 'body', 'Ship')), []);
    assert.deepEqual(
      of({ ...paragraph, to_name: 'photo' }, IMAGE, labelsTag('ParagraphLabels', 'tag', 'photo', 'Ship')),
      [
        'error editor 0/to_name: "photo" | "tag" is a ParagraphLabels, which is made for Paragraphs, and "photo" is an Image: the editor cannot show the region. Correct toName in the labeling config, or use another control tag. {"object":"Image","objects":["Paragraphs"]}',
      ],
    );
  });
});
