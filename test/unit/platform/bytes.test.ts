// Bytes of an answer on their way to the thread of an upload.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Parcels } from '../../../src/platform/node/uploads/bytes';

const KB = 1024;
const part = (length: number, fill = 0): Uint8Array<ArrayBuffer> => new Uint8Array(length).fill(fill);

test('parts are sent half a megabyte at a time, each once and in order, the rest at the end', async () => {
  const parcels: number[][] = [];
  const sending = new Parcels(async (parts) => void parcels.push(parts.map(([first = 0]) => first)));
  for (let n = 1; n <= 20; n++) assert.equal(sending.add(part(64 * KB, n), 200), undefined);
  assert.deepEqual(parcels, [
    [1, 2, 3, 4, 5, 6, 7, 8],
    [9, 10, 11, 12, 13, 14, 15, 16],
  ]);
  await sending.sent();
  await sending.sent();
  assert.deepEqual(parcels.slice(2), [[17, 18, 19, 20]]);
});

test('an answer without bytes sends nothing', async () => {
  await new Parcels(() => assert.fail('There is nothing to send.')).sent();
});

test('what is not taken is waited for, so that no more than 16 MB are on their way', async () => {
  const taken: (() => void)[] = [];
  const sending = new Parcels(() => new Promise((resolve) => taken.push(resolve)));
  let wait: Promise<void> | undefined;
  let added = 0;
  for (; !wait && added < 64 * KB * KB; added += 128 * KB) wait = sending.add(part(128 * KB), 200);
  assert.equal(added, 16 * KB * KB);
  let goesOn = false;
  void wait?.then(() => {
    goesOn = true;
  });
  for (const take of taken.slice(1)) take();
  await turn();
  assert.equal(goesOn, false);
  taken[0]?.();
  await turn();
  assert.equal(goesOn, true);
});

test('what the thread could not take is told to who waits for it, and is no stray rejection until then', async () => {
  const sending = new Parcels(() => Promise.reject(new Error('not taken')));
  sending.add(part(512 * KB), 200);
  await turn();
  await assert.rejects(sending.sent(), /not taken/);
});
