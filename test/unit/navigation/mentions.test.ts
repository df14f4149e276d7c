import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DocumentCheck } from '../../../src/core/engine/documentCheck';
import { ConfigIndex } from '../../../src/core/navigation/configIndex';
import { idRefusal } from '../../../src/core/navigation/rename';
import { keyOf } from '../../../src/core/navigation/symbol';
import { hasId, idsIn, mentionAt, regionsOfId, usesIn } from '../../../src/core/navigation/unitMentions';
import { readerOf, WholeReader } from '../../../src/core/reading/unitReader';
import { stringSource } from '../../../src/core/text/lines';

function indexOf(xml: string): ConfigIndex {
  const index = ConfigIndex.read(xml);
  assert.ok(index);
  return index;
}

const INDEX = indexOf(`<View>
  <Image name="photo" value="$image"/><Image name="other" value="$other"/><Video name="clip" value="$video"/><List name="docs" value="$docs"/>
  <RectangleLabels name="box" toName="photo"><Label value="Ship" alias="S"/></RectangleLabels>
  <Labels name="tag" toName="clip"><Label value="Whale"/></Labels>
  <VideoRectangle name="track" toName="clip"><Label value="Whale"/></VideoRectangle>
  <Choices name="nested" toName="photo" allowNested="true"><Choice value="A"><Choice value="B"/></Choice></Choices>
  <Pairwise name="pair" toName="photo,other"/>
  <Ranker name="rank" toName="docs"><Bucket name="keep"/></Ranker><Ranker name="order" toName="docs"/>
  <Repeater on="$pages"><Text name="page_{{idx}}" value="$pages[{{idx}}].text"/><Choices name="tone_{{idx}}" toName="page_{{idx}}"><Choice value="Calm"/></Choices></Repeater>
  <Relations><Relation value="tows"/></Relations>
</View>`);

/** What the text at the `¦` of a region stands for, and the text. */
function at(marked: string, index: ConfigIndex | undefined = INDEX): string[] | undefined {
  const unit = `{"data": {}, "predictions": [{"result": []}, {"model_version": "box", "result": [{"id": "x"}, ${marked}]}]}`;
  const offset = unit.indexOf('¦');
  const text = unit.replace('¦', '');
  const mention = mentionAt(new WholeReader(text), offset, index);
  return mention && [text.slice(mention.start, mention.end), ...mention.symbols.map(keyOf)];
}

describe('what a text stands for', () => {
  for (const [marked, ...expected] of [
    ['{"from_name": "b¦ox"}', '"box"', '["name","box"]'],
    ['{"from_name": ¦"box"}', '"box"', '["name","box"]'],
    ['{"from_name": "box"¦}', '"box"', '["name","box"]'],
    ['{"from_name": "b\\u006fx¦"}', '"b\\u006fx"', '["name","box"]'],
    ['{"from_name": "box", "to_name": "pho¦to"}', '"photo"', '["name","photo"]'],
    ['{"from_name": "pair", "to_name": "pa¦ir"}', '"pair"', '["name","pair"]'],
    ['{"from_name": "tone_3¦"}', '"tone_3"', '["name","tone_{{idx}}"]'],
    ['{"value": {"rectanglelabels": ["¦S"]}, "from_name": "box"}', '"S"', '["label","box","S"]'],
    ['{"value": {"labels": ["¦S"]}, "from_name": "box"}', '"S"', '["label","box","S"]'],
    ['{"value": {"rectanglelabels": "¦S"}, "from_name": "box"}', '"S"', '["label","box","S"]'],
    ['{"value": {"box": {"rectanglelabels": ["¦S"]}}, "from_name": "box"}', '"S"', '["label","box","S"]'],
    ['{"value": {"b¦ox": {}}, "from_name": "box"}', '"box"', '["name","box"]'],
    ['{"from_name": "nested", "value": {"choices": [["A", "B¦"]]}}', '"B"', '["label","nested","A","B"]'],
    ['{"from_name": "nested", "value": {"choices": ["B¦"]}}', '"B"', '["label","nested","A","B"]'],
    ['{"from_name": "tone_0", "value": {"choices": ["Cal¦m"]}}', '"Calm"', '["label","tone_{{idx}}","Calm"]'],
    [
      '{"from_name": "track", "value": {"labels": ["¦Whale"]}}',
      '"Whale"',
      '["label","track","Whale"]',
      '["label","tag","Whale"]',
    ],
    ['{"from_name": "rank", "value": {"ranker": {"¦keep": ["1"]}}}', '"keep"', '["label","rank","keep"]'],
    ['{"from_name": "order", "value": {"ranker": {"¦order": ["1"]}}}', '"order"', '["name","order"]'],
    ['{"type": "relation", "labels": ["¦tows"]}', '"tows"', '["relation","tows"]'],
    ['{"type": "relation", "from_id": "¦x"}', '"x"', '["region","x"]'],
    ['{"from_name": "b¦ox", "from_name": "photo"}'],
    ['{"from_name": "box", "value": {"x": ¦1}}'],
    ['{"from_name": "box", "value": {"rectanglelabels": ["Shi¦p"]}}'],
    ['{"from_name": "other", "meta": {"text": ["b¦ox"]}}'],
    ['{"from_name": "nobo¦dy"}'],
    ['{"from_name": "nobody", "value": {"rectanglelabels": ["¦S"]}}'],
    ['{"from_na¦me": "box"}'],
  ] as const) {
    test(marked, () => assert.deepEqual(at(marked), expected.length > 0 ? expected : undefined));
  }
  test('ids without a labeling config, and nothing else', () => {
    const mentioned = (text: string, mark: number) => mentionAt(new WholeReader(text), mark, undefined)?.symbols;
    const text = '{"result": [{"id": "a", "from_name": "box", "parentID": "b"}]}';
    assert.deepEqual(mentioned(text, text.indexOf('"b"')), [{ kind: 'region', id: 'b' }]);
    assert.equal(mentioned(text, text.indexOf('"box"')), undefined);
  });
  test('nothing outside of regions', () => {
    const text = '{"model_version": "box", "data": {"result": [{"from_name": "box"}]}, "result": [  ], "task": 1}';
    for (let offset = 0; offset <= text.length; offset++)
      assert.equal(mentionAt(new WholeReader(text), offset, INDEX), undefined);
  });
  test('in a unit that ends too early', () => {
    const text = '{"task": 1, "result": [{"from_name": "box"';
    assert.deepEqual(mentionAt(new WholeReader(text), text.length - 2, INDEX)?.symbols, [
      { kind: 'name', name: 'box' },
    ]);
  });
});

