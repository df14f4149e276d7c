import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { complete, type Proposal } from '../../../src/core/completion/complete';
import { completeInDocument } from '../../../src/core/completion/completeInDocument';
import { condensed } from '../../../src/core/completion/condensed';
import { DocumentCheck } from '../../../src/core/engine/documentCheck';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import { Random } from '../../generators/random';

const { config } = parseLabelingConfig(`<View>
  <Image name="photo" value="$image"/>
  <RectangleLabels name="box" toName="photo"><Label value="Ship"/><Label value="Buoy"/></RectangleLabels>
  <BrushLabels name="mask" toName="photo"><Label value="Sea"/></BrushLabels>
  <Choices name="mood" toName="photo"><Choice value="Calm"/><Choice value="Storm"/></Choices>
  <Relations><Relation value="tows"/></Relations>
</View>`);
assert.ok(config);

function checkOf(text: string, large?: number): DocumentCheck {
  const check = new DocumentCheck(stringSource(text), {
    form: 'json',
    ...(config && { config }),
    ...(large && { large }),
  });
  while (!check.work(() => false)) {}
  return check;
}

const words = (proposals: readonly Proposal[]): string[] =>
  proposals.map(({ label, replaced: { start, end } }) => `${label} ${start}-${end}`);

const box = (id: string, more = ''): string =>
  `{"id":"${id}","from_name":"box","to_name":"photo","type":"rectanglelabels","value":{"x":1,"rectanglelabels":["Ship"]}${more}}`;
const task = (...regions: string[]): string =>
  `{"id":1,"data":{"image":"a.png","¹":"b"},"predictions":[{"model_version":"v1","result":[${box('a')}]},{"model_version":"v2","result":[${regions.join(', ')}]}],"annotations":[{"result":[${box('z')}]}]}`;

/** A text with every place where something can be written. */
const TEXT = `[
${task(
  box('b', ',"parentID":""'),
  '{"id":"m","type":"choices","from_name":"mood","to_name":"","value":{"choices":["Calm", ""]}}',
  '{"type":"relation","from_id":"","to_id":"b","labels":[""]}',
  `{"id":"r","type":"brushlabels","from_name":"","value":{"rle":[${Array.from({ length: 60 }, (_, n) => n).join(', ')}],"brushlabels":[]}}`,
)}
]`;

describe('completion in a unit that was taken apart', () => {
  test('proposes at every place what it proposes in a small one', () => {
    const [small, large] = [checkOf(TEXT), checkOf(TEXT, 40)];
    assert.ok([...large.outline.units()].every(({ apart }) => apart));
    let proposed = 0;
    for (let offset = 0; offset <= TEXT.length; offset++) {
      const expected = words(completeInDocument(small, offset, false));
      assert.deepEqual(words(completeInDocument(large, offset, false)), expected, TEXT.slice(0, offset).slice(-40));
      proposed += expected.length;
    }
    assert.ok(proposed > 100, String(proposed));
  });

  test('also while it is being typed in, inside of regions and around them', () => {
    const random = new Random(2_211);
    const check = checkOf(TEXT, 40);
    let text = TEXT;
    for (let n = 0; n < 150; n++) {
      const offset = 2 + random.below(text.length - 4);
      const typed = random.pick(['"', '{', '}', ',', 'x', '"": ', '[', '""', '{"']);
      text = text.slice(0, offset) + typed + text.slice(offset);
      check.edit([{ offset, removed: 0, text: typed }], stringSource(text));
      assert.ok(Array.isArray(completeInDocument(check, offset + typed.length, false)), `seed 2211, step ${n}`);
      while (!check.work(() => false)) {}
      // What is taken back leaves everything as it was.
      assert.ok(Array.isArray(completeInDocument(check, offset + typed.length, false)), `seed 2211, step ${n}`);
      text = TEXT;
      check.edit([{ offset, removed: typed.length, text: '' }], stringSource(text));
      while (!check.work(() => false)) {}
      check.settle();
      while (!check.work(() => false)) {}
    }
    const at = TEXT.indexOf('"from_id":"') + 11;
    assert.deepEqual(words(completeInDocument(check, at, false)), words(completeInDocument(checkOf(TEXT), at, false)));
  });

  test('knows a region by what it says now', () => {
    const check = checkOf(TEXT, 40);
    const ids = (): string[] => {
      const text = check.textOf([...check.outline.units()][0] as never);
      const offset = text.indexOf('"from_id":"') + 11;
      return completeInDocument(check, offset + 2, false).map(({ label }) => label);
    };
    assert.deepEqual(ids(), ['m', 'r']);
    const offset = TEXT.indexOf('"id":"m"') + 6;
    check.edit([{ offset, removed: 1, text: 'mood-1' }], stringSource(TEXT.replace('"id":"m"', '"id":"mood-1"')));
    while (!check.work(() => false)) {}
    assert.deepEqual(ids(), ['mood-1', 'r']);
  });

  test('answers behind a fault that the rest of the unit cannot be taken apart for', () => {
    const broken = TEXT.replace('"from_name":"mood"', '"from_name" "mood"').replace(
      '"model_version":"v2"',
      '"model_version" "v2"',
    );
    const check = checkOf(broken, 40);
    const offset = broken.indexOf('"brushlabels":[') + 15;
    assert.deepEqual(
      completeInDocument(check, broken.indexOf('"from_name":""') + 13, false).map(({ label }) => label),
      ['mask'],
      broken.slice(offset),
    );
  });
});

describe('a condensed text', () => {
  const mask = `{"value":{"rle":[${'1, '.repeat(9_000)}2],"png":"${'A'.repeat(9_000)}","brushlabels":["¦"]},"from_name":"mask","type":"brushlabels"}`;
  test('has short lists and texts, and the place where it was', () => {
    const offset = mask.indexOf('¦');
    const { text, offset: at } = condensed(mask, offset, { long: 100, near: Number.POSITIVE_INFINITY });
    assert.equal(text, '{"value":{"rle":[],"png":"","brushlabels":["¦"]},"from_name":"mask","type":"brushlabels"}');
    assert.equal(text.indexOf('¦'), at);
  });
  test('keeps what the place is in', () => {
    const offset = mask.indexOf('2]');
    const { text, offset: at } = condensed(mask, offset, { long: 100, near: Number.POSITIVE_INFINITY });
    assert.equal(text.slice(at, at + 2), '2]');
    assert.ok(text.startsWith('{"value":{"rle":[1, 1, '));
  });
  test('empties what is far, so that lists count as they did, and ends behind the place', () => {
    const list = `{"result":[${Array.from({ length: 5_000 }, (_, n) => `{"id":"r${n}"}`).join(',')}]}`;
    const offset = list.indexOf('r2500');
    const { text, offset: at } = condensed(list, offset, { long: 100, near: 100 });
    assert.ok(text.startsWith('{"result":[{},{},'));
    assert.equal(text.slice(0, at).split(',').length, 2_501);
    assert.ok(text.slice(at).length <= 100);
    assert.ok(text.includes('"r2498"') && !text.includes('"r2400"'));
  });
  test('proposes what the long text does', () => {
    const unit = `{"task":1,"result":[${box('a')},${mask}]}`;
    const marked = unit.indexOf('¦');
    const found = complete(unit.replace('¦', ''), marked, { config, indent: '' });
    assert.deepEqual(words(found), [`Sea ${marked - 1}-${marked + 1}`]);
  });
});
