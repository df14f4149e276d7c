// The proxy of the chaos tests: that every fault does what it says, and that its account of what happened is true.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type HttpFailure, isHttpFailure } from '../../../src/core/ports';
import { nodeHttp } from '../../../src/platform/node/http';
import {
  FAULTS,
  type Fault,
  type FaultyProxy,
  type FaultyProxyOptions,
  withFaultyProxy,
} from '../../server/faultyProxy';
import { json, type Loopback, startLoopback } from './loopback';

let echo: Loopback;
const LONG = 'x'.repeat(50_000);

before(async () => {
  echo = await startLoopback(({ method, url, body }, response) => {
    json(response, method === 'POST' ? 201 : 200, { method, url, body, long: LONG }, { 'x-echo': 'yes' });
  });
});
after(() => echo.close());

const post = (proxy: FaultyProxy, timeoutMs = 5_000): ReturnType<typeof nodeHttp.request> =>
  nodeHttp.request({ method: 'POST', url: `${proxy.url}/a?b=c`, body: '{"n": 1.0}', timeoutMs });

async function failureOf(work: Promise<unknown>): Promise<HttpFailure> {
  try {
    await work;
  } catch (error) {
    assert.ok(isHttpFailure(error), String(error));
    return error;
  }
  assert.fail('it succeeded');
}

/** Runs `work` against a proxy whose next request meets with `fault`, and gives the number of requests that arrived. */
async function arrived(
  fault: Fault | undefined,
  work: (proxy: FaultyProxy) => Promise<unknown>,
  options: Partial<FaultyProxyOptions> = {},
): Promise<number> {
  const before = echo.seen.length;
  await withFaultyProxy({ target: echo.url, ...options }, async (proxy) => {
    proxy.next(fault);
    await work(proxy);
    await proxy.idle();
    assert.equal(proxy.exchanges[0]?.fault, fault);
    if (fault) assert.equal(proxy.counts[fault], 1);
  });
  return echo.seen.length - before;
}

test('without a fault everything passes as it is', async () => {
  const count = await arrived(undefined, async (proxy) => {
    const { status, headers, text } = await post(proxy);
    assert.equal(status, 201);
    assert.equal(headers['x-echo'], 'yes');
    assert.deepEqual(JSON.parse(text), { method: 'POST', url: '/a?b=c', body: '{"n": 1.0}', long: LONG });
    assert.equal((await nodeHttp.request({ method: 'GET', url: proxy.url, timeoutMs: 5_000 })).status, 200);
    await proxy.idle();
    assert.deepEqual(
      proxy.exchanges.map(({ n, method, path, status, answered }) => [n, method, path, status, answered]),
      [
        [0, 'POST', '/a?b=c', 201, true],
        [1, 'GET', '/', 200, true],
      ],
    );
  });
  assert.equal(count, 2);
});

describe('before the server has had it', () => {
  test('reset', async () => {
    assert.equal(
      await arrived('reset-before', async (proxy) => assert.equal((await failureOf(post(proxy))).reason, 'reset')),
      0,
    );
  });

  test('down: reset, then nobody there, then back at the same address', async () => {
    const count = await arrived(
      'down',
      async (proxy) => {
        assert.equal((await failureOf(post(proxy))).reason, 'reset');
        const refused = await failureOf(post(proxy));
        assert.deepEqual([refused.reason, refused.maybeSent], ['refused', false]);
        await proxy.idle();
        assert.equal((await post(proxy)).status, 201);
      },
      { downMs: 150 },
    );
    assert.equal(count, 1);
  });

  for (const [fault, status] of [
    ['error-before', 500],
    ['gateway-before', 502],
    ['too-many', 429],
  ] as const) {
    test(fault, async () => {
      const count = await arrived(fault, async (proxy) => {
        const answer = await post(proxy);
        assert.equal(answer.status, status);
        assert.equal(answer.headers['retry-after'], status === 429 ? '1' : undefined);
        assert.equal(/html/.test(answer.headers['content-type'] ?? ''), status !== 429);
      });
      assert.equal(count, 0);
    });
  }
});

describe('after the server has had it', () => {
  test('reset', async () => {
    assert.equal(
      await arrived('reset-after', async (proxy) => assert.equal((await failureOf(post(proxy))).reason, 'reset')),
      1,
    );
  });

  test('cut in the middle of the answer', async () => {
    assert.equal(
      await arrived('cut', async (proxy) => assert.equal((await failureOf(post(proxy))).reason, 'reset')),
      1,
    );
  });

  for (const [fault, status] of [
    ['error-after', 500],
    ['gateway-after', 502],
  ] as const) {
    test(fault, async () => {
      const count = await arrived(fault, async (proxy) => {
        assert.equal((await post(proxy)).status, status);
        assert.deepEqual([proxy.exchanges[0]?.status, proxy.exchanges[0]?.answered], [201, false]);
      });
      assert.equal(count, 1);
    });
  }

  test('late: after the patience of the client', async () => {
    const late = async (proxy: FaultyProxy): Promise<void> => {
      const seen = echo.seen.length;
      assert.equal((await failureOf(post(proxy, 100))).reason, 'timeout');
      assert.equal(echo.seen.length, seen + 1);
      await proxy.idle();
      assert.deepEqual([proxy.exchanges[0]?.status, proxy.exchanges[0]?.answered], [201, false]);
    };
    assert.equal(await arrived('late', late, { lateMs: 300 }), 1);
  });

  test('late, for a client that waits', async () => {
    const since = Date.now();
    const patient = async (proxy: FaultyProxy): Promise<void> => assert.equal((await post(proxy)).status, 201);
    assert.equal(await arrived('late', patient, { lateMs: 150 }), 1);
    assert.ok(Date.now() - since >= 150);
  });
});

