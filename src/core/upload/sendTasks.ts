/** New tasks with their predictions: strictly one request at a time, since SQLite loses predictions otherwise. */
import { ServerError } from '../server/errors';
import { TASKS_WITHOUT_PREDICTIONS } from '../server/messages';
import type { ImportResult } from '../server/shapes';
import { parseServerErrors, type ServerComplaint } from '../server/validationErrors';
import type { Span } from '../text/locate';
import { listOf, taskBody, utf8Length } from './bodies';
import { contentKey } from './content';
import { lookFor, mayBeStored, waitForServer, waitingFor } from './doubt';
import { dataKey, keyOfTask } from './match';
import { GIVEN_UP_CURE } from './messages';
import type { PlannedCreate, PlannedTask } from './plan';
import type { TaskItem } from './read';
import { refusalOf, tooLarge } from './refusal';
import { placeOfTask, placesInTask } from './result';
import type { RunOptions, UploadRun } from './runState';
import { isPassing, waitUntilSettled } from './settle';

/** Errors of the server's own at one request, after which it is cut in two to find what it fails at. */
const ATTEMPTS = 2;

interface Piece {
  planned: PlannedTask;
  body: string;
}

/** A task that the server has. */
interface Found {
  piece: Piece;
  id: number;
}

interface Batch {
  pieces: readonly Piece[];
  /** Failures of the server itself so far. */
  attempts: number;
}

const itemsOf = (task: TaskItem, id: number): PlannedCreate[] =>
  task.predictions.map((prediction) => ({ prediction, task: id }));
const sum = (pieces: readonly Piece[]): number =>
  pieces.reduce((count, { planned }) => count + planned.task.predictions.length, 0);

/**
 * Cuts tasks into requests, bounded by count and by bytes. A task larger than a request has one of its own. Where the file
 * has changed the rest is left.
 */
export async function* batches(
  run: Pick<UploadRun, 'bodyOf' | 'leaveTasks' | 'limits' | 'over'> & { options: Pick<RunOptions, 'giveWay'> },
  tasks: readonly PlannedTask[],
): AsyncGenerator<readonly Piece[], void, undefined> {
  const { giveWay } = run.options;
  const { limits } = run;
  let batch: Piece[] = [];
  let bytes = 0;
  const take = (): Piece[] => {
    const taken = batch;
    batch = [];
    bytes = 0;
    return taken;
  };
  for (const [n, planned] of tasks.entries()) {
    if (giveWay) await giveWay();
    const body = run.over ? undefined : run.bodyOf(planned.task, (own) => bodyOf(own, planned.task));
    if (body === undefined) return run.leaveTasks([...batch.map((piece) => piece.planned), ...tasks.slice(n)]);
    const size = utf8Length(body) + 1;
    if (batch.length > 0 && (batch.length >= limits.tasks || bytes + size > limits.bytes)) yield take();
    batch.push({ planned, body });
    bytes += size;
  }
  if (batch.length > 0) yield take();
}

/** What it and its predictions are recognised by on the server is told now, so that the file is not needed any more. */
function bodyOf(own: string, task: TaskItem): string {
  const part = ({ start, end }: Span): string => own.slice(start - task.start, end - task.start);
  for (const item of task.predictions) item.key ??= contentKey(part(item));
  if (task.key?.by !== 'data') task.key = { by: 'data', value: dataKey(part(task.data), { by: 'id' }) };
  return taskBody(own, task);
}

/** Imports tasks as new ones, request after request, until all are settled or the run is over. */
export class TaskSender {
  /** Predictions whose tasks were stored without them: they are sent to their tasks. */
  readonly bare: PlannedCreate[] = [];
  /** Id of the newest task before the first import, to find what a lost answer has left. */
  #newest: number | undefined;
  /** Tasks that this run has made. */
  readonly #made = new Set<number>();

  constructor(private readonly run: UploadRun) {}

