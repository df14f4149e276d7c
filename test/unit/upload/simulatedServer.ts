// A server in memory with a clock of its own, for faults that a real one shows only by chance: requests that land after
// their client has gone, answers that are lost, a client that dies. The real server has tests of its own.
import type { Clock, RequestBody } from '../../../src/core/ports';
import { ServerError } from '../../../src/core/server/errors';
import type { PredictionsOptions } from '../../../src/core/server/predictions';
import { readPrediction, type StoredPrediction, type TaskRecord } from '../../../src/core/server/shapes';
import { members } from '../../../src/core/text/walk';
import type { Journal, OpenRequest } from '../../../src/core/upload/journal';
import type { UploadServer } from '../../../src/core/upload/uploadServer';

/** What happens to a request that stores something. */
export type Fault =
  | 'none'
  /** Nothing arrives, and the client knows. */
  | 'refused'
  /** Nothing arrives, and the client cannot know. */
  | 'lost-before'
  /** It lands, and the answer is lost. */
  | 'lost-after'
  /** The client gives up, and it lands a while later. */
  | 'late'
  /** The server fails, and has stored nothing. */
  | 'server-error'
  /** The client dies before, or after it has landed, or before it lands. */
  | 'crash-before'
  | 'crash-after'
  | 'crash-late';

/** The client died. */
export class Crash extends Error {}

/** One life of a client: what it does after its death never ends. */
export class Life {
  #dead = false;

  die(): void {
    this.#dead = true;
  }

  /** The same object, but for the dead. */
  of<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (object, key) => {
        const value: unknown = Reflect.get(object, key);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => (this.#dead ? new Promise(() => {}) : value.apply(object, args));
      },
    });
  }
}

const joined = (body: RequestBody): string => (typeof body === 'string' ? body : [...body].join(''));

interface Row {
  id: number;
  task: number;
  version: string;
  result: string;
  score: string;
}

