/**
 * The times of `bench/host.mjs` as tables.
 *
 * @typedef {import('../host/task.ts').FileResult} FileResult
 * @typedef {import('../host/task.ts').Slice} Slice
 */
import { quantile } from './measure.mjs';
import { count, ms, table, times } from './report.mjs';

const median = (/** @type {readonly number[]} */ values) => quantile(values, 0.5);
const max = (/** @type {readonly number[]} */ values) => values.reduce((most, value) => Math.max(most, value), 0);
/** @param {number} value */
const mebi = (value) => `${(value / 2 ** 20).toFixed(1)} M`;
/** @param {readonly number[]} values */
const three = (values) => [ms(median(values)), ms(quantile(values, 0.99)), ms(max(values))];

const isLine = (/** @type {FileResult} */ { lines }) => lines < 3;

/** Edits with the check, and every turn that came of them. @param {FileResult} file */
function typedIn({ with: blocks }) {
  const typed = blocks.flatMap((block) => block.typed);
  return { typed, slices: blocks.flatMap((block) => block.slices), toSet: typed.map(({ toSet }) => toSet ?? 0) };
}

/** All turns of an edit until its problems are set. @param {import('../host/task.ts').Typed} edit @param {readonly Slice[]} slices */
function processorOf({ slice, toSet = 0 }, slices) {
  const start = slice?.at ?? 0;
  const turns = slices.filter(({ at }) => at >= start && at <= start + toSet);
  return turns.reduce((sum, { cpu }) => sum + cpu, 0);
}

/** @param {readonly FileResult[]} files */
function edits(files) {
  return table(
    [
      'typing',
      'characters',
      'lines',
      'problems',
      'edits',
      'to set, median',
      '99 of 100',
      'longest',
      'processor, median',
      '99 of 100',
      'longest',
      'set again',
      'turns over 16 ms',
      'by processor',
      'without garbage',
    ],
    files.map((file) => {
      const { typed, slices, toSet } = typedIn(file);
      const cpu = typed.map((edit) => processorOf(edit, slices));
      const long = (/** @type {(slice: Slice) => number} */ by) => count(slices.filter((one) => by(one) > 16).length);
      return [
        file.name,
        mebi(file.characters),
        count(file.lines),
        count(file.problems),
        count(toSet.length),
        ...three(toSet),
        ...three(cpu),
        `${count(slices.filter(({ sets }) => sets > 0).length)} times`,
        `${long(({ took }) => took)} of ${count(slices.length)}`,
        long(({ cpu }) => cpu),
        long(({ cpu, garbage }) => cpu - garbage),
      ];
    }),
  );
}

const PARTS = /** @type {const} */ (['edit', 'work', 'choose', 'diagnostics', 'set']);

/** What an edit's own turn is spent on. @param {readonly FileResult[]} files */
function parts(files) {
  return table(
    ['turn of an edit, median', 'whole', 'follow', 'check', 'choose', 'positions', 'set', 'rest', 'longest later turn'],
    files.map((file) => {
      const { typed, slices } = typedIn(file);
      const own = typed.flatMap(({ slice }) => (slice ? [slice] : []));
      const rest = own.map((slice) => PARTS.reduce((left, part) => left - slice[part], slice.took));
      const later = slices.filter(({ from }) => from === 'timer').map(({ took }) => took);
      return [
        file.name,
        ms(median(own.map(({ took }) => took))),
        ...PARTS.map((part) => ms(median(own.map((slice) => slice[part])))),
        ms(median(rest)),
        later.length === 0 ? 'none' : ms(max(later)),
      ];
    }),
  );
}

/** @param {readonly FileResult[]} files */
function stalls(files) {
  const column = (/** @type {FileResult['with']} */ blocks) => [
    ms(median(blocks.map(({ stall }) => stall.p99))),
    ms(median(blocks.map(({ stall }) => stall.max))),
    ms(max(blocks.map(({ stall }) => stall.max))),
  ];
  return table(
    [
      'event loop',
      'without: 99 of 100',
      'longest, median',
      'longest',
      'with: 99 of 100',
      'longest, median',
      'longest',
      'round trip without',
      'with',
    ],
    files.map((file) => {
      const trip = (/** @type {FileResult['with']} */ blocks) =>
        ms(median(blocks.flatMap(({ typed }) => typed.map(({ roundTrip }) => roundTrip))));
      return [file.name, ...column(file.without), ...column(file.with), trip(file.without), trip(file.with)];
    }),
  );
}

/** @param {readonly FileResult[]} files */
function passes(files) {
  return table(
    [
      'first pass',
      'VS Code opens it in',
      'first: wall',
      'longest slice',
      'later: wall',
      'slices',
      '99 of 100',
      'longest',
    ],
    files.map(({ name, opening, passes: [first, ...later] }) => {
      const slices = later.flatMap((pass) => pass.slices.map(({ took }) => took));
      return [
        name,
        ms(opening),
        ms(first?.wall ?? 0),
        ms(max((first?.slices ?? []).map(({ took }) => took))),
        ms(median(later.map(({ wall }) => wall))),
        count(Math.round(slices.length / later.length)),
        ms(quantile(slices, 0.99)),
        ms(max(slices)),
      ];
    }),
  );
}

/** @param {readonly FileResult[]} files */
function asked(files) {
  const questions = /** @type {const} */ (['positionAt', 'offsetAt', 'getText(range)', 'getText()']);
  return table(
    ["VS Code's own, after an edit", ...questions.flatMap((name) => [`${name}, median`, 'longest']), 'ours, one turn'],
    files.map((file) => [
      file.name,
      ...questions.flatMap((name) => [ms(median(file.asked[name])), ms(max(file.asked[name]))]),
      ms(median(typedIn(file).slices.map(({ took }) => took))),
    ]),
  );
}

/** @param {import('../host/task.ts').Result} result @returns {string[]} paragraphs and tables */
export function hostTables({ vscode, node, files }) {
  const broken = files.filter((file) => !isLine(file));
  const tables = [edits(files), stalls(files), passes(files), asked(files)];
  if (broken.length > 0) tables.splice(1, 0, parts(broken));
  const [one, forty] = ['1 MB', '40 MB'].map((name) => files.find((file) => file.name === name));
  const growth =
    one && forty
      ? ` An edit at 40 MB costs ${times(median(typedIn(forty).toSet) / median(typedIn(one).toSet))} what it costs at 1 MB.`
      : '';
  return [...tables, `VS Code ${vscode}, its extension host on Node ${node}.${growth}`];
}
