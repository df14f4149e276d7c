// Requests for many, to a server in memory that refuses, fails and hangs: what is said must be what is known.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { describeResult } from '../../../src/core/upload/describe';
import { gatherServerFacts } from '../../../src/core/upload/facts';
import { planUpload } from '../../../src/core/upload/plan';
import { readUpload } from '../../../src/core/upload/read';
import { runUpload } from '../../../src/core/upload/run';
import { LIMITS, type UploadRun } from '../../../src/core/upload/runState';
import { batches } from '../../../src/core/upload/sendTasks';
import { ALL, assertAccount, failing, flat, fresh, onServer, pointers, runOn } from './runs';
import { SimulatedClock, SimulatedServer } from './simulatedServer';

describe('lists of predictions', () => {
  const bulk = { limits: { bulkFrom: 1 } };

  test('stopped while a list is under way: its predictions are told with their ids, the others are not sent', async () => {
    const stop = new AbortController();
    const { result, server, bodies } = await runOn(
      flat(9),
      (n) => {
        if (n === 41) stop.abort();
        return undefined;
      },
      { stop: stop.signal, limits: { bulkFrom: 1, predictions: 3 } },
    );
    assert.equal(bodies.length, 2);
    assert.deepEqual(
      result.created.map(({ id }) => id),
      server.rows.map(({ id }) => id),
    );
    assert.deepEqual([result.created.length, result.unsent.length, result.uncertain.length], [6, 3, 0]);
    assert.equal(result.cancelled, true);
    assert.match(describeResult(result).join('\n'), /Not sent: 3 predictions, from \/6 on\./);
  });

  test('the named ones are taken out, the others are sent again', async () => {
    let first = true;
    const { result, server } = await runOn(
      flat(6),
      () => {
        if (!first) return undefined;
        first = false;
        const envelope = {
          validation_errors: { non_field_errors: ['Prediction 2: Region 0: bad', 'Prediction 4: worse'] },
        };
        return failing('validation', { envelope, status: 400 });
      },
      bulk,
    );
    assert.deepEqual(pointers(result.failed), ['/2', '/4']);
    assert.equal(server.rows.length, 4);
  });

  test('an objection to the list that names none: each is asked for alone', async () => {
    const { result, server } = await runOn(
      flat(6),
      (_, body) => {
        if (!body.startsWith('[')) return body.includes('0.31') ? failing('validation', { status: 400 }) : undefined;
        return failing('validation', { status: 400, envelope: { validation_errors: ['invalid "task" field'] } });
      },
      bulk,
    );
    assert.deepEqual(pointers(result.failed), ['/2']);
    assert.deepEqual(
      server.posts.map(({ kind }) => kind),
      ['bulk', ...Array(6).fill('create')],
    );
  });

  test('a list of which a part was stored before it was refused: only the others are sent again', async () => {
    const { result, server } = await onServer(flat(6), bulk.limits, (simulated) => {
      simulated.intercept = (kind, body) => {
        if (kind !== 'bulk') return undefined;
        const stored = (JSON.parse(body) as { score: number }[]).slice(0, 4);
        for (const { score } of stored) simulated.addPrediction(1, 'v1', '[]', String(score));
        return failing('validation', { status: 400, envelope: { validation_errors: ['invalid "task" field'] } });
      };
    });
    assert.deepEqual([server.rows.length, result.created.length, result.doubled], [6, 6, []]);
    assert.deepEqual(
      server.posts.map(({ kind }) => kind),
      ['bulk', 'create', 'create'],
    );
  });

  test('what was left out cannot be looked for: it is in doubt, and nothing is said to be stored', async () => {
    const { result } = await onServer(flat(6), bulk.limits, (simulated) => {
      simulated.invalid.add('[]');
      simulated.predictionsOfTasks = () => {
        throw failing('forbidden');
      };
    });
    assert.deepEqual(
      result.uncertain.map(({ pointer }) => pointer),
      ['/0', '/1', '/2', '/3', '/4', '/5'],
    );
    assert.equal(result.stopped?.kind, 'forbidden');
  });

  test('too large for a proxy: cut in halves until it fits; one that never fits is refused', async () => {
    const text = flat(20).replace('"result":[]', `"result":[{"id":"${'x'.repeat(2_000)}"}]`);
    const { result, server } = await runOn(
      text,
      (_, body) => (body.length > 600 ? failing('too-large', { status: 413 }) : undefined),
      bulk,
    );
    assert.deepEqual(pointers(result.failed), ['/0']);
    assert.equal(server.rows.length, 19);
  });
});

