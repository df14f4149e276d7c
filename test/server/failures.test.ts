// What goes wrong around an upload on the real server, and the account that is given of it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { describe, test } from 'node:test';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import { Output } from '../../src/cli/output';
import { parseUpload } from '../../src/cli/upload/options';
import { upload as uploadFiles } from '../../src/cli/upload/upload';
import type { HttpRequest } from '../../src/core/ports';
import { ServerError } from '../../src/core/server/errors';
import { nodeHttp } from '../../src/platform/node/http';
import { sharedLabelStudio } from '../harness/labelStudio';
import { type Exchange, type Stage, withFaultyProxy } from './faultyProxy';
import { clientFor, upload, watched } from './support';

const server = sharedLabelStudio();
const CONFIG =
  '<View><Text name="text" value="$text"/><Choices name="mood" toName="text"><Choice value="A"/></Choices></View>';

async function errorOf(work: Promise<unknown>): Promise<ServerError> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof ServerError, String(error));
    return error;
  }
  assert.fail('it succeeded');
}

async function withProject(work: (project: number) => Promise<void>): Promise<void> {
  const { id } = await server.createProject({ title: 'failure test', label_config: CONFIG });
  try {
    await work(id);
  } finally {
    await server.api('DELETE', `/api/projects/${id}/`);
  }
}

describe('the address', () => {
  test('a path that is not there is noticed, and the right address is named', async () => {
    const error = await errorOf(clientFor(`${server.url}/label-studio`, server.pat).connect());
    assert.equal(error.kind, 'wrong-path');
    assert.ok(error.cure.includes(server.url), error.cure);
  });

  test('the address of a page in the browser does', async () => {
    const client = clientFor(`${server.url}/projects/1/data?tab=2`, server.token);
    assert.equal((await client.connect()).user.id > 0, true);
  });
});

describe('the project', () => {
  test('gone: the same answer for reading it and for importing into it', async () => {
    const client = clientFor(server.url, server.token);
    const gone = 99_999_999;
    const asks = [
      () => client.project(gone),
      () => client.modelVersions(gone),
      () => client.tasksById(gone, [1], { data: true }),
      () => client.importTasks(gone, '[{"data":{"text":"a"}}]'),
    ];
    for (const ask of asks) {
      const error = await errorOf(ask());
      assert.equal(error.kind, 'project-gone');
      assert.match(error.message, /project 99999999/);
      assert.equal(error.maybeStored, false);
    }
  });

  test('gone between the plan and the import: nothing is said to be stored', async () => {
    const { id } = await server.createProject({ title: 'going', label_config: CONFIG });
    let deleted = false;
    const client = clientFor(server.url, server.token, {
      http: {
        async request(request) {
          if (request.method === 'POST' && !deleted) {
            deleted = true;
            await server.api('DELETE', `/api/projects/${id}/`);
          }
          return watched(() => {}).request(request);
        },
      },
    });
    const { result } = await upload(client, id, '[{"data":{"text":"a"},"predictions":[{"result":[]}]}]', {
      importNew: ['no-id'],
    });
    assert.equal(result.stopped?.kind, 'project-gone');
    assert.deepEqual(
      result.unsent.map((item) => [item.pointer, item.reason]),
      [['/0', 'stopped']],
    );
    assert.deepEqual([result.imported, result.uncertain, result.failed], [[], [], []]);
  });

  test('listed with its number of tasks; a task is found by id, a missing one is missed', async () => {
    await withProject(async (project) => {
      const [task] = await server.importTasks(project, [{ data: { text: 'a', big: 1 } }, { data: { text: 'b' } }]);
      const client = clientFor(server.url, server.pat);
      const listed = (await client.listProjects()).find(({ id }) => id === project);
      assert.deepEqual(listed, { id: project, title: 'failure test', taskNumber: 2 });
      assert.equal((await client.project(project)).labelConfig, CONFIG);
      const found = await client.task(task as number);
      assert.equal(found.project, project);
      assert.deepEqual(JSON.parse(found.data ?? ''), { text: 'a', big: 1 });
      assert.equal((await errorOf(client.task(99_999_999))).kind, 'not-found');
    });
  });
});

