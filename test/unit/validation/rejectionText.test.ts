/** What people read when the validator rejects something and no rule has said it better. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { serverVerdict } from '../../../src/core/serverGate';
import { taskVerdict } from '../../../src/core/serverGate/task';
import { rejectionText, taskRejectionText } from '../../../src/core/validation/rejectionText';
import { configOf } from '../../../src/core/validation/ruleConfigs';

const PHOTO = '<Image name="photo" value="$image"/>';
const NOTE = '<Text name="note" value="$text"/>';
const BOX = '<RectangleLabels name="box" toName="photo"><Label value="Ship"/><Label value="Boat"/></RectangleLabels>';
const CONFIG = configOf(
  ...[PHOTO, NOTE, BOX],
  '<Choices name="kind" toName="note"><Choice value="A"/></Choices>',
  '<Rectangle name="one" toName="photo"/><Rectangle name="two" toName="photo"/>',
  '<Polygon name="outline" toName="photo"/>',
);

/** The messages of all verdicts on the only region of a prediction. */
function messages(region: object, xml: string): string[] {
  const { config } = parseLabelingConfig(xml);
  assert.ok(config, xml);
  const verdicts = serverVerdict(config, { result: [region] });
  return verdicts.map((verdict) => rejectionText(verdict, region as Record<string, unknown>, config));
}

const SIDES = { x: 1, y: 2, width: 3, height: 4 };
const ship = { ...SIDES, rectanglelabels: ['Ship'] };
const box = { from_name: 'box', to_name: 'photo', type: 'rectanglelabels', value: ship };
const outline = { ...box, from_name: 'outline', type: 'polygon' };

const REGIONS: readonly (readonly [what: string, region: object, messages: readonly string[], config?: string])[] = [
  ['that it takes', box, []],
  [
    'of a type that no control makes',
    { ...box, type: 'boxes' },
    [
      'The validator rejects it: regions of the control tag "box" (RectangleLabels) have the type "rectanglelabels", and this one has "boxes". Write "rectanglelabels", or the "from_name" of another control tag.',
    ],
  ],
  [
    'of a type that two other controls make',
    { ...box, type: 'Rectangle' },
    [
      'The validator rejects it: regions of the control tag "box" (RectangleLabels) have the type "rectanglelabels", and this one has "Rectangle". Write "rectanglelabels", or as "from_name" "one" or "two".',
    ],
  ],
  [
    'of a type that one other control makes',
    { ...box, type: 'polygon' },
    [
      'The validator rejects it: regions of the control tag "box" (RectangleLabels) have the type "rectanglelabels", and this one has "polygon". Write "rectanglelabels", or as "from_name" "outline".',
    ],
  ],
  [
    'at an object that the control does not point to',
    { ...box, to_name: 'note' },
    ['The validator rejects it: the control tag "box" (RectangleLabels) does not point to "note". Write "photo".'],
  ],
  [
    'at an object that is not there',
    { ...box, to_name: 'picture' },
    ['The validator rejects it: the labeling config has no object tag named "picture". Write "photo" or "note".'],
  ],
  [
    'of a control that is not there, of five in document order',
    { ...box, from_name: 'boxes' },
    [
      'The validator rejects it: the labeling config has no control tag named "boxes". Write "box", "kind", "one", "two" or "outline".',
    ],
  ],
  [
    'of a control that is not there, of six',
    { ...box, from_name: 'boxes' },
    [
      'The validator rejects it: the labeling config has no control tag named "boxes". Write one of "a", "b", "c", "d", "e" ….',
    ],
    configOf(PHOTO, ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `<Brush name="${name}" toName="photo"/>`)),
  ],
  [
    'where there are no controls',
    { ...box, from_name: 'boxes' },
    [
      'The validator rejects it: the labeling config has no control tag named "boxes". Write another name, or add such a tag to the labeling config.',
    ],
    configOf(PHOTO),
  ],
  [
    'without two keys',
    { from_name: 'box', to_name: 'photo' },
    [
      'The validator rejects it: the region has no "type". Add it.',
      'The validator rejects it: the region has no "value". Add it.',
    ],
  ],
  [
    'with another label',
    { ...box, value: { ...ship, rectanglelabels: ['Ship', 'Car'] } },
    [
      'The validator rejects it: for the control tag "box" (RectangleLabels) it wants a label of the labeling config as item 1 of "rectanglelabels". Write "Ship" or "Boat".',
    ],
  ],
  [
    'without its labels',
    { ...box, value: SIDES },
    [
      'The validator rejects it: for the control tag "box" (RectangleLabels) it wants the key "rectanglelabels". Add it.',
    ],
  ],
  [
    'with a side outside',
    { ...box, value: { ...ship, width: 101 } },
    [
      'The validator rejects it: for the control tag "box" (RectangleLabels) it wants a number up to 100 as "width". Change it to that.',
    ],
  ],
  [
    'without a side',
    { ...box, value: { ...ship, width: undefined } },
    ['The validator rejects it: for the control tag "box" (RectangleLabels) it wants the key "width". Add it.'],
  ],
  [
    'whose value is no object',
    { ...outline, value: 'points' },
    ['The validator rejects it: for the control tag "outline" (Polygon) it wants an object. Change the value to that.'],
  ],
  [
    'with a point that is none',
    { ...outline, value: { points: [[1, 2], 3, [4, 5]] } },
    [
      'The validator rejects it: for the control tag "outline" (Polygon) it wants a list as item 1 of "points". Change it to that.',
    ],
  ],
  [
    'with a coordinate that is none',
    {
      ...outline,
      value: {
        points: [
          [1, 2],
          [3, 4],
          ['x', 5],
        ],
      },
    },
    [
      'The validator rejects it: for the control tag "outline" (Polygon) it wants a number up to 100 as item 0 of item 2 of "points". Change it to that.',
    ],
  ],
  [
    'whose value is a text with the name of a side',
    { ...box, value: 'x' },
    [
      'The validator of Label Studio fails here, and rejects it: string indices must be integers, not \'str\'. Write the value as the control tag "box" (RectangleLabels) has it.',
    ],
  ],
  [
    'with a list for a label',
    { ...box, value: { ...ship, rectanglelabels: [['Ship']] } },
    [
      'The validator of Label Studio fails here, and rejects it: unhashable type: \'list\'. Write the value as the control tag "box" (RectangleLabels) has it.',
    ],
  ],
  [
    'whose type is no text',
    { ...box, type: 5 },
    [
      "The validator of Label Studio fails here, and rejects it: 'int' object has no attribute 'lower'. Write text here, in double quotes.",
    ],
  ],
  [
    'of the only control, by null',
    { ...box, from_name: null, to_name: null, type: 'polygon' },
    [
      'The validator rejects it: regions of the control tag "box" (RectangleLabels) have the type "rectanglelabels", and this one has "polygon". Write "rectanglelabels", or the "from_name" of another control tag.',
      'The validator rejects it: the control tag "box" (RectangleLabels) does not point to null. Write "photo".',
    ],
    configOf(PHOTO, BOX),
  ],
  [
    'of a Labels without labels',
    { ...box, from_name: 'tag', value: { ...ship } },
    [
      'The validator rejects it: for the control tag "tag" (Labels) it wants a label of the labeling config as item 0 of "rectanglelabels". Add such a label to the control tag.',
    ],
    configOf(PHOTO, '<Labels name="tag" toName="photo"/><Rectangle name="shape" toName="photo"/>'),
  ],
  [
    'of a Rating whose maximum is no number',
    { from_name: 'stars', to_name: 'photo', type: 'rating', value: { rating: 3 } },
    [
      'The validator of Label Studio fails here, and rejects it: invalid literal for int() with base 10: \'many\'. Write a whole number as "maxRating" of the tag in the labeling config.',
    ],
    configOf(PHOTO, '<Rating name="stars" toName="photo" maxRating="many"/>'),
  ],
  [
    'of a Relations tag',
    { from_name: 'links', to_name: 'photo', type: 'relations', value: {} },
    [
      'The validator of Label Studio fails here, and rejects it: RelationsTag.validate_value() takes 1 positional argument but 2 were given. Regions cannot be made by a Relations tag: remove this one.',
    ],
    configOf(PHOTO, '<Relations name="links" toName="photo"/>'),
  ],
];

