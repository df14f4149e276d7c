import { type QuickPickItem, window } from 'vscode';
import { proposedVersion } from '../../core/upload/modelVersion';
import { today } from '../today';
import type { UploadFile } from './uploadFile';

interface Choice extends QuickPickItem {
  choice: 'proposed' | 'other' | 'none';
}

/**
 * Asks for the model version of predictions that name none: without one they can neither be chosen in a project nor be
 * deleted together.
 *
 * @returns whether to go on: not when the person thought better of it
 */
export async function nameUnnamed({ unnamed, name: file, session }: UploadFile): Promise<boolean> {
  if (unnamed === 0) return true;
  const them = unnamed === 1 ? 'it' : 'them';
  const proposed = proposedVersion(file, today());
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
  if (!picked) return false;
  if (picked.choice === 'none') return true;
  const name = picked.choice === 'proposed' ? proposed : await askName(proposed);
  if (name !== undefined) await session.nameUnnamed(name);
  return name !== undefined;
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
