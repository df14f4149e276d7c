import { insert, set } from '../../fixes/fix';
import type { FixUnit } from '../../fixes/target';
import { isObject } from '../../isObject';
import type { Rule } from '../rule';

/** A prediction that does not say which model made it. */
export const missingModelVersion: Rule = {
  code: 'missing-model-version',
  title: 'The prediction names no model version',
  explanation:
    'A server takes a prediction without `model_version`: it stores an empty one, or on import the text `undefined`. Such predictions cannot be chosen in the settings of the project, which shows the predictions of one version, and cannot be deleted by version: the server refuses an empty one.',
  cure: 'Add `"model_version"` with a name that says which model and when, for example `"yolo-2031-04"`.',
  fixes: [
    {
      title: 'Add a model version',
      safety: 'guess',
      at({ path, value, unit }) {
        const version = versionIn(unit) ?? 'my-model-1';
        const title = `Add "model_version": ${JSON.stringify(version)}`;
        if (path.at(-1) === 'model_version') return { title, edits: [set(path, version)] };
        return isObject(value) ? { title, edits: [insert(path, 'model_version', version, 'result')] } : undefined;
      },
    },
  ],
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

/** The version that other predictions of the task have. */
function versionIn(unit: FixUnit): string | undefined {
  const predictions = unit.at(['predictions']);
  if (!Array.isArray(predictions)) return undefined;
  const versions = (predictions as unknown[]).map((each) => (isObject(each) ? each.model_version : undefined));
  return versions.find((version) => typeof version === 'string' && version !== '' && version !== 'undefined') as
    | string
    | undefined;
}
