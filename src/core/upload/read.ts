/**
 * Reads what a file has to upload, piece by piece. Nothing is re-serialised, and no text is kept: what is kept of a
 * prediction is where it stands, so that numbers and escapes arrive at the server as they were written.
 */

import { type FoundUnit, UnitFinder } from '../engine/finder';
import { Pieces } from '../engine/pieces';
import { piecesOf } from '../engine/textPieces';
import type { RereadableSource } from '../ports';
import { classifyKeys } from '../text/classify';
import { Cursor } from '../text/cursor';
import { stringSource } from '../text/lines';
import type { Span } from '../text/locate';
import { findPoison, mayHoldPoison, type Poison } from '../text/poison';
import type { TextForm } from '../text/units';
import { type Element, elements, type Member, members } from '../text/walk';
import { UNSENDABLE, type UnsendableReason } from './messages';
import { detached, type Printed, printOf, type UploadText } from './uploadText';

/** The fields of Label Studio's Create prediction. */
export type PredictionField = 'task' | 'result' | 'score' | 'model_version';

/** A prediction that can be sent as far as the file alone can tell. Offsets are UTF-16 units in the file's text. */
export interface PredictionItem extends Printed {
  /** JSON Pointer from the root of the file. */
  pointer: string;
  /** The task that a flat prediction names. */
  task?: number;
  /** `model_version` as it is written: absent, `null`, or the JSON text of a string or number. */
  version: string | undefined;
  /** What it is compared by (`contentKey`), once it was needed. */
  key?: string | undefined;
}

/** A task that has predictions. */
export interface TaskItem extends Printed {
  pointer: string;
  /** Its `id`, where it has one that a server could have given. */
  id: number | undefined;
  data: Span;
  meta: Span | undefined;
  /** What it is recognised by (`dataKey`), once it was needed. */
  key: { by: string; value: string | undefined } | undefined;
  /** What no server can store, in its `data` or its `meta`. */
  poison: Poison | undefined;
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
  text: UploadText;
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

/** What stands in the place of a prediction where Label Studio exports tasks without theirs. */
const NO_PREDICTION: Readonly<Partial<Record<ReturnType<typeof kindOf>, UnsendableReason>>> = {
  number: 'prediction-by-id',
};

/** Reads units one after the other, each from its own text. */
class Reader {
  readonly read: UploadRead;
  /** The unit that is looked at, and where it stands in the file. */
  #own = '';
  #origin = 0;
  /** Whether `findPoison` has to look: nearly no unit holds any. */
  #suspect = false;
  /** Each version once, so that none keeps the text alive that it was cut from. */
  readonly #versions = new Map<string, string>();

  constructor(text: UploadText, form: TextForm) {
    this.read = { text, form, flat: [], tasks: [], unsendable: [], emptyTasks: 0, annotations: 0 };
  }

  /** @param place in the unit */
  refuse(pointer: string, place: Span, reason: UnsendableReason, predictions = 1): undefined {
    const { start, end } = this.#placed(place);
    this.read.unsendable.push({ pointer, start, end, reason, message: UNSENDABLE[reason], predictions });
    return undefined;
  }

  unit({ start, text, value }: Pick<FoundUnit, 'start' | 'text' | 'value'>, pointer: string): undefined {
    this.#own = text;
    this.#origin = start;
    const whole = { start: 0, end: text.length };
    const parsed = value === undefined ? parse(text) : { value };
    if (!parsed) return this.refuse(pointer, whole, 'broken-json');
    this.#suspect = mayHoldPoison(text, parsed.value);
    const found = lastMembers(text, 0);
    const kind = classifyKeys(found.keys());
    if (kind === 'unknown') return this.refuse(pointer, whole, 'not-a-unit');
    if (kind === 'task') return this.task(whole, pointer, found);
    const task = found.get('task');
    const id = task && idOf(source(text, task));
    const prediction = this.prediction(whole, pointer, id);
    if (!prediction) return;
    if (!task) return this.refuse(pointer, whole, 'no-task');
    if (id === undefined) return this.refuse(`${pointer}/task`, span(task), 'task-not-id');
    this.read.flat.push(prediction);
  }

