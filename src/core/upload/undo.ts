import type { AbortSignalLike } from '../ports';
import { ServerError, type ServerErrorKind } from '../server/errors';
import type { StoredPrediction, TaskAnnotations } from '../server/shapes';
import type { UploadResult } from './result';

/** What an upload has made. Plain JSON, to be kept. */
export interface UndoRecord {
  /** Address of the server. */
  server: string;
  project: number;
  /** Title of the project. */
  title: string;
  /** Ids. */
  predictions: number[];
  /** Ids of the tasks that it has made. */
  tasks: number[];
  /** Ids of all tasks that its predictions belong to. */
  onTasks: number[];
}

type Listing = { signal?: AbortSignalLike };

/** The server as undoing needs it. */
export interface UndoServer {
  predictionsOfTasks(
    projectId: number,
    ids: Iterable<number>,
    options: Listing,
  ): AsyncIterable<{
    readonly predictions: readonly Pick<StoredPrediction, 'id' | 'task'>[];
    readonly settled: readonly number[];
  }>;
  deletePrediction(id: number, signal?: AbortSignalLike): Promise<boolean>;
  deletePredictionsOfTasks(projectId: number, taskIds: readonly number[], signal?: AbortSignalLike): Promise<void>;
  deleteTask(id: number, signal?: AbortSignalLike): Promise<boolean>;
  deleteTasks(projectId: number, ids: readonly number[], signal?: AbortSignalLike): Promise<void>;
  annotationsOfTasks(projectId: number, ids: Iterable<number>, options: Listing): Promise<Map<number, TaskAnnotations>>;
}

export interface UndoOutcome {
  /** Predictions that were deleted. */
  predictions: number;
  tasks: number;
  /** Predictions and tasks that were not there any more. */
  gone: number;
  /** Tasks that stay because somebody has annotated them. */
  annotated: number;
  /** What could not be deleted. */
  left: UndoRecord | undefined;
  stopped: ServerError | undefined;
}

export interface UndoOptions {
  signal?: AbortSignalLike;
  onProgress?: (done: number, total: number) => void;
}

/** Predictions from which on it is looked which of them can go together. */
const TOGETHER = 20;
/** Tasks of one request: what it deletes takes seconds, so that progress is seen and a cancel counts. */
const TASKS_AT_A_TIME = 200;

/** Undefined when an upload has made nothing whose id is known. */
export function undoOf({ created, imported, missing, plan }: UploadResult): UndoRecord | undefined {
  const tasks = imported.flatMap(({ id }) => id ?? []);
  const made = [...created, ...missing.filter(({ id }) => id !== undefined)];
  const predictions = made.flatMap(({ id }) => id ?? []);
  if (tasks.length === 0 && predictions.length === 0) return undefined;
  const { host, project } = plan.facts;
  const onTasks = [...new Set(made.map(({ task }) => task))];
  return { server: host, project: project.id, title: project.title, predictions, tasks, onTasks };
}

/**
 * Deletes exactly what an upload has made, by id: predictions, then its new tasks as far as nobody has annotated them.
 * Never throws `ServerError`: what could not be done is left to be done again.
 */
export async function undoUpload(
  server: UndoServer,
  record: UndoRecord,
  options: UndoOptions = {},
): Promise<UndoOutcome> {
  const undoing = new Undoing(server, record, options);
  try {
    await undoing.together();
    await undoing.singly();
    await undoing.tasks();
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    // Whoever cancels knows it.
    if (error.kind !== 'cancelled') undoing.outcome.stopped = error;
  }
  return undoing.end();
}

/** Answers of a server that cannot or may not delete many at a time; each alone is another request. */
const ONE_BY_ONE: ReadonlySet<ServerErrorKind> = new Set([
  'forbidden',
  'validation',
  'project-gone',
  'html-answer',
  'unexpected-answer',
  'server-error',
]);

class Undoing {
  readonly outcome: UndoOutcome = {
    predictions: 0,
    tasks: 0,
    gone: 0,
    annotated: 0,
    left: undefined,
    stopped: undefined,
  };
  readonly #predictions: Set<number>;
  readonly #tasks: Set<number>;
  readonly #total: number;
  #canTogether = true;

  constructor(
    private readonly server: UndoServer,
    private readonly record: UndoRecord,
    private readonly options: UndoOptions,
  ) {
    this.#predictions = new Set(record.predictions);
    this.#tasks = new Set(record.tasks);
    this.#total = this.#predictions.size + this.#tasks.size;
  }

