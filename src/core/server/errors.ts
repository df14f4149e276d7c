import { MESSAGES, type MessageFacts, type ServerErrorKind } from './messages';

export type { ServerErrorKind } from './messages';

/** Seconds that a server can ask to wait (`Retry-After`) and be waited for. */
export const LONGEST_PAUSE_S = 300;

export interface ServerErrorFacts extends MessageFacts {
  /** Whether the server may have done what was asked although there is no good answer. */
  maybeStored?: boolean;
  /** Label Studio's `validation_errors` (or the whole envelope where it has none), for `parseServerErrors`. */
  envelope?: unknown;
  /** Seconds that the server asked to wait (`Retry-After`). */
  retryAfter?: number | undefined;
}

/**
 * A request that came to nothing. `message` says what is wrong and where, `cure` what to do; neither these nor any other
 * field has a token in it.
 */
export class ServerError extends Error {
  readonly cure: string;
  readonly status: number | undefined;
  /** The server's own words, shortened. */
  readonly detail: string | undefined;
  /** Where a redirect points. */
  readonly location: string | undefined;
  /** True when nobody can tell from here whether the server has stored what was sent. */
  readonly maybeStored: boolean;
  readonly envelope: unknown;
  readonly retryAfter: number | undefined;

  constructor(
    readonly kind: ServerErrorKind,
    facts: ServerErrorFacts,
  ) {
    const text = MESSAGES[kind](facts);
    super(text.message);
    this.name = 'ServerError';
    this.cure = text.cure;
    this.status = facts.status;
    this.detail = facts.detail;
    this.location = facts.location;
    this.maybeStored = facts.maybeStored ?? false;
    this.envelope = facts.envelope;
    this.retryAfter = facts.retryAfter;
  }
}

/**
 * Whether an error is a `ServerError`. Not by its class: one that comes from another thread, or from code that is bundled
 * apart, has another one.
 */
export function isServerError(error: unknown): error is ServerError {
  return error instanceof Error && error.name === 'ServerError' && 'kind' in error && 'cure' in error;
}

/** Anything that looks like a JSON Web Token. */
const JWT_SHAPE = /eyJ[\w-]{8,}(\.[\w-]*){0,2}/g;

/** Takes the given secrets, and whatever looks like a token, out of a text. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length >= 4) clean = clean.split(secret).join('[token]');
  }
  return clean.replace(JWT_SHAPE, '[token]');
}

/** A server's own words, fit to be shown: no markup, no tokens, one line, at most `limit` characters. */
export function presentable(text: string, secrets: readonly string[], limit = 300): string {
  const flat = redact(text, secrets).replace(/\s+/g, ' ').trim();
  return flat.length > limit ? `${flat.slice(0, limit - 1)}…` : flat;
}

/** The title of a web page, which says more about who answered than its text. */
export function pageTitle(html: string): string | undefined {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(html.slice(0, 20_000))?.[1]?.trim();
  return title === '' ? undefined : title;
}
