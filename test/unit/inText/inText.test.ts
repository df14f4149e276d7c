import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DocumentCheck } from '../../../src/core/engine/documentCheck';
import { valueHints } from '../../../src/core/inText/hints';
import { nameTokens } from '../../../src/core/inText/tokens';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';

const { config } = parseLabelingConfig(`<View>
  <Image name="photo" value="$image"/><Text name="note" value="$text"/><Audio name="sound" value="$audio"/><Video name="clip" value="$clip"/>
  <RectangleLabels name="box" toName="photo"><Label value="Ship"/><Label value="Old buoy" alias="buoy"/></RectangleLabels>
  <Labels name="span" toName="note"><Label value="Storm"/></Labels>
  <Labels name="heard" toName="sound"><Label value="Horn"/></Labels>
  <Taxonomy name="kind" toName="photo"><Choice value="Vessel"><Choice value="Sail"/></Choice></Taxonomy>
  <Choices name="open" toName="photo" value="$choices"/>
  <TextArea name="said" toName="photo"/>
  <VideoRectangle name="track" toName="clip"/><Labels name="what" toName="clip"><Label value="Gull"/></Labels>
  <Relations><Relation value="tows"/></Relations>
</View>`);

function checkOf(text: string, large?: number, known: typeof config | 'none' = config): DocumentCheck {
  const check = new DocumentCheck(stringSource(text), {
    form: 'json',
    ...(known && known !== 'none' && { config: known }),
    ...(large && { large }),
  });
  while (!check.work(() => false)) {}
  return check;
}

const task = (...regions: string[]): string =>
  `[{"data":{"image":"a.png","text":"A 🚢 in a storm"},"predictions":[{"result":[${regions.join(',')}]}]}]`;
const region = (from: string, to: string, type: string, value: string, more = ''): string =>
  `{"id":"${from}","from_name":"${from}","to_name":"${to}","type":"${type}"${more},"value":{${value}}}`;

