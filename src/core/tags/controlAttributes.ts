/** Which attributes each control tag has. */
import {
  answerAttributes,
  apiUrl,
  bool,
  type ConfigAttribute,
  canRotate,
  color,
  controlName,
  dataKey,
  hotkey,
  labelListAttributes,
  number,
  oneOf,
  only,
  paths,
  points,
  shapeAttributes,
  smartAttributes,
  snap,
  text,
  toName,
  wordOf,
} from './attributes';

const named = [controlName, toName];

/** What controls have beside what all of their kind have. */
const OWN: Readonly<Record<string, readonly ConfigAttribute[]>> = {
  RectangleLabels: [canRotate, snap, ...smartAttributes],
  Rectangle: [canRotate, snap, ...smartAttributes],
  EllipseLabels: [canRotate, ...smartAttributes],
  Ellipse: [canRotate, ...smartAttributes],
  PolygonLabels: [...points, snap, ...smartAttributes],
  Polygon: [...points, snap, ...smartAttributes],
  KeyPointLabels: [snap, ...smartAttributes],
  KeyPoint: [snap, ...smartAttributes],
  VectorLabels: [...points, snap, ...paths],
  Vector: [...points, snap, ...paths],
  BrushLabels: smartAttributes,
  Brush: smartAttributes,
  BitmaskLabels: smartAttributes,
  Bitmask: smartAttributes,
  MagicWand: [
    number('blurRadius', 'How far the edge of a selection is smoothed, in pixels.', '5'),
    number('defaultThreshold', 'How far a colour can be from the one clicked and still belong to the selection.', '15'),
  ],
};

const ANSWERS: Readonly<Record<string, readonly ConfigAttribute[]>> = {
  Choices: [
    oneOf('choice', 'single single-radio multiple', 'single', 'Whether one choice can be made or several.'),
    oneOf('layout', 'select inline vertical', 'vertical', 'A list to open, a row, or a column.'),
    bool('showInline', 'Shows the choices beside each other.', undefined),
    bool(
      'allowNested',
      'Choices stand inside of choices, and answers are paths: lists from the outermost choice down.',
    ),
    dataKey('value', 'A key of the task’s data with a list of choices, in place of `Choice` tags.'),
  ],
  Taxonomy: [
    bool('leafsOnly', 'Only the ends of branches can be chosen.'),
    bool('showFullPath', 'Shows the whole path of what is chosen.'),
    text('pathSeparator', 'What stands between the steps of a path that is shown.', ' / '),
    number('maxUsages', 'How many paths can be chosen.'),
    bool('labeling', 'Labels spans of a `Text` or `HyperText` with paths, instead of answering a question.'),
    bool('legacy', 'The older form of the tag, in which people can add entries.'),
    apiUrl,
    dataKey('value', 'A key of the task’s data with the tree, in place of `Choice` tags.'),
    text('placeholder', 'What stands in the field while nothing is chosen.'),
    text('minWidth', 'The least width of the list, such as `300px`.'),
    text('maxWidth', 'The greatest width of the list, such as `500px`.'),
    text('dropdownWidth', 'The width of the list that opens.'),
  ],
  Rating: [
    number('maxRating', 'The number of stars: answers go up to it.', '5'),
    number('defaultValue', 'The stars at the beginning.', '0'),
    wordOf('icon', 'star heart fire smile', 'star', 'What is shown for a star.'),
    wordOf('size', 'small medium large', 'medium', 'The size of the stars.'),
    hotkey,
  ],
  Number: [
    number('min', 'The least number that can be given.'),
    number('max', 'The greatest number that can be given.'),
    number('step', 'By how much the arrows change the number.', '1'),
    number('defaultValue', 'The number at the beginning.'),
    bool('slider', 'Shows a slider in place of a field; give it `min` and `max`.'),
    hotkey,
  ],
  DateTime: [
    only,
    text('format', 'How answers are written, with the directives of `strftime`: `%Y-%m-%d`.'),
    text('min', 'The earliest date (`2020-01-31`) or year, or `current`.'),
    text('max', 'The latest date (`2030-12-31`) or year, or `current`.'),
    text('defaultValue', 'The answer at the beginning.'),
    hotkey,
  ],
  TextArea: [
    text('value', 'The text at the beginning; `$key` takes it from the task’s data.'),
    text('placeholder', 'What stands in the field while it is empty.'),
    number('maxSubmissions', 'How many texts can be given.'),
    number('rows', 'The height of the field in lines.', '1'),
    bool('editable', 'Texts can be changed after they were added.'),
    bool('skipDuplicates', 'The same text cannot be given twice.'),
    bool('showSubmitButton', 'Shows a button that adds the text.', undefined),
    oneOf(
      'displayMode',
      'tag region-list',
      'tag',
      'Where the fields of single regions are: here, or in the list of regions.',
    ),
  ],
};

const OTHERS: Readonly<Record<string, readonly ConfigAttribute[]>> = {
  Ranker: [...named, bool('collapsible', 'Items can be folded.', true)],
  Relations: [oneOf('choice', 'single multiple', 'multiple', 'Whether a relation can have one label or several.')],
  Pairwise: [
    ...named,
    text('selectionStyle', 'CSS for the one that is chosen.'),
    text('leftClass', 'The class of the left object.', 'left'),
    text('rightClass', 'The class of the right object.', 'right'),
  ],
  VideoRectangle: named,
  VideoVector: [...named, ...paths],
  OcrLabels: labelListAttributes,
};

/** Attributes of a control tag of the catalogue. */
export function controlAttributes(tag: string): readonly ConfigAttribute[] {
  const other = OTHERS[tag];
  if (other) return other;
  const answer = ANSWERS[tag];
  if (answer) return [...named, ...answer, ...answerAttributes];
  const base = tag.endsWith('Labels') ? labelListAttributes : shapeAttributes;
  return [...base, ...(OWN[tag] ?? [])].filter(({ name }) => !WITHOUT[tag]?.includes(name));
}

/** Masks have neither an inside nor an outline of their own. */
const WITHOUT: Readonly<Record<string, readonly string[]>> = {
  MagicWand: ['fillColor', 'strokeColor', 'strokeWidth'],
  Brush: ['opacity', 'fillColor', 'strokeColor'],
  Bitmask: ['opacity', 'fillColor', 'strokeColor'],
};

/** Looks of a label. */
export const labelLooks: readonly ConfigAttribute[] = [
  color('background', 'The colour of the label and of its regions.', '#36B37E'),
  color('selectedColor', 'The colour of the text while the label is selected.', '#ffffff'),
  hotkey,
  text('hint', 'What is shown while the pointer is over it.'),
  bool('selected', 'It is selected at the beginning.'),
];
