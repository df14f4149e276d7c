/** What each fix of each documented example writes, and in place of what. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
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

/** Where what is found is written when it differs: to be looked at, and copied over what is expected if it is right. */
const FOUND = 'out/example-fixes.json';

const fixing = rules.filter(({ fixes }) => fixes?.some(({ at }) => at));

describe('what is written for the documented examples of', () => {
  for (const rule of fixing) {
    test(rule.code, () => {
      for (const [index] of rule.failing.entries()) {
        const key = `${rule.code} ${index}`;
        assert.deepEqual(written(rule, index), expected[key] ?? [], `${key}: see ${FOUND}`);
      }
    });
  }

  test('all rules together, and of no others', () => {
    const found: Record<string, readonly string[]> = {};
    for (const rule of fixing) {
      for (const [index] of rule.failing.entries()) {
        const fixes = written(rule, index);
        if (fixes.length > 0) found[`${rule.code} ${index}`] = fixes;
      }
    }
    if (isDeepStrictEqual(found, expected)) return;
    mkdirSync('out', { recursive: true });
    writeFileSync(FOUND, `${JSON.stringify(found, null, 2)}\n`);
    assert.deepEqual(Object.keys(found).sort(), Object.keys(expected).sort(), `see ${FOUND}`);
    assert.fail(`see ${FOUND}`);
  });
});
