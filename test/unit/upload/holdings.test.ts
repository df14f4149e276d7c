// What is read back at a time after an upload.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Holdings } from '../../../src/core/upload/holdings';
import type { PlannedCreate } from '../../../src/core/upload/plan';
import { readUpload } from '../../../src/core/upload/read';

/** Holdings of as many predictions of each task as are asked for. */
function holding(counts: readonly number[]): Holdings {
  const read = readUpload('[{"task":1,"result":[]}]', 'json');
  const [prediction] = read.flat as [PlannedCreate['prediction']];
  const holdings = new Holdings(read.text, {});
  for (const [n, count] of counts.entries()) {
    for (let times = 0; times < count; times++) holdings.hold({ prediction, task: n + 1 });
  }
  return holdings;
}

const parts = (counts: readonly number[], most: number): number[][] =>
  holding(counts)
    .parts(most)
    .map((part) => [...part]);

test('tasks are looked at in parts of so many predictions, each task whole and once', () => {
  assert.deepEqual(parts([], 3), []);
  assert.deepEqual(parts([1, 2, 1, 1], 3), [
    [1, 2],
    [3, 4],
  ]);
  assert.deepEqual(parts([2, 2, 1], 3), [[1], [2, 3]]);
  assert.deepEqual(parts([1, 9, 1], 3), [[1], [2], [3]]);
});
