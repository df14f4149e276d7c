// One upload at a time to a project: whoever comes second waits, and nobody waits for the dead.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { temporaryFolder } from '../../../scripts/lib/cleanup.mjs';
import { lockProject } from '../../../src/platform/node/projectLock';

/** A process that has ended. */
const DEAD = spawnSync(process.execPath, ['-e', '']).pid;

describe('the lock of a project', () => {
  const folder = temporaryFolder('lock');
  after(() => folder.remove());
  let told = 0;
  let pauses = 0;
  const clock = {
    now: Date.now,
    sleep: (ms: number) => {
      pauses++;
      return new Promise<void>((resolve) => setTimeout(resolve, Math.min(ms, 5)));
    },
  };
  const waiting = { clock, onWaiting: () => told++ };
  const lock = async (what: string, more = {}) => lockProject(folder.dir, what, { ...waiting, ...more });
  const fileOf = (): string => path.join(folder.dir, readdirSync(folder.dir)[0] as string);

  test('the second waits for the first, and is told so once; another project does not', async () => {
    const order: string[] = [];
    const first = await lock('a');
    const second = lock('a').then((release) => {
      order.push('second');
      return release;
    });
    (await lock('b'))?.();
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.deepEqual([order, told], [[], 1]);
    order.push('first ends');
    first?.();
    (await second)?.();
    assert.deepEqual(order, ['first ends', 'second']);
    assert.deepEqual(readdirSync(folder.dir), []);
  });

  test('of twenty each has it alone', async () => {
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const release = await lock('many');
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setTimeout(resolve, 3));
        inside--;
        release?.();
      }),
    );
    assert.deepEqual([most, readdirSync(folder.dir)], [1, []]);
  });

  for (const [what, holder, age] of [
    ['of a process that has died', { pid: DEAD, host: hostname(), token: 'x' }, 0],
    ['of another machine that gives no sign of life', { pid: 1, host: 'elsewhere', token: 'x' }, 120_000],
    ['of a process whose number another one has now', { pid: process.pid, host: hostname(), token: 'x' }, 700_000],
    ['that is spoilt', 'not JSON', 20_000],
  ] as const) {
    test(`one ${what} is taken over, by one of several`, async () => {
      (await lock('left'))?.();
      const held = await lock('left');
      const file = fileOf();
      held?.();
      writeFileSync(file, typeof holder === 'string' ? holder : JSON.stringify(holder));
      const then = new Date(Date.now() - age);
      utimesSync(file, then, then);
      let inside = 0;
      let most = 0;
      await Promise.all(
        [1, 2, 3].map(async () => {
          const release = await lock('left');
          most = Math.max(most, ++inside);
          await new Promise((resolve) => setTimeout(resolve, 20));
          inside--;
          release?.();
        }),
      );
      assert.deepEqual([most, readdirSync(folder.dir)], [1, []]);
    });
  }

  test('one that is alive is not taken over, here or elsewhere', async () => {
    const held = await lock('alive');
    const file = fileOf();
    for (const holder of [
      { pid: process.pid, host: hostname(), token: 'x' },
      { pid: DEAD, host: 'elsewhere', token: 'x' },
    ]) {
      writeFileSync(file, JSON.stringify(holder));
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 40);
      assert.equal(await lock('alive', { signal: controller.signal }), undefined);
      assert.ok(statSync(file).size > 0);
    }
    // It is another's by now, and not ours to take away.
    held?.();
    assert.ok(statSync(file).size > 0);
  });

  test('where no folder can be made nobody waits', async () => {
    const file = path.join(folder.dir, 'file');
    writeFileSync(file, '');
    pauses = 0;
    (await lockProject(path.join(file, 'x'), 'a', waiting))?.();
    assert.equal(pauses, 0);
  });
});
