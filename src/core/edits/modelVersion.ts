import { type FixEdit, insert, set } from '../fixes/fix';
import type { FixUnit } from '../fixes/target';
import { isObject } from '../isObject';
import type { Path } from '../text/locate';
import type { UnitEdit } from './editDocument';

/** Writes one model version into every prediction that has another one or none. */
export function modelVersion(unit: FixUnit, version: string, pick: Parameters<UnitEdit>[1]): FixEdit[] {
  return pick(predictionPaths(unit)).flatMap((path) => {
    const prediction = unit.at(path);
    if (!isObject(prediction) || prediction.model_version === version) return [];
    return 'model_version' in prediction
      ? [set([...path, 'model_version'], version)]
      : [insert(path, 'model_version', version, 'result')];
  });
}

/** Where the predictions of a unit are: a flat one is the unit itself. */
function predictionPaths(unit: FixUnit): Path[] {
  if (unit.kind === 'prediction') return [[]];
  const list = unit.kind === 'task' ? unit.at(['predictions']) : undefined;
  return Array.isArray(list) ? list.map((_, index) => ['predictions', index]) : [];
}
