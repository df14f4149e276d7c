import type { AbortSignalLike } from '../ports';
import type { LabelStudioClient } from '../server/client';
import { ServerError } from '../server/errors';
import { parseServerErrors } from '../server/validationErrors';
import { createBody } from './bodies';
import { importTasks } from './importTasks';
import { LOST_ANSWER_CURE } from './messages';
import type { NewTaskReason, PlannedCreate, PlannedTask, UploadPlan } from './plan';
import { placesInPrediction, type UnsentItem, type UploadResult } from './result';

export interface UploadProgress {
  /** Predictions that are settled, whatever became of them. */
  done: number;
  total: number;
  /** Predictions that the server has stored. */
  stored: number;
  failed: number;
}

export interface RunOptions {
  /** Tasks that may be imported as new ones: what the person said yes to. */
  importNew?: ReadonlySet<NewTaskReason>;
  signal?: AbortSignalLike;
  onProgress?: (progress: UploadProgress) => void;
}

/** Measured on SQLite: four requests at a time are the fastest, sixteen are slower than one. */
const CONCURRENT_CREATES = 4;
/** Errors of the server's own in a row after which it is left in peace. */
const SERVER_ERRORS_IN_A_ROW = 3;

/** The state of one run; shared by its parts. */
export class UploadRun {
  readonly result: UploadResult;
  readonly text: string;
  private readonly total: number;
  private done = 0;
  private stored = 0;
  private serverErrors = 0;

  constructor(
    readonly client: LabelStudioClient,
    readonly plan: UploadPlan,
    tasks: readonly PlannedTask[],
    readonly options: RunOptions,
  ) {
    this.text = plan.read.text;
    this.total = plan.creates.length + tasks.reduce((sum, { task }) => sum + task.predictions.length, 0);
    this.result = { plan, created: [], imported: [], failed: [], uncertain: [], unsent: [], cancelled: false };
  }

  get over(): boolean {
    return this.result.stopped !== undefined || this.result.cancelled || this.options.signal?.aborted === true;
  }

  /** Notes that `predictions` are settled. */
  settle(predictions: number, stored: number): void {
    this.done += predictions;
    this.stored += stored;
    const failed = this.result.failed.reduce((sum, item) => sum + item.predictions, 0);
    this.options.onProgress?.({ done: this.done, total: this.total, stored: this.stored, failed });
  }

  succeeded(): void {
    this.serverErrors = 0;
  }

  /**
   * Takes an error that says nothing about what was sent: it ends the run, except that a server's own error may happen
   * a few times.
   */
  fail(error: ServerError, items: readonly Omit<UnsentItem, 'reason'>[]): void {
    if (error.kind === 'cancelled') this.result.cancelled = true;
    else if (error.kind !== 'server-error' || ++this.serverErrors >= SERVER_ERRORS_IN_A_ROW)
      this.result.stopped ??= error;
    for (const item of items) {
      if (error.maybeStored) {
        const message =
          error.kind === 'cancelled'
            ? 'Cancelled while the server had it: it may have been stored.'
            : `It may have been stored: ${error.message}`;
        this.result.uncertain.push({ ...item, message, cure: LOST_ANSWER_CURE });
      } else this.leave(item);
    }
  }

  /** Notes that something was not sent. */
  leave(item: Omit<UnsentItem, 'reason'>): void {
    const cancelled = this.result.cancelled || this.options.signal?.aborted === true;
    this.result.unsent.push({ ...item, reason: cancelled ? 'cancelled' : 'stopped' });
  }
}

const placeOf = ({ prediction }: PlannedCreate): Omit<UnsentItem, 'reason'> => ({
  pointer: prediction.pointer,
  start: prediction.start,
  end: prediction.end,
  predictions: 1,
});

async function createOne(run: UploadRun, planned: PlannedCreate): Promise<void> {
  const { prediction, task } = planned;
  try {
    const stored = await run.client.createPrediction(createBody(run.text, prediction, task), run.options.signal);
    const { id, created_at, project, model_version } = stored;
    run.result.created.push({ pointer: prediction.pointer, id, created_at, task: stored.task, project, model_version });
    run.succeeded();
    run.settle(1, 1);
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    if (error.kind === 'validation' || error.kind === 'too-large') refused(run, planned, error);
    else run.fail(error, [placeOf(planned)]);
    run.settle(1, 0);
  }
}

/** The server's verdict on this one prediction; the others may be fine. */
function refused(run: UploadRun, planned: PlannedCreate, error: ServerError): void {
  run.succeeded();
  const places = placesInPrediction(run.text, planned.prediction, parseServerErrors(error.envelope, 'create'));
  const { message, cure } = error;
  run.result.failed.push({ ...placeOf(planned), message, cure, places });
}

async function createAll(run: UploadRun, planned: readonly PlannedCreate[]): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (!run.over) {
      const item = planned[next++];
      if (!item) return;
      await createOne(run, item);
    }
  };
  // Requests on their way when the run ends are waited for (a cancel ends them at once), so that the account is whole.
  await Promise.all(Array.from({ length: Math.min(CONCURRENT_CREATES, planned.length) }, work));
  for (const item of planned.slice(next)) run.leave(placeOf(item));
}

/**
 * Sends what a plan holds: predictions one by one, four at a time, then new tasks with theirs, as far as `importNew`
 * allows, one request at a time. Never sends anything twice. Every prediction of the plan is in exactly one list of the
 * result afterwards.
 */
export async function runUpload(
  plan: UploadPlan,
  client: LabelStudioClient,
  options: RunOptions = {},
): Promise<UploadResult> {
  const agreed = plan.newTasks.filter(({ reason }) => options.importNew?.has(reason));
  const run = new UploadRun(client, plan, agreed, options);
  await createAll(run, plan.creates);
  await importTasks(run, agreed);
  for (const { task, reason } of plan.newTasks) {
    if (options.importNew?.has(reason)) continue;
    const { pointer, start, end, predictions } = task;
    run.result.unsent.push({ pointer, start, end, predictions: predictions.length, reason: 'not-confirmed' });
  }
  if (options.signal?.aborted) run.result.cancelled = true;
  return run.result;
}
