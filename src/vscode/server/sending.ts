import { type CancellationToken, type Progress, ProgressLocation, window } from 'vscode';
import type { AbortSignalLike } from '../../core/ports';
import { progressText } from '../../core/upload/progressText';
import type { UploadProgress } from '../../core/upload/run';

/** What ends an upload, and who is told how it stands. */
export interface Sending {
  /** Nothing more is sent. */
  stop: AbortSignalLike;
  /** Everything ends at once. */
  signal: AbortSignalLike;
  onProgress(state: UploadProgress): void;
}

/**
 * Runs an upload behind a notification. Cancel there ends the sending, and a second notification waits for what is under
 * way: the server goes on with it whoever has left, so that only its answer tells what is there. Cancel in that one ends
 * everything.
 */
export async function behindProgress<T>(now: () => number, run: (sending: Sending) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const halt = new AbortController();
  const start = now();
  let tell = (_state: UploadProgress): void => {};
  const running = run({ stop: stop.signal, signal: halt.signal, onProgress: (state) => tell(state) });
  await behind('Uploading predictions', stop, running, (progress) => {
    tell = reporter(progress, (state) => progressText(state, now() - start));
  });
  if (!stop.signal.aborted) return running;
  await behind('Cancelling the upload', halt, running, (progress) => {
    // VS Code shows a notification again for every text, and this one says all until the server has answered.
    progress.report({ message: 'nothing more is sent; waiting for what the server has still to answer' });
    tell = ({ proving }) => {
      if (proving) progress.report({ message: 'reading back what the server holds now' });
    };
  });
  return running;
}

type Reporting = Progress<{ message?: string; increment?: number }>;

/** Shows a notification until the work is done or somebody cancels, which aborts `end`. */
function behind(
  title: string,
  end: AbortController,
  work: Promise<unknown>,
  begin: (progress: Reporting) => void,
): Thenable<void> {
  const location = ProgressLocation.Notification;
  return window.withProgress({ location, title, cancellable: true }, async (progress, cancel) => {
    begin(progress);
    // What goes wrong is told by the work itself.
    await Promise.race([work.catch(() => {}), cancelled(cancel)]);
    if (cancel.isCancellationRequested) end.abort();
  });
}

function cancelled(token: CancellationToken): Promise<void> {
  return new Promise((resolve) => void token.onCancellationRequested(() => resolve()));
}

/** Turns counts into the steps that VS Code's progress wants. */
function reporter(progress: Reporting, say: (state: UploadProgress) => string): (state: UploadProgress) => void {
  let shown = 0;
  return (state) => {
    const percent = state.total === 0 ? 100 : (state.done / state.total) * 100;
    progress.report({ message: say(state), increment: percent - shown });
    shown = percent;
  };
}
