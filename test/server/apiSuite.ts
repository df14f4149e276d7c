// What an upload stands on, request by request, on the real server: bulk import, reading back, deleting, projects. Runs
// on SQLite (api.test.ts) and on PostgreSQL (api.postgres.test.ts).
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { HttpRequest } from '../../src/core/ports';
import type { LabelStudioClient } from '../../src/core/server/client';
import type { PredictionsOptions } from '../../src/core/server/predictions';
import type { StoredPrediction } from '../../src/core/server/shapes';
import { sameJson } from '../../src/core/upload/canonical';
import type { SharedLabelStudio } from '../harness/labelStudio';
import { clientFor, memberText, watched } from './support';

const CONFIG =
  '<View><Image name="image" value="$image"/><RectangleLabels name="bbox" toName="image"><Label value="cat"/></RectangleLabels></View>';

/** A region with numbers that a double or another spelling would lose. */
const REGION =
  '{"id":"r1","from_name":"bbox","to_name":"image","type":"rectanglelabels","value":{"x":1.0,"y":-0.0,"width":0.30000000000000004,"height":2,"rectanglelabels":["cat"]},"meta":{"n":9007199254740993,"huge":123456789012345678901234567890}}';

interface Read {
  predictions: StoredPrediction[];
  settled: number[];
  paths: string[];
}

/** Predictions as texts that can be compared: `created_ago` says something else in the next minute. */
const texts = (predictions: readonly StoredPrediction[]): string[] =>
  predictions
    .map(
      ({ id, text }) =>
        `${id} ${memberText(text, 'task')} ${memberText(text, 'model_version')} ${memberText(text, 'score')} ${memberText(text, 'result')}`,
    )
    .sort();

/** A server to be tested, and what the client under test has asked of it. */
interface Bench {
  server: SharedLabelStudio;
  client: LabelStudioClient;
  asked: HttpRequest[];
  /** The database gives JSON back letter by letter. */
  exact: boolean;
}

async function read(
  { client, asked }: Bench,
  project: number,
  ids: number[],
  options: PredictionsOptions = {},
): Promise<Read> {
  asked.length = 0;
  const found: Read = { predictions: [], settled: [], paths: [] };
  for await (const { predictions, settled } of client.predictionsOfTasks(project, ids, options)) {
    found.predictions.push(...predictions);
    found.settled.push(...settled);
  }
  found.paths = asked.map(({ url }) => new URL(url).pathname);
  return found;
}

/** @param exact whether the database gives JSON back letter by letter */
export function apiTests(server: SharedLabelStudio, exact: boolean): void {
  const asked: HttpRequest[] = [];
  const client = clientFor(server.url, server.pat, { http: watched((request) => asked.push(request)) });
  const bench = { server, client, asked, exact };
  predictionTests(bench);
  taskTests(bench);
  projectTests(bench);
  deletionTests(bench);
}

