/**
 * Label Studio's answers to what it refuses (status 400), brought into one form. The server tells the place in its texts,
 * not in its structure: `Task 0, prediction 1: Region 2: …`, and prints Python lists of Python strings inside of them.
 * Region and relation numbers both count the whole `result`.
 */

/** One thing that the server refused. Indexes count what was sent, from 0. */
export interface ServerComplaint {
  taskIndex?: number;
  predictionIndex?: number;
  /** Index in `result`, of a region or of a relation. */
  regionIndex?: number;
  /** Id of the task that the project does not have, where that is all that is told of the place. */
  task?: number;
  /** The field that was refused as a whole: `score`. */
  field?: string;
  message: string;
}

/** What was sent: one prediction, or a list of tasks. */
export type SentKind = 'create' | 'import';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"' };

/** Reads one Python string literal. */
function pythonString(text: string, at: number): { value: string; end: number } | undefined {
  const quote = text[at];
  let value = '';
  let i = at + 1;
  while (i < text.length) {
    const char = text[i] as string;
    if (char === quote) return { value, end: i + 1 };
    if (char !== '\\') {
      value += char;
      i++;
      continue;
    }
    const coded = /^\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8}))/.exec(text.slice(i, i + 10));
    if (coded) {
      const point = Number.parseInt(coded[1] ?? coded[2] ?? coded[3] ?? '', 16);
      value += point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
      i += coded[0].length;
      continue;
    }
    const next = text[i + 1] ?? '';
    value += ESCAPES[next] ?? `\\${next}`;
    i += 2;
  }
  return undefined;
}

/**
 * The strings of a printed Python list, lists inside of it flattened: `['a', ["b 'c'"]]`.
 *
 * @returns undefined when the text is not such a list
 */
export function pythonStrings(text: string): string[] | undefined {
  const found: string[] = [];
  let depth = 0;
  let i = 0;
  const source = text.trim();
  if (!source.startsWith('[')) return undefined;
  while (i < source.length) {
    const char = source[i];
    if (char === "'" || char === '"') {
      const string = pythonString(source, i);
      if (!string) return undefined;
      found.push(string.value);
      i = string.end;
      continue;
    }
    if (char === '[') depth++;
    else if (char === ']') depth--;
    else if (char !== ',' && char !== ' ' && char !== '\n') return undefined;
    i++;
    if (depth === 0) return i === source.length ? found : undefined;
  }
  return undefined;
}

