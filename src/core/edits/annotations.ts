import { append, type FixEdit, insert, type NewValue, remove, Source } from '../fixes/fix';
import type { FixUnit } from '../fixes/target';
import { isObject } from '../isObject';

/**
 * Makes predictions of the annotations of a task: their regions, as they are written, under a model version. What is only
 * an annotation's (who made it, how long it took) goes. A task that somebody skipped gives no prediction.
 */
export function annotationsToPredictions(unit: FixUnit, version: string): FixEdit[] {
  const annotations = unit.kind === 'task' ? unit.at(['annotations']) : undefined;
  if (!Array.isArray(annotations)) return [];
  const predictions: NewValue[] = annotations.flatMap((annotation: unknown, index) => {
    if (!isObject(annotation) || !Array.isArray(annotation.result) || annotation.was_cancelled === true) return [];
    return [{ model_version: version, result: new Source(unit.source(['annotations', index, 'result'])) }];
  });
  const edits: FixEdit[] = [remove(['annotations'])];
  if (predictions.length === 0) return edits;
  const there = unit.at(['predictions']);
  if (there === undefined) return [...edits, insert([], 'predictions', predictions)];
  // What stands there and is no list is a mistake of its own, which is mended first.
  return Array.isArray(there) ? [...edits, append(['predictions'], predictions)] : [];
}