function predictionTests(bench: Bench): void {
  const { server, client, exact } = bench;
  describe('predictions in bulk, and read back', () => {
    const count = 450;
    let project: number;
    let tasks: number[];

    before(async () => {
      project = (await server.createProject({ title: 'reading back', label_config: CONFIG })).id;
      tasks = await server.importTasks(
        project,
        Array.from({ length: count }, (_, n) => ({ data: { image: `${n}.png` } })),
      );
      const rare = tasks.filter((_, n) => n % 25 === 0);
      const body = [
        ...tasks
          .slice(1)
          .map((task) => `{"task":${task},"result":[${REGION}],"score":0.10000000000000001,"model_version":"usual"}`),
        ...rare.map((task) => `{"task":${task},"result":[],"model_version":"rare"}`),
      ];
      assert.deepEqual(await client.importPredictions(project, `[${body.join()}]`), { created: body.length });
    });
    after(() => server.api('DELETE', `/api/projects/${project}/`));

    test('few tasks: with their digits, and those without predictions are settled too', async () => {
      const [none, one] = tasks as [number, number];
      const found = await read(bench, project, [one, none, 99_999_999]);
      assert.deepEqual(found.settled, [none, one, 99_999_999]);
      assert.deepEqual(
        found.predictions.map(({ task, model_version }) => [task, model_version]),
        [
          [none, 'rare'],
          [one, 'usual'],
        ],
      );
      const stored = found.predictions[1] as StoredPrediction;
      const result = memberText(stored.text, 'result') ?? '';
      if (exact) assert.equal(result, `[${REGION}]`);
      else assert.ok(sameJson(result, `[${REGION}]`), result);
      for (const digits of ['9007199254740993', '123456789012345678901234567890', '0.30000000000000004', '1.0']) {
        assert.ok(result.includes(digits), `${digits} in ${result}`);
      }
      assert.equal(memberText(stored.text, 'score'), '0.1');
      assert.equal(stored.project, project);
      assert.deepEqual(texts(found.predictions.slice(1)), texts(await client.predictionsOfTask(one)));
      const [third] = await server.importTasks(project, [{ data: { image: 'none.png' } }]);
      assert.deepEqual((await read(bench, project, [third as number])).predictions, []);
    });

    test('all ways give the same', async () => {
      const one: StoredPrediction[] = [];
      for (let at = 0; at < count; at += 150)
        one.push(...(await read(bench, project, tasks.slice(at, at + 150))).predictions);
      assert.equal(one.length, count - 1 + count / 25);
      const whole = await read(bench, project, tasks);
      assert.ok(whole.paths.includes('/api/predictions/'), 'the whole project was read at once');
      assert.deepEqual(texts(whole.predictions), texts(one));
      assert.deepEqual(whole.settled, tasks);
      const rare = await read(bench, project, tasks, { versions: new Set(['rare']) });
      assert.deepEqual(rare.paths, [`/api/projects/${project}/model-versions/`, '/api/tasks']);
      assert.deepEqual(texts(rare.predictions), texts(one.filter(({ model_version }) => model_version === 'rare')));
      assert.deepEqual(rare.settled, tasks);
      const usual = await read(bench, project, tasks.slice(0, 300), { versions: new Set(['usual']) });
      assert.equal(usual.predictions.length, 299);
    });

    test('versions are told apart exactly, whatever their letters', async () => {
      const [task, other] = await server.importTasks(project, [{ data: { image: 'a' } }, { data: { image: 'b' } }]);
      const names = ['50%_v\\"\u00fc\u{1F600}', '50%_V', '%', "a'b&c=d#e,f", ' x '];
      const items = names.map((name) => ({ task, result: [], model_version: name }));
      await client.importPredictions(
        project,
        JSON.stringify([...items, { task: other, result: [], model_version: null }]),
      );
      for (const name of [...names, null]) {
        const { predictions } = await read(bench, project, [task as number, other as number], {
          versions: new Set([name]),
        });
        assert.deepEqual(
          predictions.map(({ model_version }) => model_version),
          [name],
        );
      }
      const counts = await client.modelVersions(project);
      for (const name of names) assert.equal(counts.find(({ modelVersion }) => modelVersion === name)?.count, 1, name);
      const unversioned = counts.find((version) => version.uncounted);
      assert.equal(unversioned?.count, 0);
      assert.match(unversioned?.latest ?? '', /^\d{4}-\d\d-\d\dT.*Z$/);
    });

    test('what is refused, and what is dropped without a word', async () => {
      const [task] = tasks;
      const dropped = `[{"task":${task},"result":[],"model_version":"d"},{"task":${task},"model_version":"d"}]`;
      assert.deepEqual(await client.importPredictions(project, dropped), { created: 1 });
      await assert.rejects(
        client.importPredictions(project, `[{"task":${task},"result":[]},{"task":99999999,"result":[]}]`),
        (error: Error & { kind: string; maybeStored: boolean }) =>
          error.kind === 'validation' && !error.maybeStored && /refused the predictions/.test(error.message),
      );
      await assert.rejects(client.importPredictions(99_999_999, '[]'), { kind: 'project-gone' });
    });
  });
}

function taskTests({ server, client, exact }: Bench): void {
  test('all tasks, the newer ones, the newest', async () => {
    const { id: project } = await server.createProject({ title: 'all tasks', label_config: CONFIG });
    const all = async (options: { data: boolean; newerThan?: number }): Promise<{ id: number; data?: string }[]> => {
      const found: { id: number; data?: string }[] = [];
      for await (const part of client.tasksOfProject(project, options)) found.push(...part);
      return found;
    };
    assert.deepEqual(await all({ data: true }), []);
    assert.equal(await client.newestTaskId(project), undefined);
    const items = Array.from(
      { length: 1_005 },
      (_, n) => `{"data":{"image":"${n}","n":${n}.0,"big":9007199254740993}}`,
    );
    const tasks = (await client.importTasks(project, `[${items.join()}]`)).taskIds;
    const found = await all({ data: true });
    assert.deepEqual(
      found.map(({ id }) => id),
      tasks,
    );
    const data = '{"image":"1004","n":1004.0,"big":9007199254740993}';
    if (exact) assert.equal(found[1_004]?.data, data);
    else assert.ok(sameJson(found[1_004]?.data ?? '', data), found[1_004]?.data);
    assert.deepEqual(
      await all({ data: false, newerThan: tasks[1_002] as number }),
      tasks.slice(1_003).map((id) => ({ id })),
    );
    assert.equal(await client.newestTaskId(project), tasks.at(-1));
    await assert.rejects(client.newestTaskId(99_999_999), { kind: 'project-gone' });
  });
}

