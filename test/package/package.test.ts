import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import { ensureNode24 } from '../../scripts/setup/index.mjs';

/** What a user gets. A new file has to be added here by somebody who wants it to be shipped. */
const SHIPPED = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/catalogue.js',
  'dist/checker.js',
  'dist/comlink.js',
  'dist/configLanguage.js',
  'dist/configParser.js',
  'dist/configTags.js',
  'dist/documentation.js',
  'dist/edits.js',
  'dist/extension.js',
  'dist/filePieces.js',
  'dist/http.js',
  'dist/jsonc.js',
  'dist/labelingConfig.js',
  'dist/navigation.js',
  'dist/projectLock.js',
  'dist/schema.js',
  'dist/server.js',
  'dist/serverMessages.js',
  'dist/unitLanguage.js',
  'dist/uploadHost.js',
  'dist/uploadThread.js',
  'dist/web/extension.js',
  'dist/workspaceCheck.js',
  'dist/xml.js',
  'docs/rules.md',
  'images/icon.png',
  'images/label-config-dark.svg',
  'images/label-config-light.svg',
  'package.json',
  'syntaxes/label-studio-config.language-configuration.json',
  'syntaxes/label-studio-config.tmLanguage.json',
  'test/ui/screenshots/squiggles-with-hover.png',
  'test/ui/screenshots/upload-confirmation.png',
];

const PICTURES = SHIPPED.filter((name) => name.endsWith('.png'));

/** Pictures apart, in bytes. */
const LARGEST = 750 * 1024;

describe('npm run package', () => {
  const place = temporaryFolder('package');
  const out = path.join(place.dir, 'extension.vsix');
  const run = spawnSync(process.execPath, ['scripts/package.mjs', '--out', out], {
    encoding: 'utf8',
    timeout: 300_000,
  });

  test('packs without a warning', () => {
    assert.equal(run.status, 0, run.stdout + run.stderr);
  });

  test('ships these files and no others', async () => {
    const { node } = await ensureNode24();
    const args = ['node_modules/@vscode/vsce/vsce', 'ls', '--no-dependencies'];
    const { stdout } = spawnSync(node, args, { encoding: 'utf8', timeout: 120_000 });
    assert.deepEqual(stdout.trim().split('\n').sort(), [...SHIPPED].sort());
  });

  test('stays small', () => {
    const pictures = PICTURES.reduce((sum, name) => sum + statSync(name).size, 0);
    const size = statSync(out).size - pictures;
    assert.ok(size < LARGEST, `${size} bytes`);
  });

  test('holds nothing of the tests and no paths of the machine that built it', () => {
    for (const file of SHIPPED.filter((name) => name.startsWith('dist/'))) {
      const code = readFileSync(file, 'utf8');
      assert.ok(!code.includes(process.cwd()), file);
      assert.ok(!code.includes('node:test'), file);
    }
    place.remove();
  });
});
