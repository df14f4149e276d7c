import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';

/** What npm installs. A new file has to be added here by somebody who wants it to be shipped. */
const SHIPPED = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/cli.js',
  'docs/command-line.md',
  'docs/rules.md',
  'package.json',
  'schemas/prediction.schema.json',
  'schemas/predictions.schema.json',
  'schemas/task.schema.json',
  'schemas/tasks.schema.json',
];

const LARGEST = 300 * 1024;

function npm(command: string, args: readonly string[], cwd: string) {
  const shell = process.platform === 'win32';
  return spawnSync(command, args, { cwd, shell, encoding: 'utf8', timeout: 240_000 });
}

describe('npm pack', () => {
  const place = temporaryFolder('npm');
  after(() => place.remove());
  const packed = npm('npm', ['pack', '--json', '--pack-destination', place.dir], process.cwd());
  const tarball = path.join(place.dir, readdirSync(place.dir).find((name) => name.endsWith('.tgz')) ?? 'none');
  const user = path.join(place.dir, 'a user');
  mkdirSync(user);
  writeFileSync(path.join(user, 'package.json'), '{"private": true}');
  const installed = npm('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], user);
  const home = path.join(user, 'node_modules', 'label-studio-predictions');

  test('packs, and what it packs can be installed without a network', () => {
    assert.equal(packed.status, 0, packed.stderr);
    assert.equal(installed.status, 0, installed.stderr);
    assert.deepEqual(
      readdirSync(path.join(user, 'node_modules')).filter((name) => !name.startsWith('.')),
      ['label-studio-predictions'],
    );
  });
  test('ships these files and no others', () => {
    const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(path.join(home, name)).isFile(),
    );
    assert.deepEqual(files.map((name) => name.replaceAll(path.sep, '/')).sort(), SHIPPED);
  });
  test('stays small, and knows nothing of the machine that built it', () => {
    assert.ok(statSync(tarball).size < LARGEST, `${statSync(tarball).size} bytes`);
    const code = readFileSync(path.join(home, 'dist', 'cli.js'), 'utf8');
    assert.ok(!code.includes(process.cwd()));
    assert.ok(!/require\("(?!node:|[a-z_/]+"\))/.test(code), 'something is not bundled');
  });
  test('npx runs it', () => {
    writeFileSync(
      path.join(user, 'a.predictions.json'),
      '[{"task": 1, "model_version": "v1", "score": 93, "result": []}]',
    );
    const run = npm('npx', ['--offline', 'label-studio-predictions', 'check'], user);
    assert.equal(run.status, 1, run.stderr);
    assert.match(run.stdout, /^a\.predictions\.json\n.*1:\d+ {2}error .*out-of-range\n/);
  });
  test('npx runs it with threads, and from a package that is not installed', () => {
    const elsewhere = path.join(place.dir, 'elsewhere');
    mkdirSync(elsewhere);
    for (const name of ['a', 'b']) writeFileSync(path.join(elsewhere, `${name}.tasks.json`), '[{"data": {"t": "x"}}]');
    const args = ['--offline', '--yes', '--package', tarball, 'label-studio-predictions', 'check', '--jobs', '2'];
    const run = npm('npx', args, elsewhere);
    assert.equal(run.status, 0, run.stderr);
    assert.match(run.stdout, /2 files checked \(2 tasks, /);
    assert.ok(!existsSync(path.join(elsewhere, 'node_modules')));
  });
});
