/** Parents and ends of relations that are not there, told in full. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fully } from './said';

const box = (id: unknown) => ({
  id,
  from_name: 'box',
  to_name: 'photo',
  type: 'rectanglelabels',
  value: { x: 44, y: 10, width: 5, height: 5, rectanglelabels: ['Ship'] },
});

describe('parents and ends of relations', () => {
  const region = (id: unknown, parentID?: unknown) => ({ ...box(id), parentID });
  const relation = (from_id: unknown, to_id: unknown) => ({ type: 'relation', direction: 'right', from_id, to_id });

  for (const [what, regions, expected] of [
    ['are there', [region('a', 'b'), region('b'), region('c', '')], []],
    [
      'are not there',
      [region('a', 'x'), region('b', 5), region(undefined, 'a')],
      [
        'warning authoring 0/parentID: "x" | No region of this prediction has the id "x". Write the id of another region of the same result, or leave "parentID" out.',
      ],
    ],
    ['are numbers', [region(1), region('a', '1')], []],
    [
      'are the region itself',
      [region('a', 'a')],
      [
        'warning authoring 0/parentID: "a" | The region is its own parent. Write the id of another region of the same result, or leave "parentID" out.',
      ],
    ],
    [
      'stand in a circle of two',
      [region('a', 'b'), region('b', 'a')],
      [
        'warning authoring 0/parentID: "b" | "b" is below this region, so the two stand in a circle. Write the id of another region of the same result, or leave "parentID" out.',
      ],
    ],
    [
      'stand in a circle of three, with another below it',
      [region('d', 'a'), region('a', 'b'), region('b', 'c'), region('c', 'a')],
      [
        'warning authoring 1/parentID: "b" | "b" is below this region, so the two stand in a circle. Write the id of another region of the same result, or leave "parentID" out.',
      ],
    ],
    [
      'stand in two circles',
      [region('a', 'b'), region('b', 'a'), region('c', 'c')],
      [
        'warning authoring 0/parentID: "b" | "b" is below this region, so the two stand in a circle. Write the id of another region of the same result, or leave "parentID" out.',
        'warning authoring 2/parentID: "c" | The region is its own parent. Write the id of another region of the same result, or leave "parentID" out.',
      ],
    ],
  ] as const) {
    test(`parents ${what}`, () => assert.deepEqual(fully('dangling-parent', regions), expected));
  }

  for (const [what, regions, expected] of [
    ['are there', [region('a'), region(7), relation('a', '7')], []],
    [
      'are not there',
      [region('a'), relation('x', 'a'), relation('y', 'z')],
      [
        'error server+editor 1/from_id: "x" | No region of this prediction has the id "x": the validator rejects the prediction, and Label Studio\'s editor shows a blank page. Write the id of a region of the same result, or remove the relation. {"id":"x"}',
        'error server+editor 2/from_id: "y" | No region of this prediction has the id "y": the validator rejects the prediction, and Label Studio\'s editor shows a blank page. Write the id of a region of the same result, or remove the relation. {"id":"y"}',
        'error server+editor 2/to_id: "z" | No region of this prediction has the id "z": the validator rejects the prediction, and Label Studio\'s editor shows a blank page. Write the id of a region of the same result, or remove the relation. {"id":"z"}',
      ],
    ],
    ['are no texts', [region('a'), relation(5, null), relation(undefined, 'a')], []],
    [
      'are relations',
      [region('a'), { ...relation('a', 'a'), id: 'q' }, relation('q', 'a')],
      [
        'error server+editor 2/from_id: "q" | No region of this prediction has the id "q": the validator rejects the prediction, and Label Studio\'s editor shows a blank page. Write the id of a region of the same result, or remove the relation. {"id":"q"}',
      ],
    ],
  ] as const) {
    test(`ends ${what}`, () => assert.deepEqual(fully('dangling-relation', regions), expected));
  }
});
