/** The state of one upload; its two halves, single predictions and imports of tasks, write into it. */
import type { AbortSignalLike } from '../ports';
import type { LabelStudioClient } from '../server/client';
import type { ServerError } from '../server/errors';
import { LOST_ANSWER_CURE } from './messages';
import type { NewTaskReason, PlannedTask, UploadPlan } from './plan';
import type { UnsentItem, UploadResult } from './result';

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
