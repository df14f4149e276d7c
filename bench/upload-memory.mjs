/**
 * The most memory that an upload of 100,000 predictions takes, from a file on disk, above what its process has before it
 * begins: `npm run bench:upload-memory`. The server is one over loopback that answers at once, in a process of its own.
 *
 *     --predictions 100000
 *     --write               renews the section in docs/performance.md
 */
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { ensureInput } from './inputs.mjs';
import { inChild } from './lib/child.mjs';
import { root } from './lib/engine.mjs';
import { startLoopback } from './lib/loopback.mjs';
import { count, megabytes, report, table } from './lib/report.mjs';

/** Megabytes of old objects: how many the engine lets pile up before it looks for garbage is otherwise its own choice. */
const HEAPS = [undefined, 150];

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

/** @param {{ predictions?: number, write?: boolean }} options */
export async function benchUploadMemory({ predictions = 100_000, write = false }) {
  const parts = await bundleParts();
  const input = ensureInput({ kind: 'flat', units: predictions });
  const rows = [];
  for (const heap of HEAPS) {
    const server = await startLoopback(predictions);
    const flags = ['--expose-gc', ...(heap === undefined ? [] : [`--max-old-space-size=${heap}`])];
    for (const what of ['the first time', 'the same file again']) {
      const { created, same, idle, peak, seconds } = await inChild(
        'upload-memory-row.mjs',
        { parts, url: server.url, input },
        flags,
      );
      if (created + same !== predictions || server.stored() !== predictions) throw new Error('Not all is there, once.');
      const limit = heap === undefined ? 'as it likes' : `${heap} MB`;
      rows.push([what, limit, megabytes(idle), megabytes(peak), megabytes(peak - idle), `${seconds.toFixed(0)} s`]);
    }
    server.close();
  }
  const head = [
    `${count(predictions)} predictions, ${megabytes(input.bytes)}`,
    'heap',
    'before',
    'most',
    'above',
    'check, plan, sending, reading back',
  ];
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
