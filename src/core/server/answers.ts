/** From what came over the wire (or did not) to a `ServerError` that says what it means. */
import { type HttpFailureReason, type HttpRequest, type HttpResponse, isHttpFailure } from '../ports';
import { pageTitle, presentable, redact, ServerError, type ServerErrorFacts, type ServerErrorKind } from './errors';
import { parseServerErrors } from './validationErrors';

/** What is known about a request when its answer is judged. */
export interface AnswerContext {
  /** The server's address as people know it. */
  host: string;
  method: HttpRequest['method'];
  /** What was asked for, in words: "project 3". */
  subject: string;
  /** What was sent, where that is not what was asked for: "the tasks". */
  sending?: string | undefined;
  /** Kind of error that a 404 means for this request. */
  notFound: 'project-gone' | 'not-found' | 'wrong-path';
  /** Where Label Studio would be if the base path were wrong. */
  hint?: string | undefined;
  /** What was sent to be let in; decides what a 401 means. */
  sentToken: 'legacy' | 'pat' | 'refresh' | 'none';
  /** When the answer came, in milliseconds since 1970: a date in it means something by the side of it. */
  now?: number;
  /** To be taken out of everything that is shown. */
  secrets: readonly string[];
}

const FAILURES: Readonly<Record<HttpFailureReason, ServerErrorKind>> = {
  refused: 'refused',
  'not-found': 'host-not-found',
  reset: 'reset',
  timeout: 'timeout',
  certificate: 'certificate',
  cancelled: 'cancelled',
  network: 'network',
};

/** No answer came at all. */
export function fromFailure(failure: unknown, context: AnswerContext): ServerError {
  if (!isHttpFailure(failure)) {
    const detail = presentable(failure instanceof Error ? failure.message : String(failure), context.secrets);
    return new ServerError('network', { host: context.host, detail, maybeStored: context.method !== 'GET' });
  }
  const shown = failure.reason === 'certificate' || failure.reason === 'network';
  return new ServerError(FAILURES[failure.reason], {
    host: context.host,
    detail: shown ? presentable(failure.message, context.secrets) : undefined,
    maybeStored: failure.maybeSent && context.method !== 'GET',
  });
}

/** Whether an answer is a web page. Proxies forget the content type more often than the markup. */
export function isPage(response: HttpResponse): boolean {
  return /\bhtml\b/.test(response.headers['content-type'] ?? '') || /^\s*<(!doctype|html)/i.test(response.text);
}

/** The answer as a JSON value, or undefined when it is none. */
export function jsonOf(response: HttpResponse): unknown {
  if (isPage(response)) return undefined;
  try {
    return JSON.parse(response.text);
  } catch {
    return undefined;
  }
}

function detailOf(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  const { detail } = body as { detail?: unknown };
  return typeof detail === 'string' ? detail : '';
}

/** What a 401 means, by Label Studio's texts and by what was sent. */
function kindOf401(
  detail: string,
  sent: AnswerContext['sentToken'],
  headers: HttpResponse['headers'],
): ServerErrorKind {
  if (/legacy token authentication has been disabled/.test(detail)) return 'legacy-disabled';
  if (sent === 'refresh') {
    if (/blacklisted/.test(detail)) return 'pat-revoked';
    if (/wrong type/.test(detail)) return 'access-token-pasted';
    if (/expired/.test(detail)) return 'pat-expired';
    return 'pat-invalid';
  }
  if (/Invalid token header/.test(detail)) return 'token-malformed';
  if (/credentials were not provided/.test(detail)) {
    if (sent === 'none') return 'token-missing';
    // The access token was issued a moment ago, so it is neither wrong nor expired.
    return sent === 'pat' ? 'pat-disabled' : 'token-not-accepted';
  }
  if (detail === '' && /^\s*(basic|digest|negotiate|ntlm)/i.test(headers['www-authenticate'] ?? ''))
    return 'proxy-auth';
  return detail === '' ? 'html-answer' : 'token-invalid';
}

