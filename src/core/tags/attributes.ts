/**
 * Attributes of the tags of a labeling config: what can be written as their values, and what they do. Read from the models
 * of the editor of Label Studio 1.23.2; where the editor refuses the whole config over a value, the kind is `strict`.
 */

/** What the value of an attribute is. */
export type AttributeKind =
  /** The name of this tag itself: new, so nothing can be proposed. */
  | { readonly kind: 'name' }
  /** Names of object tags, of the kinds that the control tag can point to. */
  | { readonly kind: 'to-name' }
  /** The name of a control tag. */
  | { readonly kind: 'tag-name' }
  /** The name of an object tag that plays together with this one. */
  | { readonly kind: 'object-name' }
  /** A key of the task's data, `$image`. */
  | { readonly kind: 'data' }
  /** Labels of the config, separated by commas. */
  | { readonly kind: 'labels' }
  /** Choices of the config, separated by commas. */
  | { readonly kind: 'choices' }
  | { readonly kind: 'boolean' }
  | {
      readonly kind: 'enum';
      readonly values: readonly string[];
      /** The editor shows an error panel for other values. */
      readonly strict: boolean;
      /** Several of them with commas. */
      readonly many?: boolean;
    }
  /** A number between bounds, over which the editor refuses the config. */
  | { readonly kind: 'share' }
  | { readonly kind: 'number' }
  | { readonly kind: 'color' }
  | { readonly kind: 'text' };

export interface ConfigAttribute {
  /** As it is written; the editor takes any case, the validator only this for those that it reads. */
  readonly name: string;
  readonly kind: AttributeKind;
  /** One sentence. */
  readonly summary: string;
  /** What counts where it is left out. */
  readonly initial?: string;
  /** The tag has no effect without it. */
  readonly required?: true;
}

type More = Partial<Pick<ConfigAttribute, 'initial' | 'required'>>;

const attribute = (name: string, kind: AttributeKind, summary: string, more: More = {}): ConfigAttribute => ({
  name,
  kind,
  summary,
  ...more,
});

export const bool = (name: string, summary: string, initial: boolean | undefined = false): ConfigAttribute =>
  attribute(name, { kind: 'boolean' }, summary, initial === undefined ? {} : { initial: String(initial) });
/** One of some words; the editor refuses others. */
export const oneOf = (name: string, values: string, initial: string, summary: string): ConfigAttribute =>
  attribute(name, { kind: 'enum', values: values.split(' '), strict: true }, summary, { initial });
/** One of some words; others are no failure. */
export const wordOf = (name: string, values: string, initial: string, summary: string): ConfigAttribute =>
  attribute(name, { kind: 'enum', values: values.split(' '), strict: false }, summary, { initial });
export const number = (name: string, summary: string, initial?: string): ConfigAttribute =>
  attribute(name, { kind: 'number' }, summary, initial === undefined ? {} : { initial });
export const share = (name: string, summary: string, initial?: string): ConfigAttribute =>
  attribute(name, { kind: 'share' }, summary, initial === undefined ? {} : { initial });
export const color = (name: string, summary: string, initial?: string): ConfigAttribute =>
  attribute(name, { kind: 'color' }, summary, initial === undefined ? {} : { initial });
export const text = (name: string, summary: string, initial?: string): ConfigAttribute =>
  attribute(name, { kind: 'text' }, summary, initial === undefined ? {} : { initial });
export const required = (one: ConfigAttribute): ConfigAttribute => ({ ...one, required: true });
export const tagName = (name: string, summary: string): ConfigAttribute =>
  attribute(name, { kind: 'tag-name' }, summary);
export const dataKey = (name: string, summary: string): ConfigAttribute => attribute(name, { kind: 'data' }, summary);

export const ownName = (summary: string): ConfigAttribute =>
  attribute('name', { kind: 'name' }, summary, { required: true });
export const controlName = ownName('The name that results carry as `from_name`: once in the whole config.');
export const objectName = ownName('The name that results carry as `to_name`: once in the whole config.');
export const toName = attribute(
  'toName',
  { kind: 'to-name' },
  'The name of the object tag that is labeled; several with commas and no blanks.',
  { required: true },
);
export const hotkey = text('hotkey', 'The key that does it, such as `a` or `ctrl+1`.');
export const style = text('style', 'CSS for how it looks.');
export const sync = attribute(
  'sync',
  { kind: 'object-name' },
  'The name of another object tag that plays and scrolls together with this one.',
);

