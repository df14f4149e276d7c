// A file's predictions on the real server: what is read back must be what the file says, value for value.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import { sameJson } from '../../src/core/upload/canonical';
import { describeResult } from '../../src/core/upload/describe';
import { sharedLabelStudio } from '../harness/labelStudio';
import { clientFor, dataFor, memberText, type Sample, samples, upload } from './support';

const server = sharedLabelStudio();
const clients = { legacy: clientFor(server.url, server.token), pat: clientFor(server.url, server.pat) };
const kinds = ['legacy', 'pat'] as const;

/** Fails unless the stored prediction has the result, score and model version of the file, as JSON values. */
function assertStored(stored: { text: string }, written: string, what: string): void {
  for (const key of ['result', 'score', 'model_version']) {
    const expected = memberText(written, key);
    const found = memberText(stored.text, key);
    assert.ok(found !== undefined && expected !== undefined, `${what}: ${key} is there`);
    assert.ok(sameJson(found, expected), `${what}: ${key} is ${found}, the file has ${expected}`);
  }
}

async function newest(task: number): Promise<{ text: string }> {
  const all = await clients.pat.predictionsOfTask(task);
  const last = all.at(-1);
  assert.ok(last, `task ${task} has a prediction`);
  return last;
}

/** Uploads one prediction as a flat one, on a task with its id, and with a new task, and reads each back. */
async function allWays(
  project: number,
  data: unknown,
  prediction: string,
  tokens: readonly (typeof kinds)[number][] = kinds,
): Promise<void> {
  for (const kind of tokens) {
    const [flatTask, ownTask] = (await server.importTasks(project, [{ data }, { data }])) as [number, number];
    const flat = `[{"task": ${flatTask}, ${prediction.slice(1)}]`;
    const flatRun = await upload(clients[kind], project, flat);
    assert.equal(flatRun.result.created[0]?.task, flatTask);
    assertStored(await newest(flatTask), prediction, `${kind}, flat`);

    const existing = `[{"id": ${ownTask}, "data": ${JSON.stringify(data)}, "predictions": [${prediction}]}]`;
    const existingRun = await upload(clients[kind], project, existing);
    assert.equal(existingRun.plan.newTasks.length, 0);
    assert.equal(existingRun.result.created[0]?.task, ownTask);
    assertStored(await newest(ownTask), prediction, `${kind}, task with its id`);

    const fresh = `[{"data": ${JSON.stringify(data)}, "predictions": [${prediction}]}]`;
    const freshRun = await upload(clients[kind], project, fresh, { importNew: ['no-id'], match: { by: 'new' } });
    const id = freshRun.result.imported[0]?.id;
    const said = describeResult(freshRun.result).join('\n');
    assert.ok(id !== undefined && id > ownTask, `${kind}, new task: ${id} after ${ownTask}\n${said}`);
    assertStored(await newest(id), prediction, `${kind}, new task`);
  }
}

describe('samples of every control tag arrive as they are in the file, all three ways, token kinds in turn', () => {
  const seen = new Map<string, Sample>();
  for (const sample of samples()) if (!seen.has(sample.tag)) seen.set(sample.tag, sample);
  for (const [n, [tag, { config_xml, prediction }]] of [...seen].entries()) {
    test(tag, async () => {
      const { id } = await server.createProject({ title: `sample ${tag}`.slice(0, 50), label_config: config_xml });
      const written = JSON.stringify({ score: 0.5, model_version: 'v1', ...prediction });
      // The project stays: the whole server is thrown away, and while a project is deleted SQLite may be locked for others.
      await allWays(id, dataFor(config_xml), written, kinds.slice(n % 2, (n % 2) + 1));
    });
  }
  test('there are at least twelve', () => assert.ok(seen.size >= 12));
});

const CONFIG =
  '<View><Image name="image" value="$image"/><RectangleLabels name="bbox" toName="image"><Label value="cat"/></RectangleLabels></View>';

async function withProject(work: (project: number) => Promise<void>): Promise<void> {
  const { id } = await server.createProject({ title: 'upload test', label_config: CONFIG });
  try {
    await work(id);
  } finally {
    await server.api('DELETE', `/api/projects/${id}/`);
  }
}

/** What doubles cannot hold, and what is often broken on the way. */
const NASTY = `{
  "model_version": "v\\u00e9rsion \u{1F600} \\ud83d\\ude00",
  "result": [{
    "id": "r1", "from_name": "bbox", "to_name": "image", "type": "rectanglelabels",
    "value": {"x": 1.0, "y": 0.30000000000000004, "width": 10.0, "height": 1e1, "rectanglelabels": ["cat"]},
    "meta": {"text": ["\u{1F680} \\ud83d\\ude80 \\u0022 \\\\u0000"], "big": 9007199254740993,
             "huge": 123456789012345678901234567890, "negative": -0.0, "exp": 1E-7, "dup": 1, "dup": 2}
  }],
  "score": 0.30000000000000004
}`;

