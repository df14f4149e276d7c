// Reading back tasks and predictions: which requests are made, and that an answer to something else is never taken for
// "nothing is stored", after which it would be stored twice.
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { LabelStudioClient } from '../../../src/core/server/client';
import { ServerError, type ServerErrorKind } from '../../../src/core/server/errors';
import type { PredictionsOptions } from '../../../src/core/server/predictions';
import type { StoredPrediction } from '../../../src/core/server/shapes';
import { each, numbers, Project } from './listedProject';
import { clientOf, json, type Loopback, page, startLoopback } from './loopback';

const open: Loopback[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

interface Collected {
  predictions: StoredPrediction[];
  settled: number[];
  pages: number;
}

async function collect(client: LabelStudioClient, ids: number[], options: PredictionsOptions = {}): Promise<Collected> {
  const found: Collected = { predictions: [], settled: [], pages: 0 };
  for await (const { predictions, settled } of client.predictionsOfTasks(1, ids, options)) {
    found.predictions.push(...predictions);
    found.settled.push(...settled);
    found.pages++;
  }
  return found;
}

async function refused(kind: ServerErrorKind, work: () => Promise<unknown>): Promise<void> {
  await assert.rejects(work, (error) => error instanceof ServerError && error.kind === kind);
}

describe('predictions of tasks', () => {
  test('few tasks: one request, in the text of the answer, those without any settled too', async () => {
    const project = new Project([1, 2, 3], [...each([1, 1, 3], 'v'), { id: 9, task: 3, model_version: null }]);
    const found = await collect(await project.serve(), [3, 1, 2, 7, 3]);
    assert.equal(project.lists.length, 1);
    assert.deepEqual(project.lists[0]?.selected, [1, 2, 3, 7]);
    assert.deepEqual(found.settled, [1, 2, 3, 7]);
    assert.deepEqual(
      found.predictions.map(({ id, task, model_version }) => [id, task, model_version]),
      [
        [1, 1, 'v'],
        [2, 1, 'v'],
        [3, 3, 'v'],
        [9, 3, null],
      ],
    );
    assert.match(
      found.predictions[0]?.text ?? '',
      /^\{"id":1,"task":1.*"n": 9007199254740993, "f": 1\.0,.*"score":0\.10/,
    );
    assert.match(found.predictions[0]?.text ?? '', /\}$/);
  });

  test('many in a row: 500 a request, by their first and last id; where few are in between, 200 by name', async () => {
    const asked = async (tasks: number[]) => {
      // So many others that a list of all does not pay.
      const others = numbers(0, 9).flatMap((n) => each(tasks, 'other', n * tasks.length + 1));
      const project = new Project(tasks, others);
      const found = await collect(await project.serve(), tasks, { versions: new Set(['v', '']) });
      assert.deepEqual([found.predictions, found.settled], [[], tasks]);
      return project.lists.map(({ selected, ranges }) => selected?.length ?? ranges);
    };
    const inARow = await asked(numbers(1, 1_100));
    assert.deepEqual(inARow, [50, [{ min: 51, max: 550 }], [{ min: 551, max: 1_050 }], 50]);
    const withGaps = await asked(numbers(1, 1_100).filter((id) => id % 20 > 0));
    assert.deepEqual(withGaps, [50, [{ min: 53, max: 578 }], [{ min: 579, max: 1_099 }]]);
    const everyOther = await asked(numbers(1, 500).map((id) => 2 * id));
    assert.deepEqual(everyOther, [50, 200, 200, 50]);
  });

  test('tasks in between that nobody asked for: their predictions are left out, and a page cut short goes on', async () => {
    const all = numbers(1, 1_000);
    const wanted = all.filter((id) => id % 20 > 0);
    const others = numbers(1, 9).flatMap((n) => each(all, 'other', n * all.length + 1));
    const project = new Project(all, [...each(all, 'v'), ...others]);
    const found = await collect(await project.serve(), wanted, { versions: new Set(['v', '']) });
    assert.equal(project.whole, 0);
    assert.deepEqual(found.settled, wanted);
    assert.deepEqual(
      found.predictions.map(({ task }) => task),
      wanted,
    );
  });

  test('none asked for: no request', async () => {
    const project = new Project([1], each([1], 'v'));
    assert.deepEqual(await collect(await project.serve(), []), { predictions: [], settled: [], pages: 0 });
    assert.deepEqual(project.lists, []);
  });

  test('a server that gives less than it is asked for is asked again for the rest', async () => {
    const tasks = numbers(10, 47);
    const project = new Project(tasks, each(tasks, 'v'));
    project.cap = 20;
    const done: number[] = [];
    const found = await collect(await project.serve(), [...tasks, 5_000], { onProgress: (n) => done.push(n) });
    assert.deepEqual(found.settled, [...tasks, 5_000]);
    assert.equal(found.predictions.length, 47);
    assert.equal(project.lists.length, 3);
    assert.deepEqual(done, [20, 40, 48]);
  });

  test('some versions only: the list looks for them, and what it gives besides is sorted out', async () => {
    const tasks = numbers(1, 100);
    const project = new Project(tasks, [
      ...each(tasks, 'v10'),
      ...each([4, 4, 50], 'v1', 1000),
      ...each([4], 'w', 2000),
    ]);
    const found = await collect(await project.serve(), tasks, { versions: new Set(['v1']) });
    assert.deepEqual(
      found.predictions.map(({ id }) => id),
      [1000, 1001, 1002],
    );
    assert.deepEqual(found.settled, tasks);
    assert.ok(project.lists.every(({ versions }) => versions?.join() === 'v1'));
  });

  test('no version, and a version without a name, cannot be looked for', async () => {
    for (const version of [null, '']) {
      const project = new Project([1, 2], [...each([1], version), ...each([2], 'v', 5)]);
      const found = await collect(await project.serve(), [1, 2], { versions: new Set([version]) });
      assert.deepEqual(
        found.predictions.map(({ id }) => id),
        [1],
      );
      assert.equal(project.lists[0]?.versions, undefined);
    }
  });

  test('a version that few of many tasks have: only those are listed', async () => {
    const tasks = numbers(100, 5_000);
    const some = tasks.filter((id) => id % 10 === 0);
    const project = new Project(tasks, [...each(tasks, 'old'), ...each(some, 'new', 10_000)]);
    const found = await collect(await project.serve(), tasks, { versions: new Set(['new']) });
    assert.deepEqual(
      found.predictions.map(({ task }) => task),
      some,
    );
    assert.deepEqual(found.settled, tasks);
    assert.ok(project.lists.length <= 4, `${project.lists.length} requests`);
    assert.equal(project.whole, 0);
  });

  test('tasks between those that were asked for are not given', async () => {
    const tasks = numbers(1, 1_000);
    const project = new Project(tasks, [...each(tasks, 'old'), ...each([10, 11, 900], 'new', 5_000)]);
    const asked = tasks.filter((id) => id % 2 === 0);
    const found = await collect(await project.serve(), asked, { versions: new Set(['new']) });
    assert.deepEqual(
      found.predictions.map(({ task }) => task),
      [10, 900],
    );
  });

  test('many tasks, and most of what the project has: all of it at once, when one answer can hold it', async () => {
    const tasks = numbers(1, 3_000);
    const project = new Project(tasks, [...each(tasks, 'a'), ...each(tasks, 'b', 10_000)]);
    const asked = tasks.slice(0, 2_500);
    const found = await collect(await project.serve(), asked);
    assert.equal(project.whole, 1);
    assert.equal(project.lists.length, 1);
    assert.equal(found.predictions.length, 5_000);
    assert.equal(new Set(found.predictions.map(({ id }) => id)).size, 5_000);
    assert.deepEqual(found.settled, asked);
    assert.ok(found.pages > 4, 'it is given in pages');
    assert.match(found.predictions.at(-1)?.text ?? '', /^\{"id":12499,.*"n": 9007199254740993.*\}$/);
  });

  test('large predictions: never all at once, and small pages', async () => {
    const tasks = numbers(1, 300);
    const project = new Project(tasks, each(tasks, 'a'));
    project.filler = 'x'.repeat(120_000);
    const found = await collect(await project.serve(), tasks);
    assert.equal(project.whole, 0);
    assert.equal(found.predictions.length, 300);
    assert.ok(project.lists.slice(1).every(({ pageSize }) => pageSize < 100));
  });

  test('large predictions behind tasks that have none, or none of the versions: the page that meets them is no larger', async () => {
    const tasks = numbers(1, 400);
    for (const versions of [new Set(['a', '']), new Set(['a'])]) {
      const project = new Project(tasks, each(tasks.slice(60), 'a'));
      project.filler = 'x'.repeat(60_000);
      const found = await collect(await project.serve(), tasks, { versions });
      assert.equal(found.predictions.length, 340);
      const [, met, ...others] = project.lists.map(({ pageSize }) => pageSize);
      assert.equal(met, 200);
      assert.ok(
        others.every((size) => size < 200),
        `${others}`,
      );
    }
  });

  test('no predictions at all: one more request says so', async () => {
    const project = new Project(numbers(1, 1_000), []);
    assert.deepEqual((await collect(await project.serve(), project.tasks)).settled, project.tasks);
    assert.deepEqual([project.lists.length, project.whole], [1, 1]);
  });

  test('the first tasks have none: nobody knows yet how large all at once would be', async () => {
    const tasks = numbers(1, 1_000);
    const project = new Project(tasks, each(tasks.slice(500), 'a'));
    const found = await collect(await project.serve(), tasks);
    assert.equal(found.predictions.length, 500);
    // The fourth page is the first that has some.
    assert.deepEqual([project.lists.length, project.whole], [4, 1]);
  });

  test('versions that are null are not counted, so that nobody knows how much all at once would be', async () => {
    const tasks = numbers(1, 1_000);
    const project = new Project(tasks, each(tasks, null));
    const found = await collect(await project.serve(), tasks);
    assert.equal(found.predictions.length, 1_000);
    assert.equal(project.whole, 0);
  });
});

describe('what is no answer to the question', () => {
  const answers: [string, string | object][] = [
    [
      'the selection is overlooked',
      {
        total: 2,
        tasks: [
          { id: 1, predictions: [] },
          { id: 2, predictions: [] },
        ],
      },
    ],
    ['the selection is overlooked by a page', { total: 900, tasks: [{ id: 1, predictions: [] }] }],
    ['predictions are left out', { total: 1, tasks: [{ id: 5 }] }],
    ['predictions are numbers', { total: 1, tasks: [{ id: 5, predictions: 3 }] }],
    ['predictions are ids', { total: 1, tasks: [{ id: 5, predictions: [7] }] }],
    ['predictions of another task', { total: 1, tasks: [{ id: 5, predictions: [{ id: 1, task: 6 }] }] }],
    ['no total', { tasks: [] }],
    ['no tasks', { total: 0 }],
    ['tasks are announced and not given', { total: 2, tasks: [] }],
    ['a list', []],
  ];
  for (const [name, answer] of answers) {
    test(name, async () => {
      const server = await startLoopback((_, response) => json(response, 200, answer));
      open.push(server);
      await refused('unexpected-answer', () => collect(clientOf(server.url), [5, 6]));
    });
  }

  test('a part that is not in order', async () => {
    const server = await startLoopback((_, response) => {
      json(response, 200, {
        total: 3,
        tasks: [
          { id: 6, predictions: [] },
          { id: 5, predictions: [] },
        ],
      });
    });
    open.push(server);
    await refused('unexpected-answer', () => collect(clientOf(server.url), [5, 6, 7]));
    assert.equal(server.seen.length, 1);
  });

  for (const [name, whole] of [
    ['an object', '{"results":[]}'],
    ['a list that ends early', '[{"id":1,"task":1,"result":[]}'],
    ['something else in it', '[{"id":1,"task":1,"result":[]}, 7]'],
  ] as const) {
    test(`instead of the project's predictions ${name}`, async () => {
      const project = new Project(numbers(1, 1_000), each(numbers(1, 1_000), 'a'));
      const client = await project.serve();
      const server = await startLoopback(({ url }, response) => {
        if (url.includes('task__project')) return json(response, 200, whole);
        void fetch(client.server.base + url)
          .then((answer) => answer.text())
          .then((text) => json(response, 200, text));
      });
      open.push(server);
      await refused('unexpected-answer', () => collect(clientOf(server.url), project.tasks));
    });
  }
});

describe('all tasks of a project', () => {
  async function all(client: LabelStudioClient, options: { data: boolean; newerThan?: number }): Promise<object[]> {
    const found: object[] = [];
    for await (const part of client.tasksOfProject(1, options)) found.push(...part);
    return found;
  }

  test('page by page, each behind the last id', async () => {
    const tasks = numbers(3, 2_500);
    const project = new Project(tasks, []);
    const found = await all(await project.serve(), { data: true });
    assert.deepEqual(
      found,
      tasks.map((id) => ({ id, data: `{"n": ${id}.0}` })),
    );
    assert.deepEqual(
      project.lists.map(({ ranges }) => ranges[0]?.min),
      [1, 1003, 2003],
    );
  });

  test('only the newer ones', async () => {
    const project = new Project([3, 8, 9], []);
    const client = await project.serve();
    assert.deepEqual(await all(client, { data: false, newerThan: 8 }), [{ id: 9 }]);
    assert.deepEqual(await all(client, { data: false, newerThan: 9 }), []);
    assert.equal(await client.newestTaskId(1), 9);
    assert.equal(await (await new Project([], []).serve()).newestTaskId(1), undefined);
  });

  test('a server that overlooks where to begin would be asked for ever', async () => {
    const server = await startLoopback((_, response) =>
      json(response, 200, { total: 9, tasks: [{ id: 1 }, { id: 2 }] }),
    );
    open.push(server);
    await refused('unexpected-answer', () => all(clientOf(server.url), { data: false }));
    assert.equal(server.seen.length, 2);
  });
});

test('a page instead of a list', async () => {
  const server = await startLoopback((_, response) => page(response, 200, 'Sign in'));
  open.push(server);
  await refused('html-answer', () => collect(clientOf(server.url), [1]));
});
