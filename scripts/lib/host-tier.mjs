// Runs a tier of mocha inside a real VS Code: the extension as it is in the extension host, or its web bundle in the
// web worker host. @vscode/test-electron and its stand-in need Node 22 or newer, so this runs itself as a script under
// the Node 24 of the set-up:
//   node scripts/lib/host-tier.mjs EXTENSION_FOLDER TESTS_MODULE WORKSPACE_FOLDER
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureNode24 } from '../setup/node.mjs';
import { ensureVsCode } from '../setup/vscode.mjs';
import { bundleForHost, bundleForWeb } from './bundle-tests.mjs';
import { atExit, killTree, temporaryFolder } from './cleanup.mjs';
import { cleanEnvironment, tailOf } from './run.mjs';

/** The same as in test/host/report.ts. */
const mark = '@label-studio-predictions-test ';

/** What an installed extension does not hold. Everything else of the project is copied for the worker host. */
const notShipped = new Set(['node_modules', 'out', 'src', 'test', 'scripts', 'bench', 'package-lock.json']);

/**
 * @param {object} options
 * @param {string} options.root
 * @param {import('./tiers.mjs').Tier} options.tier
 * @param {string[]} options.files
 * @returns {Promise<import('./node-tier.mjs').Result>}
 */
export async function runHostTier({ root, tier, files }) {
  const place = temporaryFolder(`test-${tier.name}`);
  try {
    const workspace = path.join(place.dir, 'workspace');
    const own = path.join(root, 'test', tier.name, 'workspace');
    if (fs.existsSync(own)) fs.cpSync(own, workspace, { recursive: true });
    else fs.mkdirSync(workspace);
    const [extension, tests] =
      tier.kind === 'web'
        ? await webExtension({ root, files, dir: path.join(place.dir, 'extension') })
        : [root, await bundleForHost({ root, files })];
    const logFile = path.join(root, 'out', 'test', tier.name, 'vscode.log');
    return await runSuite({ root, args: [extension, tests, workspace], timeoutMs: tier.timeoutMs, logFile });
  } finally {
    place.remove();
  }
}

/**
 * A copy of the extension whose manifest has no `main`, which is what makes VS Code run it in the worker host. The
 * tests lie inside it: VS Code runs them in the host of the extension that holds them.
 * @param {{ root: string, files: string[], dir: string }} options
 * @returns {Promise<[extension: string, tests: string]>}
 */
async function webExtension({ root, files, dir }) {
  fs.mkdirSync(dir);
  for (const name of fs.readdirSync(root)) {
    if (name.startsWith('.') || notShipped.has(name) || name === 'package.json') continue;
    fs.cpSync(path.join(root, name), path.join(dir, name), { recursive: true });
  }
  const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  delete manifest.main;
  fs.writeFileSync(path.join(dir, 'package.json'), JSON.stringify(manifest, null, 2));
  const bundle = await bundleForWeb({ root, files });
  const tests = path.join(dir, 'web-tests', 'index.js');
  fs.cpSync(path.dirname(bundle), path.dirname(tests), { recursive: true });
  return [dir, tests];
}

/**
 * @param {{ root: string, args: string[], timeoutMs: number, logFile: string }} options
 * @returns {Promise<import('./node-tier.mjs').Result>}
 */
