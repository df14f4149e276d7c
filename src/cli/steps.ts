import { setImmediate } from 'node:timers/promises';

/** Milliseconds after which signals and output get their turn. */
const TURN = 50;

/**
 * Runs steps to their end, and lets signals and output have their turn between them.
 *
 * @param look at what each step gives; what it throws ends them
 */
export async function takeSteps<T, R>(
  steps: Iterator<T, R, undefined>,
  look: { each?(step: T): void; turn(): void },
): Promise<R> {
  let turn = Date.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    look.each?.(step.value);
    if (Date.now() - turn < TURN) continue;
    await setImmediate();
    look.turn();
    turn = Date.now();
  }
}
