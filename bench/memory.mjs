/**
 * The most memory that each approach takes, every one in a process of its own that starts cold: `npm run bench:memory`.
 *
 *     --huge    500 MB too (takes some minutes, and half a gigabyte of disk)
 *     --write   renews the section in docs/performance.md
 */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureInput } from './inputs.mjs';
import { NAMES } from './lib/approaches.mjs';
import { inChild } from './lib/child.mjs';
import { bundleEngine } from './lib/engine.mjs';
import { megabytes, report, table } from './lib/report.mjs';

const COLUMNS = {
  nothing: 'Node alone',
  reading: 'reading only',
  stream: 'ours, from the file',
  editor: NAMES.editor,
  parse: NAMES.parse,
  ajv: NAMES.ajv,
  service: NAMES.service,
};

/** In megabytes: from where on an approach is left out, because it takes minutes or more memory than there is. */
const TOO_LARGE = { editor: 500, ajv: 500, service: 100 };

/** @param {string} engine @param {number} size */
async function measure(engine, size) {
  const input = ensureInput({ kind: 'rectangles', megabytes: size });
  /** @type {Record<string, { seconds: number, peak: number, found: unknown }>} */
  const results = {};
  for (const approach of Object.keys(COLUMNS)) {
    if (size >= (TOO_LARGE[/** @type {'ajv'} */ (approach)] ?? Number.POSITIVE_INFINITY)) continue;
    results[approach] = await inChild('memory-row.mjs', { engine, input, approach }, ['--max-old-space-size=12288']);
  }
  if (results.stream?.found !== 0) throw new Error(`A file without mistakes has ${results.stream?.found} problems.`);
  return { input, results };
}

/** @param {{ huge?: boolean, revision?: string | undefined, write?: boolean }} options */
export async function benchMemory({ huge = false, revision, write = false }) {
  const engine = await bundleEngine({ revision });
  const rows = [];
  for (const size of huge ? [1, 10, 100, 500] : [1, 10, 100]) rows.push(await measure(engine, size));
  const names = Object.keys(COLUMNS);
  const peaks = table(
    ['most memory', ...Object.values(COLUMNS)],
    rows.map(({ input, results }) => [megabytes(input.bytes), ...names.map((name) => cell(results[name]?.peak))]),
  );
  const speeds = table(
    ['megabytes a second, cold', ...['stream', 'parse', 'ajv'].map((name) => COLUMNS[/** @type {'ajv'} */ (name)])],
    rows.map(({ input, results }) => [
      megabytes(input.bytes),
      ...['stream', 'parse', 'ajv'].map((name) => speed(input.bytes, results[name]?.seconds)),
    ]),
  );
  report('memory', [peaks, speeds], write);
}

const cell = (/** @type {number | undefined} */ bytes) => (bytes === undefined ? '' : megabytes(bytes));
const speed = (/** @type {number} */ bytes, /** @type {number | undefined} */ seconds) =>
  seconds === undefined ? '' : `${(bytes / 2 ** 20 / seconds).toFixed(0)} MB/s`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      huge: { type: 'boolean', default: false },
      revision: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  });
  await benchMemory(values);
}
