import { insert, remove, Source } from '../../fixes/fix';
import { isObject } from '../../isObject';
import type { Rule } from '../rule';

/** Predictions inside of `data`, where they are a column like any other. */
export const predictionsInData: Rule = {
  code: 'predictions-in-data',
  title: 'Predictions stand beside the data of a task',
  explanation:
    'Everything in `data` is what the labeling config can show. Predictions in there become a column of the data: the import succeeds, and the task has no prediction.',
  cure: 'Move `predictions` out of `data`, one level up.',
  fixes: [
    {
      title: 'Move the predictions out of "data"',
      safety: 'safe',
      at({ unit, path }) {
        const own = unit.at(['predictions']);
        const isEmpty = Array.isArray(own) && own.length === 0;
        if (own !== undefined && !isEmpty) return undefined;
        const moved = insert([], 'predictions', new Source(unit.source(path)));
        return { edits: [remove(path), ...(isEmpty ? [remove(['predictions'])] : []), moved] };
      },
    },
  ],
  failing: [{ text: '{ "data": { "image": "a.jpg", "predictions": [{ "model_version": "v1", "result": [] }] } }' }],
  passing: [
    { text: '{ "data": { "image": "a.jpg" }, "predictions": [{ "model_version": "v1", "result": [] }] }' },
    { text: '{ "data": { "image": "a.jpg", "predictions": ["a", "b"] } }' },
  ],
  checkUnit({ kind, value }, report) {
    if (kind !== 'task' || !isObject(value) || !isObject(value.data)) return;
    const { predictions } = value.data;
    if (!Array.isArray(predictions) || !isObject(predictions[0]) || !('result' in predictions[0])) return;
    report({
      path: ['data', 'predictions'],
      on: 'key',
      message:
        'These predictions stand inside of "data", where Label Studio takes them for a column of the data: the task would have no prediction. Move "predictions" beside "data".',
      severity: 'error',
      gates: ['authoring'],
    });
  },
};
