// Undoing an upload on a server in memory: exactly what was made goes, in few requests where that is safe.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ServerError } from '../../../src/core/server/errors';
import { type UndoRecord, type UndoServer, undoUpload } from '../../../src/core/upload/undo';

/** Tasks with the ids of their predictions. */
class FakeServer implements UndoServer {
  readonly calls: string[] = [];
  annotated = new Set<number>();
  refuses: ServerError | undefined;

  constructor(readonly tasks: Map<number, number[]>) {}

  async *predictionsOfTasks(_: number, ids: Iterable<number>) {
    this.calls.push('list');
    // Two pages, and the tasks of the first are settled by the second, as it is with a listing of the whole project.
    const all = [...ids];
    const found = all.flatMap((task) => (this.tasks.get(task) ?? []).map((id) => ({ id, task })));
    const half = Math.ceil(found.length / 2);
    yield { predictions: found.slice(0, half), settled: [] };
    yield { predictions: found.slice(half), settled: all };
  }

  async deletePrediction(id: number): Promise<boolean> {
    this.calls.push(`prediction ${id}`);
    for (const [task, ids] of this.tasks) {
      if (!ids.includes(id)) continue;
      this.tasks.set(
        task,
        ids.filter((one) => one !== id),
      );
      return true;
    }
    return false;
  }

  async deletePredictionsOfTasks(_: number, ids: readonly number[]): Promise<void> {
    this.calls.push(`predictions of ${ids.length} tasks`);
    if (this.refuses) throw this.refuses;
    for (const id of ids) this.tasks.set(id, []);
  }

  async deleteTask(id: number): Promise<boolean> {
    this.calls.push(`task ${id}`);
    return this.tasks.delete(id);
  }

  async deleteTasks(_: number, ids: readonly number[]): Promise<void> {
    this.calls.push(`${ids.length} tasks`);
    for (const id of ids) this.tasks.delete(id);
  }

  async annotationsOfTasks(_: number, ids: Iterable<number>) {
    const there = [...ids].filter((id) => this.tasks.has(id));
    return new Map(there.map((id) => [id, { id, annotations: this.annotated.has(id) ? 1 : 0, draft: false }]));
  }
}

/** `count` tasks from 1 on, with one prediction of the upload each: 1001, 1002 and so on. */
function scene(count: number, made = 0): { server: FakeServer; record: UndoRecord } {
  const ids = Array.from({ length: count }, (_, n) => n + 1);
  const server = new FakeServer(new Map(ids.map((id) => [id, [1_000 + id]])));
  const predictions = ids.map((id) => 1_000 + id);
  const tasks = made === 0 ? [] : ids.slice(-made);
  return {
    server,
    record: { server: 'http://simulated', project: 1, title: 'Ships', predictions, tasks, onTasks: ids },
  };
}

const left = (server: FakeServer): number[] => [...server.tasks.values()].flat();

describe('undoing an upload', () => {
  test('many go by their tasks; what others put there stays, and what is gone is told', async () => {
    const { server, record } = scene(450, 50);
    server.tasks.set(7, [1_007, 5_000]);
    server.tasks.set(8, []);
    server.annotated.add(450);
    const seen: number[] = [];
    const outcome = await undoUpload(server, record, { onProgress: (done) => seen.push(done) });
    assert.deepEqual(
      [outcome.predictions, outcome.gone, outcome.tasks, outcome.annotated, outcome.left, outcome.stopped],
      [449, 1, 49, 1, undefined, undefined],
    );
    assert.deepEqual(left(server), [5_000]);
    assert.ok(server.tasks.has(450) && !server.tasks.has(449));
    const sent = ['predictions of 200 tasks', 'predictions of 200 tasks', 'predictions of 48 tasks'];
    assert.deepEqual(server.calls, ['list', ...sent, 'prediction 1007', '49 tasks']);
    assert.deepEqual([seen.length, seen.at(-1)], [500, 500]);
    assert.ok(seen.every((done, n) => done === n + 1));
  });

  test('few go one by one, and nothing is listed', async () => {
    const { server, record } = scene(3, 1);
    const outcome = await undoUpload(server, record);
    assert.deepEqual([outcome.predictions, outcome.tasks], [3, 1]);
    assert.deepEqual(server.calls, ['prediction 1001', 'prediction 1002', 'prediction 1003', 'task 3']);
  });

  test('a server that does not delete many at a time is asked one by one', async () => {
    const { server, record } = scene(25, 25);
    server.refuses = new ServerError('forbidden', { host: 'http://simulated', status: 403 });
    const outcome = await undoUpload(server, record);
    assert.deepEqual([outcome.predictions, outcome.tasks, outcome.left], [25, 25, undefined]);
    assert.equal(server.calls.filter((call) => call.startsWith('predictions of')).length, 1);
    assert.deepEqual(left(server), []);
  });

  test('a server that goes away leaves a record of the rest, which finishes it', async () => {
    const { server, record } = scene(25);
    server.refuses = new ServerError('refused', { host: 'http://simulated' });
    const broken = await undoUpload(server, record);
    assert.equal(broken.stopped?.kind, 'refused');
    assert.equal(broken.left?.predictions.length, 25);
    server.refuses = undefined;
    const outcome = await undoUpload(server, broken.left as UndoRecord);
    assert.deepEqual([outcome.predictions, outcome.left], [25, undefined]);
  });

  test('cancelled between two requests: what is done is done, the rest is left', async () => {
    const { server, record } = scene(450, 450);
    const cancel = new AbortController();
    const outcome = await undoUpload(server, record, {
      signal: cancel.signal,
      onProgress: (done) => void (done === 200 && cancel.abort()),
    });
    assert.equal(outcome.stopped, undefined);
    assert.deepEqual([outcome.predictions, outcome.tasks], [200, 0]);
    assert.deepEqual([outcome.left?.predictions.length, outcome.left?.tasks.length], [250, 450]);
    assert.equal(left(server).length, 250);
  });
});
