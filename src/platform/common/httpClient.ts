import { HttpFailure, type HttpRequest } from '../../core/ports';

type Bounds = Pick<HttpRequest, 'timeoutMs' | 'signal'>;

/** Sends a request and reads its whole answer; ends early when the signal aborts. */
export type Exchange<Request extends Bounds, Response> = (request: Request, signal: AbortSignal) => Promise<Response>;

/**
 * An `HttpClient` made of one exchange: adds the time limit, which covers the reading of the answer, and cancelling.
 *
 * @param toFailure what an error of the exchange means; not asked when we ended it ourselves
 */
export function httpClient<Request extends Bounds, Response>(
  exchange: Exchange<Request, Response>,
  toFailure: (error: unknown) => HttpFailure,
): { request(request: Request): Promise<Response> } {
  return {
    async request(request) {
      if (request.signal?.aborted) throw new HttpFailure('cancelled', 'Cancelled before it was sent.', false);
      const controller = new AbortController();
      let ended: 'timeout' | 'cancelled' | undefined;
      const end = (why: 'timeout' | 'cancelled'): void => {
        ended ??= why;
        controller.abort();
      };
      const cancel = (): void => end('cancelled');
      const timer = setTimeout(() => end('timeout'), request.timeoutMs);
      request.signal?.addEventListener('abort', cancel);
      try {
        return await exchange(request, controller.signal);
      } catch (error) {
        if (ended === 'timeout') throw new HttpFailure('timeout', `No answer within ${request.timeoutMs} ms.`, true);
        if (ended === 'cancelled') throw new HttpFailure('cancelled', 'Cancelled.', true);
        throw toFailure(error);
      } finally {
        clearTimeout(timer);
        request.signal?.removeEventListener('abort', cancel);
      }
    },
  };
}
