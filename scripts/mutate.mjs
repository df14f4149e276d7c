/**
 * Mutation testing of the rules and what runs them: changes `src/core/validation` in one place after the other and sees
 * whether a unit test fails.
 *   npm run mutate -- [--count N] [--seed N] [--file GLOB] [--survivors] [--min PERCENT] [--workers N] [--out FOLDER]
 * `--count` takes so many mutants at random, by the seed; `--file` those of some files, from src/core/validation;
 * `--survivors` only those that the last run did not kill. A run that was stopped goes on where it was. Report and
 * survivors are in out/mutation. Ends with 1 when the score is below `--min`. `--workers` judges so many at a time.
 * `--out` keeps all of that in another folder, and `--root` takes another project of the same folders: both are for tests.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { globSync } from 'tinyglobby';
import { generate } from './generate.mjs';
import { progressLine } from './lib/progress.mjs';
import { bundle } from './mutation/bundle.mjs';
import { instrument } from './mutation/instrument.mjs';
import { hash, Results, scoreOf, survivors, table } from './mutation/results.mjs';
import { Runner, stopAtExit } from './mutation/runner.mjs';

const home = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    count: { type: 'string' },
    seed: { type: 'string', default: '1' },
    file: { type: 'string', default: '**/*.ts' },
    survivors: { type: 'boolean', default: false },
    min: { type: 'string', default: '0' },
    workers: { type: 'string', default: '1' },
    out: { type: 'string' },
    root: { type: 'string', default: home },
  },
});
const root = path.resolve(values.root);
const folder = path.join(root, 'src', 'core', 'validation');
const out = path.resolve(values.out ?? path.join(root, 'out', 'mutation'));

/**
 * So many at random, in their order. What is drawn hangs on the mutants themselves, so that a change elsewhere in the code
 * leaves most of a sample as it was.
 * @param {import('./mutation/instrument.mjs').Mutant[]} all
 * @param {number} count
 * @param {number} seed
 */
function sample(all, count, seed) {
  const drawn = all.map((one, index) => {
    const { file, mutator, original, replacement } = one;
    return { one, index, at: hash([seed, file, mutator, original, replacement].join('\n')) };
  });
  drawn.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.index - b.index));
  return drawn
    .slice(0, count)
    .sort((a, b) => a.index - b.index)
    .map(({ one }) => one);
}

async function main() {
  if (root === home) await generate();
  const names = globSync('**/*.ts', { cwd: folder }).sort();
  const { sources, mutants } = await instrument(folder, names);
  const hashes = new Map(names.map((name) => [name, hash(readFileSync(path.join(folder, name), 'utf8'))]));
  const code = await bundle(root, sources);
  const results = new Results(path.join(out, 'results.jsonl'), hash(code), values.survivors);
  const bundleFile = path.join(out, 'tests.cjs');
  writeFileSync(bundleFile, code);
  const seed = Number(values.seed);
  const chosen = new Set(globSync(values.file, { cwd: folder }));
  const inFiles = mutants.filter(({ file, prose }) => !prose && chosen.has(file));
  const wanted = values.count === undefined ? inFiles : sample(inFiles, Number(values.count), seed);
  const runner = new Runner(bundleFile, root, seed, Number(values.workers));
  stopAtExit(runner);
  const { tests, milliseconds } = await runner.learn();
  console.log(`${tests} tests take ${(milliseconds / 1_000).toFixed(1)} s; ${wanted.length} mutants, seed ${seed}`);
  const judged = await judgeAll(runner, wanted, results, hashes);
  runner.stop();
  console.log(table(judged));
  if (scoreOf(judged) < Number(values.min)) process.exitCode = 1;
}

/** @param {import('./mutation/results.mjs').Judged[]} judged so far */
function writeReport(judged) {
  writeFileSync(path.join(out, 'report.txt'), `${table(judged)}\n`);
  writeFileSync(path.join(out, 'survivors.txt'), `${survivors(judged)}\n`);
  writeFileSync(path.join(out, 'report.json'), JSON.stringify(judged, null, 1));
}

/**
 * @param {Runner} runner
 * @param {import('./mutation/instrument.mjs').Mutant[]} wanted
 * @param {Results} results
 * @param {Map<string, string>} hashes
 */
async function judgeAll(runner, wanted, results, hashes) {
  const progress = progressLine('mutants');
  /** @type {import('./mutation/results.mjs').Judged[]} in the order of the mutants; with holes, while others are judged */
  const judged = [];
  let done = 0;
  let killed = 0;
  const waiting = wanted.entries();
  const judgeNext = async () => {
    for (const [index, mutant] of waiting) {
      const key = Results.key(mutant, hashes);
      let verdict = results.of(key);
      if (!verdict) {
        verdict = await runner.judge(mutant);
        results.keep(key, verdict);
      }
      judged[index] = { mutant, verdict };
      if (verdict.status === 'killed') killed += 1;
      if (++done % 50 > 0) continue;
      progress.say(`${done} of ${wanted.length}, ${killed} killed`);
      writeReport(judged.filter(Boolean));
    }
  };
  await Promise.all(Array.from({ length: Number(values.workers) }, judgeNext));
  writeReport(judged);
  progress.end(`${done} of ${wanted.length}, ${killed} killed`);
  return judged;
}

await main();
