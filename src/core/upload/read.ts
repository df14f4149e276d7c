/**
 * Reads what a file has to upload. Nothing is re-serialised: all that is kept are offsets into the text, so that numbers
 * and escapes arrive at the server as they were written.
 */

import { classifyKeys } from '../text/classify';
import { isJson } from '../text/isJson';
import type { Span } from '../text/locate';
import { findPoison } from '../text/poison';
import { scanUnits, type TextForm, type Unit } from '../text/units';
import { elements, type Member, members } from '../text/walk';
import { UNSENDABLE, type UnsendableReason } from './messages';

/** The fields of Label Studio's Create prediction. */
export type PredictionField = 'task' | 'result' | 'score' | 'model_version';

/** A prediction that can be sent as far as the file alone can tell. Offsets are UTF-16 units in the file's text. */
export interface PredictionItem extends Span {
  /** JSON Pointer from the root of the file. */
  pointer: string;
  /** The task that a flat prediction names. */
  task?: number;
  /** `model_version` as it is written: absent, `null`, or the JSON text of a string or number. */
  version: string | undefined;
  /** Where the values of its fields stand. */
  fields: { result: Span } & Partial<Record<PredictionField, Span>>;
}

/** A task that has predictions. */
export interface TaskItem extends Span {
  pointer: string;
  /** Its `id`, where it has one that a server could have given. */
  id?: number;
  data: Span;
  meta?: Span;
  predictions: PredictionItem[];
  /** Not all of its predictions can be sent, or the rest of it cannot be stored: it must not become a new task. */
  incomplete: boolean;
}

/** What stays where it is, with the reason at the place of the defect. */
export interface Unsendable extends Span {
  pointer: string;
  reason: UnsendableReason;
  message: string;
  /** Predictions that are held back by it. */
  predictions: number;
}

export interface UploadRead {
  text: string;
  form: TextForm;
  flat: PredictionItem[];
  tasks: TaskItem[];
  unsendable: Unsendable[];
  /** Tasks without predictions: there is nothing to upload for them. */
  emptyTasks: number;
  /** Annotations in the file. They are not uploaded. */
  annotations: number;
}

type Members = ReadonlyMap<string, Member>;

/** The members of an object; of several with one key the last, as every parser has it. */
function lastMembers(text: string, start: number): Members {
  const found = new Map<string, Member>();
  for (const member of members(text, start)) found.set(member.key, member);
  return found;
}

const span = (member: Member): Span => ({ start: member.valueStart, end: member.valueEnd });
const source = (text: string, member: Member): string => text.slice(member.valueStart, member.valueEnd);

/**
 * An id as the server understands it: `2`, and for a prediction's task also `2.0` and `"2"`.
 *
 * @returns undefined when it can be no id
 */
export function idOf(written: string): number | undefined {
  const match = /^(?:"(\d{1,15})"|(\d{1,15})(?:\.0+)?)$/.exec(written);
  return match ? Number(match[1] ?? match[2]) : undefined;
}

/** The kind of a JSON value, told by its first character. */
function kindOf(text: string, at: number): 'object' | 'list' | 'string' | 'null' | 'boolean' | 'number' {
  const first = text[at];
  if (first === '{') return 'object';
  if (first === '[') return 'list';
  if (first === '"') return 'string';
  if (first === 'n') return 'null';
  return first === 't' || first === 'f' ? 'boolean' : 'number';
}

class Reader {
  readonly read: UploadRead;

  constructor(text: string, form: TextForm) {
    this.read = { text, form, flat: [], tasks: [], unsendable: [], emptyTasks: 0, annotations: 0 };
  }

  refuse(pointer: string, place: Span, reason: UnsendableReason, predictions = 1): undefined {
    const { start, end } = place;
    this.read.unsendable.push({ pointer, start, end, reason, message: UNSENDABLE[reason], predictions });
    return undefined;
  }

  unit(unit: Unit, pointer: string): undefined {
    const { text } = this.read;
    if (!isJson(text.slice(unit.start, unit.end))) return this.refuse(pointer, unit, 'broken-json');
    const found = lastMembers(text, unit.start);
    const kind = classifyKeys(found.keys());
    if (kind === 'unknown') return this.refuse(pointer, unit, 'not-a-unit');
    if (kind === 'task') return this.task(unit, pointer, found);
    const prediction = this.prediction(unit, pointer);
    if (!prediction) return;
    const task = found.get('task');
    if (!task) return this.refuse(pointer, unit, 'no-task');
    const id = idOf(source(text, task));
    if (id === undefined) return this.refuse(`${pointer}/task`, span(task), 'task-not-id');
    prediction.task = id;
    prediction.fields.task = span(task);
    this.read.flat.push(prediction);
  }

