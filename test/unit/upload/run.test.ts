// A run against a server in memory that refuses, fails and hangs: what is said must be what is known, and nothing is lost.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ServerError, type ServerErrorFacts, type ServerErrorKind } from '../../../src/core/server/errors';
import { describeIds, describeResult } from '../../../src/core/upload/describe';
import { gatherServerFacts } from '../../../src/core/upload/facts';
import { type Journal, noJournal } from '../../../src/core/upload/journal';
import type { NewTaskReason } from '../../../src/core/upload/match';
import { planUpload } from '../../../src/core/upload/plan';
import { readUpload } from '../../../src/core/upload/read';
import type { UploadResult } from '../../../src/core/upload/result';
import { type RunOptions, runUpload, type UploadProgress } from '../../../src/core/upload/run';
import { LIMITS, type UploadRun } from '../../../src/core/upload/runState';
import { batches } from '../../../src/core/upload/sendTasks';
import { undoOf } from '../../../src/core/upload/undo';
import { SimulatedClock, SimulatedServer } from './simulatedServer';

const ALL: ReadonlySet<NewTaskReason> = new Set(['no-id', 'id-not-in-project', 'data-differs']);

const failing = (kind: ServerErrorKind, facts: Partial<ServerErrorFacts> = {}): ServerError =>
  new ServerError(kind, { host: 'http://simulated', ...facts });

interface Ran {
  result: UploadResult;
  server: SimulatedServer;
  bodies: string[];
}

type Answer = (n: number, body: string) => ServerError | Promise<never> | undefined;

/** Uploads singly to a project of one task; `answer` says what happens to each request. */
async function runOn(text: string, answer: Answer, options: Partial<RunOptions> = {}): Promise<Ran> {
  const clock = new SimulatedClock();
  const server = new SimulatedServer(clock, () => 'none');
  server.addTask('{}');
  const bodies: string[] = [];
  server.intercept = (_, body) => {
    bodies.push(body);
    return answer(Number(/"score":0\.(\d+)/.exec(body)?.[1] ?? bodies.length), body);
  };
  const read = readUpload(text, 'json');
  const plan = planUpload(read, await gatherServerFacts(server, 3, read));
  const limits = { bulkFrom: 1_000, ...options.limits };
  const result = await runUpload(plan, server, { clock, importNew: ALL, ...options, limits });
  assertAccount(result);
  return { result, server, bodies };
}

/** Uploads to a project of one task on a server that `prepare` has changed when everything was planned. */
async function onServer(
  text: string,
  limits: RunOptions['limits'],
  prepare: (server: SimulatedServer) => void,
): Promise<Omit<Ran, 'bodies'>> {
  const clock = new SimulatedClock();
  const server = new SimulatedServer(clock, () => 'none');
  server.addTask('{}');
  const read = readUpload(text, 'json');
  const plan = planUpload(read, await gatherServerFacts(server, 3, read));
  prepare(server);
  const result = await runUpload(plan, server, { clock, importNew: ALL, ...(limits && { limits }) });
  assertAccount(result);
  return { result, server };
}

const flat = (n: number): string =>
  `[${Array.from({ length: n }, (_, i) => `{"task":1,"result":[],"model_version":"v1","score":0.${i + 1}1}`).join()}]`;
const fresh = (n: number, more = ''): string =>
  `[${Array.from({ length: n }, (_, i) => `{"data":{"n":${i}${more}},"predictions":[{"result":[]},{"result":[]}]}`).join()}]`;

const pointers = (items: readonly { pointer: string }[]): string[] => items.map((item) => item.pointer).sort();
const sum = (items: readonly { predictions: number }[]): number =>
  items.reduce((all, item) => all + item.predictions, 0);

/** Every prediction of the plan is in exactly one list. */
function assertAccount({ plan, created, failed, uncertain, unsent, missing }: UploadResult): void {
  const planned = plan.creates.length + plan.newTasks.reduce((all, { task }) => all + task.predictions.length, 0);
  assert.equal(created.length + sum(failed) + sum(uncertain) + sum(unsent) + sum(missing), planned);
}

