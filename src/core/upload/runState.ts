/** The state of one upload; all its parts write into it. */
import type { AbortSignalLike, Clock } from '../ports';
import { ServerError } from '../server/errors';
import { countVersions } from './content';
import { digest } from './digest';
import { Holdings } from './holdings';
import { type Journal, noJournal, type OpenRequest } from './journal';
import type { NewTaskReason } from './match';
import type { PlannedCreate, PlannedTask, UploadPlan } from './plan';
import { placeOf, placeOfTask, type UnsentItem, type UploadResult } from './result';
import type { UploadServer } from './uploadServer';
import { FileChanged, type Printed, textOf, type UploadText } from './uploadText';

export interface UploadProgress {
  /** Predictions that are settled, whatever became of them. */
  done: number;
  total: number;
  /** Predictions that the server has stored. */
  stored: number;
  failed: number;
  /** Predictions of the request that the server is working on, where many go in one. */
  underWay?: number;
  /** All that is sent is answered; it is being looked whether the server holds it. */
  proving?: boolean;
  /** What is waited for, if anything: the answer to a request was lost, or the server is away. */
  waiting?: string;
}

export interface Limits {
  /** Most predictions, tasks and bytes of one request. */
  predictions: number;
  tasks: number;
  bytes: number;
  /** Predictions from which on one request for many is taken; by the size of the project if left out. */
  bulkFrom?: number;
  /** Milliseconds that the server always has for what it was sent. */
  patience: number;
  /** Milliseconds that a server may be away. */
  downPatience: number;
}

/** A request recounts the whole project, so few large ones are best; 32 MB pass every server that was measured. */
export const LIMITS: Limits = {
  predictions: 10_000,
  tasks: 1_000,
  bytes: 32 * 1024 * 1024,
  patience: 10_000,
  downPatience: 300_000,
};

export interface RunOptions {
  clock: Clock;
  /** Tasks that may be imported as new ones: what the person said yes to. */
  importNew?: ReadonlySet<NewTaskReason>;
  /** What happens to predictions that take the place of others: they are left out, or the others are deleted afterwards. */
  changed?: 'leave' | 'replace';
  journal?: Journal;
  limits?: Partial<Limits>;
  /** Ends everything at once, also the request that is under way: what became of that is then not known. */
  signal?: AbortSignalLike;
  /** Ends the sending: what is under way is waited for, and what is there is read back, so that the account is whole. */
  stop?: AbortSignalLike;
  /** Called between two small pieces of work, so that whatever else runs here gets its turn. */
  giveWay?: () => Promise<void>;
  onProgress?: (progress: UploadProgress) => void;
}

/** Failures in a row after which the server is left in peace. */
const FAILURES_IN_A_ROW = 12;

export class UploadRun {
  readonly result: UploadResult;
  readonly text: UploadText;
  readonly holdings: Holdings;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly #journal: Journal;
  #total = 0;
  #done = 0;
  #stored = 0;
  #underWay = 0;
  #failures = 0;
  #requests = 0;
  /** Milliseconds of the slowest request so far. */
  #slowest = 0;

  constructor(
    readonly server: UploadServer,
    readonly plan: UploadPlan,
    readonly options: RunOptions,
  ) {
    this.text = plan.read.text;
    this.holdings = new Holdings(this.text, plan.facts);
    this.limits = { ...LIMITS, ...options.limits };
    this.clock = options.clock;
    this.#journal = options.journal ?? noJournal;
    this.result = {
      plan,
      created: [],
      imported: [],
      failed: [],
      uncertain: [],
      unsent: [],
      missing: [],
      doubled: [],
      deleted: [],
      cancelled: false,
    };
  }

  get project(): number {
    return this.plan.facts.project.id;
  }

  get over(): boolean {
    return this.result.stopped !== undefined || this.cancelled;
  }

  /** Somebody has thought better of it, so that nothing more is sent. */
  get cancelled(): boolean {
    const { signal, stop } = this.options;
    return this.result.cancelled || signal?.aborted === true || stop?.aborted === true;
  }

  expect(predictions: number): void {
    this.#total += predictions;
  }

  /** Notes that `predictions` are settled. */
  settle(predictions: number, stored: number): void {
    this.#done += predictions;
    this.#stored += stored;
    this.report();
  }

