// A server for the faults that a real Label Studio cannot be made to show.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AbortSignalLike, Clock } from '../../../src/core/ports';
import { LabelStudioClient, type Timeouts } from '../../../src/core/server/client';
import { createTokenSource } from '../../../src/core/server/tokenSource';
import { normalizeServerUrl } from '../../../src/core/server/url';
import { nodeHttp } from '../../../src/platform/node/http';

export interface Seen {
  method: string;
  url: string;
  authorization: string | undefined;
  body: string;
}

export interface Loopback {
  url: string;
  seen: Seen[];
  /** Ends it with all its connections. */
  close(): Promise<void>;
}

export type Handler = (seen: Seen, response: ServerResponse, request: IncomingMessage) => void;

/** Starts a server on a free port; `answer` gets every request with its whole body. */
export async function startLoopback(answer: Handler): Promise<Loopback> {
  const seen: Seen[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, authorization: headers.authorization, body };
      seen.push(one);
      answer(one, response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, seen, close };
}

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Answers with a web page. */
export function page(response: ServerResponse, status: number, title: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><html><head><title>${title}</title></head><body></body></html>`);
}

/** A clock that does not wait, and tells how long it should have. */
export function hastyClock(): Clock & { slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => Date.now(),
    async sleep(ms: number, _signal?: AbortSignalLike) {
      slept.push(ms);
    },
  };
}

export const TOKEN = '0123456789abcdef0123456789abcdef01234567';

/** A client with a legacy token. */
export function clientOf(
  url: string,
  clock: Clock = hastyClock(),
  timeouts: Partial<Timeouts> = {},
): LabelStudioClient {
  const normalized = normalizeServerUrl(url);
  if (!normalized.ok) throw new Error(normalized.message);
  const { server } = normalized;
  const tokens = createTokenSource({ server, token: TOKEN, http: nodeHttp, clock });
  return new LabelStudioClient({ server, http: nodeHttp, clock, tokens, timeouts });
}
