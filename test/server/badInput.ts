// What the tables of bad input share: a row is sent to the server as it is, to see that it does with it what is known of
// it, and goes the way of the product: the check, then the upload of a file in which the good stand around it.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { checkText } from '../../src/core/engine/checkText';
import { parseLabelingConfig } from '../../src/core/labelingConfig/parse';
import type { StoredPrediction } from '../../src/core/server/shapes';
import { stringSource } from '../../src/core/text/lines';
import type { Span } from '../../src/core/text/locate';
import type { FileProblem } from '../../src/core/validation/file';
import { nodeHttp } from '../../src/platform/node/http';
import { type SharedLabelStudio, sharedLabelStudio, validatingLabelStudio } from '../harness/labelStudio';
import { clientFor, type Upload } from './support';

export const CONFIG = `<View><Image name="image" value="$image"/>
  <RectangleLabels name="bbox" toName="image"><Label value="cat"/><Label value="dog"/></RectangleLabels>
  <Choices name="choice" toName="image"><Choice value="A"/><Choice value="B"/></Choices></View>`;

/** A good region, or one that has other members in the place of its own. */
export function region(other: Record<string, unknown> = {}): string {
  const value = { x: 1, y: 2, width: 3, height: 4, rotation: 0, rectanglelabels: ['cat'] };
  return JSON.stringify({
    id: 'r1',
    from_name: 'bbox',
    to_name: 'image',
    type: 'rectanglelabels',
    value,
    ...other,
  });
}

export const BAD_LABEL = region({ value: { x: 1, y: 2, width: 3, height: 4, rotation: 0, rectanglelabels: ['cow'] } });
export const BAD_NAME = region({ from_name: 'zzz' });
export const BAD_RELATION = '{"type":"relation","from_id":"r1","to_id":"nope","direction":"right"}';

/** What becomes of it on its way. Pointers count from the unit. */
export type Outcome =
  /** It is not sent. */
  | { held: string; at: string }
  /** The server's complaint, in our list, at its place. */
  | { refused: RegExp; at: string }
  /** The server left it out without a word, and we say so. */
  | { dropped: true }
  /** It is there, with these values. */
  | { stored: Record<string, unknown> }
  /** There was nothing to be sent, and nobody has to know. */
  | { nothing: true };

export const held = (reason: string, at = ''): { held: string; at: string } => ({ held: reason, at });
export const refused = (words: RegExp, at: string): Outcome => ({ refused: words, at });
export const stored = (values: Record<string, unknown> = {}): Outcome => ({ stored: values });
export const DROPPED: Outcome = { dropped: true };
export const NOTHING: { nothing: true } = { nothing: true };

/** The server's own answer to it: the status, and something of the body. */
export type Answer = readonly [status: number, words: RegExp];

export interface Row {
  /** As people call it. */
  input: string;
  /** A unit of a file. TASK is the id of a task of the project, OTHER that of one of the project ELSEWHERE. */
  unit: string;
  /** What is sent to see the server's own answer, where that is not the unit; null where no client can send it so. */
  raw?: string | null;
  off: Answer;
  /** As without validation if left out. */
  on?: Answer;
  /** Errors of the check: code and pointer. */
  check: readonly string[];
  /** What becomes of it when it is uploaded in spite of them. */
  outcome: Outcome;
  /** With validation; the same if left out. */
  outcomeOn?: Outcome;
  /** Somebody deletes the task when everything is planned. */
  gone?: true;
}

interface RawAnswer {
  status: number;
  text: string;
}

export interface Table {
  /** A good unit of a file, as often as wanted. */
  good(task: number, n: number): string;
  /** Sends a row as it is. */
  send(server: SharedLabelStudio, project: number, task: number, row: string): Promise<RawAnswer>;
  /** Sends a whole body. */
  sendBody(server: SharedLabelStudio, project: number, body: string): Promise<RawAnswer>;
  /** The way of the product. */
  upload(client: ReturnType<typeof clientFor>, project: number, text: string): Promise<Upload>;
  rows: readonly Row[];
  files: readonly FileRow[];
}

/** A file as a whole, in which nothing is good. Pointers count from its root. */
export interface FileRow {
  input: string;
  text: string;
  /** What the server answers to it as a body, on both servers alike; null where it is asked in no such way. */
  says: Answer | null;
  /** Errors of the check. */
  check: readonly string[];
  outcome: { held: string; at: string } | { nothing: true };
}

/** One test for each row, on a server that does not validate predictions and on one that does. */
export function badInputTests(name: string, table: Table): void {
  for (const isValidating of [false, true]) {
    describe(`${name}, validation ${isValidating ? 'on' : 'off'}`, () => {
      const bench = new Bench(table, isValidating);
      before(() => bench.start());
      for (const row of table.rows) test(row.input, () => bench.run(row));
      if (isValidating) return;
      for (const file of table.files) test(`a file: ${file.input}`, () => bench.runFile(file));
    });
  }
}