describe('names and labels', () => {
  /** Each token as it is written, unknown ones with a question mark. */
  const tokens = (text: string, large?: number): string[] =>
    nameTokens(checkOf(text, large), { start: 0, end: text.length }).map(
      ({ kind, isKnown, start, end }) => `${kind} ${text.slice(start, end)}${isKnown ? '' : '?'}`,
    );

  for (const [what, text, expected] of [
    [
      'those of the config and others',
      region('box', 'photo', 'rectanglelabels', '"x":1,"rectanglelabels":["Ship","Shark","buoy","Old buoy"]'),
      ['name box', 'name photo', 'label Ship', 'label Shark?', 'label buoy', 'label Old buoy?'],
    ],
    ['names that are unknown', region('b', 'p', 'choices', '"choices":["a"]'), ['name b?', 'name p?']],
    [
      'steps of a path',
      region('kind', 'photo', 'taxonomy', '"taxonomy":[["Vessel","Sail"],["Rock"]]'),
      ['name kind', 'name photo', 'label Vessel', 'label Sail', 'label Rock?'],
    ],
    [
      'labels that come from elsewhere',
      region('open', 'photo', 'choices', '"choices":["anything"]'),
      ['name open', 'name photo', 'label anything'],
    ],
    ['free texts are none', region('said', 'photo', 'textarea', '"text":["x"]'), ['name said', 'name photo']],
    [
      'labels of a box in a video',
      region('track', 'clip', 'videorectangle', '"labels":["Gull","Ship"]'),
      ['name track', 'name clip', 'label Gull', 'label Ship?'],
    ],
    ['labels of relations', '{"type":"relation","labels":["tows","eats"]}', ['label tows', 'label eats?']],
    ['what is no text', '{"from_name":5,"to_name":null,"value":{"rectanglelabels":"Ship"}}', []],
  ] as const) {
    test(what, () => {
      assert.deepEqual(tokens(task(text)), expected);
      assert.deepEqual(tokens(task(text, text), 60), [...expected, ...expected]);
    });
  }
  test('only those in the part that is asked for', () => {
    const text = task(region('box', 'photo', 'rectanglelabels', '"rectanglelabels":["Ship","Shark"]'));
    const at = text.indexOf('"Ship"');
    const found = nameTokens(checkOf(text), { start: at, end: at + 6 });
    assert.deepEqual(found, [{ kind: 'label', isKnown: true, start: at + 1, end: at + 5 }]);
  });
  test('behind what is long, and behind a region that is not JSON', () => {
    const long = region('box', 'photo', 'rectanglelabels', `"rle":[${'1,'.repeat(9_000)}1],"rectanglelabels":["Ship"]`);
    assert.deepEqual(tokens(task(long)), ['name box', 'name photo', 'label Ship']);
    const broken = '{"from_name":"box" "to_name":"photo","value":{"rectanglelabels":["Ship"]}}';
    for (const large of [undefined, 60]) {
      assert.deepEqual(tokens(task(broken, region('box', 'photo', 'choices', '')), large), [
        'name box',
        'name box',
        'name photo',
      ]);
    }
  });
  test('the last of equal keys, and keys with escapes', () => {
    assert.deepEqual(tokens(task('{"from_name":"gone","from_name":"box","t\\u006f_name":"photo"}')), [
      'name box',
      'name photo',
    ]);
  });
  test('those of parts are those of the whole', () => {
    const one = region('box', 'photo', 'rectanglelabels', '"x":1,"rectanglelabels":["Ship","Shark"]');
    const text = `[${[task(one, one).slice(1, -1), `{"task":1,"result":[${one},5,[],${one}]}`].join(',\n')},
      {"data":{"result":[${one}]},"annotations":[{"result":[${one}]}]}]`;
    for (const large of [undefined, 60]) {
      const check = checkOf(text, large);
      const all = nameTokens(check, { start: 0, end: text.length });
      assert.equal(all.length, 5 * 4);
      for (let start = 0; start < text.length; start += 7) {
        for (const end of [start + 1, start + 40, start + 300]) {
          const expected = all.filter((token) => token.start < end && token.end > start);
          assert.deepEqual(nameTokens(check, { start, end }), expected, `${start} to ${end}`);
        }
      }
    }
  });
  test('none without a labeling config', () => {
    const text = task(region('box', 'photo', 'rectanglelabels', ''));
    assert.deepEqual(nameTokens(checkOf(text, undefined, 'none'), { start: 0, end: text.length }), []);
  });
});

describe('what values mean', () => {
  /** Each hint behind the last characters of what it is about. */
  const hints = (text: string, large?: number): string[] =>
    valueHints(checkOf(text, large), { start: 0, end: text.length }).map(
      ({ offset, text: words }) => `${text.slice(offset - 4, offset)} ${words}`,
    );

  for (const [what, text, expected] of [
    [
      'pixels',
      region(
        'box',
        'photo',
        'rectangle',
        '"x":10.5,"y":20.5,"width":30.5,"rotation":1',
        ',"original_width":200,"original_height":100',
      ),
      ['10.5 21 px', '20.5 20.5 px', '30.5 61 px'],
    ],
    ['the text of a span', region('span', 'note', 'labels', '"start":2,"end":   3,"labels":[]'), ['   3 “🚢”']],
    ['times', region('heard', 'sound', 'labels', '"start":62.5,"end":65.0'), ['62.5 1:02.500', '65.0 1:05.000']],
  ] as const) {
    test(what, () => assert.deepEqual(hints(task(text)), expected));
  }
  test('the region that an id means', () => {
    const ship = region('box', 'photo', 'rectanglelabels', '"rectanglelabels":["Ship"]');
    const text = task(ship, '{"type":"relation","from_id":"box","to_id":"gone"}', '{"id":"q","parentID":"box"}');
    assert.deepEqual(hints(text), ['box" Ship', 'box" Ship']);
    assert.deepEqual(hints(text, 60), hints(text));
  });
  test('nothing where nothing better is known', () => {
    assert.deepEqual(hints(task(region('box', 'photo', 'rectangle', '"x":10,"y":"1"'), '7', '{"value":[]}')), []);
  });
});
