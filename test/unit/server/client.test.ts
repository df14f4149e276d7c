// The client against answers that a real Label Studio does not give by itself: other programs, proxies, faults.
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { ServerError, type ServerErrorKind } from '../../../src/core/server/errors';
import { clientOf, type Handler, hastyClock, json, type Loopback, page, startLoopback, TOKEN } from './loopback';

const open: Loopback[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function serve(handler: Handler): Promise<Loopback> {
  const server = await startLoopback(handler);
  open.push(server);
  return server;
}

async function errorOf(work: Promise<unknown>, kind: ServerErrorKind): Promise<ServerError> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof ServerError, String(error));
    assert.equal(error.kind, kind, error.message);
    assert.ok(!`${error.message}${error.cure}${error.detail}`.includes(TOKEN));
    return error;
  }
  assert.fail('it succeeded');
}

describe('what is not Label Studio never gets the token', () => {
  const others: [string, Handler][] = [
    ['a page for everything', (_, response) => page(response, 200, 'Welcome to nginx')],
    ['404 pages', (_, response) => page(response, 404, 'Not Found')],
    ['404 in JSON', (_, response) => json(response, 404, { error: 'no' })],
    ['JSON of something else', (_, response) => json(response, 200, { version: '7.1' })],
    ['JSON that is no object', (_, response) => json(response, 200, '[1,2]')],
    ['plain text', (_, response) => void response.end('pong')],
    ['400 for everything', (_, response) => json(response, 400, { message: 'bad' })],
    [
      'a redirect of every request',
      (_, response) => void response.writeHead(307, { location: 'https://x.example/' }).end(),
    ],
  ];
  for (const [name, handler] of others) {
    test(name, async () => {
      const server = await serve(handler);
      await errorOf(clientOf(server.url).connect(), name.startsWith('a redirect') ? 'redirect' : 'not-label-studio');
      assert.ok(server.seen.every((request) => request.authorization === undefined));
    });
  }
});

test('a redirect from http to https names the https address', async () => {
  const server = await serve(
    (_, response) => void response.writeHead(301, { location: 'https://ls.example.com/api/version' }).end(),
  );
  const error = await errorOf(clientOf(server.url).version(), 'redirect');
  assert.ok(error.message.includes('https://ls.example.com/api/version'));
});

test('a login page with status 200 is not taken for an answer', async () => {
  const server = await serve((_, response) => page(response, 200, 'Sign in'));
  assert.equal((await errorOf(clientOf(server.url).project(1), 'html-answer')).detail, 'Sign in');
  const created = await errorOf(clientOf(server.url).createPrediction('{}'), 'html-answer');
  assert.equal(created.maybeStored, true);
});

test('an answer of another shape is not taken for one of Label Studio', async () => {
  const server = await serve((_, response) => json(response, 200, { ok: true }));
  const client = clientOf(server.url);
  for (const work of [
    client.whoami(),
    client.project(1),
    client.modelVersions(1),
    client.predictionsOfTask(1),
    client.listProjects(),
  ]) {
    await errorOf(work, 'unexpected-answer');
  }
});

