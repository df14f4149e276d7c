import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { dataFaults } from '../../../src/core/configLanguage/dataFaults';
import { configFaultMarkdown } from '../../../src/core/configLanguage/faultMarkdown';
import { configFaultPages } from '../../../src/core/configLanguage/faultPages';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { rules } from '../../../src/core/validation/rules';

const codesOf = (xml: string): string[] => parseLabelingConfig(xml).faults.map(({ code }) => code);
/** `severity gates "underlined": message` of the faults of one code. */
const faultsOf = (xml: string, wanted: string): string[] =>
  parseLabelingConfig(xml)
    .faults.filter(({ code }) => code === wanted)
    .map(({ severity, gates, start, end }) => `${severity} ${gates ?? '-'} ${xml.slice(start, end)}`);

describe('the pages of the problems of labeling configs', () => {
  for (const { code, failing, passing, ...page } of configFaultPages) {
    describe(code, () => {
      for (const [n, xml] of failing.entries()) {
        test(`failing example ${n} has it, and nothing else`, () =>
          assert.deepEqual(new Set(codesOf(xml)), new Set([code])));
      }
      for (const [n, xml] of passing.entries()) {
        test(`passing example ${n} has no problem`, () => assert.deepEqual(codesOf(xml), []));
      }
      test('has its texts', () => {
        assert.ok(failing.length > 0 || code === 'data-key-not-in-tasks');
        assert.match(page.title, /[^.]$/);
        assert.match(page.explanation, /\.$/);
        assert.match(page.cure, /\.$/);
        assert.match(configFaultMarkdown({ code, failing, passing, ...page }), new RegExp(`^# ${code}\n`));
      });
    });
  }

  test('are all codes in the source, once, and none of a rule', () => {
    const folders = ['src/core/labelingConfig', 'src/core/configLanguage'];
    const sources = folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => !file.startsWith('faultPages') && file !== 'lookup.ts' && file !== 'find.ts')
        .map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
    );
    const written = new Set(
      sources.flatMap((text) => [
        ...[...text.matchAll(/code: '([a-z-]+)'/g)].map(([, code]) => code as string),
        ...[...text.matchAll(/(?:panel|error|warning|fault)\([^;]*?'([a-z]+(?:-[a-z]+)+)'/g)].map(
          ([, code]) => code as string,
        ),
      ]),
    );
    const codes = configFaultPages.map(({ code }) => code);
    assert.deepEqual([...written].sort(), [...codes].sort());
    assert.deepEqual(codes, [...new Set(codes)]);
    const ofRules = new Set(rules.map(({ code }) => code));
    assert.deepEqual(
      codes.filter((code) => ofRules.has(code)),
      [],
    );
  });
});

