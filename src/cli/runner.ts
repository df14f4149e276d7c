import { setImmediate } from 'node:timers/promises';
import type { Checking } from './checking';
import { checkTarget } from './checkTarget';
import type { Progress } from './progress';
import type { Reporter } from './report/reporter';
import type { Chunk, FileEnd, Target } from './target';

/** Checks files; they are asked for in the order in which they are reported. */
export interface Runner {
  /** @param index place of the file in the list that the runner was made with */
  run(index: number): AsyncGenerator<Chunk, FileEnd>;
  close(): Promise<void>;
}

/** Milliseconds after which signals and output get their turn. */
const TURN = 50;

/** Checks file after file in this thread. */
export function runHere(
  targets: readonly Target[],
  checking: Checking,
  reporter: Reporter,
  progress: Progress,
): Runner {
  return {
    async *run(index) {
      const steps = checkTarget(targets[index] as Target, checking, reporter, (bytes) => progress.at(index, bytes));
      let turn = Date.now();
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done) {
          progress.done(index);
          return step.value;
        }
        if (step.value) yield step.value;
        if (Date.now() - turn < TURN) continue;
        await setImmediate();
        turn = Date.now();
      }
    },
    close: async () => {},
  };
}
