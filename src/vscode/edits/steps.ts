import { CancellationError, ProgressLocation, type TextDocument, type TextEditor, window, workspace } from 'vscode';
import type { TextEdit } from '../../core/fixes/textEdits';
import type { Span } from '../../core/text/locate';
import { toWorkspaceEdit } from '../fixes/runFix';
import { Pace } from '../workspaceCheck/pace';

/** Milliseconds of work that nobody is told of. */
export const QUIET = 300;

/**
 * Does work on a document in slices that let everything else live; what takes long is done behind a notification that it
 * can be cancelled in.
 *
 * @throws CancellationError when it was cancelled, or when the document has changed meanwhile
 */
export async function inSlices<T>(
  document: TextDocument,
  title: string,
  steps: Generator<undefined, T, undefined>,
): Promise<T> {
  const { version } = document;
  const run = async (isOver: () => boolean, isCancelled: () => boolean): Promise<{ value: T } | undefined> => {
    const pace = new Pace();
    while (!isOver()) {
      const step = steps.next();
      if (step.done) return { value: step.value };
      if (!pace.isOver) continue;
      await pace.rest();
      if (isCancelled() || document.version !== version) throw new CancellationError();
    }
    return undefined;
  };
  const until = performance.now() + QUIET;
  const done =
    (await run(
      () => performance.now() > until,
      () => false,
    )) ??
    (await window.withProgress(
      { location: ProgressLocation.Notification, title: `Label Studio: ${title}`, cancellable: true },
      async (_, token) =>
        run(
          () => false,
          () => token.isCancellationRequested,
        ),
    ));
  return (done as { value: T }).value;
}

/**
 * Changes a document in one step.
 *
 * @param version that the edits are for
 */
export async function apply(document: TextDocument, version: number, edits: readonly TextEdit[]): Promise<void> {
  if (document.version === version && (await workspace.applyEdit(toWorkspaceEdit(document, edits)))) return;
  throw new Error('The changes could not be made: the file has changed meanwhile, or cannot be edited.');
}

/** What is selected, as offsets; empty if nothing is. */
export function selectedIn({ document, selections }: TextEditor): Span[] {
  return selections
    .filter(({ isEmpty }) => !isEmpty)
    .map((selection) => ({ start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) }));
}

/** Which units are meant: those that the selection touches, or all if nothing is selected. */
export function chosenIn(editor: TextEditor): (unit: Span) => boolean {
  const wanted = selectedIn(editor);
  if (wanted.length === 0) return () => true;
  return (unit) => wanted.some(({ start, end }) => unit.start < end && unit.end > start);
}
