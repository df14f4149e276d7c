/**
 * The ports through which the outside comes into the core. Entry files choose the implementations:
 * `platform/node` on a desktop, in a remote host and on the command line, `platform/web` in a browser.
 */

/** A long text in parts, which are made anew each time that they are gone through: nobody has to hold them all. */
export interface BodyParts extends Iterable<string> {
  /** How many bytes all parts have as UTF-8. */
  readonly bytes: number;
}

/** A text, or a long one in parts. */
export type RequestBody = string | BodyParts;

/** One HTTP exchange, body and answer as text. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute URL. */
  url: string;
  headers?: Record<string, string>;
  /** JSON text, sent as it is. Numbers in it are never re-serialised. */
  body?: RequestBody;
  /** Milliseconds until the request is given up, the reading of the answer included. */
  timeoutMs: number;
  signal?: AbortSignalLike;
  /** Takes the text of an answer of success part by part as it comes; that of the answer itself is then empty. */
  onText?: (part: string) => void;
}

export interface HttpResponse {
  status: number;
  /** Header names in lower case. */
  headers: Record<string, string>;
  text: string;
}

/**
 * Sends one request and never follows a redirect: a token must not travel to an address that nobody chose. A redirect
 * is an answer like any other (status 3xx, `location` in the headers where the host lets us see it, else status 0).
 *
 * @throws HttpFailure when there is no answer at all.
 */
export interface HttpClient {
  request(request: HttpRequest): Promise<HttpResponse>;
}

/** Why there was no answer. `sent` tells whether the server may have seen the request. */
export type HttpFailureReason = 'refused' | 'not-found' | 'reset' | 'timeout' | 'certificate' | 'cancelled' | 'network';

export class HttpFailure extends Error {
  constructor(
    readonly reason: HttpFailureReason,
    message: string,
    /** False only when it is certain that nothing reached the server (name not found, connection refused). */
    readonly maybeSent: boolean,
  ) {
    super(message);
    this.name = 'HttpFailure';
  }
}

/**
 * Whether an error is an `HttpFailure`. Not by its class: the desktop's HTTP client is bundled apart from the core, and
 * each bundle has a class of its own.
 */
export function isHttpFailure(error: unknown): error is HttpFailure {
  return error instanceof Error && error.name === 'HttpFailure' && 'reason' in error && 'maybeSent' in error;
}

/** The part of `AbortSignal` that the core needs; the core has no DOM types. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Time, so that the core can wait and so that tests can stop the clock. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms` milliseconds, or at once when `signal` is aborted. */
  sleep(ms: number, signal?: AbortSignalLike): Promise<void>;
}

/** Keeps long work from blocking whatever else runs in its thread. */
export interface Pacing {
  /** Whether it is time to rest. */
  readonly isOver: boolean;
  /** Gives way, and begins a new slice of work. */
  rest(): Promise<void>;
}

/** What a person can read in the output channel. Never hand a token to it. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/**
 * The text of a file: an editor's document, a file on disk read in pieces, or a stream. Offsets are UTF-16 code units
 * from the start, lines count from 0.
 */
export interface TextSource {
  /** Grows with every change; equal versions have equal text. */
  readonly version: number;
  readonly length: number;
  readonly lineCount: number;
  slice(start: number, end: number): string;
  /** Offset of the first character of a line. */
  lineStart(line: number): number;
}

/** A text that arrives in pieces: a file on disk read in portions, standard input, or a text in memory. */
export interface PieceSource {
  /** The next piece, of any length but 0; undefined at the end. A surrogate pair is never cut in two. */
  read(): string | undefined;
  /**
   * Reads a part again, by UTF-16 offsets from the start, where the source can (a file on disk, a text in memory). Asked
   * only for parts that `read` has passed.
   */
  slice?(start: number, end: number): string;
}

/** One that can. */
export type RereadableSource = PieceSource & Required<Pick<PieceSource, 'slice'>>;
