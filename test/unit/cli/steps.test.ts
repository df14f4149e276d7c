import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { takeSteps } from '../../../src/cli/steps';

function* countTo(last: number): Generator<number, string, undefined> {
  for (let n = 1; n <= last; n++) yield n;
  return 'done';
}

describe('steps of long work', () => {
  test('are all looked at, and what they come to is given', async () => {
    const seen: number[] = [];
    const end = await takeSteps(countTo(5), { each: (n) => seen.push(n), turn: () => {} });
    assert.deepEqual([seen, end], [[1, 2, 3, 4, 5], 'done']);
  });

  test('let timers and signals have their turn, and end by what is thrown then', async () => {
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 1);
    function* forLong(): Generator<undefined, string, undefined> {
      const end = Date.now() + 20_000;
      while (Date.now() < end) yield;
      return 'nobody could end it';
    }
    const turn = (): void => {
      if (cancel.signal.aborted) throw new Error('cancelled');
    };
    await assert.rejects(takeSteps(forLong(), { turn }), /^Error: cancelled$/);
  });
});
