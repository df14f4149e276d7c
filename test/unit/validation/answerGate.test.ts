/** The rules about answers and the validator mean the same answers. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { serverVerdict } from '../../../src/core/serverGate';
import { configOf } from '../../../src/core/validation/ruleConfigs';
import { textOf } from '../../generators/json';
import { randomPrediction } from '../../generators/predictions';
import { Random } from '../../generators/random';
import { CODES, problemsOf } from './answers';

const TYPES: ReadonlySet<unknown> = new Set(
  'choices taxonomy rating number datetime textarea pairwise ranker'.split(' '),
);

/** What the validator rejects of the values of answers, and what is said there. */
function besideTheValidator(xml: string, text: string) {
  const { config } = parseLabelingConfig(xml);
  assert.ok(config);
  const prediction: unknown = JSON.parse(text);
  const result: unknown = (prediction as { result?: unknown } | null)?.result;
  if (!Array.isArray(result)) return [];
  const verdicts = serverVerdict(config, prediction, text);
  const endsEarly = verdicts.some(({ code }) => code === 'unexpected-error');
  const problems = problemsOf(text, xml);
  return result.flatMap((region: Record<string, unknown> | null, index) => {
    const type = region?.type;
    if (!TYPES.has(type) || config.controls.get(String(region?.from_name))?.tag.toLowerCase() !== type) return [];
    const here = problems.filter(({ pointer }) => `${pointer}/`.startsWith(`/result/${index}/`));
    const found = verdicts.filter((verdict) => verdict.region === index);
    const rejected = found.find(({ path: [key], code }) => key === 'value' && code !== 'missing-field');
    const claims = here.filter(({ code, gates }) => CODES.has(code) && gates.includes('server'));
    return [{ region, here, rejected, claims, isRejected: found.length > 0 || endsEarly }];
  });
}

describe('the validator and the rules', () => {
  test('mean the same answers, of those that were recorded', () => {
    const cases = JSON.parse(readFileSync('test/fixtures/verdicts.json', 'utf8')) as {
      config_xml: string;
      prediction: unknown;
    }[];
    const all = cases.flatMap((one) => besideTheValidator(one.config_xml, JSON.stringify(one.prediction)));
    const rejected = all.filter((one) => one.rejected);
    const silent = rejected.filter(({ here }) => here.every(({ gates }) => !gates.includes('server')));
    assert.ok(rejected.length >= 25, String(rejected.length));
    assert.deepEqual(silent, []);
    assert.deepEqual(
      all.filter(({ claims, isRejected }) => claims.length > 0 && !isRejected),
      [],
    );
  });

  test('mean the same answers, of random ones', () => {
    let rejected = 0;
    for (let seed = 0; seed < 250; seed++) {
      const random = new Random(seed);
      const xml = randomConfig(random);
      const { config } = parseLabelingConfig(xml);
      assert.ok(config, xml);
      for (const text of random.many(2, 2, () => textOf(randomPrediction(random, config)))) {
        for (const one of besideTheValidator(xml, text)) {
          const shown = () => `${seed}: ${JSON.stringify(one)} of ${xml}`;
          if (one.rejected) {
            rejected++;
            assert.ok(one.here.length > 0, shown());
          }
          assert.ok(one.claims.length === 0 || one.isRejected, shown());
        }
      }
    }
    assert.ok(rejected > 60, String(rejected));
  });
});

const TAGS = 'Choices Choices Taxonomy Taxonomy Rating Number DateTime TextArea Pairwise Ranker'.split(' ');
const TEXTS = ['A', 'B', 'é', 'a b', ''];
const ATTRIBUTES = [
  ...['maxRating="3"', 'maxRating="x"', 'maxrating="9"', 'value="$list"', 'allowNested="true"', 'choice="multiple"'],
  ...['leafsOnly="true"', 'min="0"', 'max="5"', 'only="date"', 'maxUsages="1"', 'maxSubmissions="1"', 'apiUrl="$a"'],
];

/** Some control tags for answers, most of them with labels. */
function randomConfig(random: Random): string {
  const label = (depth: number): string => {
    const inner = depth > 0 && random.chance(0.4) ? random.many(1, 2, () => label(depth - 1)).join('') : '';
    const alias = random.chance(0.2) ? ` alias="${random.pick(TEXTS)}"` : '';
    return `<Choice value="${random.pick(TEXTS)}"${alias}>${inner}</Choice>`;
  };
  const control = (index: number): string => {
    const tag = random.pick(TAGS);
    const attributes = new Map(random.many(0, 3, () => random.pick(ATTRIBUTES).split('=') as [string, string]));
    const written = Array.from(attributes, ([key, value]) => ` ${key}=${value}`).join('');
    const inner = random.chance(0.7) ? random.many(1, 3, () => label(2)).join('') : '';
    return `<${tag} name="c${index}" toName="o"${written}>${inner}</${tag}>`;
  };
  return configOf('<Text name="o" value="$text"/>', ...random.many(1, 3, control));
}
