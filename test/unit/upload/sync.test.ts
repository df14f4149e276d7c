// Uploads against a server that loses answers, stores late, and whose client dies: afterwards it holds the file, once.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { gatherServerFacts } from '../../../src/core/upload/facts';
import { type NewTaskReason, planUpload, type UploadPlan } from '../../../src/core/upload/plan';
import { readUpload } from '../../../src/core/upload/read';
import type { UploadResult } from '../../../src/core/upload/result';
import { type RunOptions, runUpload, waitForEarlier } from '../../../src/core/upload/run';
import { Crash, type Fault, Life, MemoryJournal, SimulatedClock, SimulatedServer } from './simulatedServer';

const ALL: ReadonlySet<NewTaskReason> = new Set(['no-id', 'id-not-in-project', 'data-differs']);
const PROJECT = 3;

interface Session {
  clock: SimulatedClock;
  server: SimulatedServer;
  journal: MemoryJournal;
}

function session(faults: readonly Fault[] = []): Session {
  const clock = new SimulatedClock();
  let at = 0;
  const server = new SimulatedServer(clock, () => faults[at++] ?? 'none');
  return { clock, server, journal: new MemoryJournal() };
}

/** One start of the program: waits for what an earlier one left, plans, sends. */
async function once(
  on: Session,
  text: string,
  options: Partial<RunOptions> = {},
  life = new Life(),
): Promise<{ plan: UploadPlan; result: UploadResult }> {
  const { clock } = on;
  const server = life.of(on.server);
  const journal = life.of(on.journal);
  await waitForEarlier(server, PROJECT, { clock, journal });
  const read = readUpload(text, 'json');
  const plan = planUpload(read, await gatherServerFacts(server, PROJECT, read));
  const result = await runUpload(plan, server, { clock, journal, importNew: ALL, ...options });
  assertAccount(result, options.changed ?? 'leave');
  return { plan, result };
}

/** Starts again after every death, as a person would. */
async function untilDone(on: Session, text: string, options: Partial<RunOptions> = {}): Promise<UploadResult> {
  for (let start = 0; start < 40; start++) {
    const life = new Life();
    try {
      return (await once(on, text, options, life)).result;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      life.die();
    }
  }
  throw new Error('It never came to an end.');
}

/** Every prediction of the plan is in exactly one list. */
function assertAccount({ plan, ...lists }: UploadResult, changed: 'leave' | 'replace'): void {
  const { created, failed, uncertain, unsent, missing } = lists;
  const sum = (items: readonly { predictions: number }[]): number =>
    items.reduce((all, item) => all + item.predictions, 0);
  const planned = plan.creates.length + plan.newTasks.reduce((all, { task }) => all + task.predictions.length, 0);
  assert.equal(created.length + sum(failed) + sum(uncertain) + sum(unsent) + sum(missing), planned, changed);
}

const box = (x: number): string => `[{"id":"r1","type":"choices","value":{"choices":["${x}"]}}]`;
const flat = (task: number, x: number, version = 'v1'): string =>
  `{"task":${task},"model_version":"${version}","result":${box(x)}}`;

const held = ({ server }: Session): string[] =>
  server.rows.map(({ task, version, result }) => `${task} ${version} ${result}`).sort();

