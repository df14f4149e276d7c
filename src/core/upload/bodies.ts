/** Bodies of requests, cut from the file's text. */
import type { PredictionField, PredictionItem, TaskItem } from './read';

const COPIED: readonly PredictionField[] = ['result', 'score'];

/**
 * The fields that are sent, as they are written in the file. Only the model version may be written anew: lists store it
 * with the blanks around it, and one that is left out under the name `undefined`, where Create prediction trims it and
 * stores none.
 */
function slices(text: string, item: PredictionItem, inList: boolean): string[] {
  const copied = COPIED.flatMap((field) => {
    const place = item.fields[field];
    return place ? [`"${field}":${text.slice(place.start, place.end)}`] : [];
  });
  // Create prediction refuses null, which is no model version either.
  const written = item.version === 'null' ? undefined : item.version;
  const version = inList ? trimmed(written ?? '""') : written;
  return version === undefined ? copied : [...copied, `"model_version":${version}`];
}

function trimmed(version: string): string {
  if (!version.startsWith('"')) return version;
  const name = JSON.parse(version) as string;
  return name === name.trim() ? version : JSON.stringify(name.trim());
}

/**
 * The body of Create prediction: those of `task`, `result`, `score` and `model_version` that the file has.
 *
 * @param task id of the task, for a prediction that stands in a task; a flat one has its own
 */
export function createBody(text: string, item: PredictionItem, task: number): string {
  const own = item.fields.task;
  return `{"task":${own ? text.slice(own.start, own.end) : task},${slices(text, item, false).join(',')}}`;
}

/** One prediction in a list of predictions that are created together. Its task is a number there, and nothing else. */
export function listedBody(text: string, item: PredictionItem, task: number): string {
  return `{"task":${task},${slices(text, item, true).join(',')}}`;
}

/** One task of an import: its `data`, its `meta` where it has one, and its predictions. */
export function taskBody(text: string, task: TaskItem): string {
  const predictions = task.predictions.map((item) => `{${slices(text, item, true).join(',')}}`);
  const meta = task.meta ? `"meta":${text.slice(task.meta.start, task.meta.end)},` : '';
  return `{"data":${text.slice(task.data.start, task.data.end)},${meta}"predictions":[${predictions.join(',')}]}`;
}

/** Bytes of a text as UTF-8, without encoding it. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // A pair takes four bytes, two for each half; everything else from U+0800 on takes three.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}