  private task(unit: Span, pointer: string, found: Members): undefined {
    const { text } = this.read;
    const annotations = found.get('annotations');
    if (annotations) this.read.annotations += count(text, annotations);
    const own = found.get('result');
    if (own) this.refuse(`${pointer}/result`, span(own), 'result-in-task');
    const list = found.get('predictions');
    if (own && !list) return;
    if (!list || kindOf(text, list.valueStart) === 'null') {
      this.read.emptyTasks++;
      return;
    }
    if (kindOf(text, list.valueStart) !== 'list') {
      return this.refuse(`${pointer}/predictions`, span(list), 'predictions-not-list');
    }
    const all = [...elements(text, list.valueStart)];
    if (all.length === 0) {
      this.read.emptyTasks++;
      return;
    }
    const data = found.get('data');
    if (!data) return this.refuse(pointer, unit, 'no-data', all.length);
    const predictions = all.flatMap(
      (element) => this.prediction(element, `${pointer}/predictions/${element.index}`) ?? [],
    );
    if (predictions.length === 0) return;
    this.read.tasks.push({
      pointer,
      start: unit.start,
      end: unit.end,
      ...this.identity(found),
      data: span(data),
      predictions,
      incomplete: predictions.length < all.length,
    });
  }

  private identity(found: Members): Pick<TaskItem, 'id' | 'meta'> {
    const id = found.get('id');
    const meta = found.get('meta');
    const known = id && idOf(source(this.read.text, id));
    return {
      ...(known === undefined ? {} : { id: known }),
      ...(meta && kindOf(this.read.text, meta.valueStart) !== 'null' ? { meta: span(meta) } : {}),
    };
  }

  /** A prediction without its task, or undefined when it cannot be sent (which is then noted). */
  private prediction(place: Span, pointer: string): PredictionItem | undefined {
    const { text } = this.read;
    if (kindOf(text, place.start) !== 'object') return this.refuse(pointer, place, 'not-a-prediction');
    const poison = findPoison(text, place.start, place.end);
    if (poison) return this.refuse(pointer, poison, poison.kind);
    const found = lastMembers(text, place.start);
    const result = found.get('result');
    if (!result || kindOf(text, result.valueStart) === 'null') return this.refuse(pointer, place, 'no-result');
    if (kindOf(text, result.valueStart) !== 'list') {
      return this.refuse(`${pointer}/result`, span(result), 'result-not-list');
    }
    for (const region of elements(text, result.valueStart)) {
      if (kindOf(text, region.start) === 'object') continue;
      return this.refuse(`${pointer}/result/${region.index}`, region, 'region-not-object');
    }
    const item: PredictionItem = {
      pointer,
      start: place.start,
      end: place.end,
      version: undefined,
      fields: { result: span(result) },
    };
    return this.score(item, found) && this.version(item, found);
  }

  private score(item: PredictionItem, found: Members): PredictionItem | undefined {
    const score = found.get('score');
    if (!score) return item;
    const kind = kindOf(this.read.text, score.valueStart);
    if (kind !== 'number' && kind !== 'null')
      return this.refuse(`${item.pointer}/score`, span(score), 'score-not-number');
    item.fields.score = span(score);
    return item;
  }

  private version(item: PredictionItem, found: Members): PredictionItem | undefined {
    const version = found.get('model_version');
    if (!version) return item;
    const kind = kindOf(this.read.text, version.valueStart);
    if (kind !== 'string' && kind !== 'number' && kind !== 'null') {
      return this.refuse(`${item.pointer}/model_version`, span(version), 'version-not-text');
    }
    item.fields.model_version = span(version);
    item.version = source(this.read.text, version);
    return item;
  }
}

function count(text: string, member: Member): number {
  let items = 0;
  for (const _ of elements(text, member.valueStart)) items++;
  return items;
}

/**
 * Reads the predictions of a file: a list of tasks or of flat predictions (also mixed), one of them alone, or one a line.
 * A byte order mark is passed over. What cannot be sent is listed with the reason and its place.
 */
export function readUpload(text: string, form: TextForm): UploadRead {
  const reader = new Reader(text, form);
  const { root, units, intact } = scanUnits(text, form);
  for (const unit of units) reader.unit(unit, root === 'object' || root === 'other' ? '' : `/${unit.index}`);
  const { read } = reader;
  // One bracket too many or too few moves everything behind it: what looks whole may belong elsewhere.
  if (
    !intact &&
    units.length > 0 &&
    !read.unsendable.some((item) => item.reason === 'broken-json' && item.pointer === '')
  ) {
    const predictions = read.flat.length + read.tasks.reduce((sum, task) => sum + task.predictions.length, 0);
    reader.refuse('', { start: 0, end: Math.min(1, text.length) }, 'broken-file', predictions);
  }
  return intact ? read : { ...read, flat: [], tasks: [] };
}
