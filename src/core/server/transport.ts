import type { AbortSignalLike, Clock, HttpClient, HttpRequest, HttpResponse, RequestBody } from '../ports';
import { type AnswerContext, fromFailure, fromResponse, isPage, jsonOf } from './answers';
import { LONGEST_PAUSE_S, ServerError, type ServerErrorKind } from './errors';
import type { Listing } from './listing';
import { PageReader } from './listingText';
import type { ReadListed } from './shapes';
import type { TokenSource } from './tokenSource';
import { type ServerUrl, tokenKey } from './url';

/** Milliseconds until a request is given up. A gateway in front may be less patient. */
export interface Timeouts {
  read: number;
  /** Create prediction, and other changes of one thing. */
  create: number;
  /** An import recounts the project before it answers, which takes minutes in a large one; so does deleting a version. */
  import: number;
}

export const TIMEOUTS: Readonly<Timeouts> = { read: 60_000, create: 120_000, import: 900_000 };

export interface ClientOptions {
  server: ServerUrl;
  http: HttpClient;
  clock: Clock;
  tokens: TokenSource;
  /** `TIMEOUTS` where not given. */
  timeouts?: Partial<Timeouts>;
}

/** What a read is repeated after: SQLite answers 500 to a read while a large import writes. */
const REPEATABLE: ReadonlySet<ServerErrorKind> = new Set(['reset', 'gateway', 'server-error']);
/** What a later page is repeated after too: the server was there a moment ago, and giving up would lose all before it. */
const REPEATABLE_MIDWAY: ReadonlySet<ServerErrorKind> = new Set([...REPEATABLE, 'timeout', 'refused', 'network']);
/** Whether the server may be there again in a moment. */
export const isMomentary = (kind: ServerErrorKind): boolean =>
  kind === 'too-many-requests' || REPEATABLE_MIDWAY.has(kind);
const READ_ATTEMPTS = 3;
const MIDWAY_ATTEMPTS = 5;
/** A 429 is given before the request is looked at, so that repeating it is safe for every request. */
const PATIENCE = 5;

export interface Call {
  method: HttpRequest['method'];
  /** Path under the base path, with its query. Slashes matter: `whoami` and `/import` have none at their end. */
  path: string;
  body?: RequestBody;
  subject: string;
  sending?: string;
  notFound?: AnswerContext['notFound'];
  /** How long is waited; a read's where not given. */
  patience?: keyof Timeouts;
  /** Without the token. */
  anonymous?: boolean;
  /** Doing it twice does no more than doing it once, so that it is repeated like a read. */
  idempotent?: boolean;
  /** A page of several, and not the first. */
  midway?: boolean;
  signal?: AbortSignalLike | undefined;
}

const repeatable = (call: Call): boolean => call.method === 'GET' || call.idempotent === true;

const isWorthAnother = ({ midway }: Call, attempt: number, kind: ServerErrorKind): boolean =>
  midway ? attempt < MIDWAY_ATTEMPTS && REPEATABLE_MIDWAY.has(kind) : attempt < READ_ATTEMPTS && REPEATABLE.has(kind);

/**
 * Requests to one server: with the token or without, repeated where that is safe, judged by what came back. What the
 * requests are is said by the classes that build on it, one for each area of the API.
 */
export abstract class Transport {
  protected readonly timeouts: Readonly<Timeouts>;

  constructor(protected readonly options: ClientOptions) {
    this.timeouts = { ...TIMEOUTS, ...options.timeouts };
  }

  get server(): ServerUrl {
    return this.options.server;
  }

  protected ofProject(id: number, call: Omit<Call, 'subject' | 'notFound'>): Call {
    return { ...call, subject: `project ${id}`, notFound: 'project-gone' };
  }

  protected notLabelStudio(status: number | undefined): ServerError {
    return new ServerError('not-label-studio', { host: this.server.base, status });
  }

