/** What became of every prediction of a plan, and where in the file the server's complaints belong. */
import type { ServerError } from '../server/errors';
import type { ServerComplaint } from '../server/validationErrors';
import { type Span, toPointer } from '../text/locate';
import { elements, members } from '../text/walk';
import type { UploadPlan } from './plan';
import { type PredictionItem, placeOfField, type TaskItem } from './read';
import { wordsOf } from './refusal';
import { type FileChanged, textIfStill, type UploadText } from './uploadText';

/** A prediction that the server has stored. */
export interface CreatedItem {
  pointer: string;
  /** Undefined when it could not be read back. */
  id: number | undefined;
  created_at: string | null;
  task: number;
  project: number | null;
  model_version: string | null;
}

/** A task that the server has created with its predictions. */
export interface ImportedTask {
  pointer: string;
  /** Undefined when the server does not tell ids. */
  id: number | undefined;
  predictions: number;
}

/** One complaint of the server, at its place in the file. */
export interface FailedPlace extends Span {
  pointer: string;
  message: string;
}

/** What the server refused; nothing of it is stored. */
export interface FailedItem extends Span {
  pointer: string;
  predictions: number;
  message: string;
  cure: string;
  places: FailedPlace[];
}

/** What may or may not be stored: the answer was lost, and nobody could find out. */
export interface UncertainItem extends Span {
  pointer: string;
  predictions: number;
  message: string;
  cure: string;
}

/** What is not there as it was sent. */
export interface MissingItem extends UncertainItem {
  task: number;
  /** Id under which the server holds something else. */
  id?: number;
}

/** What was not sent. */
export interface UnsentItem extends Span {
  pointer: string;
  predictions: number;
  reason: 'stopped' | 'cancelled' | 'not-confirmed' | 'not-replaced';
}

/** A prediction that the server has a second time: a request landed twice. */
export interface DoubledItem {
  task: number;
  id: number;
}

export interface UploadResult {
  plan: UploadPlan;
  created: CreatedItem[];
  imported: ImportedTask[];
  failed: FailedItem[];
  uncertain: UncertainItem[];
  unsent: UnsentItem[];
  /** What the server said to have stored and does not show, or shows as something else, when it is asked. */
  missing: MissingItem[];
  doubled: DoubledItem[];
  /** Ids of predictions whose place others have taken. */
  deleted: number[];
  /** The model version that labeling shows now, where the upload may have changed that. */
  shownVersion?: string;
  /** The error that ended the run early. */
  stopped?: ServerError | FileChanged;
  cancelled: boolean;
}

export const placeOf = ({ pointer, start, end }: PredictionItem): Omit<UnsentItem, 'reason'> => ({
  pointer,
  start,
  end,
  predictions: 1,
});

export const placeOfTask = ({ pointer, start, end, predictions }: TaskItem): Omit<UnsentItem, 'reason'> => ({
  pointer,
  start,
  end,
  predictions: predictions.length,
});

function placeInPrediction(text: UploadText, item: PredictionItem, complaint: ServerComplaint): FailedPlace {
  const { message, regionIndex, field } = complaint;
  const own = textIfStill(text, item);
  const list = regionIndex === undefined ? undefined : placeOfField(own, item, 'result');
  if (list) {
    for (const { index, start, end } of elements(own, list.start - item.start)) {
      const pointer = `${item.pointer}/result/${index}`;
      if (index === regionIndex) return { pointer, start: item.start + start, end: item.start + end, message };
    }
  }
  const named =
    field === 'task' || field === 'result' || field === 'score' || field === 'model_version' ? field : undefined;
  const span = named && placeOfField(own, item, named);
  const said = wordsOf(complaint);
  if (span) return { pointer: `${item.pointer}/${named}`, ...span, message: said };
  return { pointer: item.pointer, start: item.start, end: item.end, message: said };
}

/** Places of what Create prediction refused. */
export function placesInPrediction(
  text: UploadText,
  item: PredictionItem,
  complaints: readonly ServerComplaint[],
): FailedPlace[] {
  return complaints.map((complaint) => placeInPrediction(text, item, complaint));
}

/** Where a task's `data` lacks a key, or has a value that its object tag does not take. */
function placeInData(text: UploadText, task: TaskItem, message: string): FailedPlace | undefined {
  const key = /^data\['(.*?)'\]=/.exec(message)?.[1];
  if (key === undefined && !/ key is expected in task data/.test(message)) return undefined;
  const { pointer, data, start: origin } = task;
  let place: FailedPlace = { pointer: `${pointer}/data`, ...data, message };
  const own = textIfStill(text, task);
  const at = data.start - origin;
  if (key === undefined || own[at] !== '{') return place;
  for (const { key: one, valueStart: start, valueEnd: end } of members(own, at)) {
    if (one !== key) continue;
    place = { pointer: `${pointer}${toPointer(['data', key])}`, start: origin + start, end: origin + end, message };
  }
  return place;
}

/** Places of what an import refused of one of its tasks. */
export function placesInTask(text: UploadText, task: TaskItem, complaints: readonly ServerComplaint[]): FailedPlace[] {
  return complaints.map((complaint) => {
    const { predictionIndex, message } = complaint;
    const item = predictionIndex === undefined ? undefined : task.predictions[predictionIndex];
    if (item) return placeInPrediction(text, item, complaint);
    return placeInData(text, task, message) ?? { pointer: task.pointer, start: task.start, end: task.end, message };
  });
}