describe('single predictions', () => {
  test('cancelled in the middle: at once, and every prediction is accounted for', async () => {
    await withProject(async (project) => {
      const [task] = await server.importTasks(project, [{ data: { text: 'a' } }]);
      const controller = new AbortController();
      let posts = 0;
      let cancelledAt = 0;
      const http = watched((request) => {
        if (!request.url.endsWith('/api/predictions/') || ++posts !== 12) return;
        setTimeout(() => {
          cancelledAt = Date.now();
          controller.abort();
        }, 5);
      });
      const text = `[${Array.from({ length: 200 }, () => `{"task":${task},"result":[],"model_version":"c"}`).join()}]`;
      const client = clientFor(server.url, server.token, { http });
      const { result } = await upload(client, project, text, {
        signal: controller.signal,
        limits: { bulkFrom: 1_000 },
      });
      assert.ok(Date.now() - cancelledAt < 500, 'it ended at once');
      assert.equal(result.cancelled, true);
      const { created, uncertain, unsent, failed } = result;
      assert.ok(created.length >= 8 && uncertain.length <= 4 && unsent.length > 150);
      assert.equal(created.length + uncertain.length + unsent.length + failed.length, 200);
      assert.equal(new Set([...created, ...uncertain, ...unsent].map((item) => item.pointer)).size, 200);
      // What was on its way may still land; nothing else may.
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      const there = await client.predictionsOfTask(task as number);
      assert.ok(there.length >= created.length && there.length <= created.length + uncertain.length);
    });
  });

  test('cancelled before anything is sent: nothing is', async () => {
    await withProject(async (project) => {
      const [task] = await server.importTasks(project, [{ data: { text: 'a' } }]);
      const controller = new AbortController();
      const client = clientFor(server.url, server.token);
      controller.abort();
      const { result } = await upload(client, project, `{"task":${task},"result":[]}`, { signal: controller.signal });
      assert.deepEqual(
        result.unsent.map((item) => item.reason),
        ['cancelled'],
      );
      assert.equal(result.cancelled, true);
      assert.deepEqual(await client.predictionsOfTask(task as number), []);
    });
  });
});

test('a body that is not said to be JSON is not even read: ours is', async () => {
  const sent: HttpRequest[] = [];
  const client = clientFor(server.url, server.token, { http: watched((request) => sent.push(request)) });
  await assert.rejects(client.createPrediction('{}'), { kind: 'validation' });
  const [request] = sent as [HttpRequest];
  assert.equal(request.headers?.['content-type'], 'application/json');
  const plain = await nodeHttp.request({ ...request, headers: { ...request.headers, 'content-type': 'text/plain' } });
  assert.equal(plain.status, 415);
});

/** What the report says of a file. */
interface Told {
  result: Record<'created' | 'notSent' | 'unknown', { id: number; predictions: number }[]>;
}

test('the command line, cancelled in the middle: what was on its way is waited for and told', async () => {
  await withProject(async (project) => {
    const [task] = await server.importTasks(project, [{ data: { text: 'a' } }]);
    const cancel = new AbortController();
    let imports = 0;
    const slow = {
      target: server.url,
      share: 1,
      faults: ['delay'] as const,
      requests: (_: string, path: string) => path.includes('/import/predictions'),
      onStage: ({ fault }: Exchange, stage: Stage) => {
        if (stage === 'come' && fault && ++imports === 2) cancel.abort();
      },
    };
    const place = temporaryFolder('cancelled');
    const file = path.join(place.dir, 'nine.predictions.json');
    const items = Array.from({ length: 9 }, (_, n) => ({ task, result: [], model_version: 'c', score: n / 10 }));
    fs.writeFileSync(file, JSON.stringify(items));
    let text = '';
    const stream = new Writable({
      write(chunk, _, done) {
        text += chunk;
        done();
      },
    });
    const code = await withFaultyProxy(slow, ({ url }) => {
      const args = [file, '--server', url, '--project', String(project), '--yes', '--batch', '3', '--format', 'json'];
      const env = { LABEL_STUDIO_API_KEY: server.pat, XDG_STATE_HOME: place.dir };
      return uploadFiles(parseUpload(args, env), {
        cwd: place.dir,
        env,
        output: new Output(stream),
        terminal: undefined,
        signal: cancel.signal,
        warn: () => {},
      });
    });
    place.remove();
    assert.equal(code, 1);
    const told = (JSON.parse(text) as { files: Told[] }).files[0]?.result;
    assert.deepEqual([told?.created.length, told?.notSent.length, told?.unknown.length], [6, 3, 0]);
    const there = await clientFor(server.url, server.token).predictionsOfTask(task as number);
    assert.deepEqual(
      there.map(({ id }) => id),
      told?.created.map(({ id }) => id),
    );
  });
});
