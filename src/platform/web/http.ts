/** HTTP through the browser's own `fetch`. Label Studio's default CORS headers allow it. */
import { type HttpClient, HttpFailure, type HttpRequest, type HttpResponse } from '../../core/ports';
import { httpClient } from '../common/httpClient';

async function exchange(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers ?? {},
    ...(request.body === undefined
      ? {}
      : { body: typeof request.body === 'string' ? request.body : new Blob([...request.body]) }),
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
  const text = await response.text();
  const { onText } = request;
  if (!onText || !response.ok) return { status: response.status, headers, text };
  onText(text);
  return { status: response.status, headers, text: '' };
}

/** A browser tells a page only that it failed, never why. */
function toFailure(error: unknown): HttpFailure {
  return new HttpFailure('network', error instanceof Error ? error.message : String(error), true);
}

/** The `HttpClient` of the web build. */
export const webHttp: HttpClient = httpClient(exchange, toFailure);
