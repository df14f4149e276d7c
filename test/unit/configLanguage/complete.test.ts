import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ConfigProposal, completeConfig } from '../../../src/core/configLanguage/complete';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { configTags } from '../../../src/core/tags/configTags';

/** Proposals where the text has a `¦`. */
function at(marked: string, dataKeys: readonly string[] = []): ConfigProposal[] {
  const offset = marked.indexOf('¦');
  assert.ok(offset >= 0);
  return completeConfig(marked.replace('¦', ''), offset, { dataKeys });
}

const labels = (proposals: readonly ConfigProposal[]): string[] =>
  [...proposals].sort((a, b) => a.rank - b.rank).map(({ label }) => label);

/** What VS Code makes of a snippet when nothing is typed into it. */
const plain = (snippet: string): string =>
  snippet
    .replace(/\$\{\d+\|((?:\\.|[^|\\])*)\|\}/g, (_, choices: string) => /^(?:\\.|[^,\\])*/.exec(choices)?.[0] ?? '')
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, (_, text: string) => text)
    .replace(/(?<!\\)\$\d+/g, '')
    .replace(/\\(.)/g, '$1');

/** The text when a proposal is accepted as it is. */
function accepted(marked: string, label: string): string {
  const text = marked.replace('¦', '');
  const proposal = at(marked).find((one) => one.label === label);
  assert.ok(proposal, `${label} is proposed, of ${labels(at(marked))}`);
  const { replaced, isSnippet } = proposal;
  return text.slice(0, replaced.start) + (isSnippet ? plain(proposal.text) : proposal.text) + text.slice(replaced.end);
}

const IMAGE = '<Image name="photo" value="$image"/>';
const TEXT = '<Text name="note" value="$text"/>';
const view = (inner: string): string => `<View>${IMAGE}${TEXT}${inner}</View>`;

describe('tags', () => {
  test('the root is a View', () => {
    assert.deepEqual(labels(at('¦')), ['View']);
    assert.deepEqual(labels(at('<¦')), ['View']);
    assert.deepEqual(labels(at('<View></View>¦')), []);
  });
  test('in a View all but labels', () => {
    const found = labels(at('<View><¦</View>'));
    assert.ok(found.includes('RectangleLabels') && found.includes('Image') && found.includes('Header'));
    for (const label of ['Label', 'Choice', 'Relation', 'Bucket', 'Panel']) assert.ok(!found.includes(label), label);
    assert.equal(new Set(found).size, found.length);
  });
  for (const [parent, inside] of [
    ['<RectangleLabels name="a" toName="photo">', ['Label', 'View', 'Header', 'HyperText']],
    ['<Choices name="a" toName="photo">', ['Choice', 'View', 'Header', 'HyperText']],
    ['<Choices name="a" toName="photo"><View>', ['Choice', 'View', 'Header', 'HyperText']],
    ['<Choices name="a" toName="photo"><Choice value="x">', ['Choice']],
    ['<Taxonomy name="a" toName="photo">', ['Choice']],
    ['<Relations>', ['Relation']],
    ['<Ranker name="a" toName="list">', ['Bucket']],
    ['<Rating name="a" toName="photo">', []],
    ['<TextArea name="a" toName="photo">', ['Shortcut']],
    ['<TimeSeries name="a" value="$x">', ['Channel', 'MultiChannel', 'View', 'HyperText']],
  ] as const) {
    test(`in ${parent}`, () => {
      assert.deepEqual(labels(at(view(`${parent}<¦`))), inside);
      assert.deepEqual(labels(at(view(`${parent}¦`))), inside);
      assert.deepEqual(labels(at(view(`${parent}\n  <La¦\n`))), inside);
    });
  }
  test('none in comments, texts of attributes and ended tags', () => {
    assert.deepEqual(at(view('<!-- <¦ -->')), []);
    assert.deepEqual(at(view('<![CDATA[ <¦ ]]>')), []);
    assert.deepEqual(at('<View><Header value="a ¦"/></View>'), []);
  });
  test('the end tag of what is open', () => {
    assert.equal(
      accepted(view('<Choices name="a" toName="note"></¦'), 'Choices'),
      view('<Choices name="a" toName="note"></Choices>'),
    );
    assert.equal(accepted('<View><Choices></Cho¦ices></View>', 'Choices'), '<View><Choices></Choices></View>');
    assert.deepEqual(labels(at('<View></View></¦')), []);
  });
  test('a name alone where the tag goes on', () => {
    assert.equal(
      accepted(view('<Rect¦ name="x" toName="photo"/>'), 'Rectangle'),
      view('<Rectangle name="x" toName="photo"/>'),
    );
  });
  test('names that are free, and objects that fit', () => {
    const before = view('<Labels name="label" toName="note"><Label value="A"/></Labels><¦');
    assert.equal(
      accepted(before, 'RectangleLabels'),
      before.replace('<¦', '<RectangleLabels name="label2" toName="photo">\n\t<Label value=""/>\n</RectangleLabels>'),
    );
    assert.match(at(view('<¦')).find(({ label }) => label === 'Rating')?.text ?? '', /toName="\$\{2\|photo,note\|\}"/);
  });
  for (const { tag, kind, edition } of configTags) {
    if (kind !== 'control' || edition !== 'community') continue;
    test(`<${tag}> as inserted has no problem but its empty texts`, () => {
      const { objects } = configTags.find((one) => one.tag === tag) ?? { objects: [] };
      const object = objects[0] ?? 'Image';
      const text = accepted(`<View>\n<${object} name="thing" value="$x"/>\n<¦\n</View>`, tag);
      const { config, faults } = parseLabelingConfig(text.replaceAll('value=""', 'value="A"'));
      assert.deepEqual(faults, [], text);
      if (tag === 'Relations') assert.deepEqual(config?.relationLabels, ['A']);
      else assert.equal(config?.controls.get('label')?.tag, tag, text);
    });
  }
});