  async send(tasks: readonly PlannedTask[]): Promise<void> {
    const { run } = this;
    if (tasks.length === 0) return;
    try {
      this.#newest = await run.server.newestTaskId(run.project, run.options.signal);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      run.trouble(error, false);
    }
    for await (const pieces of batches(run, tasks)) {
      const queue: Batch[] = [{ pieces, attempts: 0 }];
      for (let batch = queue.shift(); batch; batch = queue.shift()) {
        if (run.over) run.leaveTasks(batch.pieces.map(({ planned }) => planned));
        else queue.unshift(...(await this.#batch(batch)));
      }
    }
  }

  /** @returns what is to be sent in its place */
  async #batch(batch: Batch): Promise<Batch[]> {
    const { run } = this;
    const { pieces } = batch;
    const body = listOf(pieces.map((piece) => piece.body));
    const items = pieces.flatMap(({ planned }) => itemsOf(planned.task, 0));
    const sent = await run.send('import', items, () => run.server.importTasks(run.project, body, run.options.signal));
    if ('answer' in sent) return this.#answered(pieces, sent.answer);
    const { error, entry } = sent;
    const bare = TASKS_WITHOUT_PREDICTIONS.test(error.detail ?? '');
    if (!error.maybeStored && !bare) return this.#rejected(batch, error);
    // An import that the server has carried out later, and not to its end.
    const isFailed = error.kind === 'validation';
    if (!bare && !isFailed && !run.trouble(error, isPassing(error))) {
      this.#doubt(pieces, error);
      return [];
    }
    const rest = await this.#settle(pieces, entry.patience);
    if (rest === undefined) return [];
    await run.close(entry);
    if (isFailed && !bare && rest.length === pieces.length) return this.#rejected({ pieces: rest, attempts: 0 }, error);
    const failures = error.kind === 'server-error' ? batch.attempts + 1 : batch.attempts;
    if (failures >= ATTEMPTS && rest.length > 1) return halves(rest);
    if (failures <= ATTEMPTS) return asBatch(rest, failures);
    for (const piece of rest) this.#fail(piece, error, [], GIVEN_UP_CURE);
    return [];
  }

  async #answered(pieces: readonly Piece[], answer: ImportResult): Promise<Batch[]> {
    const { run } = this;
    if (answer.job === undefined && answer.taskCount === pieces.length && answer.taskIds.length === pieces.length) {
      const found = pieces.map((piece, n) => ({ piece, id: answer.taskIds[n] as number }));
      if (answer.predictionCount === sum(pieces)) this.#whole(found);
      else await this.#partlyOrDoubt(found);
      return [];
    }
    // An edition that imports later, one that tells no ids, or not all was stored: what is there has to be looked for.
    const rest = await this.#settle(pieces, run.patienceFor('import', sum(pieces)));
    return rest === undefined ? [] : asBatch(rest, 1);
  }

