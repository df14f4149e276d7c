/**
 * HTTP through node-fetch, which rides on `node:http` and so goes through VS Code's proxy and certificate settings.
 * Load this module on first use: nothing that starts with the editor should pay for it. Runs on Node 16 (VS Code 1.75).
 */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Readable } from 'node:stream';
import fetch, { type RequestInit } from 'node-fetch';
import { HttpFailure, type HttpFailureReason, type HttpRequest, type HttpResponse } from '../../core/ports';
import { httpClient } from '../common/httpClient';

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

/** Characters that are encoded at a time. */
const CHUNK = 65_536;

/** Parts of a body as bytes, a good portion at a time. */
function* chunks(parts: Iterable<string>): Generator<Buffer, void, undefined> {
  let text = '';
  for (const part of parts) {
    text += part;
    if (text.length < CHUNK) continue;
    yield Buffer.from(text, 'utf8');
    text = '';
  }
  if (text !== '') yield Buffer.from(text, 'utf8');
}

function options(request: HttpRequest, signal: AbortSignal): RequestInit {
  const body = typeof request.body === 'string' ? request.body : request.body && Readable.from(chunks(request.body));
  return {
    method: request.method,
    headers: {
      'user-agent': 'label-studio-predictions',
      // Python's servers do not read a body whose length they are not told.
      ...(typeof request.body === 'object' && { 'content-length': String(request.body.bytes) }),
      ...request.headers,
    },
    ...(body && { body }),
    redirect: 'manual',
    agent: ({ protocol }) => (protocol === 'https:' ? alone.https : alone.http),
    signal,
  };
}

async function exchange(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
  const response = await fetch(request.url, options(request, signal));
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    // Label Studio opens a session with every answer. The token is all we use.
    if (name !== 'set-cookie') headers[name] = value;
  });
  return { status: response.status, headers, text: await response.text() };
}

/** The `HttpClient` of a desktop, a remote host and the command line. Keeps no cookies and no connections. */
export const nodeHttp = httpClient(exchange, toFailure);
