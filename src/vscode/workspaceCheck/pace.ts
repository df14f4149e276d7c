import type { Pacing } from '../../core/ports';

/** Milliseconds of work after which everything else in the host gets its turn. */
const SLICE = 8;

/**
 * Keeps long work from blocking the host. Everything that shares a pace shares its slices: with one pace for each piece
 * of work, several of them would follow each other without a gap.
 */
export class Pace implements Pacing {
  #end = 0;
  #resting: Promise<void> | undefined;

  /** @param slice milliseconds of work between two rests */
  constructor(private readonly slice = SLICE) {}

  /** Whether it is time to rest. */
  get isOver(): boolean {
    return performance.now() >= this.#end;
  }

  /** Gives way to timers, input and messages, and begins a new slice. */
  rest(): Promise<void> {
    this.#resting ??= new Promise((resolve) => {
      setTimeout(() => {
        this.#resting = undefined;
        this.#end = performance.now() + this.slice;
        resolve();
      }, 0);
    });
    return this.#resting;
  }
}
