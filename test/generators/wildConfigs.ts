import type { Random } from './random';

/**
 * Labeling configs as projects grow them: controls of every tag in nested Views, with conditions, aliases, hotkeys, several
 * objects and names that come twice or in another case. Every control tag can be asked for.
 */

/** Control tags, and the object tags that they are made for. */
export const CONTROL_TAGS: Readonly<Record<string, readonly string[]>> = {
  Choices: ['Text', 'Image', 'Audio', 'HyperText', 'Video', 'Paragraphs', 'TimeSeries', 'List'],
  Taxonomy: ['Text', 'Image', 'HyperText'],
  Rating: ['Text', 'Image', 'Audio'],
  Number: ['Text', 'Image', 'Audio'],
  DateTime: ['Text', 'Image'],
  TextArea: ['Text', 'Image', 'Audio', 'Video'],
  Pairwise: ['Text', 'Image'],
  Ranker: ['List'],
  Labels: ['Text', 'HyperText', 'Audio', 'Image', 'Video'],
  HyperTextLabels: ['HyperText', 'Text'],
  ParagraphLabels: ['Paragraphs'],
  TimeSeriesLabels: ['TimeSeries'],
  TimelineLabels: ['Video'],
  VideoRectangle: ['Video'],
  VideoVector: ['Video'],
  VideoVectorLabels: ['Video'],
  Rectangle: ['Image'],
  RectangleLabels: ['Image'],
  Ellipse: ['Image'],
  EllipseLabels: ['Image'],
  KeyPoint: ['Image'],
  KeyPointLabels: ['Image'],
  Polygon: ['Image'],
  PolygonLabels: ['Image'],
  Vector: ['Image'],
  VectorLabels: ['Image'],
  Brush: ['Image'],
  BrushLabels: ['Image'],
  Bitmask: ['Image'],
  BitmaskLabels: ['Image'],
  MagicWand: ['Image'],
  OcrLabels: ['Pdf', 'Image'],
  Chat: ['Chat'],
  ReactCode: ['ReactCode'],
  Relations: ['Text', 'Image'],
};

const OBJECT_NAMES = ['img', 'img2', 'txt', 'Txt', 'ö b', 'o_{{idx}}', 'o-1', 'a.b', '图像', 'value', 'x'];
const CONTROL_NAMES = [
  ...[
    'c1',
    'c2',
    'C1',
    'label',
    'Label',
    'bbox',
    'größe',
    'c_{{idx}}',
    'q r',
    'q,r',
    'x',
    'labels',
    'choices',
    'value',
  ],
  ...['rectanglelabels', 'тег', '😀', 'sequence', 'ranker', 'chatmessage', 'text', 'toString', '0', '-1', '$x', ' c1 '],
];
export const LABEL_TEXTS = [
  ...['A', 'a', 'B', 'C', 'A B', ' A', 'É', 'É'.normalize('NFD'), '车', '😀', '1', '1.0', 'true', 'null', 'A,B', 'A/B'],
  ...[
    '&lt;b&gt;',
    'x&amp;y',
    '&quot;',
    '&#233;',
    '$label',
    'constructor',
    '__proto__',
    'long label with many words',
    'Ⅷ',
  ],
];
const HOTKEYS = ['1', 'a', 'ctrl+b', 'shift+alt+3', '', 'ö'];

/** @param must tags of which the config has at least one control each */
export function wildConfig(random: Random, must: readonly string[] = []): string {
  return new Maker(random).config(must);
}

class Maker {
  readonly #objects: { name: string; tag: string }[] = [];
  readonly #named: string[] = [];

  constructor(private readonly random: Random) {}

