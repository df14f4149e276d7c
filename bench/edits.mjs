/**
 * Typing in a large file: the time of our own work for each edit, and how it grows with the file: `npm run bench:edits`.
 * The document is kept as VS Code's extension host keeps it, so that reading it costs what it costs there.
 *
 *     --kind mixed        another kind of input; rectangles if left out
 *     --edits 400         edits per file, each with the one that takes it back
 *     --revision COMMIT   an older commit's engine
 *     --write             renews the section in docs/performance.md
 */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureInput } from './inputs.mjs';
import { inChild } from './lib/child.mjs';
import { bundleEngine } from './lib/engine.mjs';
import { count, megabytes, ms, report, table, times } from './lib/report.mjs';

/** @type {Pick<import('./lib/text.mjs').InputOptions, 'form' | 'megabytes'>[]} */
const FILES = [
  { form: 'pretty', megabytes: 1 },
  { form: 'pretty', megabytes: 10 },
  { form: 'pretty', megabytes: 40 },
  { form: 'pretty', megabytes: 100 },
  { form: 'jsonl', megabytes: 1 },
  { form: 'jsonl', megabytes: 10 },
  { form: 'jsonl', megabytes: 40 },
  { form: 'line', megabytes: 1 },
  { form: 'line', megabytes: 10 },
];

const FORMS = { pretty: 'broken into lines', jsonl: 'JSONL', line: 'all in one line' };

const HEAD = [
  'file',
  'size',
  'lines',
  'first pass',
  'by size',
  'kept in memory',
  'edit, median',
  '99 of 100',
  'longest',
  'without reading, median',
  '99 of 100',
  'by size',
];

/** How a figure compares with that of the smallest file of the same form. @param {any[]} rows */
function growth(rows) {
  return table(
    HEAD,
    rows.map((row) => {
      const { form, input, pass, all, own, kept } = row;
      const first = rows.find((other) => other.form === form);
      return [
        FORMS[/** @type {keyof typeof FORMS} */ (form)],
        megabytes(input.bytes),
        count(input.lines),
        ms(pass),
        times(pass / first.pass),
        megabytes(kept),
        ms(all.median),
        ms(all.p99),
        ms(all.max),
        ms(own.median),
        ms(own.p99),
        times(own.median / first.own.median),
      ];
    }),
  );
}

/** @param {any} row */
function byKind({ input, form, kinds }) {
  return table(
    [
      `edit, ${megabytes(input.bytes)} ${FORMS[/** @type {keyof typeof FORMS} */ (form)]}`,
      'edits',
      'median',
      '99 of 100',
      'longest',
    ],
    Object.entries(kinds).map(([name, one]) => [name, count(one.count), ms(one.median), ms(one.p99), ms(one.max)]),
  );
}

/** @param {{ kind?: string, edits?: number, revision?: string | undefined, write?: boolean }} options */
export async function benchEdits({ kind = 'rectangles', edits = 400, revision, write = false }) {
  const engine = await bundleEngine({ revision });
  const rows = [];
  for (const file of FILES) {
    const input = ensureInput({ kind, ...file });
    const task = { engine, input, edits, warmups: 50 };
    rows.push({ ...file, input, ...(await inChild('edits-row.mjs', task, ['--max-old-space-size=8192'])) });
    process.stderr.write(`${file.form} ${megabytes(input.bytes)}\n`);
  }
  const parts = [growth(rows)];
  const ten = rows.find(({ form, megabytes }) => form === 'pretty' && megabytes === 10);
  if (ten) parts.push(byKind(ten));
  report('edits', parts, write);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      kind: { type: 'string', default: 'rectangles' },
      edits: { type: 'string', default: '400' },
      revision: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  });
  await benchEdits({ ...values, edits: Number(values.edits) });
}