describe('a journal that can note nothing', () => {
  for (const [how, bulkFrom, text] of [
    ['one by one', 1_000, flat(6)],
    ['in one request', 2, flat(6)],
    ['new tasks', 2, fresh(3)],
  ] as const) {
    test(`nothing is sent, and it is said why (${how})`, async () => {
      const full = 'ENOSPC: no space left on device';
      const journal: Journal = { ...noJournal, open: () => Promise.reject(new Error(full)) };
      const { result, server } = await runOn(text, () => undefined, { journal, limits: { bulkFrom } });
      assert.deepEqual([server.posts.length, sum(result.unsent), result.cancelled], [0, 6, false]);
      assert.match(result.stopped?.message ?? '', /could not be noted on this machine.*ENOSPC/);
    });
  }

  test('one that fails in the middle: what was stored before is told', async () => {
    let entries = 0;
    const journal: Journal = {
      ...noJournal,
      open: async () => {
        if (++entries > 3) throw new Error('EROFS');
      },
    };
    const { result, server } = await runOn(flat(9), () => undefined, { journal });
    assert.deepEqual([server.rows.length, result.created.length, sum(result.unsent)], [3, 3, 6]);
  });
});

describe('what is there is not what was sent', () => {
  for (const bulkFrom of [1_000, 2]) {
    test(`it is told, and what it takes the place of stays (lists from ${bulkFrom} on)`, async () => {
      const clock = new SimulatedClock();
      const server = new SimulatedServer(clock, () => 'none');
      server.addTask('{}');
      const old = server.addPrediction(1, 'v1', '[]', '0.9');
      const read = readUpload(flat(2), 'json');
      const plan = planUpload(read, await gatherServerFacts(server, 3, read));
      const post = server.createPrediction.bind(server);
      const list = server.importPredictions.bind(server);
      // Something on the way changes scores.
      server.createPrediction = (body) => post(body.replace('0.11', '0.77'));
      server.importPredictions = (id, body) => list(id, [...body].join('').replace('0.11', '0.77'));
      const result = await runUpload(plan, server, { clock, changed: 'replace', limits: { bulkFrom } });
      assertAccount(result);
      assert.deepEqual([pointers(result.created), pointers(result.missing)], [['/1'], ['/0']]);
      assert.deepEqual([plan.creates[0]?.replaces, result.deleted], [old, []]);
      assert.ok(server.rows.some(({ id }) => id === old));
      // An upload that is taken back takes back that one too, where its id is known.
      assert.equal(undoOf(result)?.predictions.length, bulkFrom === 2 ? 1 : 2);
      assert.match(describeResult(result).join(' '), /Missing: 1 prediction \(\/0\)/);
    });
  }

  test('one that is gone again is missing, and not stored as well', async () => {
    const { result } = await onServer(flat(3), { bulkFrom: 1_000 }, (server) => {
      const create = server.createPrediction.bind(server);
      server.createPrediction = async (body) => {
        const made = await create(body);
        if (body.includes('0.21')) await server.deletePrediction(made.id);
        return made;
      };
    });
    assert.deepEqual([pointers(result.created), pointers(result.missing)], [['/0', '/2'], ['/1']]);
  });
});

