/** New tasks with their predictions: strictly one request at a time, since SQLite loses predictions otherwise. */
import { ServerError } from '../server/errors';
import { TASKS_WITHOUT_PREDICTIONS } from '../server/messages';
import type { ImportResult } from '../server/shapes';
import { parseServerErrors, type ServerComplaint } from '../server/validationErrors';
import { taskBody, utf8Length } from './bodies';
import { LOST_ANSWER_CURE, TASKS_BARE_CURE } from './messages';
import type { PlannedTask } from './plan';
import type { TaskItem } from './read';
import { placesInTask, type UnsentItem } from './result';
import type { UploadRun } from './runState';

/** A request is as large as it may be: each one makes the server recount the project. */
const TASKS_PER_REQUEST = 1_000;
const BYTES_PER_REQUEST = 8 * 1024 * 1024;

interface Piece {
  task: TaskItem;
  body: string;
}

type Batch = readonly Piece[];

const sum = (batch: Batch): number => batch.reduce((count, { task }) => count + task.predictions.length, 0);

const placeOf = ({ task }: Pick<Piece, 'task'>): Omit<UnsentItem, 'reason'> => ({
  pointer: task.pointer,
  start: task.start,
  end: task.end,
  predictions: task.predictions.length,
});

/** Cuts tasks into requests, bounded by count and by bytes. A task larger than a request has one of its own. */
export function* batches(
  text: string,
  tasks: readonly PlannedTask[],
  limits = { tasks: TASKS_PER_REQUEST, bytes: BYTES_PER_REQUEST },
): Generator<Batch, void, undefined> {
  let batch: Piece[] = [];
  let bytes = 0;
  for (const { task } of tasks) {
    const body = taskBody(text, task);
    const size = utf8Length(body) + 1;
    if (batch.length > 0 && (batch.length >= limits.tasks || bytes + size > limits.bytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push({ task, body });
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

function account(run: UploadRun, batch: Batch, answer: ImportResult): void {
  const sent = sum(batch);
  const whole = batch.length > 1 ? spanOf(batch) : placeOf(batch[0] as Piece);
  if (answer.job !== undefined) {
    const message = `The server imports these ${batch.length} tasks later (import ${answer.job}) and has not said that it succeeded.`;
    run.result.uncertain.push({ ...whole, message, cure: LOST_ANSWER_CURE });
    run.settle(sent, 0);
    return;
  }
  const complete = answer.taskCount === batch.length && answer.predictionCount === sent;
  batch.forEach(({ task }, n) => {
    const predictions = complete ? task.predictions.length : 0;
    run.result.imported.push({ pointer: task.pointer, id: answer.taskIds[n], predictions });
  });
  if (!complete)
    short(
      run,
      whole,
      `${answer.taskCount} of ${batch.length} tasks with ${answer.predictionCount} of ${sent} predictions`,
    );
  run.settle(sent, answer.predictionCount);
}

function short(run: UploadRun, whole: Omit<UnsentItem, 'reason'>, stored: string): void {
  const message = `The server answered that it stored ${stored}.`;
  run.result.uncertain.push({ ...whole, message, cure: TASKS_BARE_CURE });
  // Something else is going on there; sending more would make more of the same.
  run.result.stopped ??= new ServerError('server-error', { host: run.client.server.base, detail: message });
}

function spanOf(batch: Batch): Omit<UnsentItem, 'reason'> {
  const first = placeOf(batch[0] as Piece);
  return { ...first, end: (batch[batch.length - 1] as Piece).task.end, predictions: sum(batch) };
}

/** Sends one batch; gives back what is to be sent in its place. */
async function send(run: UploadRun, batch: Batch): Promise<Batch[]> {
  const body = `[${batch.map((piece) => piece.body).join(',')}]`;
  try {
    account(run, batch, await run.client.importTasks(run.plan.facts.project.id, body, run.options.signal));
    run.succeeded();
    return [];
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    return failed(run, batch, error);
  }
}

function failed(run: UploadRun, batch: Batch, error: ServerError): Batch[] {
  if (error.kind === 'validation') {
    const rest = refused(run, batch, error);
    if (rest) return rest.length > 0 ? [rest] : [];
  }
  if (error.kind === 'too-large') {
    const half = Math.ceil(batch.length / 2);
    if (batch.length > 1) return [batch.slice(0, half), batch.slice(half)];
    const { message, cure } = error;
    run.result.failed.push({ ...placeOf(batch[0] as Piece), message, cure, places: [] });
    run.settle(sum(batch), 0);
    return [];
  }
  if (TASKS_WITHOUT_PREDICTIONS.test(error.detail ?? '')) {
    short(run, spanOf(batch), `${batch.length} tasks, but none of their ${sum(batch)} predictions`);
  } else {
    run.fail(error, batch.map(placeOf));
    // Every further import would meet the same server, and an import is not one item among many.
    if (error.kind !== 'cancelled') run.result.stopped ??= error;
  }
  run.settle(sum(batch), 0);
  return [];
}

/**
 * Takes out the tasks that the server named; it has stored nothing, so that the others can be sent again.
 *
 * @returns the others, or undefined when the server named none
 */
function refused(run: UploadRun, batch: Batch, error: ServerError): Batch | undefined {
  const byTask = new Map<number, ServerComplaint[]>();
  for (const complaint of parseServerErrors(error.envelope, 'import')) {
    const index = complaint.taskIndex;
    if (index === undefined || index >= batch.length) continue;
    const same = byTask.get(index);
    if (same) same.push(complaint);
    else byTask.set(index, [complaint]);
  }
  if (byTask.size === 0) return undefined;
  for (const [index, complaints] of byTask) {
    const piece = batch[index] as Piece;
    const places = placesInTask(run.text, piece.task, complaints);
    const message = error.message;
    run.result.failed.push({ ...placeOf(piece), message, cure: error.cure, places });
    run.settle(piece.task.predictions.length, 0);
  }
  return batch.filter((_, index) => !byTask.has(index));
}

/** Imports the tasks as new ones, batch after batch, until all are settled or the run is over. */
export async function importTasks(run: UploadRun, tasks: readonly PlannedTask[]): Promise<void> {
  for (const batch of batches(run.text, tasks)) {
    const queue: Batch[] = [batch];
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (run.over) for (const piece of next) run.leave(placeOf(piece));
      else queue.unshift(...(await send(run, next)));
    }
  }
}
