import { CancellationError, window } from 'vscode';
import { annotationsToPredictions } from '../../core/edits/annotations';
import { editDocument, type UnitEdit } from '../../core/edits/editDocument';
import { missingIds } from '../../core/edits/missingIds';
import { modelVersion } from '../../core/edits/modelVersion';
import { scanUnits } from '../../core/text/units';
import type { DiagnosticsPublisher } from '../diagnostics/publisher';
import { type Active, activeFile } from './activeFile';
import { apply, chosenIn, inSlices, selectedIn } from './steps';

/** "Set Model Version on All Predictions…". */
export async function setModelVersion(publisher: DiagnosticsPublisher, given?: unknown): Promise<void> {
  const active = activeFile(publisher);
  const version = await askVersion('Model version of the predictions', given);
  await make(
    active,
    (unit, pick) => modelVersion(unit, version, pick),
    'All predictions have this model version already.',
  );
}

/** "Convert Annotations to Predictions…". */
export async function convertAnnotations(publisher: DiagnosticsPublisher, given?: unknown): Promise<void> {
  const active = activeFile(publisher);
  const version = await askVersion('Model version of the predictions that are made of annotations', given);
  await make(active, (unit) => annotationsToPredictions(unit, version), 'There are no annotations.');
}

/** "Generate Missing Region Ids". */
export async function generateRegionIds(publisher: DiagnosticsPublisher): Promise<void> {
  await make(activeFile(publisher), missingIds, 'All drawn regions have an id.');
}

/**
 * @param given what a keyboard shortcut says, so that nothing is asked
 * @throws CancellationError when nothing was typed
 */
async function askVersion(prompt: string, given: unknown): Promise<string> {
  if (typeof given === 'string' && given.trim() !== '') return given;
  const version = await window.showInputBox({
    title: 'Label Studio',
    prompt,
    validateInput: (text) => (text.trim() === '' ? 'A model version cannot be empty.' : undefined),
  });
  if (version === undefined) throw new CancellationError();
  return version;
}

/** Makes a change in what the selection touches, or in all if nothing is selected, in one step. */
async function make({ editor, live }: Active, change: UnitEdit, nothing: string): Promise<void> {
  const { document } = editor;
  const { version } = document;
  const text = document.getText();
  const { units, intact } = scanUnits(text, live.found.form);
  if (!intact) throw new Error('The file is not JSON. Mend it first; nothing was changed.');
  const steps = editDocument(text, units.filter(chosenIn(editor)), live.check.reading, change, selectedIn(editor));
  const found = await inSlices(document, 'Looking for what is to be changed', steps);
  if (found.edits.length === 0) {
    void window.showInformationMessage(`Label Studio: ${nothing}`);
    return;
  }
  await apply(document, version, found.edits);
}
