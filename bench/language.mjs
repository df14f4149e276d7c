/**
 * What completion, hover, outline, selection, semantic tokens and inlay hints cost the extension host of a real VS Code:
 * `npm run bench:language`. Our providers are asked as VS Code asks them, at places all over the file, each behind an edit.
 *
 *     --count 50          questions of each kind
 *     --only "10 MB"      the file of that name; may be given several times
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
import { quantile } from './lib/measure.mjs';
import { ms, report, table } from './lib/report.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const out = path.join(root, 'out', 'bench');

/** @type {{ name: string, input: import('./inputs.mjs').InputOptions, join?: 'task' | 'region' }[]} */
const FILES = [
  { name: '10 MB', input: { kind: 'rectangles', megabytes: 10 } },
  { name: '10 MB JSONL', input: { kind: 'rectangles', form: 'jsonl', megabytes: 10 } },
  { name: '10 MB of spans', input: { kind: 'spans', megabytes: 10 } },
  { name: '10 MB of masks', input: { kind: 'brush', megabytes: 10 } },
  { name: '10 MB of masks, JSONL', input: { kind: 'brush', form: 'jsonl', megabytes: 10 } },
  { name: '10 MB, one task', input: { kind: 'rectangles', megabytes: 10 }, join: 'task' },
  { name: '10 MB of video, one task', input: { kind: 'video', megabytes: 10 }, join: 'task' },
  { name: '10 MB, one mask', input: { kind: 'brush', megabytes: 10 }, join: 'region' },
  { name: '40 MB', input: { kind: 'rectangles', megabytes: 40 } },
];

/**
 * All regions of a file in one prediction of its first task, or all that they draw in one region.
 *
 * @param {string} file
 * @param {'task' | 'region'} join
 */
function joined(file, join) {
  const tasks = JSON.parse(fs.readFileSync(file, 'utf8'));
  const [first] = tasks;
  const [prediction] = first.predictions;
  const regions = tasks.flatMap((/** @type {any} */ { predictions }) => predictions[0].result);
  prediction.result = join === 'task' ? regions : [regions[0]];
  if (join === 'region') regions[0].value.rle = regions.flatMap((/** @type {any} */ { value }) => value.rle);
  const written = path.join(out, `one-${join}-${path.basename(file)}`);
  fs.writeFileSync(written, JSON.stringify([first], null, 2));
  return written;
}

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '50' },
    only: { type: 'string', multiple: true, default: [] },
    write: { type: 'boolean', default: false },
  },
});
const file = path.join(out, 'language.json');
fs.mkdirSync(out, { recursive: true });
fs.rmSync(file, { force: true });
const chosen = FILES.filter(({ name }) => values.only.length === 0 || values.only.includes(name));
const files = chosen.map(({ name, input, join }) => {
  const { file: text, configFile, form } = ensureInput(input);
  return { name, file: join ? joined(text, join) : text, configFile, form };
});
const task = path.join(out, 'language-task.json');
fs.writeFileSync(task, JSON.stringify({ out: file, count: Number(values.count), warmups: 5, files }));
await build();
process.env.LSP_BENCH_LANGUAGE = task;
const { failed, notes } = await runHostTier({
  root,
  tier: { name: 'host', kind: 'host', suffix: '.host.ts', parts: [], timeoutMs: 30 * 60_000 },
  files: [path.join(root, 'bench', 'host', 'language.host.ts')],
});
for (const note of notes) console.error(note);
if (failed > 0) process.exitCode = 1;
if (fs.existsSync(file)) {
  /** @type {import('./host/task.ts').LanguageResult[]} */
  const results = JSON.parse(fs.readFileSync(file, 'utf8'));
  const asked = Object.keys(results[0]?.times ?? {});
  const cells = (/** @type {number[]} */ times) =>
    times.length === 0 ? '–' : `${ms(quantile(times, 0.5))} (${ms(quantile(times, 0.9))})`;
  // A line for each question: there are more of these than of files.
  const rows = asked.map((one) => [one, ...results.map(({ times }) => cells(times[one] ?? []))]);
  const names = results.map(({ name }) => name);
  report('language', [table(['median (9 of 10)', ...names], rows)], values.write);
}