  /** Tasks that are there with all of their predictions. */
  #whole(found: readonly Found[]): void {
    const { run } = this;
    for (const { piece, id } of found) {
      const { task } = piece.planned;
      this.#made.add(id);
      run.result.imported.push({ pointer: task.pointer, id, predictions: task.predictions.length });
      for (const item of itemsOf(task, id)) run.holdings.hold(item);
      run.settle(task.predictions.length, task.predictions.length);
    }
  }

  /** Tasks that are there; which of their predictions are has to be looked at. The others are sent to them. */
  async #partly(found: readonly Found[]): Promise<void> {
    const { run } = this;
    for (const { id } of found) this.#made.add(id);
    const items = found.flatMap(({ piece, id }) => itemsOf(piece.planned.task, id));
    const absent = new Set(await lookFor(run, items));
    this.bare.push(...absent);
    const bare = new Set([...absent].map(({ prediction }) => prediction));
    for (const { piece, id } of found) {
      const { pointer, predictions } = piece.planned.task;
      run.result.imported.push({ pointer, id, predictions: predictions.filter((item) => !bare.has(item)).length });
    }
  }

  async #partlyOrDoubt(found: readonly Found[]): Promise<void> {
    try {
      await this.#partly(found);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      this.#doubt(
        found.map(({ piece }) => piece),
        error,
      );
    }
  }

  /**
   * Waits until the server is done, and looks which of the tasks are there, by their data.
   *
   * @returns those that are not, or undefined when that cannot be told, which is then noted
   */
  async #settle(pieces: readonly Piece[], patience: number): Promise<Piece[] | undefined> {
    const { run } = this;
    try {
      await waitUntilSettled(waitingFor(run, patience));
      const there = await this.#newTasks();
      const rest: Piece[] = [];
      const found: Found[] = [];
      for (const piece of pieces) {
        const key = keyOfTask(run.text, piece.planned.task, { by: 'id' });
        const id = key === undefined ? undefined : there.get(key)?.shift();
        if (id === undefined) rest.push(piece);
        else found.push({ piece, id });
      }
      if (found.length > 0) run.progressed();
      await this.#partly(found);
      return rest;
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      this.#doubt(pieces, error);
      return undefined;
    }
  }

  /** Tasks that are new since the first import and not accounted for, by their data. */
  async #newTasks(): Promise<Map<string, number[]>> {
    const { run } = this;
    const { signal } = run.options;
    const found = new Map<string, number[]>();
    const newerThan = this.#newest ?? 0;
    for await (const page of run.server.tasksOfProject(run.project, {
      data: true,
      newerThan,
      ...(signal && { signal }),
    })) {
      for (const { id, data } of page) {
        const key = data === undefined || this.#made.has(id) ? undefined : dataKey(data, { by: 'id' });
        if (key !== undefined)
          found.set(
            key,
            [...(found.get(key) ?? []), id].sort((a, b) => a - b),
          );
      }
    }
    return found;
  }

  async #rejected(batch: Batch, error: ServerError): Promise<Batch[]> {
    const { run } = this;
    const { pieces } = batch;
    if (error.kind === 'validation') {
      const rest = this.#refused(pieces, error);
      if (rest) return asBatch(rest, 0);
    }
    if (error.kind === 'too-large') {
      if (pieces.length > 1) return halves(pieces);
      this.#fail(pieces[0] as Piece, error, []);
      return [];
    }
    if (!run.trouble(error, isPassing(error))) {
      run.leaveTasks(pieces.map(({ planned }) => planned));
      return [];
    }
    await waitForServer(run);
    return [batch];
  }

  /**
   * Takes out the tasks that the server named; it has stored nothing, so that the others can be sent again.
   *
   * @returns the others, or undefined when the server named none
   */
  #refused(pieces: readonly Piece[], error: ServerError): Piece[] | undefined {
    const byTask = new Map<number, ServerComplaint[]>();
    for (const complaint of parseServerErrors(error.envelope, 'import')) {
      const index = complaint.taskIndex;
      if (index === undefined || index >= pieces.length) continue;
      byTask.set(index, [...(byTask.get(index) ?? []), complaint]);
    }
    if (byTask.size === 0) return undefined;
    for (const [index, complaints] of byTask) this.#fail(pieces[index] as Piece, error, complaints);
    this.run.progressed();
    return pieces.filter((_, index) => !byTask.has(index));
  }

  #fail(
    { planned: { task } }: Piece,
    error: ServerError,
    complaints: readonly ServerComplaint[],
    cure = error.cure,
  ): void {
    const { base } = this.run.server.server;
    const own = error.kind === 'too-large' ? tooLarge(base, 'this task').message : error.message;
    const message = complaints.length > 0 ? refusalOf(base, 'this task', complaints) : own;
    const places = placesInTask(this.run.text, task, complaints);
    this.run.result.failed.push({ ...placeOfTask(task), message, cure, places });
    this.run.settle(task.predictions.length, 0);
  }

  #doubt(pieces: readonly Piece[], error: ServerError): void {
    const { run } = this;
    run.trouble(error, false);
    const said = mayBeStored(error);
    for (const { planned } of pieces) {
      run.result.uncertain.push({ ...placeOfTask(planned.task), ...said });
      run.settle(planned.task.predictions.length, 0);
    }
  }
}

const asBatch = (pieces: readonly Piece[], attempts: number): Batch[] =>
  pieces.length > 0 ? [{ pieces, attempts }] : [];

function halves(pieces: readonly Piece[]): Batch[] {
  const half = Math.ceil(pieces.length / 2);
  return [...asBatch(pieces.slice(0, half), 0), ...asBatch(pieces.slice(half), 0)];
}
