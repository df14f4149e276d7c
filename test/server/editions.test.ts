// Editions that answer an import with its number and carry it out later: here a proxy that does so with the real server.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, test } from 'node:test';
import { sharedLabelStudio } from '../harness/labelStudio';
import { clientFor, upload } from './support';

const server = sharedLabelStudio();
const direct = clientFor(server.url, server.pat);
const NUMBER = 77;
const LATER_MS = 2_500;

/** How an edition tells what became of an import. */
type Telling = 'ids' | 'counts' | 'nothing' | 'failed' | 'never ends';

interface Edition {
  url: string;
  /** Bodies that were sent to be imported. */
  imports: string[];
  polls: () => number;
}

const open: Server[] = [];
after(() => {
  for (const one of open) one.close();
});

/** Takes imports, and carries them out `LATER_MS` later; what is `failed` or `never ends` is not carried out at all. */
async function edition(telling: Telling): Promise<Edition> {
  const imports: string[] = [];
  let polls = 0;
  let done: { task_count?: number; prediction_count?: number; task_ids?: number[]; created?: number } | undefined;
  const proxy = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const path = request.url ?? '';
    const answer = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof value === 'string' ? value : JSON.stringify(value));
    };
    const forward = () =>
      fetch(server.url + path, {
        method: request.method ?? 'GET',
        headers: {
          'content-type': 'application/json',
          ...(request.headers.authorization && { authorization: request.headers.authorization }),
        },
        ...(body.length > 0 && { body }),
      });
    if (request.method === 'POST' && /\/import(\/predictions)?(\?|$)/.test(path)) {
      imports.push(body.toString());
      if (telling !== 'failed' && telling !== 'never ends') {
        setTimeout(async () => {
          done = (await (await forward()).json()) as NonNullable<typeof done>;
        }, LATER_MS);
      }
      return answer(201, { import: NUMBER });
    }
    if (path.includes('/imports/')) {
      polls++;
      if (telling === 'nothing') return answer(404, { detail: 'Not found.' });
      if (telling === 'failed')
        return answer(200, { status: 'failed', error: 'Prediction 1: Score must be between 0 and 1' });
      if (!done) return answer(200, { status: polls === 1 ? 'created' : 'in_progress', task_count: null });
      const { task_ids, task_count = 0, prediction_count = done.created ?? 0 } = done;
      const counts = { status: 'completed', task_count, prediction_count };
      return answer(200, telling === 'ids' ? { ...counts, task_ids } : counts);
    }
    const forwarded = await forward();
    answer(forwarded.status, await forwarded.text());
  });
  open.push(proxy);
  await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, imports, polls: () => polls };
}

async function newProject(tasks: number) {
  const { id } = await server.createProject({ title: 'edition', label_config: '<View/>' });
  const data = Array.from({ length: tasks }, (_, n) => ({ data: { text: `${n}` } }));
  return { project: id, tasks: tasks > 0 ? await server.importTasks(id, data) : [] };
}

const flat = (tasks: readonly number[]): string =>
  JSON.stringify(tasks.map((task, n) => ({ task, model_version: 'v', score: n / 100, result: [] })));
const fresh = (count: number): string =>
  JSON.stringify(
    Array.from({ length: count }, (_, n) => ({
      data: { text: `${n}` },
      predictions: [{ model_version: 'v', result: [] }],
    })),
  );
const stored = async (project: number): Promise<number> =>
  (await direct.modelVersions(project)).reduce((sum, { count }) => sum + count, 0);

describe('an import that is carried out later', () => {
  for (const telling of ['ids', 'counts', 'nothing'] as const) {
    test(`predictions of tasks: all there, once (it tells ${telling})`, async () => {
      const { project, tasks } = await newProject(8);
      const other = await edition(telling);
      const { result } = await upload(clientFor(other.url, server.token), project, flat(tasks), {
        limits: { bulkFrom: 2 },
      });
      assert.deepEqual([result.created.length, result.failed, result.uncertain], [8, [], []]);
      assert.equal(other.imports.length, 1);
      assert.ok(other.polls() > 0);
      assert.equal(await stored(project), 8);
    });

    test(`new tasks: all there, once (it tells ${telling})`, async () => {
      const { project } = await newProject(0);
      const other = await edition(telling);
      const { result } = await upload(clientFor(other.url, server.token), project, fresh(4), { importNew: ['no-id'] });
      assert.deepEqual([result.created.length, result.imported.length, result.uncertain], [4, 4, []]);
      assert.ok(result.imported.every(({ id }) => id !== undefined));
      assert.equal(other.imports.length, 1);
      assert.deepEqual([(await direct.project(project)).taskNumber, await stored(project)], [4, 4]);
    });
  }

  test('one that fails: what it names is refused, and the others are sent again', async () => {
    const { project, tasks } = await newProject(3);
    const other = await edition('failed');
    const { result } = await upload(clientFor(other.url, server.token), project, flat(tasks), {
      limits: { bulkFrom: 2, patience: 500 },
    });
    assert.equal(result.failed[0]?.pointer, '/1');
    assert.match(result.failed[0]?.places[0]?.message ?? '', /Score must be/);
    // The same is said of the two that are left; the last one then goes alone.
    assert.deepEqual([result.failed.length, result.created.length, await stored(project)], [2, 1, 1]);
    assert.equal(other.imports.length, 3);
  });

  test('one that does not end: it is said, and nothing is sent a second time', async () => {
    const { project, tasks } = await newProject(3);
    const other = await edition('never ends');
    const client = clientFor(other.url, server.token, { timeouts: { import: 1_500 } });
    const { result } = await upload(client, project, flat(tasks), { limits: { bulkFrom: 2, patience: 500 } });
    assert.deepEqual([result.uncertain.length, result.created.length], [3, 0]);
    assert.match(result.uncertain[0]?.message ?? '', /has not stored all of it yet/);
    assert.equal(other.imports.length, 1);
    assert.ok(result.stopped);
  });
});
