/**
 * Runs after an install of the project itself: builds, where there is no build yet. npm runs it too where it installs
 * from the git repository, which is how pre-commit gets the hook. For a global install (`npm install -g git+…`) npm leaves
 * the tools out that this needs (https://github.com/npm/cli/issues/8440); then they are installed first.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

function hasTools() {
  try {
    createRequire(import.meta.url).resolve('esbuild');
    return true;
  } catch {
    return false;
  }
}

/** Installs into this folder, although a global install is going on around it. */
function installTools() {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_config_(global|prefix)$/i.test(name)),
  );
  const run = spawnSync('npm', ['ci', '--ignore-scripts', '--include=dev'], {
    cwd: root,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (run.status !== 0) throw new Error('The tools that build this package could not be installed.');
}

if (!existsSync(path.join(root, 'dist', 'cli.js'))) {
  if (!hasTools()) installTools();
  const { build } = await import('./build.mjs');
  await build();
}
