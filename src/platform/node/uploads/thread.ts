/** The upload's own thread: a session as anywhere else, whose outside is the host. */
import { workerData } from 'node:worker_threads';
import { expose, type Remote, transfer } from 'comlink';
import { type HttpClient, HttpFailure, type HttpRequest, type HttpResponse, type Pacing } from '../../../core/ports';
import type { Journal } from '../../../core/upload/journal';
import { LocalSession } from '../../../core/upload/session/localSession';
import type { ResultView } from '../../../core/upload/session/session';
import { systemClock } from '../../common/clock';
import { AnswerText, portionsOf } from '../portions';
import { giveBack } from './bytes';
import {
  type HostCalls,
  type Outcome,
  outcomeOf,
  resultOf,
  type SentError,
  type SentResult,
  type ThreadCalls,
} from './protocol';

/**
 * Serves the session to the host that has started this thread.
 *
 * @param pacing how often messages of the host get their turn
 */
export function serveUpload(pacing: Pacing): void {
  let session: LocalSession | undefined;
  let host: Remote<HostCalls>;
  let http: HostHttp;
  let ends = { signal: new AbortController(), stop: new AbortController() };
  /** Works on the session; what ended the step before does not end this one. */
  const step = <T>(run: (session: LocalSession) => Promise<T>): Promise<Outcome<T>> => {
    ends = { signal: new AbortController(), stop: new AbortController() };
    return outcomeOf(() => run(session as LocalSession));
  };
  const calls: ThreadCalls = {
    start(remote) {
      host = remote as unknown as Remote<HostCalls>;
      http = new HostHttp(host);
      const openFile = async (path: string) => (await import('../filePieces')).openPieces(path);
      session = new LocalSession({ http, clock: systemClock, journal: journalOf(host), pacing, openFile });
    },
    open: (file) => step((own) => own.open(file)),
    countErrors: (options) => step((own) => own.countErrors(options)),
    nameUnnamed: (modelVersion) => step((own) => own.nameUnnamed(modelVersion)),
    planDocument: () => step((own) => own.planDocument()),
    plan: (target, match) =>
      step((own) => own.plan(target, match, { signal: ends.signal.signal, say: (message) => void host.say(message) })),
    send: async (consent) => {
      const sent = await step((own) =>
        own.send(consent, {
          signal: ends.signal.signal,
          stop: ends.stop.signal,
          onProgress: (progress) => void host.progress(progress),
        }),
      );
      return sent.value ? handedOver(sent.value) : { error: sent.error as SentError };
    },
    close: () => step((own) => own.close()),
    nextPart: async (id) => http.nextPart(id),
    take: (id, parts, status) => http.take(id, parts, status),
    end: (how) => ends[how].abort(),
  };
  expose(calls, workerData);
}

/** A result on its way to the host. */
function handedOver({ document, ...rest }: ResultView): Outcome<SentResult> {
  const encoder = new TextEncoder();
  const parts = Array.from(document.parts, (part) => encoder.encode(part));
  const buffers = parts.map(({ buffer }) => buffer);
  return transfer({ value: { ...rest, document: { ...document, parts } } }, buffers);
}

function journalOf(host: Remote<HostCalls>): Journal {
  return {
    open: async (request) => resultOf(await host.open(request)),
    close: (id) => host.close(id),
    list: (server, project) => host.list(server, project),
  };
}

/** A request that the host is sending. */
interface Sending {
  body: Iterator<string> | undefined;
  answer: AnswerText;
}

/**
 * HTTP through the host, which has a part of each body and of each answer at a time. Bytes are handed over and not copied;
 * they become texts here, since texts would fill the space for new objects over there.
 */
class HostHttp implements HttpClient {
  readonly #sending = new Map<number, Sending>();
  readonly #encoder = new TextEncoder();
  #requests = 0;

  constructor(private readonly host: Remote<HostCalls>) {}

  nextPart(id: number): Uint8Array | undefined {
    const part = this.#sending.get(id)?.body?.next();
    if (!part || part.done) return undefined;
    const bytes = this.#encoder.encode(part.value);
    return transfer(bytes, [bytes.buffer]);
  }

  take(id: number, parts: readonly Uint8Array[], status: number): void {
    for (const part of parts) {
      this.#sending.get(id)?.answer.take(part, status);
      giveBack(part);
    }
  }

  async request({ body, signal, onText, ...request }: HttpRequest): Promise<HttpResponse> {
    if (signal?.aborted) throw new HttpFailure('cancelled', 'Cancelled before it was sent.', false);
    const id = ++this.#requests;
    const answer = new AnswerText(onText);
    this.#sending.set(id, { body: typeof body === 'object' ? portionsOf(body) : undefined, answer });
    const abort = (): void => void this.host.abort(id);
    signal?.addEventListener('abort', abort);
    const sent = typeof body === 'object' ? { bytes: body.bytes } : body;
    try {
      const { value, error } = await this.host.exchange(id, { ...request, ...(sent !== undefined && { body: sent }) });
      if (!value) throw failureOf(error);
      return { ...value, text: answer.end(value.status) };
    } finally {
      signal?.removeEventListener('abort', abort);
      this.#sending.delete(id);
    }
  }
}

/** The failure that the host has met, as one of this thread's. */
function failureOf(error: Outcome<unknown>['error']): unknown {
  const { reason, maybeSent } = (error?.fields ?? {}) as Partial<HttpFailure>;
  if (reason === undefined || maybeSent === undefined) return new HttpFailure('network', error?.message ?? '', true);
  return new HttpFailure(reason, error?.message ?? '', maybeSent);
}