describe('single predictions', () => {
  test('four at a time, each once, with its own text', async () => {
    const clock = new SimulatedClock();
    const server = new SimulatedServer(clock, () => 'none');
    server.addTask('{}');
    let now = 0;
    let most = 0;
    const create = server.createPrediction.bind(server);
    const bodies: string[] = [];
    server.createPrediction = async (body) => {
      bodies.push(body);
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now--;
      return create(body);
    };
    const read = readUpload(flat(30), 'json');
    const plan = planUpload(read, await gatherServerFacts(server, 3, read));
    const result = await runUpload(plan, server, { clock, limits: { bulkFrom: 1_000 } });
    assert.equal(most, 4);
    assert.equal(result.created.length, 30);
    assert.equal(new Set(bodies).size, 30);
  });

  test('a lost answer is looked for, and sent again when it is not there', async () => {
    let lost = true;
    const { result, server, bodies } = await runOn(flat(8), (n) => {
      if (n !== 61 || !lost) return undefined;
      lost = false;
      return failing('reset', { maybeStored: true });
    });
    assert.deepEqual([result.created.length, result.uncertain.length], [8, 0]);
    assert.equal(bodies.length, 9);
    assert.equal(server.rows.length, 8);
  });

  test('a refused one does not end the run, and is told at its place', async () => {
    const text = flat(10);
    const { result } = await runOn(text, (n) => {
      if (n !== 31) return undefined;
      const envelope = { validation_errors: { score: ['A valid number is required.'] } };
      return failing('validation', { envelope, status: 400 });
    });
    assert.equal(result.created.length, 9);
    const [place] = result.failed[0]?.places ?? [];
    assert.equal(place?.pointer, '/2/score');
    assert.equal(text.slice(place?.start, place?.end), '0.31');
    assert.equal(place?.message, 'score: A valid number is required.');
  });

  test('a 401 in the middle ends the run; what was refused is unsent, not unknown', async () => {
    const { result } = await runOn(flat(40), (n) => (n > 81 ? failing('token-invalid', { status: 401 }) : undefined));
    assert.equal(result.stopped?.kind, 'token-invalid');
    assert.ok(result.created.length > 0);
    assert.ok(result.unsent.length > 20 && result.unsent.every(({ reason }) => reason === 'stopped'));
    assert.deepEqual([result.failed, result.uncertain], [[], []]);
  });

  test('a server that is away for good: the run ends, and everything is said to be unsent', async () => {
    const { result, server } = await runOn(flat(40), () => failing('refused'));
    assert.equal(result.stopped?.kind, 'refused');
    assert.equal(result.unsent.length, 40);
    assert.ok(server.posts.length < 40);
  });

  test('a server that stays away after it has lost an answer: unknown, with what to do', async () => {
    const clock = new SimulatedClock();
    const server = new SimulatedServer(clock, () => 'lost-after');
    server.addTask('{}');
    const read = readUpload(flat(1), 'json');
    const plan = planUpload(read, await gatherServerFacts(server, 3, read));
    server.modelVersions = async () => {
      throw failing('refused');
    };
    const result = await runUpload(plan, server, { clock });
    assert.deepEqual(pointers(result.uncertain), ['/0']);
    assert.match(result.uncertain[0]?.message ?? '', /may have been stored/);
    assert.match(result.uncertain[0]?.cure ?? '', /what is there by then is not sent twice/);
    assertAccount(result);
  });

  test('cancelled while requests hang: at once, and they are unknown', async () => {
    const controller = new AbortController();
    let hanging = 0;
    const { result } = await runOn(
      flat(20),
      () => {
        if (++hanging === 4) setTimeout(() => controller.abort(), 5);
        return new Promise<never>((_, reject) => {
          controller.signal.addEventListener('abort', () => reject(failing('cancelled', { maybeStored: true })));
        });
      },
      { signal: controller.signal },
    );
    assert.equal(result.cancelled, true);
    assert.equal(result.stopped, undefined);
    assert.deepEqual([result.uncertain.length, result.unsent.length], [4, 16]);
    assert.ok(result.unsent.every((item) => item.reason === 'cancelled'));
  });

  test('stopped while requests are under way: they are waited for, and the rest is not sent', async () => {
    const stop = new AbortController();
    let come = 0;
    const { result, server, bodies } = await runOn(
      flat(20),
      () => {
        if (++come === 6) stop.abort();
        return undefined;
      },
      { stop: stop.signal },
    );
    assert.equal(result.cancelled, true);
    assert.equal(bodies.length, server.rows.length);
    assert.deepEqual([result.created.length, result.uncertain.length], [server.rows.length, 0]);
    assert.ok(result.created.every(({ id }) => id !== undefined));
    assert.equal(result.unsent.length, 20 - server.rows.length);
    assert.ok(result.unsent.every((item) => item.reason === 'cancelled'));
  });

  test('progress goes up to the end', async () => {
    const told: UploadProgress[] = [];
    const text = `[${fresh(2).slice(1, -1)},${flat(3).slice(1, -1)}]`;
    await runOn(text, () => undefined, { onProgress: (progress) => told.push(progress) });
    assert.deepEqual(
      told.map(({ done }) => done),
      // The import is told of when it leaves and when it is answered; at the end it is said that all is read back.
      [0, 2, 4, 5, 6, 7, 7],
    );
    assert.deepEqual(told[0], { done: 0, total: 7, stored: 0, failed: 0, underWay: 4 });
    assert.deepEqual(told[1], { done: 2, total: 7, stored: 2, failed: 0 });
    assert.deepEqual(told.at(-2), { done: 7, total: 7, stored: 7, failed: 0 });
    assert.deepEqual(told.at(-1), { done: 7, total: 7, stored: 7, failed: 0, proving: true });
  });
});

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