/** Splits a text in which regions are named, however it is quoted around them. */
function splitByRegion(text: string): string[] {
  const starts = [...text.matchAll(/(?:Region|Relation) \d+: /g)].map((match) => match.index ?? 0);
  if (starts.length === 0) return [text];
  return starts.map((start, n) => text.slice(start, starts[n + 1]).replace(/["']?\]*\s*,?\s*\[*["']?\s*$/, ''));
}

/** How the validator begins when it means a member of the prediction, and which. */
const MEMBERS: readonly (readonly [start: string, field: string])[] = [
  ['Score must ', 'score'],
  ['Invalid task ID ', 'task'],
];

/** A list of predictions with a task that is not in the project: the first such prediction is printed whole. */
function goneTask(text: string): ServerComplaint | undefined {
  const task = /^\{'task': (\d+)[,}]/.exec(text)?.[1];
  if (task === undefined || !/ contains invalid "task" field: [^{}]*$/.test(text)) return undefined;
  return { task: Number(task), field: 'task', message: `task ${task} is not in the project any more.` };
}

/** One message about a prediction: the number of the region is taken out of its beginning. */
function complaint(whole: string): ServerComplaint {
  // What it got is what is underlined; printed it is often so long that what is allowed is not seen any more.
  const text = whole.replace(/\. Got: [\s\S]*\. Valid options: /, '. Valid options: ');
  const named = /^(?:Region|Relation) (\d+): ([\s\S]*)$/.exec(text.trim());
  if (!named) {
    const gone = goneTask(text);
    if (gone) return gone;
    const message = clean(text);
    const field = MEMBERS.find(([start]) => message.startsWith(start))?.[1];
    return field === undefined ? { message } : { field, message };
  }
  // "Relation 1" says what the place is; "Region 1" says no more than the place itself.
  const message = text.trim().startsWith('Relation') ? `relation: ${named[2]}` : (named[2] as string);
  return { regionIndex: Number(named[1]), message: clean(message) };
}

function clean(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > 400 ? `${flat.slice(0, 399)}…` : flat;
}

/** A text that may be, or begin with, a printed list of messages. */
function complaints(text: string): ServerComplaint[] {
  const trimmed = text.trim();
  if (trimmed.startsWith('[')) return (pythonStrings(trimmed) ?? splitByRegion(trimmed)).map(complaint);
  return [complaint(trimmed)];
}

/** `Error validating prediction: ['Region 0: …']`, the answer of Create prediction. */
function ofPrediction(text: string): ServerComplaint[] {
  const list = /^Error validating prediction: ([\s\S]*)$/.exec(text)?.[1];
  return complaints(list ?? text);
}

/** `- Task 0, prediction 0: …` lines; a message may itself have several lines. */
function ofTasks(text: string): ServerComplaint[] {
  const marks = [...text.matchAll(/(?:^|\n)(?:- )?Task (\d+)(?:, prediction (\d+))?: /g)];
  return marks.flatMap((mark, n) => {
    const end = marks[n + 1]?.index ?? text.length;
    const place = {
      taskIndex: Number(mark[1]),
      ...(mark[2] === undefined ? {} : { predictionIndex: Number(mark[2]) }),
    };
    return complaints(text.slice((mark.index ?? 0) + mark[0].length, end)).map((found) => ({ ...place, ...found }));
  });
}

/** `Error at item 1: message :: {the whole item}`: the item is what was sent, so it is cut off. */
function ofTaskGate(text: string): ServerComplaint | undefined {
  const match = /^Errors? (?:.*? )?at item (\d+): ([\s\S]*)$/.exec(text);
  if (!match) return undefined;
  const message = (match[2] as string).replace(/ :: [\s\S]*$/, '').replace(/ \[assume: [^\n]*$/, '');
  return { taskIndex: Number(match[1]), message: clean(message) };
}

/** `Prediction 0: …`, the answer of a list of predictions. */
function ofList(text: string): ServerComplaint[] | undefined {
  const match = /^Prediction (\d+): ([\s\S]*)$/.exec(text);
  if (!match) return undefined;
  const predictionIndex = Number(match[1]);
  return complaints(match[2] as string).map((found) => ({ predictionIndex, ...found }));
}

function ofText(text: string): ServerComplaint[] {
  const gate = ofTaskGate(text);
  if (gate) return [gate];
  const list = ofList(text);
  if (list) return list;
  const tasks = ofTasks(text);
  return tasks.length > 0 ? tasks : ofPrediction(text);
}

/** Every text in a value, however deep, with the name of the field that it stands under. */
function* texts(value: unknown, field: string | undefined): Generator<{ field: string | undefined; text: string }> {
  if (typeof value === 'string') yield { field, text: value };
  else if (Array.isArray(value)) for (const item of value) yield* texts(item, field);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* texts(item, key);
  }
}

/** Keys that are not fields of what was sent. */
const NO_FIELD: ReadonlySet<string> = new Set(['non_field_errors', 'predictions', 'detail']);

/**
 * Reads what the server refused, from the envelope of its answer (a parsed body, see `ServerError.envelope`). An answer
 * that tells nothing usable gives one complaint with whatever it says, or none.
 */
export function parseServerErrors(envelope: unknown, what: SentKind): ServerComplaint[] {
  if (typeof envelope !== 'object' || envelope === null) return [];
  const { validation_errors: errors, detail } = envelope as { validation_errors?: unknown; detail?: unknown };
  const source = errors ?? (typeof detail === 'string' ? { detail } : undefined);
  const found: ServerComplaint[] = [];
  for (const { field, text } of texts(source, undefined)) {
    if (field !== undefined && !NO_FIELD.has(field)) {
      found.push({
        ...(what === 'create' ? { field } : {}),
        message: clean(what === 'create' ? text : `${field}: ${text}`),
      });
      continue;
    }
    found.push(...ofText(text));
  }
  return found;
}
