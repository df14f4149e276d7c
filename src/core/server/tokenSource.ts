import type { AbortSignalLike, Clock, HttpClient, HttpResponse } from '../ports';
import { type AnswerContext, fromFailure, fromResponse, jsonOf } from './answers';
import { ServerError } from './errors';
import { classifyToken, cleanToken, readClaims } from './token';
import { type ServerUrl, tokenKey } from './url';

/** Gives out what lets a request in, for one server only. */
export interface TokenSource {
  /** `tokenKey` of the server that the token belongs to; it must never be sent to another. */
  readonly serverKey: string;
  readonly kind: 'legacy' | 'pat';
  /** Every text that must not be shown. */
  readonly secrets: readonly string[];
  /**
   * Value of the `Authorization` header.
   *
   * @throws ServerError when a Personal Access Token cannot be exchanged
   */
  authorization(signal?: AbortSignalLike): Promise<string>;
  /** Another value after a 401 for `rejected`, or undefined when there is no other to be had. */
  renew(rejected: string, signal?: AbortSignalLike): Promise<string | undefined>;
}

export interface TokenSourceOptions {
  server: ServerUrl;
  /** As it was pasted or kept. */
  token: string;
  http: HttpClient;
  clock: Clock;
  /** An access token of an earlier exchange. It may be stale: a 401 then costs one exchange. */
  access?: string;
}

const EXCHANGE_TIMEOUT_MS = 30_000;
/** An access token is not used any more when it has less than this to live: a request may take its time. */
const MARGIN_MS = 30_000;

/** Legacy token: sent as it is, does not expire. */
class LegacyToken implements TokenSource {
  readonly kind = 'legacy';
  readonly secrets: readonly string[];

  constructor(
    readonly serverKey: string,
    private readonly token: string,
  ) {
    this.secrets = [token];
  }

  async authorization(): Promise<string> {
    return `Token ${this.token}`;
  }

  async renew(): Promise<undefined> {
    return undefined;
  }
}

/** Personal Access Token: exchanged for an access token (300 s), which is kept in memory only. */
class PersonalAccessToken implements TokenSource {
  readonly kind = 'pat';
  readonly secrets: string[];
  readonly serverKey: string;
  private access: string | undefined;
  /** By the local clock, so that a server whose clock is off does no harm. */
  private goodUntil = 0;
  private exchanging: Promise<string> | undefined;

  constructor(
    private readonly options: TokenSourceOptions,
    private readonly token: string,
  ) {
    this.serverKey = tokenKey(options.server);
    this.secrets = [token];
    if (options.access !== undefined) {
      this.keep(options.access, (readClaims(options.access)?.exp ?? 0) * 1000);
    }
  }

  async authorization(signal?: AbortSignalLike): Promise<string> {
    if (this.access !== undefined && this.options.clock.now() < this.goodUntil - MARGIN_MS)
      return `Bearer ${this.access}`;
    return `Bearer ${await this.exchange(signal)}`;
  }

  async renew(rejected: string, signal?: AbortSignalLike): Promise<string | undefined> {
    // Several requests may be refused at once; the first one has it renewed, the others use what it got.
    if (this.access !== undefined && `Bearer ${this.access}` !== rejected) return `Bearer ${this.access}`;
    return `Bearer ${await this.exchange(signal)}`;
  }

  private keep(access: string, goodUntil: number): void {
    this.access = access;
    this.goodUntil = goodUntil;
    this.secrets.push(access);
    // A long session makes many of them; those of the last hour are enough to keep out of messages.
    if (this.secrets.length > 13) this.secrets.splice(1, 1);
  }

  private exchange(signal?: AbortSignalLike): Promise<string> {
    this.exchanging ??= this.ask(signal).finally(() => {
      this.exchanging = undefined;
    });
    return this.exchanging;
  }

  private async ask(signal?: AbortSignalLike): Promise<string> {
    const { server, http, clock } = this.options;
    const context: AnswerContext = {
      host: server.base,
      method: 'GET',
      subject: 'a Personal Access Token',
      notFound: 'wrong-path',
      hint: server.path === '' ? undefined : server.origin,
      sentToken: 'refresh',
      secrets: this.secrets,
    };
    let response: HttpResponse;
    try {
      response = await http.request({
        method: 'POST',
        url: `${server.base}/api/token/refresh/`,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ refresh: this.token }),
        timeoutMs: EXCHANGE_TIMEOUT_MS,
        ...(signal ? { signal } : {}),
      });
    } catch (error) {
      throw fromFailure(error, context);
    }
    if (response.status !== 200) throw fromResponse(response, context);
    const access = (jsonOf(response) as { access?: unknown } | undefined)?.access;
    if (typeof access !== 'string') throw fromResponse(response, context, 'unexpected-answer');
    const { exp, iat } = readClaims(access) ?? {};
    // Without claims it is used until the server says no.
    const lifeMs = exp !== undefined && iat !== undefined ? (exp - iat) * 1000 : Number.POSITIVE_INFINITY;
    this.keep(access, clock.now() + lifeMs);
    return access;
  }
}

/**
 * Makes the source for a token of either kind.
 *
 * @throws ServerError (`token-malformed`, `access-token-pasted`, `pat-expired`) when it can never let anyone in
 */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const token = cleanToken(options.token);
  const host = options.server.base;
  const kind = classifyToken(token);
  if (kind === 'malformed') throw new ServerError('token-malformed', { host });
  if (kind === 'access') throw new ServerError('access-token-pasted', { host });
  if (kind === 'legacy') return new LegacyToken(tokenKey(options.server), token);
  const { exp } = readClaims(token) ?? {};
  if (exp !== undefined && exp * 1000 < options.clock.now()) throw new ServerError('pat-expired', { host });
  return new PersonalAccessToken(options, token);
}

/** For requests that need no token. It lets nobody in. */
export const NO_TOKEN: TokenSource = {
  serverKey: '',
  kind: 'legacy',
  secrets: [],
  authorization: async () => {
    throw new ServerError('token-missing', { host: 'the server' });
  },
  renew: async () => undefined,
};
