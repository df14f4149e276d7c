// A run against a server in memory that refuses, fails and hangs: what is said must be what is known, and nothing is lost.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { describeResult } from '../../../src/core/upload/describe';
import { gatherServerFacts } from '../../../src/core/upload/facts';
import { type Journal, noJournal } from '../../../src/core/upload/journal';
import { planUpload } from '../../../src/core/upload/plan';
import { readUpload } from '../../../src/core/upload/read';
import { runUpload, type UploadProgress } from '../../../src/core/upload/run';
import { undoOf } from '../../../src/core/upload/undo';
import { assertAccount, failing, flat, fresh, onServer, pointers, runOn, sum } from './runs';
import { SimulatedClock, SimulatedServer } from './simulatedServer';

describe('a journal that can note nothing', () => {
  for (const [how, bulkFrom, text] of [
    ['one by one', 1_000, flat(6)],
    ['in one request', 2, flat(6)],
    ['new tasks', 2, fresh(3)],
  ] as const) {
    test(`nothing is sent, and it is said why (${how})`, async () => {
      const full = 'ENOSPC: no space left on device';
      const journal: Journal = { ...noJournal, open: () => Promise.reject(new Error(full)) };
      const { result, server } = await runOn(text, () => undefined, { journal, limits: { bulkFrom } });
      assert.deepEqual([server.posts.length, sum(result.unsent), result.cancelled], [0, 6, false]);
      assert.match(result.stopped?.message ?? '', /could not be noted on this machine.*ENOSPC/);
    });
  }

  test('one that fails in the middle: what was stored before is told', async () => {
    let entries = 0;
    const journal: Journal = {
      ...noJournal,
      open: async () => {
        if (++entries > 3) throw new Error('EROFS');
      },
    };
    const { result, server } = await runOn(flat(9), () => undefined, { journal });
    assert.deepEqual([server.rows.length, result.created.length, sum(result.unsent)], [3, 3, 6]);
  });
});

describe('what is there is not what was sent', () => {
  for (const bulkFrom of [1_000, 2]) {
    test(`it is told, and what it takes the place of stays (lists from ${bulkFrom} on)`, async () => {
      const clock = new SimulatedClock();
      const server = new SimulatedServer(clock, () => 'none');
      server.addTask('{}');
      const old = server.addPrediction(1, 'v1', '[]', '0.9');
      const read = readUpload(flat(2), 'json');
      const plan = planUpload(read, await gatherServerFacts(server, 3, read));
      const post = server.createPrediction.bind(server);
      const list = server.importPredictions.bind(server);
      // Something on the way changes scores.
      server.createPrediction = (body) => post(body.replace('0.11', '0.77'));
      server.importPredictions = (id, body) => list(id, [...body].join('').replace('0.11', '0.77'));
      const result = await runUpload(plan, server, { clock, changed: 'replace', limits: { bulkFrom } });
      assertAccount(result);
      assert.deepEqual([pointers(result.created), pointers(result.missing)], [['/1'], ['/0']]);
      assert.deepEqual([plan.creates[0]?.replaces, result.deleted], [old, []]);
      assert.ok(server.rows.some(({ id }) => id === old));
      // An upload that is taken back takes back that one too, where its id is known.
      assert.equal(undoOf(result)?.predictions.length, bulkFrom === 2 ? 1 : 2);
      assert.match(describeResult(result).join(' '), /Missing: 1 prediction \(\/0\)/);
    });
  }

  test('one that is gone again is missing, and not stored as well', async () => {
    const { result } = await onServer(flat(3), { bulkFrom: 1_000 }, (server) => {
      const create = server.createPrediction.bind(server);
      server.createPrediction = async (body) => {
        const made = await create(body);
        if (body.includes('0.21')) await server.deletePrediction(made.id);
        return made;
      };
    });
    assert.deepEqual([pointers(result.created), pointers(result.missing)], [['/0', '/2'], ['/1']]);
  });
});

