// Writes syntaxes/label-studio-config.tmLanguage.json: the grammar of the labeling config's own language.
// VS Code's XML grammar does the XML; what Label Studio adds is marked through injections, because tags are flat in
// that grammar and give us no place inside them for patterns of our own.
// Run: node scripts/generate/grammar.mjs && npx biome check --write syntaxes

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The language's id, which is also the suffix of every scope that this grammar adds. */
const ID = 'label-studio-config';
const ROOT = `text.xml.${ID}`;
const FILE = `syntaxes/${ID}.tmLanguage.json`;

/**
 * The tag names, by what they are for a prediction. This is the only list of them on the grammar's side; a test compares
 * it with the catalogue of control tags.
 */
export const TAGS = {
  /** Tags that make results: `from_name` is the name of one of these. */
  control: [
    ...['Bitmask', 'BitmaskLabels', 'Brush', 'BrushLabels', 'Choices', 'Cube', 'CubeLabels', 'DateTime', 'Ellipse'],
    ...['EllipseLabels', 'HyperTextLabels', 'KeyPoint', 'KeyPointLabels', 'Labels', 'MagicWand', 'Number', 'OcrLabels'],
    ...['Pairwise', 'ParagraphLabels', 'Polygon', 'PolygonLabels', 'Ranker', 'Rating', 'Rectangle', 'RectangleLabels'],
    ...['Relations', 'Taxonomy', 'TextArea', 'TimelineLabels', 'TimeSeriesLabels', 'Vector', 'VectorLabels'],
    ...['VideoRectangle', 'VideoVector', 'VideoVectorLabels'],
  ],
  /** Tags that show the data: `to_name` is the name of one of these. Chat and ReactCode are also their own control. */
  object: [
    ...['Audio', 'AudioPlus', 'Chat', 'HyperText', 'Image', 'List', 'Object3D', 'Paragraphs', 'Pdf', 'ReactCode'],
    ...['Table', 'Text', 'TimeSeries', 'Video'],
  ],
  /** Children of the two: labels, choices, buckets and the like. */
  label: ['Bucket', 'Channel', 'Choice', 'Label', 'Relation', 'Shortcut'],
  /** Layout and looks. Style is written apart, for the CSS in it. */
  visual: ['Collapse', 'Dialog', 'Filter', 'Header', 'Html', 'Markdown', 'Panel', 'Repeater', 'View'],
};

/**
 * Attributes by the meaning of their value. Case as Label Studio reads it: the SDK knows name, toName, value, valueList
 * and alias in this spelling only, the editor folds the case of the rest.
 */
const ATTRIBUTES = {
  name: 'name',
  reference: 'toName|(?i:whenTagName)',
  'label-list': '(?i:whenLabelValue|whenChoiceValue)',
  color: '(?i:background|backgroundColor|fillColor|selectedColor|strokeColor)',
  hotkey: '(?i:hotkey)',
  data: 'value|valueList|(?i:apiUrl|data|frameRate|on)',
  'label-text': 'value|alias',
};

const NAME_END = '(?![-.:\\w])';
const ANGLE = 'punctuation.definition.tag.xml';
const own = (/** @type {string} */ scope) => `${scope}.${ID}`;
const include = (/** @type {string[]} */ ...names) => names.map((name) => ({ include: name }));
const match = (/** @type {string} */ scope, /** @type {string} */ regex) => ({ name: own(scope), match: regex });

/**
 * A rule for the opening and the closing tag of some names. It also ends where another tag begins, which is never inside
 * a well-formed tag: an unfinished tag then does not swallow the next one.
 * @param {string} kind what the tags are, part of the scope
 * @param {string} names alternatives of a regular expression
 * @param {string} [accent] a scope that common themes colour unlike a plain tag
 */
function tag(kind, names, accent) {
  const scope = own(`entity.name.tag.${kind}`) + (accent ? ` ${own(`${accent}.${kind}`)}` : '');
  return {
    name: `meta.tag.xml ${own(`meta.tag.${kind}`)}`,
    begin: `(</?)(${names})${NAME_END}`,
    beginCaptures: { 1: { name: ANGLE }, 2: { name: scope } },
    end: '(/?>)|(?=<)',
    endCaptures: { 1: { name: ANGLE } },
    patterns: include('#tag-content'),
  };
}

/**
 * A rule for an attribute up to the end of its value, on this line or a later one.
 * @param {keyof typeof ATTRIBUTES} kind what the value means, part of the scope
 */
function attribute(kind) {
  const name = `entity.other.attribute-name.localname.xml ${own(`entity.other.attribute-name.${kind}`)}`;
  return {
    name: own(`meta.attribute.${kind}`),
    begin: `(?:^|\\s+)(${ATTRIBUTES[kind]})\\s*=`,
    beginCaptures: { 1: { name } },
    end: `(?<=["'])|(?=[^\\s"'])`,
    patterns: include('#double-quoted', '#single-quoted'),
  };
}

/**
 * A quoted value. `<` cannot stand in one, so a quote that was not closed ends there.
 * @param {'double' | 'single'} kind
 * @param {string} quote
 */
