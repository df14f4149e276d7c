/**
 * Whole files: the time until every problem is found, with its place, beside other ways: `npm run bench:validate`.
 *
 *     --kind mixed, --form jsonl, --size 10, --mistakes all   any of these: one such file instead of the usual ones
 *     --revision COMMIT   an older commit's engine
 *     --write             renews the section in docs/performance.md
 */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureInput } from './inputs.mjs';
import { NAMES } from './lib/approaches.mjs';
import { inChild } from './lib/child.mjs';
import { bundleEngine } from './lib/engine.mjs';
import { count, megabytes, ms, report, table, times } from './lib/report.mjs';

/** @typedef {import('./lib/text.mjs').InputOptions} InputOptions */

/** @type {InputOptions[]} */
const USUAL = [
  { kind: 'rectangles', megabytes: 1 },
  { kind: 'rectangles', megabytes: 10 },
  { kind: 'rectangles', megabytes: 100 },
  { kind: 'rectangles', megabytes: 10, mistakes: 23 },
  { kind: 'rectangles', megabytes: 10, mistakes: 1000 },
  { kind: 'rectangles', megabytes: 10, mistakes: 'all' },
  { kind: 'rectangles', megabytes: 10, form: 'line' },
  { kind: 'rectangles', megabytes: 10, form: 'jsonl' },
  { kind: 'spans', megabytes: 10 },
  { kind: 'brush', megabytes: 10 },
  { kind: 'video', megabytes: 10 },
  { kind: 'mixed', megabytes: 10 },
];

/** How often, by size: small files are measured often, and code has to be warm before. @param {number} size in MB */
const roundsFor = (size) =>
  size < 5
    ? { rounds: 15, warmups: 10, slowRounds: 5 }
    : size < 50
      ? { rounds: 5, warmups: 3, slowRounds: 2 }
      : { rounds: 3, warmups: 1, slowRounds: 1 };

/** @param {string} engine @param {InputOptions} options */
async function measure(engine, options) {
  const input = ensureInput(options);
  const rounds = roundsFor(input.bytes / 2 ** 20);
  const measured = await inChild('validate-row.mjs', { engine, input, ...rounds }, ['--max-old-space-size=8192']);
  for (const [name, { found }] of Object.entries(measured)) {
    if (name === 'parse') continue;
    const isRight = input.mistakes === 0 ? found === 0 : found >= input.mistakes;
    if (!isRight) throw new Error(`${NAMES[name]} found ${found} problems in a file with ${input.mistakes} mistakes.`);
  }
  return { options, input, measured };
}

/** @param {Awaited<ReturnType<typeof measure>>} row */
function nameOf({ options, input }) {
  const form = { pretty: '', line: ', in one line', jsonl: ', JSONL' }[options.form ?? 'pretty'];
  const mistakes = input.mistakes === 0 ? '' : `, ${count(input.mistakes)} bad`;
  return `${options.kind}${form}${mistakes}`;
}

const APPROACHES = Object.keys(NAMES);

/** @param {Awaited<ReturnType<typeof measure>>[]} rows */
function timeTable(rows) {
  return table(
    ['input', 'size', 'regions', ...APPROACHES.map((name) => NAMES[name])],
    rows.map((row) => [
      nameOf(row),
      megabytes(row.input.bytes),
      count(row.input.regions),
      ...APPROACHES.map((name) => timeCell(row.measured[name])),
    ]),
  );
}

/** @param {import('./lib/measure.mjs').Measured | undefined} measured */
function timeCell(measured) {
  if (!measured) return '';
  const { median, min, max, rounds } = measured;
  if (rounds === 1) return ms(median);
  return `${ms(median)} (${[min, max].map((value) => ms(value).replace(' ms', '')).join('–')})`;
}

/** @param {Awaited<ReturnType<typeof measure>>[]} rows */
function ratioTable(rows) {
  const ratio = (/** @type {any} */ one, /** @type {any} */ other) =>
    one && other ? times(one.processor / other.processor) : '';
  return table(
    [
      'input',
      'size',
      'ours, schema ÷ JSON.parse',
      'ours, all ÷ JSON.parse',
      'editor ÷ JSON.parse',
      'ajv ÷ JSON.parse',
      'JSON service ÷ ours, schema',
      'JSON service ÷ ours, all',
      'problems: ours / ajv / JSON service',
    ],
    rows.map((row) => {
      const { parse, schema, full, editor, ajv, service } = row.measured;
      const found = [full ?? schema, ajv, service].map((one) => (one ? count(one.found) : '–')).join(' / ');
      return [
        nameOf(row),
        megabytes(row.input.bytes),
        ratio(schema, parse),
        ratio(full, parse),
        ratio(editor, parse),
        ratio(ajv, parse),
        ratio(service, schema),
        ratio(service, full),
        found,
      ];
    }),
  );
}

/** @param {{ rows?: InputOptions[], revision?: string | undefined, write?: boolean }} options */
export async function benchValidate({ rows = USUAL, revision, write = false }) {
  const engine = await bundleEngine({ revision });
  const measured = [];
  for (const options of rows) {
    const row = await measure(engine, options);
    measured.push(row);
    process.stderr.write(`${nameOf(row)} ${megabytes(row.input.bytes)}\n`);
  }
  report(
    'validate',
    [
      'Median (least–most) of several rounds by the clock:',
      timeTable(measured),
      'Ratios of processor time, medians again:',
      ratioTable(measured),
    ],
    write,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      kind: { type: 'string' },
      form: { type: 'string' },
      size: { type: 'string' },
      mistakes: { type: 'string' },
      revision: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  });
  const { kind, form, size, mistakes, revision, write } = values;
  const own = [kind, form, size, mistakes].some((value) => value !== undefined) && {
    kind: kind ?? 'rectangles',
    form: /** @type {any} */ (form ?? 'pretty'),
    megabytes: Number(size ?? 10),
    mistakes: mistakes === 'all' ? /** @type {const} */ ('all') : Number(mistakes ?? 0),
  };
  await benchValidate({ ...(own && { rows: [own] }), revision, write });
}
