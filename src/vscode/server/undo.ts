import { type Progress, ProgressLocation, type QuickPickItem, type Uri, window } from 'vscode';
import { plural } from '../../core/report/words';
import { ServerError } from '../../core/server/errors';
import type { ResultView } from '../../core/upload/session/session';
import { type UndoOutcome, undoUpload } from '../../core/upload/undo';
import { shortHost } from '../status/describeConnection';
import { configuredClient, toSignal } from './connection';
import type { ServerDeps } from './deps';
import { nameOf, recordOf, timeText, type UploadRecord, UploadRecords } from './uploadRecords';

/** Remembers what an upload has made, so that it can be taken back, also after a restart. */
export async function rememberUpload(
  { context, platform }: ServerDeps,
  file: Uri,
  result: ResultView,
): Promise<UploadRecord | undefined> {
  const record = recordOf(file, platform.clock.now(), result);
  if (record) await new UploadRecords(context).add(record);
  return record;
}

/** "Label Studio: Undo Upload…": deletes exactly what an upload from this workspace has made, the latest or another one. */
export async function undo(deps: ServerDeps): Promise<void> {
  const records = new UploadRecords(deps.context).list();
  if (records.length === 0) throw new Error('There is no upload from this workspace that could be undone.');
  const record = records.length === 1 ? records[0] : await pick(records);
  if (record) await undoRecord(deps, record.id);
}

interface Item extends QuickPickItem {
  record: UploadRecord;
}

async function pick(records: readonly UploadRecord[]): Promise<UploadRecord | undefined> {
  const now = new Date();
  const items: Item[] = records.map((record) => ({
    label: `${nameOf(record)}, ${timeText(record.at, now)}`,
    description: madeText(record),
    detail: `project ${record.project} "${record.title}" on ${shortHost(record.server)}`,
    record,
  }));
  const picked = await window.showQuickPick(items, {
    title: 'Undo Upload',
    placeHolder: 'The upload whose predictions are to be deleted; the latest is the first',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.record;
}

/** `2 predictions and 1 task`. */
function madeText({ predictions, tasks }: Pick<UploadRecord, 'predictions' | 'tasks'>): string {
  const parts = [
    ...(predictions.length > 0 ? [plural(predictions.length, 'prediction')] : []),
    ...(tasks.length > 0 ? [plural(tasks.length, 'new task')] : []),
  ];
  return parts.join(' and ');
}

/** Takes back one upload, after a yes. */
export async function undoRecord(deps: ServerDeps, id: string): Promise<void> {
  const records = new UploadRecords(deps.context);
  const record = records.find(id);
  if (!record) throw new Error('This upload has been undone already.');
  const client = await configuredClient(deps);
  if (!client || client.server.base !== record.server) {
    throw new Error(
      `This upload went to ${record.server}, which is not the connected server. Run "Label Studio: Switch Connection…" first.`,
    );
  }
  if (!(await confirm(record))) return;
  const outcome = await window.withProgress(
    { location: ProgressLocation.Notification, title: 'Undoing the upload', cancellable: true },
    (progress, cancel) => undoUpload(client, record, { signal: toSignal(cancel), onProgress: percentOf(progress) }),
  );
  await records.settle(record.id, outcome.left);
  say(deps, record, outcome);
}

/** Thousands are settled at once: the window is told only when something can be seen. */
function percentOf(progress: Progress<{ message: string; increment: number }>): (done: number, total: number) => void {
  let shown = 0;
  return (done, total) => {
    const percent = Math.floor((100 * done) / total);
    if (percent === shown) return;
    const message = `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
    progress.report({ message, increment: percent - shown });
    shown = percent;
  };
}

async function confirm(record: UploadRecord): Promise<boolean> {
  const { project, title, server, at, tasks, replaced, unknown } = record;
  const detail = [
    `${madeText(record)} on ${server}, uploaded ${timeText(at, new Date())}.`,
    ...(tasks.length > 0 ? ['New tasks that somebody has annotated meanwhile stay.'] : []),
    ...(replaced > 0 ? [`${plural(replaced, 'prediction')} that the upload has replaced will not come back.`] : []),
    ...(unknown > 0 ? [`${plural(unknown, 'prediction')} of it could not be read back, so they stay.`] : []),
  ];
  const confirmed = { title: 'Delete' };
  const picked = await window.showWarningMessage(
    `Delete what the upload of ${nameOf(record)} has made in project ${project} "${title}"?`,
    { modal: true, detail: detail.join('\n\n') },
    confirmed,
  );
  return picked === confirmed;
}

function say(deps: ServerDeps, { project, title }: UploadRecord, outcome: UndoOutcome): void {
  const { predictions, tasks, gone, annotated, left, stopped } = outcome;
  const deleted = `${plural(predictions, 'prediction')}${tasks > 0 ? ` and ${plural(tasks, 'task')}` : ''}`;
  const lines = [
    `Deleted: ${deleted} of project ${project} "${title}".`,
    ...(gone > 0 ? [`Not there any more: ${gone.toLocaleString('en')}.`] : []),
    ...(annotated > 0 ? [`Left, because somebody has annotated them: ${plural(annotated, 'task')}.`] : []),
    ...(left ? [`Not deleted yet: ${madeText(left)}. Run "Undo Upload" again for the rest.`] : []),
    ...(stopped instanceof ServerError ? [`${stopped.message} ${stopped.cure}`] : []),
  ];
  const text = lines.join(' ');
  deps.log.info(text);
  void (left ? window.showWarningMessage(text) : window.showInformationMessage(text));
}
