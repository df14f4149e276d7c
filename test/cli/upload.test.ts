// What `upload` says before it speaks with a server; the tier `server` has the rest.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Workspace } from './support';

const TOKEN = 'f'.repeat(40);
const NOBODY = 'http://127.0.0.1:9';

function jwt(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
}

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
    ['a version that is none', ['good.predictions.json', ...where, '--model-version', ' undefined '], /Give it a name/],
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

  test('thousands of errors are counted as people read numbers', () => {
    const results = Array.from({ length: 1_234 }, () => '{"task": 1, "model_version": "v1", "result": [], "score": 7}');
    space.write('worse.predictions.json', `[${results.join(',')}]`);
    assert.match(run(['worse.predictions.json', ...where]).stderr, /worse\.predictions\.json: 1,234 errors\./);
  });

  test('a server that is not there: what and what to do, without the token', () => {
    const { code, stderr, stdout } = run(['good.predictions.json', ...where, '--yes', '--format', 'json']);
    assert.equal(code, 2);
    assert.match(stderr, /good\.predictions\.json: .*127\.0\.0\.1:9/);
    const { files, ...rest } = JSON.parse(stdout) as { files: { file: string; error: string; complete: boolean }[] };
    assert.deepEqual(rest, { version: 1, server: NOBODY, project: 3, dryRun: false });
    assert.deepEqual(
      files.map(({ file, complete }) => [file, complete]),
      [['good.predictions.json', false]],
    );
    assert.match(files[0]?.error ?? '', /127\.0\.0\.1:9.*Check that Label Studio is running/);
    assert.ok(!stderr.includes(TOKEN) && !stdout.includes(TOKEN));
  });

  for (const [what, token] of [
    ['has a blank in it', 'abc def0123'],
    ['is an access token', jwt({ token_type: 'access', exp: 4_000_000_000 })],
    ['has expired', jwt({ token_type: 'refresh', exp: 1_000_000 })],
  ] as const) {
    test(`a token that ${what}: its cure, and nothing of ours has failed`, () => {
      const { code, stderr, stdout } = run(['good.predictions.json', ...where, '--yes', '--format', 'json'], {
        LABEL_STUDIO_API_KEY: token,
      });
      assert.equal(code, 2);
      assert.match(stderr, /good\.predictions\.json: This .*oken.*Account & Settings/);
      assert.doesNotMatch(stderr, /mistake of ours|connect again/);
      assert.ok(!(stdout + stderr).includes(token));
      assert.equal((JSON.parse(stdout) as { files: unknown[] }).files.length, 1);
    });
  }

  test('text that is not JSON is an error like others', () => {
    for (const text of ['', '[{"task": 1, "result": []},', '[{"task": 1, "result": []}] x', '// no\n[]']) {
      space.write('broken.predictions.json', text);
      const { code, stderr } = run(['broken.predictions.json', ...where, '--yes']);
      assert.equal(code, 2);
      assert.match(stderr, /broken\.predictions\.json: (one error|\d+ errors)\..*check broken/, text);
    }
  });

  test('every file is in the report, also those that were not looked at', () => {
    const files = ['bad.predictions.json', 'none.predictions.json', 'good.predictions.json', 'good.predictions.json'];
    const { stdout } = run([...files, ...where, '--yes', '--format', 'json']);
    const report = JSON.parse(stdout) as { files: { file: string; error: string }[] };
    assert.deepEqual(
      report.files.map(({ file }) => file),
      files,
    );
    const [bad, none, good, last] = report.files.map(({ error }) => error);
    assert.match(bad ?? '', /errors\./);
    assert.match(none ?? '', /no such file/);
    assert.match(good ?? '', /127\.0\.0\.1:9/);
    assert.match(last ?? '', /not looked at/);
  });

  test('a file that is not there', () => {
    const { code, stderr } = run(['none.predictions.json', ...where]);
    assert.equal(code, 2);
    assert.match(stderr, /none\.predictions\.json: there is no such file/);
  });
});
