/** What the rules about spans of texts, paragraphs, audio and time series say, and where they keep silent. */
import { describe } from 'node:test';
import { configOf } from '../../../src/core/validation/ruleConfigs';
import { type Given, type Row, region, says } from './said';

const OBJECTS = configOf(
  '<Text name="text" value="$text"/>',
  '<HyperText name="html" value="$html"/>',
  '<Paragraphs name="talk" value="$turns" textKey="said"/>',
  '<Audio name="audio" value="$audio"/>',
  '<Text name="linked" value="$text" valueType="url"/>',
  '<Text name="address" value="$address"/>',
  '<Text name="deep" value="$pages[1].body"/>',
  '<Text name="nowhere" value="$missing"/>',
  '<Text name="number" value="$number"/>',
  '<Text name="list" value="$turns"/>',
  '<HyperText name="pages" value="$turns"/>',
  '<Paragraphs name="monologue" value="$text"/>',
);
const DATA = {
  text: 'A \u{1F6A2} née',
  html: '<p>A \u{1F6A2}</p><p>née</p>',
  turns: [{ said: 'Ahoy' }, { said: 'A \u{1F6A2} sails' }, { other: 'x' }, null, 'text'],
  audio: 'a.wav',
  number: 12345,
  address: ' s3://bucket/a.txt ',
  pages: [{ body: 'one' }, { body: 'twelve chars' }],
};
const given: Given = { config: OBJECTS, data: DATA };

const span = (to: string, value: object, type = 'labels'): object => region(type, value, { to_name: to });
const NOTHING = 'error editor 0/value/end';
const OFFSET = 'error editor 0/value/endOffset';
const SWAPPED = 'warning authoring 0/value/end';

const reversed: readonly Row[] = [
  ['a text: ends before it starts', span('text', { start: 4, end: 2 }), `${NOTHING}: 2`, /highlights nothing/],
  ['a text: ends where it starts', span('text', { start: 4, end: 4 }), `${NOTHING}: 4`],
  ['a text: right', span('text', { start: 2, end: 4 }), []],
  ['an HTML by its object', span('html', { start: 4, end: 4 }), `${NOTHING}: 4`],
  ['an HTML by its type', span('?', { start: 4, end: 4 }, 'hypertextlabels'), `${NOTHING}: 4`],
  ['audio: ends before it starts', span('audio', { start: 4, end: 2 }), `${SWAPPED}: 2`, /Swap the two/],
  ['audio: a moment', span('audio', { start: 4, end: 4 }), []],
  ['no such object: may be audio', span('?', { start: 4, end: 4 }), []],
  ['no name of an object: may be audio', region('labels', { start: 4, end: 4 }, { to_name: 7 }), []],
  ['an end that is no number', span('text', { start: 4, end: '2' }), []],
  ['a start that is no number', span('text', { start: '4', end: 2 }), []],
  ['a time series: before', region('timeserieslabels', { start: 4, end: 2 }), `${SWAPPED}: 2`],
  ['a time series: a moment', region('timeserieslabels', { start: 4, end: 4 }), []],
  ['a time series on a text', span('text', { start: 4, end: 4, startOffset: 4, endOffset: 1 }, 'timeserieslabels'), []],
  [
    'a timeline: the first range that is reversed',
    region('timelinelabels', { ranges: [{ start: 1, end: 2 }, null, 5, { start: 9, end: 3 }, { start: 8, end: 2 }] }),
    'warning authoring 0/value/ranges/3/end: 3',
  ],
  ['a timeline: one frame', region('timelinelabels', { ranges: [{ start: 3, end: 3 }] }), []],
  ['a timeline: no ranges', region('timelinelabels', { start: 9, end: 3 }), []],
  ['a value that is no object', region('labels', null), []],
  [
    'paragraphs: a paragraph before',
    span('talk', { start: '2', end: '1', startOffset: 1, endOffset: 5 }, 'paragraphlabels'),
    `${NOTHING}: "1"`,
  ],
  [
    'paragraphs: a paragraph behind',
    span('talk', { start: '0', end: '1', startOffset: 4, endOffset: 1 }, 'paragraphlabels'),
    [],
  ],
  [
    'paragraphs: inside of one, reversed',
    span('talk', { start: '1', end: '1', startOffset: 4, endOffset: 1 }, 'paragraphlabels'),
    `${OFFSET}: 1`,
  ],
  [
    'paragraphs: inside of one, empty',
    span('talk', { start: '1', end: '1', startOffset: 4, endOffset: 4 }, 'paragraphlabels'),
    `${OFFSET}: 4`,
  ],
  [
    'paragraphs: inside of one, right',
    span('talk', { start: '1', end: '1', startOffset: 1, endOffset: 4 }, 'paragraphlabels'),
    [],
  ],
  [
    'paragraphs: global offsets change nothing',
    span('talk', { start: '1', end: '1', startOffset: 4, endOffset: 1, globalOffsets: {} }, 'paragraphlabels'),
    `${OFFSET}: 1`,
  ],
  [
    'an XPath: reversed in its node',
    span('html', { start: '/p[1]', end: '/p[1]', startOffset: 4, endOffset: 1 }, 'hypertextlabels'),
    `${OFFSET}: 1`,
  ],
  [
    'an XPath: from one node to another',
    span('html', { start: '/p[1]', end: '/p[2]', startOffset: 4, endOffset: 1 }, 'hypertextlabels'),
    [],
  ],
  [
    'an XPath: with global offsets',
    span('html', { start: '/p', end: '/p', startOffset: 4, endOffset: 1, globalOffsets: {} }, 'hypertextlabels'),
    [],
  ],
];