/** Label Studio's answer to a body over its limit, on any endpoint; nothing was stored. */
const BODY_TOO_LARGE =
  /You cannot access body after reading from request's data stream|Maximum total size of all files/;

function kindOfStatus(response: HttpResponse, detail: string, page: boolean, context: AnswerContext): ServerErrorKind {
  const { status } = response;
  if (status === 0 || (status >= 300 && status < 400)) return 'redirect';
  if (status === 401) return kindOf401(detail, context.sentToken, response.headers);
  if (status === 403) return page ? 'html-answer' : 'forbidden';
  // Label Studio itself answers 404 for a path without a slash at its end with a page.
  // A base path that is not there looks like a project that is not there, but for the page.
  if (status === 404 && page && context.hint !== undefined) return 'wrong-path';
  if (status === 404) return context.notFound;
  if (status === 407) return 'proxy-auth';
  if (status === 408) return 'timeout';
  if (status === 413) return 'too-large';
  if (status === 429) return 'too-many-requests';
  if (BODY_TOO_LARGE.test(response.text.slice(0, 200_000))) return 'too-large';
  if (status === 502 || status === 503 || status === 504) return 'gateway';
  if (status >= 500) return 'server-error';
  if (page) return 'html-answer';
  return status === 400 || status === 409 || status === 415 || status === 422 ? 'validation' : 'unexpected-answer';
}

/** Statuses after which a POST may have been carried out: errors on the way back, and errors after storing. */
function maybeStored(kind: ServerErrorKind, status: number, method: HttpRequest['method']): boolean {
  if (method === 'GET' || kind === 'too-large' || kind === 'redirect') return false;
  return status >= 500 || status === 408 || (status >= 200 && status < 300);
}

/**
 * `Retry-After` in seconds. It may be a date, by the clock of whoever wrote it, which the header `Date` tells.
 *
 * @param now taken for that, where the answer has none
 */
function retryAfter(headers: HttpResponse['headers'], now = Number.NaN): number | undefined {
  const written = headers['retry-after']?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(written)) return Number(written);
  // Everything else that JavaScript takes for a date is none here.
  const at = /GMT$/.test(written) ? Date.parse(written) : Number.NaN;
  const sent = Date.parse(headers.date ?? '');
  const seconds = (at - (Number.isNaN(sent) ? now : sent)) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

/** An address to show: without query and fragment, which may carry secrets of whoever redirects. */
function shownLocation(location: string | undefined): string | undefined {
  return location === undefined || location === '' ? undefined : location.replace(/[?#].*$/s, '');
}

/** "Validation error" says nothing: then it is the first of `validation_errors`. */
function wordsOf(body: unknown, detail: string): string {
  if (detail !== 'Validation error') return detail;
  const [first, ...more] = parseServerErrors(body, 'create');
  if (!first) return '';
  return `${first.field ? `${first.field}: ` : ''}${first.message}${more.length > 0 ? ` (and ${more.length} more)` : ''}`;
}

/** The server (or somebody before it) answered, but not with success. */
export function fromResponse(answer: HttpResponse, context: AnswerContext, kind?: ServerErrorKind): ServerError {
  // Before anything of it is read: whatever is shown later, in a message or under a region, comes from here.
  const response = { ...answer, text: redact(answer.text, context.secrets) };
  const page = isPage(response);
  const body = page ? undefined : jsonOf(response);
  const detail = detailOf(body);
  const what = kind ?? kindOfStatus(response, detail, page, context);
  const words = page ? pageTitle(response.text) : wordsOf(body, detail) || (body === undefined ? response.text : '');
  const wait = retryAfter(response.headers, context.now);
  const facts: ServerErrorFacts = {
    host: context.host,
    status: response.status,
    subject: context.subject,
    hint: context.hint,
    sending: context.sending,
    location: shownLocation(redact(response.headers.location ?? '', context.secrets)),
    retryAfter: wait,
    wait,
    envelope: body,
    maybeStored: maybeStored(what, response.status, context.method),
  };
  if (words) facts.detail = presentable(words, context.secrets);
  return new ServerError(what, facts);
}
