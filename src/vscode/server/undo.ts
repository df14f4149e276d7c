import { ProgressLocation, window } from 'vscode';
import { ServerError } from '../../core/server/errors';
import type { UploadResult } from '../../core/upload/result';
import { type UndoRecord, undoOf, undoUpload } from '../../core/upload/undo';
import { stateKeys } from '../ids';
import { plural } from '../report/words';
import { configuredClient, toSignal } from './connection';
import type { ServerDeps } from './deps';

/** Remembers what an upload has made, so that it can be taken back, also after a restart. */
export async function rememberUpload({ context }: ServerDeps, result: UploadResult): Promise<void> {
  const record = undoOf(result);
  if (record) await context.workspaceState.update(stateKeys.lastUpload, record);
}

/** "Label Studio: Undo Upload": deletes exactly what the last upload from this workspace has made. */
export async function undo(deps: ServerDeps): Promise<void> {
  const record = deps.context.workspaceState.get<UndoRecord>(stateKeys.lastUpload);
  if (!record) throw new Error('There is no upload from this workspace that could be undone.');
  const client = await configuredClient(deps);
  if (!client || client.server.base !== record.server) {
    throw new Error(`The last upload went to ${record.server}. Connect to that server first.`);
  }
  const { predictions, tasks } = record;
  const what = [
    ...(predictions.length > 0 ? [plural(predictions.length, 'prediction')] : []),
    ...(tasks.length > 0 ? [plural(tasks.length, 'task')] : []),
  ];
  const confirmed = { title: 'Delete' };
  const picked = await window.showWarningMessage(
    `Delete what the last upload has made in project ${record.project} “${record.title}”?`,
    {
      modal: true,
      detail: `${what.join(' and ')} on ${record.server}. Tasks that somebody has annotated stay. What the upload replaced does not come back.`,
    },
    confirmed,
  );
  if (picked !== confirmed) return;
  const outcome = await window.withProgress(
    { location: ProgressLocation.Notification, title: 'Undoing the upload', cancellable: true },
    (progress, cancel) =>
      undoUpload(client, record, {
        signal: toSignal(cancel),
        onProgress: (done, total) => progress.report({ message: `${done} of ${total}`, increment: 100 / total }),
      }),
  );
  await deps.context.workspaceState.update(stateKeys.lastUpload, outcome.left);
  const said = [
    `Deleted: ${plural(outcome.predictions, 'prediction')}${outcome.tasks > 0 ? `, ${plural(outcome.tasks, 'task')}` : ''}.`,
    outcome.annotated > 0 ? `Left, because somebody has annotated them: ${plural(outcome.annotated, 'task')}.` : '',
    outcome.left ? 'It was not finished: run it again for the rest.' : '',
    outcome.stopped instanceof ServerError ? `${outcome.stopped.message} ${outcome.stopped.cure}` : '',
  ].filter((part) => part !== '');
  deps.log.info(said.join(' '));
  void window.showInformationMessage(said.join(' '));
}
