import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { listParts, readAttribute, writeAttribute } from '../../../src/core/navigation/attribute';
import { ConfigIndex } from '../../../src/core/navigation/configIndex';
import { configEdits, refusal, whyNot } from '../../../src/core/navigation/rename';
import type { ConfigSymbol } from '../../../src/core/navigation/symbol';

const XML = `<View>
  <Image name="photo" value="$image" sync="clip"/>
  <Video name="clip" value="$video" sync='photo'/>
  <RectangleLabels name="box" toName="photo"><Label value="Ship"/><View><Label value="Old &amp; grey" alias='old "one"'/></View></RectangleLabels>
  <PolygonLabels name="shape" toName="photo"><Label value="Ship"/></PolygonLabels>
  <Filter name="find" toName="box"/>
  <Pairwise name="pair" toName="photo, clip"/>
  <View visibleWhen="region-selected" whenTagName="box" whenLabelValue="Ship,Buoy">
    <Choices name="mood" toName="photo" perRegion="true" whenLabelValue="Ship"><Choice value="Calm"/><Choice value="Storm"/></Choices>
  </View>
  <Taxonomy name="kind" toName="photo" visibleWhen="choice-selected" whentagname="mood" whenChoiceValue="Calm, Storm">
    <Choice value="Vessel"><Choice value="Sail"/></Choice><Choice value="Sport"><Choice value="Sail"/></Choice>
  </Taxonomy>
  <Ranker name="rank" toName="photo"><Bucket name="keep" title="Keep"/></Ranker>
  <Relations><Relation value="tows"/></Relations>
  <Repeater on="$pages"><Text name="page_{{idx}}" value="$pages[{{idx}}].text"/><Choices name="tone_{{idx}}" toName="page_{{idx}}"><Choice value="Calm"/></Choices></Repeater>
</View>`;

function indexOf(xml: string): ConfigIndex {
  const index = ConfigIndex.read(xml);
  assert.ok(index);
  return index;
}

const INDEX = indexOf(XML);
const name = (text: string): ConfigSymbol => ({ kind: 'name', name: text });
const label = (control: string, ...path: string[]): ConfigSymbol => ({ kind: 'label', control, path });

/** The lines and texts of all places of a symbol, declarations with a star. */
function places(symbol: ConfigSymbol, index = INDEX): string[] {
  return index.mentionsOf(symbol).map(({ start, end, isDeclaration, symbols }) => {
    const line = index.xml.slice(0, start).split('\n').length;
    return `${line}:${index.xml.slice(start, end)}${isDeclaration ? '*' : ''}${symbols.length > 1 ? '?' : ''}`;
  });
}

/** The config with another name for a symbol. */
function renamed(symbol: ConfigSymbol, to: string, index = INDEX): string {
  let text = index.xml;
  for (const edit of configEdits(index, symbol, to).reverse()) {
    text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  }
  return text;
}

describe('attributes', () => {
  test('are read with their entities, and every character has its place', () => {
    const read = readAttribute('a&amp;b&#x1F600;&#65;\r\n\tc&nope;');
    assert.equal(read.text, 'a&b😀A  c&nope;');
    assert.deepEqual(read.at.slice(0, 6), [0, 1, 6, 7, 7, 16]);
    assert.equal(read.at.length, read.text.length + 1);
  });
  test('are lists between commas', () => {
    assert.deepEqual(listParts(' a,&amp;b&#44; c '), [
      { text: 'a', start: 1, end: 2 },
      { text: '&b', start: 3, end: 9 },
      { text: 'c', start: 15, end: 16 },
    ]);
    assert.deepEqual(listParts(', ,'), []);
  });
  test('are written so that the parser reads the same', () => {
    const text = `a & b < c > "d" 'e'\t\n\rü😀`;
    for (const quote of ['"', "'"]) {
      const written = writeAttribute(text, quote);
      assert.ok(!written.includes(quote));
      assert.equal(readAttribute(written).text, text);
      const index = indexOf(
        `<View><Text name="t" value="$t"/><Labels name="l" toName="t"><Label value=${quote}${written}${quote}/></Labels></View>`,
      );
      assert.deepEqual(index.config.controls.get('l')?.labels[0]?.text, text);
    }
  });
});

