import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DocumentCheck } from '../../../src/core/engine/documentCheck';
import { hoverInDocument } from '../../../src/core/hover/hoverInDocument';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';

const CONFIG = parseLabelingConfig(`<View>
  <Image name="photo" value="$image"/>
  <Text name="note" value="$text"/>
  <Audio name="sound" value="$audio"/>
  <Paragraphs name="talk" value="$turns"/>
  <RectangleLabels name="box" toName="photo">
    <Label value="Ship" hotkey="s" background="#f00"/><Label value="Old &quot;buoy&quot;" alias="buoy"/>
  </RectangleLabels>
  <Labels name="span" toName="note"><Label value="Storm"/></Labels>
  <Labels name="heard" toName="sound"><Label value="Horn"/></Labels>
  <Taxonomy name="kind" toName="photo"><Choice value="Vessel"><Choice value="Sail"/></Choice><Choice value="Rock"/></Taxonomy>
  <Rating name="stars" toName="photo" maxRating="7"/>
  <Relations><Relation value="tows"/></Relations>
</View>`).config;

/** What is told where the mark stands, and of which text. */
function hover(marked: string, large?: number): { text: string; of: string } | undefined {
  const at = marked.indexOf('¦');
  assert.ok(at >= 0, marked);
  const text = marked.replace('¦', '');
  const check = new DocumentCheck(stringSource(text), {
    form: 'json',
    ...(CONFIG && { config: CONFIG }),
    ...(large !== undefined && { large }),
  });
  while (!check.work(() => false)) {}
  const found = hoverInDocument(check, at);
  return found && { text: found.parts.join('\n\n'), of: text.slice(found.span.start, found.span.end) };
}

const region = (inner: string, more = ''): string =>
  `{"id":"r1","from_name":"box","to_name":"photo",${inner}}${more && `,${more}`}`;
const task = (regions: string, key = 'predictions'): string =>
  `[{"data":{"image":"a.png","text":"A 🚢 in a storm","audio":"a.wav","turns":[{"text":"Ahoy"},{"text":"A 🚢!"}]},"${key}":[{"result":[${regions}]}]}]`;
const BOX =
  '"type":"rectanglelabels","original_width":1920,"original_height":1080,"value":{"x":6.25,"y":3.7037,"width":15.625,"height":18.5185,"rotation":10,"rectanglelabels":["Ship","buoy"]}';
const BOX_WORDS =
  '**Ship**, **buoy (Old "buoy")** · rectanglelabels of `box`  \nx 120 px, y 40 px, 300 × 200 px of 1,920 × 1,080, turned by 10°';

/** A whole region of a type, as words; the first line, of names, left out. */
function words(type: string, value: string, more = '', from = 'box', to = 'photo'): string {
  const text = `{¦"id":"q","from_name":"${from}","to_name":"${to}","type":"${type}"${more},"value":{${value}}}`.replace(
    '{¦',
    '¦{',
  );
  const found = hover(task(text));
  assert.ok(found, text);
  return found.text.split('  \n').slice(1).join(' | ');
}

