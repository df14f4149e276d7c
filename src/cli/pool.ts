import { Worker } from 'node:worker_threads';
import type { Checking } from './checking';
import { reasonOf } from './failures';
import type { Progress } from './progress';
import type { Format, Look } from './report/reporter';
import type { Runner } from './runner';
import type { Chunk, FileEnd, Target } from './target';
import type { Job, WorkerMessage, WorkerSettings } from './workerMessages';

/** Characters of output that wait for files before them, over all files, beyond which no further file is begun. */
const MOST_WAITING = 8 * 1024 * 1024;
/** Files that are begun before the one that is being reported. */
const MOST_AHEAD = 500;

/** How the threads of a pool are made. */
export interface PoolSettings {
  jobs: number;
  checking: Checking;
  format: Format;
  look: Look;
  /** The file that a thread runs; it calls `work`. */
  script: string;
  showsProgress: boolean;
}

interface Thread {
  worker: Worker;
  written: Int32Array;
  /** The file it is at. */
  index: number | undefined;
}

/** What has come of one file and is not yet reported. */
interface Mailbox {
  chunks: { chunk: Chunk; thread: Thread }[];
  end: FileEnd | undefined;
  wake: (() => void) | undefined;
}

/**
 * Checks files in several threads and reports them in order. Memory stays bounded: a thread waits when its output is not
 * fetched, and files far behind the one that is being reported are not begun.
 */
export class Pool implements Runner {
  readonly #threads: Thread[] = [];
  readonly #boxes = new Map<number, Mailbox>();
  /** The next file to begin, and the one that is being reported. */
  #next = 0;
  #current = 0;
  #waiting = 0;
  #closed = false;

  constructor(
    private readonly targets: readonly Target[],
    private readonly progress: Progress,
    private readonly settings: PoolSettings,
  ) {
    for (let count = 0; count < settings.jobs; count++) this.#threads.push(this.#start());
    this.#feed();
  }

  async *run(index: number): AsyncGenerator<Chunk, FileEnd> {
    this.#current = index;
    this.#feed();
    const box = this.#boxOf(index);
    for (;;) {
      const next = box.chunks.shift();
      if (next) {
        yield next.chunk;
        this.#fetched(next.chunk.text.length, next.thread);
      } else if (box.end) {
        this.#boxes.delete(index);
        return box.end;
      } else {
        await new Promise<void>((resolve) => {
          box.wake = resolve;
        });
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  #fetched(length: number, { written }: Thread): void {
    this.#waiting -= length;
    Atomics.add(written, 0, length);
    Atomics.notify(written, 0);
    this.#feed();
  }

  #feed(): void {
    for (const thread of this.#threads) {
      if (thread.index !== undefined) continue;
      const target = this.targets[this.#next];
      if (!target || this.#waiting > MOST_WAITING || this.#next - this.#current > MOST_AHEAD) return;
      thread.index = this.#next;
      const job: Job = { index: this.#next++, target };
      thread.worker.postMessage(job);
    }
  }

  #start(): Thread {
    const { checking, format, look, script, showsProgress } = this.settings;
    const written = new Int32Array(new SharedArrayBuffer(4));
    const workerData: WorkerSettings = { checking, format, look, written, progress: showsProgress };
    const thread: Thread = { worker: new Worker(script, { workerData }), written, index: undefined };
    thread.worker.on('message', (message: WorkerMessage) => this.#hear(thread, message));
    thread.worker.on('error', (error) => this.#lose(thread, error));
    return thread;
  }

  #hear(thread: Thread, message: WorkerMessage): void {
    const { index } = message;
    if (message.kind === 'position') {
      this.progress.at(index, message.bytes);
      return;
    }
    const box = this.#boxOf(index);
    if (message.kind === 'chunk') {
      this.#waiting += message.chunk.text.length;
      box.chunks.push({ chunk: message.chunk, thread });
    } else {
      this.#finish(thread, box, message.end);
    }
    box.wake?.();
  }

  /** A thread has died, of memory most likely: its file has no answer, the others get a new thread. */
  #lose(thread: Thread, error: Error): void {
    if (this.#closed) return;
    const { index } = thread;
    this.#threads.splice(this.#threads.indexOf(thread), 1);
    if (this.#next < this.targets.length) this.#threads.push(this.#start());
    if (index === undefined) return;
    const box = this.#boxOf(index);
    const isMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
    const reason = isMemory ? 'there was not enough memory' : reasonOf(error);
    this.#finish(thread, box, { counts: { tasks: 0, predictions: 0, annotations: 0, regions: 0 }, error: reason });
    box.wake?.();
  }

  #finish(thread: Thread, box: Mailbox, end: FileEnd): void {
    const { index } = thread;
    thread.index = undefined;
    box.end = end;
    if (index !== undefined) this.progress.done(index);
    this.#feed();
  }

  #boxOf(index: number): Mailbox {
    let box = this.#boxes.get(index);
    if (!box) {
      box = { chunks: [], end: undefined, wake: undefined };
      this.#boxes.set(index, box);
    }
    return box;
  }
}
