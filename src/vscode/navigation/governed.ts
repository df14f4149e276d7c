import { CancellationError, type CancellationToken, type TextDocument, type Uri, workspace } from 'vscode';
import type { TextForm } from '../../core/text/units';
import { type FileToCheck, findPredictionFiles } from '../workspaceCheck/findFiles';
import type { NavigationDeps } from './deps';

/** A prediction or task file that a labeling config governs. */
export interface GovernedFile {
  uri: Uri;
  form: TextForm;
  /** Its text in the editor, where it has one. */
  document: TextDocument | undefined;
  /** Its name is used by other tools too: it counts only if its content looks like Label Studio's. */
  ambiguous: boolean;
}

/**
 * Every prediction and task file that is compared with a labeling config: those of the workspace, and what is open besides.
 *
 * @throws CancellationError when it was cancelled
 */
export async function governedFiles(
  config: Uri,
  { documents, configs }: NavigationDeps,
  token: CancellationToken,
): Promise<GovernedFile[]> {
  const found = new Map<string, GovernedFile>();
  for (const file of await findPredictionFiles(documents, token)) found.set(file.uri.toString(), onDisk(file));
  for (const document of workspace.textDocuments) {
    const kind = document.isClosed ? undefined : documents.find(document);
    const key = document.uri.toString();
    if (kind) found.set(key, { uri: document.uri, form: kind.form, document, ambiguous: false });
    // What is open and proves to be another tool's is none of ours.
    else if (!document.isClosed) found.delete(key);
  }
  const governed: GovernedFile[] = [];
  for (const file of found.values()) {
    if (token.isCancellationRequested) throw new CancellationError();
    const own = configs.configFor(file.uri) ?? (await configs.ready(file.uri));
    if (own?.uri.toString() === config.toString()) governed.push(file);
  }
  return governed;
}

function onDisk({ uri, options: { form }, ambiguous }: FileToCheck): GovernedFile {
  return { uri, form, document: undefined, ambiguous };
}
