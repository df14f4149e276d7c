import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LabelingConfig } from '../../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';

function read(xml: string): LabelingConfig {
  const { config, faults } = parseLabelingConfig(xml);
  assert.ok(config, JSON.stringify(faults));
  return config;
}

/** `code "underlined"` of each fault. */
function faultsOf(xml: string): string[] {
  return parseLabelingConfig(xml).faults.map(({ code, start, end }) => `${code} ${xml.slice(start, end)}`);
}

describe('the model', () => {
  test('controls, objects and labels', () => {
    const { controls, objects } = read(`<View>
      <Image name="photo" value="$photo"/>
      <RectangleLabels name="box" toName="photo" choice="single">
        <View><Label value="Ship"/><Label value="Buoy" alias="b"/></View>
      </RectangleLabels>
    </View>`);
    const box = controls.get('box');
    assert.deepEqual(
      [box?.tag, box?.toNames, box?.dynamicLabels, box?.implied, box?.attributes.choice],
      ['RectangleLabels', ['photo'], false, false, 'single'],
    );
    assert.deepEqual(
      box?.labels.map(({ text, value, alias }) => [text, value, alias]),
      [
        ['Ship', 'Ship', undefined],
        ['b', 'Buoy', 'b'],
      ],
    );
    const photo = objects.get('photo');
    assert.deepEqual([photo?.tag, photo?.value, photo?.isList], ['Image', '$photo', false]);
  });
  test('labels come with their way from the control, in every branch', () => {
    const { controls } = read(`<View><Text name="t" value="$t"/><Taxonomy name="x" toName="t">
      <Choice value="Vessel"><Choice value="Sail"/><Choice value="Other"/></Choice>
      <Choice value="Other"/>
    </Taxonomy></View>`);
    assert.deepEqual(controls.get('x')?.paths, [['Vessel'], ['Vessel', 'Sail'], ['Vessel', 'Other'], ['Other']]);
    assert.deepEqual(
      controls.get('x')?.labels.map(({ text }) => text),
      ['Vessel', 'Sail', 'Other'],
    );
  });
  test('a list of images is a list even beside a value', () => {
    const { objects } = read('<View><Image name="i" value="$one" valueList="$all"/></View>');
    assert.deepEqual([objects.get('i')?.value, objects.get('i')?.isList], ['$all', true]);
  });
  test('names in a Repeater know its placeholder, others do not', () => {
    const { controls, objects } = read(`<View><Repeater on="$pages" indexFlag="{{i}}">
      <Image name="page_{{i}}" value="$pages[{{i}}].url"/><Rectangle name="fixed" toName="page_{{i}}"/>
    </Repeater><Text name="out_{{i}}" value="$t"/></View>`);
    const page = objects.get('page_{{i}}');
    assert.deepEqual([page?.repeated, page?.repeaters], [true, [{ placeholder: '{{i}}', on: '$pages' }]]);
    assert.equal(controls.get('fixed')?.repeated, false);
    assert.equal(objects.get('out_{{i}}')?.repeated, false);
  });
  test('a Filter is no control, a filter is', () => {
    const filters = '<Filter name="F" toName="l"/><filter name="f" toName="l"/><Filter name="o" toName="l" value="x"/>';
    const { controls, objects } = read(`<View>${filters}</View>`);
    assert.deepEqual([...controls.keys()], ['f']);
    assert.deepEqual([...objects.keys()], ['o']);
  });
  test('a Chat is control and object', () => {
    const { controls, objects } = read('<View><Chat name="c" value="$x"/></View>');
    assert.deepEqual([controls.get('c')?.tag, controls.get('c')?.implied], ['ChatMessage', true]);
    assert.deepEqual([objects.get('c')?.tag, objects.get('c')?.implied], ['Chat', false]);
  });
});

describe('places', () => {
  const lines = [
    '<?xml version="1.0"?>',
    '<View title="😀 &gt;">',
    "  <Image\tname = 'größe &amp; 😀'",
    '    value="$i"/>',
    '</View>',
  ];
  for (const [what, end] of [
    ['\\n', '\n'],
    ['\\r\\n', '\r\n'],
    ['\\r', '\r'],
  ] as const) {
    test(`with lines that end in ${what}`, () => {
      const xml = lines.join(end);
      const image = read(xml).objects.get('größe & 😀');
      assert.ok(image);
      assert.equal(xml.slice(image.nameSpan.start, image.nameSpan.end), 'größe &amp; 😀');
      assert.equal(xml.slice(image.span.start, image.span.end), lines.slice(2, 4).join(end).trimStart());
    });
  }
  test('of a label are those of its start tag', () => {
    const xml =
      '<View><Labels name="l" toName="t"><Label value="a > b" x="/>"></Label></Labels><Text name="t" value="$t"/></View>';
    const [label] = read(xml).controls.get('l')?.labels ?? [];
    assert.equal(xml.slice(label?.span.start, label?.span.end), '<Label value="a > b" x="/>">');
  });
});

