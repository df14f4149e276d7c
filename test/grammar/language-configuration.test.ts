import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

interface OnEnterRule {
  readonly beforeText: string;
  readonly afterText?: string;
  readonly action: { readonly indent: string };
}

const configuration: {
  readonly wordPattern: { readonly pattern: string; readonly flags: string };
  readonly indentationRules: { readonly increaseIndentPattern: string; readonly decreaseIndentPattern: string };
  readonly folding: { readonly markers: { readonly start: string; readonly end: string } };
  readonly onEnterRules: readonly OnEnterRule[];
} = JSON.parse(readFileSync('syntaxes/label-studio-config.language-configuration.json', 'utf8'));

/** What Enter does at `|`: the first rule that fits, as in VS Code. */
function onEnter(line: string): string {
  const [before = '', after = ''] = line.split('|');
  const rule = configuration.onEnterRules.find(
    ({ beforeText, afterText }) =>
      new RegExp(beforeText).test(before) && (afterText === undefined || new RegExp(afterText).test(after)),
  );
  return rule?.action.indent ?? 'none';
}

describe('language configuration of the labeling config', () => {
  const cases: readonly (readonly [line: string, indent: string])[] = [
    ['<View>|</View>', 'indentOutdent'],
    ['  <Labels name="a" toName="b">|</Labels>', 'indentOutdent'],
    ['<Header value="a > b">|</Header>', 'indentOutdent'],
    ['  <Choices name="a" toName="b">|', 'indent'],
    ['  <Image|', 'indent'],
    ['  <Image name="a"|', 'indent'],
    ['  <Image |name="a"/>', 'indent'],
    ['  <Image name="a"/>|', 'none'],
    ['  <Label value="/"/>|', 'none'],
    ['  </Choices>|', 'none'],
    ['  <!-- <View> -->|', 'none'],
    ['  <Image name="a"|/>', 'none'],
    ['|', 'none'],
  ];
  for (const [line, indent] of cases) test(`Enter in ${line}: ${indent}`, () => assert.equal(onEnter(line), indent));

  test('a word is a name, a label or a $variable, whatever the alphabet', () => {
    const { pattern, flags } = configuration.wordPattern;
    const words = '<Label value="$page-html" alias="Größe 船_1" opacity="0.25"/> toName="a,b"'.match(
      new RegExp(pattern, `${flags}g`),
    );
    const expected = 'Label value $page-html alias Größe 船_1 opacity 0.25 toName a b';
    assert.deepEqual(words, expected.split(' '));
  });

  test('a closing tag is moved out, an opening one moves in what follows', () => {
    const increase = new RegExp(configuration.indentationRules.increaseIndentPattern);
    const decrease = new RegExp(configuration.indentationRules.decreaseIndentPattern);
    assert.ok(increase.test('  <View style="a > b">'));
    for (const line of ['<Text name="t"/>', '<View></View>', '</View>', '<?xml version="1.0"?>', '<!-- <View> -->']) {
      assert.ok(!increase.test(line), line);
    }
    assert.ok(decrease.test('  </View>'));
    assert.ok(!decrease.test('  <View>'));
  });

  test('regions fold between comments', () => {
    const { start, end } = configuration.folding.markers;
    assert.match('  <!-- #region Labels -->', new RegExp(start));
    assert.match('  <!-- #endregion -->', new RegExp(end));
    assert.doesNotMatch('  <!-- #endregion -->', new RegExp(start));
  });
});
