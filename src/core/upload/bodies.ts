/** Bodies of requests, cut from the file's text. */
import type { BodyParts } from '../ports';
import { type Member, members } from '../text/walk';
import type { PredictionField, PredictionItem, TaskItem } from './read';
import { stripped } from './versionText';

const COPIED: readonly PredictionField[] = ['result', 'score'];

/** The members of a prediction, of several with one key the last, as they are written. */
function fieldsOf(own: string): (field: PredictionField) => string | undefined {
  const found = new Map<string, Member>();
  for (const member of members(own, 0)) found.set(member.key, member);
  return (field) => {
    const place = found.get(field);
    return place && own.slice(place.valueStart, place.valueEnd);
  };
}

/**
 * The fields that are sent, as they are written in the file. Only the model version may be written anew: lists store it
 * with the blanks around it, and one that is left out under the name `undefined`, where Create prediction trims it and
 * stores none.
 */
function slices(fields: ReturnType<typeof fieldsOf>, item: PredictionItem, inList: boolean): string[] {
  const copied = COPIED.flatMap((field) => {
    const written = fields(field);
    return written === undefined ? [] : [`"${field}":${written}`];
  });
  // Create prediction refuses null, which is no model version either.
  const written = item.version === 'null' ? undefined : item.version;
  const version = inList ? trimmed(written ?? '""') : written;
  return version === undefined ? copied : [...copied, `"model_version":${version}`];
}

function trimmed(version: string): string {
  if (!version.startsWith('"')) return version;
  const name = JSON.parse(version) as string;
  const own = stripped(name);
  return name === own ? version : JSON.stringify(own);
}

/**
 * The body of Create prediction: those of `task`, `result`, `score` and `model_version` that the file has.
 *
 * @param own text of the prediction
 * @param task id of the task, for a prediction that stands in a task; a flat one has its own
 */
export function createBody(own: string, item: PredictionItem, task: number): string {
  const fields = fieldsOf(own);
  const written = item.task === undefined ? undefined : fields('task');
  return `{"task":${written ?? task},${slices(fields, item, false).join(',')}}`;
}

/** One prediction in a list of predictions that are created together. Its task is a number there, and nothing else. */
export function listedBody(own: string, item: PredictionItem, task: number): string {
  return `{"task":${task},${slices(fieldsOf(own), item, true).join(',')}}`;
}

/**
 * One task of an import: its `data`, its `meta` where it has one, and its predictions.
 *
 * @param own text of the task
 */
export function taskBody(own: string, { start: origin, data, meta, predictions }: TaskItem): string {
  const part = ({ start, end }: { start: number; end: number }): string => own.slice(start - origin, end - origin);
  const listed = predictions.map((item) => `{${slices(fieldsOf(part(item)), item, true).join(',')}}`);
  const more = meta ? `"meta":${part(meta)},` : '';
  return `{"data":${part(data)},${more}"predictions":[${listed.join(',')}]}`;
}

/** A JSON list of bodies that are made when it is their turn. */
export class BodyList implements BodyParts {
  /** Brackets, and a comma behind each but the last. */
  static bytesOf(sizes: number, count: number): number {
    return sizes + Math.max(2, count + 1);
  }

  /**
   * @param bytes of the whole list as UTF-8
   * @param bodies gives all of them, each time anew
   */
  constructor(
    readonly bytes: number,
    private readonly bodies: () => Iterable<string>,
  ) {}

  *[Symbol.iterator](): Generator<string, void, undefined> {
    let before = '[';
    for (const body of this.bodies()) {
      yield before;
      yield body;
      before = ',';
    }
    yield before === '[' ? '[]' : ']';
  }
}

/** The same of bodies that are there. */
export function listOf(bodies: readonly string[]): BodyList {
  const sizes = bodies.reduce((sum, body) => sum + utf8Length(body), 0);
  return new BodyList(BodyList.bytesOf(sizes, bodies.length), () => bodies);
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
