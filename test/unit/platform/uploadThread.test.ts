// An upload in a thread of its own, as the extension has it, to a server over loopback.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { startLoopback as startProject } from '../../../bench/lib/loopback.mjs';
import { normalizeServerUrl } from '../../../src/core/server/url';
import type { OpenRequest } from '../../../src/core/upload/journal';
import type { FileToUpload, UploadSession } from '../../../src/core/upload/session/session';
import { startUpload } from '../../../src/platform/node/uploads/uploadHost';
import { startLoopback } from '../server/loopback';

const folder = mkdtempSync(path.join(tmpdir(), 'upload-thread-'));
const script = path.join(folder, 'uploadThread.js');
const TOKEN = 'f'.repeat(40);
const never = new AbortController().signal;
const watch = { signal: never, say: () => {} };
const consent = { importNew: new Set<never>(), changed: 'leave' } as const;

before(async () => {
  const entryPoints = [path.resolve('src', 'uploadThread.ts')];
  const mainFields = ['module', 'main'];
  await build({ entryPoints, outfile: script, bundle: true, platform: 'node', format: 'cjs', mainFields });
});
after(() => rmSync(folder, { recursive: true }));

/** Notes what was on its way. */
class Noting {
  readonly opened: OpenRequest[] = [];
  readonly closed: string[] = [];
  open = async (request: OpenRequest): Promise<void> => void this.opened.push(request);
  close = async (id: string): Promise<void> => void this.closed.push(id);
  list = async () => [];
}

function targetAt(url: string) {
  const normalized = normalizeServerUrl(url);
  if (!normalized.ok) throw new Error(normalized.message);
  return { server: normalized.server, token: TOKEN, project: 1 };
}

const fileOf = (source: FileToUpload['source']): FileToUpload => ({
  name: 'a.json',
  form: 'json',
  source,
  selections: undefined,
});

const predictions = (count: number, text = 'ä'): string =>
  JSON.stringify(
    Array.from({ length: count }, (_, n) => ({
      task: n + 1,
      model_version: 'm',
      score: n / count,
      result: [{ id: `r${n}`, type: 'choices', from_name: 'c', to_name: 't', value: { choices: [text] } }],
    })),
  );

async function withSession(use: (session: UploadSession, journal: Noting) => Promise<void>, bounds?: [number, number]) {
  const journal = new Noting();
  const [young, old] = bounds ?? [8, 192];
  const limits = { maxYoungGenerationSizeMb: young, maxOldGenerationSizeMb: old };
  const session = startUpload(script, journal, limits);
  try {
    await use(session, journal);
  } finally {
    await session.close();
  }
}

test('a file from the disk is read, checked, planned, sent and read back; the second time nothing is sent', async () => {
  const server = await startProject(3_000);
  const source = { path: path.join(folder, 'many.json') };
  writeFileSync(source.path, predictions(3_000));
  try {
    await withSession(async (session, journal) => {
      const view = await session.open(fileOf(source));
      assert.deepEqual([view.sendable, view.unnamed, view.isLarge], [3_000, 0, false]);
      assert.equal(await session.countErrors({}), 0);
      const said: string[] = [];
      const plan = await session.plan(targetAt(server.url), undefined, {
        signal: never,
        say: (text) => said.push(text),
      });
      assert.deepEqual([plan.creates, plan.same, plan.project.title], [3_000, 0, 'Loopback']);
      assert.match((await session.planDocument()).text, /^Plan of the upload of a\.json/);
      const counts: number[] = [];
      const onProgress = ({ done }: { done: number }): void => void counts.push(done);
      const result = await session.send(consent, { signal: never, stop: never, onProgress });
      assert.equal(server.stored(), 3_000);
      assert.equal(result.made?.predictions.length, 3_000);
      assert.ok(result.whole && result.unknown === 0);
      assert.equal(counts.at(-1), 3_000);
      const text = [...result.document.parts].join('');
      assert.match(text, /\nStored predictions \(3,000\)\n/);
      assert.equal(text.match(/prediction \d+ on task \d+, model version "m"\n/g)?.length, 3_000);
      // It can be opened again.
      assert.equal([...result.document.parts].join(''), text);
      assert.deepEqual(
        journal.closed,
        journal.opened.map(({ id }) => id),
      );
      const again = await session.plan(targetAt(server.url), undefined, watch);
      assert.deepEqual([again.creates, again.same], [0, 3_000]);
    });
  } finally {
    server.close();
  }
});

