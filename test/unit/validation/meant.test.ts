/** What a text was meant to be: moments in dates, places in a tree of choices; and what settings can say. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { momentsIn } from '../../../src/core/validation/dateFormat';
import { leavesOf, PathTree } from '../../../src/core/validation/pathTree';
import { isGateChoice, isLevel } from '../../../src/core/validation/reporting';

describe('the moments that a text can mean', () => {
  const of = (text: string) =>
    momentsIn(text).map(
      ({ time, toUtc, hasDate, hasTime }) =>
        `${new Date(time).toISOString().slice(hasDate ? 0 : 11, hasTime ? -1 : 10)}${toUtc === 0 ? '' : ` ${toUtc / 60_000} min`}`,
    );

  for (const [text, expected] of [
    ['2031-02-03', ['2031-02-03']],
    ['2031-02-03T04:05', ['2031-02-03T04:05:00.000']],
    ['2031-02-03  04:05:06', ['2031-02-03T04:05:06.000']],
    ['  2031-02-03 04:05:06.7  ', ['2031-02-03T04:05:06.700']],
    ['2031-02-03T04:05:06,789', ['2031-02-03T04:05:06.789']],
    ['2031-02-03T04:05:06.789123', ['2031-02-03T04:05:06.789']],
    ['2031-02-03T04:05Z', ['2031-02-03T04:05:00.000']],
    ['2031-02-03T04:05+02', ['2031-02-03T04:05:00.000 -120 min']],
    ['2031-02-03T04:05 -02:30', ['2031-02-03T04:05:00.000 150 min']],
    ['2031-02-03T04:05+0230', ['2031-02-03T04:05:00.000 -150 min']],
    ['2031-02-03 4:05 pm', ['2031-02-03T16:05:00.000']],
    ['2031-02-03 12:05AM', ['2031-02-03T00:05:00.000']],
    ['04:05', ['04:05:00.000']],
    ['03/02/2031', ['2031-02-03', '2031-03-02']],
    ['13/02/2031', ['2031-02-13']],
    ['09-04-31', []],
    ['1000-01-01', ['1000-01-01']],
    ['0999-12-31', []],
    ['x 2031-02-03', []],
    ['2031-02-03T25:00', []],
    ['', []],
    ['soon', []],
  ] as const) {
    test(JSON.stringify(text), () => assert.deepEqual(of(text), expected));
  }
});

describe('a tree of choices', () => {
  const paths = [
    ['Vessel'],
    ['Vessel', 'Sail'],
    ['Vessel', 'Motor'],
    ['Buoy'],
    ['Buoy', 'Sail'],
    ['Vessel', 'Motor', 'Big'],
  ];
  const tree = new PathTree(paths, [{ text: 'Buoy', value: 'A red buoy' }]);

  test('finds what stands at a path, and what has a text', () => {
    assert.deepEqual(tree.at(['Vessel', 'Motor', 'Big'])?.path, ['Vessel', 'Motor', 'Big']);
    assert.equal(tree.at(['Motor']), undefined);
    assert.equal(tree.at([]), undefined);
    assert.deepEqual([tree.has('Motor'), tree.has('motor')], [true, false]);
    assert.deepEqual(
      tree.named('Sail').map(({ path }) => path),
      [
        ['Vessel', 'Sail'],
        ['Buoy', 'Sail'],
      ],
    );
    assert.deepEqual(
      tree.nodes.map(({ text }) => text),
      ['Vessel', 'Sail', 'Motor', 'Buoy', 'Sail', 'Big'],
    );
    assert.equal(tree.at(['Buoy'])?.value, 'A red buoy');
    assert.deepEqual(
      leavesOf(tree.roots.get('Vessel') as never).map(({ text }) => text),
      ['Sail', 'Big'],
    );
  });

  for (const [path, expected] of [
    [
      ['Vessel', 'Sial'],
      [
        ['Vessel', 'Sail'],
        ['Buoy', 'Sail'],
      ],
    ],
    [['Vesel', 'Moter', 'Big'], [['Vessel', 'Motor', 'Big']]],
    [
      ['Boat', 'Sail'],
      [
        ['Vessel', 'Sail'],
        ['Buoy', 'Sail'],
      ],
    ],
    [
      ['Buoy', 'Vessel', 'Sail'],
      [
        ['Vessel', 'Sail'],
        ['Buoy', 'Sail'],
      ],
    ],
    [
      ['Sail'],
      [
        ['Vessel', 'Sail'],
        ['Buoy', 'Sail'],
      ],
    ],
    [
      ['Sial'],
      [
        ['Vessel', 'Sail'],
        ['Buoy', 'Sail'],
      ],
    ],
    [['A red buoy'], [['Buoy']]],
    [['Vessel', 'Aeroplane'], []],
    [[], []],
  ] as const) {
    test(`what ${JSON.stringify(path)} was meant to be`, () => assert.deepEqual(tree.candidatesFor(path), expected));
  }

  test('proposes no more than anyone reads', () => {
    const many = new PathTree(
      Array.from({ length: 30 }, (_, n) => [`Group ${n}`, 'Same']),
      [],
    );
    assert.equal(many.candidatesFor(['Same']).length, 12);
  });
});

test('levels and gates that settings can name', () => {
  assert.deepEqual(['error', 'hint', 'off', 'fatal', '', undefined, 1].map(isLevel), [
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  assert.deepEqual(['all', 'server', 'editor', 'upload', null].map(isGateChoice), [true, true, true, false, false]);
});
