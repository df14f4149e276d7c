import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hoverInConfig } from '../../../src/core/configLanguage/hover';
import { type ConfigSymbol, outlineOfConfig } from '../../../src/core/configLanguage/outline';
import { configTags, tagPage } from '../../../src/core/tags/configTags';

const CONFIG = `<View>
  <Header value="Ships"/>
  <Image name="photo" value="$image"/>
  <RectangleLabels name="box" toName="photo" choice="single">
    <View><Label value="Ship"/><Label value="Old buoy" alias="buoy"/></View>
  </RectangleLabels>
  <Taxonomy name="kind" toName="photo"><Choice value="Vessel"><Choice value="Sail"/></Choice></Taxonomy>
</View>`;

const hoverAt = (words: string, within = 0) => hoverInConfig(CONFIG, CONFIG.indexOf(words) + within);

describe('hover', () => {
  test('a tag: what it is, what it makes, where more is said', () => {
    const found = hoverAt('<RectangleLabels', 3);
    assert.equal(CONFIG.slice(found?.span.start, found?.span.end), 'RectangleLabels');
    assert.match(found?.markdown ?? '', /control tag/);
    assert.match(found?.markdown ?? '', /`rectanglelabels`/);
    assert.match(found?.markdown ?? '', /labelstud\.io\/tags\/rectanglelabels\)/);
  });
  test('an attribute, from its name and its value', () => {
    const name = hoverAt('choice=');
    assert.match(name?.markdown ?? '', /\*\*choice\*\*.*[\s\S]*Values: `single`, `multiple`\.\n\nDefault: `single`/);
    const value = hoverAt('single"', 2);
    assert.equal(value?.markdown, name?.markdown);
    assert.equal(CONFIG.slice(value?.span.start, value?.span.end), 'single');
  });
  test('nothing between tags, and of what is not known', () => {
    assert.equal(hoverAt('\n  <Header'), undefined);
    assert.equal(hoverInConfig('<Foo bar="x"/>', 2), undefined);
    assert.equal(hoverInConfig('<Foo bar="x"/>', 6), undefined);
  });
});

describe('outline', () => {
  const shape = ({ name, kind, children }: ConfigSymbol): unknown => [name, kind, children.map(shape)];
  test('objects and controls by name, labels below them, layout left out', () => {
    assert.deepEqual(outlineOfConfig(CONFIG).map(shape), [
      ['photo', 'object', []],
      [
        'box',
        'control',
        [
          ['Ship', 'label', []],
          ['buoy', 'label', []],
        ],
      ],
      ['kind', 'control', [['Vessel', 'label', [['Sail', 'label', []]]]]],
    ]);
  });
  test('spans hold what is below them', () => {
    const [, box] = outlineOfConfig(CONFIG);
    assert.ok(box);
    assert.match(CONFIG.slice(box.span.start, box.span.end), /^<RectangleLabels[\s\S]*<\/RectangleLabels>$/);
    assert.equal(
      CONFIG.slice(box.selection.start, box.selection.end),
      '<RectangleLabels name="box" toName="photo" choice="single">',
    );
  });
  test('of a text that is not XML yet', () => {
    assert.deepEqual(outlineOfConfig('<View><Labels name="a" toName="t"><Label value="x"').map(shape), [
      ['a', 'control', [['x', 'label', []]]],
    ]);
  });
});

describe('the catalogue of tags', () => {
  for (const tag of configTags) {
    test(`${tag.tag} has sentences, and no attribute twice`, () => {
      for (const { name, summary } of [...tag.attributes, { name: tag.tag, summary: tag.summary }]) {
        assert.match(summary, /^[A-Z`].*\.$/, name);
      }
      const names = tag.attributes.map(({ name }) => name.toLowerCase());
      assert.deepEqual(names, [...new Set(names)]);
    });
  }
  test('has no page that does not exist', () => {
    assert.ok(configTags.filter((tag) => tagPage(tag) === undefined).length <= 3);
  });
});
