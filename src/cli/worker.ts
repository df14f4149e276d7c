import { parentPort, workerData } from 'node:worker_threads';
import { checkTarget } from './checkTarget';
import { reporterOf } from './report';
import { type Job, WINDOW, type WorkerMessage, type WorkerSettings } from './workerMessages';

const PACE = 200;

/** The life of a worker thread: it checks one file after the other, and waits while its output is not being written. */
export function work(): void {
  const { checking, format, look, written, progress } = workerData as WorkerSettings;
  const reporter = reporterOf(format, look);
  const post = (message: WorkerMessage): void => parentPort?.postMessage(message);
  let sent = 0;
  const waitForWriter = (): void => {
    for (;;) {
      const known = Atomics.load(written, 0);
      if (((sent - known) | 0) <= WINDOW) return;
      Atomics.wait(written, 0, known);
    }
  };
  parentPort?.on('message', ({ index, target }: Job) => {
    let told = Date.now();
    const onPosition = (bytes: number): void => {
      if (!progress || Date.now() - told < PACE) return;
      told = Date.now();
      post({ kind: 'position', index, bytes });
    };
    const steps = checkTarget(target, checking, reporter, onPosition);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return post({ kind: 'end', index, end: step.value });
      if (!step.value) continue;
      post({ kind: 'chunk', index, chunk: step.value });
      sent = (sent + step.value.text.length) | 0;
      waitForWriter();
    }
  });
}
