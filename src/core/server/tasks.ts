/** The tasks of a project: found by id or all of them, imported, deleted. */
import type { AbortSignalLike, HttpResponse, RequestBody } from '../ports';
import { presentable, redact, ServerError } from './errors';
import {
  ascending,
  type IdRange,
  type ListingQuery,
  listingPath,
  RANGES_PER_REQUEST,
  runsOf,
  settledIds,
} from './listing';
import { ProjectRequests } from './projects';
import {
  type ImportResult,
  type ReadListed,
  readImport,
  readImportJob,
  readListedTask,
  readSingleTask,
  readTaskAnnotations,
  type TaskAnnotations,
  type TaskRecord,
} from './shapes';
import { type Call, isMomentary } from './transport';

/** Ids asked for in one request: they stand in the URL, and proxies cut URLs at 4 to 8 KB. */
export const IDS_PER_REQUEST = 200;
/**
 * Measured by listing all of 10,000 tasks with their data: 0.36 ms of the server's processor a task in pages of 200,
 * 0.28 in pages of 400, 0.22 in pages of 1,000, 0.24 in pages of 2,000; without data the same.
 */
const TASKS_PER_PAGE = 1_000;
/** Tasks that may be listed for each one that is asked for, so that listing a range pays. */
const LISTED_PER_WANTED = 1.4;
/** The same where tasks are listed with all that they hold. */
const WHOLE_PER_WANTED = 1.1;

const LONGEST_POLL_MS = 5_000;

export interface ReadOptions {
  signal?: AbortSignalLike | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** A way through the list of tasks; `size` may be changed between pages. */
export interface Walk<T> {
  projectId: number;
  ids: readonly number[];
  query: Pick<ListingQuery, 'content' | 'versions'>;
  /** Everything between the first and the last id is listed, for what few tasks have; else the ids are named. */
  byRange?: boolean;
  /** Many ids are listed by their ranges, a larger page at a time, as far as there is not too much between them. */
  dense?: 'where they are' | 'all of them';
  size: number;
  read: ReadListed<T>;
  signal?: AbortSignalLike | undefined;
}

export interface WalkPage<T> {
  /** Ids that were asked for and are settled by this page, whether or not there is such a task. */
  settled: readonly number[];
  /** Tasks among them, each once. */
  tasks: T[];
  /** Length of the answer. */
  length: number;
}

const rangeOf = (ids: readonly number[]): IdRange => ({ from: ids[0] as number, to: ids.at(-1) as number });

/** What is asked for in the next request. @param done how many of the ids are settled */
function nextPart(
  { ids: all, byRange, dense, size }: Pick<Walk<unknown>, 'ids' | 'byRange' | 'dense' | 'size'>,
  done: number,
): { ids: readonly number[]; pageSize: number } & Pick<ListingQuery, 'range' | 'selected'> {
  if (byRange) {
    const pending = all.slice(done);
    return { ids: pending, pageSize: size, range: rangeOf(pending) };
  }
  const many = dense ? all.slice(done, done + TASKS_PER_PAGE) : [];
  if (many.length > size) {
    const range = rangeOf(many);
    const isClose = range.to - range.from < LISTED_PER_WANTED * many.length;
    if (dense === 'all of them' || isClose) return { ids: many, pageSize: TASKS_PER_PAGE, range };
  }
  const near = all.slice(done, done + size);
  const range = rangeOf(near);
  if (near.length > IDS_PER_REQUEST && range.to - range.from < WHOLE_PER_WANTED * near.length) {
    return { ids: near, pageSize: size, range };
  }
  const ids = near.slice(0, IDS_PER_REQUEST);
  return { ids, pageSize: Math.min(size, IDS_PER_REQUEST), selected: ids };
}

export abstract class TaskRequests extends ProjectRequests {
  /** One task, its `data` as it is stored (storage links not resolved). */
  async task(id: number, signal?: AbortSignalLike): Promise<TaskRecord & { project: number | null }> {
    const call: Call = { method: 'GET', path: `/api/tasks/${id}/?resolve_uri=false`, subject: `task ${id}`, signal };
    return this.read(call, await this.send(call), readSingleTask);
  }

  /**
   * Those of `ids` that are tasks of the project, with their `data` (as JSON text, storage links not resolved) when it
   * is asked for. Without it they are counted where they are many in a row, which takes 25 ms for 10,000 in a project of
   * as many; else they are listed, 1,000 a request where they are close to each other, or 200.
   *
   * @param options.mostOfProject whether the project has few tasks beside them
   */
  async tasksById(
    projectId: number,
    ids: Iterable<number>,
    options: ReadOptions & { data: boolean; mostOfProject?: boolean },
  ): Promise<Map<number, TaskRecord>> {
    const { data, mostOfProject, signal, onProgress } = options;
    const wanted = ascending(ids);
    const { there, open } = data ? { there: [], open: wanted } : await this.counted(projectId, wanted, signal);
    const counted = wanted.length - open.length;
    if (counted > 0) onProgress?.(counted, wanted.length);
    const walk: Walk<TaskRecord> = {
      projectId,
      ids: open,
      query: { content: data ? 'data' : 'id' },
      dense: mostOfProject ? 'all of them' : 'where they are',
      size: IDS_PER_REQUEST,
      read: readListedTask,
      signal,
    };
    const listed = await this.byId(walk, (done) => onProgress?.(counted + done, wanted.length));
    for (const id of there) listed.set(id, { id });
    return listed;
  }

