import { TabInputCustom, TabInputText, TabInputTextDiff, Uri, window } from 'vscode';
import { SCHEME } from '../ids';

/**
 * What was picked in the explorer, of what VS Code hands to a command there: the file under the mouse, and all that are
 * selected. Undefined when the command comes from elsewhere.
 */
export function pickedFiles([one, all]: readonly unknown[]): Uri[] | undefined {
  const selected = Array.isArray(all) ? all.filter((uri): uri is Uri => uri instanceof Uri) : [];
  if (selected.length > 0) return selected;
  return one instanceof Uri ? [one] : undefined;
}

/**
 * The file of the active tab. The tab is asked and not the editor: of a file above 50 MB extensions see no editor.
 *
 * @throws an Error that says what to do when there is none on a disk
 */
export function activeFile(): Uri {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = uriOf(input) ?? window.activeTextEditor?.document.uri;
  if (!uri) throw new Error('No file is open. Open the file that is to be checked, or pick it in the explorer.');
  if (uri.scheme === 'untitled') {
    throw new Error(
      'This text is not on disk yet. Save it first, or have it checked while you type with "Treat This File as Label Studio Predictions".',
    );
  }
  if (uri.scheme === SCHEME || uri.scheme === 'output') {
    throw new Error('This is not a file on disk. Open the file that is to be checked, or pick it in the explorer.');
  }
  return uri;
}

function uriOf(input: unknown): Uri | undefined {
  if (input instanceof TabInputText || input instanceof TabInputCustom) return input.uri;
  return input instanceof TabInputTextDiff ? input.modified : undefined;
}

/** The last part of a path. */
export function nameOf(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
