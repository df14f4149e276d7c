import { knownTypes } from '../tags/catalogue';

/** Types of regions that rules are about together. */

/** A shape's control tag with labels of its own and without. */
export function shapes(...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [name, `${name}labels`]);
}

/** Everything that is drawn on an image, except what a `labels` result repeats of it. */
export const IMAGE_TYPES: readonly string[] = [
  ...shapes('rectangle', 'ellipse', 'polygon', 'keypoint', 'brush', 'bitmask', 'vector'),
  'magicwand',
];

/** Answers to questions: they draw nothing, and can belong to a region whose id they have. */
export const ANSWER_TYPES: readonly string[] = [
  'choices',
  'taxonomy',
  'rating',
  'number',
  'datetime',
  'textarea',
  'pairwise',
  'ranker',
];

/** Regions that are drawn on a medium or mark a part of it. */
export const DRAWN_TYPES: readonly string[] = [
  ...IMAGE_TYPES,
  'labels',
  'hypertextlabels',
  'paragraphlabels',
  'timeserieslabels',
  'timelinelabels',
  'videorectangle',
  'videovector',
  'videovectorlabels',
];

/** Regions that carry labels, each of a control tag that has labels of its own. */
export const LABELED_TYPES: readonly string[] = knownTypes.filter((type) => type.endsWith('labels'));

/** Shapes on an image without labels of their own: a `labels` region of the same id labels them. */
export const BARE_TYPES: readonly string[] = IMAGE_TYPES.filter((type) => !type.endsWith('labels'));
