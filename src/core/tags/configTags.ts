/** The tags of a labeling config with their attributes: what completion, hover and checks of a config know about them. */
import { type ConfigAttribute, style, text, visibility } from './attributes';
import { catalogue } from './catalogue';
import { controlAttributes } from './controlAttributes';
import { labelTags, objectTags, visualTags } from './otherTags';

/** What a tag is for: a control makes results, an object shows data, a label stands in a control, the rest is layout. */
export type ConfigTagKind = 'control' | 'object' | 'label' | 'visual';

export interface ConfigTag {
  readonly tag: string;
  readonly kind: ConfigTagKind;
  /** One sentence. */
  readonly summary: string;
  readonly edition: 'community' | 'enterprise';
  readonly attributes: readonly ConfigAttribute[];
  /** Tags that make sense inside; undefined where anything goes, empty where nothing does. */
  readonly children: readonly string[] | undefined;
  /** Object tags that it can label, where it is a control; empty means any. */
  readonly objects: readonly string[];
  /** The editor refuses a config in which it points to another object. */
  readonly isObjectStrict: boolean;
  /** Its labels are tags of this name; undefined where it has none. */
  readonly labelTag: string | undefined;
  /** Name of its page in Label Studio's documentation; undefined where there is none. */
  readonly page: string | undefined;
}

/** Controls that the editor (`ConfigValidator`) takes on their own object only. */
const STRICT_OBJECTS: ReadonlySet<string> = new Set(
  'BitmaskLabels BrushLabels HyperTextLabels KeyPointLabels Polygon PolygonLabels RectangleLabels Vector VectorLabels'.split(
    ' ',
  ),
);

/** What can stand between a control tag and its labels. */
const AROUND_LABELS = ['View', 'Header', 'HyperText'];

/** Tags inside of controls that have no labels. */
const CONTROL_CHILDREN: Readonly<Record<string, readonly string[]>> = {
  Choices: ['Choice', ...AROUND_LABELS],
  Taxonomy: ['Choice'],
  TextArea: ['Shortcut'],
  Ranker: ['Bucket'],
  Relations: ['Relation'],
};

/** Tags that share the page of another one, or have none yet. */
const PAGES: Readonly<Record<string, string>> = {
  Bitmask: 'brush',
  BitmaskLabels: 'brushlabels',
  AudioPlus: 'audio',
  Panel: 'collapse',
  Bucket: 'ranker',
  Channel: 'timeseries',
  OcrLabels: 'pdf',
};

const pageOf = (tag: string): string => PAGES[tag] ?? tag.toLowerCase();

function controlTag({ tag, edition, summary, objects }: (typeof catalogue)[number]): ConfigTag {
  const hasLabels = tag.endsWith('Labels');
  const inside = CONTROL_CHILDREN[tag] ?? (hasLabels ? ['Label', ...AROUND_LABELS] : []);
  return {
    tag,
    kind: 'control',
    edition,
    summary,
    attributes: controlAttributes(tag),
    children: inside,
    objects,
    isObjectStrict: STRICT_OBJECTS.has(tag),
    labelTag: hasLabels ? 'Label' : tag === 'Choices' || tag === 'Taxonomy' ? 'Choice' : undefined,
    page: pageOf(tag),
  };
}

export interface OtherTag {
  readonly tag: string;
  readonly summary: string;
  readonly attributes: readonly ConfigAttribute[];
  readonly children?: readonly string[] | undefined;
  readonly edition?: 'enterprise';
  readonly page?: false;
}

function otherTag(kind: ConfigTagKind, { tag, summary, attributes, edition, ...rest }: OtherTag): ConfigTag {
  return {
    tag,
    kind,
    edition: edition ?? 'community',
    summary,
    attributes: kind === 'visual' ? withLooks(attributes) : attributes,
    children: 'children' in rest ? rest.children : [],
    objects: [],
    isObjectStrict: false,
    labelTag: undefined,
    page: rest.page === false ? undefined : pageOf(tag),
  };
}

function withLooks(attributes: readonly ConfigAttribute[]): readonly ConfigAttribute[] {
  const names = new Set(attributes.map(({ name }) => name));
  return [
    ...attributes,
    ...[style, text('className', 'The class that a `Style` tag refers to.')].filter(({ name }) => !names.has(name)),
  ];
}

const self = new Set(objectTags.map(({ tag }) => tag));

/** All tags, in the order in which they are proposed. */
export const configTags: readonly ConfigTag[] = [
  ...catalogue.filter(({ tag }) => !self.has(tag)).map(controlTag),
  ...objectTags.map((tag) => otherTag('object', tag)),
  ...labelTags.map((tag) => otherTag('label', tag)),
  ...visualTags.map((tag) => otherTag('visual', tag)),
];

const byName = new Map(configTags.map((tag) => [tag.tag.toLowerCase(), tag]));

/** A tag by its name; the editor does not mind the case. */
export function configTag(name: string): ConfigTag | undefined {
  return byName.get(name.toLowerCase());
}

/** An attribute of a tag by its name, whatever its case; those that say when it is shown count everywhere. */
export function configAttribute(tag: ConfigTag | undefined, name: string): ConfigAttribute | undefined {
  const wanted = name.toLowerCase();
  return [...(tag?.attributes ?? []), ...visibility].find((one) => one.name.toLowerCase() === wanted);
}

/** Address of a tag's page in Label Studio's documentation. */
export function tagPage({ page }: ConfigTag): string | undefined {
  return page && `https://labelstud.io/tags/${page}`;
}
