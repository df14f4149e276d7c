// What a theme gets to see, token by token. Read it beside the fixtures.

/** A token and some of its scopes, in short: without ".label-studio-config" and ".xml". The last one is the innermost. */
export type Row = readonly [text: string, ...scopes: string[]];

export const CONTROL = ['meta.tag.control', 'support.class.control'];
const OBJECT = ['meta.tag.object', 'entity.name.function.object'];
const LABEL = ['meta.tag.label', 'entity.name.tag.label'];
const VISUAL = ['entity.name.tag.visual'];
export const PLAIN = ['entity.name.tag.localname'];
const NAME = ['string.quoted.double', 'variable.other.name'];
const REFERENCE = ['string.quoted.double', 'variable.other.reference'];
const DATA = ['variable.other.data'];
const DOLLAR = ['variable.other.data', 'punctuation.definition.variable'];
const DOT = ['variable.other.data', 'punctuation.accessor'];
const INDEX = ['string.quoted.double', 'constant.other.placeholder'];
const TEXT = ['variable.other.enummember.label'];
const COMMA = ['punctuation.separator.comma'];
const HEX = ['constant.other.color.rgb-value.hex'];
const COLOR = ['support.constant.color'];
const KEY = ['constant.character.hotkey'];
const STRING = ['string.quoted.double'];
const ENTITY = ['constant.character.entity'];
const COMMENT = ['comment.block'];
const CDATA = ['string.unquoted.cdata'];
const CSS = ['meta.embedded.block.css'];