describe('names', () => {
  test('from_name: its object, its control tag with labels as XML, and what its value is', () => {
    const { text, of } = hover(task(region(BOX).replace('"from_name":"box"', '"from_name":"b¦ox"'))) ?? {};
    assert.equal(of, '"box"');
    assert.equal(
      text,
      `\`\`\`xml
<Image name="photo" value="$image"/>
<RectangleLabels name="box" toName="photo">
  <Label value="Ship" hotkey="s" background="#f00"/>
  <Label value="Old &quot;buoy&quot;" alias="buoy"/>
</RectangleLabels>
\`\`\`

Labels a rectangle: top left corner, width and height in percent of the image, rotation in degrees clockwise.`,
    );
  });
  test('a tree of choices is shown as a tree', () => {
    const text = hover(task('{"from_name":"k¦ind","to_name":"photo","type":"taxonomy","value":{}}'))?.text ?? '';
    assert.match(
      text,
      /<Taxonomy name="kind" toName="photo">\n {2}<Choice value="Vessel">\n {4}<Choice value="Sail"\/>\n {2}<\/Choice>\n {2}<Choice value="Rock"\/>\n<\/Taxonomy>/,
    );
  });
  test('to_name: the object tag and what it shows of this task', () => {
    assert.equal(
      hover(task('{"to_name":"n¦ote"}'))?.text,
      '```xml\n<Text name="note" value="$text"/>\n```\n\n`data.text`: “A 🚢 in a storm”',
    );
  });
  test('a data key: the tag that shows it', () => {
    assert.equal(hover('[{"data":{"im¦age":"a.png"}}]')?.text, '```xml\n<Image name="photo" value="$image"/>\n```');
  });
  test('names that the config does not have, and keys, tell nothing', () => {
    for (const marked of [
      '{"from_name":"n¦o"}',
      '{"from¦_name":"box"}',
      '{"to_name":"b¦ox"}',
      '{"score":¦1}',
      '{"meta":{"a":¦1}}',
    ]) {
      assert.equal(hover(task(marked)), undefined, marked);
    }
  });
});

describe('a region in words', () => {
  test('at its braces, its type and its id, in predictions and annotations', () => {
    const whole = region(BOX);
    for (const key of ['predictions', 'annotations']) {
      for (const [marked, of] of [
        [`¦${whole}`, '{'],
        [`${whole.slice(0, -1)}¦}`, '}'],
        [whole.replace('"rectanglelabels",', '"rect¦anglelabels",'), '"rectanglelabels"'],
        [whole.replace('"r1"', '"¦r1"'), '"r1"'],
      ] as const) {
        assert.deepEqual(hover(task(marked, key)), { text: BOX_WORDS, of }, marked);
      }
    }
    assert.equal(hover(`[{"task":1,"result":[¦${whole}]}]`)?.text, BOX_WORDS);
    assert.equal(hover(task(whole.replace('"from_name"', '¦ "from_name"'))), undefined);
  });
  test('with its score, and in percent where the size is not known', () => {
    assert.equal(
      words('rectangle', '"x":10,"y":20.25,"width":5,"height":6', ',"score":0.9312'),
      'x 10 %, y 20.3 %, 5 × 6 % of the image | score 0.9312',
    );
  });
  const size = ',"original_width":200,"original_height":100';
  for (const [type, value, expected, more = '', from = 'box', to = 'photo'] of [
    [
      'ellipselabels',
      '"x":50,"y":50,"radiusX":10,"radiusY":20',
      'centre x 100 px, y 50 px, radii 20 × 20 px of 200 × 100',
      size,
    ],
    ['keypointlabels', '"x":50,"y":50,"width":0.5', 'x 100 px, y 50 px, 1 px wide of 200 × 100', size],
    [
      'polygonlabels',
      '"points":[[10,10],[40,10],[40,60]]',
      '3 corners within x 20 px, y 10 px, 60 × 50 px of 200 × 100',
      size,
    ],
    ['vectorlabels', '"vertices":[{"x":10,"y":10}]', '1 vertex within x 20 px, y 10 px, 0 × 0 px of 200 × 100', size],
    [
      'ocrlabels',
      '"x":0.1,"y":0.2,"width":0.3,"height":0.05,"pageIndex":2,"ocrtext":"42"',
      'page 2, x 10 %, y 20 %, 30 × 5 % of the page, “42”',
    ],
    [
      'brushlabels',
      '"rle":[0,0,0,48,57,27,254,19,0,159,255,9,128,0]',
      'mask of 4 × 3 px, 16.7 % painted (2 px)',
      ',"original_width":4,"original_height":3',
    ],
    ['brush', '"rle":[0,0,0,48,57,27,254,19,0,159,255,9,128,0]', 'mask of 12 pixels, 16.7 % painted (2 px)'],
    ['labels', '"start":2,"end":3,"labels":["Storm"]', 'code points 2 to 3: “🚢”', '', 'span', 'note'],
    [
      'labels',
      '"start":2,"end":99,"labels":["Storm"],"text":"x\\ny"',
      'code points 2 to 99: by its own words “x y”',
      '',
      'span',
      'note',
    ],
    [
      'labels',
      '"start":62.5,"end":65,"channel":1,"labels":["Horn"]',
      '1:02.500 to 1:05.000 (2.5 s), channel 1',
      '',
      'heard',
      'sound',
    ],
    [
      'paragraphlabels',
      '"start":"1","end":"1","startOffset":2,"endOffset":4,"paragraphlabels":["Ship"]',
      'paragraph 1, UTF-16 units 2 to 4: “🚢”',
      '',
      'box',
      'talk',
    ],
    [
      'hypertextlabels',
      '"start":"/p[1]/text()[1]","end":"/p[1]/text()[1]","startOffset":0,"endOffset":5,"text":"Hello"',
      '/p\\[1\\]/text()\\[1\\], UTF-16 units 0 to 5: by its own words “Hello”',
    ],
    ['timeserieslabels', '"start":3,"end":8,"instant":false', '3 to 8'],
    ['timelinelabels', '"ranges":[{"start":3,"end":25}]', 'frames 3 to 25 (23 frames)'],
    [
      'videorectangle',
      '"framesCount":250,"duration":3700,"sequence":[{"frame":1,"time":0.04},{"frame":9,"time":0.36}]',
      '2 key frames, frame 1 (0:00.040) to frame 9 (0:00.360) of 1:01:40.000',
    ],
    ['taxonomy', '"taxonomy":[["Vessel","Sail"],["Rock"]]', 'Vessel › Sail, Rock'],
    ['rating', '"rating":3', '3 of 7 stars', '', 'stars'],
    ['rating', '"rating":1', '1 star', '', 'nobody'],
    ['paragraphlabels', '"start":1,"end":2,"startOffset":null', 'paragraph 1 to 2', '', 'box', 'talk'],
    ['number', '"number":-12.5', '\\-12.5'],
    ['textarea', '"text":["one","two"]', '“one”, “two”'],
    ['ranker', '"ranker":{"top":["a","b"]}', 'top: a, b'],
  ] as const) {
    test(`${type}: ${expected}`, () => assert.equal(words(type, value, more, from, to), expected));
  }
  test('of what cannot be read only the names are told', () => {
    for (const value of ['"x":"1"', '"x":1', '']) assert.equal(words('rectangle', value), '');
    assert.equal(words('brushlabels', '"rle":"x"'), '');
    assert.equal(words('polygon', '"points":[5,null]'), '2 corners');
  });
});