describe('what is repeated', () => {
  test('reads, after a fault that passes', async () => {
    let n = 0;
    const server = await serve((_, response) =>
      ++n < 3 ? page(response, 500, 'locked') : json(response, 200, { v: 2 }),
    );
    assert.deepEqual(await clientOf(server.url).modelVersions(1), [{ modelVersion: 'v', count: 2 }]);
    assert.equal(server.seen.length, 3);
  });
  test('reads, but not for ever', async () => {
    const server = await serve((_, response) => page(response, 502, 'Bad gateway'));
    await errorOf(clientOf(server.url).modelVersions(1), 'gateway');
    assert.equal(server.seen.length, 3);
  });
  test('a page that does not come in time only when others came before it', async () => {
    const ids = Array.from({ length: 500 }, (_, n) => 5 * n + 1);
    const silent = new Set([0, 2, 3]);
    let n = 0;
    const server = await serve((_, response) => {
      if (!silent.has(n++)) json(response, 200, { total: 0, tasks: [] });
    });
    const client = clientOf(server.url, hastyClock(), { read: 100 });
    await errorOf(client.tasksById(4, ids, { data: true }), 'timeout');
    assert.equal(server.seen.length, 1);
    await client.tasksById(4, ids, { data: true });
    assert.equal(server.seen.length, 1 + 3 + 2);
    silent.clear();
    for (let at = n + 1; at < n + 9; at++) silent.add(at);
    await errorOf(client.tasksById(4, ids, { data: true }), 'timeout');
    assert.equal(server.seen.length, 6 + 1 + 5);
  });
  test('a POST never, when it may have arrived', async () => {
    for (const status of [500, 502, 504]) {
      const server = await serve((_, response) => page(response, status, 'x'));
      const error = await errorOf(
        clientOf(server.url).createPrediction('{}'),
        status === 500 ? 'server-error' : 'gateway',
      );
      assert.equal(error.maybeStored, true);
      assert.equal(server.seen.length, 1);
    }
    const cut = await serve((_, __, request) => void request.socket.destroy());
    assert.equal((await errorOf(clientOf(cut.url).importTasks(1, '[]'), 'reset')).maybeStored, true);
    assert.equal(cut.seen.length, 1);
  });
  test('anything after 429, when the server says so', async () => {
    let n = 0;
    const server = await serve((_, response) =>
      ++n < 3
        ? json(response, 429, { detail: 'Request was throttled.' }, n === 1 ? { 'retry-after': '3' } : {})
        : json(response, 201, { id: 1, task: 2 }),
    );
    const clock = hastyClock();
    assert.equal((await clientOf(server.url, clock).createPrediction('{}')).id, 1);
    assert.deepEqual(clock.slept, [3_000, 4_000]);
  });
  test('after 429 not for ever', async () => {
    const server = await serve((_, response) => json(response, 429, {}, { 'retry-after': '120' }));
    const clock = hastyClock();
    await errorOf(clientOf(server.url, clock).createPrediction('{}'), 'too-many-requests');
    assert.deepEqual(clock.slept, [120_000, 120_000, 120_000, 120_000, 120_000]);
  });
  test('after 429 not at all, when the server wants to be left alone for an hour', async () => {
    const server = await serve((_, response) => json(response, 429, {}, { 'retry-after': '3600' }));
    const clock = hastyClock();
    const error = await errorOf(clientOf(server.url, clock).createPrediction('{}'), 'too-many-requests');
    assert.match(error.cure, /60 minutes/);
    assert.deepEqual([clock.slept, server.seen.length], [[], 1]);
  });
  test('a read after 503 no sooner than the server says', async () => {
    let n = 0;
    const server = await serve((_, response) =>
      ++n < 2 ? json(response, 503, {}, { 'retry-after': '20' }) : json(response, 200, { release: '1.23.2' }),
    );
    const clock = hastyClock();
    await clientOf(server.url, clock).version();
    assert.deepEqual(clock.slept, [20_000]);
  });
  test('a 401 with a legacy token never', async () => {
    const server = await serve((_, response) => json(response, 401, { detail: 'Invalid token.' }));
    await errorOf(clientOf(server.url).whoami(), 'token-invalid');
    assert.equal(server.seen.length, 1);
  });
});

test('the list of projects is read to its end, page by page', async () => {
  const server = await serve(({ url }, response) => {
    const page = Number(/[?&]page=(\d+)/.exec(url)?.[1]);
    const results = Array.from({ length: page < 3 ? 100 : 7 }, (_, n) => ({
      id: page * 1000 + n,
      title: 't',
      task_number: 1,
    }));
    json(response, 200, { count: 207, results });
  });
  assert.equal((await clientOf(server.url).listProjects()).length, 207);
  assert.equal(server.seen.length, 3);
  assert.equal((await clientOf(server.url).listProjects({ limit: 150 })).length, 150);
});

test('a list that claims more than it gives ends', async () => {
  const server = await serve((_, response) => json(response, 200, { count: 9, results: [] }));
  assert.deepEqual(await clientOf(server.url).listProjects(), []);
});

test('a list with tasks that were not asked for is not taken for an answer', async () => {
  const server = await serve((_, response) =>
    json(response, 200, '{"total":2,"tasks":[{"id":1,"data":{"a": 1.0}},{"id":2,"data":{}}]}'),
  );
  const client = clientOf(server.url);
  await errorOf(client.tasksById(1, [1, 7], { data: true }), 'unexpected-answer');
  assert.deepEqual(
    [...(await client.tasksById(1, [1, 2, 7], { data: true })).values()],
    [
      { id: 1, data: '{"a": 1.0}' },
      { id: 2, data: '{}' },
    ],
  );
});

test('tasks far from each other are asked for with their data as it is stored, 200 ids a request, never with an empty selection', async () => {
  const server = await serve((_, response) => json(response, 200, { total: 0, tasks: [] }));
  const client = clientOf(server.url);
  await client.tasksById(4, [], { data: true });
  assert.equal(server.seen.length, 0);
  await client.tasksById(
    4,
    Array.from({ length: 401 }, (_, n) => 1_000_000_000 + 2 * n),
    { data: true },
  );
  const urls = server.seen.map(({ url }) => url);
  assert.equal(urls.length, 3);
  for (const url of urls) {
    assert.match(url, /^\/api\/tasks\?project=4&.*resolve_uri=false&include=id,data&/);
    assert.ok(url.length < 3_000, `${url.length}`);
  }
});
