// A run against faults that a real Label Studio does not show when it is asked to: what is said must be what is known.
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { describeIds, describeResult } from '../../../src/core/upload/describe';
import { batches } from '../../../src/core/upload/importTasks';
import { type NewTaskReason, planUpload, type ServerFacts } from '../../../src/core/upload/plan';
import { readUpload } from '../../../src/core/upload/read';
import type { UploadResult } from '../../../src/core/upload/result';
import { type RunOptions, runUpload, type UploadProgress } from '../../../src/core/upload/run';
import { clientOf, type Handler, json, type Loopback, page, type Seen, startLoopback } from '../server/loopback';

const open: Loopback[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const ALL: ReadonlySet<NewTaskReason> = new Set(['no-id', 'id-not-in-project', 'data-differs']);

function planOf(text: string) {
  const facts: ServerFacts = {
    host: 'http://x',
    project: { id: 3, title: 'Cats', modelVersion: '' },
    modelVersions: [],
    tasks: new Map([[1, { id: 1, data: '{}' }]]),
  };
  return planUpload(readUpload(text, 'json'), facts);
}

async function runOn(
  text: string,
  handler: Handler,
  options: RunOptions = {},
): Promise<{ result: UploadResult; seen: Seen[] }> {
  const server = await startLoopback(handler);
  open.push(server);
  const result = await runUpload(planOf(text), clientOf(server.url), { importNew: ALL, ...options });
  return { result, seen: server.seen };
}

const flat = (n: number): string =>
  `[${Array.from({ length: n }, (_, i) => `{"task":1,"result":[],"score":0.${i + 1}}`).join()}]`;
const fresh = (n: number, more = ''): string =>
  `[${Array.from({ length: n }, (_, i) => `{"data":{"n":${i}${more}},"predictions":[{"result":[]},{"result":[]}]}`).join()}]`;

const created = { id: 5, task: 1, project: 3, created_at: '2026-01-01T00:00:00Z', model_version: 'v1' };
/** Which prediction a request is about, by its score. */
const numberOf = (seen: Seen): number => Number(/0\.(\d+)}$/.exec(seen.body)?.[1]);
const pointers = (items: readonly { pointer: string }[]): string[] => items.map((item) => item.pointer).sort();

/** Every prediction of the plan is in exactly one list. */
function assertAccount(result: UploadResult): void {
  const sum = (items: readonly { predictions: number }[]): number =>
    items.reduce((all, item) => all + item.predictions, 0);
  const { plan, created, imported, failed, uncertain, unsent } = result;
  const planned = plan.creates.length + plan.newTasks.reduce((all, { task }) => all + task.predictions.length, 0);
  assert.equal(created.length + sum(imported) + sum(failed) + sum(uncertain) + sum(unsent), planned);
}

