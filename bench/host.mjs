/**
 * What typing costs inside of a real VS Code: `npm run bench:host`. The product's live check runs on documents in the
 * extension host, with a clock at everything that it calls; typing with it and without it takes turns.
 *
 *     --only "10 MB"      the file of that name; may be given several times
 *     --scale 0.1         so many of the edits
 *     --out FILE          all single times, as JSON; out/bench/host.json if left out (or LSP_BENCH_OUT)
 *     --profile           CPU profiles of the typing, into out/bench
 *     --reuse             makes the tables of FILE again, runs nothing
 *     --write             renews the section in docs/performance.md
 */
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.mjs';
import { runHostTier } from '../scripts/lib/host-tier.mjs';
import { ensureInput } from './inputs.mjs';
import { editPlanner } from './lib/edit-plan.mjs';
import { hostTables } from './lib/host-tables.mjs';
import { report } from './lib/report.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const out = path.join(root, 'out', 'bench');

/** The first one meets cold code, as the first file of a person does. */
const FILES = [
  { name: '10 MB', form: 'pretty', megabytes: 10, mistakes: 1000, edits: 200 },
  { name: '1 MB', form: 'pretty', megabytes: 1, mistakes: 1000, edits: 200 },
  { name: '40 MB', form: 'pretty', megabytes: 40, mistakes: 1000, edits: 100 },
  { name: '10 MB JSONL', form: 'jsonl', megabytes: 10, mistakes: 1000, edits: 100 },
  { name: '1 MB line', form: 'line', megabytes: 1, mistakes: 100, edits: 28 },
  { name: '5 MB line', form: 'line', megabytes: 5, mistakes: 100, edits: 28 },
  { name: '16 MB line', form: 'line', megabytes: 16, mistakes: 100, edits: 28 },
];
/** Typing without and with the check takes turns, so that what else the machine does meets both. */
const ROUNDS = 4;
const WARMUPS = 14;
const ASKED = 40;
const TIMEOUT_MS = 60 * 60_000;

/** @param {number} count */
const even = (count) => Math.max(2, 2 * Math.round(count / 2));

/** @param {(typeof FILES)[number]} file @param {number} scale @returns {import('./host/task.ts').FileTask} */
function fileTask({ name, form, megabytes, mistakes, edits }, scale) {
  const input = ensureInput({ kind: 'rectangles', form: /** @type {any} */ (form), megabytes, mistakes });
  const plan = editPlanner(fs.readFileSync(input.file, 'utf8'), form === 'pretty', 7);
  const { file, configFile, expects } = input;
  return {
    name,
    file,
    configFile,
    expects,
    form: input.form,
    lines: form !== 'line',
    warmups: plan(WARMUPS),
    rounds: Array.from({ length: ROUNDS }, () => plan(even((edits * scale) / ROUNDS))),
    asked: plan(even(ASKED * scale)),
  };
}

/** @param {{ only: readonly string[], scale: number, profile: boolean, file: string }} options */
async function measure({ only, scale, profile, file }) {
  const chosen = FILES.filter(({ name }) => only.length === 0 || only.includes(name));
  fs.mkdirSync(out, { recursive: true });
  const task = path.join(out, 'host-task.json');
  const files = chosen.map((one) => fileTask(one, scale));
  fs.writeFileSync(task, JSON.stringify({ out: file, files, ...(profile && { profile: out }) }));
  await build();
  process.env.LSP_BENCH_HOST = task;
  const { failed, notes } = await runHostTier({
    root,
    tier: { name: 'host', kind: 'host', suffix: '.host.ts', parts: [], timeoutMs: TIMEOUT_MS },
    files: [path.join(root, 'bench', 'host', 'typing.host.ts')],
  });
  for (const note of notes) console.error(note);
  if (failed > 0) process.exitCode = 1;
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    scale: { type: 'string', default: '1' },
    out: { type: 'string', default: process.env.LSP_BENCH_OUT ?? path.join(out, 'host.json') },
    profile: { type: 'boolean', default: false },
    reuse: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const file = path.resolve(values.out);
if (!values.reuse) {
  fs.rmSync(file, { force: true });
  await measure({ ...values, scale: Number(values.scale), file });
}
if (fs.existsSync(file)) report('host', hostTables(JSON.parse(fs.readFileSync(file, 'utf8'))), values.write);
