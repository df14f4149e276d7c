/** The tasks of a project: found by id or all of them, imported, deleted. */
import type { AbortSignalLike, HttpResponse, RequestBody } from '../ports';
import { presentable, redact, ServerError } from './errors';
import { ascending, type Listing, type ListingQuery, listingPath, settledIds } from './listing';
import { ProjectRequests } from './projects';
import {
  type ImportResult,
  readImport,
  readImportJob,
  readSingleTask,
  readTaskAnnotations,
  readTaskListing,
  type TaskAnnotations,
  type TaskRecord,
} from './shapes';
import type { Call } from './transport';

/** Ids asked for in one request: they stand in the URL, and proxies cut URLs at 4 to 8 KB. */
export const IDS_PER_REQUEST = 200;
/** Measured: 0.2 to 0.5 s a page in a project of 10,000 tasks; smaller pages cost more for each task. */
const TASKS_PER_PAGE = 1_000;

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
  size: number;
  read: (value: unknown, text: string) => Listing<T> | undefined;
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

export abstract class TaskRequests extends ProjectRequests {
  /** One task, its `data` as it is stored (storage links not resolved). */
  async task(id: number, signal?: AbortSignalLike): Promise<TaskRecord & { project: number | null }> {
    const call: Call = { method: 'GET', path: `/api/tasks/${id}/?resolve_uri=false`, subject: `task ${id}`, signal };
    return this.read(call, await this.send(call), readSingleTask);
  }

  /**
   * Those of `ids` that are tasks of the project, with their `data` (as JSON text, storage links not resolved) when it
   * is asked for. 200 ids a request, 50 ms each in a project of 10,000 tasks.
   */
  async tasksById(
    projectId: number,
    ids: Iterable<number>,
    options: ReadOptions & { data: boolean },
  ): Promise<Map<number, TaskRecord>> {
    const content = options.data ? 'data' : 'id';
    return this.byId(projectId, ids, content, readTaskListing, options);
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
    return this.byId(projectId, ids, 'annotations', readTaskAnnotations, options);
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
      const response = await this.send(call);
      const page = this.read(call, response, readTaskListing);
      const last = page.tasks.at(-1)?.id;
      // The settled ids of no ids say no more than whether the page can be the answer.
      if (!settledIds(page, { range }, [])) throw this.odd(call, response);
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
    return this.read(call, await this.send(call), readTaskListing).tasks[0]?.id;
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
    return this.read(call, await this.send(call), readImport);
  }

  /**
   * Waits for an import that other editions than Community carry out after they have answered with its number. Whatever
   * it throws, something may have been stored, or may be later.
   *
   * @throws ServerError of the kind `validation` when the server says that the import failed
   */
  async importJob(projectId: number, job: number, signal?: AbortSignalLike): Promise<ImportResult> {
    const path = `/api/projects/${projectId}/imports/${job}/`;
    const call: Call = { method: 'GET', path, subject: `import ${job} of project ${projectId}`, signal };
    const { clock } = this.options;
    const until = clock.now() + this.timeouts.import;
    for (let ms = 500; ; ms = Math.min(ms * 2, LONGEST_POLL_MS)) {
      const response = await this.send(call);
      const { status, error, ...result } = this.read(call, response, readImportJob);
      if (status === 'completed') return result;
      if (status === 'failed') throw this.jobFailed(call, error);
      if (clock.now() >= until) throw new ServerError('timeout', { host: this.server.base, maybeStored: true });
      await this.pause(ms, call);
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

  private async byId<T extends { id: number }>(
    projectId: number,
    ids: Iterable<number>,
    content: ListingQuery['content'],
    read: Walk<T>['read'],
    { signal, onProgress }: ReadOptions,
  ): Promise<Map<number, T>> {
    const wanted = ascending(ids);
    const found = new Map<number, T>();
    let done = 0;
    const walk = { projectId, ids: wanted, query: { content }, size: IDS_PER_REQUEST, read, signal };
    for await (const page of this.walk(walk)) {
      for (const task of page.tasks) found.set(task.id, task);
      done += page.settled.length;
      onProgress?.(done, wanted.length);
    }
    return found;
  }

  /** Lists tasks page by page until every id is settled. */
  protected async *walk<T extends { id: number }>(walk: Walk<T>): AsyncGenerator<WalkPage<T>, void, undefined> {
    const asked = new Set(walk.ids);
    for (let pending = walk.ids; pending.length > 0; ) {
      const ids = walk.byRange ? pending : pending.slice(0, walk.size);
      const place = walk.byRange ? { range: { from: ids[0] as number, to: ids.at(-1) as number } } : { selected: ids };
      const path = listingPath(walk.projectId, { ...walk.query, ...place, pageSize: walk.size });
      const midway = pending.length < walk.ids.length;
      const call = this.ofProject(walk.projectId, { method: 'GET', path, midway, signal: walk.signal });
      const response: HttpResponse = await this.send(call);
      const page = this.read(call, response, walk.read);
      const settled = settledIds(page, place, ids);
      if (!settled) throw this.odd(call, response);
      const tasks = new Map(page.tasks.filter(({ id }) => asked.has(id)).map((task) => [task.id, task]));
      pending = pending.slice(settled.length);
      yield { settled, tasks: [...tasks.values()], length: response.text.length };
    }
  }
}
