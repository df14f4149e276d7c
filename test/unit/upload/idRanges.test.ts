import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idsOf, rangesOf, rangesText } from '../../../src/core/upload/idRanges';

test('ids become few ranges and come back, each once and in order', () => {
  const ranges = rangesOf([7, 1, 2, 3, 9, 2, 8]);
  assert.deepEqual(ranges, [
    [1, 3],
    [7, 9],
  ]);
  assert.deepEqual(idsOf(ranges), [1, 2, 3, 7, 8, 9]);
  assert.deepEqual(rangesOf([]), []);
  assert.equal(rangesOf(Array.from({ length: 50_000 }, (_, n) => 50_000 - n)).length, 1);
});

test('what is read names the first ranges and how many there are besides', () => {
  assert.equal(rangesText(rangesOf([1, 2, 3, 5])), '1-3, 5');
  assert.equal(rangesText(rangesOf([1, 3, 5, 7]), 2), '1, 3 and 2 more ranges');
  assert.equal(rangesText(rangesOf([1, 3, 5]), 2), '1, 3 and 1 more range');
});
