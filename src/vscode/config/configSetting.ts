import { Uri, type WorkspaceFolder, workspace } from 'vscode';
import { labelConfigSetting } from '../settings';
import { isBelow, plainPath } from './places';

/** Reads the setting `labelStudio.labelConfig`, once for every folder of the workspace. */
export class ConfigSetting {
  readonly #uris = new Map<string, Uri | undefined>();

  /** The config that the setting names for files of a folder, undefined when it names none. */
  uriFor(folder: WorkspaceFolder | undefined): Uri | undefined {
    const key = folder?.uri.toString() ?? '';
    if (!this.#uris.has(key)) this.#uris.set(key, resolve(folder));
    return this.#uris.get(key);
  }

  /** Reads it again when it is asked for. */
  forget(): void {
    this.#uris.clear();
  }
}

function resolve(folder: WorkspaceFolder | undefined): Uri | undefined {
  const { value, isFromWorkspace } = labelConfigSetting(folder?.uri);
  const uri = value === '' ? undefined : resolvePath(value, folder);
  if (!uri || !isFromWorkspace || workspace.isTrusted) return uri;
  // On Windows even a look at \\server\share tells that server who is looking.
  return folder && isBelow(uri, folder.uri, plainPath(folder.uri.path)) ? uri : undefined;
}

function resolvePath(value: string, folder: WorkspaceFolder | undefined): Uri | undefined {
  const path = value.replace(/^\$\{workspaceFolder\}[\\/]?/, '');
  if (/^[a-z]:[\\/]|^[\\/]/i.test(path)) {
    return !folder || folder.uri.scheme === 'file' ? Uri.file(path) : folder.uri.with({ path });
  }
  return folder && Uri.joinPath(folder.uri, path.replace(/\\/g, '/'));
}
