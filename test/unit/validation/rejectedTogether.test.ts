/** What the validator rejects because of another region: labels that do not repeat their shape, relations to what it has rejected. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkText } from '../../../src/core/engine/checkText';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import { configOf } from '../../../src/core/validation/ruleConfigs';

const CONFIG = configOf(
  '<Image name="photo" value="$image"/>',
  '<Rectangle name="box" toName="photo"/><Ellipse name="oval" toName="photo"/>',
  '<Labels name="tag" toName="photo"><Label value="Ship"/></Labels>',
);

const BOX = { x: 1, y: 2, width: 3, height: 4 };
const OVAL = { x: 1, y: 2, radiusX: 3, radiusY: 4 };
const LABELS = { labels: ['Ship'] };
const SPAN = { start: 1, end: 2, ...LABELS };
const part = (from_name: string, type: string, value: object, more: object = {}) => ({
  id: 'r',
  from_name,
  to_name: 'photo',
  type,
  value,
  ...more,
});
const box = (more?: object, value: object = BOX) => part('box', 'rectangle', value, more);
const oval = (more?: object) => part('oval', 'ellipse', OVAL, more);
const labels = (value: object, more?: object) => part('tag', 'labels', value, more);
const relation = (from_id: unknown, to_id: unknown = from_id) => ({
  type: 'relation',
  direction: 'right',
  from_id,
  to_id,
});

/** What the rule says, by region: what is underlined, why, and what it follows from. */
function said(regions: readonly unknown[], xml = CONFIG): string[] {
  const written = regions.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  const text = `{"data":{"image":"a.jpg"},"predictions":[{"model_version":"v","result":[${written}]}]}`;
  const { config } = parseLabelingConfig(xml);
  assert.ok(config);
  const options = { form: 'json', config, consequences: true } as const;
  const both = [1, 1e9].map((large) =>
    [...checkText(stringSource(text), { ...options, large })]
      .flat()
      .filter(({ code }) => code === 'rejected-by-validator')
      .map(({ severity, gates, pointer, start, end, message, causedBy }) => {
        assert.deepEqual([severity, gates], ['error', ['server']]);
        const cause = causedBy
          ? ` <- ${causedBy.pointer.slice('/predictions/0/result/'.length)} (${causedBy.gates})`
          : '';
        return `${pointer.slice('/predictions/0/result/'.length)}: ${text.slice(start, end)}: ${message}${cause}`;
      }),
  );
  assert.deepEqual(both[0], both[1], 'whole and taken apart');
  return both[0] ?? [];
}

