import type { AbortSignalLike, Clock } from '../ports';
import { LONGEST_PAUSE_S, ServerError, type ServerErrorKind } from '../server/errors';
import type { UploadServer } from './uploadServer';

/** Milliseconds between two looks. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5_000;
/** Milliseconds without any answer after which a server is given up. */
const DOWN_PATIENCE = 300_000;

/** Errors that pass by themselves: the server is restarting, a proxy in front of it has lost it, it is too busy. */
const PASSING: ReadonlySet<ServerErrorKind> = new Set([
  'refused',
  'reset',
  'timeout',
  'network',
  'gateway',
  'server-error',
  'too-many-requests',
  'html-answer',
]);

export const isPassing = (error: unknown): error is ServerError =>
  error instanceof ServerError && PASSING.has(error.kind) && (error.retryAfter ?? 0) <= LONGEST_PAUSE_S;

/** Milliseconds in which a server that has little to do answers a small question, the way to it and back included. */
const BRISK = 150;
/** How many times as long as that it can take, and still be waited for in proportion. */
const MOST_BUSY = 10;
/** Answers that tell how busy it is now. */
const ANSWERS = 4;

/** How busy a server is: one that takes long for a small question takes long for what it was sent, too. */
class Busyness {
  readonly #times: number[] = [];

  answered(milliseconds: number): void {
    this.#times.push(milliseconds);
    if (this.#times.length > ANSWERS) this.#times.shift();
  }

  /** From 1 on. */
  get factor(): number {
    const mean = this.#times.reduce((sum, time) => sum + time, 0) / Math.max(1, this.#times.length);
    return Math.min(MOST_BUSY, Math.max(1, mean / BRISK));
  }
}

export interface Waiting {
  server: UploadServer;
  project: number;
  clock: Clock;
  /** Milliseconds without any change after which nothing is expected to come any more, of a server that is not busy. */
  patience: number;
  /** When the last request left, if that is known. */
  since?: number;
  signal?: AbortSignalLike | undefined;
  /** Ends the waiting early: what was waited for is there. */
  isThere?: (counts: ReadonlyMap<string, number>) => boolean;
  /** Told before each pause: milliseconds that are left without a change. */
  onWaiting?: ((left: number) => void) | undefined;
  downPatience?: number | undefined;
}

/**
 * Waits until a request whose answer was lost has landed, or cannot land any more: the project's predictions have not
 * changed for as long as the server may need, which is the longer the longer it takes to answer. An answer of the server
 * starts the time anew after it was away.
 *
 * @throws ServerError when the server stays away, objects to the question, or the person cancels
 */
export async function waitUntilSettled(waiting: Waiting): Promise<'there' | 'quiet'> {
  const { server, project, clock, patience, signal, isThere, onWaiting, downPatience = DOWN_PATIENCE } = waiting;
  let seen: string | undefined;
  const busyness = new Busyness();
  let changed = Math.min(clock.now(), waiting.since ?? Number.POSITIVE_INFINITY);
  let answered = clock.now();
  for (let pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, pause * 1.5)) {
    try {
      const asked = clock.now();
      const counts = await server.modelVersions(project, signal);
      const now = clock.now();
      busyness.answered(now - asked);
      if (isThere?.(new Map(counts.map(({ modelVersion, count }) => [modelVersion, count])))) return 'there';
      const text = JSON.stringify(counts);
      if (seen === undefined || text !== seen) changed = seen === undefined ? changed : now;
      seen = text;
      answered = now;
    } catch (error) {
      if (!isPassing(error) || clock.now() - answered > downPatience) throw error;
      // What it was doing it may do again or has lost: the time counts from when it is back.
      changed = clock.now();
      seen = undefined;
    }
    const left = changed + patience * busyness.factor - clock.now();
    if (left <= 0 && seen !== undefined) return 'quiet';
    onWaiting?.(Math.max(0, left));
    await clock.sleep(Math.max(50, Math.min(pause, left > 0 ? left : pause)), signal);
    if (signal?.aborted) throw new ServerError('cancelled', { host: server.server.base });
  }
}