describe('what cannot be read is one fault with a place', () => {
  const cases: [xml: string, fault: string, says: RegExp][] = [
    ['', 'config-not-well-formed ', /is empty/],
    ['  \n', 'config-not-well-formed   \n', /is empty/],
    ['{"a": 1}', 'config-not-well-formed {"a":', /starts with a tag/],
    ['<View>\n  <Text name="t"/>\n', 'config-not-well-formed >', /<View> is not ended/],
    ['<View><Text></View>', 'config-not-well-formed </View>', /has to end. Write <\/Text>/],
    ['<View>1 < 2</View>', 'config-not-well-formed <', /Write &lt;/],
    ['<View>a & b</View>', 'config-not-well-formed &', /Write &amp;/],
    ['<View>a&nbsp;b</View>', 'config-not-well-formed &nbsp;', /&nbsp; is not known/],
    ['<View>a &#0; &amp;</View>', 'config-not-well-formed &#0;', /number of no character/],
    ['<View>text', 'config-not-well-formed text', /<View> is not ended/],
    ['<View a="1" a="2"/>', 'config-not-well-formed />', /attribute a stands twice/],
    ['<View a=1/>', 'config-not-well-formed 1/>', /value in quotes/],
    ['<View a="1"b="2"/>', 'config-not-well-formed b="2"/>', /<View …> goes wrong here/],
    ['<View/><View/>', 'config-not-well-formed <View/>', /inside of one <View>/],
    ['<q:View/>', 'config-not-well-formed q:View', /without the colon/],
    ['<View>😀😀</Viw>', 'config-not-well-formed </Viw>', /Write <\/View>/],
    ['<?xml version="1.0" encoding="UTF-8"?><View/>', 'config-encoding-declared encoding="UTF-8"', /Remove encoding/],
  ];
  for (const [xml, fault, says] of cases) {
    test(JSON.stringify(xml), () => {
      const { config, faults } = parseLabelingConfig(xml);
      assert.equal(config, undefined);
      assert.deepEqual(faultsOf(xml), [fault]);
      assert.match(faults[0]?.message ?? '', says);
    });
  }
  test('a tower of tags', () => {
    for (const depth of [257, 100_000]) {
      const { faults } = parseLabelingConfig('<View>'.repeat(depth) + '</View>'.repeat(depth));
      assert.deepEqual(
        faults.map(({ code }) => code),
        ['config-too-deep'],
      );
    }
    assert.ok(parseLabelingConfig('<View>'.repeat(256) + '</View>'.repeat(256)).config);
  });
});

describe('faults of what can be read', () => {
  const image = '<Image name="i" value="$i"/>';
  const cases: [xml: string, faults: string[]][] = [
    [`<View>${image}<Brush name="b" toName="i,I,i "/></View>`, ['to-name-not-found I', 'to-name-not-found i ']],
    [`<View>${image}<Brush name="b" toName="&#105;x"/></View>`, ['to-name-not-found &#105;x']],
    [`<View>${image}<Brush name="i" toName="i"/></View>`, ['duplicate-name i']],
    [
      `<View>${image}<RectangleLabels name="b" toname="i"><Label value="x"/></RectangleLabels></View>`,
      ['incomplete-control <RectangleLabels'],
    ],
    [`<View>${image}<Relations><Relation value="x"/></Relations></View>`, []],
    ['<View><Chat name="c" value="$c"/></View>', []],
    ['<View><Header value="Title"/><Style>.a { }</Style></View>', []],
    [
      `<View>${image}<Labels name="b" toName="i"><Label value="x"/><Label value="y" alias="x"/></Labels></View>`,
      ['duplicate-label x'],
    ],
    [
      `<View>${image}<Taxonomy name="b" toName="i"><Choice value="x"><Choice value="x"/></Choice></Taxonomy></View>`,
      [],
    ],
  ];
  for (const [xml, faults] of cases) test(xml, () => assert.deepEqual(faultsOf(xml), faults));

  test('a name in another case is proposed', () => {
    const [fault] = parseLabelingConfig(`<View>${image}<Brush name="b" toName="I"/></View>`).faults;
    assert.match(fault?.message ?? '', /Did you mean "i"\?/);
  });
});
