/**
 * Compares our verdict on random predictions with the one of label-studio-sdk as often as wanted:
 * `npm run compare:sdk -- [--count N] [--seed N]`. Ends with 1 when they disagree.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { ensureLabelStudio } from './setup/index.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() & 0x7fffffff) },
  },
});

/** @param {string} name of a module of the server tests */
async function bundled(name) {
  const outfile = path.join(root, 'out', 'compare', `${name}-${process.pid}.mjs`);
  mkdirSync(path.dirname(outfile), { recursive: true });
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [`test/server/${name}.ts`],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}

const { compareSdk, summary } = await bundled('compareSdk');
const { Oracle } = await bundled('oracle');
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
