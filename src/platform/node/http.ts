/**
 * HTTP through node-fetch, which rides on `node:http` and so goes through VS Code's proxy and certificate settings.
 * Load this module on first use: nothing that starts with the editor should pay for it. Runs on Node 16 (VS Code 1.75).
 */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import fetch, { type RequestInit } from 'node-fetch';
import {
  type HttpClient,
  HttpFailure,
  type HttpFailureReason,
  type HttpRequest,
  type HttpResponse,
} from '../../core/ports';
import { httpClient } from '../common/httpClient';
import { type StreamBody, streamOf } from './bodyStream';
import { AnswerText, portionsOf } from './portions';

/** Codes with which a connection fails before anything of the request has left this machine. */
const NEVER_SENT: Readonly<Record<string, HttpFailureReason>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'not-found',
  EAI_AGAIN: 'not-found',
  EAI_NODATA: 'not-found',
  EAI_NONAME: 'not-found',
  EHOSTUNREACH: 'network',
  ENETUNREACH: 'network',
  EHOSTDOWN: 'network',
  EADDRNOTAVAIL: 'network',
};

/** Codes of a connection that broke at a time that nobody can tell. */
const MAYBE_SENT: Readonly<Record<string, HttpFailureReason>> = {
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ECONNABORTED: 'reset',
  ERR_STREAM_PREMATURE_CLOSE: 'reset',
  ETIMEDOUT: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
};

/** OpenSSL's verdicts on a certificate, and the errors of a handshake; all of them come before the request. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ISSUER|^ERR_TLS|^ERR_SSL|^EPROTO$/;

interface SystemError {
  code?: unknown;
  erroredSysCall?: unknown;
  message?: unknown;
}

function toFailure(error: unknown): HttpFailure {
  const { code, erroredSysCall, message } = error as SystemError;
  const text = typeof message === 'string' ? message : String(error);
  if (typeof code === 'string') {
    const never = NEVER_SENT[code];
    if (never) return new HttpFailure(never, text, false);
    if (CERTIFICATE.test(code)) return new HttpFailure('certificate', text, false);
    const maybe = MAYBE_SENT[code];
    // A time-out of the connection itself (by the system, after minutes) sent nothing.
    if (maybe) return new HttpFailure(maybe, text, erroredSysCall !== 'connect');
  }
  return new HttpFailure('network', text, true);
}

/**
 * A connection of its own for every request: a kept one may have been closed by the server meanwhile, and then nobody
 * could tell whether a POST arrived. The header `connection: close` is not enough: Label Studio's server closes without
 * announcing it, and Node's default agent takes the closed connection for the next request.
 */
const alone = { http: new HttpAgent({ keepAlive: false }), https: new HttpsAgent({ keepAlive: false }) };

/** A request whose body need not be there as a whole, and whose answer is given on as it comes. */
export interface StreamRequest extends Omit<HttpRequest, 'body' | 'onText'> {
  body?: string | StreamBody;
  /** Takes the next bytes of the answer. No more are read before what it returns has resolved. */
  take(part: Uint8Array, status: number): Promise<void> | undefined;
}

function options({ body, ...request }: StreamRequest, signal: AbortSignal): RequestInit {
  return {
    method: request.method,
    headers: {
      'user-agent': 'label-studio-predictions',
      // Python's servers do not read a body whose length they are not told.
      ...(typeof body === 'object' && { 'content-length': String(body.bytes) }),
      ...request.headers,
    },
    ...(body && { body: typeof body === 'string' ? body : streamOf(body) }),
    redirect: 'manual',
    agent: ({ protocol }) => (protocol === 'https:' ? alone.https : alone.http),
    signal,
  };
}

async function exchange(request: StreamRequest, signal: AbortSignal): Promise<Omit<HttpResponse, 'text'>> {
  const response = await fetch(request.url, options(request, signal));
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    // Label Studio opens a session with every answer. The token is all we use.
    if (name !== 'set-cookie') headers[name] = value;
  });
  for await (const chunk of response.body ?? []) {
    const taken = request.take(chunk as Buffer, response.status);
    if (taken) await taken;
  }
  return { status: response.status, headers };
}

/** For those who make bodies and take answers part by part. Keeps no cookies and no connections. */
export const streamHttp = httpClient(exchange, toFailure);

/** The `HttpClient` of a desktop, a remote host and the command line. */
export const nodeHttp: HttpClient = {
  async request({ body, onText, ...request }) {
    const sent = typeof body === 'object' ? { bytes: body.bytes, parts: portionsOf(body) } : body;
    const text = new AnswerText(onText);
    const take = (part: Uint8Array, status: number): undefined => void text.take(part, status);
    const answer = await streamHttp.request({ ...request, ...(sent !== undefined && { body: sent }), take });
    return { ...answer, text: text.end(answer.status) };
  },
};
