// Which of some ids are tasks of a project: told by few requests, and never wrongly.
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { ServerError } from '../../../src/core/server/errors';
import { numbers, Project } from './listedProject';
import { clientOf, json, type Loopback, startLoopback } from './loopback';

const open: Loopback[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

interface Part {
  from: number;
  count: number;
  every: number;
}

type Case = [has: Part[], asked: Part[], cap: number, data: boolean, mostOfProject: boolean];

const idsOf = (parts: readonly Part[]): number[] => {
  const ids = parts.flatMap(({ from, count, every }) => numbers(1, count).map((n) => from + every * n));
  return [...new Set(ids)].sort((a, b) => a - b);
};

describe('tasks by their ids', () => {
  async function found(project: Project, ids: number[], options: { data: boolean; mostOfProject?: boolean }) {
    const steps: number[] = [];
    const onProgress = (done: number, total: number) => {
      assert.equal(total, ids.length);
      steps.push(done);
    };
    const tasks = await (await project.serve()).tasksById(1, ids, { ...options, onProgress });
    assert.ok(
      steps.every((done, n) => done > (steps[n - 1] ?? 0)) && (ids.length === 0 || steps.at(-1) === ids.length),
    );
    return [...tasks.values()].sort((a, b) => a.id - b.id);
  }
  const bare = (ids: number[]): object[] => ids.map((id) => ({ id }));
  const sizes = ({ lists }: Project): number[] => lists.map(({ pageSize }) => pageSize);

  test('without their data they are counted, however many are in a row', async () => {
    const tasks = [...numbers(3, 10_000), ...numbers(20_000, 5_000)];
    const project = new Project([1, 2, ...tasks, 90_000], []);
    assert.deepEqual(await found(project, tasks, { data: false }), bare(tasks));
    assert.deepEqual(sizes(project), [1]);
    assert.deepEqual(project.lists[0]?.ranges, [
      { min: 3, max: 10_002 },
      { min: 20_000, max: 24_999 },
    ]);
  });

  test('none of those that are in a row is there', async () => {
    const project = new Project([1, 90_000], []);
    assert.deepEqual(await found(project, numbers(3, 10_000), { data: false }), []);
    assert.deepEqual(sizes(project), [1]);
  });

  test('where some are missing they are listed, and only there', async () => {
    const tasks = numbers(1, 10_000).filter((id) => id !== 4_321 && id !== 4_322);
    const project = new Project(tasks, []);
    assert.deepEqual(await found(project, numbers(1, 10_000), { data: false }), bare(tasks));
    assert.equal(sizes(project).filter((size) => size === 1_000).length, 1);
    assert.ok(project.lists.length <= 10, `${project.lists.length}`);
  });

  test('far from each other they are named', async () => {
    const tasks = numbers(1, 900).map((n) => 3 * n);
    const project = new Project(tasks, []);
    assert.deepEqual(await found(project, tasks, { data: false }), bare(tasks));
    assert.deepEqual(sizes(project), [200, 200, 200, 200, 200]);
    assert.ok(project.lists.every(({ selected }) => selected));
  });

  test('unless they are most of the project', async () => {
    const tasks = numbers(1, 2_500).map((n) => 3 * n);
    const project = new Project(tasks, []);
    assert.deepEqual(await found(project, tasks, { data: false, mostOfProject: true }), bare(tasks));
    assert.deepEqual(sizes(project), [1_000, 1_000, 1_000]);
  });

  test('with their data they are listed, a thousand at a time', async () => {
    const tasks = numbers(1, 2_500);
    const project = new Project(numbers(1, 9_000), []);
    assert.deepEqual(
      await found(project, tasks, { data: true }),
      tasks.map((id) => ({ id, data: `{"n": ${id}.0}` })),
    );
    assert.deepEqual(sizes(project), [1_000, 1_000, 1_000]);
    assert.deepEqual(project.lists[1]?.ranges, [{ min: 1_001, max: 2_000 }]);
  });

  test('exactly those that are there, whatever is asked for', async () => {
    const part = fc.record({
      from: fc.nat(3_000),
      count: fc.integer({ min: 1, max: 1_500 }),
      every: fc.integer({ min: 1, max: 4 }),
    });
    const parts = fc.array(part, { maxLength: 3 });
    const caps = fc.constantFrom(150, Number.POSITIVE_INFINITY);
    const check = async (...[has, asked, cap, data, mostOfProject]: Case) => {
      const project = new Project(idsOf(has), []);
      project.cap = cap;
      const ids = idsOf(asked);
      const wanted = new Set(ids);
      const there = project.tasks.filter((id) => wanted.has(id));
      const got = await found(project, ids, { data, mostOfProject });
      assert.deepEqual(
        got.map(({ id }) => id),
        there,
      );
    };
    const cases = fc.asyncProperty(parts, parts, caps, fc.boolean(), fc.boolean(), check);
    await fc.assert(cases, { numRuns: 40, seed: 20_261 });
  });

  for (const [what, answer] of [
    ['more than can be', { total: 501, tasks: [{ id: 1 }] }],
    ['others', { total: 500, tasks: [{ id: 501 }] }],
    ['without giving the first', { total: 500, tasks: [] }],
  ] as const) {
    test(`a count of ${what} is not believed`, async () => {
      const server = await startLoopback((_, response) => json(response, 200, answer));
      open.push(server);
      const asked = clientOf(server.url).tasksById(1, numbers(1, 500), { data: false });
      await assert.rejects(asked, (error) => error instanceof ServerError && error.kind === 'unexpected-answer');
    });
  }
});