describe('single predictions', () => {
  test('four at a time, each once, with its own text', async () => {
    let now = 0;
    let most = 0;
    const { result, seen } = await runOn(flat(30), (_, response) => {
      most = Math.max(most, ++now);
      // Long enough for a fourth one to come also on a machine with other things to do, and for a fifth that must not.
      setTimeout(() => {
        now--;
        json(response, 201, created);
      }, 60);
    });
    assert.equal(most, 4);
    assert.equal(result.created.length, 30);
    assert.equal(new Set(seen.map((one) => one.body)).size, 30);
    assert.ok(seen.every((one) => one.method === 'POST' && one.url === '/api/predictions/'));
    assertAccount(result);
  });

  test('a lost answer is said to be unknown, ends the run, and is not sent again', async () => {
    const { result, seen } = await runOn(flat(40), (one, response, request) => {
      if (numberOf(one) === 6) request.socket.destroy();
      else json(response, 201, created);
    });
    assert.deepEqual(pointers(result.uncertain), ['/5']);
    assert.match(result.uncertain[0]?.message ?? '', /may have been stored/);
    assert.match(result.uncertain[0]?.cure ?? '', /not sent again/);
    assert.equal(result.stopped?.kind, 'reset');
    assert.equal(seen.filter((one) => numberOf(one) === 6).length, 1);
    assert.ok(result.unsent.length >= 28 && result.unsent.every((item) => item.reason === 'stopped'));
    assertAccount(result);
  });

  test('a refused one does not end the run', async () => {
    const { result } = await runOn(flat(10), (one, response) => {
      if (numberOf(one) !== 3) return json(response, 201, created);
      json(response, 400, {
        detail: 'Validation error',
        validation_errors: { score: ['A valid number is required.'] },
      });
    });
    assert.equal(result.created.length, 9);
    const text = flat(10);
    const [place] = result.failed[0]?.places ?? [];
    assert.equal(place?.pointer, '/2/score');
    assert.equal(text.slice(place?.start, place?.end), '0.3');
    assert.equal(place?.message, 'score: A valid number is required.');
    assertAccount(result);
  });

  test('a 401 in the middle ends the run; what was refused is unsent, not unknown', async () => {
    const { result } = await runOn(flat(40), (one, response) =>
      numberOf(one) < 8 ? json(response, 201, created) : json(response, 401, { detail: 'Invalid token.' }),
    );
    assert.equal(result.stopped?.kind, 'token-invalid');
    assert.equal(result.created.length, 7);
    assert.equal(result.unsent.length, 33);
    assert.deepEqual([result.failed, result.uncertain], [[], []]);
    assertAccount(result);
  });

  test("errors of the server's own are survived, but not three in a row", async () => {
    const once = await runOn(flat(12), (one, response) =>
      numberOf(one) === 4 ? page(response, 500, 'Server Error') : json(response, 201, created),
    );
    assert.deepEqual([once.result.created.length, pointers(once.result.uncertain)], [11, ['/3']]);
    assert.equal(once.result.stopped, undefined);
    assertAccount(once.result);

    const always = await runOn(flat(40), (_, response) => page(response, 500, 'Server Error'));
    assert.equal(always.result.stopped?.kind, 'server-error');
    assert.ok(always.result.uncertain.length >= 3 && always.result.uncertain.length <= 7);
    assertAccount(always.result);
  });

  test('a gateway that gave up: unknown, and the run ends', async () => {
    const { result } = await runOn(flat(1), (_, response) => page(response, 504, 'Gateway Timeout'));
    assert.deepEqual([result.stopped?.kind, result.uncertain.length], ['gateway', 1]);
  });

  test('cancelled while requests hang: at once, and they are unknown', async () => {
    const controller = new AbortController();
    let hanging = 0;
    const { result } = await runOn(
      flat(20),
      () => {
        if (++hanging === 4) setTimeout(() => controller.abort(), 10);
      },
      { signal: controller.signal },
    );
    assert.equal(result.cancelled, true);
    assert.equal(result.stopped, undefined);
    assert.deepEqual([result.uncertain.length, result.unsent.length], [4, 16]);
    assert.ok(result.unsent.every((item) => item.reason === 'cancelled'));
    assertAccount(result);
  });

  test('progress goes up to the end', async () => {
    const told: UploadProgress[] = [];
    await runOn(
      `[${flat(3).slice(1, -1)},${fresh(2).slice(1, -1)}]`,
      (one, response) =>
        one.url.startsWith('/api/predictions/')
          ? json(response, 201, created)
          : json(response, 201, { task_count: 2, prediction_count: 4, task_ids: [8, 9] }),
      { onProgress: (progress) => told.push(progress) },
    );
    assert.deepEqual(
      told.map(({ done }) => done),
      [1, 2, 3, 7],
    );
    assert.deepEqual(told.at(-1), { done: 7, total: 7, stored: 7, failed: 0 });
  });
});

