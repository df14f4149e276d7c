/** One approach to one file in a process of its own: how long, and how much memory at most. */
import fs from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { approachesFor, configOf, countProblems } from './approaches.mjs';
import { answer, task } from './child.mjs';
import { loadEngine } from './engine.mjs';

const { engine: enginePath, input, approach } = task();

/** Reads the file in portions, as the command line does, and never holds it whole. */
async function stream() {
  const engine = await loadEngine(enginePath);
  const config = configOf(engine, input.configFile);
  const { form, expects } = input;
  const pieces = engine.openPieces(input.file);
  try {
    return countProblems(engine.checkStream(pieces, { form, expects, config }));
  } finally {
    pieces.close();
  }
}

const ways = {
  nothing: () => 0,
  reading: () => fs.readFileSync(input.file).toString('utf8').length,
  stream,
  whole: async (/** @type {string} */ name) => (await approachesFor(enginePath, input, [name]))[name]?.(),
};

const cpuBefore = process.cpuUsage();
const start = performance.now();
const way = ways[/** @type {'nothing' | 'reading' | 'stream'} */ (approach)];
const found = await (way ? way() : ways.whole(approach));
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
// In kilobytes on every system that Node runs on.
const peak = process.resourceUsage().maxRSS * 1024;
answer({ found: found ?? null, seconds, processor: (user + system) / 1e6, peak });