describe('inside of a value', () => {
  const box = region(BOX);
  for (const [what, marked, expected] of [
    ['a coordinate', box.replace('"x":6.25', '"x":6¦.25'), '120 px of 1,920'],
    ['its key', box.replace('"height":18', '"he¦ight":18'), '200 px of 1,080'],
    [
      'a corner',
      region('"type":"polygon","original_width":200,"original_height":100,"value":{"points":[[10,1¦0]]}'),
      '10 px of 100',
    ],
    ['seconds', '{"from_name":"heard","to_name":"sound","type":"labels","value":{"start":6¦2.5,"end":65}}', '1:02.500'],
    ['the time of a key frame', '{"type":"videorectangle","value":{"sequence":[{"frame":1,"time":6¦1}]}}', '1:01.000'],
    [
      'the end of a span',
      '{"from_name":"span","to_name":"note","type":"labels","value":{"start":9,"e¦nd":14,"labels":[]}}',
      'Covers “storm”',
    ],
    [
      'a mask',
      '{"type":"brush","value":{"r¦le":[0,0,0,48,57,27,254,19,0,159,255,9,128,0]}}',
      'mask of 12 pixels, 16.7 % painted (2 px)',
    ],
  ] as const) {
    test(`${what}: ${expected}`, () => assert.equal(hover(task(marked))?.text, expected));
  }
  test('a label: its tag, what people see, and its control', () => {
    assert.equal(
      hover(task(box.replace('"buoy"', '"bu¦oy"')))?.text,
      '```xml\n<Label value="Old &quot;buoy&quot;" alias="buoy"/>\n```\n\nPeople see “Old "buoy"”; predictions carry the alias.\n\nof `box`, a RectangleLabels',
    );
    assert.match(
      hover(task('{"from_name":"kind","to_name":"photo","type":"taxonomy","value":{"taxonomy":[["Vessel","S¦ail"]]}}'))
        ?.text ?? '',
      /<Choice value="Sail"\/>/,
    );
    assert.equal(hover(task(box.replace('"Ship"', '"Sh¦ark"'))), undefined);
  });
  test('numbers that have no better unit tell nothing', () => {
    for (const marked of [
      box.replace('"rotation":10', '"rotation":1¦0'),
      region('"type":"rectangle","value":{"x":¦1}'),
    ]) {
      assert.equal(hover(task(marked)), undefined, marked);
    }
  });
});

