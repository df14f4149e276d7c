import {
  CancellationError,
  type QuickPickItem,
  QuickPickItemKind,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { piecesOf } from '../../core/engine/textPieces';
import { formOf, SNIFF_LENGTH } from '../../core/files/fileKind';
import type { RereadableSource } from '../../core/ports';
import { stringSource } from '../../core/text/lines';
import type { TextForm } from '../../core/text/units';
import { openPieces } from '../files/openPieces';
import type { NewFileDeps } from './deps';

/** A file of tasks: one in an editor, as it stands there, or one on the disk. */
export interface TasksFile {
  uri: Uri;
  document: TextDocument | undefined;
}

/** Names that say that a file holds tasks, as the download of tasks and Label Studio's export give them. */
const TASK_FILES = '**/{*.tasks.json,*.tasks.jsonl,*.task.json,*.task.jsonl,project-*-at-*.json}';
/** Files on the disk that are offered. */
const MAX_OFFERED = 50;

/**
 * Asks for the tasks that are to have predictions, if there are any for this labeling config.
 *
 * @returns undefined for an example
 * @throws CancellationError when nobody picks
 */
export async function whichTasks(deps: NewFileDeps, config: Uri): Promise<TasksFile | undefined> {
  const files = await filesFor(deps, config);
  if (files.length === 0) return undefined;
  const items: (QuickPickItem & { file?: TasksFile })[] = files.map((file) => ({
    label: nameOf(file.uri),
    description: [workspace.asRelativePath(file.uri).replace(/\/?[^/]*$/, ''), file.document ? 'open' : '']
      .filter((part) => part !== '')
      .join(' · '),
    detail: 'One prediction for each of its tasks',
    file,
  }));
  items.push(
    { label: '', kind: QuickPickItemKind.Separator },
    { label: 'An Example', detail: 'One task with the data that the labeling config shows' },
  );
  const picked = await window.showQuickPick(items, {
    title: 'New Prediction File',
    placeHolder: 'The tasks that the predictions are for',
    matchOnDescription: true,
  });
  if (!picked) throw new CancellationError();
  return picked.file;
}

/** The one in the active editor first, then those in others, then those on the disk. */
async function filesFor({ documents, configs }: NewFileDeps, config: Uri): Promise<TasksFile[]> {
  const active = window.activeTextEditor?.document;
  const open = workspace.textDocuments
    .filter((document) => !document.isClosed && documents.find(document) && holdsTasks(document))
    .sort((a, b) => Number(b === active) - Number(a === active));
  const files = new Map<string, TasksFile>(
    open.map((document) => [document.uri.toString(), { uri: document.uri, document }]),
  );
  for (const uri of await workspace.findFiles(TASK_FILES, undefined, MAX_OFFERED)) {
    if (!files.has(uri.toString())) files.set(uri.toString(), { uri, document: undefined });
  }
  const own: TasksFile[] = [];
  for (const file of files.values()) {
    if ((await configs.ready(file.uri))?.uri.toString() === config.toString()) own.push(file);
  }
  return own;
}

function holdsTasks(document: TextDocument): boolean {
  return document.getText().slice(0, SNIFF_LENGTH).includes('"data"');
}

export const nameOf = ({ path }: Uri): string => path.slice(path.lastIndexOf('/') + 1);

/** A file of tasks from its beginning; to be closed. */
export async function openTasks(
  { platform, documents }: NewFileDeps,
  { uri, document }: TasksFile,
): Promise<{ source: RereadableSource; form: TextForm; close(): void }> {
  if (document) {
    const form = documents.find(document)?.form ?? formOf(nameOf(uri));
    return { source: piecesOf(stringSource(document.getText())), form, close: () => {} };
  }
  const source = await openPieces(platform, uri);
  return { source, form: formOf(nameOf(uri)), close: () => source.close() };
}
