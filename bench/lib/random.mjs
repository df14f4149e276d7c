/**
 * Numbers that look random and are the same for the same seed, on every machine (mulberry32).
 *
 * @typedef {object} Random
 * @property {() => number} next from 0 to 1, 1 not included
 * @property {(low: number, high: number) => number} integer from `low` to `high`, both included
 * @property {(low: number, high: number, digits?: number) => number} decimal with at most `digits` digits behind the point
 * @property {<T>(items: readonly T[]) => T} pick one of the items
 */

/** @param {number} seed @returns {Random} */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (/** @type {number} */ low, /** @type {number} */ high) =>
    low + Math.floor(next() * (high - low + 1));
  return {
    next,
    integer,
    decimal: (low, high, digits = 4) => {
      const scale = 10 ** digits;
      return Math.floor((low + next() * (high - low)) * scale) / scale;
    },
    pick: (items) => /** @type {any} */ (items[integer(0, items.length - 1)]),
  };
}
