import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { HttpFailure, type HttpRequest } from '../../../src/core/ports';
import { nodeHttp } from '../../../src/platform/node/http';
import { type Loopback, startLoopback } from './loopback';

let server: Loopback;
const sockets = new Set<unknown>();

before(async () => {
  server = await startLoopback(({ url }, response, request) => {
    sockets.add(request.socket);
    if (url === '/hang') return;
    if (url === '/drop') return void request.socket.destroy();
    if (url === '/redirect') return void response.writeHead(302, { location: 'https://elsewhere.example/x' }).end('go');
    if (url === '/cut') {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half of it');
      return void setTimeout(() => request.socket.destroy(), 20);
    }
    if (url === '/cut-chunked') {
      response.writeHead(200);
      response.write('half of it');
      return void setTimeout(() => request.socket.destroy(), 20);
    }
    if (url === '/slow-body') {
      response.writeHead(200);
      return void response.write('the rest never comes');
    }
    response.writeHead(200, { 'X-Name': 'Value', 'set-cookie': 'sessionid=1' }).end('\u{1F600} ok');
  });
});
after(() => server.close());

async function failureOf(request: Partial<HttpRequest> & { url: string }): Promise<HttpFailure> {
  try {
    await nodeHttp.request({ method: 'POST', timeoutMs: 5_000, body: '{}', ...request });
  } catch (error) {
    assert.ok(error instanceof HttpFailure, String(error));
    return error;
  }
  assert.fail('it was answered');
}

test('an answer: status, headers in lower case, text; no cookies', async () => {
  const response = await nodeHttp.request({
    method: 'POST',
    url: `${server.url}/`,
    headers: { authorization: 'Token x' },
    body: '{"n": 1.0}',
    timeoutMs: 5_000,
  });
  assert.equal(response.status, 200);
  assert.equal(response.headers['x-name'], 'Value');
  assert.equal(response.headers['set-cookie'], undefined);
  assert.equal(response.text, '\u{1F600} ok');
  assert.deepEqual(server.seen.at(-1), { method: 'POST', url: '/', authorization: 'Token x', body: '{"n": 1.0}' });
});

test('a redirect is an answer, and is not followed', async () => {
  const response = await nodeHttp.request({ method: 'GET', url: `${server.url}/redirect`, timeoutMs: 5_000 });
  assert.deepEqual([response.status, response.headers.location], [302, 'https://elsewhere.example/x']);
});

test('every request has a connection of its own', async () => {
  sockets.clear();
  for (let n = 0; n < 5; n++) await nodeHttp.request({ method: 'GET', url: `${server.url}/`, timeoutMs: 5_000 });
  assert.equal(sockets.size, 5);
});

describe('no answer', () => {
  test('refused: nothing was sent', async () => {
    const closed = await startLoopback(() => {});
    await closed.close();
    const failure = await failureOf({ url: closed.url });
    assert.deepEqual([failure.reason, failure.maybeSent], ['refused', false]);
  });
  test('unknown host: nothing was sent', async () => {
    const failure = await failureOf({ url: 'http://no-such-host.invalid/' });
    assert.deepEqual([failure.reason, failure.maybeSent], ['not-found', false]);
  });
  test('no TLS where https was asked for: nothing was sent', async () => {
    const failure = await failureOf({ url: server.url.replace('http:', 'https:') });
    assert.deepEqual([failure.reason, failure.maybeSent], ['certificate', false]);
  });
  for (const path of ['/drop', '/cut', '/cut-chunked']) {
    test(`${path.slice(1)}: the connection breaks, and the server may have it`, async () => {
      const failure = await failureOf({ url: server.url + path });
      assert.deepEqual([failure.reason, failure.maybeSent], ['reset', true]);
    });
  }
  for (const path of ['/hang', '/slow-body']) {
    test(`${path.slice(1)}: the time-out covers it`, async () => {
      const started = Date.now();
      const failure = await failureOf({ url: server.url + path, timeoutMs: 100 });
      assert.deepEqual([failure.reason, failure.maybeSent], ['timeout', true]);
      assert.ok(Date.now() - started < 2_000);
    });
    test(`${path.slice(1)}: cancelled at once`, async () => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 50);
      const failure = await failureOf({ url: server.url + path, signal: controller.signal });
      assert.deepEqual([failure.reason, failure.maybeSent], ['cancelled', true]);
    });
  }
  test('cancelled before: nothing is sent', async () => {
    const controller = new AbortController();
    controller.abort();
    const before = server.seen.length;
    const failure = await failureOf({ url: `${server.url}/`, signal: controller.signal });
    assert.deepEqual([failure.reason, failure.maybeSent], ['cancelled', false]);
    assert.equal(server.seen.length, before);
  });
  test('what answers does not speak HTTP', async () => {
    const odd = createServer((socket) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
    const { port } = odd.address() as { port: number };
    const failure = await failureOf({ url: `http://127.0.0.1:${port}/` });
    odd.close();
    assert.ok(failure.maybeSent);
  });
});