  config(must: readonly string[]): string {
    const { random } = this;
    const tags = Object.keys(CONTROL_TAGS);
    const controls = [...must, ...random.many(0, 5, () => random.pick(tags))];
    for (const tag of controls) this.#object(random.pick(CONTROL_TAGS[tag] ?? ['Text']));
    const objects = this.#objects.map(({ name, tag }) => this.#objectTag(tag, name));
    const parts = controls.map((tag) => this.#control(tag));
    if (random.chance(0.2)) parts.push('<Relations><Relation value="is"/><Relation value="of" /></Relations>');
    const body = random.chance(0.2) ? [...parts, ...objects] : [...objects, ...parts];
    const inner = body.map((part) => this.#wrapped(part)).join(random.pick(['', '\n', '\r\n  ', ' <!-- " --> ']));
    const declaration = random.chance(0.05) ? '<?xml version="1.0"?>\n' : '';
    return `${declaration}<View${random.pick(['', '', ' style="display: flex"', ' className="x"'])}>${inner}</View>`;
  }

  #object(tag: string): void {
    const { random } = this;
    const there = this.#objects.find((one) => one.tag === tag);
    if (there && random.chance(0.7)) return;
    this.#objects.push({ tag, name: random.pick(OBJECT_NAMES) });
  }

  #objectTag(tag: string, name: string): string {
    const { random } = this;
    const value = random.pick(['$d', '$d', '$a.b', '$a[0]', 'Title: $d', '$d_{{idx}}', 'fixed']);
    const more = random.pick(['', '', '', ' zoom="true"', ' valueType="url"', ' granularity="word"', ' hotkey="o"']);
    if (tag === 'Chat' || tag === 'ReactCode') {
      const own = random.chance(0.7) ? ` value="${value}"` : random.chance(0.5) ? ` data="${value}"` : '';
      this.#named.push(name);
      return `<${tag} name="${name}"${own}${random.chance(0.2) ? ` toName="${name}"` : ''}${more}/>`;
    }
    const written = random.chance(0.04) ? tag.toLowerCase() : tag;
    const list = random.chance(0.08) ? `valueList="${value}"` : `value="${value}"`;
    return `<${written} name="${name}" ${list}${more}/>`;
  }

  #control(tag: string): string {
    const { random } = this;
    if (tag === 'Chat' || tag === 'ReactCode') return '';
    const name = this.#named.length > 0 && random.chance(0.08) ? random.pick(this.#named) : random.pick(CONTROL_NAMES);
    this.#named.push(name);
    const written = random.chance(0.05) ? random.pick([tag.toLowerCase(), tag.toUpperCase()]) : tag;
    const attributes = [`name="${name}"`, this.#toName(tag), ...this.#more(tag)];
    const inner = this.#labels(tag);
    const head = `<${written} ${shuffled(random, attributes).join(random.pick([' ', '  ', '\n']))}`;
    return inner === '' ? `${head}/>` : `${head}>${inner}</${written}>`;
  }

  #toName(tag: string): string {
    const { random } = this;
    const fitting = this.#objects.filter((one) => CONTROL_TAGS[tag]?.includes(one.tag));
    const one = (): string => random.pick(fitting.length > 0 && random.chance(0.95) ? fitting : this.#objects).name;
    const count = tag === 'Pairwise' || random.chance(0.12) ? 2 : 1;
    const names = random.many(count, count, one);
    if (random.chance(0.03)) names.push(random.pick(['nowhere', '', 'IMG']));
    return `${random.chance(0.01) ? 'toname' : 'toName'}="${names.join(random.pick([',', ',', ', ']))}"`;
  }

