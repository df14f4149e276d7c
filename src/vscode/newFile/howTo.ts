import { CancellationError, type QuickPickItem, window } from 'vscode';
import type { NewFile } from '../../core/edits/newFile/newFile';
import { proposedVersion } from '../../core/upload/modelVersion';
import { today } from '../today';

/** How predictions are written. */
export type Form = Pick<NewFile, 'units' | 'form'>;

const FORMS: readonly (QuickPickItem & Form)[] = [
  {
    units: 'task',
    form: 'json',
    label: 'Tasks With Predictions (JSON)',
    detail: 'Data and predictions together: for an import, and for new tasks',
  },
  {
    units: 'prediction',
    form: 'json',
    label: 'Predictions Alone (JSON)',
    detail: 'Each names its task by the id, as POST /api/predictions/ takes it',
  },
  {
    units: 'task',
    form: 'jsonl',
    label: 'Tasks With Predictions (JSON Lines)',
    detail: 'One task a line; "Upload Predictions" takes it, an import in Label Studio does not',
  },
  {
    units: 'prediction',
    form: 'jsonl',
    label: 'Predictions Alone (JSON Lines)',
    detail: 'One prediction a line, for "Upload Predictions" and for scripts',
  },
];

/** @throws CancellationError when nobody picks one */
export async function whichForm(given: Partial<Form>): Promise<Form> {
  const own = FORMS.find(({ units, form }) => units === given.units && form === given.form);
  const picked =
    own ?? (await window.showQuickPick(FORMS, { title: 'New Prediction File', placeHolder: 'What it holds' }));
  if (!picked) throw new CancellationError();
  return { units: picked.units, form: picked.form };
}

/**
 * @param stem what the file is called
 * @throws CancellationError when nothing was typed
 */
export async function whichVersion(stem: string, given: unknown): Promise<string> {
  if (typeof given === 'string' && given.trim() !== '') return given;
  const version = await window.showInputBox({
    title: 'New Prediction File',
    prompt: 'Model version of the predictions',
    value: proposedVersion(stem, today()),
    validateInput: (text) => (text.trim() === '' ? 'A model version cannot be empty.' : undefined),
  });
  if (version === undefined) throw new CancellationError();
  return version.trim();
}