  /**
   * Which of the ids are tasks of the project, as far as counting tells: a range without a gap has all of its ids when it
   * has as many tasks as ids, and none when it has no task. What it does not tell is cut in two, and left open where that
   * is as short as a page.
   */
  private async counted(
    projectId: number,
    ids: readonly number[],
    signal: AbortSignalLike | undefined,
  ): Promise<{ there: readonly number[]; open: readonly number[] }> {
    const there: number[] = [];
    const open: number[] = [];
    const parts = [ids];
    for (let part = parts.pop(); part; part = parts.pop()) {
      const runs = part.length > IDS_PER_REQUEST ? runsOf(part) : [];
      const few = runs.length > 0 && runs.length <= RANGES_PER_REQUEST;
      const count = few ? await this.countIn(projectId, runs, part.length < ids.length, signal) : undefined;
      if (count === 0) continue;
      if (count !== part.length && part.length > TASKS_PER_PAGE) {
        const half = Math.ceil(part.length / 2 / TASKS_PER_PAGE) * TASKS_PER_PAGE;
        parts.push(part.slice(half), part.slice(0, half));
        continue;
      }
      const settled = count === part.length ? there : open;
      for (const id of part) settled.push(id);
    }
    return { there, open };
  }

  /** How many tasks of the project have their id in one of the ranges. */
  private async countIn(
    projectId: number,
    ranges: readonly IdRange[],
    midway: boolean,
    signal: AbortSignalLike | undefined,
  ): Promise<number> {
    const path = listingPath(projectId, { content: 'id', pageSize: 1, ranges });
    const call = this.ofProject(projectId, { method: 'GET', path, midway, signal });
    const { total, tasks } = await this.page(call, readListedTask);
    const most = ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
    const fits = tasks.every(({ id }) => ranges.some(({ from, to }) => id >= from && id <= to));
    // Nothing is taken for an answer that does not give the first of the tasks that it counts.
    if (!fits || total > most || tasks.length !== Math.min(total, 1)) throw this.unexpected(call);
    return total;
  }

  /**
   * What people have done with those of `ids` that are tasks of the project. 200 ids a request, 60 ms each in a project
   * of 10,000 tasks.
   */
  async annotationsOfTasks(
    projectId: number,
    ids: Iterable<number>,
    options: ReadOptions = {},
  ): Promise<Map<number, TaskAnnotations>> {
    const { signal, onProgress } = options;
    const wanted = ascending(ids);
    const query = { content: 'annotations' } as const;
    const walk = { projectId, ids: wanted, query, size: IDS_PER_REQUEST, read: readTaskAnnotations, signal };
    return this.byId(walk, (done) => onProgress?.(done, wanted.length));
  }

  /**
   * All tasks of the project by ascending id, a page at a time, with their `data` (as JSON text) when it is asked for.
   *
   * @param options.newerThan only tasks with a greater id
   */
  async *tasksOfProject(
    projectId: number,
    options: ReadOptions & { data: boolean; newerThan?: number },
  ): AsyncGenerator<TaskRecord[], void, undefined> {
    const content = options.data ? 'data' : 'id';
    let after = options.newerThan ?? 0;
    for (let done = 0; ; ) {
      const range = { from: after + 1, to: Number.MAX_SAFE_INTEGER };
      const path = listingPath(projectId, { content, pageSize: TASKS_PER_PAGE, range });
      const call = this.ofProject(projectId, { method: 'GET', path, midway: done > 0, signal: options.signal });
      const page = await this.page(call, readListedTask);
      const last = page.tasks.at(-1)?.id;
      // The settled ids of no ids say no more than whether the page can be the answer.
      if (!settledIds(page, { range }, [])) throw this.unexpected(call);
      done += page.tasks.length;
      options.onProgress?.(done, done + page.total - page.tasks.length);
      if (page.tasks.length > 0) yield page.tasks;
      if (last === undefined || page.tasks.length >= page.total) return;
      after = last;
    }
  }

  /** The greatest id of a task of the project, undefined when it has none; 25 ms in a project of 10,000 tasks. */
  async newestTaskId(projectId: number, signal?: AbortSignalLike): Promise<number | undefined> {
    const path = listingPath(projectId, { content: 'id', pageSize: 1, newestFirst: true });
    const call = this.ofProject(projectId, { method: 'GET', path, signal });
    return (await this.page(call, readListedTask)).tasks[0]?.id;
  }