const CUT = 'The editor cuts the span off';
const outside: readonly Row[] = [
  ['the whole text', span('text', { start: 0, end: 7 }), []],
  [
    'one more',
    span('text', { start: 0, end: 8 }),
    'error editor 0/value/end: 8',
    /^"end" 8 is outside of the text, which has 7 code points.*cuts the span off/,
  ],
  [
    'starts at the end',
    span('text', { start: 7, end: 9 }),
    'error editor 0/value/start: 7',
    /"start" 7 .*highlights nothing/,
  ],
  ['starts at the last', span('text', { start: 6, end: 9 }), 'error editor 0/value/end: 9'],
  [
    'a negative start',
    span('text', { start: -1, end: 1 }),
    'warning authoring 0/value/start: -1',
    /starts the span at 0/,
  ],
  ['a negative start up to the end', span('text', { start: -1, end: 7 }), 'warning authoring 0/value/start: -1'],
  ['outside on both sides', span('text', { start: -1, end: 8 }), 'error editor 0/value/end: 8', RegExp(CUT)],
  ['all before the text', span('text', { start: -4, end: -1 }), 'error editor 0/value/start: -4'],
  ['before the text up to 0', span('text', { start: -4, end: 0 }), 'error editor 0/value/start: -4'],
  ['reversed: another rule', span('text', { start: 9, end: 8 }), []],
  ['empty: another rule', span('text', { start: 9, end: 9 }), []],
  ['a start that is no number', span('text', { start: '9', end: 90 }), []],
  ['an end that is no number', span('text', { start: 9, end: '90' }), []],
  ['XPaths by their start', span('text', { start: 0, end: 99, startOffset: 1 }), []],
  ['XPaths by their end', span('text', { start: 0, end: 99, endOffset: 1 }), []],
  [
    'only characters that count alike',
    span('deep', { start: 0, end: 99 }),
    'error editor 0/value/end: 99',
    /12 characters/,
  ],
  ['an address by its attribute', span('linked', { start: 0, end: 99 }), []],
  ['an address by its text', span('address', { start: 0, end: 99 }), []],
  ['data that are not there', span('nowhere', { start: 0, end: 99 }), []],
  ['an object that is not there', span('?', { start: 0, end: 99 }), []],
  ['a name that is none', region('labels', { start: 0, end: 99 }, { to_name: 7 }), []],
  ['an HTML, whose tags count nothing', span('html', { start: 0, end: 99 }, 'hypertextlabels'), []],
  ['audio', span('audio', { start: 0, end: 99 }), []],
  ['a text that is a number', span('number', { start: 0, end: 99 }), []],
  ['a text that is a list', span('list', { start: 0, end: 99 }), []],
  ['pages that are a list', span('pages', { start: '9', end: '9' }, 'hypertextlabels'), []],
  ['paragraphs that are a text', span('monologue', { start: '9', end: '9' }, 'paragraphlabels'), []],
  ...(
    [
      ['a paragraph that is not there', ['5', 0, '5', 1], 'start: "5"', /no paragraph 5: the dialogue has 5, counted/],
      ['an end in a paragraph that is not there', ['0', 0, '5', 1], 'end: "5"', /highlights nothing/],
      ['the whole of a paragraph', ['0', 0, '0', 4], undefined, undefined],
      [
        'an offset behind the end',
        ['0', 0, '0', 5],
        'endOffset: 5',
        /paragraph 0, which has 4 UTF-16 units\. The editor highlights nothing/,
      ],
      ['an offset behind the start', ['0', 5, '0', 6], 'startOffset: 5', /"startOffset" 5/],
      ['a negative offset', ['0', -1, '0', 4], 'startOffset: -1', undefined],
      ['UTF-16 units', ['1', 0, '1', 10], undefined, undefined],
      ['a paragraph without text', ['2', 0, '2', 99], undefined, undefined],
      ['a paragraph that is null', ['3', 0, '3', 99], undefined, undefined],
      ['a paragraph that is a text', ['4', 0, '4', 99], undefined, undefined],
      ['a paragraph given as a number', [9, 0, 9, 99], undefined, undefined],
      ['a paragraph given otherwise', ['x9', 0, '9x', 99], undefined, undefined],
      ['an offset that is no number', ['0', '9', '0', '9'], undefined, undefined],
    ] as const
  ).map(([what, [start, startOffset, end, endOffset], place, message]): Row => {
    const value = { start, startOffset, end, endOffset };
    return [
      `paragraphs: ${what}`,
      span('talk', value, 'paragraphlabels'),
      place === undefined ? [] : `error editor 0/value/${place}`,
      message ?? [],
    ];
  }),
];