const quoted = (kind, quote) => ({
  name: `string.quoted.${kind}.xml`,
  begin: quote,
  beginCaptures: { 0: { name: 'punctuation.definition.string.begin.xml' } },
  end: `(${quote})|(?=<)`,
  endCaptures: { 1: { name: 'punctuation.definition.string.end.xml' } },
  patterns: include('text.xml#entity', 'text.xml#bare-ampersand'),
});

/** One item of a list with commas, without the blanks around it. */
const LIST_ITEM = `(?=\\S)(?:[^,"'&<{]|\\{(?!\\{))+?(?=\\s*(?:[,"'&<]|$)|\\{\\{)`;
const list = (/** @type {string} */ item) => [
  ...include('#index-placeholder'),
  match('punctuation.separator.comma', ','),
  match(item, LIST_ITEM),
];
const labelText = (/** @type {string} */ quote) => [
  ...include('#task-variable'),
  match('variable.other.enummember.label', `(?:[^${quote}&<{$]|\\{(?!\\{)|\\$(?![A-Za-z_]))+`),
];

const WHOLE_START = `(?<=["'])`;
const WHOLE_END = `(?=["'])`;
const COLORS = [
  {
    match: `${WHOLE_START}(#)(?:\\h{8}|\\h{6}|\\h{3,4})${WHOLE_END}`,
    name: own('constant.other.color.rgb-value.hex'),
    captures: { 1: { name: own('punctuation.definition.constant') } },
  },
  match('constant.other.color.rgb-value', `${WHOLE_START}(?:rgb|hsl)a?\\([-0-9.,%\\s/]+\\)${WHOLE_END}`),
  match('support.constant.color', `${WHOLE_START}[A-Za-z]+${WHOLE_END}`),
];
const HOTKEYS = [
  match('keyword.operator.combination', `(?<=[\\w\\]])\\+(?=[^\\s"'])`),
  match('punctuation.separator.comma', `,(?=[^"'])`),
  match('constant.character.hotkey', `\\w+|[^\\s"'&<]`),
];
const NUMBER = match('constant.numeric', `${WHOLE_START}[-+]?(?:\\d+(?:\\.\\d+)?|\\.\\d+)${WHOLE_END}`);
const PLAIN_VALUES = [
  ...include('#index-placeholder'),
  match('constant.language.boolean', `${WHOLE_START}(?:true|false)${WHOLE_END}`),
  NUMBER,
];

/**
 * `$key` with what follows it: `.part`, `[0]`, `[{{idx}}]`.
 * @param {string} key one step of the path
 * @param {string} start
 * @param {string} end
 */
function variable(key, start, end) {
  const name = own('variable.other.data');
  return {
    match: `${start}(\\$)(${key})((?:\\.${key}|\\[(?:\\d+|\\{\\{[^{}]*\\}\\})\\])*)${end}`,
    captures: {
      1: { name: `${name} ${own('punctuation.definition.variable')}` },
      2: { name },
      3: { name, patterns: include('#variable-path') },
    },
  };
}

/** What is looked at where: an injection's selector, and its patterns. */
function injections() {
  // "a b" asks for b inside a, also after a minus: what is excluded stands last.
  const anyTag = `L:${ROOT} (meta.tag.xml | meta.tag.no-content.xml)`;
  const label = own('meta.tag.label');
  const outsideValue = '- string - comment - meta.attribute';
  const value = (/** @type {string} */ kind, string = 'string') =>
    `L:${ROOT} ${own(`meta.attribute.${kind}`)} ${string}`;
  const outside = ['comment', 'string', 'meta.tag', own('meta.style'), 'meta.embedded', 'source'];
  return {
    [[`L:${ROOT}`, ...outside].join(' - ')]: {
      patterns: include('#comment', '#style-element', '#control-tag', '#object-tag', '#label-tag', '#visual-tag'),
    },
    [`${anyTag} ${outsideValue} - ${label}`]: { patterns: include('#data-attribute', '#common-attributes') },
    [`L:${ROOT} ${label} ${outsideValue}`]: { patterns: include('#label-text-attribute', '#common-attributes') },
    [value('name')]: {
      patterns: [...include('#index-placeholder'), match('variable.other.name', `(?:[^"'&<{]|\\{(?!\\{))+`)],
    },
    [value('reference')]: { patterns: list('variable.other.reference') },
    [value('label-list')]: { patterns: list('variable.other.enummember.label') },
    [value('data')]: { patterns: [...include('#task-variable'), NUMBER] },
    [value('label-text', 'string.quoted.double')]: { patterns: labelText('"') },
    [value('label-text', 'string.quoted.single')]: { patterns: labelText("'") },
    [value('color')]: { patterns: COLORS },
    [value('hotkey')]: { patterns: HOTKEYS },
    [`L:${ROOT} meta.tag string - meta.attribute - meta.tag.preprocessor - meta.tag.sgml`]: { patterns: PLAIN_VALUES },
  };
}