/** A clock that goes on only when somebody sleeps. */
export class SimulatedClock implements Clock {
  #now = 1_000_000;
  readonly #timers: { at: number; run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  async sleep(ms: number): Promise<void> {
    await Promise.resolve();
    this.pass(ms);
  }

  pass(ms: number): void {
    this.#now += ms;
    for (const timer of [...this.#timers].sort((a, b) => a.at - b.at)) {
      if (timer.at > this.#now) continue;
      this.#timers.splice(this.#timers.indexOf(timer), 1);
      timer.run();
    }
  }

  later(ms: number, run: () => void): void {
    this.#timers.push({ at: this.#now + ms, run });
  }
}

/** Keeps what is open beyond the death of a client. */
export class MemoryJournal implements Journal {
  readonly requests = new Map<string, OpenRequest>();

  async open(request: OpenRequest): Promise<void> {
    this.requests.set(request.id, request);
  }

  async close(id: string): Promise<void> {
    this.requests.delete(id);
  }

  async list(server: string, project: number): Promise<readonly OpenRequest[]> {
    return [...this.requests.values()].filter((one) => one.server === server && one.project === project);
  }
}

export class SimulatedServer implements UploadServer {
  readonly server = { base: 'http://simulated' };
  readonly rows: Row[] = [];
  readonly tasks: TaskRecord[] = [];
  readonly posts: { kind: string; fault: Fault; items: number }[] = [];
  /** Results that its validator rejects. */
  readonly invalid = new Set<string>();
  /** What it says instead of storing something: the error, or a promise that never ends. */
  intercept: ((kind: string, body: string) => ServerError | Promise<never> | undefined) | undefined;
  /** Results at which it fails itself. */
  readonly fatal = new Set<string>();
  /** Predictions that it has given in lists. */
  listed = 0;
  #nextId = 1;

  constructor(
    readonly clock: SimulatedClock,
    private readonly nextFault: () => Fault,
  ) {}

  addTask(data: string): number {
    const id = this.#nextId++;
    this.tasks.push({ id, data });
    return id;
  }

  addPrediction(task: number, version: string, result: string, score = 'null'): number {
    const id = this.#nextId++;
    this.rows.push({ id, task, version, result, score });
    return id;
  }

  async project(id: number) {
    return { id, title: 'Simulated', taskNumber: this.tasks.length, labelConfig: '', modelVersion: '' };
  }

  async modelVersions() {
    const counts = new Map<string, number>();
    for (const { version } of this.rows) counts.set(version, (counts.get(version) ?? 0) + 1);
    return [...counts].map(([modelVersion, count]) => ({ modelVersion, count }));
  }

  async tasksById(_project: number, ids: Iterable<number>): Promise<Map<number, TaskRecord>> {
    const wanted = new Set(ids);
    return new Map(this.tasks.filter(({ id }) => wanted.has(id)).map((task) => [task.id, task]));
  }

  async newestTaskId(): Promise<number> {
    return Math.max(0, ...this.tasks.map(({ id }) => id));
  }

  async *tasksOfProject(_project: number, { newerThan = 0 }: { newerThan?: number }) {
    for (const task of this.tasks) if (task.id > newerThan) yield [task];
  }

  async *predictionsOfTasks<P = StoredPrediction>(
    _project: number,
    ids: Iterable<number>,
    { versions, as = (prediction) => prediction as P }: PredictionsOptions<P>,
  ) {
    for (const id of ids) {
      const predictions = this.rows.filter(({ task, version }) => task === id && versions?.has(version) !== false);
      this.listed += predictions.length;
      // What a task holds can come in several pages.
      yield { predictions: predictions.slice(0, 1).map(stored).map(as), settled: [] };
      yield { predictions: predictions.slice(1).map(stored).map(as), settled: [id] };
    }
  }

  createPrediction(body: string): Promise<StoredPrediction> {
    return this.#post('create', body, [body], () => stored(this.#add(body, fieldsOf(body))));
  }

  async importPredictions(_project: number, parts: RequestBody): Promise<{ created: number }> {
    const body = this.#joined(parts);
    const items = listOf(body);
    return this.#post('bulk', body, items, () => {
      const good = items.filter((item) => !this.invalid.has(fieldsOf(item).get('result') ?? ''));
      for (const item of good) this.#add(item, fieldsOf(item));
      return { created: good.length };
    });
  }

  async importTasks(_project: number, parts: RequestBody) {
    const body = this.#joined(parts);
    const items = listOf(body);
    return this.#post('import', body, items, () => {
      let predictionCount = 0;
      const taskIds = items.map(fieldsOf).map((fields) => {
        const task = this.addTask(fields.get('data') ?? '{}');
        for (const prediction of listOf(fields.get('predictions') ?? '[]')) {
          this.#add(prediction, fieldsOf(prediction), task);
          predictionCount++;
        }
        return task;
      });
      return { taskCount: items.length, predictionCount, taskIds };
    });
  }

  async deletePrediction(id: number): Promise<boolean> {
    const at = this.rows.findIndex((row) => row.id === id);
    if (at >= 0) this.rows.splice(at, 1);
    return at >= 0;
  }

  /** A body that breaks off while it is sent is a broken connection to whoever sends it. */
  #joined(body: RequestBody): string {
    try {
      return joined(body);
    } catch {
      throw new ServerError('network', { host: this.server.base, maybeStored: true });
    }
  }

  #add(_body: string, fields: ReadonlyMap<string, string>, task = Number(fields.get('task'))): Row {
    const version = JSON.parse(fields.get('model_version') ?? '""') as string;
    const row = { task, version, result: fields.get('result') ?? '', score: fields.get('score') ?? 'null' };
    this.rows.push({ id: this.#nextId++, ...row });
    return this.rows.at(-1) as Row;
  }

  async #post<T>(kind: string, body: string, items: readonly string[], land: () => T): Promise<T> {
    const instead = this.intercept?.(kind, body);
    if (instead instanceof ServerError) {
      this.posts.push({ kind, fault: 'refused', items: items.length });
      throw instead;
    }
    if (instead) return instead;
    const isFatal = items.some((item) => [...this.fatal].some((result) => item.includes(result)));
    const fault = isFatal ? 'server-error' : this.nextFault();
    this.posts.push({ kind, fault, items: items.length });
    const host = this.server.base;
    this.clock.pass(100);
    switch (fault) {
      case 'none':
        return land();
      case 'refused':
        throw new ServerError('refused', { host });
      case 'lost-before':
        throw new ServerError('reset', { host, maybeStored: true });
      case 'lost-after':
        land();
        throw new ServerError('timeout', { host, maybeStored: true });
      case 'late':
        this.clock.later(3_000, land);
        throw new ServerError('timeout', { host, maybeStored: true });
      case 'server-error':
        throw new ServerError('server-error', { host, status: 500, maybeStored: true });
      case 'crash-before':
        throw new Crash();
      case 'crash-after':
        land();
        throw new Crash();
      case 'crash-late':
        this.clock.later(3_000, land);
        throw new Crash();
    }
  }
}

function stored({ id, task, version, result, score }: Row): StoredPrediction {
  const text = `{"id":${id},"task":${task},"model_version":${JSON.stringify(version)},"score":${score},"result":${result}}`;
  return readPrediction(JSON.parse(text), text) as StoredPrediction;
}

const fieldsOf = (text: string): Map<string, string> =>
  new Map([...members(text, 0)].map(({ key, valueStart, valueEnd }) => [key, text.slice(valueStart, valueEnd)]));

const listOf = (text: string): string[] => (JSON.parse(text) as unknown[]).map((item) => JSON.stringify(item));