  #placed({ start, end }: Span): Span {
    return { start: this.#origin + start, end: this.#origin + end };
  }

  #printed(place: Span): Printed {
    return { ...this.#placed(place), print: printOf(this.#own.slice(place.start, place.end)) };
  }

  private task(unit: Span, pointer: string, found: Members): undefined {
    const text = this.#own;
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
    const predictions = this.#predictions(pointer, all);
    if (predictions.length === 0) return;
    const id = found.get('id');
    const meta = found.get('meta');
    const { start, end, print } = this.#printed(unit);
    this.read.tasks.push({
      pointer,
      start,
      end,
      print,
      id: id && idOf(source(text, id)),
      data: this.#placed(span(data)),
      meta: meta && kindOf(text, meta.valueStart) !== 'null' ? this.#placed(span(meta)) : undefined,
      key: undefined,
      poison: this.#poisonAround(data, meta),
      predictions,
      incomplete: predictions.length < all.length,
    });
  }

  #predictions(task: string, all: readonly Element[]): PredictionItem[] {
    // Joined, which makes a text of one piece: added to each other they would be kept in as many pieces.
    const found = all.flatMap(
      (element) => this.prediction(element, [task, 'predictions', element.index].join('/')) ?? [],
    );
    // A list that has grown is longer than what is in it, by more than most tasks have.
    return found.slice();
  }

  #poisonAround(data: Member, meta: Member | undefined): Poison | undefined {
    const found = this.#poisonIn(span(data)) ?? (meta && this.#poisonIn(span(meta)));
    return found && { kind: found.kind, ...this.#placed(found) };
  }