describe('single predictions', () => {
  test('four at a time, each once, with its own text', async () => {
    const clock = new SimulatedClock();
    const server = new SimulatedServer(clock, () => 'none');
    server.addTask('{}');
    let now = 0;
    let most = 0;
    const create = server.createPrediction.bind(server);
    const bodies: string[] = [];
    server.createPrediction = async (body) => {
      bodies.push(body);
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now--;
      return create(body);
    };
    const read = readUpload(flat(30), 'json');
    const plan = planUpload(read, await gatherServerFacts(server, 3, read));
    const result = await runUpload(plan, server, { clock, limits: { bulkFrom: 1_000 } });
    assert.equal(most, 4);
    assert.equal(result.created.length, 30);
    assert.equal(new Set(bodies).size, 30);
  });

  test('a lost answer is looked for, and sent again when it is not there', async () => {
    let lost = true;
    const { result, server, bodies } = await runOn(flat(8), (n) => {
      if (n !== 61 || !lost) return undefined;
      lost = false;
      return failing('reset', { maybeStored: true });
    });
    assert.deepEqual([result.created.length, result.uncertain.length], [8, 0]);
    assert.equal(bodies.length, 9);
    assert.equal(server.rows.length, 8);
  });

  test('a refused one does not end the run, and is told at its place', async () => {
    const text = flat(10);
    const { result } = await runOn(text, (n) => {
      if (n !== 31) return undefined;
      const envelope = { validation_errors: { score: ['A valid number is required.'] } };
      return failing('validation', { envelope, status: 400 });
    });
    assert.equal(result.created.length, 9);
    const [place] = result.failed[0]?.places ?? [];
    assert.equal(place?.pointer, '/2/score');
    assert.equal(text.slice(place?.start, place?.end), '0.31');
    assert.equal(place?.message, 'score: A valid number is required.');
  });

  test('a 401 in the middle ends the run; what was refused is unsent, not unknown', async () => {
    const { result } = await runOn(flat(40), (n) => (n > 81 ? failing('token-invalid', { status: 401 }) : undefined));
    assert.equal(result.stopped?.kind, 'token-invalid');
    assert.ok(result.created.length > 0);
    assert.ok(result.unsent.length > 20 && result.unsent.every(({ reason }) => reason === 'stopped'));
    assert.deepEqual([result.failed, result.uncertain], [[], []]);
  });

  test('a server that is away for good: the run ends, and everything is said to be unsent', async () => {
    const { result, server } = await runOn(flat(40), () => failing('refused'));
    assert.equal(result.stopped?.kind, 'refused');
    assert.equal(result.unsent.length, 40);
    assert.ok(server.posts.length < 40);
  });

  test('a server that stays away after it has lost an answer: unknown, with what to do', async () => {
    const clock = new SimulatedClock();
    const server = new SimulatedServer(clock, () => 'lost-after');
    server.addTask('{}');
    const read = readUpload(flat(1), 'json');
    const plan = planUpload(read, await gatherServerFacts(server, 3, read));
    server.modelVersions = async () => {
      throw failing('refused');
    };
    const result = await runUpload(plan, server, { clock });
    assert.deepEqual(pointers(result.uncertain), ['/0']);
    assert.match(result.uncertain[0]?.message ?? '', /may have been stored/);
    assert.match(result.uncertain[0]?.cure ?? '', /what is there by then is not sent twice/);
    assertAccount(result);
  });

  test('cancelled while requests hang: at once, and they are unknown', async () => {
    const controller = new AbortController();
    let hanging = 0;
    const { result } = await runOn(
      flat(20),
      () => {
        if (++hanging === 4) setTimeout(() => controller.abort(), 5);
        return new Promise<never>((_, reject) => {
          controller.signal.addEventListener('abort', () => reject(failing('cancelled', { maybeStored: true })));
        });
      },
      { signal: controller.signal },
    );
    assert.equal(result.cancelled, true);
    assert.equal(result.stopped, undefined);
    assert.deepEqual([result.uncertain.length, result.unsent.length], [4, 16]);
    assert.ok(result.unsent.every((item) => item.reason === 'cancelled'));
  });

  test('stopped while requests are under way: they are waited for, and the rest is not sent', async () => {
    const stop = new AbortController();
    let come = 0;
    const { result, server, bodies } = await runOn(
      flat(20),
      () => {
        if (++come === 6) stop.abort();
        return undefined;
      },
      { stop: stop.signal },
    );
    assert.equal(result.cancelled, true);
    assert.equal(bodies.length, server.rows.length);
    assert.deepEqual([result.created.length, result.uncertain.length], [server.rows.length, 0]);
    assert.ok(result.created.every(({ id }) => id !== undefined));
    assert.equal(result.unsent.length, 20 - server.rows.length);
    assert.ok(result.unsent.every((item) => item.reason === 'cancelled'));
  });

  test('progress goes up to the end', async () => {
    const told: UploadProgress[] = [];
    const text = `[${fresh(2).slice(1, -1)},${flat(3).slice(1, -1)}]`;
    await runOn(text, () => undefined, { onProgress: (progress) => told.push(progress) });
    assert.deepEqual(
      told.map(({ done }) => done),
      // The import is told of when it leaves and when it is answered; at the end it is said that all is read back.
      [0, 2, 4, 5, 6, 7, 7],
    );
    assert.deepEqual(told[0], { done: 0, total: 7, stored: 0, failed: 0, underWay: 4 });
    assert.deepEqual(told[1], { done: 2, total: 7, stored: 2, failed: 0 });
    assert.deepEqual(told.at(-2), { done: 7, total: 7, stored: 7, failed: 0 });
    assert.deepEqual(told.at(-1), { done: 7, total: 7, stored: 7, failed: 0, proving: true });
  });
});

describe('whatever else runs here', () => {
  for (const [how, text, times] of [
    ['predictions in lists, and when they are read back', flat(40), 80],
    ['new tasks', fresh(20), 20],
  ] as const) {
    test(`gets its turn between any two ${how}`, async () => {
      let turns = 0;
      const giveWay = async (): Promise<void> => void turns++;
      const { result } = await runOn(text, () => undefined, { giveWay, limits: { bulkFrom: 2 } });
      assert.equal(result.created.length, 40);
      assert.ok(turns >= times, `${turns}`);
    });
  }
});