describe('labels', () => {
  for (const [what, regions, expected] of [
    ['repeat their shape', [box(), labels({ ...BOX, ...LABELS })], []],
    ['stand before the shape that they repeat', [labels({ ...BOX, ...LABELS }), box()], []],
    [
      'have the shape of another id',
      [box({ id: 's' }), labels({ ...BOX, ...LABELS })],
      [
        '1/value: "value": The validator rejects it: it finds no region with the id "r" that draws this shape, and takes the labels for a span. Add that region, or write "start" and "end".',
      ],
    ],
    [
      'have no shape',
      [labels({ ...BOX, ...LABELS })],
      [
        '0/value: "value": The validator rejects it: it finds no region with the id "r" that draws this shape, and takes the labels for a span. Add that region, or write "start" and "end".',
      ],
    ],
    [
      'have a shape without an id',
      [box({ id: undefined }), labels({ ...BOX, ...LABELS })],
      [
        '1/value: "value": The validator rejects it: it finds no region with the id "r" that draws this shape, and takes the labels for a span. Add that region, or write "start" and "end".',
      ],
    ],
    ['are a span', [labels(SPAN)], []],
    [
      'are a span beside a shape',
      [box(), labels(SPAN)],
      [
        '1/value: "value": The validator rejects it: the region "r" draws the shape "rectangle", and the labels of the same id have to repeat its geometry. Write the keys of its value here too, beside "labels".',
      ],
    ],
    ['are a span beside the shape of another id', [box({ id: 's' }), labels(SPAN)], []],
    [
      'repeat another shape',
      [box(), labels({ ...OVAL, ...LABELS })],
      [
        '1/value: "value": The validator rejects it: the region "r" draws the shape "rectangle", and the labels of the same id have to repeat its geometry. Write the keys of its value here too, beside "labels".',
      ],
    ],
    [
      'repeat the second shape of their id',
      [box(), oval(), labels({ ...OVAL, ...LABELS })],
      [
        '2/value: "value": The validator rejects it: the region "r" draws the shape "rectangle", and the labels of the same id have to repeat its geometry. Write the keys of its value here too, beside "labels".',
      ],
    ],
    ['repeat the first shape of their id', [oval(), box(), labels({ ...OVAL, ...LABELS })], []],
    ['repeat nothing', [box(), labels(LABELS)], []],
    [
      'have no id',
      [box({ id: undefined }), labels({ ...BOX, ...LABELS }, { id: undefined })],
      [
        '1/value: "value": The validator rejects it: for the control tag "tag" (Labels) it wants the key "start". Add it.',
      ],
    ],
    [
      'have the id null',
      [box({ id: null }), labels({ ...BOX, ...LABELS }, { id: null })],
      [
        '1/value: "value": The validator rejects it: for the control tag "tag" (Labels) it wants the key "start". Add it.',
      ],
    ],
    [
      'have a number for an id',
      [box({ id: 7 }), labels({ ...OVAL, ...LABELS }, { id: 7 })],
      [
        '1/value: "value": The validator rejects it: the region "7" draws the shape "rectangle", and the labels of the same id have to repeat its geometry. Write the keys of its value here too, beside "labels".',
      ],
    ],
    ['have a number written in another way', [box({ id: 1 }), labels({ ...BOX, ...LABELS }, { id: true })], []],
    ['are wrapped under the name', [box(), labels({ tag: { ...BOX, ...LABELS } })], []],
    ['are of a shape that is itself rejected', [box({}, { ...BOX, x: 'left' }), labels({ ...BOX, ...LABELS })], []],
    [
      'are themselves wrong in the value',
      [box(), labels({ ...BOX, x: 200, ...LABELS })],
      [
        '1/value: "value": The validator rejects it: for the control tag "tag" (Labels) it wants the key "start". Add it.',
      ],
    ],
    ['are in capitals', [box({ type: 'Rectangle' }), labels({ ...BOX, ...LABELS }, { type: 'Labels' })], []],
    [
      'are behind a region whose type is no text',
      [box({ id: 's', type: 5 }), box(), labels({ ...BOX, ...LABELS })],
      [],
    ],
    [
      'and a shape are before a region whose type is no text',
      [box(), labels({ ...BOX, ...LABELS }), box({ id: 's', type: 5 })],
      [],
    ],
    [
      'are before their shape, a region whose type is no text between',
      [labels({ ...BOX, ...LABELS }), box({ id: 's', type: 5 }), box()],
      [
        '0/value: "value": The validator looks for the shape of this region, and fails on a region whose type is no text. <- 1/type (server,upload)',
      ],
    ],
    ['are before a region whose type is empty', [labels({ ...BOX, ...LABELS }), box({ id: 's', type: 0 }), box()], []],
    [
      'are behind a region whose type is no text and whose name is none',
      [box({ id: 's', type: 5, from_name: 'x' }), labels(SPAN)],
      [
        '1/value: "value": The validator looks for the shape of this region, and fails on a region whose type is no text. <- 0/type (server,upload)',
      ],
    ],
  ] as const) {
    test(what, () => assert.deepEqual(said(regions), expected));
  }

  test('are all told by the shape of their own id', () => {
    const many = ['a', 'b', 'c'].flatMap((id) => [
      box({ id }),
      labels(id === 'b' ? SPAN : { ...BOX, ...LABELS }, { id }),
    ]);
    assert.deepEqual(said(many), [
      '3/value: "value": The validator rejects it: the region "b" draws the shape "rectangle", and the labels of the same id have to repeat its geometry. Write the keys of its value here too, beside "labels".',
    ]);
  });

  test('of a config without Labels need no shape', () => {
    const xml = configOf('<Image name="photo" value="$image"/><Rectangle name="box" toName="photo"/>');
    assert.deepEqual(said([box(), box({ id: 's' })], xml), []);
  });
});