const ofNee = { text: 'née' };
const differs: readonly Row[] = [
  ['what it says', span('text', { start: 4, end: 7, ...ofNee }), []],
  ['another text', span('text', { start: 0, end: 1, ...ofNee }), 'warning authoring 0/value/end: 1', /from 4 to 7/],
  ['no text', span('text', { start: 0, end: 1, text: 7 }), []],
  ['with offsets: XPaths', span('text', { start: 0, end: 1, startOffset: 0, ...ofNee }), []],
  ['with an end offset: XPaths', span('text', { start: 0, end: 1, endOffset: 0, ...ofNee }), []],
  [
    'XPaths and global offsets on a text',
    span('text', { start: 0, end: 1, endOffset: 0, globalOffsets: { start: 0, end: 1 }, ...ofNee }),
    [],
  ],
  [
    'XPaths and global offsets on HTML',
    span('html', {
      start: '/p',
      end: '/p',
      startOffset: 0,
      endOffset: 1,
      globalOffsets: { start: 0, end: 1 },
      ...ofNee,
    }),
    'warning authoring 0/value/globalOffsets/end: 1',
  ],
  [
    'XPaths and right global offsets on HTML',
    span('html', {
      start: '/p',
      end: '/p',
      startOffset: 0,
      endOffset: 1,
      globalOffsets: { start: 3, end: 6 },
      ...ofNee,
    }),
    [],
  ],
  ['XPaths and global offsets that are none', span('html', { startOffset: 0, globalOffsets: null, ...ofNee }), []],
  ['XPaths and global offsets that are a text', span('html', { startOffset: 0, globalOffsets: 'x', ...ofNee }), []],
  ['offsets that are no whole numbers', span('text', { start: 0.5, end: 1, ...ofNee }), []],
  ['an end that is no whole number', span('text', { start: 0, end: 1.5, ...ofNee }), []],
  ['a start that is none', span('text', { start: '0', end: 1, ...ofNee }), []],
  ['an end that is none', span('text', { start: 0, end: '1', ...ofNee }), []],
  ['a negative start: another rule', span('text', { start: -1, end: 1, ...ofNee }), []],
  ['behind the end: another rule', span('text', { start: 0, end: 8, ...ofNee }), []],
  ['up to the end', span('text', { start: 3, end: 7, ...ofNee }), []],
  ['up to the end, and too much', span('text', { start: 2, end: 7, ...ofNee }), 'warning authoring 0/value/end: 7'],
  ['empty: another rule', span('text', { start: 4, end: 4, ...ofNee }), []],
  ['an address', span('address', { start: 0, end: 1, ...ofNee }), []],
  ['a text that is a number', span('number', { start: 0, end: 1, ...ofNee }), []],
  ['audio', span('audio', { start: 0, end: 1, ...ofNee }), []],
  ['blanks around it', span('text', { start: 3, end: 7, text: 'n é e\\n' }), []],
  ['only blanks', span('text', { start: 0, end: 1, text: '  ' }), 'warning authoring 0/value/end: 1', /does not occur/],
  [
    'another paragraph',
    span('talk', { start: '1', end: '1', startOffset: 0, endOffset: 1, text: 'sails' }, 'paragraphlabels'),
    'warning authoring 0/value/endOffset: 1',
    /In UTF-16 units it stands from 5 to 10/,
  ],
  [
    'the whole of a paragraph, which is not said',
    span('talk', { start: '1', end: '1', startOffset: 0, endOffset: 10, text: 'sails' }, 'paragraphlabels'),
    'warning authoring 0/value/endOffset: 10',
  ],
  [
    'more than one paragraph',
    span('talk', { start: '0', end: '1', startOffset: 0, endOffset: 1, text: 'sails' }, 'paragraphlabels'),
    [],
  ],
  [
    'a paragraph without text',
    span('talk', { start: '2', end: '2', startOffset: 0, endOffset: 1, text: 'sails' }, 'paragraphlabels'),
    [],
  ],
  [
    'a start offset that is none',
    span('talk', { start: '1', end: '1', startOffset: '0', endOffset: 1, text: 'sails' }, 'paragraphlabels'),
    [],
  ],
  [
    'an end offset that is none',
    span('talk', { start: '1', end: '1', startOffset: 0, endOffset: '1', text: 'sails' }, 'paragraphlabels'),
    [],
  ],
];