describe('a region', () => {
  for (const [what, region, expected, xml = CONFIG] of REGIONS) {
    test(what, () => assert.deepEqual(messages(region, xml), expected));
  }
});

test('what is in no region, and relations', () => {
  const { config } = parseLabelingConfig(CONFIG);
  assert.ok(config);
  const of = (prediction: object) =>
    serverVerdict(config, prediction).map((verdict) =>
      rejectionText(verdict, prediction as Record<string, unknown>, undefined),
    );
  assert.deepEqual(of({}), ['The validator rejects it: it wants result. Write that.']);
  assert.deepEqual(of({ result: {} }), ['The validator rejects it: it wants a list as "result". Write that.']);
  assert.deepEqual(of({ result: [5], score: 2 }), [
    'The validator rejects it: it wants a number from 0 to 1 as "score". Write that.',
    'The validator rejects it: it wants an object. Write that.',
  ]);
  assert.deepEqual(of({ result: [{ type: 'relation', direction: 'up', from_id: 'a', to_id: 'b' }] }), [
    'The validator rejects it: it wants left, right, bi as "direction". Write that.',
    'The validator rejects it: it wants the id of a region as "from_id". Write that.',
    'The validator rejects it: it wants the id of a region as "to_id". Write that.',
  ]);
  assert.deepEqual(of({ result: [{ type: 'relation', direction: 'bi', from_id: ['a'], to_id: 'b' }] }), [
    "The validator of Label Studio fails here, and rejects it: unhashable type: 'list'. Write text here, in double quotes.",
  ]);
});

test('a task that an import refuses', () => {
  const { config } = parseLabelingConfig(configOf(PHOTO, '<Text name="note" value="$page.text"/>'));
  assert.ok(config);
  const of = (task: unknown): string => {
    const verdict = taskVerdict(config, task);
    return verdict ? taskRejectionText(verdict) : '';
  };
  const data = { image: 'a.jpg', page: { text: '' } };
  assert.deepEqual(of({ data }), '');
  assert.deepEqual(
    of({ data: {} }),
    'The import refuses this task: its data has no "image", which the labeling config shows. Add that key.',
  );
  assert.deepEqual(
    of({ data: { ...data, image: 5 } }),
    "The import refuses this task: the tag of the labeling config that shows this value takes str or list (in Python's words). Change the value.",
  );
  assert.deepEqual(
    of({ data: { ...data, page: [] } }),
    'Label Studio fails on this task, and refuses the import: list indices must be integers or slices, not str. Write the data as the labeling config shows it: an object with a key for every $variable.',
  );
  assert.deepEqual(of({ data: 5 }), 'The import refuses this task: it wants an object here. Write that.');
  assert.deepEqual(of({ data, annotations: {} }), 'The import refuses this task: it wants a list here. Write that.');
  assert.deepEqual(of({ data, predictions: [{}] }), 'The import refuses this task: it wants result here. Write that.');
});
