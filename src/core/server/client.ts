import type { AbortSignalLike, Clock, HttpClient, HttpRequest, HttpResponse } from '../ports';
import { type AnswerContext, fromFailure, fromResponse, jsonOf } from './answers';
import { ServerError, type ServerErrorKind } from './errors';
import {
  type ImportResult,
  type ModelVersionCount,
  type Project,
  type ProjectSummary,
  readImport,
  readModelVersions,
  readPrediction,
  readPredictions,
  readProject,
  readProjectPage,
  readSingleTask,
  readTaskPage,
  readUser,
  readVersion,
  type ServerVersion,
  type StoredPrediction,
  type TaskRecord,
  type User,
} from './shapes';
import type { TokenSource } from './tokenSource';
import { type ServerUrl, tokenKey } from './url';

export interface ClientOptions {
  server: ServerUrl;
  http: HttpClient;
  clock: Clock;
  tokens: TokenSource;
}

/** Milliseconds until a request is given up. A gateway in front may be less patient. */
const READ_TIMEOUT_MS = 60_000;
const CREATE_TIMEOUT_MS = 120_000;
/** An import recounts the project before it answers, which takes minutes in a large one. */
const IMPORT_TIMEOUT_MS = 900_000;

/** Ids asked for in one request: they stand in the URL, and proxies cut URLs at 4 to 8 KB. */
const IDS_PER_REQUEST = 200;
const PROJECTS_PER_PAGE = 100;

/** What a read is repeated after: SQLite answers 500 to a read while a large import writes. */
const REPEATABLE: ReadonlySet<ServerErrorKind> = new Set(['reset', 'gateway', 'server-error']);
const READ_ATTEMPTS = 3;
/** A 429 is given before the request is looked at, so that repeating it is safe for every request. */
const PATIENCE = 5;
const LONGEST_PAUSE_S = 60;

interface Call {
  method: HttpRequest['method'];
  /** Path under the base path, with its query. Slashes matter: `whoami` and `/import` have none at their end. */
  path: string;
  body?: string;
  subject: string;
  sending?: string;
  notFound?: AnswerContext['notFound'];
  timeoutMs?: number;
  /** Without the token. */
  anonymous?: boolean;
  signal?: AbortSignalLike | undefined;
}

/**
 * Label Studio's API, as far as uploading predictions needs it. Every method throws a `ServerError` that says what is
 * wrong and what to do. Reads are repeated a few times; what stores something is never repeated, except after an answer
 * that proves that it was not looked at (401 with a stale access token, 429).
 */
export class LabelStudioClient {
  constructor(private readonly options: ClientOptions) {}

  get server(): ServerUrl {
    return this.options.server;
  }

  /**
   * Tests address and token: first, without the token, whether a Label Studio answers, so that the token is not handed
   * to something else; then who the token belongs to.
   */
  async connect(signal?: AbortSignalLike): Promise<{ user: User; version: ServerVersion }> {
    const version = await this.version(signal);
    return { user: await this.whoami(signal), version };
  }

  /** Whose token it is. */
  async whoami(signal?: AbortSignalLike): Promise<User> {
    const call: Call = {
      method: 'GET',
      path: '/api/current-user/whoami',
      subject: 'your user',
      notFound: 'wrong-path',
      signal,
    };
    return this.read(call, await this.send(call), readUser);
  }

  /** Version of the server. Asked without a token. */
  async version(signal?: AbortSignalLike): Promise<ServerVersion> {
    const call: Call = { method: 'GET', path: '/api/version', subject: 'its version', anonymous: true, signal };
    let response: HttpResponse;
    try {
      response = await this.send(call);
    } catch (error) {
      // Whatever else answers here, with a page, an error or a list of its own, it is not Label Studio.
      const other: ServerErrorKind[] = ['not-found', 'html-answer', 'validation', 'unexpected-answer', 'token-missing'];
      if (error instanceof ServerError && other.includes(error.kind)) throw this.notLabelStudio(error.status);
      throw error;
    }
    const version = readVersion(jsonOf(response));
    if (!version) throw this.notLabelStudio(response.status);
    return version;
  }

