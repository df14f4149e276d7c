/**
 * Recorded cases that the editor is asked again, with the reason: every outcome with every kind of control tag that can have
 * it, each place at which the editor gives up, and what looks wrong and is not.
 */
export const chosen: Readonly<Record<string, string>> = {
  // It never gets done with loading.
  'rect-id-null': 'the copy for labeling asks an id for its letters',
  'rect-type-missing': 'a type is asked how it ends before anything is looked at',
  'rect-value-missing': 'the keys of a value are listed before anything is looked at',
  // An error panel in the place of the editor.
  'rect-type-case-last': 'a type that no control has, behind a good region',
  'rect-label-string': 'a list of labels that is a text',
  'rect-score-string': 'a property that every region has',
  'vec-bezier': 'a vertex without what its curve needs',
  'text-text-list': 'the words of a region',
  'choices-null': 'an answer that is null',
  'rating-string': 'a number that is a text',
  'area-number': 'a text that is a number',
  'pair-list': 'one of two words',
  'rel-label-string': 'labels of a relation',
  // The page goes blank.
  'rel-dangling-to': 'a relation is looked up while it is drawn',
  'ell-radius-neg': 'a shape that the canvas refuses',
  'rank-numbers': 'items are looked up while they are drawn',
  // It is shown, and cannot be saved.
  'multi-over': 'the size of a picture that is not there',
  'brush-truncated': 'a mask that ends too early',
  // Lost without a word.
  'rect-both-unknown': 'an object that the labeling config does not have',
  'rect-x-string': 'a number of a shape that is a text',
  'rect-id-dup': 'the second shape of an id',
  'poly-objects': 'points as objects',
  'key-no-width': 'a key that looks optional',
  'ell-rot-null': 'null is not the same as left out',
  'bit-missing': 'a mask without its picture',
  'text-offsets-too': 'both ways to say where words are',
  'hyper-no-offsets-global': 'the second way to say where words are, without the first',
  'par-offset-string': 'offsets as texts',
  'audio-channel-string': 'a channel as a text',
  'ts-instant-string': 'a truth value as a text',
  'rel-dup': 'a relation said twice',
  // Shown without label or choice.
  'rect-label-key-other': 'labels under the key of another tag',
  'split-old-format': 'the type of a control that was replaced by two',
  'choices-labels-key': 'choices under another key',
  'per-id-other': 'an answer about no region',
  // Shown as something else.
  'key-height': 'one key too many makes another shape',
  'text-emoji-u16': 'characters counted otherwise highlight other words',
  'tax-flat': 'a path that is no list is taken letter by letter',
  'rel-dir-bad': 'another direction',
  'rect-score-value': 'a key that is left out',
  'brush-short': 'a mask of another size',
  'timeline-pairs': 'ranges as pairs',
  // Shown as it was sent, though it looks wrong.
  'rect-rot-400': 'more than a whole turn',
  'rect-x-over': 'beyond the edge of the picture',
  'poly-2': 'two points',
  'split-labels-bare': 'labels of a shape that was said before',
  'hyper-emoji-u16': 'characters counted as browsers do',
  'choices-geometry': 'an answer that says where it comes from',
  'audio-past': 'behind the end of the sound',
  'video-unordered': 'key frames in any order',
  'rep-ok': 'names that a Repeater makes',
};