test('numbers and characters that doubles and encodings lose arrive as they are written', async () => {
  await withProject(async (project) => {
    await allWays(project, { image: 'a.png', big: 9007199254740992, text: '\u{1F600}' }, NASTY);
    const tasks = await server.importTasks(project, [{ data: { image: 'b.png' } }]);
    const written = NASTY.slice(1);
    await upload(clients.pat, project, `{"task": ${tasks[0]}, ${written}`);
    const stored = await newest(tasks[0] as number);
    for (const digits of ['9007199254740993', '123456789012345678901234567890', '0.30000000000000004', '"x":1.0,']) {
      assert.ok(stored.text.includes(digits), `${digits} in ${stored.text}`);
    }
    assert.equal(memberText(stored.text, 'score'), '0.30000000000000004');
  });
});

test('the answer to Create prediction is read with all its fields', async () => {
  await withProject(async (project) => {
    const [task] = await server.importTasks(project, [{ data: { image: 'a.png' } }]);
    const { text, ...fields } = await clients.pat.createPrediction(
      `{"task":${task},"result":[],"score":0.25,"model_version":"v1"}`,
    );
    const { id, created_at, updated_at, created_ago, ...rest } = fields;
    assert.ok(id > 0 && text.startsWith('{'));
    assert.match(created_at ?? '', /^\d{4}-\d\d-\d\dT/);
    assert.match(updated_at ?? '', /^\d{4}-\d\d-\d\dT/);
    assert.equal(created_ago, '0\u00a0minutes');
    assert.deepEqual(rest, {
      cluster: null,
      neighbors: null,
      mislabeling: 0,
      model: null,
      model_run: null,
      task,
      project,
      score: 0.25,
      model_version: 'v1',
      result: [],
    });
  });
});

test('a task is the same only when its data is: others wait for a yes, and nothing is sent without it', async () => {
  await withProject(async (project) => {
    const [task] = await server.importTasks(project, [{ data: { image: 'a.png', n: 1 } }]);
    const prediction = '{"model_version":"v1","score":0.5,"result":[]}';
    const text = `[
      {"id": ${task}, "data": {"n": 1.0, "image": "a.png"}, "predictions": [${prediction}]},
      {"id": ${task}, "data": {"image": "other.png"}, "predictions": [${prediction}]},
      {"id": 99999999, "data": {"image": "c.png"}, "predictions": [${prediction}, ${prediction}]},
      {"data": {"image": "d.png"}, "meta": {"batch": 7}, "predictions": [${prediction}]}
    ]`;
    const first = await upload(clients.pat, project, text);
    assert.deepEqual(
      first.plan.newTasks.map(({ reason, task: { pointer } }) => [pointer, reason]),
      [
        ['/1', 'data-differs'],
        ['/2', 'id-not-in-project'],
        ['/3', 'no-id'],
      ],
    );
    assert.equal(first.result.created.length, 1);
    assert.equal(first.result.imported.length, 0);
    assert.deepEqual(
      first.result.unsent.map((item) => item.reason),
      Array(3).fill('not-confirmed'),
    );
    assert.equal((await clients.pat.project(project)).taskNumber, 1);

    assert.match(describeResult(first.result).join('\n'), /does not show model version "v1" yet/);

    const second = await upload(clients.legacy, project, text, { importNew: ['no-id', 'id-not-in-project'] });
    // An import gives a project without a model version its own.
    assert.equal((await clients.pat.project(project)).modelVersion, 'v1');
    assert.doesNotMatch(describeResult(second.result).join('\n'), /does not show/);
    assert.equal(second.plan.same.length, 1);
    assert.deepEqual(
      second.result.imported.map((item) => [item.pointer, item.predictions]),
      [
        ['/2', 2],
        ['/3', 1],
      ],
    );
    assert.equal((await clients.pat.project(project)).taskNumber, 3);
    const meta = await server.api('GET', `/api/tasks/${second.result.imported[1]?.id}/`);
    assert.deepEqual((meta.json as { meta: unknown }).meta, { batch: 7 });
  });
});

