import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amount } from '../../../src/core/hover/amounts';

test('numbers have groups of three, no zeros at the end, and a sign only where something is left', () => {
  for (const [value, digits, expected] of [
    [0, 1, '0'],
    [-0.04, 1, '0'],
    [0.05, 2, '0.05'],
    [10.5, 1, '10.5'],
    [10.04, 1, '10'],
    [100, 0, '100'],
    [999.96, 1, '1,000'],
    [-1_234_567.25, 2, '-1,234,567.25'],
    [1e21, 1, '1e+21'],
    [Number.NaN, 1, 'too large a number'],
  ] as const) {
    assert.equal(amount(value, digits), expected);
  }
});