describe('ids of a prediction', () => {
  const text =
    '{"predictions": [{"result": [{"id": "a"}, {"id": "b", "parentID": "a"}, {"type": "relation", "from_id": "\\u0061", "to_id": "b"}]}, {"result": [{"id": "a"}]}]}';
  const apart = new DocumentCheck(stringSource(text), { form: 'json', large: 20 });
  while (!apart.work(() => false)) {}
  const [cell] = apart.outline.units();
  const taken = cell && readerOf(apart, cell);
  assert.ok(cell?.apart && taken);
  for (const [what, unit] of [
    ['as a whole', new WholeReader(text)],
    ['taken apart', taken],
  ] as const) {
    test(`are found in its own regions only, in a unit ${what}`, () => {
      const mention = mentionAt(unit, text.indexOf('"parentID": "a"') + 13, undefined);
      assert.ok(mention);
      const found = idsIn(unit, mention.owner, { kind: 'region', id: 'a' });
      assert.deepEqual(
        found.map(({ start, end, isDeclaration }) => [text.slice(start, end), isDeclaration]),
        [
          ['"a"', true],
          ['"a"', false],
          ['"\\u0061"', false],
        ],
      );
      assert.ok(found.every(({ end }) => end < text.lastIndexOf('result')));
      const [own, ...others] = regionsOfId(unit, mention.owner, { kind: 'region', id: 'b' });
      assert.deepEqual(others, []);
      assert.equal(text.slice(own?.region.start, own?.region.end), '{"id": "b", "parentID": "a"}');
      assert.equal(text.slice(own?.id.start, own?.id.end), '"b"');
      assert.ok(hasId(unit, ['predictions', 1], 'a') && !hasId(unit, ['predictions', 1], 'b'));
    });
  }
  test('can be others that are free', () => {
    const taken = (id: string): boolean => id === 'a';
    assert.equal(idRefusal('c', taken), undefined);
    for (const id of ['', ' ', 'a', 'a#1', '\ud800', '\0']) assert.ok(idRefusal(id, taken), JSON.stringify(id));
  });
});

describe('uses of a name that a Repeater makes', () => {
  test('are those of all indexes', () => {
    const text =
      '{"result": [{"from_name": "tone_0", "to_name": "page_0"}, {"from_name": "tone_12"}, {"from_name": "box"}]}';
    const uses = [...usesIn(text, 0, INDEX, { kind: 'name', name: 'tone_{{idx}}' })];
    assert.deepEqual(
      uses.map(({ start, end }) => text.slice(start, end)),
      ['"tone_0"', '"tone_12"'],
    );
  });
});
