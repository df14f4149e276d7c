/** One thread of an upload as the extension host sees it: what is called in it, what it asks for, and its end. */
import { MessageChannel, type ResourceLimits, Worker } from 'node:worker_threads';
import { proxy, type Remote, transfer, wrap } from 'comlink';
import type { AbortSignalLike } from '../../../core/ports';
import type { Journal } from '../../../core/upload/journal';
import type { PlanWatch, SendWatch } from '../../../core/upload/session/session';
import { giveBack, ownBytes, Parcels } from './bytes';
import { type HostCalls, outcomeOf, type ThreadCalls } from './protocol';

const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY';

export const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && (error as { code?: unknown }).code === OUT_OF_MEMORY;

export class UploadThread {
  readonly calls: Remote<ThreadCalls>;
  /** Once each: comlink makes a proxy for every mention of a function, and the collector keeps them for long. */
  readonly #take: Remote<ThreadCalls>['take'];
  readonly #nextPart: Remote<ThreadCalls>['nextPart'];
  readonly #worker: Worker;
  readonly #died: Promise<never>;
  readonly #requests = new Map<number, AbortController>();
  #watch: Partial<PlanWatch & SendWatch> = {};

  /** @param script path of the thread's bundle */
  constructor(script: string, journal: Journal, resourceLimits: ResourceLimits) {
    const { port1, port2 } = new MessageChannel();
    this.#worker = new Worker(script, { resourceLimits, workerData: port2, transferList: [port2] });
    this.#died = new Promise((_, reject) => {
      this.#worker.once('error', (error) => reject(diedOf(error)));
      this.#worker.once('exit', () => reject(diedOf(undefined)));
    });
    // Who waits for a call is told; nobody else has to be.
    this.#died.catch(() => {});
    this.calls = wrap<ThreadCalls>(port1);
    this.#take = this.calls.take;
    this.#nextPart = this.calls.nextPart;
    void this.calls.start(proxy(this.#host(journal)));
  }

  /** The same answer, unless the thread dies before: then nobody would answer. */
  alive<T>(answer: Promise<T>): Promise<T> {
    return Promise.race([answer, this.#died]);
  }

  /** Tells what is going on, and ends it when a signal says so. @returns what ends the watching */
  watch(watch: Partial<PlanWatch & SendWatch>): () => void {
    this.#watch = watch;
    const forget = [this.#endOn(watch.signal, 'signal'), this.#endOn(watch.stop, 'stop')];
    return () => {
      for (const end of forget) end();
      this.#watch = {};
    };
  }

  async close(): Promise<void> {
    for (const request of this.#requests.values()) request.abort();
    await this.#worker.terminate();
  }

  #endOn(signal: AbortSignalLike | undefined, how: 'signal' | 'stop'): () => void {
    const end = (): void => void this.calls.end(how);
    signal?.addEventListener('abort', end);
    // Behind the call that is watched: one that ends what has not begun is lost.
    if (signal?.aborted) queueMicrotask(end);
    return () => signal?.removeEventListener('abort', end);
  }

  #host(journal: Journal): HostCalls {
    return {
      exchange: (id, request) => this.#exchange(id, request),
      abort: (id) => this.#requests.get(id)?.abort(),
      open: (request) => outcomeOf(() => journal.open(request)),
      close: (id) => journal.close(id),
      list: (server, project) => journal.list(server, project),
      say: (message) => this.#watch.say?.(message),
      progress: (progress) => this.#watch.onProgress?.(progress),
    };
  }

  async #exchange(...[id, { body, ...request }]: Parameters<HostCalls['exchange']>) {
    const controller = new AbortController();
    this.#requests.set(id, controller);
    try {
      const { streamHttp } = await import('../http');
      const sent =
        typeof body === 'object' ? { ...body, parts: partsFrom(this.#nextPart, id), onWritten: giveBack } : body;
      const parcels = new Parcels((parts, status) => {
        const buffers = parts.map(({ buffer }) => buffer);
        return this.#take(id, transfer(parts, buffers), status);
      });
      const take = (part: Uint8Array, status: number) => parcels.add(ownBytes(part), status);
      const { signal } = controller;
      return await outcomeOf(async () => {
        const answer = await streamHttp.request({
          ...request,
          ...(sent !== undefined && { body: sent }),
          take,
          signal,
        });
        await parcels.sent();
        return answer;
      });
    } finally {
      this.#requests.delete(id);
    }
  }
}

/** The parts of a body as the thread makes them, each when the one before has left. */
async function* partsFrom(
  next: Remote<ThreadCalls>['nextPart'],
  id: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let part = await next(id); part !== undefined; part = await next(id)) yield part;
}

/** A thread that has ended by itself: what it was doing stays as it is. */
function diedOf(error: unknown): Error {
  const code = (error as { code?: unknown } | undefined)?.code;
  const why =
    code === OUT_OF_MEMORY
      ? 'there was not enough memory for it'
      : error instanceof Error
        ? error.message
        : 'its thread has ended';
  const message = `The upload was broken off: ${why}. Upload the file again: what is there by then is not sent twice.`;
  return Object.assign(new Error(message), { code });
}
