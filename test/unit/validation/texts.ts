/** Texts and regions for the rules that speak for the strict schema. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lineOf, problemsIn, region } from './said';

export const BOX = { x: 10, y: 10, width: 5, height: 5, rectanglelabels: ['Ship'] };
export const box = (value: object, more: object = {}): object => region('rectanglelabels', { ...BOX, ...value }, more);
export const prediction = (keys: string): string => `{"task":1,"model_version":"v","result":[]${keys}}`;
export const task = (keys: string): string => `{"data":{"image":"a"}${keys}}`;

/** What a rule says of whole texts. */
export function texts(
  code: string,
  rows: readonly (readonly [what: string, text: string, said: string[], message?: RegExp])[],
) {
  describe(code, () => {
    for (const [what, text, said, message] of rows) {
      test(what, () => {
        const problems = problemsIn(code, text);
        assert.deepEqual(
          problems.map((problem) => lineOf(problem, text)),
          said,
        );
        if (message) assert.match(problems[0]?.message ?? '', message);
      });
    }
  });
}
