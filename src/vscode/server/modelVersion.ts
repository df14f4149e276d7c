import { type QuickPickItem, window } from 'vscode';
import { countUnnamed, proposedVersion, withModelVersion } from '../../core/upload/modelVersion';
import type { PredictionItem, UploadRead } from '../../core/upload/read';
import { today } from '../today';

interface Choice extends QuickPickItem {
  choice: 'proposed' | 'other' | 'none';
}

/**
 * Asks for the model version of predictions that name none: without one they can neither be chosen in a project nor be
 * deleted together.
 *
 * @param path of the file
 * @param selected those that are uploaded; all if undefined
 * @returns undefined when the person thought better of it
 */
export async function nameUnnamed(
  read: UploadRead,
  path: string,
  selected: ReadonlySet<PredictionItem> | undefined,
): Promise<UploadRead | undefined> {
  const unnamed = countUnnamed(read, selected);
  if (unnamed === 0) return read;
  const them = unnamed === 1 ? 'it' : 'them';
  const proposed = proposedVersion(path, today());
  const choices: Choice[] = [
    { choice: 'proposed', label: proposed, description: 'name of the file and today’s date' },
    { choice: 'other', label: 'Another Name…' },
    {
      choice: 'none',
      label: 'Leave It Out',
      detail: `Label Studio can then not show or delete ${them} as a version.`,
    },
  ];
  const which = unnamed === 1 ? 'One prediction names' : `${unnamed.toLocaleString('en')} predictions name`;
  const picked = await window.showQuickPick(choices, {
    title: `${which} no model version`,
    placeHolder: `The model version to store ${them} under; the file stays as it is`,
    ignoreFocusOut: true,
  });
  if (!picked) return undefined;
  if (picked.choice === 'none') return read;
  const name = picked.choice === 'proposed' ? proposed : await askName(proposed);
  return name === undefined ? undefined : withModelVersion(read, name);
}

async function askName(proposed: string): Promise<string | undefined> {
  const name = await window.showInputBox({
    title: 'Model version',
    value: proposed,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'A model version is a text that is not empty.' : undefined),
  });
  return name?.trim();
}
