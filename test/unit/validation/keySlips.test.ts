/** Keys that are almost those that are meant. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isSlipOf, slipIn } from '../../../src/core/validation/keySlips';
import { BOX_CONFIG } from '../../../src/core/validation/ruleConfigs';
import { region, says } from './said';
import { box } from './texts';

describe('a slip of a key', () => {
  for (const [key, wanted, expected] of [
    ['Rotation', 'rotation', true],
    ['parent_id', 'parentID', true],
    [' x', 'x', true],
    ['X', 'x', true],
    ['rotations', 'rotation', true],
    ['rotaton', 'rotation', true],
    ['rtoation', 'rotation', true],
    ['rotation', 'rotation', false],
    ['rotate', 'rotation', false],
    // One letter makes another word of a short one.
    ['y', 'x', false],
    ['ids', 'id', false],
    ['text', 'meta', false],
  ] as const) {
    test(`${key} for ${wanted}: ${expected}`, () => assert.equal(isSlipOf(key, wanted), expected));
  }

  test('is none of the keys that mean something of their own', () => {
    const isKnown = (key: string): boolean => key === 'radiusY';
    assert.equal(slipIn({ radiusY: 1 }, 'radiusX', isKnown), undefined);
    assert.equal(slipIn({ radiusY: 1, radiusx: 2 }, 'radiusX', isKnown), 'radiusx');
    assert.equal(
      slipIn({ radius: 1, RadiusX: 2 }, 'radiusX', () => false),
      'RadiusX',
      'the same word first',
    );
    for (const none of [null, [], 'x', undefined])
      assert.equal(
        slipIn(none, '0', () => false),
        undefined,
      );
  });
});

const { height: _, ...NO_HEIGHT } = { x: 1, y: 1, width: 5, height: 5, rectanglelabels: ['Ship'] };

describe('keys that must be there', () => {
  says('missing-key', {}, [
    [
      'in another case: told by the key that is there',
      region('rectanglelabels', { ...NO_HEIGHT, Height: 5 }),
      'error server 0/value/Height: "Height"',
      /^"height" is missing .* Rename "Height" to it\. Height in percent/,
    ],
    [
      'with a letter too much',
      region('rectanglelabels', { ...NO_HEIGHT, heights: 5 }),
      'error server 0/value/heights: "heights"',
    ],
    ['not there at all', region('rectanglelabels', NO_HEIGHT), 'error server 0/value: "value"', /Add it\./],
    [
      'another key that has its own meaning',
      region('ellipse', { x: 1, y: 1, radiusX: 5 }),
      'error server 0/value: "value"',
      /"radiusY" is missing/,
    ],
    ['of a region', box({}, { from_name: undefined, fromName: 'box' }), 'error server 0/fromName: "fromName"'],
  ]);
  says('rejected-by-validator', { config: BOX_CONFIG }, [
    [
      'a misspelt key is told once',
      region('rectanglelabels', { ...NO_HEIGHT, Height: 5 }, { from_name: 'box', to_name: 'photo' }),
      [],
    ],
    [
      'so are misspelt labels',
      region(
        'rectanglelabels',
        { x: 1, y: 1, width: 5, height: 5, RectangleLabels: ['Ship'] },
        { from_name: 'box', to_name: 'photo' },
      ),
      [],
    ],
  ]);
  says('labels-under-wrong-key', {}, [
    [
      'in another case',
      region('rectanglelabels', { x: 1, y: 1, width: 5, height: 5, RectangleLabels: ['Ship'] }),
      'error server+editor 0/value/RectangleLabels: "RectangleLabels"',
    ],
    ['choices', region('choices', { choice: ['Calm'] }), 'error server+editor 0/value/choice: "choice"'],
  ]);
});

describe('keys that can be left out', () => {
  const at = (place: string): string => `warning authoring 0/${place}: "${place.split('/').at(-1)}"`;
  says('misspelt-key', {}, [
    ['a rotation', box({ Rotation: 5 }), at('value/Rotation'), /reads nothing under "Rotation": the key is "rotation"/],
    [
      'a rotation of an ellipse',
      region('ellipse', { x: 1, y: 1, radiusX: 1, radiusY: 1, rotations: 5 }),
      at('value/rotations'),
    ],
    ['a rotation beside the right one', box({ Rotation: 5, rotation: 4 }), []],
    ['closed', region('polygonlabels', { points: [], CLOSED: true }), at('value/CLOSED')],
    ['closed, of a path', region('vector', { vertices: [], ' closed': true }), at('value/ closed')],
    ['a rotation of a polygon, which has none', region('polygon', { points: [], Rotation: 5 }), []],
    ['a type that nobody knows', region('widget', { Rotation: 5 }), []],
    ['the parent', box({}, { parent_id: 'r2' }), at('parent_id')],
    ['the index of the image', box({}, { itemIndex: 1 }), at('itemIndex')],
    ['an id in capitals', { ...(box({}, {}) as object), id: undefined, ID: 'r' }, at('ID')],
    ['an id besides', box({}, { ID: 'r' }), []],
    ['two of them', box({}, { Meta: {}, readOnly: true }), [at('Meta'), at('readOnly')]],
    ['keys of their own', box({ confidence: 1, label: 'x' }, { reviewer: 'A', metadata: 1, 'meta.text': 1 }), []],
    ['a relation', { type: 'relation', from_id: 'a', to_id: 'b', direction: 'right', ID: 'x' }, []],
    ['no value', region('rectangle', null), []],
  ]);
});
