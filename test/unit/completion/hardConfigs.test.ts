/** Whatever is proposed for labeling configs that are easily got wrong, when accepted, gives a file without problems. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { complete, type Proposal } from '../../../src/core/completion/complete';
import { checkText } from '../../../src/core/engine/checkText';
import type { LabelingConfig } from '../../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import { accepted, endOfList, valuePlaces } from '../../harness/accepting';
import { HARD_CONFIGS, REPEATED_CONFIG } from '../../harness/hardConfigs';

function configOf(xml: string): LabelingConfig {
  const { config } = parseLabelingConfig(xml);
  assert.ok(config);
  return config;
}

function problemsOf(text: string, config: LabelingConfig): string[] {
  return (
    [...checkText(stringSource(text), { form: 'json', expects: 'task', config })]
      .flat()
      // The data is none of what is proposed here, and that the validator knows no Repeater is an information.
      .filter(({ code, severity }) => code !== 'missing-data-key' && severity !== 'information')
      .map(({ code, message }) => `${code}: ${message}`)
  );
}

const propose = (text: string, offset: number, config: LabelingConfig, indent: string): Proposal[] =>
  complete(text, offset, { config, indent, versions: ['v1'] });

const LISTS = [
  ['regions', '{"data":{"any":1},"predictions":[{"model_version":"v1","score":0.5,"result":[]}]}', 'result'],
  ['whole predictions', '{"data":{"any":1},"predictions":[]}', 'predictions'],
  ['regions of an annotation', '{"data":{"any":1},"annotations":[{"result":[]}]}', 'result'],
] as const;

function endOf(text: string, list: string): number {
  const path = list === 'predictions' ? ['predictions'] : [/"(\w+)":\[\{/.exec(text)?.[1] ?? '', 0, 'result'];
  return endOfList(text, path);
}

describe('what is proposed for labeling configs that are easily got wrong', () => {
  for (const [name, xml] of [...Object.entries(HARD_CONFIGS), ['names of a Repeater', REPEATED_CONFIG] as const]) {
    const config = configOf(xml);
    for (const [what, text, list] of LISTS) {
      // The names that a Repeater makes are none for the validator, which is told of annotations.
      if (xml === REPEATED_CONFIG && what === 'regions of an annotation') continue;
      test(`${name}: ${what} and every value in them`, () => {
        const proposals = propose(text, endOf(text, list), config, '');
        assert.ok(proposals.length > 0);
        for (const proposal of proposals) {
          assert.ok(!proposal.text.includes('\n'), proposal.text);
          const file = accepted(text, proposal);
          assert.deepEqual(problemsOf(file, config), [], file);
          for (const { offset, path } of valuePlaces(file)) {
            for (const value of propose(file, offset, config, '')) {
              const changed = accepted(file, value);
              // Another choice can leave out what depends on the one before, and has to be proposed all the same.
              const problems = problemsOf(changed, config).filter((one) => !one.startsWith('answer-left-out'));
              assert.deepEqual(problems, [], `${path}: ${value.label} gives ${changed}`);
            }
          }
        }
        for (const proposal of propose(text, endOf(text, list), config, '  ')) {
          assert.deepEqual(problemsOf(accepted(text, proposal), config), []);
        }
      });
    }
  }
});