/** fixture -> part of a line that stands once in it -> tokens of that line, in their order; others between them are free. */
export const TABLES: Readonly<Record<string, Readonly<Record<string, readonly Row[]>>>> = {
  image: {
    '<?xml': [['xml', 'meta.tag.preprocessor', 'entity.name.tag']],
    '<Header': [
      ['Header', ...VISUAL],
      ['value', 'entity.other.attribute-name.data'],
      ['Harbour ', ...STRING],
      ['$', ...DOLLAR],
      ['port', ...DATA],
      [', berth ', ...STRING],
      ['$', ...DOLLAR],
      ['berth', ...DATA],
      ['.', ...DOT],
      ['number', ...DATA],
      ['4', 'constant.numeric'],
    ],
    '<Image': [
      ['<', 'meta.tag.object', 'punctuation.definition.tag'],
      ['Image', ...OBJECT],
      ['name', 'entity.other.attribute-name.name'],
      ['photo', ...NAME],
      ['$', ...DOLLAR],
      ['image', ...DATA],
      ['true', 'constant.language.boolean'],
      ['false', 'constant.language.boolean'],
      ['/>', 'meta.tag.object', 'punctuation.definition.tag'],
    ],
    '<RectangleLabels': [
      ['RectangleLabels', ...CONTROL],
      ['shape', ...NAME],
      ['toName', 'entity.other.attribute-name.reference'],
      ['photo', ...REFERENCE],
      ['2.5', 'constant.numeric'],
    ],
    '</RectangleLabels': [
      ['</', 'punctuation.definition.tag'],
      ['RectangleLabels', ...CONTROL],
    ],
    '"Ship"': [
      ['Label', ...LABEL],
      ['Ship', ...TEXT],
      ['#', ...HEX, 'punctuation.definition.constant'],
      ['FFA39E', ...HEX],
      ['1', ...KEY],
    ],
    '"Buoy"': [
      ['Buoy', ...TEXT],
      ['lightblue', ...COLOR],
      ['ctrl', ...KEY],
      ['+', 'keyword.operator.combination'],
      ['b', ...KEY],
    ],
    "Don't": [
      ["Don't know", ...TEXT],
      ['rgba(10, 20, 30, 0.5)', 'constant.other.color.rgb-value'],
    ],
    Tug: [
      ['Tug ', ...TEXT],
      ['amp', ...ENTITY],
      [' barge', ...TEXT],
      ['tug', ...TEXT],
      ['fff', ...HEX],
    ],
    'photo,mask': [
      ['photo', ...REFERENCE],
      [',', ...COMMA],
      ['mask', ...REFERENCE],
    ],
    '<KeyPoint': [
      ['KeyPoint', ...CONTROL],
      ['</', 'punctuation.definition.tag'],
      ['KeyPoint', ...CONTROL],
    ],
    '<polygonlabels': [['polygonlabels', ...CONTROL]],
    '<label ': [
      ['label', ...PLAIN],
      ['unseen', ...STRING],
    ],
    tows: [
      ['Relations', ...CONTROL],
      ['Relation', ...LABEL],
      ['tows', ...TEXT],
      ['Relations', ...CONTROL],
    ],
  },
  text: {
    'The "Company"': [
      ['The "Company"', 'string.quoted.single', ...TEXT],
      ['0f0', 'string.quoted.single', ...HEX],
    ],
    '$page-html': [
      ['HyperText', ...OBJECT],
      ['page-html', ...DATA],
      ['url', ...STRING],
    ],
    '<HyperTextLabels': [
      ['HyperTextLabels', ...CONTROL],
      ['page', ...REFERENCE],
      ['Label', ...LABEL],
      ['HyperTextLabels', ...CONTROL],
    ],
    'Person, Company': [
      ['Choices', ...CONTROL],
      ['region-selected', ...STRING],
      ['whenTagName', 'entity.other.attribute-name.reference'],
      ['entity', ...REFERENCE],
      ['Person', ...TEXT],
      [',', ...COMMA],
      [' ', ...STRING],
      ['Company', ...TEXT],
    ],
    '<Number': [
      ['-1', 'constant.numeric'],
      ['5', 'constant.numeric'],
      ['true', 'constant.language.boolean'],
    ],
    '<MyWidget': [
      ['MyWidget', ...PLAIN],
      ['own', ...NAME],
      ['text', ...REFERENCE],
      ['extra', ...DATA],
    ],
  },
  media: {
    '<Audio': [
      ['Audio', ...OBJECT],
      ['audio', ...DATA],
      ['space', ...KEY],
    ],
    '<Video ': [
      ['Video', ...OBJECT],
      ['clip', ...DATA],
      ['.', ...DOT],
      ['url', ...DATA],
      ['fps', ...DATA],
      ['29.97', 'constant.numeric'],
    ],
    '<VideoRectangle': [['VideoRectangle', ...CONTROL]],
    '<TimelineLabels': [
      ['TimelineLabels', ...CONTROL],
      ['Docking', ...TEXT],
      ['shift', ...KEY],
    ],
    '<TimeSeries ': [
      ['TimeSeries', ...OBJECT],
      ['json', ...STRING],
      ['series', ...DATA],
      ['[', ...DOT],
      ['0', 'variable.other.data', 'constant.numeric'],
      [']', ...DOT],
      ['%Y-%m-%d', ...STRING],
    ],
    '<Channel': [
      ['Channel', ...LABEL],
      ['wind', ...STRING],
      ['f48a42', ...HEX],
      ['Wind $speed', ...STRING],
    ],
    '<TimeSeriesLabels': [['TimeSeriesLabels', ...CONTROL]],
    '<Paragraphs': [['Paragraphs', ...OBJECT]],
    '<ParagraphLabels': [['ParagraphLabels', ...CONTROL]],
  },
  classification: {
    'Calm sea': [
      ['Choice', ...LABEL],
      ['Calm sea', ...TEXT],
      ['alias', 'entity.other.attribute-name.label-text'],
      ['calm', ...TEXT],
    ],
    'Rough sea': [
      ['rough', 'string.quoted.single', ...TEXT],
      ['Rough sea', 'string.quoted.single', ...TEXT],
    ],
    Costs: [
      ['Costs $5 or ', ...TEXT],
      ['$', ...DOLLAR],
      ['price', ...DATA],
    ],
    $options: [['options', 'meta.tag.control', ...DATA]],
    '<Taxonomy': [
      ['Taxonomy', ...CONTROL],
      ['tree', ...DATA],
    ],
    Sloop: [
      ['Choice', ...LABEL],
      ['Sail', ...TEXT],
      ['Sloop', ...TEXT],
      ['sl', ...TEXT],
      ['Choice', ...LABEL],
    ],
    'calm,rough': [
      ['View', ...VISUAL],
      ['sea', ...REFERENCE],
      ['calm', ...TEXT],
      [',', ...COMMA],
      ['rough', ...TEXT],
    ],
    SILENCE: [
      ['TextArea', ...CONTROL],
      ['Shortcut', ...LABEL],
      ['SILENCE', ...TEXT],
    ],
  },
  repeater: {
    '<Repeater': [
      ['Repeater', ...VISUAL],
      ['utterances', ...DATA],
      ['idx', ...INDEX],
    ],
    '<Text': [
      ['user_', ...NAME],
      ['{{', ...INDEX, 'punctuation.definition.placeholder.begin'],
      ['idx', ...INDEX],
      ['utterances', ...DATA],
      ['[', ...DOT],
      ['idx', 'variable.other.data', 'constant.other.placeholder'],
      [']', ...DOT],
      ['.', ...DOT],
      ['text', ...DATA],
    ],
    '<Choices': [
      ['act_', ...NAME],
      ['idx', ...INDEX],
      ['user_', ...REFERENCE],
      ['idx', ...INDEX],
      [',', ...COMMA],
      [' ', ...STRING],
      ['all', ...REFERENCE],
    ],
    '<Choice ': [
      ['Training ', ...TEXT],
      ['idx', ...INDEX],
    ],
    valueList: [
      ['valueList', 'entity.other.attribute-name.data'],
      ['pages', ...DATA],
    ],
  },
  ranker: {
    '<List': [
      ['List', ...OBJECT],
      ['items', ...DATA],
    ],
    '<Ranker': [
      ['Ranker', ...CONTROL],
      ['results', ...REFERENCE],
    ],
    '"best"': [
      ['Bucket', ...LABEL],
      ['best', ...NAME],
      ['Best results', ...STRING],
    ],
    '<Pairwise': [
      ['Pairwise', ...CONTROL],
      ['left', ...REFERENCE],
      ['right', ...REFERENCE],
    ],
  },
  markup: {
    '<!DOCTYPE': [['View', 'meta.tag.sgml.doctype', 'variable.language.documentroot']],
    'name="hidden"': [
      ['<!--', ...COMMENT, 'punctuation.definition.comment'],
      [' <View><Choices name="hidden" toName="$x"/></View>', ...COMMENT],
    ],
    'still hidden': [['     <Label value="still hidden"/> ', ...COMMENT]],
    'one -- two': [
      ['--', ...COMMENT, 'invalid.illegal.bad-comments-or-CDATA'],
      [' two ', ...COMMENT],
      ['-->', 'punctuation.definition.comment'],
    ],
    '.ship > .mast': [
      ['Style', ...VISUAL],
      ['ship', ...CSS, 'entity.other.attribute-name.class.css'],
      ['>', ...CSS, 'keyword.operator.combinator.css'],
      ['ff0000', ...CSS, 'constant.other.color.rgb-value.hex.css'],
      ['Style', ...VISUAL],
    ],
    '.htx-ranker-item': [['background', ...CSS, 'support.type.property-name.css']],
    '.open {': [['blue', ...CSS, 'support.constant.color.w3c-standard-color-name.css']],
    '<!-- note -->': [
      [' note ', ...COMMENT],
      ['d', ...CSS, 'entity.other.attribute-name.class.css'],
      ['Style', ...VISUAL],
    ],
    '<Style><![CDATA[': [
      [' .a > .b { color: red; } ', ...CDATA],
      ['Style', ...VISUAL],
    ],
    '<ReactCode': [
      ['ReactCode', ...OBJECT],
      ['task', ...DATA],
      ['{', 'string.quoted.single'],
    ],
    '"type": "string"': [['    "name": {"type": "string"}', 'string.quoted.single']],
    'const tag': [[`    const tag = '<Choices name="x" toName="y">';`, ...CDATA]],
    ']]>\n': [[']]>', ...CDATA, 'punctuation.definition.string.end']],
    'toName=\n': [['toName', 'entity.other.attribute-name.reference']],
    '"none"': [['none', ...REFERENCE]],
    'first $line': [
      ['first ', ...STRING],
      ['line', ...DATA],
    ],
    'then $other': [['other', ...DATA]],
    '&sea;"/>': [
      ['lt', ...ENTITY],
      ['title', ...DATA],
      ['sea', ...ENTITY],
    ],
    'Free text': [['  Free text with $dollar and name="x".', 'text']],
    '<b class': [
      ['b', ...PLAIN],
      ['class', 'entity.other.attribute-name.localname'],
      ['bold', ...NAME],
    ],
    'single "quoted"': [
      ['single "quoted" ', 'string.quoted.single'],
      ['title', 'string.quoted.single', ...DATA],
    ],
  },
  unfinished: {
    '$text\n': [['text', ...DATA]],
    '<Choices': [
      ['Choices', ...CONTROL],
      ['tone', ...NAME],
    ],
    '<Choice ': [
      ['Choice', ...LABEL],
      ['Kind', ...TEXT],
    ],
    '<Style>': [['a', ...CSS, 'entity.other.attribute-name.class.css']],
    '<Label': [
      ['Label', ...LABEL],
      ['Ship', ...TEXT],
    ],
    '</View>': [['View', ...VISUAL]],
  },
};