function projectTests({ server, client }: Bench): void {
  describe('projects', () => {
    test('made, shown, its versions chosen and deleted', async () => {
      const made = await client.createProject('made by a test', CONFIG);
      assert.equal(made.labelConfig, CONFIG);
      const [task] = await server.importTasks(made.id, [{ data: { image: 'a' } }]);
      const body = ['"v1"', '"v1"', '"v2"', 'null'].map((v) => `{"task":${task},"result":[],"model_version":${v}}`);
      await client.importPredictions(made.id, `[${body.join()}]`);
      const { id, title, labelConfig, ...facts } = await client.project(made.id);
      assert.deepEqual(facts, {
        taskNumber: 1,
        modelVersion: '',
        predictionNumber: 4,
        annotationNumber: 0,
        showsPredictions: true,
        predictsOnReading: false,
      });
      assert.equal((await client.setModelVersion(id, 'v1')).modelVersion, 'v1');
      await assert.rejects(client.setModelVersion(id, 'v9'), { kind: 'validation' });
      assert.equal((await client.project(id)).modelVersion, 'v1');
      assert.equal((await client.setModelVersion(id, '')).modelVersion, '');
      assert.equal(await client.deleteModelVersion(id, 'v1'), 2);
      assert.equal(await client.deleteModelVersion(id, 'v1'), 0);
      await assert.rejects(client.deleteModelVersion(id, ''), { kind: 'validation' });
      assert.deepEqual(
        (await client.modelVersions(id)).map(({ modelVersion, count }) => [modelVersion, count]).sort(),
        [
          ['null', 0],
          ['v2', 1],
        ],
      );
      await server.api('DELETE', `/api/projects/${id}/`);
    });

    test('a config that the server does not take is refused in its words', async () => {
      await assert.rejects(client.createProject('broken', '<View>'), /refused the project\. It said: label_config: /);
      await assert.rejects(client.createProject('x', CONFIG), /title: Ensure this field has at least 3 characters/);
    });
  });
}

function deletionTests({ server, client }: Bench): void {
  test('deleting, and what people have done with a task before', async () => {
    const { id: project } = await server.createProject({ title: 'deleting', label_config: CONFIG });
    const tasks = await server.importTasks(
      project,
      ['a', 'b', 'c', 'd'].map((image) => ({ data: { image }, predictions: [{ result: [], model_version: 'v' }] })),
    );
    const [plain, annotated, skipped, begun] = tasks as [number, number, number, number];
    await server.api('POST', `/api/tasks/${annotated}/annotations/`, { result: [] });
    await server.api('POST', `/api/tasks/${skipped}/annotations/`, { result: [], was_cancelled: true });
    await server.api('POST', `/api/tasks/${begun}/drafts`, { result: [] });
    const done = await client.annotationsOfTasks(project, [...tasks, 99_999_999]);
    assert.deepEqual(
      [...done.values()],
      [
        { id: plain, annotations: 0, draft: false },
        { id: annotated, annotations: 1, draft: false },
        { id: skipped, annotations: 1, draft: false },
        { id: begun, annotations: 0, draft: true },
      ],
    );
    const [prediction] = await client.predictionsOfTask(annotated);
    assert.equal(await client.deletePrediction(prediction?.id as number), true);
    assert.equal(await client.deletePrediction(prediction?.id as number), false);
    assert.deepEqual(await client.predictionsOfTask(annotated), []);
    assert.equal(await client.deleteTask(plain), true);
    assert.equal(await client.deleteTask(plain), false);
    assert.deepEqual([...(await client.tasksById(project, tasks, { data: false })).keys()], tasks.slice(1));
    assert.equal((await client.project(project)).annotationNumber, 1);
  });
}
