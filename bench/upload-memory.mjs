/**
 * The most memory that an upload of 100,000 predictions takes, from a file on disk, above what its process has before it
 * begins: `npm run bench:upload-memory` (fetches VS Code on first use). It runs in the extension host of a real VS Code, and
 * in a process of its own with a small heap. The server is one over loopback that answers at once, in another process.
 *
 *     --predictions 100000
 *     --write               renews the section in docs/performance.md
 */
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { runHostTier } from '../scripts/lib/host-tier.mjs';
import { ensureInput } from './inputs.mjs';
import { inChild } from './lib/child.mjs';
import { root } from './lib/engine.mjs';
import { startLoopback } from './lib/loopback.mjs';
import { count, megabytes, report, table } from './lib/report.mjs';

/** Megabytes of old objects that the process of its own may have: how much is needed, not how much is let lie. */
const HEAP = 150;
const ROUNDS = ['the first time', 'the same file again'];

/** @typedef {{ what: string, created: number, same: number, idle: number, peak: number, seconds: number }} Measured */

async function bundleParts() {
  const outfile = path.join(root, 'out', 'bench', 'upload-parts.mjs');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['bench/lib/uploadParts.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  });
  return outfile;
}

/** @param {string} url @param {import('./inputs.mjs').Input} input @returns {Promise<Measured[]>} */
async function alone(url, input) {
  const parts = await bundleParts();
  const flags = ['--expose-gc', `--max-old-space-size=${HEAP}`];
  const rows = [];
  for (const what of ROUNDS) {
    rows.push({ what, ...(await inChild('upload-memory-row.mjs', { parts, url, input }, flags)) });
  }
  return rows;
}

/** @param {string} url @param {import('./inputs.mjs').Input} input @returns {Promise<Measured[]>} */
async function inExtensionHost(url, input) {
  const out = path.join(root, 'out', 'bench', 'upload-memory.json');
  const task = path.join(root, 'out', 'bench', 'upload-memory-task.json');
  fs.rmSync(out, { force: true });
  fs.writeFileSync(task, JSON.stringify({ out, url, input }));
  process.env.LSP_BENCH_UPLOAD_MEMORY = task;
  const { failed, notes } = await runHostTier({
    root,
    tier: { name: 'host', kind: 'host', suffix: '.host.ts', parts: [], timeoutMs: 30 * 60_000 },
    files: [path.join(root, 'bench', 'host', 'uploadMemory.host.ts')],
  });
  if (failed > 0) throw new Error(notes.join('\n'));
  /** @type {import('./host/task.ts').UploadMemoryResult[]} */
  const results = JSON.parse(fs.readFileSync(out, 'utf8'));
  return results.map(({ peaks, ...result }) => ({ ...result, peak: Math.max(...Object.values(peaks)) }));
}

const WHERE = /** @type {const} */ ([
  ['extension host', inExtensionHost],
  [`heap of ${HEAP} MB`, alone],
]);

/** @param {string} holds @param {import('./inputs.mjs').Input} input */
async function rowsOf(holds, input) {
  const { units, bytes } = input;
  const rows = [];
  for (const [where, measure] of WHERE) {
    const server = await startLoopback(units, photoOf);
    for (const { what, created, same, idle, peak, seconds } of await measure(server.url, input)) {
      if (created + same !== units) throw new Error('Not all is there, once.');
      const sizes = [idle, peak, peak - idle].map(megabytes);
      rows.push([`${count(units)} ${holds}, ${megabytes(bytes)}`, where, what, ...sizes, `${seconds.toFixed(0)} s`]);
    }
    if (server.stored() !== units) throw new Error('Not all is there, once.');
    server.close();
  }
  return rows;
}

/** What the tasks of the inputs show. @param {number} id */
const photoOf = (id) => ({ photo: `https://data.example.com/harbour/photo-${id - 1}.jpg` });

/** @param {{ predictions?: number, write?: boolean }} options */
export async function benchUploadMemory({ predictions = 100_000, write = false }) {
  const units = predictions;
  const rows = [
    ...(await rowsOf('predictions', ensureInput({ kind: 'flat', units }))),
    ...(await rowsOf('tasks', ensureInput({ kind: 'rectangles', form: 'line', units }))),
  ];
  const head = ['a list of', '', '', 'before', 'most', 'above', 'check, plan, sending, reading back'];
  report('upload-memory', [table(head, rows)], write);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      predictions: { type: 'string', default: '100000' },
      write: { type: 'boolean', default: false },
    },
  });
  await benchUploadMemory({ predictions: Number(values.predictions), write: values.write });
}
