/** Edits with their places as lines and characters, so that whoever makes them need not ask an editor for offsets. */
import { randomEdit } from './edit-kinds.mjs';
import { randomFrom } from './random.mjs';

/** @typedef {import('../host/task.ts').Step} Step */

/** @param {string} text @returns {(offset: number) => { line: number, character: number }} */
function placesIn(text) {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (/** @type {number} */ (starts[middle]) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - /** @type {number} */ (starts[low]) };
  };
}

/**
 * Makes plans of edits at random places in the regions of a text. Each edit is followed by the one that takes it back, so
 * the text is the same before and after every plan.
 * @param {string} text
 * @param {boolean} newlines whether lines may be broken
 * @param {number} seed
 * @returns {(count: number) => Step[]} so many edits: an even number
 */
export function editPlanner(text, newlines, seed) {
  const place = placesIn(text);
  const random = randomFrom(seed);
  let nth = 0;
  return (count) => {
    /** @type {Step[]} */
    const steps = [];
    while (steps.length < count) {
      const { there, back } = randomEdit(text, random, nth++, newlines);
      const { offset, removed, text: inserted } = there.change;
      const start = place(offset);
      steps.push({ name: there.name, start, end: place(offset + removed), text: inserted });
      const end =
        inserted === '\n'
          ? { line: start.line + 1, character: 0 }
          : { line: start.line, character: start.character + inserted.length };
      steps.push({ name: back.name, start, end, text: back.change.text });
    }
    return steps;
  };
}
