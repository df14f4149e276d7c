/** What each fix of each documented example writes, and in place of what. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Rule } from '../../../src/core/validation/rule';
import { rules } from '../../../src/core/validation/rules';
import { fixesFor, settingOf } from './harness';

/** By the code of the rule and the position of the example: `safety: title: text there before => text written`. */
const expected: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync('test/fixtures/example-fixes.json', 'utf8'),
);

/** The fixes of one example; new ids are random. */
function written({ code, failing }: Rule, index: number): string[] {
  const example = failing[index];
  assert.ok(example);
  const { text } = example;
  return fixesFor(text, code, settingOf(example)).map(({ by, title, changes }) => {
    const parts = changes.map((change) => {
      const before = text.slice(change.start, change.end);
      const added = title.includes('new id') ? change.text.replace(/"[\w-]{10}"/, '"…"') : change.text;
      return `${before === '' ? 'nothing' : before} => ${added === '' ? 'nothing' : added}`;
    });
    return `${by.safety}: ${title}: ${parts.join('; ')}`;
  });
}

describe('what is written for the documented examples of', () => {
  for (const rule of rules.filter(({ fixes }) => fixes?.some(({ at }) => at))) {
    test(rule.code, () => {
      const found = rule.failing.map((_, index) => written(rule, index));
      const wanted = rule.failing.map((_, index) => expected[`${rule.code} ${index}`] ?? []);
      assert.deepEqual(found, wanted);
    });
  }

  test('and of no others', () => {
    const known = new Set(rules.flatMap(({ code, failing }) => failing.map((_, index) => `${code} ${index}`)));
    assert.deepEqual(
      Object.keys(expected).filter((key) => !known.has(key)),
      [],
    );
  });
});