describe('new tasks', () => {
  test('in large batches, ids in the order of the file', async () => {
    const { result, server } = await runOn(fresh(2_500), () => undefined);
    assert.deepEqual(
      server.posts.map(({ kind, items }) => [kind, items]),
      [
        ['import', 1_000],
        ['import', 1_000],
        ['import', 500],
      ],
    );
    assert.deepEqual(
      result.imported.map((item) => item.id),
      server.tasks.slice(1).map(({ id }) => id),
    );
  });

  test('the upload is whole, also when nobody can tell what labeling shows now', async () => {
    const { result } = await onServer(fresh(3), undefined, (server) => {
      server.project = async () => {
        throw failing('timeout');
      };
    });
    assert.deepEqual([result.imported.length, result.stopped, result.shownVersion], [3, undefined, undefined]);
  });

  test('without a yes nothing is sent', async () => {
    const { result, server } = await runOn(fresh(3), () => undefined, { importNew: new Set() });
    assert.deepEqual(server.posts, []);
    assert.deepEqual(
      result.unsent.map((item) => item.reason),
      ['not-confirmed', 'not-confirmed', 'not-confirmed'],
    );
  });

  test('tasks that were stored without their predictions get them afterwards', async () => {
    const detail = "'BaseTaskSerializerBulk' object has no attribute 'db_predictions'";
    const clock = new SimulatedClock();
    const server = new SimulatedServer(clock, () => 'none');
    server.intercept = (kind, body) => {
      if (kind !== 'import') return undefined;
      for (const { data } of JSON.parse(body) as { data: unknown }[]) server.addTask(JSON.stringify(data));
      return failing('server-error', { status: 500, detail, maybeStored: true });
    };
    const read = readUpload(fresh(2), 'json');
    const plan = planUpload(read, await gatherServerFacts(server, 3, read));
    const result = await runUpload(plan, server, { clock, importNew: ALL });
    assert.equal(server.tasks.length, 2);
    assert.equal(server.rows.length, 4);
    assert.equal(result.created.length, 4);
    assertAccount(result);
  });

  test('fewer predictions than were sent, and nobody can look which: in doubt', async () => {
    const { result } = await onServer(fresh(2), {}, (simulated) => {
      const importTasks = simulated.importTasks.bind(simulated);
      simulated.importTasks = async (...args) => ({ ...(await importTasks(...args)), predictionCount: 3 });
      simulated.predictionsOfTasks = () => {
        throw failing('forbidden');
      };
    });
    assert.deepEqual(pointers(result.uncertain), ['/0', '/1']);
    assert.deepEqual(result.imported, []);
  });

  test('too large for a proxy: cut in halves until it fits; nothing is lost', async () => {
    const { result, server } = await runOn(fresh(20), (_, body) =>
      body.length > 400 ? failing('too-large', { status: 413 }) : undefined,
    );
    assert.deepEqual(
      result.imported.map((item) => item.pointer),
      Array.from({ length: 20 }, (_, n) => `/${n}`),
    );
    assert.ok(server.posts.length > 5);
  });

  test('refused tasks are taken out, the others are sent again', async () => {
    let first = true;
    const { result } = await runOn(fresh(5), () => {
      if (!first) return undefined;
      first = false;
      const predictions = ['Prediction validation failed (1 errors):\n- Task 3, prediction 1: Region 0: bad\n'];
      return failing('validation', { status: 400, envelope: { validation_errors: { predictions } } });
    });
    assert.deepEqual(
      result.imported.map((item) => item.pointer),
      ['/0', '/1', '/2', '/4'],
    );
    assert.deepEqual(
      result.failed.map((item) => [item.pointer, item.predictions]),
      [['/3', 2]],
    );
    assert.equal(result.failed[0]?.places[0]?.pointer, '/3/predictions/1');
  });

  test('a refusal that names no task ends the run', async () => {
    const envelope = { validation_errors: { non_field_errors: ['Maximum task number is 5'] } };
    const { result, server } = await runOn(fresh(3), () => failing('validation', { status: 400, envelope }));
    assert.equal(server.posts.length, 1);
    assert.deepEqual([result.stopped?.kind, result.unsent.length], ['validation', 3]);
  });

  test('batches are bounded by bytes too', async () => {
    const read = readUpload(fresh(10, `,"x":"${'\u20ac'.repeat(100)}"`), 'json');
    const tasks = read.tasks.map((task) => ({ task, reason: 'no-id' as const }));
    const bodyOf: UploadRun['bodyOf'] = (part, make) => make(read.text.slice(part.start, part.end));
    const sizes = async (limits: { tasks: number; bytes: number }): Promise<number[]> => {
      const run = { limits: { ...LIMITS, ...limits }, bodyOf, leaveTasks: () => {}, over: false, options: {} };
      const found: number[] = [];
      for await (const { length } of batches(run, tasks)) found.push(length);
      return found;
    };
    assert.deepEqual(await sizes({ tasks: 4, bytes: 1_000 }), [2, 2, 2, 2, 2]);
    assert.deepEqual(await sizes({ tasks: 4, bytes: 1e6 }), [4, 4, 2]);
    assert.deepEqual((await sizes({ tasks: 4, bytes: 10 })).length, 10);
  });
});
