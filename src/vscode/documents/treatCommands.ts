import {
  ConfigurationTarget,
  Disposable,
  type TextDocument,
  commands as vscodeCommands,
  window,
  workspace,
} from 'vscode';
import type { Log } from '../../core/ports';
import { registerCommand } from '../commands';
import { commands, DOCUMENT_SCHEMA_URI } from '../ids';
import type { PredictionDocuments } from './predictionDocuments';

/** "Treat This File as Label Studio Predictions" and back. */
export function registerTreatCommands(log: Log, documents: PredictionDocuments): Disposable {
  return Disposable.from(
    registerCommand(log, commands.treatAsPredictions, () => treat(documents)),
    registerCommand(log, commands.stopTreatingAsPredictions, () => stopTreating(documents)),
  );
}

function activeDocument(): TextDocument {
  const document = window.activeTextEditor?.document;
  if (!document)
    throw new Error('No file is open. Open the file that holds the predictions and run the command again.');
  return document;
}

async function treat(documents: PredictionDocuments): Promise<void> {
  const document = activeDocument();
  const found = documents.find(document);
  if (found) {
    await window.showInformationMessage(
      `This file is ${found.because === 'asked' ? 'already' : 'always'} checked as Label Studio predictions.`,
    );
    return;
  }
  await documents.treat(document.uri);
  const share = { title: 'Share in Workspace Settings' };
  const inWorkspace = workspace.getWorkspaceFolder(document.uri) !== undefined && document.languageId === 'json';
  if (!inWorkspace) return;
  const picked = await window.showInformationMessage(
    'This file is now checked as Label Studio predictions, for you in this workspace. To give your colleagues completion and hover too, the workspace settings can name it (json.schemas).',
    share,
  );
  if (picked === share) await shareInSettings(document);
}

/** Names the file in the workspace's `json.schemas`, which colleagues get with the repository. */
async function shareInSettings(document: TextDocument): Promise<void> {
  const path = workspace.asRelativePath(document.uri, false);
  const json = workspace.getConfiguration('json', document.uri);
  const schemas = json.inspect<unknown[]>('schemas')?.workspaceValue ?? [];
  const entry = { fileMatch: [`/${path}`], url: DOCUMENT_SCHEMA_URI };
  await json.update('schemas', [...schemas, entry], ConfigurationTarget.Workspace);
}

async function stopTreating(documents: PredictionDocuments): Promise<void> {
  const document = activeDocument();
  if (!documents.isTreated(document.uri)) {
    const found = documents.find(document);
    if (!found) return;
    if (found.because === 'name') {
      await window.showInformationMessage('This file is checked because of its name. Rename it to end the checks.');
      return;
    }
    await showSetting(found.because === 'setting' ? 'labelStudio.files' : 'json.schemas');
    return;
  }
  await documents.stopTreating(document.uri);
  if (documents.find(document)?.because === 'json.schemas') await showSetting('json.schemas');
}

/** Says which setting names a file, and leads there. */
async function showSetting(setting: 'labelStudio.files' | 'json.schemas'): Promise<void> {
  const open = { title: 'Open Settings' };
  const text = `This file is checked because the setting ${setting} names it. Take it out there to end the checks.`;
  const picked = await window.showInformationMessage(text, open);
  if (picked === open) await vscodeCommands.executeCommand('workbench.action.openSettings', setting);
}
