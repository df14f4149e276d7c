/**
 * What a start of the extension costs, beside an empty extension in the same run: `npm run bench:activation`.
 *
 * Prints the bytes that `activate` loads and those of the chunks, and for a few starts of a real VS Code the time that
 * loading the code and `activate` take, of this extension and of an empty one.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from '../scripts/build.mjs';
import { temporaryFolder } from '../scripts/lib/cleanup.mjs';
import { ensureNode24, ensureVsCode } from '../scripts/setup/index.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const STARTS = 5;
const ID = 'label-studio-predictions.label-studio-predictions';

/**
 * Runs inside of VS Code: activates the one extension that is under development and prints how long its code took to
 * load and its `activate` to return. What VS Code itself adds (some 70 ms of talk between its processes) is not counted;
 * it is the same for an empty extension.
 */
const suiteFor = (id) => `
const Module = require('node:module');
const vscode = require('vscode');
const load = Module._load;
let loading, activating;
exports.run = async () => {
  const extension = vscode.extensions.getExtension('${id}');
  if (!extension || extension.isActive) throw new Error('${id} is not there, or active already');
  Module._load = function (request, ...rest) {
    const start = performance.now();
    const loaded = load.call(this, request, ...rest);
    if (loading !== undefined || !String(request).startsWith(extension.extensionPath)) return loaded;
    loading = performance.now() - start;
    const activate = (...args) => {
      const before = performance.now();
      const result = loaded.activate(...args);
      activating = performance.now() - before;
      return result;
    };
    return { ...loaded, activate };
  };
  await extension.activate();
  Module._load = load;
  console.log('@activation ' + (loading + activating) + ' ' + loading + ' ' + activating);
};
`;

/** An extension that does nothing, and a suite for it and for ours. */
function writeExtensions(dir) {
  const empty = path.join(dir, 'empty');
  fs.mkdirSync(empty);
  const manifest = { name: 'empty', publisher: 'bench', version: '1.0.0', engines: { vscode: '^1.75.0' } };
  const entry = { main: './main.js', activationEvents: [] };
  fs.writeFileSync(path.join(empty, 'package.json'), JSON.stringify({ ...manifest, ...entry }));
  fs.writeFileSync(path.join(empty, 'main.js'), 'exports.activate = () => {};');
  fs.writeFileSync(path.join(dir, 'empty.js'), suiteFor('bench.empty'));
  fs.writeFileSync(path.join(dir, 'ours.js'), suiteFor(ID));
  const workspace = path.join(dir, 'workspace');
  fs.mkdirSync(workspace);
  return {
    empty: [empty, path.join(dir, 'empty.js'), workspace],
    ours: [root, path.join(dir, 'ours.js'), workspace],
  };
}

/** One start of VS Code, under the Node that its test tools want. Milliseconds of loading and activating together. */
function start(node, args) {
  const run = spawnSync(node, [fileURLToPath(import.meta.url), '--start', ...args], {
    encoding: 'utf8',
    timeout: 180_000,
  });
  const time = /@activation ([\d.]+)/.exec(run.stdout);
  if (!time) throw new Error(`VS Code gave no time:\n${(run.stdout + run.stderr).slice(-2000)}`);
  return Number(time[1]);
}

async function startUnderNode24([extensionDevelopmentPath, extensionTestsPath, workspace]) {
  const { runTests } = await import('@vscode/test-electron');
  const code = await ensureVsCode();
  const standIn = path.join(root, 'scripts/hosts/vscode-stand-in.mjs');
  const vscodeExecutablePath = code.kind === 'desktop' ? code.executable : standIn;
  await runTests({ vscodeExecutablePath, extensionDevelopmentPath, extensionTestsPath, launchArgs: [workspace] });
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

async function main() {
  await build();
  const { node } = await ensureNode24();
  const size = (file) => fs.statSync(path.join(root, 'dist', file)).size;
  console.log(`activate loads        ${kb(size('extension.js'))} (goal: under 250 KB)`);
  for (const file of fs.readdirSync(path.join(root, 'dist')).filter((name) => name.endsWith('.js'))) {
    if (file !== 'extension.js') console.log(`  chunk ${file.padEnd(20)} ${kb(size(file))}`);
  }
  console.log(`web bundle            ${kb(size('web/extension.js'))}`);
  const place = temporaryFolder('bench-activation');
  const extensions = writeExtensions(place.dir);
  const ours = [];
  const empty = [];
  for (let i = 0; i < STARTS; i++) {
    ours.push(start(node, extensions.ours));
    empty.push(start(node, extensions.empty));
  }
  place.remove();
  const all = ours.map((time) => time.toFixed(1)).join(', ');
  console.log(
    `activation            ${median(ours).toFixed(1)} ms, median of ${STARTS} starts: ${all} (goal: under 30 ms)`,
  );
  console.log(
    `an empty extension    ${median(empty).toFixed(1)} ms in the same run; ratio ${(median(ours) / median(empty)).toFixed(1)}`,
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.argv[2] === '--start') await startUnderNode24(process.argv.slice(3));
  else await main();
}
