/** What one rule says of regions, a line for each problem: how bad, who objects, where, and what is underlined. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkText } from '../../../src/core/engine/checkText';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import type { FileProblem } from '../../../src/core/validation/file';
import { rules } from '../../../src/core/validation/rules';

export interface Given {
  /** The labeling config (XML). */
  config?: string;
  /** The task's data. */
  data?: object;
}

/**
 * A test: what is wrong or right, the regions, and what is said of them, as
 * `severity gates place: underlined text`. The place starts with the index of the region; long texts are cut.
 */
export type Row = readonly [
  what: string,
  regions: object | readonly object[],
  said: string | readonly string[],
  message?: RegExp | readonly RegExp[],
];

const RESULT = '/predictions/0/result/';

/** The problems of one rule in a task with one prediction of these regions. */
export function problemsOf(code: string, regions: readonly object[], { config: xml, data }: Given = {}): FileProblem[] {
  return problemsIn(code, textOf(regions, data), xml);
}

function textOf(regions: readonly object[], data: object = { image: 'a.jpg' }): string {
  return JSON.stringify({ data, predictions: [{ model_version: 'v', result: regions }] });
}

/** The problems of one rule in a text. */
export function problemsIn(code: string, text: string, xml?: string): FileProblem[] {
  assert.ok(
    rules.some((rule) => rule.code === code),
    `there is a rule ${code}`,
  );
  const config = xml === undefined ? undefined : parseLabelingConfig(xml).config;
  assert.equal(config === undefined, xml === undefined, 'the config parses');
  const all = [...checkText(stringSource(text), { form: 'json', ...(config && { config }) })].flat();
  return all.filter((problem) => problem.code === code);
}

/** A problem as one line. */
export function lineOf({ severity, gates, pointer, start, end }: FileProblem, text: string): string {
  const place = pointer.startsWith(RESULT) ? pointer.slice(RESULT.length) : pointer;
  const underlined = text.slice(start, end);
  return `${severity} ${gates.join('+')} ${place}: ${underlined.length > 24 ? `${underlined.slice(0, 23)}…` : underlined}`;
}

/** A test for each row. */
export function says(code: string, given: Given, rows: readonly Row[]): void {
  describe(code, () => {
    for (const [what, regions, said, messages = []] of rows) {
      test(what, () => {
        const list = Array.isArray(regions) ? (regions as readonly object[]) : [regions];
        const text = textOf(list, given.data);
        const problems = problemsIn(code, text, given.config);
        assert.deepEqual(
          problems.map((problem) => lineOf(problem, text)),
          typeof said === 'string' ? [said] : said,
        );
        const wanted = messages instanceof RegExp ? [messages] : messages;
        for (const [index, message] of wanted.entries()) assert.match(problems[index]?.message ?? '', message);
      });
    }
  });
}

/** A region of any type. */
export function region(type: string, value: unknown, more: object = {}): object {
  return { id: 'r', from_name: 'from', to_name: 'to', type, value, ...more };
}

/** The problems of one rule in full: the line, the message, and the data for whoever mends it. */
export function fully(code: string, regions: readonly object[], given: Given = {}): string[] {
  const text = textOf(regions, given.data);
  return problemsIn(code, text, given.config).map((problem) => {
    const data = problem.data === undefined ? '' : ` ${JSON.stringify(problem.data)}`;
    return `${lineOf(problem, text)} | ${problem.message}${data}`;
  });
}

/** A result of the control `a`, which asks about `body`. */
export const answer = (type: string, given: unknown, more: object = {}) => ({
  id: 'q',
  from_name: 'a',
  to_name: 'body',
  type,
  value: { [type]: given },
  ...more,
});
