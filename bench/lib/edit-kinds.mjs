/**
 * Edits as people make them, at random places in the regions of a file. Each is a step and the step that takes it back, so
 * that the file is the same in the end.
 *
 * @typedef {{ offset: number, removed: number, text: string }} Change
 * @typedef {import('./random.mjs').Random} Random
 * @typedef {object} Edit
 * @property {string} name
 * @property {Change} change
 */

const KINDS = [
  { name: 'digit', find: /"(?:x|y|start|frame|width|original_width)": ?\d/g, at: 'end', removed: 0, text: '7' },
  { name: 'letter in an id', find: /"id": ?"/g, at: 'end', removed: 0, text: 'q' },
  { name: 'newline between keys', find: /"(?:from_name|to_name|type)":/g, at: 'start', removed: 0, text: '\n' },
  { name: 'quote lost', find: /"(?:from_name|to_name|type)": ?"/g, at: 'last', removed: 1, text: '' },
  { name: 'comma lost', find: /"(?:from_name|to_name|type)": ?"\w+",/g, at: 'last', removed: 1, text: '' },
  { name: 'brace lost', find: /"value": ?\{/g, at: 'last', removed: 1, text: '' },
  { name: 'misspelt type', find: /"type": ?"/g, at: 'end', removed: 0, text: 'x' },
];

/** Characters that are searched for a place; more and more where a mask takes up all of them. */
const WINDOW = 20_000;

/**
 * @param {{ length: number, slice: (start: number, end: number) => string }} text
 * @param {Random} random
 * @param {number} nth
 * @param {boolean} newlines whether newlines may be put in
 * @returns {{ there: Edit, back: Edit }}
 */
export function randomEdit(text, random, nth, newlines) {
  const usable = newlines ? KINDS : KINDS.filter((kind) => kind.text !== '\n');
  const kind = /** @type {(typeof KINDS)[number]} */ (usable[nth % usable.length]);
  for (let size = WINDOW; size < 4 * text.length + WINDOW; size *= 2) {
    const from = random.integer(0, Math.max(0, text.length - size));
    const window = text.slice(from, from + size);
    const found = [...window.matchAll(kind.find)];
    if (found.length === 0) continue;
    const { index, 0: match } = random.pick(found);
    const at = { start: index, last: index + match.length - 1, end: index + match.length }[kind.at] ?? index;
    const offset = from + at;
    const gone = window.slice(at, at + kind.removed);
    return {
      there: { name: kind.name, change: { offset, removed: kind.removed, text: kind.text } },
      back: { name: `${kind.name}, taken back`, change: { offset, removed: kind.text.length, text: gone } },
    };
  }
  throw new Error(`There is no place for an edit: ${kind.name}.`);
}
