/** HTTP through the browser's own `fetch`. Label Studio's default CORS headers allow it. */
import { type HttpClient, HttpFailure, type HttpRequest, type HttpResponse } from '../../core/ports';

async function exchange(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers ?? {},
    ...(request.body === undefined ? {} : { body: request.body }),
    // A redirect arrives as status 0 without headers: a browser does not tell where it points.
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal,
  });
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    headers[name] = value;
  });
  return { status: response.status, headers, text: await response.text() };
}

async function send(request: HttpRequest): Promise<HttpResponse> {
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
    // A browser tells a page only that it failed, never why.
    throw new HttpFailure('network', error instanceof Error ? error.message : String(error), true);
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', cancel);
  }
}

/** The `HttpClient` of the web build. */
export const webHttp: HttpClient = { request: send };