  report(more: Pick<UploadProgress, 'waiting' | 'proving'> = {}): void {
    const failed = this.result.failed.reduce((sum, item) => sum + item.predictions, 0);
    const underWay = this.#underWay;
    this.options.onProgress?.({
      done: this.#done,
      total: this.#total,
      stored: this.#stored,
      failed,
      ...(underWay > 0 && { underWay }),
      ...more,
    });
  }

  /**
   * Sends one request that stores something. The journal has it until it is clear what became of it.
   *
   * @param items the predictions in it, whose keys are known
   */
  async send<T>(
    kind: OpenRequest['kind'],
    items: readonly PlannedCreate[],
    request: () => Promise<T>,
  ): Promise<{ answer: T } | { error: ServerError; entry: OpenRequest }> {
    const entry = this.#entry(kind, items);
    try {
      await this.#journal.open(entry);
    } catch (reason) {
      const detail = reason instanceof Error ? reason.message : String(reason);
      return { error: new ServerError('not-noted', { host: this.server.server.base, detail }), entry };
    }
    const start = this.clock.now();
    if (kind !== 'create') {
      this.#underWay = entry.predictions;
      this.report();
    }
    try {
      const answer = await request();
      this.#slowest = Math.max(this.#slowest, this.clock.now() - start);
      this.#failures = 0;
      await this.#journal.close(entry.id);
      return { answer };
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      if (!error.maybeStored) await this.#journal.close(entry.id);
      return { error, entry };
    } finally {
      this.#underWay = 0;
    }
  }

  /** A request whose answer was lost is accounted for. */
  close(entry: OpenRequest): Promise<void> {
    return this.#journal.close(entry.id);
  }

  #entry(kind: OpenRequest['kind'], items: readonly PlannedCreate[]): OpenRequest {
    const { facts } = this.plan;
    const before = new Map(facts.modelVersions.map(({ modelVersion, count }) => [modelVersion, count]));
    const content = digest(items.map(({ prediction }) => `${prediction.key ?? prediction.print}`).join());
    const predictions = items.length;
    return {
      id: `${this.clock.now()}-${++this.#requests}-${content.slice(0, 8)}-${Math.random().toString(36).slice(2, 8)}`,
      server: facts.host,
      project: this.project,
      at: this.clock.now(),
      kind,
      predictions,
      versions: Object.fromEntries([...countVersions(items).keys()].map((name) => [name, before.get(name) ?? 0])),
      content,
      patience: this.patienceFor(kind, predictions),
    };
  }

  /** Milliseconds that the server may need: for many it recounts the project, one to three milliseconds a task. */
  patienceFor(kind: OpenRequest['kind'], predictions: number): number {
    const { patience } = this.limits;
    const recount = kind === 'create' ? 0 : 3 * this.plan.facts.project.taskNumber;
    return Math.round(Math.max(patience + 2 * predictions + recount, 2 * this.#slowest));
  }

  /**
   * Takes an error that says nothing about what was sent: it ends the run, unless it is one that passes.
   *
   * @returns whether it is worth another try
   */
  trouble(error: ServerError, passes: boolean): boolean {
    if (error.kind === 'cancelled') this.result.cancelled = true;
    else if (!passes || ++this.#failures >= FAILURES_IN_A_ROW) this.result.stopped ??= error;
    return !this.over;
  }

  /**
   * Makes a body of what stands in the file. A file that has changed ends the run: what it holds now is not what was
   * agreed to.
   *
   * @returns undefined when the file has changed
   */
  bodyOf(part: Printed, make: (own: string) => string): string | undefined {
    try {
      return make(textOf(this.text, part));
    } catch (error) {
      if (!(error instanceof FileChanged)) throw error;
      this.result.stopped ??= error;
      return undefined;
    }
  }

  /** Something went on: failures before it were not the last word. */
  progressed(): void {
    this.#failures = 0;
  }

  /** Notes predictions that were not sent. */
  leave(items: readonly PlannedCreate[]): void {
    for (const { prediction } of items) this.#leave(placeOf(prediction));
  }

  leaveTasks(tasks: readonly PlannedTask[]): void {
    for (const { task } of tasks) this.#leave(placeOfTask(task));
  }

  #leave(item: Omit<UnsentItem, 'reason'>): void {
    this.result.unsent.push({ ...item, reason: this.cancelled ? 'cancelled' : 'stopped' });
    this.settle(item.predictions, 0);
  }
}