  private context(call: Call): AnswerContext {
    const { tokens, server, clock } = this.options;
    return {
      now: clock.now(),
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

  protected read<T>(call: Call, response: HttpResponse, shape: (value: unknown, text: string) => T | undefined): T {
    const value = jsonOf(response);
    const found = value === undefined ? undefined : shape(value, response.text);
    if (found !== undefined) return found;
    throw fromResponse(response, this.context(call), value === undefined ? 'html-answer' : 'unexpected-answer');
  }

  /** One page of a list of tasks, which is read while it comes. @returns it, and its length in UTF-16 units */
  protected async page<T>(call: Call, read: ReadListed<T>): Promise<Listing<T> & { length: number }> {
    let reader = new PageReader(read);
    const response = await this.send(call, () => {
      reader = new PageReader(read);
      return (part) => reader.take(part);
    });
    // From a client that gives whole texts only.
    if (reader.length === 0) reader.take(response.text);
    const begun = { ...response, text: reader.head };
    const page = isPage(begun) ? undefined : reader.end();
    if (page) return { ...page, length: reader.length };
    const isJson = reader.length > reader.head.length || jsonOf(begun) !== undefined;
    throw fromResponse(begun, this.context(call), isJson ? 'unexpected-answer' : 'html-answer');
  }

  /** Deletes something. False when it was not there any more. */
  protected async remove(call: Omit<Call, 'method'>): Promise<boolean> {
    try {
      await this.send({ ...call, method: 'DELETE', idempotent: true, patience: 'create' });
      return true;
    } catch (error) {
      // Label Studio says in JSON what is gone; a page is the answer of a wrong path.
      if (error instanceof ServerError && error.kind === 'not-found' && error.envelope !== undefined) return false;
      throw error;
    }
  }

  /** The error for a page that is one, but not the one that was asked for. */
  protected unexpected(call: Call): ServerError {
    return this.odd(call, { status: 200, headers: {}, text: '' });
  }

  /** The error for an answer of success that is not what was asked for. */
  protected odd(call: Call, response: HttpResponse): ServerError {
    return fromResponse(response, this.context(call), isPage(response) ? 'html-answer' : 'unexpected-answer');
  }

  /**
   * Sends a request until it is answered with success, has failed for good, or patience is at its end.
   *
   * @param begin called before each attempt; what it gives takes the text of the answer part by part
   */
  protected async send(call: Call, begin?: () => (part: string) => void): Promise<HttpResponse> {
    let pauses = 0;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.sendOnce(call, begin);
      } catch (error) {
        if (!(error instanceof ServerError) || call.signal?.aborted) throw error;
        const { kind, retryAfter = 0 } = error;
        // Asking sooner than it was told to is no help, and that long nobody sits before it.
        if (retryAfter > LONGEST_PAUSE_S) throw error;
        if (kind === 'too-many-requests' && pauses < PATIENCE) {
          pauses++;
          // Some say 0, and mean nothing by it.
          await this.pause(Math.max(1, error.retryAfter ?? 2 ** pauses) * 1000, call);
          continue;
        }
        if (!repeatable(call) || !isWorthAnother(call, attempt, kind)) throw error;
        await this.pause(Math.max(attempt * 500, retryAfter * 1000), call);
      }
    }
  }

  protected async pause(ms: number, call: Call): Promise<void> {
    await this.options.clock.sleep(ms, call.signal);
    if (call.signal?.aborted) throw new ServerError('cancelled', { host: this.server.base });
  }

  private async sendOnce(call: Call, begin?: () => (part: string) => void): Promise<HttpResponse> {
    if (call.anonymous) return this.exchange(call, undefined, begin?.());
    const { tokens, server } = this.options;
    if (tokens.serverKey !== tokenKey(server)) throw new ServerError('token-foreign', { host: server.base });
    const authorization = await tokens.authorization(call.signal);
    try {
      return await this.exchange(call, authorization, begin?.());
    } catch (error) {
      if (!(error instanceof ServerError) || error.status !== 401) throw error;
      // An access token that has expired looks exactly like none; a 401 comes before anything is stored.
      const renewed = await tokens.renew(authorization, call.signal);
      if (renewed === undefined) throw error;
      return this.exchange(call, renewed, begin?.());
    }
  }

  private async exchange(
    call: Call,
    authorization: string | undefined,
    onText: HttpRequest['onText'],
  ): Promise<HttpResponse> {
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
        timeoutMs: this.timeouts[call.patience ?? 'read'],
        ...(call.signal ? { signal: call.signal } : {}),
        ...(onText && { onText }),
      });
    } catch (error) {
      throw fromFailure(error, this.context(call));
    }
    if (response.status >= 200 && response.status < 300) return response;
    throw fromResponse(response, this.context(call));
  }
}