  /**
   * Imports new tasks. `body` is the JSON text of a list of tasks. Never run two at a time: SQLite then loses
   * predictions without a word.
   */
  async importTasks(projectId: number, body: RequestBody, signal?: AbortSignalLike): Promise<ImportResult> {
    const call = this.ofProject(projectId, {
      method: 'POST',
      path: `/api/projects/${projectId}/import?return_task_ids=true`,
      body,
      sending: 'the tasks',
      patience: 'import',
      signal,
    });
    const answer = this.read(call, await this.send(call), readImport);
    return answer.job === undefined ? answer : this.importJob(projectId, answer.job, signal);
  }

  /**
   * Waits for an import that other editions than Community carry out after they have answered with its number. Whatever
   * it throws, something may have been stored, or may be later.
   *
   * @throws ServerError of the kind `validation` when the server says that the import failed, `import-unfinished` when it
   *   has not ended in the time that an import is given, and `timeout` when it tells nothing of imports
   */
  async importJob(projectId: number, job: number, signal?: AbortSignalLike): Promise<ImportResult> {
    const path = `/api/projects/${projectId}/imports/${job}/`;
    const call: Call = { method: 'GET', path, subject: `import ${job} of project ${projectId}`, signal };
    const { clock } = this.options;
    const { base: host } = this.server;
    const until = clock.now() + this.timeouts.import;
    for (let ms = 500; ; ms = Math.min(ms * 2, LONGEST_POLL_MS)) {
      const { status, error, ...result } = await this.#jobNow(call);
      if (status === 'completed') return result;
      if (status === 'failed') throw this.jobFailed(call, error);
      const { subject } = call;
      if (clock.now() >= until) throw new ServerError('import-unfinished', { host, subject, maybeStored: true });
      await clock.sleep(ms, signal);
      if (signal?.aborted) throw new ServerError('cancelled', { host, maybeStored: true });
    }
  }

  /** How it stands with an import. A server that is away for a moment goes on with it when it is back. */
  async #jobNow(call: Call): Promise<NonNullable<ReturnType<typeof readImportJob>>> {
    try {
      return this.read(call, await this.send(call), readImportJob);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      const { kind } = error;
      if (isMomentary(kind)) return { status: kind, error: '', taskCount: 0, predictionCount: 0, taskIds: [] };
      const { base: host } = this.server;
      throw new ServerError(kind === 'cancelled' ? kind : 'timeout', { host, maybeStored: true });
    }
  }

  private jobFailed(call: Call, error: string): ServerError {
    const detail = presentable(error, this.options.tokens.secrets);
    return new ServerError('validation', {
      host: this.server.base,
      subject: call.subject,
      maybeStored: true,
      envelope: { detail: redact(error, this.options.tokens.secrets) },
      ...(detail === '' ? {} : { detail }),
    });
  }

  /** Deletes a task with its predictions and annotations. False when it was not there any more. */
  async deleteTask(id: number, signal?: AbortSignalLike): Promise<boolean> {
    return this.remove({ path: `/api/tasks/${id}/`, subject: `task ${id}`, signal });
  }

  /**
   * Deletes tasks with their predictions and annotations, many in one request: one transaction, a tenth of the time of
   * deleting each.
   */
  async deleteTasks(projectId: number, ids: readonly number[], signal?: AbortSignalLike): Promise<void> {
    await this.actOnTasks(projectId, 'delete_tasks', ids, signal);
  }

  /** Runs an action of Label Studio's data manager on some tasks of a project. */
  protected async actOnTasks(
    projectId: number,
    action: string,
    ids: readonly number[],
    signal: AbortSignalLike | undefined,
  ): Promise<HttpResponse> {
    const call = this.ofProject(projectId, {
      method: 'POST',
      path: `/api/dm/actions?id=${action}&project=${projectId}`,
      body: JSON.stringify({ selectedItems: { all: false, included: ids } }),
      sending: `the action ${action}`,
      patience: 'import',
      signal,
    });
    return this.send(call);
  }

  private async byId<T extends { id: number }>(
    walk: Walk<T>,
    onProgress: (done: number) => void,
  ): Promise<Map<number, T>> {
    const found = new Map<number, T>();
    let done = 0;
    for await (const page of this.walk(walk)) {
      for (const task of page.tasks) found.set(task.id, task);
      done += page.settled.length;
      onProgress(done);
    }
    return found;
  }

  /** Lists tasks page by page until every id is settled. */
  protected async *walk<T extends { id: number }>(walk: Walk<T>): AsyncGenerator<WalkPage<T>, void, undefined> {
    const asked = new Set(walk.ids);
    for (let done = 0; done < walk.ids.length; ) {
      const { ids, pageSize, ...place } = nextPart(walk, done);
      const path = listingPath(walk.projectId, { ...walk.query, ...place, pageSize });
      const midway = done > 0;
      const call = this.ofProject(walk.projectId, { method: 'GET', path, midway, signal: walk.signal });
      const page = await this.page(call, walk.read);
      const settled = settledIds(page, place, ids);
      if (!settled) throw this.unexpected(call);
      const tasks = new Map(page.tasks.filter(({ id }) => asked.has(id)).map((task) => [task.id, task]));
      done += settled.length;
      yield { settled, tasks: [...tasks.values()], length: page.length };
    }
  }
}
