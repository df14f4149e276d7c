import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { configFaultsPage } from '../../../src/core/configLanguage/faultMarkdown';
import { configFaultPages } from '../../../src/core/configLanguage/faultPages';
import { checkText } from '../../../src/core/engine/checkText';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import type { RuleExample } from '../../../src/core/validation/rule';
import { ruleMarkdown, rulesPage } from '../../../src/core/validation/ruleMarkdown';
import { rules } from '../../../src/core/validation/rules';

/** The problems of an example, as people would see them. */
function problemsOf({ text, kind, form = 'json', config: xml }: RuleExample) {
  const config = xml === undefined ? undefined : parseLabelingConfig(xml).config;
  assert.equal(config === undefined, xml === undefined, 'the config of the example parses');
  return [...checkText(stringSource(text), { form, ...(kind && { expects: kind }), ...(config && { config }) })].flat();
}

describe('rules', () => {
  test('codes are unique, kebab-case, and each has its page', () => {
    assert.equal(new Set(rules.map(({ code }) => code)).size, rules.length);
    for (const rule of rules) {
      assert.match(rule.code, /^[a-z]+(-[a-z]+)*$/);
      assert.ok(ruleMarkdown(rule).includes(rule.cure));
      assert.ok(rule.explanation.length > 40 && rule.cure.length > 10, rule.code);
    }
  });

  test('docs/rules.md is what the rules say, and what is said of labeling configs', () => {
    const pages = `${rulesPage(rules)}\n${configFaultsPage(configFaultPages)}`;
    assert.equal(readFileSync('docs/rules.md', 'utf8'), pages);
  });

  for (const rule of rules) {
    describe(rule.code, () => {
      // The rule that takes what no other knows has no example by its nature: an example would become a rule.
      if (rule.code !== 'not-in-the-format') {
        test('has a failing and a passing example', () => {
          assert.ok(rule.failing.length > 0 && rule.passing.length > 0);
        });
      }
      for (const example of rule.failing) {
        test(`reports ${example.text}`, () => {
          const problems = problemsOf(example);
          assert.ok(
            problems.some(({ code }) => code === rule.code),
            JSON.stringify(problems),
          );
          for (const { start, end, message } of problems) {
            assert.ok(start >= 0 && start < end && end <= example.text.length);
            assert.match(message, /[.?]$/);
            assert.doesNotMatch(message, /undefined|NaN|\[object/);
          }
        });
      }
      for (const example of rule.passing) {
        test(`is content with ${example.text}`, () => assert.deepEqual(problemsOf(example), []));
      }
    });
  }
});
