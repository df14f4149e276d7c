/**
 * Text in letters of many scripts, some of them outside of the basic plane, where one character is two UTF-16 units: spans
 * are counted in code points, and a count in the wrong unit shows.
 *
 * @typedef {import('./random.mjs').Random} Random
 */

const WORDS = [
  ...['harbour', 'the', 'ship', 'lies', 'at', 'anchor', 'before', 'quay', 'seven', 'and', 'waits', 'for', 'tide', 'a'],
  ...[
    'Größe',
    'Möwe',
    'naïve',
    'déjà',
    'Ærø',
    'łódź',
    'порт',
    'корабль',
    'λιμάνι',
    'النهر',
    'नाव',
    '船舶',
    '灯台',
    '항구',
  ],
  ...['🚢', '⚓', '🌊🌊', '𝒜𝓃𝒸𝒽𝑜𝓇', '𐍈', '👩‍✈️'],
];

/**
 * @param {Random} random
 * @param {number} count number of words
 * @returns {{ words: string[], text: string }}
 */
export function passage(random, count) {
  const words = Array.from({ length: count }, () => random.pick(WORDS));
  return { words, text: words.join(' ') };
}

/**
 * Spans of one to three words that do not overlap.
 *
 * @param {Random} random
 * @param {readonly string[]} words
 * @param {number} count
 * @returns {{ start: number, end: number, text: string }[]} code points from the start of the text
 */
export function spansOf(random, words, count) {
  const starts = [0];
  for (const word of words) starts.push(/** @type {number} */ (starts.at(-1)) + [...word].length + 1);
  const step = Math.floor(words.length / count);
  return Array.from({ length: count }, (_, n) => {
    const first = n * step + random.integer(0, Math.max(0, step - 3));
    const text = words.slice(first, first + random.integer(1, Math.min(3, step))).join(' ');
    const start = /** @type {number} */ (starts[first]);
    return { start, end: start + [...text].length, text };
  });
}
