// How long is waited for a request whose answer was lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitUntilSettled } from '../../../src/core/upload/settle';
import type { UploadServer } from '../../../src/core/upload/uploadServer';
import { SimulatedClock } from './simulatedServer';

const PATIENCE = 10_000;

/** Waits for a prediction that is there after `lands` milliseconds, at a server that takes `answers` for each answer. */
async function waitFor(lands: number, answers: number, since?: number) {
  const clock = new SimulatedClock();
  const start = clock.now();
  let count = 0;
  clock.later(lands, () => count++);
  const server = {
    server: { base: 'http://simulated' },
    modelVersions: async () => {
      clock.pass(answers);
      return [{ modelVersion: 'v', count }];
    },
  } as unknown as UploadServer;
  const end = await waitUntilSettled({
    server,
    project: 3,
    clock,
    patience: PATIENCE,
    ...(since !== undefined && { since: start - since }),
    isThere: (counts) => counts.get('v') === 1,
  });
  return { end, waited: clock.now() - start };
}

test('a server that answers at once is given the time that it may need, and no more', async () => {
  const { end, waited } = await waitFor(60_000, 20);
  assert.equal(end, 'quiet');
  assert.ok(waited >= PATIENCE && waited < PATIENCE + 5_000, `${waited}`);
});

test('a busy server is given longer, in proportion to how long it takes to answer', async () => {
  assert.equal((await waitFor(60_000, 1_200)).end, 'there');
  const { end, waited } = await waitFor(1e9, 600);
  assert.equal(end, 'quiet');
  assert.ok(waited >= 4 * PATIENCE - 5_000 && waited < 4 * PATIENCE + 6_000, `${waited}`);
});

test('never more than ten times as long', async () => {
  const { end, waited } = await waitFor(1e9, 20_000);
  assert.equal(end, 'quiet');
  assert.ok(waited < 10 * PATIENCE + 30_000, `${waited}`);
});

test('what was sent long ago is not waited for again', async () => {
  assert.ok((await waitFor(1e9, 20, 9_000)).waited < 3_000);
  assert.ok((await waitFor(1e9, 20, 60_000)).waited < 1_000);
  // By a clock that was set back it was sent in the future.
  const { waited } = await waitFor(1e9, 20, -1e9);
  assert.ok(waited < PATIENCE + 5_000, `${waited}`);
});
