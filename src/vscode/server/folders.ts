import { Uri, type WorkspaceFolder, window, workspace } from 'vscode';

/**
 * The folder that files from the server go to: the workspace folder of the active file, or the one that is picked.
 * Undefined when nobody picks one.
 */
export async function folderForFiles(title: string): Promise<Uri | undefined> {
  const active = window.activeTextEditor?.document.uri;
  const own: WorkspaceFolder | undefined = active && workspace.getWorkspaceFolder(active);
  if (own) return own.uri;
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 1) return folders[0]?.uri;
  if (folders.length > 1) return (await window.showWorkspaceFolderPick({ placeHolder: title }))?.uri;
  const [picked] =
    (await window.showOpenDialog({
      title,
      openLabel: 'Take This Folder',
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  return picked;
}

/** Whether there is such a file. */
export async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

export const inFolder = (folder: Uri, name: string): Uri => Uri.joinPath(folder, name);
