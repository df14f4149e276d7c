/** Predictions: created one by one or in bulk, read back, deleted. */
import type { AbortSignalLike, RequestBody } from '../ports';
import { ascending } from './listing';
import {
  type BulkResult,
  type ListedPredictions,
  type ModelVersionCount,
  predictionsIn,
  readBulk,
  readListedPredictions,
  readPrediction,
  readPredictions,
  type StoredPrediction,
} from './shapes';
import { IDS_PER_REQUEST, type ReadOptions, TaskRequests, type Walk, type WalkPage } from './tasks';
import type { Call } from './transport';

/** Some of the predictions that were asked for. */
export interface PredictionPage<P = StoredPrediction> {
  predictions: P[];
  /** Ids of tasks whose predictions have all been given now, also of tasks that have none or are not there. */
  settled: readonly number[];
}

export interface PredictionsOptions<P = StoredPrediction> extends ReadOptions {
  /** What is kept of each; all of it if left out. A page of them holds much of what nobody needs twice. */
  as?: (prediction: StoredPrediction) => P;
  /** Called between two small pieces of work, so that whatever else runs here gets its turn. */
  giveWay?: (() => Promise<void>) | undefined;
  /** Only predictions with one of these model versions, spelt as the server has them; null is one too. */
  versions?: ReadonlySet<string | null>;
}

/*
 * Measured on a quiet core with 10,000 tasks and 20,100 predictions of 0.6 KB, 1.23.2 on SQLite:
 *   /api/predictions/?task=ID              19 ms a task
 *   /api/tasks, 1 task selected            29 ms
 *   /api/tasks, 200 tasks selected        154 ms, 0.8 ms a task; 500: 660 ms; 1,000: 1.2 s, so not more than 200
 *   /api/tasks, 200 tasks by their range  118 ms, 0.6 ms a task; 500: 266 ms, 0.5; 1,000: 842 ms, 0.8; 2,000: 1.6 s, 0.8
 *   /api/tasks, only those with a version that 100 tasks have, out of all: 123 ms
 *   /api/predictions/?task__project=ID    1.8 s, 0.09 ms a prediction, but one answer of 11.6 MB
 */
const MS_PER_LISTED_TASK = 0.8;
const MS_PER_PREDICTION = 0.1;
/** Tasks of a page, where they are asked for by their range: their ids do not make the URL longer. */
const TASKS_PER_PAGE = 500;
/** The first answer tells how large predictions are here. */
const FIRST_PAGE = 50;
/** What an answer of several should have at most, in UTF-16 units. */
const PAGE_LENGTH = 8_000_000;
/** What the one answer with the whole project may have. */
const PROJECT_LENGTH = 32_000_000;
const PREDICTIONS_PER_PAGE = 1_000;
/** Versions that do not fit into a URL are sorted out here. */
const VERSIONS_LENGTH = 1_000;

/** Chooses what is wanted, and counts what is settled. */
class Settling<P> {
  done = 0;

  constructor(
    private readonly total: number,
    private readonly options: PredictionsOptions<P>,
  ) {}

  /** What is kept of a prediction; undefined where it is not wanted. */
  readonly chosen = (prediction: StoredPrediction): P | undefined => {
    const { versions, as } = this.options;
    if (versions?.has(prediction.model_version) === false) return undefined;
    return as ? as(prediction) : (prediction as P);
  };

  page(predictions: P[], settled: readonly number[]): PredictionPage<P> {
    this.done += settled.length;
    if (settled.length > 0) this.options.onProgress?.(this.done, this.total);
    return { predictions, settled };
  }
}

/** The versions as the list of tasks can look for them, where it can. */
function filterable(versions: ReadonlySet<string | null>): string[] | undefined {
  const names: string[] = [];
  for (const version of versions) {
    // Every version contains an empty text, and none contains what is null.
    if (version === null || version === '') return undefined;
    names.push(version);
  }
  return encodeURIComponent(names.join()).length <= VERSIONS_LENGTH ? names : undefined;
}

function countOf(counts: readonly ModelVersionCount[], versions?: readonly string[]): number {
  const counted = versions ? counts.filter(({ modelVersion }) => versions.includes(modelVersion)) : counts;
  return counted.reduce((sum, { count }) => sum + count, 0);
}

/** How many tasks the next page should have. One without a prediction does not tell how large those of the next one are. */
function sizeFor({ tasks, length }: WalkPage<ListedPredictions<unknown>>): number {
  if (tasks.every(({ count }) => count === 0)) return IDS_PER_REQUEST;
  const fit = Math.floor((PAGE_LENGTH * tasks.length) / length);
  return Math.min(TASKS_PER_PAGE, Math.max(1, fit));
}

/** Whether reading every prediction of the project is faster than asking for the tasks that are left, and small enough. */
function wholeProjectPays(
  counts: readonly ModelVersionCount[],
  left: number,
  seen: { length: number; predictions: number },
): boolean {
  const all = countOf(counts);
  if (counts.some(({ uncounted }) => uncounted)) return false;
  if (all > 0 && (seen.length / seen.predictions) * all > PROJECT_LENGTH) return false;
  return left > IDS_PER_REQUEST && all * MS_PER_PREDICTION < left * MS_PER_LISTED_TASK;
}

