/** Files that fixes mend: recorded cases of the editor and failing examples of rules, with what has to be picked by hand. */

export interface Broken {
  /** A recorded case, or a code and the number of its rule's failing example. */
  id: string;
  /** Codes of rules whose guess is picked, since what is wrong has several ways out. */
  guesses?: readonly string[];
}

/** Recorded cases that the safe fixes mend alone. */
const safely: readonly string[] = [
  // Words and keys
  'rect-type-case-last',
  'rect-type-missing',
  'rect-to-missing',
  'rect-label-case',
  'rect-label-key-other',
  'rect-score-value',
  'par-key',
  'choices-labels-key',
  'ex-08',
  // Lists
  'rect-label-string',
  'choices-string',
  'area-number',
  // Numbers and truth values as texts, and null
  'rect-x-string',
  'rect-score-string',
  'rect-readonly-string',
  'poly-closed-string',
  'key-width-string',
  'ell-rot-null',
  'brush-floats',
  'vec-strings',
  'hyper-offset-string',
  'par-offset-string',
  'audio-channel-string',
  'ts-instant-string',
  'rating-string',
  'number-string',
  // Said twice
  'rel-dup',
];

/** Recorded cases and examples with the guesses that mend them. */
const guessed: Readonly<Record<string, readonly string[]>> = {
  'rect-from-case': ['unknown-from-name'],
  'rect-id-null': ['region-id-not-text'],
  'rect-id-dup': ['duplicate-region-id'],
  'rect-item-index-single': ['item-index-outside'],
  'key-height': ['unexpected-key'],
  'text-offsets-too': ['unexpected-key'],
  'text-emoji-u16': ['span-text-differs'],
  'hyper-emoji-plain-u16': ['span-text-differs'],
  'date-iso': ['datetime-not-in-format'],
  'pair-list': ['unknown-value'],
  'rank-unknown-id': ['unknown-ranker-item'],
  'rank-bucket-unknown': ['unknown-bucket'],
  'per-id-other': ['answer-without-region'],
  'rel-dangling-to': ['dangling-relation'],
  'rel-dir-bad': ['unknown-value'],
  'rep-literal': ['placeholder-in-name', 'answered-twice'],
  'ts-format-ms': ['time-not-in-format'],
  'nested-choice 3': ['nested-choice'],
  'unknown-to-name 2': ['unknown-to-name'],
  'to-name-of-another-control 1': ['to-name-of-another-control'],
  'span-outside-text 3': ['span-outside-text'],
  'span-reversed 1': ['span-reversed'],
  'taxonomy-path-not-in-tree 1': ['taxonomy-path-not-in-tree'],
};

export const broken: readonly Broken[] = [
  ...safely.map((id) => ({ id })),
  ...Object.entries(guessed).map(([id, guesses]) => ({ id, guesses })),
];

/** What the labeling configs of examples name: texts where an example has none, and media that can be loaded. */
export const exampleTexts: Readonly<Record<string, unknown>> = {
  text: 'Alma and a marker in the storm.',
  one: 'The first text',
  two: 'The second text',
};
export const exampleMedia: Readonly<Record<string, unknown>> = {
  image: '{media}/a.png',
  pages: ['{media}/a.png', '{media}/b.png'],
  audio: '{media}/a.wav',
};
