import { insert, type NewValue, remove, Source } from '../../fixes/fix';
import { isObject } from '../../isObject';
import type { Rule } from '../rule';

/** A task with a `result` of its own: nobody looks for it there. */
export const resultInTask: Rule = {
  code: 'result-in-task',
  title: 'A task has no result of its own',
  explanation:
    'Label Studio reads regions from the predictions (and annotations) of a task. A `result` beside `data` is ignored without a word, so that the task arrives without its regions.',
  cure: 'Put the result into a prediction: `"predictions": [{ "model_version": "v1", "result": [ … ] }]`.',
  fixes: [
    {
      title: 'Put the result into a prediction',
      safety: 'safe',
      at({ unit }) {
        const own = unit.at(['predictions']);
        const isEmpty = Array.isArray(own) && own.length === 0;
        if (own !== undefined && !isEmpty) return undefined;
        const keys = ['model_version', 'score', 'result'].filter((key) => unit.at([key]) !== undefined);
        const prediction: Record<string, NewValue> = {};
        for (const key of keys) prediction[key] = new Source(unit.source([key]));
        const gone = [...keys, ...(isEmpty ? ['predictions'] : [])].map((key) => remove([key]));
        return { edits: [...gone, insert([], 'predictions', [prediction])] };
      },
    },
  ],
  failing: [{ text: '{ "data": { "image": "a.jpg" }, "model_version": "v1", "result": [] }' }],
  passing: [{ text: '{ "data": { "image": "a.jpg" }, "predictions": [{ "model_version": "v1", "result": [] }] }' }],
  checkUnit(unit, report) {
    const { value } = unit;
    if (unit.kind !== 'task' || !isObject(value) || !('result' in value)) return;
    report({
      path: ['result'],
      on: 'key',
      message:
        'A task has no "result" of its own, so Label Studio would lose this one. Put it into a prediction: "predictions": [{ "result": [ … ] }].',
      severity: 'error',
      gates: ['upload'],
    });
  },
};
