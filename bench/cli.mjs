/**
 * The command line as a whole process, from its start to its end: `npm run bench:cli`. A large file by speed and memory,
 * and 10,000 predictions beside Label Studio's own SDK.
 *
 *     --huge    500 MB instead of 100
 *     --built   dist as it is, without building first
 *     --write   renews the section in docs/performance.md
 */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.mjs';
import { ensureLabelStudio } from '../scripts/setup/index.mjs';
import { ensureInput } from './inputs.mjs';
import { inChild } from './lib/child.mjs';
import { bundleEngine, root } from './lib/engine.mjs';
import { timesOf } from './lib/measure.mjs';
import { count, megabytes, report, table, times } from './lib/report.mjs';

const cli = path.join(root, 'dist', 'cli.js');
const here = (/** @type {string} */ name) => fileURLToPath(new URL(`lib/${name}`, import.meta.url));

/** @typedef {{ seconds: number, processor: number }} Time by the clock, and of all threads of the process */

/**
 * Checks a file with the command line.
 * @param {import('./inputs.mjs').Input} input
 * @returns {Promise<Time & { peak: number, summary: any }>}
 */
function check(input) {
  const start = performance.now();
  const args = ['check', '--jobs', '1', '--quiet', '--format', 'json', input.file];
  const child = spawn(process.execPath, ['--require', here('peak.cjs'), cli, ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const read = (/** @type {any} */ stream) => {
    const got = { text: '' };
    stream.setEncoding('utf8').on('data', (/** @type {string} */ piece) => {
      got.text += piece;
    });
    return got;
  };
  const [output, usage] = [read(child.stdout), read(child.stdio[3])];
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const seconds = (performance.now() - start) / 1000;
      if (code !== 0)
        reject(new Error(`check ended with ${code} for a file without mistakes:\n${output.text.slice(0, 2000)}`));
      else resolve({ seconds, ...JSON.parse(usage.text), summary: JSON.parse(output.text).summary });
    });
  });
}

/** The SDK's check, inside and as a whole process. @param {string} python @param {import('./inputs.mjs').Input} input */
function sdk(python, input) {
  const start = performance.now();
  const run = spawnSync(python, [here('sdk_validate.py'), input.file, input.configFile], { encoding: 'utf8' });
  const whole = (performance.now() - start) / 1000;
  if (run.status !== 0) throw new Error(`label-studio-sdk could not check the file:\n${run.stderr.slice(-2000)}`);
  const { seconds, processor, whole_processor, predictions, good } = JSON.parse(run.stdout);
  if (good !== predictions) throw new Error(`The SDK objects to ${predictions - good} of the good predictions.`);
  return { inside: { seconds, processor }, whole: { seconds: whole, processor: whole_processor } };
}

const seconds = (/** @type {number} */ value) => `${value.toFixed(2)} s`;

/** @param {number} size in MB */
async function largeFile(size) {
  const input = ensureInput({ kind: 'rectangles', megabytes: size });
  const { peak, ...run } = await check(input);
  const speed = (/** @type {number} */ time) => `${(input.bytes / 2 ** 20 / time).toFixed(0)} MB/s`;
  const inside = run.summary.regions;
  if (inside !== input.regions) throw new Error(`check counts ${inside} regions of ${input.regions}.`);
  return table(
    ['check --jobs 1', 'regions', 'time', 'speed', 'processor', 'speed', 'most memory'],
    [
      [
        megabytes(input.bytes),
        count(input.regions),
        seconds(run.seconds),
        speed(run.seconds),
        seconds(run.processor),
        speed(run.processor),
        megabytes(peak),
      ],
    ],
  );
}

/** @param {string} engine */
async function besideSdk(engine) {
  const { python } = await ensureLabelStudio();
  const input = ensureInput({ kind: 'flat', form: 'line', units: 10_000 });
  const [cold, warm, parse, processes, theirs, theirProcesses] = Array.from(
    { length: 6 },
    () => /** @type {Time[]} */ ([]),
  );
  for (let round = 0; round < 3; round++) {
    cold.push(await inChild('memory-row.mjs', { engine, input, approach: 'stream' }));
    const only = ['parse', 'full'];
    const row = await inChild('validate-row.mjs', { engine, input, only, rounds: 5, warmups: 3, slowRounds: 1 });
    warm.push(timeOf(row.full));
    parse.push(timeOf(row.parse));
    processes.push(await check(input));
    const { inside, whole } = sdk(python, input);
    theirs.push(inside);
    theirProcesses.push(whole);
  }
  const row = (/** @type {string} */ name, /** @type {Time[]} */ ours, /** @type {Time[]} */ others) => [
    name,
    ...comparison(ours, others, 'seconds'),
    ...comparison(ours, others, 'processor'),
  ];
  return table(
    [
      `10,000 predictions, ${megabytes(input.bytes)}, one thread`,
      ...['ours', 'label-studio-sdk', 'ratio', 'ours, processor', 'label-studio-sdk, processor', 'ratio'],
    ],
    [
      row('parsing and checking, warm', warm, theirs),
      row('parsing and checking, cold', cold, theirs),
      row('whole processes', processes, theirProcesses),
      row('JSON.parse alone, warm: no check can be faster', parse, theirs),
    ],
  );
}

/** @param {import('./lib/measure.mjs').Measured} measured @returns {Time} */
const timeOf = ({ median, processor }) => ({ seconds: median / 1000, processor: processor / 1000 });

/** @param {Time[]} ours @param {Time[]} others @param {keyof Time} key */
function comparison(ours, others, key) {
  const [a, b] = [ours, others].map((all) => timesOf(all.map((time) => time[key])).median);
  return [seconds(a), seconds(b), times(b / a)];
}

/** @param {{ huge?: boolean, built?: boolean, write?: boolean }} options */
export async function benchCli({ huge = false, built = false, write = false }) {
  if (!built) await build();
  if (!fs.existsSync(cli)) throw new Error('The build has no dist/cli.js, the command line.');
  const parts = [await largeFile(huge ? 500 : 100), await besideSdk(await bundleEngine())];
  report('cli', parts, write);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      huge: { type: 'boolean', default: false },
      built: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  });
  await benchCli(values);
}