test('the command line leaves an id that exists with other data alone, and says so, until all tasks are said to be new', async () => {
  await withProject(async (project) => {
    const [task] = await server.importTasks(project, [{ data: { image: 'a.png' } }]);
    const folder = temporaryFolder('other-data');
    const file = path.join(folder.dir, 'ids.tasks.json');
    const prediction = '{"model_version":"v1","result":[]}';
    writeFileSync(file, `[{"id":${task},"data":{"image":"other.png"},"predictions":[${prediction}]}]`);
    const run = (...more: string[]) => {
      const args = ['upload', file, '--server', server.url, '--project', String(project), '--yes', '--format', 'json'];
      const env = { ...process.env, LABEL_STUDIO_API_KEY: server.pat, XDG_STATE_HOME: folder.dir };
      const done = spawnSync(process.execPath, [path.resolve('dist', 'cli.js'), ...args, ...more], { env });
      const report = JSON.parse(done.stdout.toString()) as { files: { plan: object; result: object }[] };
      return { status: done.status, ...report.files[0] } as {
        status: number;
        plan: { newTasks: object[] };
        result: { notSent: object[]; tasks: { pointer: string }[] };
      };
    };
    try {
      const left = run();
      assert.equal(left.status, 1);
      assert.deepEqual(left.plan.newTasks, [
        { pointer: '/0', line: 1, column: 2, reason: 'data-differs', predictions: 1 },
      ]);
      assert.deepEqual(left.result.notSent, [
        { pointer: '/0', line: 1, column: 2, predictions: 1, reason: 'not-confirmed' },
      ]);
      assert.equal((await clients.pat.project(project)).taskNumber, 1);
      const taken = run('--match', 'new');
      assert.deepEqual([taken.status, taken.result.tasks.map(({ pointer }) => pointer)], [0, ['/0']]);
      assert.deepEqual(await clients.pat.predictionsOfTask(task as number), []);
    } finally {
      folder.remove();
    }
  });
});

test('a flat prediction goes only to a task of the chosen project', async () => {
  await withProject(async (other) => {
    const [foreign] = await server.importTasks(other, [{ data: { image: 'a.png' } }]);
    await withProject(async (project) => {
      const [own] = await server.importTasks(project, [{ data: { image: 'a.png' } }]);
      const lines = `{"task": ${foreign}, "result": []}\n{"task": "${own}", "result": [], "model_version": "v"}\n`;
      const { plan, result } = await upload(clients.pat, project, lines, { form: 'jsonl' });
      assert.deepEqual(
        plan.unsendable.map((item) => [item.pointer, item.reason]),
        [['/0/task', 'task-not-in-project']],
      );
      assert.deepEqual(
        result.created.map((item) => [item.pointer, item.task, item.project]),
        [['/1', own, project]],
      );
      assert.deepEqual(await clients.pat.predictionsOfTask(foreign as number), []);
    });
  });
});

test('hundreds of ids are looked up in a few requests, and only those of the project are found', async () => {
  await withProject(async (project) => {
    const ids = await server.importTasks(
      project,
      Array.from({ length: 450 }, (_, n) => ({ data: { image: `${n}.png`, big: n } })),
    );
    const found = await clients.pat.tasksById(project, [...ids, 1, 99_999_999], { data: true });
    assert.deepEqual(
      [...found.keys()].sort((a, b) => a - b),
      ids,
    );
    assert.ok(sameJson(found.get(ids[449] as number)?.data ?? '', '{"big": 449, "image": "449.png"}'));
    assert.equal((await clients.pat.tasksById(project, [], { data: true })).size, 0);
    const bare = await clients.pat.tasksById(project, ids.slice(0, 2), { data: false });
    assert.deepEqual([...bare.values()], [{ id: ids[0] }, { id: ids[1] }]);
  });
});

test('a file with many predictions and new tasks arrives whole, and the counts agree', async () => {
  await withProject(async (project) => {
    const ids = await server.importTasks(
      project,
      Array.from({ length: 60 }, () => ({ data: { image: 'a.png' } })),
    );
    const flat = ids.map((id) => `{"task":${id},"result":[],"model_version":"many","score":0.1}`);
    const fresh = Array.from(
      { length: 1_100 },
      (_, n) => `{"data":{"image":"${n}.png"},"predictions":[{"result":[],"model_version":"many","score":0.${n + 1}}]}`,
    );
    const { result } = await upload(clients.pat, project, `[${[...flat, ...fresh].join(',\n')}]`, {
      importNew: ['no-id'],
    });
    assert.equal(result.created.length, 1_160);
    assert.equal(new Set(result.created.map((item) => item.id)).size, 1_160);
    const asked = new Set(ids);
    assert.equal(result.created.filter((item) => asked.has(item.task)).length, 60);
    assert.equal(result.imported.length, 1_100);
    assert.deepEqual([result.failed, result.uncertain, result.unsent], [[], [], []]);
    const versions = await clients.pat.modelVersions(project);
    assert.deepEqual(
      versions.map(({ modelVersion, count }) => [modelVersion, count]),
      [['many', 1_160]],
    );
    const last = result.imported.at(-1);
    assert.equal(last?.pointer, '/1159');
    assert.equal((await clients.pat.predictionsOfTask(last?.id as number))[0]?.score, Number(`0.1100`));
  });
});
