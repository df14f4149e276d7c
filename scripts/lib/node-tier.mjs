// Runs a tier of node:test in a process of its own and counts what was executed.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { bundleForNode } from './bundle-tests.mjs';
import { atExit, killTree } from './cleanup.mjs';
import { cleanEnvironment } from './run.mjs';

const reporter = new URL('count-reporter.mjs', import.meta.url);

/**
 * @typedef {{ passed: number, failed: number, notes: string[] }} Result `notes` say what failed besides the tests'
 *   own messages
 */

/**
 * @param {object} options
 * @param {string} options.root
 * @param {import('./tiers.mjs').Tier} options.tier
 * @param {string[]} options.files
 * @param {Record<string, string>} options.env added for the tests
 * @returns {Promise<Result>}
 */
export async function runNodeTier({ root, tier, files, env }) {
  const bundles = await bundleForNode({ root, tier: tier.name, files });
  const counts = path.join(root, 'out', 'test', tier.name, 'counts.jsonl');
  const args = ['--enable-source-maps', '--test', '--test-reporter=spec', '--test-reporter-destination=stdout'];
  args.push(`--test-reporter=${reporter}`, `--test-reporter-destination=${counts}`);
  if (tier.oneByOne === true) args.push('--test-concurrency=1');
  const outcome = await runToEnd([...args, ...bundles], { root, env, timeoutMs: tier.timeoutMs });
  return addUp(counts, outcome);
}

/**
 * @param {string[]} args
 * @param {{ root: string, env: Record<string, string>, timeoutMs: number }} options
 * @returns {Promise<string | undefined>} what went wrong with the process, if anything
 */
function runToEnd(args, { root, env, timeoutMs }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...cleanEnvironment(), ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
    });
    const forget = atExit(() => killTree(child.pid, 'SIGKILL'));
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      // Politely first, so that tests can stop the servers that they started.
      killTree(child.pid, 'SIGTERM');
      setTimeout(() => killTree(child.pid, 'SIGKILL'), 10_000).unref();
    }, timeoutMs);
    const end = (/** @type {string | undefined} */ problem) => {
      clearTimeout(timer);
      forget();
      resolve(late ? `was stopped after ${timeoutMs / 1000} s` : problem);
    };
    child.on('error', (error) => end(`could not be started: ${error.message}`));
    child.on('exit', (code, signal) => end(code === 0 ? undefined : `ended with ${signal ?? `exit code ${code}`}`));
  });
}

/**
 * @param {string} file of the counting reporter
 * @param {string | undefined} problem
 * @returns {Result}
 */
function addUp(file, problem) {
  const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const tests = lines.map((line) => /** @type {import('./count-reporter.mjs').CountedTest} */ (JSON.parse(line)));
  const failed = tests.filter(({ kind }) => kind === 'fail');
  const notes = failed.map((test) => `${test.name} ${test.reason} (${path.relative(process.cwd(), test.file)})`);
  /** @type {Result} */
  const result = { passed: tests.length - failed.length, failed: failed.length, notes };
  // A process that ends badly is a failure even if every test that it got to passed.
  if (problem !== undefined && (failed.length === 0 || problem.startsWith('was stopped'))) {
    result.failed += 1;
    notes.push(`the test process ${problem}`);
  }
  return result;
}
