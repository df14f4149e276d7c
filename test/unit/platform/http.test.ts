// Bodies in parts, sent by the client of the desktop to a real server over loopback.
import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { isHttpFailure } from '../../../src/core/ports';
import { BodyList, utf8Length } from '../../../src/core/upload/bodies';
import { nodeHttp } from '../../../src/platform/node/http';

interface Arrived {
  length: string | undefined;
  text: string;
  whole: boolean;
}

describe('a body in parts', () => {
  let url = '';
  let arrived: Promise<Arrived>;
  let tell: (arrived: Arrived) => void = () => {};
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    const done = (whole: boolean): void =>
      tell({ length: request.headers['content-length'], text: Buffer.concat(parts).toString(), whole });
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('aborted', () => done(false));
    request.on('end', () => {
      done(true);
      response.writeHead(201).end('{}');
    });
  });

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  after(() => server.close());

  function post(body: BodyList) {
    arrived = new Promise((resolve) => {
      tell = resolve;
    });
    return nodeHttp.request({ method: 'POST', url, body, timeoutMs: 20_000 });
  }

  const items = Array.from({ length: 3_000 }, (_, n) => `{"n":${n},"text":"${'\u00e9\u{1F600}x'.repeat(20)}"}`);
  const sizes = items.reduce((sum, item) => sum + utf8Length(item), 0);

  test('arrives whole, with its length said before', async () => {
    const body = new BodyList(BodyList.bytesOf(sizes, items.length), () => items);
    assert.equal((await post(body)).status, 201);
    const { length, text, whole } = await arrived;
    assert.deepEqual([text === `[${items.join()}]`, whole, length], [true, true, String(Buffer.byteLength(text))]);
  });

  test('that breaks off in the middle never looks whole to the server', async () => {
    const body = new BodyList(BodyList.bytesOf(sizes, items.length), function* () {
      yield* items.slice(0, 2_500);
      throw new Error('The file was changed.');
    });
    await assert.rejects(post(body), (error: unknown) => {
      assert.ok(isHttpFailure(error));
      assert.deepEqual([error.reason, error.maybeSent], ['network', true]);
      return true;
    });
    assert.equal((await arrived).whole, false);
  });
});
