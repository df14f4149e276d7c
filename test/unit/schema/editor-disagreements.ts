/**
 * Where the strict schema and what was seen of both gates differ, with the reason. "Fact sheets" are the project's notes on
 * the formats and on what the editor did.
 */

/** Both gates take it and keep it; the schema objects all the same. */
export const objectedAllTheSame: Readonly<Record<string, string>> = {
  'rect-size-string': 'sizes as text: the editor replaces them by the real ones, so they are not kept as sent',
  'video-frame-string':
    'a frame as text: kept, but the editor compares frames with ===, so its own frame is never found',
};

/** Cases of tags that the Community editor does not have. */
export const notInCommunity: readonly string[] = [
  'ex-28',
  'ex-29',
  'ex-30',
  'ex-41',
  'ex-42',
  'ex-43',
  'ex-44',
  'ex-48',
];

/** A gate objects, and a schema of one prediction cannot see it: grouped by what one would have to know. */
const beyond: Readonly<Record<string, readonly string[]>> = {
  'names, labels and attributes of the labeling config': [
    'rect-from-case',
    'rect-both-unknown',
    'rect-label-case',
    'rect-label-space',
    'rect-dynamic-unknown',
    'rect-item-index-single',
    'split-tool-rectanglelabels',
    'split-old-format',
    'split-unknown-label',
    'text-label-unknown',
    'audio-label-unknown',
    'video-label-unknown',
    'choices-unknown',
    'choices-nested-flat',
    'date-junk',
    'date-iso',
    'date-empty',
    'pair-to-both',
    'rank-bucket-unknown',
    'rep-literal',
    'rep-ok',
    'per-when-label',
    'visible-unmet',
    'ts-format-other',
    'ts-format-ms',
    'ex-02',
    'ex-08',
    'ex-47',
  ],
  'tags that the Community editor does not have, or needs other attributes for': ['ex-25', ...notInCommunity],
  "the task's data: length of the text, size of the image, items of the list": [
    'text-past-both',
    'text-emoji-u16',
    'text-emoji-far-u16',
    'hyper-bad-xpath-global',
    'hyper-global-disagree',
    'hyper-element',
    'hyper-html-body',
    'hyper-emoji-plain-u16',
    'hyper-emoji-global-cp',
    'par-index-9',
    'multi-over',
    'rank-unknown-id',
    'ex-19',
    'ex-20',
    'ex-21',
  ],
  'the bytes of a mask': [
    'brush-short',
    'brush-header-long',
    'brush-header-short',
    'brush-truncated',
    'brush-garbage',
    'brush-coco-long',
  ],
  'other regions of the result': [
    'rect-id-dup',
    'multi-dup-id',
    'per-id-other',
    'per-rating-only',
    'rel-dangling-to',
    'rel-dropped',
    'rel-dup',
    'wand-split',
    'split-no-ids',
    'split-labels-only',
  ],
  'settings of the project': ['rect-many-no-version', 'rect-many-two-versions', 'rect-predictions-off'],
  'two values together': ['text-empty'],
  'an empty list is a legal way to say none': ['choices-empty', 'area-empty'],
  'unknown types and unknown keys pass on purpose; rules find near misses': [
    'rect-type-case-last',
    'rect-score-value',
    'hyper-type-labels',
  ],
  'the gates exclude each other, either form passes': ['choices-nested-path'],
};

/** Case id to reason. */
export const beyondOneShape: ReadonlyMap<string, string> = new Map(
  Object.entries(beyond).flatMap(([reason, ids]) => ids.map((id) => [id, reason] as const)),
);
