import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/fixes/compose';
import { fixesAt, type ReadyFix } from '../../../src/core/fixes/fixesAt';
import { type FixedUnit, fixUnit, onlySafe, type Wanted } from '../../../src/core/fixes/fixUnit';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import type { TextForm } from '../../../src/core/text/units';
import { type CheckOptions, checkUnit } from '../../../src/core/validation/checkUnit';
import type { RuleExample } from '../../../src/core/validation/rule';
import { RuleSet } from '../../../src/core/validation/ruleSet';
import { rules } from '../../../src/core/validation/rules';

export const allRules = new RuleSet(rules);

export interface Setting {
  config?: string;
  expected?: 'task' | 'prediction';
  form?: TextForm;
}

export function optionsOf({ config: xml, expected = 'task', form = 'json' }: Setting = {}): CheckOptions {
  const config = xml === undefined ? undefined : parseLabelingConfig(xml).config;
  return { form, expected, config, rules: allRules };
}

export const settingOf = ({ kind, form, config }: RuleExample): Setting => ({
  ...(kind && { expected: kind }),
  ...(form && { form }),
  ...(config !== undefined && { config }),
});

/** `code pointer` of every problem. */
export function problemsIn(text: string, setting?: Setting): string[] {
  return checkUnit(text, optionsOf(setting)).problems.map(({ code, pointer }) => `${code} ${pointer}`);
}

/** The fixes of all problems of a code. */
export function fixesFor(text: string, code: string, setting?: Setting): ReadyFix[] {
  const options = optionsOf(setting);
  const own = checkUnit(text, options).problems.filter((problem) => problem.code === code);
  return fixesAt(text, own, options);
}

export const titlesFor = (text: string, code: string, setting?: Setting): string[] =>
  fixesFor(text, code, setting).map(({ title }) => title);

/** The text after the fix of this title. */
export function fixedBy(text: string, code: string, title: string, setting?: Setting): string {
  const fixes = fixesFor(text, code, setting);
  const fix = fixes.find((candidate) => candidate.title === title);
  assert.ok(fix, `no fix "${title}", but ${JSON.stringify(fixes.map((each) => each.title))}`);
  return applyEdits(text, fix.changes);
}

/** What all safe fixes make of a unit; the edits are applied to see that they give the text. */
export function safelyFixed(text: string, setting?: Setting, wanted: Wanted = onlySafe): FixedUnit {
  const fixed = fixUnit(text, optionsOf(setting), wanted);
  assert.equal(applyEdits(text, fixed.edits), fixed.text, 'the edits give the text');
  return fixed;
}