  #poisonIn({ start, end }: Span): Poison | undefined {
    return this.#suspect ? findPoison(this.#own, start, end) : undefined;
  }

  /** A prediction without its task, or undefined when it cannot be sent (which is then noted). */
  private prediction(place: Span, pointer: string, task?: number): PredictionItem | undefined {
    const text = this.#own;
    const kind = kindOf(text, place.start);
    if (kind !== 'object') return this.refuse(pointer, place, NO_PREDICTION[kind] ?? 'not-a-prediction');
    const poison = this.#poisonIn(place);
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
    const version = this.#goodScore(pointer, found) ? this.#version(pointer, found) : undefined;
    if (!version) return undefined;
    const { start, end, print } = this.#printed(place);
    // Written out, since there can be a million of them: what is put together of parts takes several times as much.
    const key = undefined;
    return task === undefined
      ? { pointer, start, end, print, version: version.version, key }
      : { pointer, start, end, print, version: version.version, key, task };
  }

  #goodScore(pointer: string, found: Members): boolean {
    const score = found.get('score');
    const kind = score && kindOf(this.#own, score.valueStart);
    if (!score || kind === 'number' || kind === 'null') return true;
    this.refuse(`${pointer}/score`, span(score), 'score-not-number');
    return false;
  }

  #version(pointer: string, found: Members): Pick<PredictionItem, 'version'> | undefined {
    const version = found.get('model_version');
    if (!version) return { version: undefined };
    const kind = kindOf(this.#own, version.valueStart);
    if (kind !== 'string' && kind !== 'number' && kind !== 'null') {
      return this.refuse(`${pointer}/model_version`, span(version), 'version-not-text');
    }
    const written = source(this.#own, version);
    let kept = this.#versions.get(written);
    if (kept === undefined) {
      kept = detached(written);
      this.#versions.set(kept, kept);
    }
    return { version: kept };
  }
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function count(text: string, member: Member): number {
  let items = 0;
  for (const _ of elements(text, member.valueStart)) items++;
  return items;
}

/** Where the value of a field stands, if it has one. @param own text of the prediction */
export function placeOfField(own: string, { start }: Span, field: PredictionField): Span | undefined {
  const member = lastMembers(own, 0).get(field);
  return member && { start: start + member.valueStart, end: start + member.valueEnd };
}

/** The units of a text, each with its index, which in JSONL is that of its line. */
class Units {
  /** Whether all brackets and commas between the units are where they belong. */
  intact = true;
  readonly #cursor: Cursor;
  readonly #finder: UnitFinder;
  #index = -1;
  #end = 0;

  constructor(
    private readonly pieces: Pieces,
    form: TextForm,
  ) {
    this.#cursor = new Cursor(pieces.from, 0, form === 'jsonl');
    this.#finder = new UnitFinder(this.#cursor, form);
  }

  *all(): Generator<{ unit: Pick<FoundUnit, 'start' | 'text' | 'value'>; pointer: string }> {
    for (let found = this.#finder.next(); found; found = this.#finder.next()) {
      const unit = found.large ? this.#whole(found) : found;
      if (unit.torn) this.intact = false;
      yield { unit, pointer: this.#pointerOf(unit.start) };
      this.#end = unit.start + unit.text.length;
      this.pieces.release(this.#end);
    }
    if (this.#finder.root !== 'lines' && this.#finder.faults.length > 0) this.intact = false;
  }

  /** It is sent whole, so that it can be held whole. */
  #whole(found: Exclude<ReturnType<UnitFinder['next']>, FoundUnit | undefined>): FoundUnit {
    const { start } = found;
    const split = { intact: this.#cursor.skipValue() === true, length: 0 };
    split.length = this.#cursor.offset - start;
    const torn = this.#finder.end(found, split);
    if (torn) return torn;
    const end = start + split.length;
    return { start, end, text: this.pieces.slice(start, end), torn: !split.intact && this.#finder.root !== 'lines' };
  }

  #pointerOf(start: number): string {
    const { root } = this.#finder;
    if (root === 'object' || root === 'other') return '';
    this.#index += root === 'lines' ? this.#linesUntil(start) : 1;
    return `/${this.#index}`;
  }

  /** Lines that begin behind the unit before and not behind this one. */
  #linesUntil(start: number): number {
    const between = this.#cursor.slice(this.#end, start);
    let lines = this.#index < 0 ? 1 : 0;
    for (let at = between.indexOf('\n'); at >= 0; at = between.indexOf('\n', at + 1)) lines++;
    return lines;
  }
}

/**
 * Reads the predictions of a file: a list of tasks or of flat predictions (also mixed), one of them alone, or one a line.
 * A byte order mark is passed over. What cannot be sent is listed with the reason and its place. Each step is one unit, so
 * that the caller can give way between them.
 *
 * @throws whatever the source throws
 */
export function* readSteps(source: RereadableSource, form: TextForm): Generator<undefined, UploadRead, undefined> {
  const pieces = new Pieces(source);
  const reader = new Reader(pieces, form);
  const units = new Units(pieces, form);
  let found = 0;
  for (const { unit, pointer } of units.all()) {
    found++;
    reader.unit(unit, pointer);
    yield;
  }
  const { read } = reader;
  if (units.intact) return read;
  // One bracket too many or too few moves everything behind it: what looks whole may belong elsewhere.
  if (found > 0 && !read.unsendable.some((item) => item.reason === 'broken-json' && item.pointer === '')) {
    const predictions = read.flat.length + read.tasks.reduce((sum, task) => sum + task.predictions.length, 0);
    const place = { pointer: '', start: 0, end: Math.min(1, pieces.length) };
    const reason = 'broken-file';
    read.unsendable.push({ ...place, reason, message: UNSENDABLE[reason], predictions });
  }
  return { ...read, flat: [], tasks: [] };
}

/** The same of a text in memory, in one go. */
export function readUpload(text: string, form: TextForm): UploadRead {
  const steps = readSteps(piecesOf(stringSource(text)), form);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}
