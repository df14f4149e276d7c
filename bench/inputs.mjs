/**
 * The inputs of the benchmarks, made by seed: the same bytes on every machine. They are written into `out/bench/inputs`
 * when they are first asked for, and again when the code that makes them changes.
 *
 *     node bench/inputs.mjs [--kind mixed] [--form jsonl] [--size 10] [--mistakes 23] [--seed 1]
 *
 * writes one and prints its path.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { kinds } from './lib/kinds.mjs';
import { inputText } from './lib/text.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = path.join(root, 'out', 'bench', 'inputs');
const MAKERS = ['inputs', 'lib/kinds', 'lib/masks', 'lib/mistakes', 'lib/passages', 'lib/random', 'lib/text'];

/** Names what made the inputs, so that a change of it makes them anew. */
const recipe = createHash('sha256')
  .update(MAKERS.map((name) => fs.readFileSync(path.join(root, 'bench', `${name}.mjs`), 'utf8')).join('\0'))
  .digest('hex')
  .slice(0, 8);

/**
 * @typedef {import('./lib/text.mjs').InputOptions} InputOptions
 * @typedef {object} Input
 * @property {string} file
 * @property {string} configFile the labeling config, which the file's name pairs it with
 * @property {'json' | 'jsonl'} form as the engine names it
 * @property {'task' | 'prediction'} expects
 * @property {number} bytes
 * @property {number} lines
 * @property {number} units
 * @property {number} regions
 * @property {number} mistakes
 */

/**
 * A file of this sort; made if it is not there yet.
 * @param {InputOptions} options
 * @returns {Input}
 */
export function ensureInput(options) {
  const { kind, form = 'pretty', megabytes = 1, units, mistakes = 0, seed = 1 } = options;
  const size = units === undefined ? `${megabytes}mb` : `${units}units`;
  const stem = path.join(folder, recipe, `${kind}-${form}-${size}-${mistakes}bad-${seed}`);
  const holds = kind === 'flat' ? 'predictions' : 'tasks';
  const input = {
    file: `${stem}.${holds}.${form === 'jsonl' ? 'jsonl' : 'json'}`,
    configFile: `${stem}.label-config.xml`,
    form: form === 'jsonl' ? 'jsonl' : 'json',
    expects: kind === 'flat' ? 'prediction' : 'task',
  };
  const facts = `${stem}.facts`;
  if (!fs.existsSync(facts)) {
    dropOldRecipes();
    const written = writeInput(input.file, options);
    fs.writeFileSync(input.configFile, /** @type {any} */ (kinds[kind]).config);
    fs.writeFileSync(facts, JSON.stringify(written));
  }
  return /** @type {Input} */ ({ ...input, ...JSON.parse(fs.readFileSync(facts, 'utf8')) });
}

function dropOldRecipes() {
  fs.mkdirSync(path.join(folder, recipe), { recursive: true });
  for (const name of fs.readdirSync(folder)) {
    if (name !== recipe) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/** @param {string} file @param {InputOptions} options */
function writeInput(file, options) {
  const handle = fs.openSync(file, 'w');
  try {
    const pieces = inputText(options);
    let bytes = 0;
    let lines = 1;
    for (let step = pieces.next(); ; step = pieces.next()) {
      if (step.done) return { bytes, lines, ...step.value };
      bytes += fs.writeSync(handle, step.value);
      for (let at = step.value.indexOf('\n'); at >= 0; at = step.value.indexOf('\n', at + 1)) lines++;
    }
  } finally {
    fs.closeSync(handle);
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      kind: { type: 'string', default: 'rectangles' },
      form: { type: 'string', default: 'pretty' },
      size: { type: 'string', default: '1' },
      mistakes: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
    },
  });
  const input = ensureInput({
    kind: values.kind,
    form: /** @type {any} */ (values.form),
    megabytes: Number(values.size),
    mistakes: values.mistakes === 'all' ? 'all' : Number(values.mistakes),
    seed: Number(values.seed),
  });
  console.log(input.file);
  const { bytes, lines, units, regions, mistakes } = input;
  console.log(`${bytes} bytes, ${lines} lines, ${units} units, ${regions} regions, ${mistakes} of them with a mistake`);
}
