import { ProgressLocation, TabInputText, type TextDocument, type Uri, window, workspace } from 'vscode';
import { fileKindOf, formOf } from '../../core/files/fileKind';
import type { Span } from '../../core/text/locate';
import type { FileToUpload, FileView, UploadSession } from '../../core/upload/session/session';
import { openPieces } from '../files/openPieces';
import type { ServerDeps } from './deps';
import { FileJournal } from './journal';

/** What is uploaded: the text of an editor, or a file that is read from the disk part by part. */
export interface UploadFile extends FileView {
  uri: Uri;
  name: string;
  /** The version of its document that this text is, where it is open. */
  version: number | undefined;
  session: UploadSession;
}

/**
 * Reads the file of the active editor: what has not been saved as it stands in the editor, and everything else from the
 * disk, so that it need not be in memory. Whoever has it closes its session.
 *
 * @throws an Error that says what to do when there is none, or it cannot be read
 */
export async function readActiveFile(deps: ServerDeps): Promise<UploadFile> {
  const document = window.activeTextEditor?.document;
  const uri = document?.uri ?? activeTab();
  if (!uri) throw new Error('No file is open. Open the file whose predictions are to be uploaded.');
  return opened(deps, uri, document, async (session) => {
    if (!document) return session.open(toUpload(deps, uri, document, await onDisk(deps, uri)));
    if (document.isDirty || uri.scheme !== 'file') return session.open(inEditor(deps, document));
    try {
      return await session.open(toUpload(deps, uri, document, await onDisk(deps, uri)));
    } catch (error) {
      // VS Code can have been told to read it as something that is not UTF-8.
      if (!(error instanceof Error) || error.name !== 'UnreadableText') throw error;
      return session.open(inEditor(deps, document));
    }
  });
}

/**
 * Reads the text of the active editor and what is selected in it: offsets of an editor need not be those of the disk.
 *
 * @throws an Error when there is no editor
 */
export async function readSelection(deps: ServerDeps): Promise<UploadFile> {
  const editor = window.activeTextEditor;
  if (!editor) throw new Error('No editor is open. Select the predictions that are to be uploaded.');
  const { document } = editor;
  const selections = editor.selections.map(({ start, end }) => ({
    start: document.offsetAt(start),
    end: document.offsetAt(end),
  }));
  return opened(deps, document.uri, document, (session) => session.open(inEditor(deps, document, selections)));
}

/** Of a file above 50 MB extensions see no editor, only its tab. */
function activeTab(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputText ? input.uri : undefined;
}

async function opened(
  deps: ServerDeps,
  uri: Uri,
  document: TextDocument | undefined,
  open: (session: UploadSession) => Promise<FileView>,
): Promise<UploadFile> {
  const name = fileName(uri);
  const version = document?.version;
  return window.withProgress({ location: ProgressLocation.Window, title: `Reading ${name}` }, async () => {
    const session = await deps.platform.startUpload(new FileJournal(deps.context));
    try {
      return { ...(await open(session)), uri, name, version, session };
    } catch (error) {
      await session.close();
      throw error;
    }
  });
}

/** The text of this moment is what is checked, shown, confirmed and sent, whatever is typed meanwhile. */
const inEditor = (deps: ServerDeps, document: TextDocument, selections?: readonly Span[]): FileToUpload =>
  toUpload(deps, document.uri, document, { text: document.getText() }, selections);

async function onDisk({ platform }: ServerDeps, uri: Uri): Promise<FileToUpload['source']> {
  if (uri.scheme === 'file' && platform.openFile) return { path: uri.fsPath };
  const pieces = await openPieces(platform, uri);
  const parts: string[] = [];
  for (let part = pieces.read(); part !== undefined; part = pieces.read()) parts.push(part);
  return { text: parts.join('') };
}

function toUpload(
  { documents }: ServerDeps,
  uri: Uri,
  document: TextDocument | undefined,
  source: FileToUpload['source'],
  selections?: readonly Span[],
): FileToUpload {
  const name = fileName(uri);
  const known = document && documents.find(document);
  const expects = known ? known.expects : fileKindOf(name)?.expects;
  return { name, form: known?.form ?? formOf(uri.path), source, selections, ...(expects && { expects }) };
}

/** Whether an open document still shows the text that was uploaded. */
export function isStillShown({ uri, version }: UploadFile): boolean {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open?.version === version;
}

const fileName = (file: Uri): string => file.path.slice(file.path.lastIndexOf('/') + 1);