describe('attributes', () => {
  test('those of the tag that are not there, what it needs first', () => {
    const found = labels(at(view('<Rating name="a" ¦/>')));
    assert.deepEqual(found.slice(0, 2), ['toName', 'maxRating']);
    assert.ok(!found.includes('name'));
    assert.deepEqual(labels(at(view('<Rating name="a"¦/>'))), []);
  });
  test('written with quotes, or the name alone where there is a value', () => {
    assert.equal(accepted(view('<Rating ¦/>'), 'toName'), view('<Rating toName=""/>'));
    assert.equal(accepted(view('<Rating toN¦="photo"/>'), 'toName'), view('<Rating toName="photo"/>'));
    assert.equal(at(view('<Rating ¦/>')).find(({ label }) => label === 'toName')?.goesOn, true);
  });
  test('in a tag that is not ended, before another one', () => {
    assert.ok(labels(at(`<View>\n  <Choices name="a" ¦\n  ${IMAGE}\n</View>`)).includes('choice'));
  });
  test('are explained', () => {
    const [name] = at(view('<Rating ¦/>'));
    assert.match(name?.documentation ?? '', /from_name/);
    assert.equal(name?.detail, 'required');
  });
});

describe('values', () => {
  const box = (attributes: string): string =>
    view(`<RectangleLabels name="box" ${attributes}><Label value="Ship"/></RectangleLabels>`);
  test('booleans and words, the default marked', () => {
    assert.deepEqual(labels(at(view('<Image name="x" zoom="¦"/>'))), ['true', 'false']);
    assert.deepEqual(labels(at(box('toName="photo" choice="¦"'))), ['single', 'multiple']);
    assert.equal(at(box('toName="photo" choice="¦"'))[0]?.detail, 'default');
    assert.deepEqual(labels(at(view('<Choices name="c" toName="note" choice="sing¦le"/>'))), [
      'single',
      'single-radio',
      'multiple',
    ]);
  });
  test('toName: objects of a kind that fits', () => {
    assert.deepEqual(labels(at(box('toName="¦"'))), ['photo']);
    assert.deepEqual(labels(at(view('<Rating name="r" toName="¦"/>'))), ['photo', 'note']);
    assert.equal(at(box('toName="¦"'))[0]?.detail, '<Image> $image');
  });
  test('toName: the next one of a list', () => {
    assert.deepEqual(labels(at(view('<Pairwise name="p" toName="photo,¦"/>'))), ['note']);
    assert.equal(
      accepted(view('<Pairwise name="p" toName="ph¦,note"/>'), 'photo'),
      view('<Pairwise name="p" toName="photo,note"/>'),
    );
  });
  test('whenTagName, and the labels and choices of that tag', () => {
    const controls = '<Choices name="mood" toName="note"><Choice value="Calm"/><Choice value="A &amp; B"/></Choices>';
    const inView = (attributes: string): string =>
      box('toName="photo"').replace('</View>', `${controls}<View ${attributes}></View></View>`);
    assert.deepEqual(labels(at(inView('whenTagName="¦"'))), ['box', 'mood']);
    assert.deepEqual(labels(at(inView('visibleWhen="choice-selected" whenTagName="¦"'))), ['mood']);
    assert.deepEqual(labels(at(inView('whenTagName="mood" whenChoiceValue="¦"'))), ['Calm', 'A & B']);
    assert.deepEqual(labels(at(inView('whenLabelValue="¦"'))), ['Ship']);
    assert.match(accepted(inView('whenChoiceValue="Calm,¦"'), 'A & B'), /whenChoiceValue="Calm,A &amp; B"/);
  });
  test('parts of a date, each once', () => {
    assert.deepEqual(labels(at(view('<DateTime name="d" toName="note" only="date,¦"/>'))), ['time', 'month', 'year']);
  });
  test('keys of the data of open tasks', () => {
    assert.deepEqual(labels(at('<View><Image name="x" value="¦"/></View>', ['image', 'image', 'text'])), [
      '$image',
      '$text',
    ]);
    assert.equal(at('<View><Image name="x" value="$i¦"/></View>', ['image'])[0]?.text, '$image');
  });
  test('nothing for a name of its own', () => {
    assert.deepEqual(at(view('<Rating name="¦"/>')), []);
  });
});

test('never throws, wherever the cursor is in whatever text', () => {
  const text = view('<!-- a --><Choices name="c" toName=\'note\' choice="single"><Choice value="1 &lt; 2"/></Choices>');
  for (let end = 0; end <= text.length; end++) {
    for (const broken of [text.slice(0, end), text.slice(end), text]) {
      for (const { replaced } of completeConfig(broken, Math.min(end, broken.length))) {
        assert.ok(0 <= replaced.start && replaced.start <= replaced.end && replaced.end <= broken.length);
      }
    }
  }
});
