// A proxy on the loopback interface that stands between a client and a real server and does to requests what networks,
// gateways and busy servers do. Which request meets with which fault is drawn by a seeded generator, or said by the test.
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createListener, type Server, type Socket } from 'node:net';
import { Random } from '../generators/random';

/** What can happen to a request; "after" means that the server has had it. */
export const FAULTS = [
  /** The connection breaks, and for `downMs` nobody takes a new one. */
  'down',
  'reset-before',
  'reset-after',
  /** The answer comes `lateMs` after it was there. */
  'late',
  /** The connection breaks in the middle of the answer's body. */
  'cut',
  /** 429, with `Retry-After: 1`. */
  'too-many',
  'error-before',
  'error-after',
  'gateway-before',
  'gateway-after',
  /** The answer comes piece by piece and takes `dripMs`. */
  'drip',
  /** The server gets the request `delayMs` late, even when its client is gone by then. */
  'delay',
] as const;

export type Fault = (typeof FAULTS)[number];

export interface FaultyProxyOptions {
  /** The server behind it: `http://127.0.0.1:8080`. */
  target: string;
  seed?: number;
  /** Share of requests with a fault, 0 to 1; 0 leaves it to `next`. */
  share?: number;
  /** What is drawn from. */
  faults?: readonly Fault[];
  /** Which requests may meet with a drawn fault. */
  requests?: 'all' | 'posts' | ((method: string, path: string) => boolean);
  /** Faults drawn at most. */
  limit?: number;
  downMs?: number;
  lateMs?: number;
  dripMs?: number;
  delayMs?: number;
  /** One line for each request. */
  log?: (line: string) => void;
  /** Told of every step of an exchange as it happens. */
  onStage?: (exchange: Exchange, stage: Stage) => void;
}

/** A request has come, the server is about to get it, the server has answered. */
export type Stage = 'come' | 'forwarded' | 'answered';

/** What became of a request. */
export interface Exchange {
  n: number;
  method: string;
  path: string;
  fault: Fault | undefined;
  /** What the server answered, whatever the client got; undefined when it did not get the request, or does not answer. */
  status: number | undefined;
  /** The whole good answer was handed to the client. */
  answered: boolean;
}

export interface FaultyProxy {
  readonly url: string;
  readonly exchanges: readonly Exchange[];
  /** How often each fault happened. */
  readonly counts: Readonly<Record<Fault, number>>;
  /** The next request that comes meets with this; undefined: with none. May be called several times. */
  next(fault: Fault | undefined): void;
  /** Resolves when everything that came in has been carried out, also what its client has given up. */
  idle(): Promise<void>;
  /** Ends it with all its connections. */
  close(): Promise<void>;
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

const DEFAULTS = { share: 0, limit: 10_000, downMs: 200, lateMs: 1_000, dripMs: 500, delayMs: 500 };
const BEFORE: ReadonlySet<Fault> = new Set(['down', 'reset-before', 'too-many', 'error-before', 'gateway-before']);
/** Headers that are about one connection and not about the message. */
const HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'host', 'content-length']);
/** Longer than anything that a test waits for; so that nothing is left when the server never answers. */
const LONGEST_MS = 300_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

