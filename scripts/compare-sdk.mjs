/**
 * Compares our verdict on random predictions with the one of label-studio-sdk as often as wanted:
 * `npm run compare:sdk -- [--count N] [--seed N]`. Ends with 1 when they disagree.
 */
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadTypeScript } from './lib/load-typescript.mjs';
import { ensureLabelStudio } from './setup/index.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() & 0x7fffffff) },
  },
});

const { compareSdk, summary } = await loadTypeScript(root, 'test/server/compareSdk.ts', 'compare');
const { Oracle } = await loadTypeScript(root, 'test/server/oracle.ts', 'compare');
const { python } = await ensureLabelStudio();
const oracle = new Oracle(python, 'test/server/server_gate_oracle.py');
const seed = Number(values.seed);
console.log(`seed ${seed}`);
try {
  const comparison = await compareSdk(
    oracle,
    Number(values.count),
    seed,
    (/** @type {any} */ { count, disagreements }) => {
      console.log(`${count.toLocaleString('en')} compared, ${disagreements.length} disagreements`);
    },
  );
  for (const disagreement of comparison.disagreements.slice(0, 20)) console.log(`\n${disagreement}`);
  console.log(`\nseed ${seed}: ${summary(comparison)}`);
  if (comparison.disagreements.length > 0) process.exitCode = 1;
} finally {
  oracle.stop();
}
