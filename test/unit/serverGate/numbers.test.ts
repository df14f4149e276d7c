/** How numbers are read: by Python itself, and by pydantic. What they take was enumerated with both of them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { floatOf, intOf } from '../../../src/core/serverGate/coercions';
import { exactValue } from '../../../src/core/serverGate/exactNumbers';
import { equalityKey, parseIntText, toFloat } from '../../../src/core/serverGate/python';
import { isBool } from '../../../src/core/tags/laxTexts';

const ONES = '1'.repeat(4300);

describe('a text as a number', () => {
  test('for an int field of pydantic', () => {
    const taken: Record<string, bigint> = {
      '-0': 0n,
      '+01': 1n,
      '\u0085 7\u3000': 7n,
      '0_0': 0n,
      '0__1': 1n,
      '00-5': -5n,
      '0-_9': -9n,
      '+0-1': -1n,
      '-00__1': -1n,
      '1_000.00': 1000n,
      [`0-${ONES}`]: -BigInt(ONES),
      [`${ONES}.0`]: BigInt(ONES),
    };
    for (const [text, number] of Object.entries(taken)) assert.equal(intOf(text), number, text);
    for (const text of [
      '',
      '-',
      '_0',
      '0_',
      '0_.0',
      '1.',
      '.0',
      '1__0',
      '-0-1',
      '0-01',
      '0+1',
      '１',
      '\u001c1',
      `${ONES}1`,
    ]) {
      assert.equal(intOf(text), undefined, text);
    }
  });

  test('for Python, which knows the digits of every script', () => {
    for (const [text, number] of [
      ['１２', 12n],
      ['\u00a0٣\n', 3n],
      ['𝟗_𝟗', 99n],
      ['+7', 7n],
      ['007', 7n],
    ] as const) {
      assert.equal(parseIntText(text), number, text);
      assert.equal(toFloat(text), Number(number), text);
    }
    for (const text of ['', '1__0', '_1', '1_', '1 0', '\ufeff1', '²', 'x', `${ONES}1`])
      assert.equal(parseIntText(text), undefined, text);
    for (const text of ['', '1_e5', '1._0', '0x1', '1,5', '\u001c1', '²']) assert.equal(toFloat(text), undefined, text);
    assert.deepEqual(['1_0.5e1', '-inf', '+NaN', '.5', '5.', '1e400'].map(toFloat), [
      105,
      -Infinity,
      NaN,
      0.5,
      5,
      Infinity,
    ]);
  });

  test('for a float field of pydantic, whose underscores stand elsewhere', () => {
    assert.deepEqual(['1_e5', '-_2', ' 1 ', '1_0'].map(floatOf), [1e5, -2, 1, 10]);
    assert.deepEqual([' 1_0', '１', '1__0', '_1'].map(floatOf), [undefined, undefined, undefined, undefined]);
  });

  test('takes no time when it is long and no number', () => {
    const started = performance.now();
    for (const text of [
      `${'1'.repeat(200_000)}x`,
      `1${' '.repeat(200_000)}x`,
      `${'0_'.repeat(100_000)}x`,
      '0'.repeat(200_001),
    ]) {
      for (const reader of [floatOf, intOf, isBool, toFloat, parseIntText]) reader(text);
    }
    assert.ok(performance.now() - started < 2_000);
  });
});

test('whole numbers that are too long for a double are kept, wherever they stand', () => {
  const text = '{"__proto__": {"a": [1.5, -9007199254740993 ]}, "b": "9007199254740993", "c": 1234567890123456e3}';
  const value = exactValue(text, JSON.parse(text)) as Record<string, unknown>;
  assert.deepEqual(Object.keys(value), ['__proto__', 'b', 'c']);
  assert.deepEqual(Object.getOwnPropertyDescriptor(value, '__proto__')?.value, { a: [1.5, -9007199254740993n] });
  assert.deepEqual([value.b, value.c], ['9007199254740993', 1234567890123456000]);
});

test('values are equal as they are for Python', () => {
  const groups = [
    [1, true, 1n],
    [0, false, -0],
    ['1'],
    [null],
    ['null'],
    [2 ** 53, 9007199254740992n],
    [9007199254740993n],
    [0.5],
    [[1], [true]],
    [
      { a: 1, b: [] },
      { b: [], a: true },
    ],
    [{}],
    [[]],
    ['[]'],
    [Infinity],
    ['Infinity'],
  ];
  const keys = groups.map((group) => new Set(group.map(equalityKey)));
  for (const key of keys) assert.equal(key.size, 1, [...key].join(' '));
  assert.equal(new Set(keys.flatMap((key) => [...key])).size, groups.length);
});
