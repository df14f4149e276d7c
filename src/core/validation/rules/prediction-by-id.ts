import { set } from '../../fixes/fix';
import type { Rule } from '../rule';
import { show } from '../words';

/** The number that stands for a prediction in what Label Studio exports. */
export const predictionById: Rule = {
  code: 'prediction-by-id',
  title: 'A prediction is given by its id only',
  explanation:
    'When Label Studio exports a project, `predictions` holds the ids of the predictions, not the predictions themselves. Such a file is fine to read annotations from. It cannot be imported as it is: the server answers with an error 500, and has made the tasks all the same, without their predictions and annotations.',
  cure: 'To import the file, empty the list: `"predictions": []`. To have the predictions in it, export a snapshot through the API with `"serialization_options": {"predictions": {"only_id": false}}`.',
  fixes: [
    {
      title: 'Empty the list of predictions',
      safety: 'guess',
      at({ unit, path }) {
        const list = unit.at(path.slice(0, -1));
        const isIds = Array.isArray(list) && list.every((item) => typeof item === 'number');
        return isIds ? { edits: [set(path.slice(0, -1), [])] } : undefined;
      },
    },
  ],
  failing: [{ text: '{ "id": 1, "data": { "image": "a.jpg" }, "annotations": [], "predictions": [17] }' }],
  passing: [
    {
      text: '{ "id": 1, "data": { "image": "a.jpg" }, "annotations": [], "predictions": [{ "id": 17, "model_version": "v1", "result": [] }] }',
    },
  ],
  claim({ keyword, path, value }) {
    const [list, index, ...rest] = path;
    if (keyword !== 'type' || list !== 'predictions' || typeof index !== 'number' || rest.length > 0) return undefined;
    // Ids are counted from 1: another number is a slip.
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) return undefined;
    return {
      path,
      on: 'value',
      message: `Only the id of a prediction is here, ${show(value)}, as in Label Studio's own exports. An import of this file would fail with an error 500: empty the list for that, or export with the predictions.`,
      severity: 'information',
      gates: ['server'],
    };
  },
};