describe('places in a labeling config', () => {
  test('of names: toName lists, sync, Filter, whenTagName', () => {
    assert.deepEqual(places(name('photo')), [
      '2:photo*',
      '3:photo',
      '4:photo',
      '5:photo',
      '7:photo',
      '9:photo',
      '11:photo',
      '14:photo',
    ]);
    assert.deepEqual(places(name('box')), ['4:box*', '6:box', '8:box']);
    assert.deepEqual(places(name('clip')), ['2:clip', '3:clip*', '7:clip']);
    assert.deepEqual(places(name('mood')), ['9:mood*', '11:mood']);
  });
  test('of labels: of their own control, and where a condition can mean several', () => {
    assert.deepEqual(places(label('box', 'Ship')), ['4:Ship*', '8:Ship', '9:Ship?']);
    assert.deepEqual(places(label('shape', 'Ship')), ['5:Ship*', '9:Ship?']);
    assert.deepEqual(places(label('mood', 'Storm')), ['9:Storm*', '11:Storm']);
    assert.deepEqual(places(label('kind', 'Vessel', 'Sail')), ['12:Sail*']);
    assert.deepEqual(places(label('box', 'old "one"')), ['4:old "one"*']);
    assert.deepEqual(places(label('box', 'Old & grey')), []);
    assert.deepEqual(places(label('rank', 'keep')), ['14:keep*']);
    assert.deepEqual(places({ kind: 'relation', label: 'tows' }), ['15:tows*']);
  });
  test('of choices that a condition names by their value, which a new alias does not change', () => {
    const xml = (value: string): string =>
      `<View><Text name="t" value="$t"/><Choices name="c" toName="t"><Choice value="Angry" alias="ang"/><Choice value="Calm"/></Choices><View visibleWhen="choice-selected" whenTagName="c" whenChoiceValue="${value}"/></View>`;
    const byValue = indexOf(xml('Calm,Angry'));
    assert.deepEqual(places(label('c', 'ang'), byValue), ['1:ang*', '1:Angry']);
    assert.equal(byValue.at(byValue.xml.lastIndexOf('Angry'))?.byValue, true);
    assert.equal(byValue.at(byValue.xml.lastIndexOf('Calm'))?.byValue, false);
    assert.equal(renamed(label('c', 'ang'), 'a,b', byValue), xml('Calm,Angry').replace('"ang"', '"a,b"'));
    assert.equal(refusal(byValue, label('c', 'ang'), 'a,b'), undefined, 'no list holds the alias');
    const byAlias = indexOf(xml('ang'));
    assert.deepEqual(places(label('c', 'ang'), byAlias), ['1:ang*', '1:ang']);
    assert.equal(renamed(label('c', 'ang'), 'cross', byAlias), xml('cross').replace('"ang"', '"cross"'));
    const anywhere = indexOf(xml('Angry').replace(' whenTagName="c"', ''));
    assert.deepEqual(places(label('c', 'ang'), anywhere), ['1:ang*', '1:Angry']);
  });
  test('by offset', () => {
    assert.deepEqual(INDEX.at(XML.indexOf('whenTagName="box"') + 14)?.symbols, [name('box')]);
    assert.equal(INDEX.at(XML.indexOf('perRegion')), undefined);
  });
  test('of a tag that is control and object in one', () => {
    const index = indexOf('<View><Chat name="chat" value="$c"/><Choices name="c" toName="chat"/></View>');
    assert.deepEqual(places(name('chat'), index), ['1:chat*', '1:chat']);
  });
  test('of a config with Windows line ends', () => {
    const index = indexOf(XML.replaceAll('\n', '\r\n'));
    for (const { start, end, symbols } of index.mentions) {
      const [symbol] = symbols;
      const word = symbol?.kind === 'name' ? symbol.name : undefined;
      if (word) assert.equal(index.xml.slice(start, end), word);
    }
  });
  test('none where Label Studio cannot read it', () => assert.equal(ConfigIndex.read('<View>'), undefined));
});

describe('renaming in a labeling config', () => {
  test('changes every place and nothing else', () => {
    assert.equal(renamed(name('box'), 'a & "b"'), XML.replaceAll('"box"', '"a &amp; &quot;b&quot;"'));
    const index = indexOf(renamed(name('photo'), "it's"));
    assert.equal(places(name("it's"), index).length, 8);
    assert.ok(index.xml.includes("sync='it&apos;s'"));
    assert.ok(index.xml.includes(`toName="it's, clip"`));
  });
  test('of an alias leaves the value', () => {
    assert.equal(renamed(label('box', 'old "one"'), `'n"`), XML.replace(`'old "one"'`, `'&apos;n"'`));
  });
  test('tells places that can mean something else', () => {
    assert.deepEqual(
      configEdits(INDEX, label('box', 'Ship'), 'Boat').map(({ isOpen }) => isOpen),
      [false, false, true],
    );
  });
  test('is refused where it cannot be done, with a reason', () => {
    assert.match(whyNot(INDEX, []) ?? '', /Nothing that the labeling config declares/);
    assert.match(whyNot(INDEX, [name('page_{{idx}}')]) ?? '', /Repeater/);
    assert.match(whyNot(INDEX, [label('box', 'Ship'), label('shape', 'Ship')]) ?? '', /several labels/);
    const twice = indexOf('<View><Text name="a" value="$a"/><Choices name="a" toName="a"/></View>');
    assert.match(whyNot(twice, [name('a')]) ?? '', /Several tags/);
    for (const symbol of [name('box'), label('box', 'Ship'), { kind: 'relation', label: 'tows' } as const]) {
      assert.equal(whyNot(INDEX, [symbol]), undefined);
    }
  });
  for (const [symbol, to, reason] of [
    [name('box'), '', /empty/],
    [name('box'), ' a', /blank/],
    [name('box'), 'photo', /Another tag/],
    [name('box'), 'find', /Another tag/],
    [name('box'), 'page_3', /Repeater/],
    [name('box'), 'a,b', /comma/],
    [name('box'), 'a@b', /@/],
    [name('box'), 'a\u0001', /control character/],
    [name('box'), 'a\ud800', /Half a character/],
    [name('box'), 'b{{idx}}', /data of a task/],
    [label('box', 'Ship'), '$ship', /data of a task/],
    [label('box', 'Ship'), 'old "one"', /already/],
    [label('box', 'Ship'), 'Old & grey', /already/],
    [label('mood', 'Calm'), 'a,b', /comma/],
    [label('kind', 'Vessel'), 'Sport', /already/],
    [{ kind: 'relation', label: 'tows' }, 'tows', /already/],
  ] as const) {
    test(`refuses ${JSON.stringify(to)}`, () => assert.match(refusal(INDEX, symbol, to) ?? '', reason));
  }
  test('takes what is free and can be stored', () => {
    assert.equal(refusal(INDEX, name('box'), 'Kästchen 😀 "1"'), undefined);
    assert.equal(refusal(INDEX, label('shape', 'Ship'), 'Buoy'), undefined);
    assert.equal(refusal(INDEX, label('kind', 'Vessel', 'Sail'), 'Vessel'), undefined);
    assert.equal(refusal(INDEX, label('mood', 'Calm'), '5 $ more'), undefined);
  });
});