const TEXT = configOf('<Text name="text" value="$text"/>');
/** A text, what is said, where, and how the reason and the cure read. */
const reasons: readonly (readonly [string, string, string, number, number, RegExp])[] = [
  [
    'UTF-16 units',
    '\u{1F6A2}\u{1F6A2} née at sea',
    'née',
    5,
    8,
    /count UTF-16 units, and this text counts code points\. .*from 3 to 6/,
  ],
  ['bytes of two', 'é née at sea', 'née', 3, 7, /count bytes, and this text counts code points/],
  ['bytes of three', '\u20ac née at sea', 'née', 4, 8, /count bytes/],
  ['bytes of four', 'b\u{1F6A2}\u20acé née at sea', 'née', 11, 15, /count bytes/],
  ['line breaks', 'a\r\nb\r\nsails on', 'sails', 4, 9, /line break of two characters/],
  ['the last one included', 'a sails b', 'sails', 2, 6, /not included, so it is one too small/],
  ['from 1', 'a sails b', 'sails', 3, 8, /count from 1, and offsets count from 0/],
  ['from 1, at the beginning', 'sails b', 'sails', 1, 6, /count from 1/],
  ['bytes where their number changes', '\u0080\u0800\u{10000} née at sea', 'née', 10, 14, /count bytes/],
  ['blanks around what it says', 'a sails b', '  sails  ', 0, 3, /stands from 2 to 7/],
  ['no way that is known', 'a sails b', 'sails', 0, 3, /Offsets count code points from 0, and the end is not included/],
  ['the nearest before', 'ab x ab y ab', 'ab', 6, 8, /stands from 5 to 7/],
  ['the nearest behind', 'ab xxxx ab', 'ab', 6, 8, /stands from 8 to 10/],
  ['only before', 'ab xxxx', 'ab', 4, 6, /stands from 0 to 2/],
  ['only behind', 'xxxx ab', 'ab', 0, 2, /stands from 5 to 7/],
  ['as far before as behind', 'ab..ab', 'ab', 2, 4, /stands from 0 to 2/],
];