/** When a part of the config is shown. Nobody looks at these when predictions are checked, and Submit leaves out what is hidden. */
export const visibility: readonly ConfigAttribute[] = [
  wordOf(
    'visibleWhen',
    'region-selected no-region-selected choice-selected choice-unselected',
    '',
    'Shows it only then; what is hidden is left out of what is submitted.',
  ),
  tagName('whenTagName', 'With `visibleWhen`: only for this control tag.'),
  attribute(
    'whenLabelValue',
    { kind: 'labels' },
    'With `visibleWhen="region-selected"`: only for regions of these labels, with commas.',
  ),
  attribute(
    'whenChoiceValue',
    { kind: 'choices' },
    'With `visibleWhen="choice-selected"` or `choice-unselected` and `whenTagName`: only for these choices, with commas.',
  ),
];

/** Attributes of a question that has to be answered. */
export const answerAttributes: readonly ConfigAttribute[] = [
  bool('required', 'Submit is refused without an answer.'),
  text('requiredMessage', 'What is said when the answer is missing.'),
  bool('perRegion', 'Asks once for each region: results carry the `id` of their region.'),
  bool('perItem', 'Asks once for each image or page of the object: results carry an `item_index`.'),
  ...visibility,
];

/** Attributes of a control tag with labels. */
export const labelListAttributes: readonly ConfigAttribute[] = [
  controlName,
  toName,
  oneOf('choice', 'single multiple', 'single', 'Whether a region can have one label or several.'),
  dataKey('value', 'A key of the task’s data with a list of labels, in place of `Label` tags.'),
  number('maxUsages', 'How often one label can be used in a task.'),
  bool('showInline', 'Shows the labels beside each other.', true),
  bool('allowEmpty', 'Adds an entry for regions without a label.'),
  share('opacity', 'How opaque regions are, from 0 to 1.'),
  color('fillColor', 'The colour inside of a region.'),
  color('strokeColor', 'The colour of the outline.'),
  number('strokeWidth', 'The width of the outline in pixels.', '1'),
  ...visibility,
];

/** Attributes of a shape that is drawn without labels of its own. */
export const shapeAttributes: readonly ConfigAttribute[] = [
  controlName,
  toName,
  share('opacity', 'How opaque regions are, from 0 to 1.'),
  color('fillColor', 'The colour inside of a region.'),
  color('strokeColor', 'The colour of the outline.'),
  number('strokeWidth', 'The width of the outline in pixels.'),
];

export const smartAttributes: readonly ConfigAttribute[] = [
  bool('smart', 'Offers the tool for pre-annotation by a connected model.', undefined),
  bool('smartOnly', 'Offers only the tool for pre-annotation by a connected model.'),
];
export const snap = wordOf('snap', 'none pixel', 'none', 'Whether corners are drawn to whole pixels of the image.');
export const canRotate = bool('canRotate', 'Whether people can turn regions; predictions can be turned anyway.', true);
export const points: readonly ConfigAttribute[] = [
  wordOf('pointSize', 'small medium large', 'small', 'The size of the handles.'),
  wordOf('pointStyle', 'rectangle circle', 'circle', 'The shape of the handles.'),
];
export const paths: readonly ConfigAttribute[] = [
  bool('closable', 'Whether a path can be closed to a shape.'),
  bool('curves', 'Whether a path can have curves.'),
  bool('skeleton', 'Whether a path can branch: each new point is joined to the selected one.'),
  number('minPoints', 'The fewest points that a path needs.'),
  number('maxPoints', 'The most points that a path can have.'),
];

/** Where the data of an object comes from. */
export const valueType = (values: string, initial: string): ConfigAttribute =>
  oneOf('valueType', values, initial, 'Whether the data holds the content itself or the address to load it from.');
export const shown = (what: string): ConfigAttribute =>
  required(dataKey('value', `The key of the task’s data with ${what}, written \`$key\`.`));
export const granularity = oneOf(
  'granularity',
  'symbol word sentence paragraph',
  'symbol',
  'What a selection is widened to.',
);
export const saveTextResult = oneOf(
  'saveTextResult',
  'none no yes',
  'none',
  'Whether the words of a span are stored in the result.',
);
/** Parts of a date, of which a list is taken. */
export const DATE_PARTS = ['date', 'time', 'month', 'year'] as const;
export const only: ConfigAttribute = attribute(
  'only',
  { kind: 'enum', values: DATE_PARTS, strict: false, many: true },
  'The parts that are asked for, with commas: `date`, `time`, `month`, `year`. All where it is left out.',
);
export const apiUrl = text('apiUrl', 'An address that the tree is loaded from; its paths cannot be checked here.');