  get #aborted(): boolean {
    return this.options.signal?.aborted === true;
  }

  /** What lists are asked with. */
  get #listing(): Listing {
    const { signal } = this.options;
    return signal ? { signal } : {};
  }

  /** Deletes the predictions of those tasks that hold nothing but predictions of this upload. */
  async together(): Promise<void> {
    const { record, server } = this;
    if (this.#predictions.size < TOGETHER) return;
    const held = new Map<number, number[]>();
    const seen = new Set<number>();
    let whole: number[] = [];
    for await (const page of server.predictionsOfTasks(record.project, record.onTasks, this.#listing)) {
      for (const { id, task } of page.predictions) {
        seen.add(id);
        const ids = held.get(task);
        if (ids) ids.push(id);
        else held.set(task, [id]);
      }
      for (const task of page.settled) {
        const ids = held.get(task) ?? [];
        if (ids.length > 0 && ids.every((id) => this.#predictions.has(id))) whole.push(task);
      }
      // At once: what comes to these tasks meanwhile would be deleted too.
      while (whole.length > 0) {
        if (this.#aborted) return;
        const part = whole.slice(0, TASKS_AT_A_TIME);
        if (!(await this.#deleteOf(part, held))) return;
        whole = whole.slice(part.length);
      }
    }
    for (const id of record.predictions) if (!seen.has(id)) this.#settle(this.#predictions, id, 'gone');
  }

  /** @returns false when the server does not do that */
  async #deleteOf(tasks: readonly number[], held: ReadonlyMap<number, readonly number[]>): Promise<boolean> {
    const { signal } = this.options;
    const done = await this.#many(() => this.server.deletePredictionsOfTasks(this.record.project, tasks, signal));
    if (done) {
      for (const task of tasks) {
        for (const id of held.get(task) ?? []) this.#settle(this.#predictions, id, 'predictions');
      }
    }
    return done;
  }

  async singly(): Promise<void> {
    for (const id of [...this.#predictions]) {
      if (this.#aborted) return;
      const was = await this.server.deletePrediction(id, this.options.signal);
      this.#settle(this.#predictions, id, was ? 'predictions' : 'gone');
    }
  }

  /** Tasks are only deleted when nothing of their predictions is left. */
  async tasks(): Promise<void> {
    if (this.#predictions.size > 0) return;
    const tasks = [...this.#tasks];
    for (let at = 0; at < tasks.length && !this.#aborted; at += TASKS_AT_A_TIME) {
      await this.#deleteTasks(tasks.slice(at, at + TASKS_AT_A_TIME));
    }
  }

  async #deleteTasks(tasks: readonly number[]): Promise<void> {
    const { server, record, options } = this;
    const found = await server.annotationsOfTasks(record.project, tasks, this.#listing);
    const bare: number[] = [];
    for (const id of tasks) {
      const task = found.get(id);
      if (!task) this.#settle(this.#tasks, id, 'gone');
      else if (task.annotations > 0 || task.draft) this.#settle(this.#tasks, id, 'annotated');
      else bare.push(id);
    }
    if (bare.length >= TOGETHER && (await this.#many(() => server.deleteTasks(record.project, bare, options.signal)))) {
      for (const id of bare) this.#settle(this.#tasks, id, 'tasks');
      return;
    }
    for (const id of bare) {
      if (this.#aborted) return;
      this.#settle(this.#tasks, id, (await server.deleteTask(id, options.signal)) ? 'tasks' : 'gone');
    }
  }

  async #many(run: () => Promise<void>): Promise<boolean> {
    if (!this.#canTogether) return false;
    try {
      await run();
      return true;
    } catch (error) {
      if (!(error instanceof ServerError) || !ONE_BY_ONE.has(error.kind)) throw error;
      this.#canTogether = false;
      return false;
    }
  }

  #settle(from: Set<number>, id: number, how: 'predictions' | 'tasks' | 'gone' | 'annotated'): void {
    if (!from.delete(id)) return;
    this.outcome[how]++;
    this.options.onProgress?.(this.#total - this.#predictions.size - this.#tasks.size, this.#total);
  }

  end(): UndoOutcome {
    const { outcome, record } = this;
    const [predictions, tasks] = [[...this.#predictions], [...this.#tasks]];
    if (predictions.length + tasks.length > 0) outcome.left = { ...record, predictions, tasks };
    return outcome;
  }
}
