import { remove } from '../../fixes/fix';
import { Merging } from '../../fixes/merge/merging';
import { isObject } from '../../isObject';
import type { PredictionNode } from '../nodes';
import type { Rule } from '../rule';
import { show } from '../words';

const task = (...versions: string[]): { text: string } => {
  const predictions = versions.map((version) => `{ "model_version": "${version}", "result": [] }`);
  return { text: `{ "data": { "image": "a.jpg" }, "predictions": [${predictions.join(', ')}] }` };
};

/** Predictions of one task of which only the last is ever filled in. */
export const severalPredictionsOfAVersion: Rule = {
  code: 'several-predictions-of-a-version',
  title: 'A task has several predictions of one model version',
  explanation:
    'Each item of `predictions` is one answer of a model to the whole task, with all of its regions in one `result`. "Label All Tasks" fills in one prediction: of several that have the same model version, or none, it is the last. The regions of the others are not in the annotation. The reason is mostly a script that writes one prediction for each box, or that has written the same prediction twice.',
  cure: 'Put all regions of a model into the `result` of one prediction, remove what stands there twice, and give predictions of different models a `model_version` of their own.',
  fixes: [
    {
      title: 'Put all of their regions into the first',
      safety: 'guess',
      at({ unit, path, about: { version } }) {
        const all = unit.at(['predictions']);
        if (!Array.isArray(all) || !Array.isArray(unit.at([...path, 'result']))) return undefined;
        const others = (all as unknown[]).flatMap((each, index) =>
          isObject(each) && index > Number(path[1]) && versionOf(each) === version ? [index] : [],
        );
        const merging = new Merging({ unit, path }, unit.config);
        const gone = others.filter((index) => merging.add({ unit, path: ['predictions', index] }) === undefined);
        if (gone.length === 0) return undefined;
        return { edits: [...merging.edits('lowest'), ...gone.map((index) => remove(['predictions', index]))] };
      },
    },
  ],
  failing: [task('v1', 'v1')],
  passing: [task('v1', 'v2')],
  checkUnit({ kind, predictions, parsed }, report) {
    // A version may still be to be typed.
    if (kind !== 'task' || predictions.length < 2 || parsed.syntaxErrors.length > 0) return;
    for (const [version, { first, count }] of byVersion(predictions)) {
      if (count < 2) continue;
      const which = version === '' ? 'without a model version' : `of the model version ${show(version)}`;
      report({
        path: first.path,
        on: 'key',
        message: `This task has ${count.toLocaleString('en')} predictions ${which}, and "Label All Tasks" fills in only the last of them. Put all regions of a model into one "result", or give each model a version of its own.`,
        severity: 'warning',
        gates: ['editor'],
        data: { version, count },
      });
    }
  },
};

function byVersion(predictions: readonly PredictionNode[]) {
  const groups = new Map<string, { first: PredictionNode; count: number }>();
  for (const prediction of predictions) {
    const key = versionOf(prediction.value);
    const group = groups.get(key);
    if (group) group.count++;
    else groups.set(key, { first: prediction, count: 1 });
  }
  return groups;
}

function versionOf({ model_version: version }: Readonly<Record<string, unknown>>): string {
  return typeof version === 'string' ? version : '';
}
