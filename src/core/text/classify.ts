export type UnitKind = 'task' | 'prediction' | 'unknown';

/** Keys that only a task has, and keys that only a flat prediction has. */
const TASK_KEYS: ReadonlySet<string> = new Set(['data', 'predictions', 'annotations']);
const PREDICTION_KEYS: ReadonlySet<string> = new Set(['result', 'task', 'model_version', 'score']);

/** Whether the keys of an object are those of a task or of a flat prediction; a task's keys weigh more. */
export function classifyKeys(keys: Iterable<string>): UnitKind {
  let kind: UnitKind = 'unknown';
  for (const key of keys) {
    if (TASK_KEYS.has(key)) return 'task';
    if (PREDICTION_KEYS.has(key)) kind = 'prediction';
  }
  return kind;
}