async function runSuite({ root, args, timeoutMs, logFile }) {
  const { node, bin } = await ensureNode24();
  const env = cleanEnvironment();
  env.PATH = `${bin}${path.delimiter}${env.PATH ?? ''}`;
  env.LSP_HOST_TIMEOUT = String(timeoutMs);
  // VS Code says much that is of no concern here (parts that are not built, galleries that are out of reach).
  const log = fs.openSync(logFile, 'w');
  const child = spawn(node, [fileURLToPath(import.meta.url), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', log],
    detached: process.platform !== 'win32',
  });
  const forget = atExit(() => killTree(child.pid, 'SIGTERM'));
  // The stand-in keeps the time; this is for the case that it cannot.
  const timer = setTimeout(() => killTree(child.pid, 'SIGKILL'), timeoutMs + 30_000);
  const reading = readResults(/** @type {NodeJS.ReadableStream} */ (child.stdout), log);
  /** @type {string | undefined} */
  const problem = await new Promise((resolve) => {
    child.on('error', (error) => resolve(`could not be started: ${error.message}`));
    child.on('close', (code, signal) =>
      resolve(code === 0 ? undefined : `ended with ${signal ?? `exit code ${code}`}`),
    );
  });
  clearTimeout(timer);
  forget();
  const { result, ended } = await reading;
  fs.closeSync(log);
  const place = path.relative(root, logFile);
  if (!ended) {
    result.failed += 1;
    console.log(`--- end of ${place}\n${tellingLines(logFile)}\n---`);
    result.notes.push(
      `the suite did not come to its end (VS Code ${problem ?? 'ended with exit code 0'}); see ${place}`,
    );
  } else if (problem !== undefined && result.failed === 0) {
    result.failed += 1;
    result.notes.push(`VS Code ${problem} although no test failed; see ${place}`);
  }
  return result;
}

/**
 * The end of a log without the stack traces of VS Code's own parts.
 * @param {string} file
 */
function tellingLines(file) {
  const noise = /node_modules\/code-server|node:(internal|diagnostics)|^\[reconnection/;
  const lines = tailOf(file, 400).split('\n');
  return lines
    .filter((line) => !noise.test(line))
    .slice(-40)
    .join('\n');
}

/**
 * Prints the marked lines of the suite as people read them; all else goes to the log.
 * @param {NodeJS.ReadableStream} stream
 * @param {number} log an open file
 */
async function readResults(stream, log) {
  /** @type {import('./node-tier.mjs').Result} */
  const result = { passed: 0, failed: 0, notes: [] };
  let ended = false;
  for await (const line of createInterface({ input: stream })) {
    const at = line.indexOf(mark);
    if (at < 0) {
      fs.writeSync(log, `${line}\n`);
      continue;
    }
    const { kind, name, ms, error } = JSON.parse(line.slice(at + mark.length));
    if (kind === 'end') ended = true;
    else if (kind === 'pass') {
      result.passed += 1;
      console.log(`✔ ${name} (${ms} ms)`);
    } else {
      result.failed += 1;
      result.notes.push(kind === 'pending' ? `${name} is skipped` : `${name} failed`);
      console.log(kind === 'pending' ? `✖ ${name}: skipped` : `✖ ${name} (${ms} ms)\n${error.replace(/^/gm, '    ')}`);
    }
  }
  return { result, ended };
}

/** The part that runs under Node 24. @param {string[]} args */
async function main([extensionDevelopmentPath = '', extensionTestsPath = '', workspace = '']) {
  const { runTests } = await import('@vscode/test-electron');
  const code = await ensureVsCode();
  const standIn = fileURLToPath(new URL('../hosts/vscode-stand-in.mjs', import.meta.url));
  const desktop = code.kind === 'desktop' ? await desktopArguments() : [];
  try {
    await runTests({
      vscodeExecutablePath: code.kind === 'desktop' ? code.executable : standIn,
      extensionDevelopmentPath,
      extensionTestsPath,
      launchArgs: [workspace, ...desktop],
    });
  } catch (error) {
    console.error(String(error));
    process.exitCode = 1;
  }
}

/** A desktop build keeps its settings in a folder of its own for the run. */
async function desktopArguments() {
  const { quietSettings } = await import('../hosts/vscode-server.mjs');
  const data = temporaryFolder('vscode-desktop').dir;
  fs.mkdirSync(path.join(data, 'User'));
  fs.writeFileSync(path.join(data, 'User', 'settings.json'), JSON.stringify(quietSettings));
  return [`--user-data-dir=${data}`, '--disable-extensions'];
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(process.argv.slice(2));
}