describe('ids of other regions', () => {
  test('parentID, from_id and to_id tell the region that they mean', () => {
    for (const more of [
      '{"id":"r2","parentID":"r¦1"}',
      '{"type":"relation","from_id":"r¦1","to_id":"r2"}',
      '{"type":"relation","to_id":"¦r1"}',
    ]) {
      assert.equal(hover(task(region(BOX, more)))?.text, BOX_WORDS, more);
    }
    assert.equal(hover(task(region(BOX, '{"parentID":"r¦9"}'))), undefined);
  });
  test('not one of another prediction', () => {
    const text = `[{"data":{},"predictions":[{"result":[${region(BOX)}]},{"result":[{"parentID":"r¦1"}]}]}]`;
    assert.equal(hover(text), undefined);
  });
});

describe('where the text is broken or large', () => {
  test('what stands before the break is told', () => {
    const whole = task(region(BOX).replace('"r1"', '"¦r1"'));
    assert.equal(hover(whole.slice(0, -6))?.text, BOX_WORDS);
    assert.match(hover(whole.replace('"rotation":10', '"rotation":'))?.text ?? '', /x 120 px/);
  });
  test('a unit that was taken apart tells the same', () => {
    const others = Array.from({ length: 20 }, (_, n) => `{"id":"o${n}","type":"rectangle","value":{"x":${n}}}`).join(
      ',',
    );
    for (const marked of [
      task(region(BOX, others).replace('"r1"', '"¦r1"')),
      task(`${others},${region(BOX)},{"parentID":"r¦1"}`),
      task(`${others},${region(BOX)}`).replace('"image"', '"im¦age"'),
      task(
        `${others},{"from_name":"span","to_name":"note","type":"labels","value":{"start":9,"e¦nd":14,"labels":[]}},${others}`,
      ),
    ]) {
      const expected = hover(marked);
      assert.ok(expected, marked);
      assert.deepEqual(hover(marked, 50), expected);
    }
  });
  test('no offset of any text throws', () => {
    const text = task(`${region(BOX)},{"type":5,"value":[1],"from_name":{},"parentID":null},7`);
    const check = new DocumentCheck(stringSource(text), { form: 'json', ...(CONFIG && { config: CONFIG }) });
    while (!check.work(() => false)) {}
    let told = 0;
    for (let at = -1; at <= text.length + 1; at++) if (hoverInDocument(check, at)) told++;
    assert.ok(told > 50, String(told));
    for (let end = 0; end < text.length; end += 7) {
      const broken = new DocumentCheck(stringSource(text.slice(0, end)), { form: 'json' });
      while (!broken.work(() => false)) {}
      for (let at = 0; at <= end; at += 5) hoverInDocument(broken, at);
    }
  });
});
