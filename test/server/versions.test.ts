// Model versions in every spelling: whatever Label Studio makes of one, a second run knows it again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedLabelStudio } from '../harness/labelStudio';
import { clientFor, upload } from './support';

const server = sharedLabelStudio();
const client = clientFor(server.url, server.pat);

const VERSIONS = [
  '1.10',
  '1e2',
  '5',
  '-0.0',
  '1e-7',
  '123456789012345678901234567890',
  '"null"',
  '"undefined"',
  'null',
  '" v "',
  '"v\\u0085"',
  '"\\ufeffq"',
  '"w\\u001f"',
  '"a,b"',
  '"50%_\\\\"',
  '"say \\"x\\""',
  '"\\ud83d\\ude00"',
];

for (const [how, copies] of [
  ['one by one', 1],
  ['in one request', 9],
] as const) {
  test(`every spelling of a model version is known again (${how})`, async (t) => {
    const { id: project } = await server.createProject({ title: 'versions', label_config: '<View/>' });
    const tasks = await server.importTasks(
      project,
      VERSIONS.map((_, n) => ({ data: { image: `${n}` } })),
    );
    for (const [n, version] of VERSIONS.entries()) {
      await t.test(version, async () => {
        const one = `{"task":${tasks[n]},"model_version":${version},"result":[]}`;
        const text = `[${Array.from({ length: copies }, () => one).join(',')}]`;
        const { result } = await upload(client, project, text, { limits: { bulkFrom: 5 } });
        assert.deepEqual([result.created.length, result.missing.length, result.failed.length], [copies, 0, 0]);
        const again = await upload(client, project, text);
        assert.deepEqual([again.plan.same.length, again.plan.creates.length], [copies, 0]);
      });
    }
  });
}
