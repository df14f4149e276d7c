// PostgreSQL keeps JSON in a form of its own: it orders keys, and writes some numbers as others of the same value. What was
// uploaded must be known again all the same, or each run would store it once more.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelStudioOnPostgres } from '../harness/labelStudio';
import { clientFor, memberText, upload } from './support';

const server = labelStudioOnPostgres();
const client = clientFor(server.url, server.pat);
const CONFIG =
  '<View><Image name="image" value="$image"/><RectangleLabels name="bbox" toName="image"><Label value="cat"/></RectangleLabels></View>';

/** Spellings, some of which come back as others. */
const NUMBERS = [
  '1.0',
  '-0.0',
  '1e2',
  '1e16',
  '-1e22',
  '1.5e300',
  '1.7976931348623157e308',
  '12345678901234567890.5',
  '9007199254740993',
  '9007199254740993.0',
  '123456789012345678901234567890',
  '1E-7',
  '5e-324',
  '0.1234567890123456789',
  '1.10',
];

const prediction = (n: string): string =>
  `"model_version":"v1","score":5.0E-1,"result":[{"value":{"y":2,"x":1,"width":3.0,"height":4,"rectanglelabels":["cat"]},"type":"rectanglelabels","to_name":"image","id":"r1","from_name":"bbox","meta":{"zz":${n},"a":"\\u00e9\\ud83d\\ude00 \\\\u0000","dup":1,"dup":${n}}}]`;

async function newProject(): Promise<{ project: number; ids: number[] }> {
  const { id } = await server.createProject({ title: 'upload on PostgreSQL', label_config: CONFIG });
  const ids = await server.importTasks(
    id,
    NUMBERS.map((_, n) => ({ data: { image: `${n}.png` } })),
  );
  return { project: id, ids };
}

test('numbers come back as others, so that this file tests something', async () => {
  const { ids } = await newProject();
  for (const [n, other] of [
    ['1e16', '10000000000000000'],
    ['-0.0', '0.0'],
  ] as const) {
    const { text } = await client.createPrediction(`{"task":${ids[0]},${prediction(n)}}`);
    assert.ok(text.includes(`"zz":${n === '1e16' ? '1e+16' : n}`), 'the answer is made of what was sent');
    const stored = (await client.predictionsOfTask(ids[0] as number)).at(-1);
    assert.match(memberText(stored?.text ?? '', 'result') ?? '', new RegExp(`"a":.*"zz":${other},"dup":${other}[,}]`));
  }
});

test('flat predictions: all arrive, and are known again', async () => {
  const { project, ids } = await newProject();
  const text = `[${NUMBERS.map((n, at) => `{"task":${ids[at]},${prediction(n)}}`).join(',\n')}]`;
  const { result } = await upload(client, project, text);
  assert.equal(result.created.length, NUMBERS.length, JSON.stringify([result.failed, result.uncertain, result.unsent]));
  const again = await upload(client, project, text);
  assert.deepEqual([again.plan.same.length, again.plan.creates.length], [NUMBERS.length, 0]);
});

test('new tasks: found again by their data', async () => {
  const { id: project } = await server.createProject({ title: 'tasks on PostgreSQL', label_config: CONFIG });
  const text = NUMBERS.map((n) => `{"data":{"z":${n},"image":"a${n}.png"},"predictions":[{${prediction(n)}}]}`).join(
    '\n',
  );
  const options = { form: 'jsonl', importNew: ['no-id'] } as const;
  const first = await upload(client, project, text, { ...options, importNew: [...options.importNew] });
  assert.equal(first.result.imported.length, NUMBERS.length, JSON.stringify(first.result.failed));
  const again = await upload(client, project, text, { ...options, importNew: [...options.importNew] });
  assert.deepEqual([again.plan.same.length, again.plan.newTasks.length], [NUMBERS.length, 0]);
  assert.equal((await client.project(project)).predictionNumber, NUMBERS.length);
});

test('the null character, which the whole request would fail for, is never sent', async () => {
  const { project, ids } = await newProject();
  const text = `[{"task":${ids[0]},${prediction('1')}},{"task":${ids[1]},"result":[{"id":"\\u0000"}]}]`;
  const { plan, result } = await upload(client, project, text);
  assert.deepEqual(
    plan.unsendable.map(({ pointer, reason }) => [pointer, reason]),
    [['/1', 'null-character']],
  );
  assert.equal(result.created.length, 1);
});