/** A row in a file that was uploaded. */
interface Place extends Span {
  text: string;
  /** Of the unit. */
  pointer: string;
  /** The task that was made for it. */
  task: number;
}

/** What became of a file. */
interface Uploaded extends Upload {
  places: ReadonlyMap<Row, Place>;
  /** Errors of the check. */
  errors: readonly FileProblem[];
  /** What the project holds now, by task. */
  held: ReadonlyMap<number, readonly StoredPrediction[]>;
}

class Bench {
  readonly #server: SharedLabelStudio;
  readonly #client: ReturnType<typeof clientFor>;
  #project = 0;
  #rawProject = 0;
  #rawTask = 0;
  #other = 0;
  #elsewhere = 0;
  #uploaded: Uploaded | undefined;

  constructor(
    private readonly table: Table,
    private readonly isValidating: boolean,
  ) {
    this.#server = isValidating ? validatingLabelStudio() : sharedLabelStudio();
    this.#client = clientFor(this.#server.url, this.#server.pat);
  }

  /** All rows go into one file, with the good around each. What is sent as it is goes to another project. */
  async start(): Promise<void> {
    const make = async (title: string): Promise<number> =>
      (await this.#server.createProject({ title, label_config: CONFIG })).id;
    this.#project = await make('bad input');
    this.#rawProject = await make('bad input as it is');
    [this.#rawTask] = (await this.#server.importTasks(this.#rawProject, [{ data: { image: 'a.png' } }])) as [number];
    this.#elsewhere = await make('elsewhere');
    [this.#other] = (await this.#server.importTasks(this.#elsewhere, [{ data: { image: 'a.png' } }])) as [number];
    const rows = this.table.rows.filter(({ gone }) => !gone);
    this.#uploaded = await this.#upload(rows);
  }

  async run(row: Row): Promise<void> {
    await this.#asItIs(row);
    const uploaded = row.gone ? await this.#upload([row]) : this.#uploaded;
    const place = uploaded?.places.get(row);
    assert.ok(uploaded && place);
    const { plan, result, errors } = uploaded;
    const isHere = ({ pointer }: { pointer: string }): boolean => `${pointer}/`.startsWith(`${place.pointer}/`);
    const found = errors.filter(isHere);
    for (const { start, end, code } of found) assertInside({ start, end }, place, code);
    const codes = found.map(({ code, pointer }) => `${code} ${pointer.slice(place.pointer.length)}`.trim());
    assert.deepEqual(codes, row.check, 'errors of the check');
    const outcome = (this.isValidating ? row.outcomeOn : undefined) ?? row.outcome;
    const said: Found[] = [
      ...plan.unsendable.map((one) => ({ ...one, held: one.reason })),
      ...result.failed.flatMap(({ places, ...one }): Found[] => (places.length > 0 ? places : [one])),
    ];
    assertOutcome(outcome, said.filter(isHere), place);
    const task = result.imported.find(isHere)?.id ?? place.task;
    const there = uploaded.held.get(task) ?? [];
    assert.equal(there.length, 'stored' in outcome ? 1 : 0, 'predictions of its task');
    if ('stored' in outcome) assertStored(there[0] as StoredPrediction, outcome.stored, this.#project);
  }

  async runFile({ text, says, check, outcome }: FileRow): Promise<void> {
    if (says) assertAnswer(await this.table.sendBody(this.#server, this.#rawProject, text), says);
    const codes = errorsIn(text).map(({ code, pointer }) => `${code} ${pointer}`.trim());
    assert.deepEqual(codes, check, 'errors of the check');
    const { plan, result } = await this.table.upload(this.#client, this.#project, text);
    assert.deepEqual([plan.creates, plan.newTasks, result.failed], [[], [], []]);
    const said = plan.unsendable.map(({ pointer, reason }) => `${pointer} ${reason}`);
    assert.deepEqual(said, 'held' in outcome ? [`${outcome.at} ${outcome.held}`] : []);
  }

  /** Everything that is good has to arrive, and nothing may be in doubt. */
  async #upload(rows: readonly Row[]): Promise<Uploaded> {
    const images = Array.from({ length: rows.length + 1 }, (_, n) => ({ data: { image: `${n}.png` } }));
    const [around, ...tasks] = (await this.#server.importTasks(this.#project, images)) as [number, ...number[]];
    let text = `[\n${this.table.good(around, 0)}`;
    const places = new Map<Row, Place>();
    const ends: [Row, Omit<Place, 'text'>][] = [];
    for (const [n, row] of rows.entries()) {
      const task = tasks[n] as number;
      const unit = this.#filled(row.unit, task);
      const start = text.length + 2;
      ends.push([row, { pointer: `/${2 * n + 1}`, task, start, end: start + unit.length }]);
      text += `,\n${unit},\n${this.table.good(around, n + 1)}`;
    }
    text += '\n]\n';
    for (const [row, place] of ends) places.set(row, { ...place, text });
    const gone = rows.flatMap((row, n) => (row.gone ? (tasks[n] as number) : []));
    const { plan, result } = await this.table.upload(this.#deleting(gone), this.#project, text);
    assert.deepEqual([result.uncertain, result.missing, result.doubled, result.stopped], [[], [], [], undefined]);
    const there = new Set([...result.created, ...result.imported].map(({ pointer }) => pointer));
    for (let n = 0; n <= rows.length; n++) assert.ok(there.has(`/${2 * n}`), `what is good is there: /${2 * n}`);
    return { plan, result, places, errors: errorsIn(text), held: await this.#held() };
  }

  /** All of it can be read: nothing that was stored breaks a list. */
  async #held(): Promise<Map<number, StoredPrediction[]>> {
    const found = new Map<number, StoredPrediction[]>();
    for await (const page of this.#client.tasksOfProject(this.#project, { data: false })) {
      for (const { id } of page) found.set(id, []);
    }
    for await (const { predictions } of this.#client.predictionsOfTasks(this.#project, found.keys())) {
      for (const prediction of predictions) found.get(prediction.task)?.push(prediction);
    }
    return found;
  }

  #filled(text: string, task: number): string {
    const ids = { TASK: task, OTHER: this.#other, ELSEWHERE: this.#elsewhere };
    return text.replace(/TASK|OTHER|ELSEWHERE/g, (name) => String(ids[name as keyof typeof ids]));
  }

  /** A client before whose first POST some tasks are deleted. */
  #deleting(tasks: readonly number[]): ReturnType<typeof clientFor> {
    const direct = this.#client;
    let deleted: Promise<unknown> | undefined;
    return clientFor(this.#server.url, this.#server.pat, {
      http: {
        async request(request) {
          if (request.method === 'POST' && !request.url.includes('/token/')) {
            deleted ??= Promise.all(tasks.map((task) => direct.deleteTask(task)));
            await deleted;
          }
          return nodeHttp.request(request);
        },
      },
    });
  }

  async #asItIs({ raw, unit, off, on }: Row): Promise<void> {
    if (raw === null) return;
    const says = (this.isValidating ? on : undefined) ?? off;
    const body = this.#filled(raw ?? unit, this.#rawTask);
    assertAnswer(await this.table.send(this.#server, this.#rawProject, this.#rawTask, body), says);
  }
}

function errorsIn(text: string): FileProblem[] {
  const { config } = parseLabelingConfig(CONFIG);
  assert.ok(config);
  const problems = [...checkText(stringSource(text), { form: 'json', annotations: false, config })].flat();
  return problems.filter(({ severity }) => severity === 'error');
}

function assertStored({ text, project }: StoredPrediction, values: Record<string, unknown>, expected: number): void {
  const all = JSON.parse(text) as Record<string, unknown>;
  for (const [key, value] of Object.entries(values)) assert.deepEqual(all[key], value, key);
  assert.ok(Array.isArray(all.result));
  assert.equal(project, expected);
}

function assertAnswer({ status, text }: RawAnswer, [expected, words]: Answer): void {
  assert.equal(status, expected, text.slice(0, 300));
  assert.match(text, words);
}

interface Found extends Span {
  pointer: string;
  message: string;
  held?: string;
}

const assertInside = (span: Span, place: Span, what: string): void =>
  assert.ok(span.start >= place.start && span.end <= place.end, `${what} is in the unit: ${JSON.stringify(span)}`);

function assertOutcome(outcome: Outcome, found: readonly Found[], place: Place): void {
  for (const one of found) {
    assertInside(one, place, one.message);
    assert.ok(one.message.length > 10);
  }
  const said = found.map(({ pointer, held: reason, message }) => `${pointer} ${reason ?? message}`);
  if ('stored' in outcome || 'nothing' in outcome) {
    assert.deepEqual(said, []);
    return;
  }
  if ('held' in outcome) {
    assert.deepEqual(said, [`${place.pointer}${outcome.at} ${outcome.held}`]);
    return;
  }
  assert.equal(found.length, 1, said.join('\n'));
  const [{ pointer, held: reason, message }] = found as [Found];
  assert.equal(reason, undefined, said.join());
  assert.equal(pointer, 'refused' in outcome ? place.pointer + outcome.at : place.pointer);
  assert.match(message, 'refused' in outcome ? outcome.refused : /without a word/);
}
