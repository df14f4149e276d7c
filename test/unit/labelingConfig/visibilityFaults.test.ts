/** What the editor itself does with such conditions is asked in test/editor/conditions.test.ts. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';

const choices = (name: string, attributes = ''): string =>
  `<Choices name="${name}" toName="body" ${attributes}><Choice value="A"/></Choices>`;
const TAGS = `<Text name="body" value="$text"/>${choices('mood')}<Taxonomy name="kind" toName="body"><Choice value="A"/></Taxonomy><Labels name="tag" toName="body"><Label value="S"/></Labels><TextArea name="note" toName="body"/>`;
const view = (attributes: string, inner = '<Header value="Why?"/>'): string => `<View ${attributes}>${inner}</View>`;

/** `severity code "underlined": message` */
function faultsOf(inner: string, tags = TAGS): string[] {
  const xml = `<View>${tags}${inner}</View>`;
  return parseLabelingConfig(xml)
    .faults.filter(({ code }) => code.startsWith('condition-'))
    .map(({ severity, code, gates, start, end, message }) => {
      assert.deepEqual(gates, severity === 'error' ? ['editor'] : undefined);
      return `${severity} ${code} ${xml.slice(start, end)}: ${message}`;
    });
}

describe('conditions on choices', () => {
  const BLANK = 'and Label Studio’s editor turns into a blank page when it comes to show this';
  const none = 'error condition-without-choices gone: No tag is named "gone"';

  for (const when of ['choice-selected', 'choice-unselected']) {
    test(`${when}: with a choice the page goes blank`, () => {
      assert.deepEqual(faultsOf(view(`visibleWhen="${when}" whenTagName="gone" whenChoiceValue="A"`)), [
        `${none}, ${BLANK} <View>. Name a <Choices> or <Taxonomy>, such as "mood", "kind".`,
      ]);
      for (const name of ['body', 'tag', 'note']) {
        const [found = ''] = faultsOf(view(`visibleWhen="${when}" whenTagName="${name}" whenChoiceValue="A"`));
        assert.match(found, new RegExp(`^error condition-without-choices ${name}: "${name}" is a <.*blank page`));
      }
    });
    test(`${when}: a Choices or a Taxonomy, before or behind it`, () => {
      const own = (name: string): string => view(`visibleWhen="${when}" whenTagName="${name}" whenChoiceValue="A"`);
      assert.deepEqual(faultsOf(own('mood') + own('kind') + own('late') + choices('late')), []);
      assert.deepEqual(faultsOf(own('low') + choices('low').replaceAll('Choices', 'choices')), []);
    });
    test(`${when}: without a name nothing is asked for`, () => {
      assert.deepEqual(faultsOf(view(`visibleWhen="${when}" whenChoiceValue="A"`)), []);
      assert.deepEqual(faultsOf(view(`visibleWhen="${when}" whenTagName="" whenChoiceValue="A"`)), []);
    });
  }
  test('without a choice the tag is never shown, or always', () => {
    assert.match(
      faultsOf(view('visibleWhen="choice-selected" whenTagName="gone" whenChoiceValue=""'))[0] ?? '',
      /^warning .*so that this <View> is never shown\./,
    );
    assert.match(
      faultsOf(view('visibleWhen="choice-unselected" whenTagName="tag"'))[0] ?? '',
      /^warning .*so that this <View> is always shown\./,
    );
  });
  test('attributes in any case, and what was meant', () => {
    const [found = ''] = faultsOf('<Markdown VISIBLEWHEN="choice-selected" whentagname="Mood" WhenChoiceValue="A"/>');
    assert.match(found, /^error condition-without-choices Mood: .*<Markdown>\. Did you mean "mood"\?$/);
    assert.match(faultsOf(view('visibleWhen="choice-selected" whenTagName="moos"'))[0] ?? '', /mean "mood"\?$/);
  });
  test('only tags that hide themselves, and only words that the editor knows', () => {
    const gone = 'whenTagName="gone" whenChoiceValue="A"';
    assert.deepEqual(faultsOf(`<Rating name="r" toName="body" visibleWhen="choice-selected" ${gone}/>`), []);
    assert.deepEqual(faultsOf(view(`visibleWhen="choices-selected" ${gone}`)), []);
    assert.deepEqual(faultsOf(view(`visibleWhen="no-region-selected" ${gone}`)), []);
    assert.deepEqual(faultsOf(choices('c', gone)), []);
  });
  test('a TextArea is there all the same, until Submit', () => {
    const area = (attributes: string): string =>
      faultsOf(`<TextArea name="t" toName="body" whenTagName="gone" ${attributes}/>`).join();
    assert.match(area('visibleWhen="choice-selected" whenChoiceValue="A"'), /^error .*Submit fails/);
    assert.match(area('visibleWhen="choice-selected"'), /^warning .*Submit leaves answers/);
    assert.equal(area('visibleWhen="choice-unselected" whenChoiceValue="A"'), '');
    assert.equal(area('visibleWhen="region-selected"'), '');
  });
  test('nothing of names that a Repeater may make, and of tags of other editions', () => {
    const repeater = `<Repeater on="$pages">${choices('c_{{idx}}')}${view('visibleWhen="choice-selected" whenTagName="c_{{idx}}" whenChoiceValue="A"')}</Repeater>`;
    assert.deepEqual(
      faultsOf(repeater + view('visibleWhen="choice-selected" whenTagName="c_1" whenChoiceValue="A"')),
      [],
    );
    const custom = '<Foo name="foo" toName="body"/>';
    assert.deepEqual(
      faultsOf(custom + view('visibleWhen="choice-selected" whenTagName="foo" whenChoiceValue="A"')),
      [],
    );
    assert.equal(faultsOf(repeater + view('visibleWhen="choice-selected" whenTagName="body"')).length, 1);
  });
  test('names end before an @', () => {
    const own = (name: string): string =>
      view(`visibleWhen="choice-selected" whenTagName="${name}" whenChoiceValue="A"`);
    assert.deepEqual(faultsOf(choices('at@1') + own('at')), []);
    assert.equal(faultsOf(choices('at@1') + own('at@1')).length, 1);
  });
  test('where there is nothing to name', () => {
    const text = '<Text name="body" value="$text"/>';
    const [found = ''] = faultsOf(choices('c', 'visibleWhen="choice-selected" whenTagName="gone"'), text);
    assert.match(found, /Name a <Choices> or <Taxonomy>, or remove visibleWhen\.$/);
  });
});

