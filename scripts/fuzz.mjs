/**
 * Runs the engine's properties as often as wanted: `npm run fuzz -- [--documents N] [--edits N] [--ways N] [--fixes N] [--seed N]`.
 * The defaults are the full run: a million mutated documents, 100,000 sequences of edits, 100,000 documents in every
 * way, and 50,000 units mended.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { generate } from './generate.mjs';
import { loadTypeScript } from './lib/load-typescript.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '1000000' },
    edits: { type: 'string', default: '100000' },
    ways: { type: 'string', default: '100000' },
    fixes: { type: 'string', default: '50000' },
    seed: { type: 'string', default: String(Date.now() & 0x7fffffff) },
  },
});

await generate();
const { mutated, sameAfterEdits, sameInEveryWay } = await loadTypeScript(
  root,
  'test/unit/engine/properties.ts',
  'fuzz',
);
const { mendedInEveryWay, offered, safelyMended } = await loadTypeScript(
  root,
  'test/unit/fixes/properties.ts',
  'fuzz-fixes',
);

/** In portions, so that there is progress and the memory of one portion is let go. */
const PORTION = 10_000;

/** @param {string} what @param {any} property @param {number} wanted */
function run(what, property, wanted) {
  const since = Date.now();
  for (let done = 0; done < wanted; done += PORTION) {
    const numRuns = Math.min(PORTION, wanted - done);
    fc.assert(property, { numRuns, seed: Number(values.seed) + done });
    const seconds = Math.round((Date.now() - since) / 1_000);
    console.log(`${what}: ${(done + numRuns).toLocaleString('en')} of ${wanted.toLocaleString('en')} (${seconds} s)`);
  }
}

console.log(`seed ${values.seed}`);
run('sequences of edits', sameAfterEdits, Number(values.edits));
run('documents in every way', sameInEveryWay, Number(values.ways));
run('mutated documents', mutated, Number(values.documents));
run('units mended', safelyMended, Number(values.fixes));
run('fixes offered', offered, Number(values.fixes));
run('documents mended in every way', mendedInEveryWay, Number(values.fixes));