describe('new tasks', () => {
  const imported = (seen: Seen): { task_count: number; prediction_count: number; task_ids: number[] } => {
    const tasks = JSON.parse(seen.body) as { data: { n: number }; predictions: unknown[] }[];
    const prediction_count = tasks.reduce((sum, task) => sum + task.predictions.length, 0);
    return { task_count: tasks.length, prediction_count, task_ids: tasks.map((task) => 1_000 + task.data.n) };
  };

  test('one request at a time, in large batches, ids in the order of the file', async () => {
    let now = 0;
    let most = 0;
    const { result, seen } = await runOn(fresh(2_500), (one, response) => {
      most = Math.max(most, ++now);
      setTimeout(() => {
        now--;
        json(response, 201, imported(one));
      }, 5);
    });
    assert.equal(most, 1);
    assert.deepEqual(
      seen.map((one) => [one.url, imported(one).task_count]),
      [
        ['/api/projects/3/import?return_task_ids=true', 1_000],
        ['/api/projects/3/import?return_task_ids=true', 1_000],
        ['/api/projects/3/import?return_task_ids=true', 500],
      ],
    );
    assert.deepEqual(
      result.imported.map((item) => item.id),
      Array.from({ length: 2_500 }, (_, n) => 1_000 + n),
    );
    assertAccount(result);
  });

  test('without a yes nothing is sent', async () => {
    const { result, seen } = await runOn(fresh(3), (_, response) => page(response, 500, 'x'), { importNew: new Set() });
    assert.deepEqual(seen, []);
    assert.deepEqual(
      result.unsent.map((item) => item.reason),
      ['not-confirmed', 'not-confirmed', 'not-confirmed'],
    );
    assertAccount(result);
  });

  test('counts that do not agree are told, and nothing more is sent', async () => {
    const { result, seen } = await runOn(fresh(1_500), (one, response) =>
      json(response, 201, { ...imported(one), prediction_count: 1_990 }),
    );
    assert.equal(seen.length, 1);
    assert.match(result.uncertain[0]?.message ?? '', /1000 of 1000 tasks with 1990 of 2000 predictions/);
    assert.equal(result.imported.length, 1_000);
    assert.equal(result.unsent.length, 500);
    assertAccount(result);
  });

  test('tasks that were stored without their predictions are told as such', async () => {
    const detail = "'BaseTaskSerializerBulk' object has no attribute 'db_predictions'";
    const { result, seen } = await runOn(fresh(2), (_, response) => json(response, 500, { detail }));
    assert.equal(seen.length, 1);
    assert.match(result.uncertain[0]?.message ?? '', /stored 2 tasks, but none of their 4 predictions/);
    assert.match(result.uncertain[0]?.cure ?? '', /Delete the new tasks/);
    assertAccount(result);
  });

  test('a lost answer ends the run', async () => {
    const { result, seen } = await runOn(fresh(1_200), (_, __, request) => void request.socket.destroy());
    assert.equal(seen.length, 1);
    assert.deepEqual([result.uncertain.length, result.unsent.length, result.stopped?.kind], [1_000, 200, 'reset']);
    assertAccount(result);
  });

  test('too large for a proxy: cut in halves until it fits; nothing is lost', async () => {
    const { result, seen } = await runOn(fresh(20), (one, response) =>
      one.body.length > 400 ? page(response, 413, 'Request Entity Too Large') : json(response, 201, imported(one)),
    );
    assert.deepEqual(
      result.imported.map((item) => item.pointer),
      Array.from({ length: 20 }, (_, n) => `/${n}`),
    );
    assert.ok(seen.length > 5);
    assertAccount(result);
  });

  test('refused tasks are taken out, the others are sent again', async () => {
    let n = 0;
    const { result, seen } = await runOn(fresh(5), (one, response) => {
      if (++n > 1) return json(response, 201, imported(one));
      const predictions = ['Prediction validation failed (1 errors):\n- Task 3, prediction 1: Region 0: bad\n'];
      json(response, 400, { detail: 'Validation error', validation_errors: { predictions } });
    });
    assert.equal(seen.length, 2);
    assert.deepEqual(
      result.imported.map((item) => item.id),
      [1_000, 1_001, 1_002, 1_004],
    );
    assert.deepEqual(
      result.failed.map((item) => [item.pointer, item.predictions]),
      [['/3', 2]],
    );
    assert.equal(result.failed[0]?.places[0]?.pointer, '/3/predictions/1');
    assertAccount(result);
  });

  test('a refusal that names no task ends the run', async () => {
    const { result, seen } = await runOn(fresh(3), (_, response) =>
      json(response, 400, {
        detail: 'Validation error',
        validation_errors: { non_field_errors: ['Maximum task number is 5'] },
      }),
    );
    assert.equal(seen.length, 1);
    assert.deepEqual([result.stopped?.kind, result.unsent.length], ['validation', 3]);
    assertAccount(result);
  });

  test('other editions import later: that is said', async () => {
    const { result } = await runOn(fresh(2), (_, response) => json(response, 201, { import: 77 }));
    assert.match(result.uncertain[0]?.message ?? '', /import 77/);
    assertAccount(result);
  });

  test('batches are bounded by bytes too', () => {
    const { newTasks, read } = planOf(fresh(10, `,"x":"${'\u20ac'.repeat(100)}"`));
    const sizes = [...batches(read.text, newTasks, { tasks: 4, bytes: 1_000 })].map((batch) => batch.length);
    assert.deepEqual(sizes, [2, 2, 2, 2, 2]);
    assert.deepEqual(
      [...batches(read.text, newTasks, { tasks: 4, bytes: 1e6 })].map((batch) => batch.length),
      [4, 4, 2],
    );
    assert.deepEqual([...batches(read.text, newTasks, { tasks: 4, bytes: 10 })].length, 10);
  });
});

describe('the result in words', () => {
  test('what is stored, refused, unknown and unsent', async () => {
    const { result } = await runOn(flat(30), (one, response, request) => {
      const n = numberOf(one);
      if (n === 2) return json(response, 400, { detail: 'Validation error', validation_errors: { score: ['bad'] } });
      if (n === 20) return void request.socket.destroy();
      return json(response, 201, created);
    });
    const text = describeResult(result).join('\n');
    assert.match(text, /^Stored: \d+ predictions in project 3 "Cats"\./);
    assert.match(text, /\nRefused by the server: 1 prediction\.\n {2}\/1\/score: score: bad\n/);
    assert.match(text, /\nUnknown: 1 prediction \(\/19\)\. It may have been stored: /);
    assert.match(text, /\nNot sent: \d+ predictions, from \/2\d on\.\n/);
    assert.match(text, /\nStopped: The connection to .* broke/);
    assert.match(text, /\nTo see it in Label All Tasks, choose model version "v1"/);
    assert.match(
      describeIds(result)[0] ?? '',
      /^\/\d: prediction 5 on task 1, model version "v1", 2026-01-01T00:00:00Z$/,
    );
  });
  test('nothing stored', async () => {
    const { result } = await runOn(flat(1), (_, response) => page(response, 403, 'Forbidden'));
    assert.equal(describeResult(result)[0], 'Nothing is known to be stored.');
  });
  test('new tasks with their ids', async () => {
    const { result } = await runOn(fresh(1), (_, response) =>
      json(response, 201, { task_count: 1, prediction_count: 2, task_ids: [9] }),
    );
    assert.deepEqual(describeResult(result), ['Stored: 1 new task with 2 predictions in project 3 "Cats".']);
    assert.deepEqual(describeIds(result), ['/0: task 9 with 2 predictions']);
  });
});