describe('the same file again', () => {
  test('sends nothing when the server has it all', async () => {
    const on = session();
    const tasks = [on.server.addTask('{"n":1}'), on.server.addTask('{"n":2}')];
    const text = `[${tasks.map((id, n) => flat(id, n)).join()}]`;
    await once(on, text);
    const before = on.server.posts.length;
    const { plan, result } = await once(on, text);
    assert.equal(on.server.posts.length, before);
    assert.equal(plan.same.length, 2);
    assert.deepEqual(
      plan.same.map(({ id }) => id),
      on.server.rows.map(({ id }) => id),
    );
    assert.equal(result.created.length, 0);
  });

  test('sends the one prediction that is new, and the changed one only in place of the other', async () => {
    const on = session();
    const tasks = [1, 2, 3].map((n) => on.server.addTask(`{"n":${n}}`)) as [number, number, number];
    await once(on, `[${flat(tasks[0], 1)},${flat(tasks[1], 2)}]`);
    const edited = `[${flat(tasks[0], 1)},${flat(tasks[1], 9)},${flat(tasks[2], 3)}]`;
    const left = await once(on, edited);
    assert.deepEqual(
      left.result.created.map(({ pointer }) => pointer),
      ['/2'],
    );
    assert.deepEqual(
      left.result.unsent.map(({ pointer, reason }) => [pointer, reason]),
      [['/1', 'not-replaced']],
    );
    const replaced = await once(on, edited, { changed: 'replace' });
    assert.deepEqual(
      replaced.result.created.map(({ pointer }) => pointer),
      ['/1'],
    );
    assert.equal(replaced.result.deleted.length, 1);
    assert.deepEqual(
      held(on),
      [`${tasks[0]} v1 ${box(1)}`, `${tasks[1]} v1 ${box(9)}`, `${tasks[2]} v1 ${box(3)}`].sort(),
    );
  });

  test('finds new tasks by their data the next time', async () => {
    const on = session();
    const text = `[{"data":{"n":1,"m":2},"predictions":[{"result":${box(1)},"model_version":"v1"}]},{"data":{"n":1,"m":2},"predictions":[{"result":${box(2)},"model_version":"v1"}]}]`;
    await once(on, text);
    assert.equal(on.server.tasks.length, 2);
    const { plan } = await once(on, text.replaceAll('"n":1,"m":2', '"m":2.0, "n":1'));
    assert.equal(plan.newTasks.length, 0);
    assert.equal(plan.same.length, 2);
  });

  test('asks only for predictions of its own model versions, however the server spells them', async () => {
    const on = session();
    const task = on.server.addTask('{}');
    for (let n = 0; n < 50; n++) on.server.addPrediction(task, `other-${n}`, box(n));
    const names = [' v1 ', 'v1', '', 'undefined'];
    for (const [n, version] of names.entries()) on.server.addPrediction(task, version, box(n));
    const text = `[${names.map((version, n) => flat(task, n, version)).join()}]`;
    const { plan } = await once(on, text);
    assert.equal(plan.same.length, names.length);
    assert.equal(on.server.listed, names.length);
  });

  test('takes a content that stands twice for two', async () => {
    const on = session();
    const task = on.server.addTask('{}');
    const text = `[${flat(task, 1)},${flat(task, 1)}]`;
    await once(on, text);
    assert.equal(on.server.rows.length, 2);
    assert.equal((await once(on, text)).plan.same.length, 2);
    assert.equal((await once(on, `[${text.slice(1, -1)},${flat(task, 1)}]`)).result.created.length, 1);
  });
});

describe('lists of predictions', () => {
  const many = (tasks: readonly number[], version = 'v1'): string =>
    `[${tasks.map((task, n) => flat(task, n, version)).join()}]`;

  test('go in one request where that is faster', async () => {
    const on = session();
    const tasks = Array.from({ length: 40 }, (_, n) => on.server.addTask(`{"n":${n}}`));
    const { result } = await once(on, many(tasks));
    assert.deepEqual(
      on.server.posts.map(({ kind, items }) => [kind, items]),
      [['bulk', 40]],
    );
    assert.equal(new Set(result.created.map(({ id }) => id)).size, 40);
  });

  test('what the server drops without a word is named', async () => {
    const on = session();
    const tasks = Array.from({ length: 30 }, (_, n) => on.server.addTask(`{"n":${n}}`));
    on.server.invalid.add(box(7));
    const { result } = await once(on, many(tasks));
    assert.deepEqual(
      result.failed.map(({ pointer }) => pointer),
      ['/7'],
    );
    assert.equal(result.created.length, 29);
  });

  test('a list that landed late is not sent again', async () => {
    const on = session(['late']);
    const tasks = Array.from({ length: 30 }, (_, n) => on.server.addTask(`{"n":${n}}`));
    await once(on, many(tasks));
    assert.equal(on.server.posts.length, 1);
    assert.equal(on.server.rows.length, 30);
  });

  test('a list at which the server fails again and again is cut until the culprit is found', async () => {
    const on = session(Array.from({ length: 8 }, () => 'server-error' as const));
    const tasks = Array.from({ length: 30 }, (_, n) => on.server.addTask(`{"n":${n}}`));
    const { result } = await once(on, many(tasks));
    assert.equal(result.failed.length, 0);
    assert.equal(on.server.rows.length, 30);
  });
});