describe('what the editor refuses', () => {
  const view = (inner: string): string =>
    `<View><Image name="i" value="$i"/><Text name="t" value="$t"/>${inner}</View>`;
  const label = '<Label value="A"/>';

  test('a control on an object of another kind: an error where the editor gives up, else a warning', () => {
    const code = 'control-on-wrong-object';
    assert.deepEqual(faultsOf(view(`<BrushLabels name="b" toName="t">${label}</BrushLabels>`), code), [
      'error editor t',
    ]);
    assert.deepEqual(faultsOf(view('<Rectangle name="b" toName="t"/>'), code), ['warning editor t']);
    assert.deepEqual(faultsOf(view('<Rating name="b" toName="t"/>'), code), []);
    assert.deepEqual(faultsOf(view('<Foo name="f" value="$x"/><Rectangle name="b" toName="f"/>'), code), []);
    const audio =
      '<View><AudioPlus name="a" value="$a"/><Labels name="b" toName="a"><Label value="A"/></Labels></View>';
    assert.deepEqual(faultsOf(audio, code), []);
  });
  test('values of attributes, whatever the case of their names', () => {
    const code = 'attribute-value-refused';
    assert.deepEqual(faultsOf(view('<Rating name="r" toName="i" REQUIRED="yes"/>'), code), ['error editor yes']);
    assert.deepEqual(faultsOf(view('<Rating name="r" toName="i" required=""/>'), code), ['error editor <Rating']);
    assert.deepEqual(faultsOf(view(`<Labels name="l" toName="t" opacity="2">${label}</Labels>`), code), [
      'error editor 2',
    ]);
    assert.deepEqual(faultsOf(view(`<Labels name="l" toName="t" opacity="0.5">${label}</Labels>`), code), []);
    assert.deepEqual(faultsOf(view('<Rating name="r" toName="i" size="huge"/>'), code), []);
    assert.deepEqual(faultsOf(view('<TextArea name="r" toName="i" value="true"/>'), code), []);
  });
  test('parts of a date: an error where no field is left', () => {
    const code = 'unknown-date-part';
    const only = (parts: string): string[] => faultsOf(view(`<DateTime name="d" toName="t" only="${parts}"/>`), code);
    assert.deepEqual(only('day'), ['error editor day']);
    assert.deepEqual(only('date,hour'), ['warning - date,hour']);
    assert.deepEqual(only('date, time'), []);
    assert.deepEqual(only(''), []);
  });
  test('a choice with a variable, unless an alias is what results carry', () => {
    const code = 'choice-with-variable';
    const choice = (attributes: string): string[] =>
      faultsOf(view(`<Choices name="c" toName="t"><Choice ${attributes}/></Choices>`), code);
    assert.deepEqual(choice('value="$5 or less"'), ['error editor $5 or less']);
    assert.deepEqual(choice('value="$5" alias="five"'), []);
    assert.deepEqual(choice('value="5 $"'), []);
  });
  test('tags among choices that are none, each told once', () => {
    const told = (xml: string): string[] =>
      parseLabelingConfig(view(xml)).faults.map(({ code, severity, message }) => `${severity} ${code} ${message}`);
    const taxonomy = (inner: string, more = ''): string[] =>
      told(`<Taxonomy name="x" toName="t" ${more}><Choice value="A">${inner}</Choice></Taxonomy>`);
    const inChoices = (inner: string): string[] =>
      told(`<Choices name="c" toName="t"><Choice value="A"/>${inner}</Choices>`);
    const forEver = 'among the choices of a <Taxonomy>, and Label Studio’s editor never gets done with loading a task.';
    for (const [inner, cure] of [
      ['<Label value="B"/>', 'Did you mean <Choice>?'],
      ['<Choise value="B"/>', 'Did you mean <Choice>?'],
      ['<View><Choice value="B"/></View>', 'Remove <View> and leave what is in it.'],
      ['<Header value="B"/>', 'Move it out of the <Taxonomy>.'],
    ] as const) {
      const tag = /\w+/.exec(inner)?.[0];
      assert.deepEqual(taxonomy(inner), [`error tag-among-choices A <${tag}> cannot stand ${forEver} ${cure}`]);
      assert.deepEqual(taxonomy(inner, 'value="$k"').length, 1);
    }
    assert.deepEqual(taxonomy('<choice value="B"/>'), []);
    assert.deepEqual(taxonomy('<Header value="B"/>', 'apiUrl="$url"'), []);
    assert.deepEqual(inChoices('<View/><Header value="B"/><Repeater on="$k"/>'), []);
    assert.match(inChoices('<Collapse/>').join(), /^error tag-among-choices .* directly in a <Choices>, .*error panel/);
    assert.match(inChoices('<Choice value="B"><View/></Choice>').join(), /^error tag-among-choices .*error panel/);
    assert.match(inChoices('<Label value="B"/>').join(), /^error label-outside-control [^,]*,[^,]*error panel/);
  });
  test('an empty alias, of choices only', () => {
    assert.deepEqual(
      faultsOf(view('<Taxonomy name="c" toName="t"><Choice value="A" alias=""/></Taxonomy>'), 'empty-alias'),
      ['error editor ""'],
    );
  });
  test('HTML and CSS are nobody’s tags', () => {
    assert.deepEqual(
      codesOf('<View><HyperText name="h" value="$h"><Vieww/><Label/></HyperText></View>').filter(
        (code) => code === 'unknown-tag',
      ),
      [],
    );
  });
  test('a near miss of a tag, and no other unknown one', () => {
    assert.deepEqual(faultsOf(view('<Vieww/>'), 'unknown-tag'), ['error editor <Vieww']);
    assert.deepEqual(
      faultsOf(view('<Cube name="a" toName="i"/><Object3D name="o" value="$o"/><Foo/>'), 'unknown-tag'),
      [],
    );
  });
});

describe('variables beside the data of tasks', () => {
  const config =
    '<View><Image name="i" value="$image"/><Repeater on="$pages"><Text name="t_{{idx}}" value="$pages[{{idx}}].text"/></Repeater><Choices name="c" toName="i" value="$moods"/></View>';
  const found = (keys: readonly string[], tasks = 1): string[] =>
    dataFaults(config, { keys: new Set(keys), tasks }).map(({ code, start, end, message }) => {
      assert.equal(code, 'data-key-not-in-tasks');
      return `${config.slice(start, end)}: ${message}`;
    });
  test('those that no task has', () => {
    const [image, ...others] = found(['picture', 'pages', 'moods']);
    assert.match(image ?? '', /^\$image: No open task has "image".*The data there has "picture", "pages", "moods"\.$/);
    assert.deepEqual(others, []);
  });
  test('what was meant', () => {
    assert.match(found(['Image', 'pages', 'moods'])[0] ?? '', /Did you mean "Image"\?$/);
  });
  test('nothing without tasks', () => assert.deepEqual(found([], 0), []));
});
