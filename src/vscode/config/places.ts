import { type Uri, type WorkspaceFolder, workspace } from 'vscode';
import type { ConfigQuestion } from '../../core/labelingConfig/find';

/** Where a prediction file is, for the search of its config. */
export interface Place extends ConfigQuestion {
  /** A URI of the same file system; `with({ path })` makes others. */
  base: Uri;
  workspaceFolder: WorkspaceFolder | undefined;
}

/**
 * Where a file is. A text that is not saved yet counts as one in the first folder of the workspace, unless it has been
 * given a path there.
 *
 * @returns undefined for an unsaved text without a path, in a window without a folder
 */
export function placeOf(uri: Uri): Place | undefined {
  if (uri.scheme === 'untitled') return placeOfUntitled(uri);
  return placeIn(uri, workspace.getWorkspaceFolder(uri), uri.path);
}

function placeOfUntitled(uri: Uri): Place | undefined {
  const folders = workspace.workspaceFolders ?? [];
  const own = folders.find((folder) => uri.path.startsWith(`${plainPath(folder.uri.path)}/`));
  if (own) return placeIn(own.uri, own, uri.path);
  const [first] = folders;
  if (!first) return uri.path.startsWith('/') ? placeIn(uri.with({ scheme: 'file' }), undefined, uri.path) : undefined;
  const root = plainPath(first.uri.path);
  return { base: first.uri, workspaceFolder: first, folder: root, fileName: undefined, root };
}

function placeIn(base: Uri, workspaceFolder: WorkspaceFolder | undefined, path: string): Place {
  const plain = plainPath(path);
  const slash = plain.lastIndexOf('/');
  return {
    base,
    workspaceFolder,
    folder: plain.slice(0, Math.max(0, slash)),
    fileName: plain.slice(slash + 1),
    root: workspaceFolder && plainPath(workspaceFolder.uri.path),
  };
}

/** A path as the search compares it: without a slash at the end, and with a drive's letter in lower case. */
export function plainPath(path: string): string {
  const plain = path.endsWith('/') ? path.slice(0, -1) : path;
  return plain.replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase());
}

/** A folder as a key of maps: file system and path. */
export function folderKey(base: Uri, folder: string): string {
  return `${base.scheme}://${base.authority}${folder}`;
}

/** Folder and last part of the path of a file. */
export function splitPath(uri: Uri): { folder: string; name: string } {
  const plain = plainPath(uri.path);
  const slash = plain.lastIndexOf('/');
  return { folder: plain.slice(0, Math.max(0, slash)), name: plain.slice(slash + 1) };
}

/** The URI of a folder, or of a file in it. */
export function uriOf(base: Uri, folder: string, name?: string): Uri {
  const path = name === undefined ? folder || '/' : `${folder}/${name}`;
  return base.with({ path, query: '', fragment: '' });
}

/** Whether a file is in a folder or below it. */
export function isBelow(uri: Uri, base: Uri, folder: string): boolean {
  if (uri.scheme !== base.scheme || uri.authority !== base.authority) return false;
  return plainPath(uri.path).startsWith(`${folder}/`);
}