test('what the server fails at again and again is given up, and the others are stored', async () => {
  for (const [limits, most] of [
    [{}, 30],
    [{ bulkFrom: 1_000 }, 9],
  ] as const) {
    const on = session();
    const tasks = Array.from({ length: 9 }, (_, n) => on.server.addTask(`{"n":${n}}`));
    on.server.fatal.add(box(4));
    const { result } = await once(on, `[${tasks.map((task, n) => flat(task, n)).join()}]`, { limits });
    assert.deepEqual(
      result.failed.map(({ pointer }) => pointer),
      ['/4'],
    );
    assert.match(result.failed[0]?.cure ?? '', /three times/);
    assert.equal(on.server.rows.length, 8);
    assert.ok(on.server.posts.length <= most + 12);
  }
});

test('a new task that the server fails at again and again is given up', async () => {
  const on = session();
  on.server.fatal.add(box(4));
  const text = `[${[1, 4, 6].map((n) => `{"data":{"n":${n}},"predictions":[{"result":${box(n)}}]}`).join()}]`;
  const { result } = await once(on, text);
  assert.deepEqual(
    result.failed.map(({ pointer }) => pointer),
    ['/1'],
  );
  assert.equal(on.server.tasks.length, 2);
});

/** Content of a small file: which task, which model version, which content. */
const items = fc.array(fc.tuple(fc.nat(4), fc.constantFrom('v1', 'v2'), fc.nat(2)), { minLength: 1, maxLength: 14 });
/** Three failures of the server itself at one prediction are the prediction's fault: that has a test of its own. */
const seldom = (happening: readonly Fault[]): boolean => happening.filter((one) => one === 'server-error').length < 3;
const faults = fc
  .array(
    fc.constantFrom<Fault>(
      'none',
      'none',
      'refused',
      'lost-before',
      'lost-after',
      'late',
      'server-error',
      'crash-before',
      'crash-after',
      'crash-late',
    ),
    { maxLength: 14 },
  )
  .filter(seldom);

test('whatever happens on the way, in the end the server holds the file, each prediction once', async () => {
  await fc.assert(
    fc.asyncProperty(
      items,
      items,
      faults,
      fc.record({ bulkFrom: fc.constantFrom(1, 5, 1_000), predictions: fc.constantFrom(1, 3, 100) }),
      async (wished, there, happening, limits) => {
        const on = session(happening);
        const tasks = [0, 1, 2, 3, 4].map((n) => on.server.addTask(`{"n":${n}}`));
        for (const [task, version, x] of there) on.server.addPrediction(tasks[task] as number, version, box(x));
        const text = `[${wished.map(([task, version, x]) => flat(tasks[task] as number, x, version)).join()}]`;
        const before = held(on);
        const result = await untilDone(on, text, { changed: 'replace', limits });
        assert.deepEqual(
          [result.uncertain, result.unsent, result.failed, result.missing, result.doubled],
          [[], [], [], [], []],
        );
        assert.equal(on.journal.requests.size, 0);
        assertHolds(on, wished, tasks, before);
      },
    ),
    { numRuns: 300 },
  );
});

/** Everything that the file has is there as often as the file has it, or as it was there before if that is more. */
function assertHolds(
  on: Session,
  wished: readonly (readonly [number, string, number])[],
  tasks: readonly number[],
  before: readonly string[],
): void {
  const count = (all: readonly string[], one: string): number => all.filter((other) => other === one).length;
  const names = wished.map(([task, version, x]) => `${tasks[task]} ${version} ${box(x)}`);
  const now = held(on);
  for (const name of new Set([...names, ...now])) {
    const wanted = count(names, name);
    assert.ok(count(now, name) >= wanted, `${name} is missing`);
    assert.ok(count(now, name) <= Math.max(wanted, count(before, name)), `${name} is there too often`);
  }
}

test('new tasks and their predictions are there once, whatever happens on the way', async () => {
  const task = fc.array(fc.nat(3), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(task, { minLength: 1, maxLength: 6 }),
      faults,
      fc.constantFrom(1, 2, 100),
      async (wished, happening, most) => {
        const on = session(happening);
        const text = `[${wished
          .map((all, n) => {
            const predictions = all.map((x) => `{"result":${box(x)},"model_version":"v1"}`);
            return `{"data":{"n":${n % 3}},"predictions":[${predictions.join()}]}`;
          })
          .join()}]`;
        await untilDone(on, text, { limits: { tasks: most } });
        assert.deepEqual(on.server.tasks.map(({ data }) => data).sort(), wished.map((_, n) => `{"n":${n % 3}}`).sort());
        assert.equal(on.server.rows.length, wished.flat().length);
      },
    ),
    { numRuns: 300 },
  );
});
