import { ProgressLocation, TabInputText, type TextDocument, type Uri, window, workspace } from 'vscode';
import { piecesOf, Rereadable } from '../../core/engine/textPieces';
import { fileKindOf, formOf } from '../../core/files/fileKind';
import { stringSource } from '../../core/text/lines';
import type { Span } from '../../core/text/locate';
import type { TextForm } from '../../core/text/units';
import { readSteps, type UploadRead } from '../../core/upload/read';
import type { FileOptions } from '../../core/validation/file';
import { openPieces } from '../files/openPieces';
import { Pace } from '../workspaceCheck/pace';
import type { ServerDeps } from './deps';

/** What is uploaded: the text of an editor, or a file that is read from the disk part by part. */
export interface UploadFile {
  uri: Uri;
  form: TextForm;
  /** What its units are, where that is known. */
  expects: FileOptions['expects'] | undefined;
  /** To be read once for `read`; again for everything else. */
  text: Rereadable;
  /** The document and the version of it that this text is, where it is open. */
  document: TextDocument | undefined;
  version: number | undefined;
  read: UploadRead;
  /** What is meant of it; undefined for everything. */
  selections: readonly Span[] | undefined;
  close(): void;
}

/**
 * Reads the file of the active editor: what has not been saved as it stands in the editor, and everything else from the
 * disk, so that it need not be in memory.
 *
 * @throws an Error that says what to do when there is none, or it cannot be read
 */
export async function readActiveFile(deps: ServerDeps): Promise<UploadFile> {
  const document = window.activeTextEditor?.document;
  const uri = document?.uri ?? activeTab();
  if (!uri) throw new Error('No file is open. Open the file whose predictions are to be uploaded.');
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return window.withProgress({ location: ProgressLocation.Window, title: `Reading ${name}` }, async () => {
    if (!document) return fromDisk(deps, uri, undefined);
    if (document.isDirty || uri.scheme !== 'file' || !deps.platform.openFile) return fromEditor(deps, document);
    try {
      return await fromDisk(deps, uri, document);
    } catch (error) {
      // VS Code can have been told to read it as something that is not UTF-8.
      if (!(error instanceof Error) || error.name !== 'UnreadableText') throw error;
      return fromEditor(deps, document);
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
  return { ...(await fromEditor(deps, document)), selections };
}

/** Of a file above 50 MB extensions see no editor, only its tab. */
function activeTab(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputText ? input.uri : undefined;
}

/** The text of this moment is what is checked, shown, confirmed and sent, whatever is typed meanwhile. */
async function fromEditor(deps: ServerDeps, document: TextDocument): Promise<UploadFile> {
  const text = new Rereadable(piecesOf(stringSource(document.getText())));
  return readIn({ ...kindOf(deps, document.uri, document), text, close: () => {} });
}

async function fromDisk(deps: ServerDeps, uri: Uri, document: TextDocument | undefined): Promise<UploadFile> {
  const kind = kindOf(deps, uri, document);
  const pieces = await openPieces(deps.platform, uri);
  try {
    return await readIn({ ...kind, text: new Rereadable(pieces), close: () => pieces.close() });
  } catch (error) {
    pieces.close();
    throw error;
  }
}

function kindOf({ documents }: ServerDeps, uri: Uri, document: TextDocument | undefined) {
  const known = document && documents.find(document);
  const expects = known ? known.expects : fileKindOf(uri.path.slice(uri.path.lastIndexOf('/') + 1))?.expects;
  return { uri, form: known?.form ?? formOf(uri.path), expects, document, version: document?.version };
}

async function readIn(file: Omit<UploadFile, 'read' | 'selections'>): Promise<UploadFile> {
  return { ...file, selections: undefined, read: await paced(readSteps(file.text, file.form)) };
}

/** To be called between small pieces of work, which then do not block the host. */
export function giveWay(): () => Promise<void> {
  const pace = new Pace();
  return async () => {
    if (pace.isOver) await pace.rest();
  };
}

/** Works through steps without blocking the host. */
export async function paced<Step, Result>(
  steps: Generator<Step, Result, undefined>,
  onStep?: (step: Step) => void,
): Promise<Result> {
  const pace = new Pace();
  for (;;) {
    if (pace.isOver) await pace.rest();
    const step = steps.next();
    if (step.done) return step.value;
    onStep?.(step.value);
  }
}

/** Whether an open document still shows the text that was uploaded. */
export function isStillShown({ uri, version }: UploadFile): boolean {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open?.version === version;
}
