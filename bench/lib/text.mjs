/**
 * The text of an input, piece by piece, so that half a gigabyte needs no memory.
 *
 * @typedef {'pretty' | 'line' | 'jsonl'} Form `pretty` has 2 spaces per level, `line` is all in one line, `jsonl` has one
 *   unit a line
 * @typedef {object} InputOptions
 * @property {string} kind a key of `kinds`
 * @property {Form} [form] pretty if left out
 * @property {number} [megabytes] about how large, in 2^20 bytes; 1 if left out
 * @property {number} [units] how many units instead of how large
 * @property {number | 'all'} [mistakes] how many regions have a mistake, spread evenly; 0 if left out
 * @property {number} [seed] 1 if left out
 */
import { kinds } from './kinds.mjs';
import { regionsOf, spoil } from './mistakes.mjs';
import { randomFrom } from './random.mjs';

const MEGABYTE = 2 ** 20;

/** Every second unit is written as Python does it by default: what is not ASCII as `\uXXXX`. */
const escaped = (/** @type {string} */ json) =>
  json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** @param {object} unit @param {number} index @param {Form} form */
function unitText(unit, index, form) {
  const json = JSON.stringify(unit, null, form === 'pretty' ? 2 : 0);
  const indented = form === 'pretty' ? `  ${json.replaceAll('\n', '\n  ')}` : json;
  return index % 2 === 0 ? indented : escaped(indented);
}

/** What stands before the first unit, between two, and behind the last. */
const FRAMES = {
  pretty: { before: '[\n', between: ',\n', behind: '\n]\n' },
  line: { before: '[', between: ',', behind: ']' },
  jsonl: { before: '', between: '\n', behind: '\n' },
};

const resolved = (/** @type {InputOptions} */ options) => {
  const { kind, form = 'pretty', megabytes = 1, mistakes = 0, seed = 1 } = options;
  const found = kinds[kind];
  if (!found) throw new Error(`There is no kind ${kind}; there are ${Object.keys(kinds).join(', ')}.`);
  if (!(form in FRAMES)) throw new Error(`There is no form ${form}; there are ${Object.keys(FRAMES).join(', ')}.`);
  const units = options.units ?? unitsFor(found, { form, megabytes, seed });
  return { kind: found, form, mistakes, seed, units };
};

/** How many units make so many megabytes, by the size of the first ones. */
function unitsFor(/** @type {import('./kinds.mjs').Kind} */ kind, { form, megabytes, seed }) {
  const sample = 64;
  const next = kind.units(randomFrom(seed));
  let bytes = 0;
  for (let index = 0; index < sample; index++) {
    bytes += Buffer.byteLength(unitText(next(index), index, form)) + FRAMES[form].between.length;
  }
  return Math.max(1, Math.round((megabytes * MEGABYTE * sample) / bytes));
}

/**
 * @param {InputOptions} options
 * @returns {Generator<string, { units: number, regions: number, mistakes: number }>} pieces of some 100 KB
 */
export function* inputText(options) {
  const { kind, form, mistakes, seed, units } = resolved(options);
  const frame = FRAMES[form];
  const next = kind.units(randomFrom(seed));
  const places = randomFrom(seed + 1);
  let made = 0;
  let regions = 0;
  let text = frame.before;
  for (let index = 0; index < units; index++) {
    const unit = next(index);
    const list = regionsOf(unit);
    regions += list.length;
    if (mistakes === 'all') for (const region of list) spoil(region, made++);
    // The mistakes due up to this unit, all of them in regions of it.
    else while (made * units < mistakes * (index + 0.5)) spoil(places.pick(list), made++);
    text += (index > 0 ? frame.between : '') + unitText(unit, index, form);
    if (text.length < 100_000) continue;
    yield text;
    text = '';
  }
  yield text + frame.behind;
  return { units, regions, mistakes: made };
}
