import { isObject } from '../../isObject';
import type { Rule } from '../rule';

/** A flat prediction says for which task it is; without that no server takes it. */
export const predictionWithoutTask: Rule = {
  code: 'prediction-without-task',
  title: 'A prediction of its own needs the id of its task',
  explanation:
    'A prediction that does not stand inside a task is posted with the id of the task that it belongs to. Without one the server answers `"task": ["This field is required."]`.',
  cure: 'Add `"task": 123` with the id that the task has on the server, or put the prediction into the `predictions` of a task with its `data`.',
  failing: [{ kind: 'prediction', text: '{ "model_version": "v1", "result": [] }' }],
  passing: [{ kind: 'prediction', text: '{ "task": 12, "model_version": "v1", "result": [] }' }],
  checkUnit(unit, report) {
    const { value } = unit;
    if (unit.kind !== 'prediction' || !isObject(value)) return;
    if ('task' in value || !('result' in value)) return;
    report({
      path: [],
      on: 'key',
      message:
        'This prediction names no task. Add "task" with the id that the task has on the server, or put it into the "predictions" of a task.',
      severity: 'warning',
      gates: ['upload'],
    });
  },
};