describe('whatever else runs here', () => {
  for (const [how, text, times] of [
    ['predictions in lists, and when they are read back', flat(40), 80],
    ['new tasks', fresh(20), 20],
  ] as const) {
    test(`gets its turn between any two ${how}`, async () => {
      let turns = 0;
      const giveWay = async (): Promise<void> => void turns++;
      const { result } = await runOn(text, () => undefined, { giveWay, limits: { bulkFrom: 2 } });
      assert.equal(result.created.length, 40);
      assert.ok(turns >= times, `${turns}`);
    });
  }
});

describe('the result in words', () => {
  test('what is stored, refused and unsent', async () => {
    const { result } = await runOn(flat(30), (n) => {
      if (n === 21) return failing('validation', { status: 400, envelope: { validation_errors: { score: ['bad'] } } });
      return n === 201 ? failing('token-invalid', { status: 401 }) : undefined;
    });
    const text = describeResult(result).join('\n');
    assert.match(text, /^Stored: \d+ predictions in project 3 "Simulated"\./);
    assert.match(text, /\nRefused by the server: 1 prediction\.\n {2}\/1\/score: score: bad\n/);
    assert.match(text, /\nNot sent: \d+ predictions, from \/\d+ on\. Upload the file again/);
    assert.match(text, /\nStopped: /);
    assert.match(text, /\nLabel All Tasks does not show model version "v1" yet: choose it in /);
    assert.match(
      describeIds(result).join('\n'),
      /^\d+ predictions \(ids \d+-\d+(, \d+(-\d+)?)*\) on 1 task, model version "v1"$/,
    );
  });
  test('thousands of ids are few lines', async () => {
    const list = `[${Array.from({ length: 3_000 }, (_, i) => `{"task":1,"result":[],"model_version":"v${i % 2}","score":0.${i + 1}1}`).join()}]`;
    const { result } = await runOn(`[${fresh(2).slice(1, -1)},${list.slice(1, -1)}]`, () => undefined, {
      limits: { bulkFrom: 1 },
    });
    const lines = describeIds(result);
    assert.equal(lines.length, 4, lines.join('\n'));
    assert.match(lines.join('\n'), /1,500 predictions \(ids .* and 1,490 more ranges\) on 1 task, model version "v0"/);
    assert.match(lines.join('\n'), /^4 predictions \(ids 3-4, 6-7\) on 2 tasks\n/);
    assert.match(lines.at(-1) ?? '', /^New: 2 tasks \(ids 2, 5\)$/);
  });

  test('nothing stored', async () => {
    const { result } = await runOn(flat(1), () => failing('token-invalid', { status: 403 }));
    assert.equal(describeResult(result)[0], 'Nothing was stored.');
    const lost = await runOn(flat(1), () => failing('cancelled', { maybeStored: true }));
    assert.deepEqual(describeResult(lost.result).slice(0, 2), ['Cancelled.', 'Nothing is known to be stored.']);
  });
});