describe('spans', () => {
  says('span-reversed', given, reversed);
  says('span-outside-text', given, outside);
  says('span-text-differs', given, differs);
  for (const [what, text, said, start, end, message] of reasons) {
    says('span-text-differs', { config: TEXT, data: { text } }, [
      [what, span('text', { start, end, text: said }), `warning authoring 0/value/end: ${end}`, message],
    ]);
  }
});

const audio = (start: unknown, end: unknown, length: unknown = 10): object =>
  region('labels', { start, end }, { original_length: length });

describe('audio', () => {
  says('time-outside-media', {}, [
    ['inside', audio(1, 2), []],
    ['the whole, rounded up', audio(0, 10.1), []],
    ['beyond', audio(1, 10.2), 'warning authoring 0/value/end: 10.2', /Times are seconds/],
    ['starts beyond', audio(10.5, 10.2), 'warning authoring 0/value/start: 10.5'],
    ['starts at the end, ends beyond', audio(10.1, 11.5), 'warning authoring 0/value/end: 11.5'],
    [
      'negative',
      audio(-1, 2),
      'warning authoring 0/value/start: -1',
      /"start" -1 .*which is 10 seconds.*Times are seconds/,
    ],
    [
      'negative, and whole thousands',
      audio(-1000, 2000),
      'warning authoring 0/value/start: -1000',
      /Times are seconds/,
    ],
    ['milliseconds', audio(1000, 10100), 'warning authoring 0/value/start: 1000', /As milliseconds it would fit/],
    ['milliseconds of the beginning', audio(0, 5000), 'warning authoring 0/value/end: 5000', /As milliseconds/],
    ['too much for milliseconds', audio(1000, 10101), 'warning authoring 0/value/start: 1000', /Times are seconds/],
    ['parts of milliseconds', audio(1000.5, 2000), 'warning authoring 0/value/start: 1000.5', /Times are seconds/],
    ['no length', audio(1, 99, null), []],
    ['a length of 0', audio(1, 99, 0), []],
    ['a length that is none', audio(1, 99, '10'), []],
    ['a start that is none', audio('1', 99), []],
    ['an end that is none', audio(11, '99'), []],
    ['no value', region('labels', null, { original_length: 10 }), []],
    ['a part of a time series', region('timeserieslabels', { start: 1, end: 99 }, { original_length: 10 }), []],
  ]);
});

describe('fractions', () => {
  says('offset-not-whole', given, [
    ['the start', span('text', { start: 1.5, end: 4 }), 'error editor 0/value/start: 1.5', /must be a whole number/],
    ['the end', span('text', { start: 1, end: 2.25 }), 'error editor 0/value/end: 2.25'],
    [
      'both',
      span('html', { start: 0.5, end: 2.25 }),
      ['error editor 0/value/start: 0.5', 'error editor 0/value/end: 2.25'],
    ],
    ['whole ones', span('text', { start: 1, end: 4 }), []],
    ['whole ones with a point', span('text', { start: 1.0, end: 4.0 }), []],
    ['an HTML by its type', span('?', { start: 1.5, end: 4 }, 'hypertextlabels'), 'error editor 0/value/start: 1.5'],
    ['an XPath with offsets', span('html', { start: '/p', end: '/p', startOffset: 0 }, 'hypertextlabels'), []],
    ['offsets besides', span('html', { start: 1.5, end: 4, startOffset: 0 }, 'hypertextlabels'), []],
    ['seconds', span('audio', { start: 1.5, end: 4.5 }), []],
    ['no such object: may be audio', span('?', { start: 1.5, end: 4.5 }), []],
    ['no name of an object', region('labels', { start: 1.5, end: 4.5 }, { to_name: 7 }), []],
    ['texts are another matter', span('text', { start: '1.5', end: '4' }), []],
    ['a time series', span('text', { start: 1.5, end: 4.5 }, 'timeserieslabels'), []],
  ]);
  says('offset-not-whole', {}, [['without a config: may be audio', span('text', { start: 1.5, end: 4.5 }), []]]);
  says('span-outside-text', given, [
    ['a fraction is another matter', span('text', { start: -1.5, end: 900 }), []],
    ['and so is one at the end', span('text', { start: -1, end: 900.5 }), []],
  ]);
});