  #more(tag: string): string[] {
    const { random } = this;
    const found: string[] = [];
    const maybe = (probability: number, ...values: string[]): void => {
      if (random.chance(probability)) found.push(random.pick(values));
    };
    maybe(0.15, 'perRegion="true"', 'perItem="true"', 'perRegion="false"', 'perregion="true"');
    maybe(0.1, 'required="true"', 'requiredMessage="say it"');
    maybe(0.1, `whenTagName="${random.pick(CONTROL_NAMES)}"`);
    maybe(0.06, `whenLabelValue="${random.pick(LABEL_TEXTS)}"`, `whenChoiceValue="${random.pick(LABEL_TEXTS)}"`);
    maybe(0.05, 'visibleWhen="region-selected"', 'visibleWhen="choice-selected"');
    maybe(0.04, 'value="$labels"', 'apiUrl="/api"', 'value="static"', 'value=""');
    maybe(0.1, 'showInline="true"', 'hint="x"', 'strokeWidth="3"', 'opacity="0.2"', 'snap="pixel"', 'smart="true"');
    if (tag === 'Choices' || tag.endsWith('Labels'))
      maybe(0.5, 'choice="multiple"', 'choice="single"', 'choice="single-radio"');
    if (tag === 'Choices') maybe(0.15, 'allowNested="true"', 'allownested="true"');
    if (tag === 'Taxonomy') maybe(0.3, 'leafsOnly="true"', 'showFullPath="true"', 'maxUsages="1"', 'labeling="true"');
    if (tag === 'Rating')
      maybe(0.6, 'maxRating="3"', 'maxRating="10"', 'maxRating="x"', 'maxrating="2"', 'maxRating=""');
    if (tag === 'Number') maybe(0.5, 'min="0" max="10"', 'step="0.5"', 'min="x"', 'defaultValue="3"');
    if (tag === 'DateTime')
      maybe(0.6, 'only="date"', 'only="time"', 'format="%d.%m.%Y"', 'only="year"', 'min="2020-01-01"');
    if (tag === 'TextArea') maybe(0.4, 'maxSubmissions="1"', 'editable="true"', 'rows="3"', 'skipDuplicates="true"');
    return found;
  }

  #labels(tag: string): string {
    const { random } = this;
    if (tag === 'Ranker') return random.chance(0.4) ? '<Bucket name="B1"/><Bucket name="B2" default="true"/>' : '';
    if (tag === 'Relations') return random.chance(0.5) ? '<Relation value="is"/>' : '';
    const holds = tag === 'Choices' || tag === 'Taxonomy' || tag.endsWith('Labels');
    if (!random.chance(holds ? 0.93 : 0.04)) return '';
    return random.many(1, 4, () => this.#label(tag, tag === 'Taxonomy' ? 3 : tag === 'Choices' ? 2 : 1)).join('');
  }

  #label(control: string, depth: number): string {
    const { random } = this;
    const usual = control === 'Choices' || control === 'Taxonomy' ? 'Choice' : 'Label';
    const tag = random.chance(0.97) ? usual : random.pick(['Choice', 'Label', 'label', 'Relation']);
    const attributes = random.chance(0.98) ? [`value="${random.pick(LABEL_TEXTS)}"`] : [];
    if (random.chance(0.15)) attributes.push(`alias="${random.pick([...LABEL_TEXTS, ''])}"`);
    if (random.chance(0.1)) attributes.push(`hotkey="${random.pick(HOTKEYS)}"`);
    if (random.chance(0.08))
      attributes.push(random.pick(['background="red"', 'selected="true"', 'html="&lt;b&gt;"', 'hint="?"']));
    if (random.chance(0.02)) attributes.push(`name="${random.pick(CONTROL_NAMES)}"`);
    const inner =
      depth > 1 && random.chance(0.3) ? random.many(1, 2, () => this.#label(control, depth - 1)).join('') : '';
    const written = `<${tag} ${shuffled(random, attributes).join(' ')}${inner === '' ? '/>' : `>${inner}</${tag}>`}`;
    return random.chance(0.08) ? `<View>${written}</View>` : written;
  }

  #wrapped(part: string): string {
    const { random } = this;
    if (part === '' || random.chance(0.8)) return part;
    return random.pick([
      `<View visibleWhen="choice-selected" whenTagName="c1" whenChoiceValue="A">${part}</View>`,
      `<View><Header value="$title"/>${part}</View>`,
      `<Collapse><Panel value="x">${part}</Panel></Collapse>`,
      `<Repeater on="$d" indexFlag="{{idx}}">${part}</Repeater>`,
      `<Filter name="f" toName="c1"/>${part}`,
      `<Style>.a { color: red }</Style>${part}`,
      `<!-- <Text name="img" value="$x"/> -->${part}`,
    ]);
  }
}

function shuffled<T>(random: Random, list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
