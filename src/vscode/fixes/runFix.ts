import { CancellationError, type CancellationToken, type TextDocument, type Uri, WorkspaceEdit } from 'vscode';
import type { TextEdit } from '../../core/fixes/textEdits';
import type { DocumentFix } from '../chunks/checker';
import type { LiveCheck } from '../diagnostics/liveCheck';
import { toRange } from '../diagnostics/toDiagnostic';

/** Milliseconds of work after which everything else in the host gets its turn. */
const SLICE = 8;
/** Milliseconds between two looks whether a check is done. */
const LOOK_EVERY = 20;

/**
 * Runs a computation over a whole document, once its check is up to date, in slices that let the host live.
 *
 * @throws CancellationError when it was cancelled, or when the document changed meanwhile: what was computed would not fit
 */
export async function runFix(
  live: LiveCheck,
  token: CancellationToken,
  steps: () => Generator<undefined, DocumentFix, undefined>,
): Promise<DocumentFix> {
  const { document } = live;
  while (live.check.isBusy) {
    if (token.isCancellationRequested || document.isClosed) throw new CancellationError();
    await pause(LOOK_EVERY);
  }
  const { version } = document;
  const run = steps();
  for (let until = performance.now() + SLICE; ; ) {
    const step = run.next();
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await pause(0);
    if (token.isCancellationRequested || document.version !== version) throw new CancellationError();
    until = performance.now() + SLICE;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** @param preview what is about to be done, for a guess that somebody is to look at before it is made */
export function toWorkspaceEdit(
  document: TextDocument,
  edits: readonly TextEdit[],
  preview?: { label: string; description: string },
): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  const metadata = preview && { needsConfirmation: true, ...preview };
  const { uri }: { uri: Uri } = document;
  for (const { start, end, text } of edits) {
    const range = toRange(document, start, end);
    if (metadata) edit.replace(uri, range, text, metadata);
    else edit.replace(uri, range, text);
  }
  return edit;
}
