import { isObject } from '../../isObject';
import type { Rule } from '../rule';
import { actualWords } from '../words';

/** A unit that is neither a task nor a prediction. */
export const notAnObject: Rule = {
  code: 'not-an-object',
  title: 'Neither a task nor a prediction',
  explanation:
    'A file holds tasks or predictions: a list of objects, or one object. Anything else is refused by the import.',
  cure: 'Write an object with `data` (a task) or with `task` and `result` (a prediction).',
  failing: [{ text: '[1, 2]' }, { text: '"predictions"' }],
  passing: [{ text: '{ "task": 1, "model_version": "v1", "result": [] }' }],
  checkUnit(unit, report) {
    const { value } = unit;
    if (value === undefined || isObject(value)) return;
    report({
      path: [],
      on: 'value',
      message: `A task or a prediction is expected here, not ${actualWords(value)}. Write an object { … } with "data", or with "task" and "result".`,
      severity: 'error',
      gates: ['server'],
    });
  },
};
