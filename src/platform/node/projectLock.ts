/** Lets one upload at a time go to a project, of all that run on this machine. Runs on Node 16 (VS Code 1.75). */
import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import type { AbortSignalLike, Clock } from '../../core/ports';

/** Milliseconds between two signs of life. */
const SIGN = 5_000;
/** Milliseconds without a sign of life after which a holder on another machine is gone, and one that seems to run here. */
const GONE = 60_000;
const GONE_HERE = 600_000;
/** Milliseconds between two looks. */
const PAUSE = 500;

export interface Waiting {
  clock: Clock;
  signal?: AbortSignalLike | undefined;
  /** Told once when another upload is under way. */
  onWaiting?(): void;
}

interface Holder {
  pid: number;
  host: string;
  token: string;
}

/**
 * Waits until no other upload to the project is under way. Two at a time would each plan without knowing of the other, and
 * store everything twice.
 *
 * @param folder is made where it is not there. Where it cannot be, nobody is waited for.
 * @param what the server and the project, as one text
 * @returns what ends it; undefined when the signal was aborted meanwhile
 */
export async function lockProject(
  folder: string,
  what: string,
  { clock, signal, onWaiting }: Waiting,
): Promise<(() => void) | undefined> {
  const file = path.join(folder, `${createHash('sha256').update(what).digest('hex').slice(0, 32)}.lock`);
  const me: Holder = { pid: process.pid, host: hostname(), token: randomUUID() };
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    return () => {};
  }
  for (let isTold = false; !signal?.aborted; ) {
    const taken = take(file, me);
    if (taken === 'impossible') return () => {};
    if (taken === 'yes') return held(file, me);
    if (taken === 'left behind') {
      // Another one may have found it at the same moment: the last to take it has it.
      if (clear(file) && take(file, me) === 'yes') await clock.sleep(PAUSE / 2, signal);
      if (holderOf(file)?.token === me.token) return held(file, me);
      continue;
    }
    if (!isTold) onWaiting?.();
    isTold = true;
    await clock.sleep(PAUSE, signal);
  }
  return undefined;
}

function take(file: string, me: Holder): 'yes' | 'held' | 'left behind' | 'impossible' {
  let fd: number;
  try {
    fd = openSync(file, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return 'impossible';
    return isLeft(file) ? 'left behind' : 'held';
  }
  try {
    writeFileSync(fd, JSON.stringify(me));
    return 'yes';
  } catch {
    // The disk is full: what nobody can read would keep others waiting.
    clear(file);
    return 'impossible';
  } finally {
    closeSync(fd);
  }
}

function held(file: string, me: Holder): () => void {
  const timer = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // Somebody has taken it away: what is under way goes on.
    }
  }, SIGN);
  timer.unref();
  return () => {
    clearInterval(timer);
    if (holderOf(file)?.token === me.token) clear(file);
  };
}

/** Whether whoever held it has died. */
function isLeft(file: string): boolean {
  let silent: number;
  try {
    silent = Date.now() - statSync(file).mtimeMs;
  } catch {
    return false;
  }
  const holder = holderOf(file);
  // Between its making and its filling there is nothing in it.
  if (!holder) return silent > SIGN;
  if (holder.host !== hostname()) return silent > GONE;
  return !isRunning(holder.pid) || silent > GONE_HERE;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process runs all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function holderOf(file: string): Holder | undefined {
  try {
    const { pid, host, token } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' && typeof host === 'string' && typeof token === 'string'
      ? { pid, host, token }
      : undefined;
  } catch {
    return undefined;
  }
}

/** @returns whether it was there, and is not any more */
function clear(file: string): boolean {
  const away = `${file}.${randomUUID()}`;
  try {
    renameSync(file, away);
    rmSync(away, { force: true });
    return true;
  } catch {
    return false;
  }
}
