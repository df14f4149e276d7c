import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { exampleSnippet } from '../../../src/core/edits/newFile/newFile';
import type { LabelingConfig } from '../../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { withDefaults } from '../../harness/accepting';
import { HARD_CONFIGS, REPEATED_CONFIG } from '../../harness/hardConfigs';
import { configOf, fileOf, problemsIn, SHIPS, TEXTS, unitsOf, WAYS } from './newFiles';

describe('an example', () => {
  const CONFIGS: [string, LabelingConfig][] = [
    ['an image', SHIPS],
    ['a text', TEXTS],
    [
      'nested data',
      configOf(
        '<Text name="a" value="$page.text"/><Text name="b" value="$page.more.title"/><TextArea name="n" toName="a"/>',
      ),
    ],
    [
      'a Repeater',
      configOf(
        '<Repeater on="$pages" indexFlag="{{i}}"><Image name="p_{{i}}" value="$pages[{{i}}].url"/><RectangleLabels name="b_{{i}}" toName="p_{{i}}"><Label value="A"/></RectangleLabels></Repeater>',
      ),
    ],
    [
      'several images in one object',
      configOf(
        '<Image name="p" valueList="$pages"/><RectangleLabels name="b" toName="p"><Label value="A"/></RectangleLabels>',
      ),
    ],
    [
      'labels and choices of the data',
      configOf(
        '<Text name="t" value="$t"/><Labels name="l" toName="t" value="$ls"/><Choices name="c" toName="t" value="$cs"/><Taxonomy name="x" toName="t" value="$xs"/>',
      ),
    ],
    [
      'paragraphs with keys of their own',
      configOf(
        '<Paragraphs name="d" value="$d" nameKey="who" textKey="what"/><ParagraphLabels name="l" toName="d"><Label value="A"/></ParagraphLabels>',
      ),
    ],
    ['a ranker', configOf('<List name="d" value="$docs"/><Ranker name="order" toName="d"/>')],
    [
      'HTML',
      configOf(
        '<HyperText name="h" value="$h"/><HyperTextLabels name="l" toName="h"><Label value="A"/></HyperTextLabels>',
      ),
    ],
    [
      'questions about regions',
      configOf(
        '<Image name="p" value="$p"/><BrushLabels name="b" toName="p"><Label value="A"/></BrushLabels><TextArea name="t" toName="p" perRegion="true"/><Choices name="c" toName="p" perRegion="true"><Choice value="x, y"/></Choices>',
      ),
    ],
    [
      'odd names',
      configOf(
        '<Text name="a $ } \\ b" value="$t"/><Choices name="c|d" toName="a $ } \\ b"><Choice value="$1 | a, b}"/><Choice value="q"/></Choices>',
      ),
    ],
  ];
  for (const [what, xml] of [...Object.entries(HARD_CONFIGS), ['names of a Repeater', REPEATED_CONFIG] as const]) {
    CONFIGS.push([what, parseLabelingConfig(xml).config as LabelingConfig]);
  }
  for (const [what, config] of CONFIGS) {
    for (const way of WAYS) {
      test(`of ${what} has no problem: ${way.units}s, ${way.form}`, () => {
        const file = fileOf(config, way);
        const snippet = exampleSnippet(file);
        assert.ok(snippet);
        const text = withDefaults(snippet);
        assert.deepEqual(problemsIn(text, file), [], text);
        assert.equal(unitsOf(text, way.form).length, 1);
      });
    }
  }

  test('has a region of every control tag, however many there are', () => {
    const names = Array.from({ length: 40 }, (_, n) => `c${n}`);
    const config = configOf(
      `<Text name="t" value="$t"/>${names.map((name) => `<Choices name="${name}" toName="t"><Choice value="A"/><Choice value="B"/></Choices>`).join('')}`,
    );
    const snippet = exampleSnippet(fileOf(config)) as string;
    const [{ predictions }] = JSON.parse(withDefaults(snippet));
    assert.deepEqual(
      predictions[0].result.map((region: { from_name: string }) => region.from_name),
      names,
    );
    const numbers = Array.from(snippet.matchAll(/\$\{(\d+)[:|]/g), ([, number]) => number);
    assert.equal(new Set(numbers).size, numbers.length, 'no two places share a placeholder');
  });

  test('names the model version as it is', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what a snippet would take for a placeholder
    const modelVersion = 'a "b" $1 ${2} \\ }';
    for (const way of WAYS) {
      const file = fileOf(SHIPS, { ...way, modelVersion });
      const [unit] = unitsOf(withDefaults(exampleSnippet(file) as string), way.form);
      const [prediction] = (unit?.predictions ?? [unit]) as { model_version: string }[];
      assert.equal(prediction?.model_version, modelVersion);
    }
  });

  test('is none where no control tag can have a region', () => {
    assert.equal(exampleSnippet(fileOf(configOf('<Text name="t" value="$t"/>'))), undefined);
  });
});
