import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../../../src/core/fixes/compose';
import type { Rule } from '../../../src/core/validation/rule';
import { rules } from '../../../src/core/validation/rules';
import { fixesFor, problemsIn, safelyFixed, settingOf } from './harness';

const isAbout = (code: string) => (problem: string) => problem.startsWith(`${code} `);

/** What is there now and was not there before. */
const added = (before: string[], after: string[]): string[] => after.filter((problem) => !before.includes(problem));

/** The rules that mend single places. */
const fixing = rules.filter(({ fixes }) => fixes?.some(({ at }) => at));

describe('fixes of the rules', () => {
  test('safe fixes stand before guesses, and titles are imperatives without a full stop', () => {
    for (const { code, fixes = [] } of rules) {
      const order = fixes.map(({ safety }) => safety);
      assert.deepEqual(order, [...order].sort().reverse(), code);
      for (const { title } of fixes) assert.match(title, /^[A-Z].*[^.]$/, code);
      assert.ok(
        fixes.every(({ at, everywhere }) => (at === undefined) !== (everywhere === undefined)),
        code,
      );
    }
  });

  for (const rule of fixing) {
    describe(rule.code, () => {
      test('every fix mends a failing example', () => {
        const ready = rule.failing.flatMap((example) => fixesFor(example.text, rule.code, settingOf(example)));
        for (const fix of rule.fixes ?? []) {
          if (fix.at)
            assert.ok(
              ready.some(({ by }) => by === fix),
              fix.title,
            );
        }
      });
      for (const example of rule.failing) {
        test(`each fix mends ${example.text}`, () => eachFixMends(rule, example.text, settingOf(example)));
        test(`the safe fixes of ${example.text} make nothing worse`, () => {
          const setting = settingOf(example);
          const { text } = safelyFixed(example.text, setting);
          assert.deepEqual(added(problemsIn(example.text, setting), problemsIn(text, setting)), []);
          assert.equal(safelyFixed(text, setting).text, text, 'a second run changes nothing');
        });
      }
    });
  }
});

function eachFixMends(rule: Rule, text: string, setting: ReturnType<typeof settingOf>): void {
  const before = problemsIn(text, setting);
  const own = before.filter(isAbout(rule.code)).length;
  for (const { title, changes } of fixesFor(text, rule.code, setting)) {
    const fixed = applyEdits(text, changes);
    const after = problemsIn(fixed, setting);
    assert.ok(after.filter(isAbout(rule.code)).length < own, `${title}: ${fixed}`);
    assert.deepEqual(added(before, after), [], `${title}: ${fixed}`);
  }
}