export abstract class PredictionRequests extends TaskRequests {
  /** Label Studio's Create prediction. `body` is JSON text and is sent as it is. */
  async createPrediction(body: string, signal?: AbortSignalLike): Promise<StoredPrediction> {
    const call: Call = {
      method: 'POST',
      path: '/api/predictions/',
      body,
      subject: 'the prediction',
      notFound: 'wrong-path',
      patience: 'create',
      signal,
    };
    return this.read(call, await this.send(call), readPrediction);
  }

  /**
   * Imports predictions of tasks that are in the project. `body` is the JSON text of a list of `{task, result, …}`. Lands
   * whole or not at all, but a server that does not validate drops what it does not like, so that `created` is less than
   * was sent. Takes longer the more tasks the project has, and is visible long before it is answered. Never run two
   * imports at a time: SQLite then loses predictions without a word.
   */
  async importPredictions(projectId: number, body: RequestBody, signal?: AbortSignalLike): Promise<BulkResult> {
    const call = this.ofProject(projectId, {
      method: 'POST',
      path: `/api/projects/${projectId}/import/predictions`,
      body,
      sending: 'the predictions',
      patience: 'import',
      signal,
    });
    const { created, job } = this.read(call, await this.send(call), readBulk);
    return { created: job === undefined ? created : (await this.importJob(projectId, job, signal)).predictionCount };
  }

  /** The predictions of a task, oldest first. */
  async predictionsOfTask(taskId: number, signal?: AbortSignalLike): Promise<StoredPrediction[]> {
    const call: Call = {
      method: 'GET',
      path: `/api/predictions/?task=${taskId}`,
      subject: `the predictions of task ${taskId}`,
      signal,
    };
    return this.read(call, await this.send(call), readPredictions);
  }

  /**
   * The stored predictions of those of `ids` that are tasks of the project, page by page, by the cheapest way: the tasks
   * by their ids, those that have a version which few of them have, or all predictions of the project.
   */
  async *predictionsOfTasks<P = StoredPrediction>(
    projectId: number,
    ids: Iterable<number>,
    options: PredictionsOptions<P> = {},
  ): AsyncGenerator<PredictionPage<P>, void, undefined> {
    const wanted = ascending(ids);
    const { versions, signal } = options;
    const progress = new Settling(wanted.length, options);
    const named = versions && filterable(versions);
    const walk: Walk<ListedPredictions<P>> = {
      projectId,
      ids: wanted,
      query: { content: 'predictions', ...(named ? { versions: named } : {}) },
      size: FIRST_PAGE,
      read: readListedPredictions(progress.chosen),
      signal,
    };
    const counts = wanted.length > IDS_PER_REQUEST ? await this.modelVersions(projectId, signal) : undefined;
    walk.byRange = counts !== undefined && named !== undefined && countOf(counts, named) < wanted.length / 2;
    const seen = { length: 0, predictions: 0 };
    for await (const page of this.walk(walk)) {
      const predictions = page.tasks.flatMap((task) => task.predictions);
      yield progress.page(predictions, page.settled);
      seen.length += page.length;
      seen.predictions += page.tasks.reduce((sum, { count }) => sum + count, 0);
      walk.size = sizeFor(page);
      if (walk.byRange || !counts || !wholeProjectPays(counts, wanted.length - progress.done, seen)) continue;
      yield* this.fromWholeProject(projectId, wanted.slice(progress.done), progress, options);
      return;
    }
  }

  /** Deletes a prediction. False when it was not there any more. */
  async deletePrediction(id: number, signal?: AbortSignalLike): Promise<boolean> {
    return this.remove({ path: `/api/predictions/${id}/`, subject: `prediction ${id}`, signal });
  }

  /** Deletes all predictions of some tasks, whoever made them, in one transaction: a tenth of the time of deleting each. */
  async deletePredictionsOfTasks(
    projectId: number,
    taskIds: readonly number[],
    signal?: AbortSignalLike,
  ): Promise<void> {
    await this.actOnTasks(projectId, 'delete_tasks_predictions', taskIds, signal);
  }

  private async *fromWholeProject<P>(
    projectId: number,
    ids: readonly number[],
    progress: Settling<P>,
    { signal, giveWay }: PredictionsOptions<P>,
  ): AsyncGenerator<PredictionPage<P>, void, undefined> {
    const path = `/api/predictions/?task__project=${projectId}`;
    const call = this.ofProject(projectId, { method: 'GET', path, midway: true, signal });
    const response = await this.send(call);
    const asked = new Set(ids);
    let part: P[] = [];
    for (const prediction of predictionsIn(response.text)) {
      if (!prediction) throw this.odd(call, response);
      await giveWay?.();
      const kept = asked.has(prediction.task) ? progress.chosen(prediction) : undefined;
      if (kept !== undefined) part.push(kept);
      if (part.length < PREDICTIONS_PER_PAGE) continue;
      yield progress.page(part, []);
      part = [];
    }
    yield progress.page(part, ids);
  }
}
