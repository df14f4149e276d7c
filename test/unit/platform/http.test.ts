// Bodies in parts, sent by the client of the desktop to a real server over loopback.
import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { isHttpFailure } from '../../../src/core/ports';
import { BodyList, utf8Length } from '../../../src/core/upload/bodies';
import { nodeHttp, streamHttp } from '../../../src/platform/node/http';

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
    request.on('data', (part: Buffer) => {
      parts.push(part);
      if (request.url !== '/slowly') return;
      request.pause();
      setTimeout(() => request.resume(), 5);
    });
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

  /** Sends 16 MB, of which each part is overwritten as soon as it is given back. */
  async function overwrite(path: string) {
    arrived = new Promise((resolve) => {
      tell = resolve;
    });
    const parts = Array.from({ length: 128 }, (_, n) => new Uint8Array(131_072).fill(97 + (n % 26)));
    const text = parts.map((part) => String.fromCharCode(part[0] ?? 0).repeat(part.length)).join('');
    let given = 0;
    let before = 0;
    await streamHttp.request({
      method: 'POST',
      url: `${url}${path}`,
      timeoutMs: 20_000,
      take: () => {},
      body: {
        bytes: text.length,
        parts: (async function* () {
          for (const part of parts) {
            before = given;
            yield part;
          }
        })(),
        onWritten: (part) => {
          part.fill(0);
          given++;
        },
      },
    });
    assert.equal((await arrived).text, text);
    return { given, before, all: parts.length };
  }

  for (const [name, path] of [
    ['once each has been sent', ''],
    ['and not before, when the server reads slowly', 'slowly'],
  ] as const) {
    test(`parts are given back ${name}`, async () => {
      const { given, before, all } = await overwrite(path);
      assert.equal(given, all);
      // Not all of them at the end.
      assert.ok(before > all / 2, `${before} of ${all} were given back before the last one was asked for`);
    });
  }
});

describe('an answer in parts', () => {
  let written = 0;
  const server = http.createServer((_, response) => {
    response.on('error', () => {});
    const more = (): void => {
      if (response.destroyed || written >= 64 * 1_048_576) return void response.end();
      written += 1_048_576;
      if (response.write(Buffer.alloc(1_048_576, 97))) setImmediate(more);
      else response.once('drain', more);
    };
    more();
  });
  let url = '';

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  after(() => server.close());

  const get = (take: (part: Uint8Array, status: number) => Promise<void> | undefined) =>
    streamHttp.request({ method: 'GET', url, headers: {}, timeoutMs: 20_000, take });

  test('is read no faster than it is taken', async () => {
    written = 0;
    let length = 0;
    let writtenMeanwhile = 0;
    const { status } = await get((part) => {
      const isFirst = length === 0;
      length += part.byteLength;
      if (!isFirst) return undefined;
      return new Promise((resolve) => {
        setTimeout(() => {
          writtenMeanwhile = written;
          resolve();
        }, 300);
      });
    });
    assert.deepEqual([status, length], [200, 64 * 1_048_576]);
    // The system holds some of it.
    assert.ok(writtenMeanwhile < 32 * 1_048_576, `${writtenMeanwhile} bytes had been sent`);
  });

  test('ends when it cannot be taken', async () => {
    written = 0;
    let isFirst = true;
    await assert.rejects(
      get(() => {
        if (!isFirst) return undefined;
        isFirst = false;
        return Promise.reject(new Error('not taken'));
      }),
      (error) => isHttpFailure(error) && error.maybeSent && /not taken/.test(error.message),
    );
  });
});