function page(status: number, title: string): Answer {
  const body = Buffer.from(
    `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  );
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function headersOf(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined && !HOP.has(name)) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

class RunningProxy implements FaultyProxy {
  url = '';
  readonly exchanges: Exchange[] = [];
  readonly counts = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>;
  private readonly options: FaultyProxyOptions & typeof DEFAULTS;
  private readonly random: Random;
  private readonly told: (Fault | undefined)[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly working = new Set<Promise<void>>();
  private readonly http = createServer((request, response) => this.take(request, response));
  private listener: Server | undefined;
  private port = 0;
  private drawn = 0;
  private readonly deck: Fault[] = [];
  private closed = false;

  constructor(options: FaultyProxyOptions) {
    this.options = { ...DEFAULTS, ...options };
    this.random = new Random(options.seed ?? 1);
  }

  next(fault: Fault | undefined): void {
    this.told.push(fault);
  }

  async idle(): Promise<void> {
    while (this.working.size > 0) await Promise.all(this.working);
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const socket of this.sockets) socket.destroy();
    await this.stopListening();
    await this.idle();
  }

  /** The listener is apart from the HTTP server, so that it can go and come back while exchanges are under way. */
  async listen(): Promise<void> {
    const listener = createListener((socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      this.http.emit('connection', socket);
    });
    // A test that forgets it must still end.
    listener.unref();
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject);
      listener.listen(this.port, '127.0.0.1', resolve);
    });
    this.listener = listener;
    this.port = (listener.address() as AddressInfo).port;
    this.url = `http://127.0.0.1:${this.port}`;
  }

  /** Connections that are there stay. */
  private async stopListening(): Promise<void> {
    this.listener?.close();
    this.listener = undefined;
    // The port is free in the next turn of the event loop, however long connections last.
    await sleep(0);
  }

  private async goDown(): Promise<void> {
    if (!this.listener) return;
    await this.stopListening();
    await sleep(this.options.downMs);
    if (!this.closed && !this.listener) await this.listen();
  }

  private draw(method: string, path: string): Fault | undefined {
    if (this.told.length > 0) return this.told.shift();
    const { requests = 'all', share, faults = FAULTS, limit } = this.options;
    const allowed = typeof requests === 'function' ? requests(method, path) : requests === 'all' || method === 'POST';
    if (!allowed || this.drawn >= limit || this.random.next() >= share) return undefined;
    this.drawn++;
    // Like cards: each comes before one comes again, so that few draws show them all.
    if (this.deck.length === 0) this.deck.push(...faults);
    return this.deck.splice(this.random.below(this.deck.length), 1)[0];
  }

  private take(request: IncomingMessage, response: ServerResponse): void {
    const { method = '', url: path = '' } = request;
    const fault = this.draw(method, path);
    if (fault) this.counts[fault]++;
    const exchange: Exchange = { n: this.exchanges.length, method, path, fault, status: undefined, answered: false };
    this.exchanges.push(exchange);
    this.options.onStage?.(exchange, 'come');
    response.on('error', () => response.destroy());
    const work = this.carryOut(exchange, request, response)
      // What cannot be handed on is a broken connection to the client as well.
      .catch(() => void request.socket.destroy())
      .finally(() => {
        this.working.delete(work);
        const { n, status = '-' } = exchange;
        this.options.log?.(`${n} ${method} ${path} ${fault ?? 'passed'} ${status}${exchange.answered ? '' : ' lost'}`);
      });
    this.working.add(work);
  }

  private async carryOut(exchange: Exchange, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { fault } = exchange;
    const body = await bodyOf(request);
    if (fault !== undefined && BEFORE.has(fault)) return this.fail(fault, request, response);
    if (fault === 'delay') await sleep(this.options.delayMs);
    this.options.onStage?.(exchange, 'forwarded');
    const answer = await this.forward(request, body);
    exchange.status = answer.status;
    this.options.onStage?.(exchange, 'answered');
    if (fault === 'reset-after' || fault === 'error-after' || fault === 'gateway-after') {
      return this.fail(fault, request, response);
    }
    if (fault === 'late') await sleep(this.options.lateMs);
    response.writeHead(answer.status, { ...answer.headers, 'content-length': String(answer.body.length) });
    if (fault === 'cut') return this.cut(answer, request, response);
    if (fault === 'drip') await this.drip(answer, response);
    await this.finish(exchange, answer, response);
  }

  private async finish(exchange: Exchange, answer: Answer, response: ServerResponse): Promise<void> {
    if (response.destroyed) return;
    response.end(exchange.fault === 'drip' ? undefined : answer.body);
    await new Promise<void>((resolve) => response.once('close', resolve));
    exchange.answered = response.writableFinished;
  }

  /** Everything by which a client gets no answer of the server. */
  private async fail(fault: Fault, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (fault === 'down' || fault.startsWith('reset')) {
      request.socket.resetAndDestroy();
      if (fault === 'down') await this.goDown();
      return;
    }
    const answer = fault.startsWith('gateway')
      ? page(502, '502 Bad Gateway')
      : fault.startsWith('error')
        ? page(500, 'Server Error (500)')
        : {
            status: 429,
            headers: { 'retry-after': '1', 'content-type': 'text/plain' },
            body: Buffer.from('slow down'),
          };
    response.writeHead(answer.status, { ...answer.headers, 'content-length': String(answer.body.length) });
    response.end(answer.body);
  }

  private async cut(answer: Answer, request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)));
    // What is written must be on its way before the connection breaks.
    await sleep(20);
    request.socket.resetAndDestroy();
  }

  private async drip(answer: Answer, response: ServerResponse): Promise<void> {
    const pieces = 10;
    const length = Math.ceil(answer.body.length / pieces);
    for (let n = 0; n < pieces && !response.destroyed; n++) {
      response.write(answer.body.subarray(n * length, (n + 1) * length));
      await sleep(this.options.dripMs / pieces);
    }
  }

  private forward(request: IncomingMessage, body: Buffer): Promise<Answer> {
    const { method, url: path } = request;
    const headers = headersOf(request);
    if (body.length > 0 || method === 'POST') headers['content-length'] = String(body.length);
    return new Promise((resolve, reject) => {
      const onward = httpRequest(`${this.options.target}${path}`, { method, headers, agent: false }, (answer) => {
        bodyOf(answer).then(
          (text) => resolve({ status: answer.statusCode ?? 0, headers: headersOf(answer), body: text }),
          reject,
        );
      });
      onward.setTimeout(LONGEST_MS, () => onward.destroy());
      onward.on('error', reject);
      onward.end(body);
    });
  }
}

/** Starts a proxy; end it with `close`. */
export async function startFaultyProxy(options: FaultyProxyOptions): Promise<FaultyProxy> {
  const proxy = new RunningProxy(options);
  await proxy.listen();
  return proxy;
}

/** Runs `work` with a proxy that is ended whatever happens. */
export async function withFaultyProxy<T>(
  options: FaultyProxyOptions,
  work: (proxy: FaultyProxy) => Promise<T>,
): Promise<T> {
  const proxy = await startFaultyProxy(options);
  try {
    return await work(proxy);
  } finally {
    await proxy.close();
  }
}