/**
 * `<Style>` with CSS in it. The CSS cannot leak: on one line it is a capture, over several a `while` rule, which ends
 * with its lines whatever brace is open. The element ends where another tag starts, so that an unclosed one costs
 * little while it is typed.
 */
function styleElement() {
  const name = own('meta.embedded.block.css');
  const css = { name, patterns: include('text.xml#entity', 'source.css') };
  const styleTag = { name: own('entity.name.tag.visual') };
  const close = '</(?i:Style)\\s*>';
  return {
    name: own('meta.style'),
    begin: `(<)((?i:Style))${NAME_END}`,
    beginCaptures: { 0: { name: 'meta.tag.xml' }, 1: { name: ANGLE }, 2: styleTag },
    end: `((</)((?i:Style))\\s*(>))|(?<=/>)|(?=</?(?!(?i:Style)${NAME_END})[A-Za-z])`,
    endCaptures: { 1: { name: 'meta.tag.xml' }, 2: { name: ANGLE }, 3: styleTag, 4: { name: ANGLE } },
    patterns: [
      {
        name: `meta.tag.xml ${own('meta.tag.visual')}`,
        begin: '\\G',
        end: '(/?>)|(?=<)',
        endCaptures: { 1: { name: ANGLE } },
        patterns: include('#tag-content'),
      },
      { match: `(?:(?<=>)|^)([^<]+)(?=${close})`, captures: { 1: css } },
      {
        contentName: name,
        begin: `(?<=>)(?!\\s*<)(?!.*</(?i:Style))`,
        while: `^(?!.*${close})(?!\\s*<)`,
        patterns: css.patterns,
      },
      ...include('#comment', 'text.xml'),
    ],
  };
}

/** Rules with a name, which the injections use. */
function repository() {
  const anyCase = (/** @type {string[]} */ names) => `(?i:${names.join('|')})`;
  return {
    // The SDK and the editor fold the case of tag names, except that the SDK does not see <label>, <choice>, <relation>.
    'control-tag': tag('control', anyCase(TAGS.control), 'support.class'),
    'object-tag': tag('object', anyCase(TAGS.object), 'entity.name.function'),
    'label-tag': tag('label', TAGS.label.join('|')),
    'visual-tag': tag('visual', anyCase(TAGS.visual)),
    'style-element': styleElement(),
    // In VS Code's XML grammar a double hyphen keeps the comment open for good. XML forbids it: mark it, and end.
    comment: {
      name: 'comment.block.xml',
      begin: '<!--',
      end: '-->',
      captures: { 0: { name: 'punctuation.definition.comment.xml' } },
      patterns: [{ name: 'invalid.illegal.bad-comments-or-CDATA.xml', match: '--(?!>)' }],
    },
    'tag-content': {
      patterns: [
        {
          match: '(?:^|\\s+)(?:([-.\\w]+)(:))?([-.:\\w]+)\\s*=',
          captures: {
            1: { name: 'entity.other.attribute-name.namespace.xml' },
            2: { name: 'punctuation.separator.namespace.xml' },
            3: { name: 'entity.other.attribute-name.localname.xml' },
          },
        },
        ...include('#double-quoted', '#single-quoted'),
      ],
    },
    'double-quoted': quoted('double', '"'),
    'single-quoted': quoted('single', "'"),
    'common-attributes': {
      patterns: /** @type {const} */ (['name', 'reference', 'label-list', 'color', 'hotkey']).map(attribute),
    },
    'data-attribute': attribute('data'),
    'label-text-attribute': attribute('label-text'),
    // A value that is nothing but a variable may name any data key; in longer text a variable is a word.
    'task-variable': {
      patterns: [
        variable(`[^\\s"'$<&.,\\[{]+`, WHOLE_START, WHOLE_END),
        variable('[A-Za-z_]\\w*', '', ''),
        ...include('#index-placeholder'),
      ],
    },
    'variable-path': {
      patterns: [
        ...include('#index-placeholder'),
        match('punctuation.accessor', '[.\\[\\]]'),
        match('constant.numeric', '(?<=\\[)\\d+(?=\\])'),
      ],
    },
    // What Repeater replaces by the index: {{idx}}, or its own indexFlag in the same braces.
    'index-placeholder': {
      name: own('constant.other.placeholder'),
      match: `(\\{\\{)[^{}"'<]*(\\}\\})`,
      captures: {
        1: { name: own('punctuation.definition.placeholder.begin') },
        2: { name: own('punctuation.definition.placeholder.end') },
      },
    },
  };
}

/** The whole grammar, as it stands in the file. */
export function labelingConfigGrammar() {
  return {
    comment: 'Made by scripts/generate/grammar.mjs: change that file.',
    name: 'Label Studio Labeling Config',
    scopeName: ROOT,
    patterns: include('text.xml'),
    injections: injections(),
    repository: repository(),
  };
}

/**
 * Writes the grammar.
 * @param {string} root the project's folder
 * @returns {string} the path of the file, relative to it
 */
export function generateGrammar(root) {
  writeFileSync(join(root, FILE), `${JSON.stringify(labelingConfigGrammar(), null, 2)}\n`);
  return FILE;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(generateGrammar(process.cwd()));
