// What `upload` says before it speaks with a server; the tier `server` has the rest.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Workspace } from './support';

const TOKEN = 'f'.repeat(40);
const NOBODY = 'http://127.0.0.1:9';

describe('upload', () => {
  const space = new Workspace();
  space.write('good.predictions.json', '[{"task": 1, "model_version": "v1", "result": []}]');
  space.write('bad.predictions.json', '[{"task": 1, "model_version": "v1", "result": [{"id": 7}]}]');
  const run = (args: readonly string[], env: Record<string, string> = { LABEL_STUDIO_API_KEY: TOKEN }) =>
    space.run(['upload', ...args], {
      env: { LABEL_STUDIO_URL: '', LABEL_STUDIO_API_KEY: '', XDG_STATE_HOME: space.dir, ...env },
    });
  const where = ['--server', NOBODY, '--project', '3'];

  for (const [what, args, said] of [
    ['no file', where, /Say which files to upload/],
    [
      'no server',
      ['good.predictions.json', '--project', '3'],
      /Say where to upload to: --server URL, or LABEL_STUDIO_URL/,
    ],
    ['no address', ['good.predictions.json', '--project', '3', '--server', 'ftp://x'], /--server: /],
    ['no project', ['good.predictions.json', '--server', NOBODY], /--project ID/],
    ['a project by name', ['good.predictions.json', '--server', NOBODY, '--project', 'Cats'], /--project is "Cats"/],
    ['another match', ['good.predictions.json', ...where, '--match', 'name'], /--match is "name"\. It can be id/],
    ['another format', ['good.predictions.json', ...where, '--format', 'xml'], /pretty, json/],
    ['an unknown option', ['good.predictions.json', ...where, '--token', 'x'], /--token/],
  ] as const) {
    test(`${what}: says so, and exits with 2`, () => {
      const { code, stderr, stdout } = run(args);
      assert.equal(code, 2);
      assert.match(stderr, said);
      assert.equal(stdout, '');
    });
  }

  test('without a token it says where one is found', () => {
    const { code, stderr } = run(['good.predictions.json', ...where], {});
    assert.equal(code, 2);
    assert.match(stderr, /LABEL_STUDIO_API_KEY.*--token-stdin.*Account & Settings/);
  });

  test('a file with errors is not uploaded, and the way to see them is told', () => {
    const { code, stderr } = run(['bad.predictions.json', ...where]);
    assert.equal(code, 2);
    assert.match(stderr, /bad\.predictions\.json: \d+ errors\..*check bad\.predictions\.json.*--force/);
  });

  test('a server that is not there: what and what to do, without the token', () => {
    const { code, stderr, stdout } = run(['good.predictions.json', ...where, '--yes', '--format', 'json']);
    assert.equal(code, 2);
    assert.match(stderr, /good\.predictions\.json: .*127\.0\.0\.1:9/);
    assert.deepEqual(JSON.parse(stdout), { version: 1, server: NOBODY, project: 3, files: [] });
    assert.ok(!stderr.includes(TOKEN) && !stdout.includes(TOKEN));
  });

  test('a file that is not there', () => {
    const { code, stderr } = run(['none.predictions.json', ...where]);
    assert.equal(code, 2);
    assert.match(stderr, /none\.predictions\.json: there is no such file/);
  });
});