test('a body of several portions, with accents and pairs, arrives as it is', async () => {
  const server = await startProject(50);
  try {
    await withSession(async (session) => {
      await session.open(fileOf({ text: predictions(50, `${'x'.repeat(5_000)}😀é`) }));
      await session.plan(targetAt(server.url), undefined, watch);
      await session.send(consent, { signal: never, stop: never, onProgress: () => {} });
      // What is read back has the content that was sent.
      const again = await session.plan(targetAt(server.url), undefined, watch);
      assert.deepEqual([again.creates, again.same, again.changed], [0, 50, 0]);
    });
  } finally {
    server.close();
  }
});

test('an error keeps its kind and its cure, and no token is in it', async () => {
  const server = await startLoopback((_, response) => {
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"detail":"Invalid token."}');
  });
  try {
    await withSession(async (session) => {
      await session.open(fileOf({ text: predictions(1) }));
      await assert.rejects(session.plan(targetAt(server.url), undefined, watch), (error: Error) => {
        const { name, kind, cure, status } = error as Error & Record<string, unknown>;
        assert.deepEqual([name, kind, status], ['ServerError', 'token-invalid', 401]);
        assert.ok(typeof cure === 'string' && cure.length > 10);
        assert.ok(!JSON.stringify(error).includes(TOKEN) && !error.message.includes(TOKEN));
        return true;
      });
    });
  } finally {
    await server.close();
  }
  await withSession(async (session) => {
    await session.open(fileOf({ text: predictions(1) }));
    await assert.rejects(session.plan(targetAt(server.url), undefined, watch), {
      name: 'ServerError',
      kind: 'refused',
    });
    await assert.rejects(session.open(fileOf({ path: path.join(folder, 'not there.json') })), { code: 'ENOENT' });
  });
});

test('a request that hangs ends when the signal says so', async () => {
  const server = await startLoopback(() => {});
  try {
    await withSession(async (session) => {
      await session.open(fileOf({ text: predictions(1) }));
      const controller = new AbortController();
      const planning = session.plan(targetAt(server.url), undefined, { signal: controller.signal, say: () => {} });
      while (server.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      controller.abort();
      await assert.rejects(planning, { name: 'ServerError', kind: 'cancelled' });
    });
  } finally {
    await server.close();
  }
});

test('what is cancelled before it begins does not begin', async () => {
  const server = await startLoopback(() => {});
  const controller = new AbortController();
  controller.abort();
  try {
    await withSession(async (session) => {
      await session.open(fileOf({ text: predictions(1) }));
      const planning = session.plan(targetAt(server.url), undefined, { signal: controller.signal, say: () => {} });
      await assert.rejects(planning, { name: 'ServerError', kind: 'cancelled' });
    });
  } finally {
    await server.close();
  }
});

test('what does not fit into the bounds is done without any, with the model version that was given', async () => {
  const server = await startProject(20_000);
  const source = { path: path.join(folder, 'unnamed.json') };
  writeFileSync(source.path, predictions(20_000).replaceAll('"model_version":"m",', ''));
  try {
    await withSession(
      async (session) => {
        const view = await session.open(fileOf(source));
        assert.deepEqual([view.sendable, view.unnamed], [20_000, 20_000]);
        await session.nameUnnamed('given');
        const plan = await session.plan(targetAt(server.url), undefined, watch);
        assert.equal(plan.creates, 20_000);
        assert.match(plan.lines.join(), /Model version "given": 20,000 new/);
      },
      [2, 10],
    );
  } finally {
    server.close();
  }
});

test('who waits for a thread that has ended is told', async () => {
  const server = await startLoopback(() => {});
  try {
    await withSession(async (session) => {
      await session.open(fileOf({ text: predictions(1) }));
      const planning = session.plan(targetAt(server.url), undefined, watch);
      const failed = assert.rejects(planning, /broken off: its thread has ended\. Upload the file again/);
      while (server.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      await session.close();
      await failed;
    });
  } finally {
    await server.close();
  }
});
