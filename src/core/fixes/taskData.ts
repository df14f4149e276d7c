import { isObject } from '../isObject';
import { type Draft, insert, type NewValue, remove, Source } from './fix';
import type { FixTarget } from './target';

/** What a task has beside its data, by Label Studio's own names. */
const OWN: ReadonlySet<string> = new Set([
  'data',
  'id',
  'meta',
  'predictions',
  'annotations',
  'drafts',
  'created_at',
  'updated_at',
  'inner_id',
  'total_annotations',
  'cancelled_annotations',
  'total_predictions',
  'comment_count',
  'unresolved_comment_count',
  'last_comment_updated_at',
  'project',
  'updated_by',
  'comment_authors',
  'file_upload',
  'allow_skip',
  'overlap',
  'is_labeled',
]);

/** The keys of a task that are none of its own, moved into its `data`, which is missing or empty. */
export function wrappedInData({ unit }: FixTarget): Draft | undefined {
  const task = unit.at([]);
  if (!isObject(task)) return undefined;
  const keys = Object.keys(task).filter((key) => !OWN.has(key));
  if (keys.length === 0) return undefined;
  const data: Record<string, NewValue> = {};
  for (const key of keys) data[key] = new Source(unit.source([key]));
  const gone = ['data', ...keys].filter((key) => Object.hasOwn(task, key)).map((key) => remove([key]));
  const first = Object.keys(task).find((key) => !gone.some(({ path }) => path[0] === key));
  return { edits: [...gone, insert([], 'data', data, first)] };
}
