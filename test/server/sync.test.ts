// Uploads that are run again: the server holds the file, each prediction once, and what it drops without a word is named.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { startLabelStudio } from '../../scripts/hosts/label-studio.mjs';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import type { HttpClient } from '../../src/core/ports';
import { sameJson } from '../../src/core/upload/canonical';
import { undoOf, undoUpload } from '../../src/core/upload/undo';
import { nodeHttp } from '../../src/platform/node/http';
import { sharedLabelStudio } from '../harness/labelStudio';
import { clientFor, memberText, upload, watched } from './support';

const server = sharedLabelStudio();
const client = clientFor(server.url, server.pat);
const CONFIG =
  '<View><Image name="image" value="$image"/><RectangleLabels name="bbox" toName="image"><Label value="cat"/></RectangleLabels></View>';

const box = (x: number | string, label = 'cat'): string =>
  `{"id":"r1","from_name":"bbox","to_name":"image","type":"rectanglelabels","value":{"x":${x},"y":2,"width":3,"height":4,"rotation":0,"rectanglelabels":["${label}"]}}`;
const flat = (task: number, x: number | string, version = 'v1', more = ''): string =>
  `{"task":${task},"model_version":"${version}",${more}"result":[${box(x)}]}`;
const listed = (items: readonly string[]): string => `[${items.join(',\n')}]`;

async function newProject(tasks: number): Promise<{ project: number; ids: number[] }> {
  const { id } = await server.createProject({ title: 'sync', label_config: CONFIG });
  const data = Array.from({ length: tasks }, (_, n) => ({ data: { image: `${n}.png` } }));
  return { project: id, ids: tasks === 0 ? [] : await server.importTasks(id, data) };
}

/** What the server holds, as the file would say it. */
async function held(ids: readonly number[]): Promise<string[]> {
  const all = await Promise.all(ids.map((id) => client.predictionsOfTask(id)));
  return all.flat().map(({ task, model_version, text }) => `${task} ${model_version} ${memberText(text, 'result')}`);
}

describe('the same file again', () => {
  for (const [how, count] of [
    ['one by one', 3],
    ['in one request', 40],
  ] as const) {
    test(`sends nothing, and one edited region sends one prediction (${how})`, async () => {
      const { project, ids } = await newProject(count);
      // Numbers that doubles do not hold, and spellings that servers do not keep.
      const odd = ['1.0', '1e1', '-0.0', '0.30000000000000004', '0.1234567890123456789'];
      const items = ids.map((id, n) => flat(id, odd[n % odd.length] as string));
      const first = await upload(client, project, listed(items));
      assert.equal(first.result.created.length, count);
      assert.equal(new Set(first.result.created.map(({ id }) => id)).size, count);
      const again = await upload(client, project, listed(items));
      assert.deepEqual([again.plan.same.length, again.plan.creates.length], [count, 0]);
      items[1] = flat(ids[1] as number, 50);
      const edited = await upload(client, project, listed(items), { changed: 'replace' });
      assert.deepEqual(
        edited.result.created.map(({ pointer }) => pointer),
        ['/1'],
      );
      assert.equal(edited.result.deleted.length, 1);
      const now = await held(ids);
      assert.equal(now.length, count);
      assert.ok(now.some((one) => sameJson(one.slice(one.indexOf('[')), `[${box(50)}]`)));
    });
  }

  test('finds the tasks that it imported by their data, and what was changed there', async () => {
    const { project } = await newProject(0);
    const tasks = (x: number): string =>
      listed(
        [1, 2].map(
          (n) => `{"data":{"image":"n${n}.png"},"predictions":[{"model_version":"v1","result":[${box(x * n)}]}]}`,
        ),
      );
    const first = await upload(client, project, tasks(1), { importNew: ['no-id'] });
    assert.equal(first.result.imported.length, 2);
    assert.equal(first.result.created.length, 2);
    const again = await upload(client, project, tasks(1), { importNew: ['no-id'] });
    assert.deepEqual([again.plan.same.length, again.plan.newTasks.length, again.plan.creates.length], [2, 0, 0]);
    const changed = await upload(client, project, tasks(3), { changed: 'replace' });
    assert.equal(changed.result.deleted.length, 2);
    assert.equal((await client.project(project)).taskNumber, 2);
  });

  test('by a key of the data', async () => {
    const { project, ids } = await newProject(3);
    const text = listed([
      `{"id":7,"data":{"image":"1.png","more":true},"predictions":[{"model_version":"v1","result":[${box(1)}]}]}`,
    ]);
    const { plan, result } = await upload(client, project, text, { match: { by: 'data', key: 'image' } });
    assert.equal(plan.newTasks.length, 0);
    assert.deepEqual(
      result.created.map(({ task }) => task),
      [ids[1]],
    );
  });

  test('without a model version: whichever way it was stored', async () => {
    const { project, ids } = await newProject(30);
    const none = (id: number): string => `{"task":${id},"result":[${box(1)}]}`;
    await upload(client, project, listed(ids.slice(0, 2).map(none)));
    const rest = await upload(client, project, listed(ids.map(none)));
    assert.deepEqual([rest.plan.same.length, rest.result.created.length], [2, 28]);
    assert.equal((await upload(client, project, listed(ids.map(none)))).plan.same.length, 30);
  });
});

