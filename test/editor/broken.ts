/** Files that fixes mend: recorded cases of the editor and failing examples of rules, with what has to be picked by hand. */

export interface Broken {
  /** A recorded case, or a code and the number of its rule's failing example. */
  id: string;
  /** Codes of rules whose guess is picked, since what is wrong has several ways out. */
  guesses?: readonly string[];
}

/** Recorded cases that the safe fixes mend alone. */
const safely: readonly string[] = [
  'rect-label-string',
  'rect-label-key-other',
  'par-key',
  'choices-string',
  'choices-labels-key',
];

/** Recorded cases and examples with the guesses that mend them. */
const guessed: Readonly<Record<string, readonly string[]>> = {
  'rect-id-null': ['region-id-not-text'],
  'rect-id-bool': ['region-id-not-text'],
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