test('delay: the server gets it although its client is gone', async () => {
  const delayed = async (proxy: FaultyProxy): Promise<void> => {
    const seen = echo.seen.length;
    assert.equal((await failureOf(post(proxy, 50))).reason, 'timeout');
    assert.equal(echo.seen.length, seen, 'not yet');
    await proxy.idle();
    assert.equal(echo.seen.length, seen + 1);
  };
  assert.equal(await arrived('delay', delayed, { delayMs: 300 }), 1);
});

test('drip: whole, but slow', async () => {
  const slow = async (proxy: FaultyProxy): Promise<void> => {
    const since = Date.now();
    assert.equal(JSON.parse((await post(proxy)).text).long, LONG);
    assert.ok(Date.now() - since >= 150);
  };
  assert.equal(await arrived('drip', slow, { dripMs: 200 }), 1);
});

describe('what is drawn', () => {
  const quick: Partial<FaultyProxyOptions> = { downMs: 5, lateMs: 5, dripMs: 5, delayMs: 5 };
  const draw = async (count: number, options: Partial<FaultyProxyOptions>): Promise<(Fault | undefined)[]> =>
    withFaultyProxy({ target: echo.url, ...quick, ...options }, async (proxy) => {
      for (let n = 0; n < count; n++) {
        const method = n % 2 === 0 ? 'GET' : 'POST';
        await nodeHttp.request({ method, url: proxy.url, timeoutMs: 5_000 }).catch(() => {});
        // The port is there again.
        await proxy.idle();
      }
      const drawn = proxy.exchanges.map(({ fault }) => fault);
      for (const fault of FAULTS) assert.equal(proxy.counts[fault], drawn.filter((one) => one === fault).length);
      return drawn;
    });

  test('the same with the same seed, all of them in time', async () => {
    const first = await draw(80, { seed: 7, share: 0.8 });
    assert.deepEqual(await draw(80, { seed: 7, share: 0.8 }), first);
    assert.notDeepEqual(await draw(80, { seed: 8, share: 0.8 }), first);
    assert.deepEqual([...new Set(first)].sort(), [...FAULTS, undefined].sort());
  });

  test('only some faults, only on POSTs, no more than a limit', async () => {
    const drawn = await draw(40, { share: 1, faults: ['error-before'], requests: 'posts', limit: 10 });
    assert.deepEqual(
      drawn.slice(0, 20),
      Array.from({ length: 20 }, (_, n) => (n % 2 === 1 ? 'error-before' : undefined)),
    );
    assert.ok(drawn.slice(20).every((fault) => fault === undefined));
    const chosen = await draw(4, { share: 1, faults: ['error-before'], requests: (method) => method === 'GET' });
    assert.deepEqual(chosen, ['error-before', undefined, 'error-before', undefined]);
  });

  test('every request is a line of the log, without what it carried', async () => {
    const lines: string[] = [];
    const log = (line: string): void => void lines.push(line);
    await arrived('error-after', (proxy) => post(proxy), { log });
    assert.deepEqual(lines, ['0 POST /a?b=c error-after 201 lost']);
  });
});

test('closing ends connections that wait', async () => {
  let failed: Promise<HttpFailure> | undefined;
  const since = Date.now();
  await withFaultyProxy({ target: echo.url, lateMs: 300 }, async (proxy) => {
    proxy.next('late');
    failed = failureOf(post(proxy, 20_000));
    while (proxy.exchanges[0]?.status === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  });
  assert.equal((await failed)?.reason, 'reset');
  assert.ok(Date.now() - since < 5_000);
});

test('every step of an exchange is told: what the server never gets is not forwarded', async () => {
  const stages: string[] = [];
  const onStage: FaultyProxyOptions['onStage'] = ({ n, status }, stage) => stages.push(`${n} ${stage} ${status}`);
  await withFaultyProxy({ target: echo.url, onStage }, async (proxy) => {
    proxy.next('reset-before');
    await failureOf(post(proxy));
    proxy.next('reset-after');
    await failureOf(post(proxy));
    await proxy.idle();
  });
  assert.deepEqual(stages, ['0 come undefined', '1 come undefined', '1 forwarded undefined', '1 answered 201']);
});

test('a server that is not there is a broken connection', async () => {
  await withFaultyProxy({ target: 'http://127.0.0.1:1' }, async (proxy) => {
    assert.equal((await failureOf(post(proxy))).reason, 'reset');
  });
});