test('a server that does not validate drops what its validator rejects: each is named', async () => {
  const { project, ids } = await newProject(40);
  const items = ids.map((id, n) => flat(id, n));
  items[7] = `{"task":${ids[7]},"model_version":"v1","result":[${box(1, 'no such label')}]}`;
  items[30] = flat(ids[30] as number, 1, 'v1', '"score":5,');
  const { result } = await upload(client, project, listed(items));
  assert.deepEqual(
    result.failed.map(({ pointer }) => pointer),
    ['/7', '/30'],
  );
  assert.match(result.failed[0]?.message ?? '', /without a word/);
  assert.equal(result.created.length, 38);
  assert.equal((await held(ids)).length, 38);
});

test('a server that stores lists 500 at a time, and refuses what comes after: nothing is there twice', async () => {
  const flag = 'fflag_fix_back_4620_memory_efficient_predictions_import_08012025_short';
  const other = await startLabelStudio({ env: { [flag]: 'true' } });
  try {
    const direct = clientFor(other.url, other.pat);
    const { id: project } = await other.createProject({ title: 'by 500', label_config: CONFIG });
    const { taskIds } = await direct.importTasks(project, '[{"data":{"image":"a"}},{"data":{"image":"b"}}]');
    const [kept, deleted] = taskIds as [number, number];
    const items = Array.from({ length: 560 }, (_, n) => flat(n === 540 ? deleted : kept, n / 10));
    const http: HttpClient = {
      async request(request) {
        // Somebody deletes a task when everything is planned.
        if (request.url.endsWith('/import/predictions')) await direct.deleteTask(deleted);
        return nodeHttp.request(request);
      },
    };
    const { result } = await upload(clientFor(other.url, other.pat, { http }), project, listed(items));
    assert.deepEqual(
      result.failed.map(({ places }) => places[0]?.pointer),
      ['/540/task'],
    );
    assert.deepEqual([result.created.length, result.doubled, result.missing], [559, [], []]);
    const there = (await direct.predictionsOfTask(kept)).map(({ text }) => memberText(text, 'result'));
    assert.deepEqual([there.length, new Set(there).size], [559, 559]);
  } finally {
    await other.stop();
  }
});

test('an upload that is cancelled can be run again, and then all of it is there once', async () => {
  const { project, ids } = await newProject(10);
  const items = Array.from({ length: 60 }, (_, n) => flat(ids[n % 10] as number, n));
  const cancel = new AbortController();
  const first = await upload(client, project, listed(items), {
    signal: cancel.signal,
    limits: { bulkFrom: 1_000 },
    onProgress: ({ done }) => done === 7 && cancel.abort(),
  });
  assert.equal(first.result.cancelled, true);
  assert.ok(first.result.created.length >= 7 && first.result.created.length < 60);
  // What was on its way when it was cancelled may land a moment later.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const second = await upload(client, project, listed(items));
  assert.deepEqual([second.result.uncertain, second.result.doubled, second.result.missing], [[], [], []]);
  const now = await held(ids);
  assert.equal(now.length, 60);
  assert.equal(new Set(now).size, 60);
});

test('undo deletes exactly what an upload has made, and leaves tasks that somebody has annotated', async () => {
  const { project, ids } = await newProject(2);
  await upload(client, project, listed([flat(ids[0] as number, 9, 'older')]));
  const text = listed([
    flat(ids[0] as number, 1),
    `{"data":{"image":"x.png"},"predictions":[{"model_version":"v1","result":[${box(1)}]}]}`,
    `{"data":{"image":"y.png"},"predictions":[{"model_version":"v1","result":[${box(2)}]}]}`,
  ]);
  const { result } = await upload(client, project, text, { importNew: ['no-id'] });
  const record = undoOf(result);
  assert.ok(record);
  assert.deepEqual([record.predictions.length, record.tasks.length], [3, 2]);
  const [, annotated] = record.tasks as [number, number];
  await server.api('POST', `/api/tasks/${annotated}/annotations/`, { result: [] });
  const outcome = await undoUpload(client, record);
  assert.deepEqual(
    [outcome.predictions, outcome.tasks, outcome.annotated, outcome.left, outcome.stopped],
    [3, 1, 1, undefined, undefined],
  );
  assert.equal((await client.project(project)).taskNumber, 3);
  assert.equal((await held([...ids, annotated])).length, 1);
});

