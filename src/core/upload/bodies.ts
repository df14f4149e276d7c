/** Bodies of requests, cut from the file's text. */
import type { PredictionField, PredictionItem, TaskItem } from './read';

const SENT: readonly PredictionField[] = ['result', 'score', 'model_version'];

function slices(text: string, item: PredictionItem): string[] {
  return SENT.flatMap((field) => {
    const place = item.fields[field];
    return place ? [`"${field}":${text.slice(place.start, place.end)}`] : [];
  });
}

/**
 * The body of Create prediction: those of `task`, `result`, `score` and `model_version` that the file has.
 *
 * @param task id of the task, for a prediction that stands in a task; a flat one has its own
 */
export function createBody(text: string, item: PredictionItem, task: number): string {
  const own = item.fields.task;
  return `{"task":${own ? text.slice(own.start, own.end) : task},${slices(text, item).join(',')}}`;
}

/** One task of an import: its `data`, its `meta` where it has one, and its predictions. */
export function taskBody(text: string, task: TaskItem): string {
  const predictions = task.predictions.map((item) => `{${slices(text, item).join(',')}}`);
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