describe('conditions on regions', () => {
  const when = (name: string): string => faultsOf(view(`visibleWhen="region-selected" whenTagName="${name}"`)).join();

  test('of a control with labels', () => {
    assert.equal(when('tag'), '');
    assert.equal(when('kind'), '');
  });
  test('of what labels nothing: never shown', () => {
    assert.equal(
      when('body'),
      'warning condition-without-regions body: "body" is a <Text>, and no region has a label of it, so that this <View> is never shown. Name the control tag of the labels, such as "tag".',
    );
    assert.match(when('mood'), /^warning .*never shown/);
    assert.match(when('Tag'), /^warning .*No tag is named "Tag", .*Did you mean "tag"\?$/);
  });
});

describe('conditions that ask for themselves', () => {
  const on = (name: string): string => `visibleWhen="choice-selected" whenTagName="${name}"`;
  const starts = (inner: string): string[] => faultsOf(inner).map((text) => text.slice(0, text.indexOf(', so')));

  test('a tag itself, and one in it', () => {
    assert.deepEqual(starts(choices('c', on('c'))), ['error condition-on-itself c: "c" is this <Choices> itself']);
    assert.deepEqual(starts(view(on('c'), view('', choices('c')))), [
      'error condition-on-itself c: "c" stands in this <View>',
    ]);
  });
  test('by way of others: told once, at the first', () => {
    const turn = 'error condition-on-itself b: "b" in turn depends on this';
    assert.deepEqual(starts(choices('a', on('b')) + choices('b', on('c')) + choices('c', on('a'))), [
      `${turn} <Choices>`,
    ]);
    assert.deepEqual(starts(view(on('b'), choices('a')) + view(on('a'), choices('b'))), [`${turn} <View>`]);
  });
  test('two rounds are two problems, and what only leads to one is none', () => {
    const inner = view(on('c'), view(on('c'), choices('c'))) + view(on('c')) + choices('d', on('d'));
    assert.equal(starts(inner).length, 3);
  });
  test('no round: a line, tags that hide nothing around it, conditions on regions', () => {
    assert.deepEqual(starts(choices('a', on('mood')) + choices('b', on('a')) + view(on('b')) + view(on('b'))), []);
    const panel = `<Collapse><Panel value="p">${choices('c')}</Panel></Collapse>`;
    assert.deepEqual(starts(view(on('c'), panel)), []);
    assert.deepEqual(starts(view('visibleWhen="region-selected" whenTagName="tag"', choices('c'))), []);
  });
  test('a line of thousands', () => {
    const line = Array.from({ length: 5000 }, (_, n) => choices(`c${n}`, on(`c${n + 1}`))).join('');
    assert.deepEqual(starts(line + choices('c5000')), []);
    assert.equal(starts(line + choices('c5000', on('c0'))).length, 1);
  });
});