test('undo of many goes by whole tasks, and leaves what others have put on the same tasks', async () => {
  const { project, ids } = await newProject(40);
  const items = ids.map((id, n) => flat(id, n));
  const fresh = Array.from(
    { length: 25 },
    (_, n) => `{"data":{"image":"new-${n}.png"},"predictions":[{"model_version":"v1","result":[${box(n)}]}]}`,
  );
  const { result } = await upload(client, project, listed([...items, ...fresh]), { importNew: ['no-id'] });
  const record = undoOf(result);
  assert.ok(record);
  assert.deepEqual([record.predictions.length, record.tasks.length], [65, 25]);
  const stranger = { task: ids[3], model_version: 'v1', result: JSON.parse(`[${box(3)}]`) };
  const { json } = await server.api('POST', '/api/predictions/', stranger);
  await server.api('DELETE', `/api/predictions/${record.predictions[0]}/`);
  await server.api('POST', `/api/tasks/${record.tasks[0]}/annotations/`, { result: [] });
  const requests: string[] = [];
  const counting = clientFor(server.url, server.pat, {
    http: watched(({ method, url }) => requests.push(`${method} ${new URL(url).pathname}`)),
  });
  const outcome = await undoUpload(counting, record);
  assert.deepEqual(
    [outcome.predictions, outcome.gone, outcome.tasks, outcome.annotated, outcome.left, outcome.stopped],
    [64, 1, 24, 1, undefined, undefined],
  );
  assert.deepEqual(
    (await client.predictionsOfTask(ids[3] as number)).map(({ id }) => id),
    [(json as { id: number }).id],
  );
  assert.equal((await held([...ids, ...record.tasks.slice(0, 1)])).length, 1);
  assert.equal((await client.project(project)).taskNumber, 41);
  // The one on the task of the stranger went alone; all others went by their tasks.
  assert.equal(requests.filter((request) => request.startsWith('DELETE')).length, 1);
});

test('two command lines with the same file at once: one waits for the other, and all is there once', async () => {
  const { project, ids } = await newProject(30);
  const folder = temporaryFolder('at-once');
  try {
    const file = path.join(folder.dir, 'a.predictions.json');
    writeFileSync(file, listed(ids.map((id, n) => flat(id, n))));
    const run = () =>
      new Promise<{ status: number; new: number; same: number }>((resolve, reject) => {
        const where = ['--server', server.url, '--project', String(project), '--yes', '--format', 'json'];
        const env = { ...process.env, LABEL_STUDIO_API_KEY: server.pat, XDG_STATE_HOME: folder.dir };
        execFile(
          process.execPath,
          [path.resolve('dist', 'cli.js'), 'upload', file, ...where],
          { env },
          (error, out) => {
            if (error && typeof error.code !== 'number') return reject(error);
            const { files } = JSON.parse(out) as { files: { plan: { new: number; same: number } }[] };
            const { new: added = -1, same = -1 } = files[0]?.plan ?? {};
            resolve({ status: Number(error?.code ?? 0), new: added, same });
          },
        );
      });
    const ended = await Promise.all([run(), run(), run()]);
    assert.deepEqual(
      ended.map(({ status }) => status),
      [0, 0, 0],
    );
    assert.deepEqual(
      ended.map((one) => one.new).sort((a, b) => b - a),
      [30, 0, 0],
    );
    assert.equal((await held(ids)).length, 30);
  } finally {
    folder.remove();
  }
});

test('of tasks with equal data, of which one was refused: the other is not imported again', async () => {
  const { project } = await newProject(0);
  const task = (x: number | string) =>
    `{"data":{"image":"same.png"},"predictions":[{"model_version":"v1","result":[${box(x)}]}]}`;
  await upload(client, project, listed([task(2)]), { importNew: ['no-id'] });
  const { plan, result } = await upload(client, project, listed([task(1), task(2)]), { importNew: ['no-id'] });
  assert.deepEqual([plan.same.length, plan.creates.length, result.imported.length], [1, 0, 1]);
  const again = await upload(client, project, listed([task(2), task(1)]));
  assert.deepEqual([again.plan.same.length, again.plan.creates.length, again.plan.newTasks.length], [2, 0, 0]);
  assert.equal((await client.project(project)).taskNumber, 2);
});

test('a task that is deleted while it is uploaded to: told at its place, and the others still go together', async () => {
  const { project, ids } = await newProject(12);
  const gone = ids[4] as number;
  const posts: string[] = [];
  let deleted: Promise<unknown> | undefined;
  const http: HttpClient = {
    async request(request) {
      if (request.method === 'POST' && request.url.includes('/import/')) {
        posts.push(request.url);
        deleted ??= server.api('DELETE', `/api/tasks/${gone}/`);
        await deleted;
      }
      return nodeHttp.request(request);
    },
  };
  const text = listed(ids.flatMap((id, n) => [flat(id, n), flat(id, n + 20)]));
  const { result } = await upload(clientFor(server.url, server.token, { http }), project, text, {
    limits: { bulkFrom: 5 },
  });
  assert.deepEqual(
    result.failed.map(({ places }) => places[0]?.pointer),
    ['/8/task', '/9/task'],
  );
  assert.match(result.failed[0]?.places[0]?.message ?? '', /task \d+ is not in the project any more/);
  assert.deepEqual([result.created.length, posts.length], [22, 2]);
});
