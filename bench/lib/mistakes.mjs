/**
 * Mistakes that people make in a region, in turn. Each is one that the schema sees, so that every approach has the same
 * to find.
 *
 * @typedef {Record<string, any>} Json
 */

/** The key of a region's labels, `rectanglelabels` or `choices`: the first list of texts in its value. */
const listKey = (/** @type {Json} */ value) =>
  Object.keys(value).find((key) => Array.isArray(value[key]) && typeof value[key][0] === 'string');

/** @type {((region: Json, nth: number) => void)[]} */
const MISTAKES = [
  // A number as id: the editor never finishes loading.
  (region, nth) => {
    region.id = nth;
  },
  (region) => {
    region.to_name = undefined;
  },
  (region) => {
    region.score = '0.9';
  },
  // A label that is no list; where there is none, a width that is text.
  (region) => {
    const key = listKey(region.value);
    if (key) region.value[key] = region.value[key][0];
    else region.original_width = '1920';
  },
  (region) => {
    region.parentID = 17;
  },
];

/** Puts the `nth` mistake of a file into a region. @param {Json} region @param {number} nth */
export function spoil(region, nth) {
  /** @type {(region: Json, nth: number) => void} */ (MISTAKES[nth % MISTAKES.length])(region, nth);
}

/** The regions of a task or of a flat prediction. @param {Json} unit @returns {Json[]} */
export const regionsOf = (unit) =>
  unit.result ?? unit.predictions.flatMap((/** @type {Json} */ prediction) => prediction.result);
