import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gatherServerFacts } from '../../../src/core/upload/facts';
import type { KeyOffer } from '../../../src/core/upload/keyOffers';
import { planUpload, type UploadPlan } from '../../../src/core/upload/plan';
import { readUpload } from '../../../src/core/upload/read';
import { SimulatedClock, SimulatedServer } from './simulatedServer';

const task = (data: string, id?: number): string =>
  `{${id === undefined ? '' : `"id":${id},`}"data":${data},"predictions":[{"result":[]}]}`;

function server(...data: string[]): SimulatedServer {
  const made = new SimulatedServer(new SimulatedClock(), () => 'none');
  for (const one of data) made.addTask(one);
  return made;
}

async function planOn(on: SimulatedServer, units: readonly string[], key?: string): Promise<UploadPlan> {
  const read = readUpload(`[${units.join()}]`, 'json');
  return planUpload(
    read,
    await gatherServerFacts(on, 3, read, key === undefined ? {} : { match: { by: 'data', key } }),
  );
}

const offers = async (on: SimulatedServer, ...units: string[]): Promise<readonly KeyOffer[] | undefined> =>
  (await planOn(on, units)).facts.keyOffers;

describe('keys by which tasks could be recognised', () => {
  const on = server('{"image":"a.png","kind":"ship"}', '{"image":"b.png","kind":"ship"}', '{"image":"c.png","n":1}');

  test('are those whose values tell one task, the best first', async () => {
    const units = [task('{"image":"a.png","n":1.0,"kind":"ship"}'), task('{"image":"b.png","n":5}', 77)];
    assert.deepEqual(await offers(on, ...units), [
      { key: 'image', found: 2, of: 2 },
      { key: 'n', found: 1, of: 2 },
    ]);
    const plan = await planOn(on, units, 'image');
    assert.deepEqual([plan.creates.map((one) => one.task), plan.newTasks], [[1, 2], []]);
    assert.equal(plan.facts.keyOffers, undefined);
  });

  test('none for values that several have, here or there', async () => {
    assert.equal(await offers(on, task('{"kind":"ship"}')), undefined);
    assert.equal(await offers(on, task('{"image":"a.png"}'), task('{"image":"a.png","x":1}')), undefined);
  });

  test('none where every task is found by its id or by equal data, or none of its values is there', async () => {
    assert.equal(
      await offers(on, task('{"kind":"ship","image":"a.png"}', 1), task('{"n":1,"image":"c.png"}')),
      undefined,
    );
    assert.equal(await offers(on, task('{"image":"new.png"}')), undefined);
  });

  test('count only tasks that are not found otherwise', async () => {
    const found = task('{"image":"c.png","n":1}');
    assert.deepEqual(await offers(on, found, task('{"image":"a.png"}')), [{ key: 'image', found: 1, of: 1 }]);
  });
});
