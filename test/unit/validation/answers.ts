/** One answer and one control tag, and what the rules about answers say of them. */
import assert from 'node:assert/strict';
import { checkText } from '../../../src/core/engine/checkText';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import type { FileProblem } from '../../../src/core/validation/file';
import { configOf } from '../../../src/core/validation/ruleConfigs';

/** The rules that compare answers with the labeling config. */
export const CODES: ReadonlySet<string> = new Set([
  'answer-compared-with-labels',
  'answer-outside-limits',
  'choice-not-in-config',
  'datetime-not-in-format',
  'nested-choice',
  'rating-above-maximum',
  'taxonomy-path-not-in-tree',
  'time-not-in-format',
  'too-many-choices',
  'too-many-texts',
  'unknown-bucket',
]);

export function problemsOf(text: string, xml: string): FileProblem[] {
  const { config } = parseLabelingConfig(xml);
  assert.ok(config, xml);
  return [...checkText(stringSource(text), { form: 'json', expects: 'prediction', config })].flat();
}

const OBJECTS: Readonly<Record<string, string>> = {
  ranker: '<List name="o" value="$docs"/>',
  timeserieslabels: '<TimeSeries name="o" value="$log" timeColumn="t" timeFormat="%Y-%m-%d %H:%M"/>',
};

interface Around {
  from?: string;
  object?: string;
  /** The task's data; without it the answer is in a prediction of its own. */
  data?: object;
  /** Whether it is in an annotation and not in a prediction. */
  isAnnotated?: boolean;
}

/** What the rules about answers say of one answer: `code gates place` of each, and the problems themselves. */
export function said(control: string, value: object, { from = 'a', object = '', data, isAnnotated }: Around = {}) {
  const type = /^<(\w+)/.exec(control)?.[1]?.toLowerCase() ?? '';
  const result = [{ id: 'q', from_name: from, to_name: 'o', type, value }];
  const xml = configOf(object || (OBJECTS[type] ?? '<Text name="o" value="$text"/>'), control);
  const prediction = { model_version: 'v', result };
  const task = isAnnotated ? { annotations: [{ result }], data: data ?? {} } : { data, predictions: [prediction] };
  const problems = problemsOf(JSON.stringify(data || isAnnotated ? task : { task: 1, ...prediction }), xml);
  const ours = problems.filter(({ code }) => CODES.has(code));
  const lines = ours.map(
    ({ code, severity, gates, pointer }) =>
      `${code}: ${severity} of ${gates.join(', ')} at ${pointer.slice(pointer.indexOf('/value/') + '/value/'.length)}`,
  );
  return { lines, problems: ours, data: ours.map((problem) => problem.data as Record<string, unknown>) };
}
