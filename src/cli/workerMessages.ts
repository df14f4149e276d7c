import type { Checking } from './checking';
import type { Format, Look } from './report/reporter';
import type { Chunk, FileEnd, Target } from './target';

/** What a worker thread is started with. */
export interface WorkerSettings {
  checking: Checking;
  format: Format;
  look: Look;
  /** Characters of the worker's output that have been written, modulo 2 ** 32. */
  written: Int32Array;
  /** Whether somebody wants to know how far it is. */
  progress: boolean;
}

export interface Job {
  index: number;
  target: Target;
}

export type WorkerMessage =
  | { kind: 'chunk'; index: number; chunk: Chunk }
  | { kind: 'position'; index: number; bytes: number }
  | { kind: 'end'; index: number; end: FileEnd };

/** Characters that a worker may be ahead of what has been written. */
export const WINDOW = 1024 * 1024;
