// Reading back after an upload, from a server that fails at it now and then.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServerError } from '../../../src/core/server/errors';
import { gatherServerFacts } from '../../../src/core/upload/facts';
import { planUpload } from '../../../src/core/upload/plan';
import { readUpload } from '../../../src/core/upload/read';
import { runUpload } from '../../../src/core/upload/run';
import { SimulatedClock, SimulatedServer } from './simulatedServer';

/** A file of one prediction for each of so many tasks, in one list; the server fails after it has told of `told` tasks. */
async function readBack(tasks: number, told: number, kind: 'gateway' | 'forbidden') {
  const clock = new SimulatedClock();
  const server = new SimulatedServer(clock, () => 'none');
  for (let n = 0; n < tasks; n++) server.addTask('{}');
  const items = server.tasks.map(({ id }) => `{"task":${id},"result":[],"model_version":"v"}`);
  const read = readUpload(`[${items.join()}]`, 'json');
  const plan = planUpload(read, await gatherServerFacts(server, 3, read));
  const asked: number[][] = [];
  const whole = server.predictionsOfTasks.bind(server);
  server.predictionsOfTasks = async function* (project, ids, options) {
    asked.push([...ids]);
    // Somebody else sends one of them again meanwhile.
    if (asked.length === 1) server.addPrediction(server.tasks[0]?.id ?? 0, 'v', '[]');
    let left = told;
    for await (const page of whole(project, asked.at(-1) ?? [], options)) {
      yield page;
      if (page.settled.length > 0 && --left === 0 && asked.length === 1) {
        throw new ServerError(kind, { host: 'http://simulated', status: 502 });
      }
    }
  };
  return { result: await runUpload(plan, server, { clock, limits: { bulkFrom: 1 } }), asked, server };
}

test('what was not answered is asked again, and what was is not counted twice', async () => {
  const { result, asked, server } = await readBack(5, 2, 'gateway');
  const ids = server.tasks.map(({ id }) => id);
  assert.deepEqual(asked, [ids, ids.slice(2)]);
  assert.deepEqual(
    result.created.map(({ id }) => id),
    server.rows.slice(0, 5).map(({ id }) => id),
  );
  assert.deepEqual(result.doubled, [{ task: ids[0], id: server.rows[5]?.id }]);
  assert.deepEqual([result.missing, result.stopped], [[], undefined]);
});

test('what cannot be read back is told without its id', async () => {
  const { result } = await readBack(4, 1, 'forbidden');
  assert.deepEqual(
    result.created.map(({ id }) => id !== undefined),
    [true, false, false, false],
  );
});
