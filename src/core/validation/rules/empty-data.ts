import { wrappedInData } from '../../fixes/taskData';
import { isObject } from '../../isObject';
import type { Rule } from '../rule';

/** A task whose `data` is missing or empty: Label Studio then takes the whole object for the data. */
export const emptyData: Rule = {
  code: 'empty-data',
  title: 'A task needs data',
  explanation:
    'When `data` is missing or empty, the import of a file takes the whole object for the data of a task: its predictions and annotations vanish without a message. (The API takes empty data as it is.)',
  cure: 'Put what the labeling config shows under `data`, one key per `$variable`: `"data": { "image": "https://…" }`.',
  fixes: [{ title: 'Put the other keys into "data"', safety: 'guess', at: wrappedInData }],
  failing: [
    { text: '{ "data": {}, "predictions": [] }' },
    { text: '{ "image": "a.jpg", "predictions": [] }' },
    { kind: 'task', text: '{ "image": "a.jpg" }' },
  ],
  passing: [{ text: '{ "data": { "image": "a.jpg" }, "predictions": [] }' }],
  claim(finding) {
    const missing =
      finding.keyword === 'required' && finding.params.missingProperty === 'data' && finding.path.length === 0;
    const empty = finding.keyword === 'minProperties' && finding.path.length === 1 && finding.path[0] === 'data';
    if (!missing && !empty) return undefined;
    const task = missing ? finding.value : finding.parent;
    const carries = isObject(task) && ('predictions' in task || 'annotations' in task);
    if (!carries) {
      return {
        path: finding.path,
        on: 'key',
        message:
          'This task has no "data": Label Studio takes the whole object for its data, and predictions cannot be added to it. Wrap it: { "data": { … } }.',
        severity: 'information',
        gates: ['authoring'],
      };
    }
    return {
      path: finding.path,
      on: 'key',
      message: `"data" ${missing ? 'is missing' : 'is empty'}: importing the file, Label Studio would take the whole object for the data of a task and lose its predictions. Give "data" one key per $variable of the labeling config.`,
      severity: 'error',
      gates: ['upload'],
    };
  },
};
