/**
 * Compares our verdict on random predictions with the one of label-studio-sdk as often as wanted:
 * `npm run compare:sdk -- [--count N] [--seed N] [--slips]`. With `--slips` it is N predictions
 * of every control tag, most with one thing done wrong, and where that is told counts too. Ends with 1 when they disagree.
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
    slips: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() & 0x7fffffff) },
  },
});

const { compareSdk, summary } = await loadTypeScript(root, 'test/server/compareSdk.ts', 'compare');
const slips = await loadTypeScript(root, 'test/server/compareSlips.ts', 'compare');
const { Oracle } = await loadTypeScript(root, 'test/server/oracle.ts', 'compare');
const { python } = await ensureLabelStudio();
const oracle = new Oracle(python, 'test/server/server_gate_oracle.py');
const [count, seed] = [Number(values.count), Number(values.seed)];
console.log(`seed ${seed}`);

const report = (/** @type {any} */ { count: compared, disagreements }) => {
  console.log(`${compared.toLocaleString('en')} compared, ${disagreements.length} disagreements`);
};

try {
  const comparison = values.slips
    ? await slips.compareSlips(oracle, count, seed)
    : await compareSdk(oracle, count, seed, report);
  for (const disagreement of comparison.disagreements.slice(0, 20)) console.log(`\n${disagreement}`);
  console.log(`\nseed ${seed}: ${(values.slips ? slips.summary : summary)(comparison)}`);
  if (comparison.disagreements.length > 0) process.exitCode = 1;
} finally {
  oracle.stop();
}
