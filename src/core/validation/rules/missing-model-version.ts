import type { Rule } from '../rule';

/** A prediction that does not say which model made it. */
export const missingModelVersion: Rule = {
  code: 'missing-model-version',
  title: 'The prediction names no model version',
  explanation:
    'A server takes a prediction without `model_version`: it stores an empty one, or on import the text `undefined`. Such predictions cannot be chosen in the settings of the project, which shows the predictions of one version, and cannot be deleted by version: the server refuses an empty one.',
  cure: 'Add `"model_version"` with a name that says which model and when, for example `"yolo-2031-04"`.',
  failing: [
    { kind: 'prediction', text: '{ "task": 12, "result": [] }' },
    { kind: 'prediction', text: '{ "task": 12, "model_version": "", "result": [] }' },
  ],
  passing: [{ kind: 'prediction', text: '{ "task": 12, "model_version": "v1", "result": [] }' }],
  checkUnit({ predictions }, report) {
    for (const { path, value } of predictions) {
      const { model_version: version } = value;
      if (version !== undefined && version !== '' && version !== 'undefined') continue;
      const isMissing = version === undefined;
      // Without a result it is no prediction yet.
      if (!('result' in value)) continue;
      report({
        path: isMissing ? path : [...path, 'model_version'],
        on: isMissing ? 'key' : 'value',
        message: `This prediction ${isMissing ? 'has no "model_version"' : 'names no model version'}: on the server it could neither be chosen nor deleted by version. Add one.`,
        severity: 'information',
        gates: ['authoring'],
      });
    }
  },
};