describe('relations', () => {
  const shipped = labels({ ...BOX, ...LABELS });
  for (const [what, regions, expected] of [
    ['to what is taken', [box(), shipped, relation('r')], []],
    ['to no region', [box(), relation('r', 'q')], []],
    [
      'to a region that is rejected alone',
      [box({ id: 'bad' }, { x: 1 }), box(), relation('r', 'bad')],
      [
        '2/to_id: "bad": The validator finds no region of this id that it takes, and rejects the relation. <- 0 (server)',
      ],
    ],
    [
      'from a region that is rejected alone, before it',
      [relation('bad', 'r'), box({ id: 'bad' }, { x: 1 }), box()],
      [
        '0/from_id: "bad": The validator finds no region of this id that it takes, and rejects the relation. <- 1 (server)',
      ],
    ],
    ['to one of two regions of an id, the other rejected', [box({}, { x: 1 }), box(), relation('r')], []],
    [
      'to labels that repeat nothing, beside their shape',
      [box(), labels(SPAN), relation('r')],
      [
        '1/value: "value": The validator rejects it: the region "r" draws the shape "rectangle", and the labels of the same id have to repeat its geometry. Write the keys of its value here too, beside "labels".',
      ],
    ],
    [
      'to labels that repeat nothing, without their shape',
      [labels({ ...BOX, ...LABELS }), relation('r')],
      [
        '0/value: "value": The validator rejects it: it finds no region with the id "r" that draws this shape, and takes the labels for a span. Add that region, or write "start" and "end".',
        '1/from_id: "r": The validator finds no region of this id that it takes, and rejects the relation. <- 0 (server)',
        '1/to_id: "r": The validator finds no region of this id that it takes, and rejects the relation. <- 0 (server)',
      ],
    ],
    [
      'to a region whose id is a number, by a text',
      [box({ id: 7 }), relation('7')],
      [
        '1/from_id: "7": The validator finds no region of this id that it takes, and rejects the relation. <- 0/id (editor,upload)',
        '1/to_id: "7": The validator finds no region of this id that it takes, and rejects the relation. <- 0/id (editor,upload)',
      ],
    ],
    ['to a region whose id is a number, by a number', [box({ id: 7 }), relation(7)], []],
    [
      'to a region whose id is a text, by a number',
      [box({ id: '7' }), relation(7)],
      [
        '1/from_id: 7: The validator finds no region of this id that it takes, and rejects the relation. <- 1/from_id (editor,upload)',
        '1/to_id: 7: The validator finds no region of this id that it takes, and rejects the relation. <- 1/to_id (editor,upload)',
      ],
    ],
    ['to a region whose id is true, by 1', [box({ id: true }), relation(1)], []],
    [
      'to a long number, as it is written',
      [
        JSON.stringify(box({ id: 1 })).replace('"id":1', '"id":9007199254740993'),
        JSON.stringify(relation(1, 2)).replace(':1,', ':9007199254740993,').replace(':2}', ':9007199254740992}'),
      ],
      [
        '1/to_id: 9007199254740992: The validator finds no region of this id that it takes, and rejects the relation. <- 1/to_id (editor,upload)',
      ],
    ],
    ['by null, where a region has the id null', [box({ id: null }), relation(null)], []],
    [
      'by null, where no region has it',
      [box(), relation(null)],
      [
        '1/from_id: null: The validator finds no region of this id that it takes, and rejects the relation. <- 1/from_id (editor,upload)',
        '1/to_id: null: The validator finds no region of this id that it takes, and rejects the relation. <- 1/to_id (editor,upload)',
      ],
    ],
    ['without an end', [box(), { type: 'relation', direction: 'right', from_id: 'r' }], []],
    ['with a list for an end', [box(), relation('r', ['r'])], []],
    [
      'beside a region whose id is a list',
      [box({ id: ['r'] }), box(), relation('r')],
      [
        '2: {: The validator fails on this relation, because the id of a region is a list or an object. <- 0/id (editor)',
      ],
    ],
    [
      'beside two regions whose ids are lists',
      [box({ id: {} }), box({ id: [] }), relation('r')],
      [
        '2: {: The validator fails on this relation, because the id of a region is a list or an object. <- 0/id (editor)',
      ],
    ],
    ['beside a rejected region whose id is a list', [box({ id: ['r'] }, { x: 1 }), box(), relation('r')], []],
    ['behind a region whose type is no text', [box({ type: 5 }), box({ id: 's' }), relation('q')], []],
    ['to a relation', [box(), { ...relation('r'), id: 'q' }, relation('q')], []],
  ] as const) {
    test(what, () => assert.deepEqual(said(regions), expected));
  }
});
