/**
 * What the thread of an upload and the one that started it call of each other. All arguments and answers are cloned;
 * functions are not among them, since there is one upload and one step of it at a time.
 */
import type { HttpResponse } from '../../../core/ports';
import type { LongDocument } from '../../../core/report/page';
import type { Journal } from '../../../core/upload/journal';
import type { UploadProgress } from '../../../core/upload/run';
import type { Consent, ResultView, UploadSession, UploadTarget } from '../../../core/upload/session/session';
import type { StreamRequest } from '../http';

/** An error on its way to the other thread: cloning one keeps its message and nothing else. */
export interface SentError {
  name: string;
  message: string;
  /** Everything else that it has, as far as it is plain data. */
  fields: Record<string, unknown>;
}

/** What became of a call: what comlink makes of a thrown error has lost all of its fields. */
export interface Outcome<T> {
  value?: T;
  error?: SentError;
}

/** A request without what cannot be cloned; a long body is fetched from the thread of the upload part by part. */
export interface SentRequest extends Omit<StreamRequest, 'body' | 'signal' | 'take'> {
  body?: string | { bytes: number };
}

/** What the thread of the upload asks the host for, where VS Code's proxies, certificates and file systems are. */
export interface HostCalls extends Pick<Journal, 'close' | 'list'> {
  /**
   * Resolves when the thread has taken the last part of the answer.
   *
   * @param id tells requests apart
   */
  exchange(id: number, request: SentRequest): Promise<Outcome<Omit<HttpResponse, 'text'>>>;
  abort(id: number): void;
  open(...args: Parameters<Journal['open']>): Promise<Outcome<void>>;
  say(message: string): void;
  progress(progress: UploadProgress): void;
}

/** A result whose long text is bytes, which are handed over and not copied. */
export type SentResult = Omit<ResultView, 'document'> & {
  document: Omit<LongDocument, 'parts'> & { parts: Uint8Array<ArrayBuffer>[] };
};

type Answered<F> = F extends (...args: infer Args) => Promise<infer T> ? (...args: Args) => Promise<Outcome<T>> : never;

/** A session as it is called from the host. */
export type ThreadCalls = {
  [Name in Exclude<keyof UploadSession, 'plan' | 'send'>]: Answered<UploadSession[Name]>;
} & {
  start(host: HostCalls): void;
  plan: Answered<
    (target: UploadTarget, match: Parameters<UploadSession['plan']>[1]) => ReturnType<UploadSession['plan']>
  >;
  send: Answered<(consent: Consent) => Promise<SentResult>>;
  /** The next part of the body of a request that is being sent; undefined at its end. */
  nextPart(id: number): Promise<Uint8Array | undefined>;
  /** Takes the next bytes of an answer. */
  take(id: number, parts: readonly Uint8Array[], status: number): void;
  /** Ends what is under way. */
  end(how: 'signal' | 'stop'): void;
};

/** Runs something whose end goes to the other thread. */
export async function outcomeOf<T>(run: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await run() };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { error: { name, message, fields: dataOf(error) } };
  }
}

/** @throws the error of the other thread, with its name and its fields, but of another class */
export function resultOf<T>(outcome: Outcome<T>): T {
  if (!outcome.error) return outcome.value as T;
  const { name, message, fields } = outcome.error;
  throw Object.assign(new Error(message), fields, { name });
}

/** The fields that are plain data: nothing else of an error means anything over there. */
function dataOf(error: unknown): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(error instanceof Error ? error : {})) {
    try {
      const text = JSON.stringify(value);
      if (text !== undefined) fields[key] = JSON.parse(text);
    } catch {
      // A circle: nothing that could be shown.
    }
  }
  return fields;
}