  /** All projects that the user may see, newest first, at most `limit`. */
  async listProjects(options: { limit?: number; signal?: AbortSignalLike } = {}): Promise<ProjectSummary[]> {
    const limit = options.limit ?? 5_000;
    const found: ProjectSummary[] = [];
    for (let page = 1; found.length < limit; page++) {
      const call: Call = {
        method: 'GET',
        path: `/api/projects/?page=${page}&page_size=${PROJECTS_PER_PAGE}&include=id,title,task_number`,
        subject: 'the list of projects',
        signal: options.signal,
      };
      const { count, projects } = this.read(call, await this.send(call), readProjectPage);
      found.push(...projects);
      if (found.length >= count || projects.length === 0) break;
    }
    return found.slice(0, limit);
  }

  async project(id: number, signal?: AbortSignalLike): Promise<Project> {
    const call: Call = this.ofProject(id, { method: 'GET', path: `/api/projects/${id}/`, signal });
    return this.read(call, await this.send(call), readProject);
  }

  /** Model versions of a project's predictions with their counts; 30 ms with 21,000 predictions. */
  async modelVersions(projectId: number, signal?: AbortSignalLike): Promise<ModelVersionCount[]> {
    const call = this.ofProject(projectId, {
      method: 'GET',
      path: `/api/projects/${projectId}/model-versions/`,
      signal,
    });
    return this.read(call, await this.send(call), readModelVersions);
  }

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
    options: { data: boolean; signal?: AbortSignalLike; onProgress?: (done: number, total: number) => void },
  ): Promise<Map<number, TaskRecord>> {
    const wanted = [...new Set(ids)];
    const found = new Map<number, TaskRecord>();
    for (let at = 0; at < wanted.length; at += IDS_PER_REQUEST) {
      const part = wanted.slice(at, at + IDS_PER_REQUEST);
      const call = this.ofProject(projectId, {
        method: 'GET',
        path: tasksPath(projectId, part, options.data),
        signal: options.signal,
      });
      const tasks = this.read(call, await this.send(call), readTaskPage);
      const asked = new Set(part);
      for (const task of tasks) {
        // A server that overlooks the selection would make every task look like one that was asked for.
        if (asked.has(task.id)) found.set(task.id, task);
      }
      options.onProgress?.(Math.min(at + IDS_PER_REQUEST, wanted.length), wanted.length);
    }
    return found;
  }

  /** Label Studio's Create prediction. `body` is JSON text and is sent as it is. */
  async createPrediction(body: string, signal?: AbortSignalLike): Promise<StoredPrediction> {
    const call: Call = {
      method: 'POST',
      path: '/api/predictions/',
      body,
      subject: 'the prediction',
      notFound: 'wrong-path',
      timeoutMs: CREATE_TIMEOUT_MS,
      signal,
    };
    return this.read(call, await this.send(call), readPrediction);
  }

  /**
   * Imports new tasks. `body` is the JSON text of a list of tasks. Never run two at a time: SQLite then loses
   * predictions without a word.
   */
  async importTasks(projectId: number, body: string, signal?: AbortSignalLike): Promise<ImportResult> {
    const call = this.ofProject(projectId, {
      method: 'POST',
      path: `/api/projects/${projectId}/import?return_task_ids=true`,
      body,
      sending: 'the tasks',
      timeoutMs: IMPORT_TIMEOUT_MS,
      signal,
    });
    return this.read(call, await this.send(call), readImport);
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

  private ofProject(id: number, call: Omit<Call, 'subject' | 'notFound'>): Call {
    return { ...call, subject: `project ${id}`, notFound: 'project-gone' };
  }

  private notLabelStudio(status: number | undefined): ServerError {
    return new ServerError('not-label-studio', { host: this.server.base, status });
  }

  private context(call: Call): AnswerContext {
    const { tokens, server } = this.options;
    return {
      host: server.base,
      method: call.method,
      subject: call.subject,
      sending: call.sending,
      notFound: call.notFound ?? 'not-found',
      hint: server.path === '' ? undefined : server.origin,
      sentToken: call.anonymous ? 'none' : tokens.kind,
      secrets: tokens.secrets,
    };
  }

  private read<T>(call: Call, response: HttpResponse, shape: (value: unknown, text: string) => T | undefined): T {
    const value = jsonOf(response);
    const found = value === undefined ? undefined : shape(value, response.text);
    if (found !== undefined) return found;
    throw fromResponse(response, this.context(call), value === undefined ? 'html-answer' : 'unexpected-answer');
  }

  /** Sends a request until it is answered with success, has failed for good, or patience is at its end. */
  private async send(call: Call): Promise<HttpResponse> {
    let pauses = 0;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.sendOnce(call);
      } catch (error) {
        if (!(error instanceof ServerError) || call.signal?.aborted) throw error;
        if (error.kind === 'too-many-requests' && pauses < PATIENCE) {
          pauses++;
          await this.pause(Math.min(error.retryAfter ?? 2 ** pauses, LONGEST_PAUSE_S) * 1000, call);
          continue;
        }
        if (call.method !== 'GET' || attempt >= READ_ATTEMPTS || !REPEATABLE.has(error.kind)) throw error;
        await this.pause(attempt * 500, call);
      }
    }
  }

  private async pause(ms: number, call: Call): Promise<void> {
    await this.options.clock.sleep(ms, call.signal);
    if (call.signal?.aborted) throw new ServerError('cancelled', { host: this.server.base });
  }

  private async sendOnce(call: Call): Promise<HttpResponse> {
    if (call.anonymous) return this.exchange(call, undefined);
    const { tokens, server } = this.options;
    if (tokens.serverKey !== tokenKey(server)) throw new ServerError('token-foreign', { host: server.base });
    const authorization = await tokens.authorization(call.signal);
    try {
      return await this.exchange(call, authorization);
    } catch (error) {
      if (!(error instanceof ServerError) || error.status !== 401) throw error;
      // An access token that has expired looks exactly like none; a 401 comes before anything is stored.
      const renewed = await tokens.renew(authorization, call.signal);
      if (renewed === undefined) throw error;
      return this.exchange(call, renewed);
    }
  }

  private async exchange(call: Call, authorization: string | undefined): Promise<HttpResponse> {
    const context = this.context(call);
    let response: HttpResponse;
    try {
      response = await this.options.http.request({
        method: call.method,
        url: this.server.base + call.path,
        headers: {
          accept: 'application/json',
          ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(authorization === undefined ? {} : { authorization }),
        },
        ...(call.body === undefined ? {} : { body: call.body }),
        timeoutMs: call.timeoutMs ?? READ_TIMEOUT_MS,
        ...(call.signal ? { signal: call.signal } : {}),
      });
    } catch (error) {
      throw fromFailure(error, context);
    }
    if (response.status >= 200 && response.status < 300) return response;
    throw fromResponse(response, context);
  }
}

/**
 * The Data Manager's list of tasks, cut down to a selection. An empty selection would mean all tasks. `resolve_uri`
 * would replace storage links in `data` by links of the moment.
 */
function tasksPath(projectId: number, ids: readonly number[], data: boolean): string {
  const query = encodeURIComponent(JSON.stringify({ selectedItems: { all: false, included: ids } })).replace(
    /%2C/g,
    ',',
  );
  const include = data ? 'id,data' : 'id';
  return `/api/tasks?project=${projectId}&page=1&page_size=${ids.length}&fields=task_only&resolve_uri=false&include=${include}&query=${query}`;
}
