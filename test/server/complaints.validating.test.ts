// A server that validates predictions (a feature flag, off by default) and takes only small requests: what it refuses
// must come back at the right region of the file, and the rest must arrive.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { validatingLabelStudio } from '../harness/labelStudio';
import { clientFor, upload } from './support';

const server = validatingLabelStudio();
const client = clientFor(server.url, server.pat);
let project: number;

const CONFIG = `<View><Image name="image" value="$image"/>
  <RectangleLabels name="bbox" toName="image"><Label value="cat"/><Label value="dog"/></RectangleLabels>
  <Choices name="choice" toName="image"><Choice value="A"/></Choices></View>`;

before(async () => {
  project = (await server.createProject({ title: 'validating', label_config: CONFIG })).id;
});

const box = (id: string, value = '"x":1,"y":2,"width":3,"height":4,"rectanglelabels":["cat"]', from = 'bbox'): string =>
  `{"id":"${id}","from_name":"${from}","to_name":"image","type":"rectanglelabels","value":{${value}}}`;
const BAD_LABEL = box('bad', '"x":1,"y":2,"width":3,"height":4,"rectanglelabels":["it\'s \\"no\\" label"]');
const BAD_NAME = box('name', undefined, 'nowhere');
const BAD_RELATION = '{"type":"relation","from_id":"r1","to_id":"nope","direction":"right"}';

async function newTask(): Promise<number> {
  return (await client.importTasks(project, '[{"data":{"image":"a.png"}}]')).taskIds[0] as number;
}

/** Pointers of the server's complaints, each with what stands at its place in the file. */
function complaints(
  text: string,
  failed: readonly { places: readonly { pointer: string; start: number; end: number }[] }[],
) {
  return failed.flatMap(({ places }) => places.map(({ pointer, start, end }) => [pointer, text.slice(start, end)]));
}

describe('single predictions', () => {
  test('complaints stand on their regions, relations included, and the others arrive', async () => {
    const task = await newTask();
    const text = `[
      {"task": ${task}, "result": [${box('r1')}, ${BAD_LABEL}, ${BAD_NAME}, ${BAD_RELATION}]},
      {"task": ${task}, "result": [${box('r1')}], "score": 0.5}
    ]`;
    const { result } = await upload(client, project, text);
    assert.deepEqual(
      result.created.map((item) => item.pointer),
      ['/1'],
    );
    assert.deepEqual(complaints(text, result.failed), [
      ['/0/result/1', BAD_LABEL],
      ['/0/result/2', BAD_NAME],
      ['/0/result/3', BAD_RELATION],
    ]);
    const messages = result.failed[0]?.places.map((place) => place.message) ?? [];
    assert.match(messages[0] ?? '', /^Invalid value for control 'bbox'.*valid labels: \['cat', 'dog'\]$/);
    assert.equal(messages[1], "'from_name' 'nowhere' not found in configuration");
    assert.match(messages[2] ?? '', /^relation: 'to_id' 'nope' not found/);
  });
});

describe('new tasks', () => {
  test('complaints stand on their regions, and the tasks that were fine are imported', async () => {
    const task = (predictions: string): string => `{"data":{"image":"a.png"},"predictions":[${predictions}]}`;
    const text = `[
      ${task(`{"result":[${box('a')}]}`)},
      ${task(`{"result":[${box('a')}]},{"result":[${box('b')}, ${BAD_LABEL}, ${BAD_NAME}]}`)},
      ${task(`{"result":[${box('r1')},${BAD_RELATION}]}`)},
      ${task(`{"result":[],"score":0.5},{"result":[]}`)},
      {"data":{"picture":"a.png"},"predictions":[{"result":[]}]}
    ]`;
    const { result } = await upload(client, project, text, { importNew: ['no-id'], match: { by: 'new' } });
    assert.deepEqual(
      result.imported.map((item) => [item.pointer, item.predictions]),
      [
        ['/0', 1],
        ['/3', 2],
      ],
    );
    assert.deepEqual(
      complaints(text, result.failed)
        .map(([pointer]) => pointer)
        .sort(),
      ['/1/predictions/1/result/1', '/1/predictions/1/result/2', '/2/predictions/0/result/1', '/4/data'],
    );
    for (const [pointer, source] of complaints(text, result.failed)) {
      if (pointer === '/1/predictions/1/result/1') assert.equal(source, BAD_LABEL);
      if (pointer === '/2/predictions/0/result/1') assert.equal(source, BAD_RELATION);
    }
    const gate = result.failed.find((item) => item.pointer === '/4');
    assert.match(gate?.places[0]?.message ?? '', /^"image" key is expected in task data/);
    const stored = await client.predictionsOfTask(result.imported[1]?.id as number);
    assert.deepEqual(
      stored.map((item) => item.score),
      [0.5, null],
    );
  });

  test('a request that the server finds too large is cut until it fits', async () => {
    const before = (await client.project(project)).taskNumber;
    const filler = 'x'.repeat(30_000);
    const tasks = Array.from({ length: 20 }, (_, n) => {
      const data = `{"image":"a.png","n":${n},"filler":"${n === 7 ? filler.repeat(8) : filler}"}`;
      return `{"data":${data},"predictions":[{"result":[${box('a')}],"model_version":"large"}]}`;
    });
    const { result } = await upload(client, project, `[${tasks.join(',')}]`, {
      importNew: ['no-id'],
      match: { by: 'new' },
    });
    assert.equal(result.imported.length, 19);
    assert.deepEqual(
      result.failed.map((item) => item.pointer),
      ['/7'],
    );
    assert.match(result.failed[0]?.message ?? '', /as large as this task\./);
    assert.match(result.failed[0]?.cure ?? '', /DATA_UPLOAD_MAX_MEMORY_SIZE/);
    assert.equal((await client.project(project)).taskNumber, before + 19);
    const versions = await client.modelVersions(project);
    assert.equal(versions.find(({ modelVersion }) => modelVersion === 'large')?.count, 19);
    const [first] = await client.predictionsOfTask(result.imported[0]?.id as number);
    assert.equal(first?.model_version, 'large');
  });

  for (const bulkFrom of [1_000, 1])
    test(`a single prediction that is too large is named, and the others arrive (lists from ${bulkFrom})`, async () => {
      const task = await newTask();
      const large = box(
        'l',
        `"x":1,"y":2,"width":3,"height":4,"rectanglelabels":["cat"],"note":"${'n'.repeat(220_000)}"`,
      );
      const text = `[{"task":${task},"result":[${large}]},{"task":${task},"result":[]}]`;
      const { result } = await upload(client, project, text, { limits: { bulkFrom } });
      assert.deepEqual(
        result.failed.map((item) => item.pointer),
        ['/0'],
      );
      assert.match(result.failed[0]?.message ?? '', /as large as (?:this|the) prediction\./);
      assert.deepEqual(
        result.created.map((item) => item.pointer),
        ['/1'],
      );
    });
});
