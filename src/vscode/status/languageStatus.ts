import { Disposable, type LanguageStatusItem, LanguageStatusSeverity, languages, window } from 'vscode';
import type { PredictionDocument, PredictionDocuments } from '../documents/predictionDocuments';
import { commands } from '../ids';

const REASONS: Record<PredictionDocument['because'], string> = {
  name: 'checked because of its name',
  setting: 'checked because of the setting labelStudio.files',
  'json.schemas': 'checked because the setting json.schemas gives it our schema',
  asked: 'checked because you asked for it',
};

/**
 * Says, in the language status of the active editor, whether and why the file is checked, and offers quietly to check a
 * file that looks like predictions.
 */
export function registerLanguageStatus(documents: PredictionDocuments): Disposable {
  const item = languages.createLanguageStatusItem('labelStudio.file', [
    { language: 'json' },
    { language: 'jsonc' },
    { language: 'jsonl' },
  ]);
  item.name = 'Label Studio';
  const refresh = (): void => show(item, documents);
  refresh();
  return Disposable.from(item, window.onDidChangeActiveTextEditor(refresh), documents.onDidChange(refresh));
}

function show(item: LanguageStatusItem, documents: PredictionDocuments): void {
  fill(item, documents);
  item.accessibilityInformation = { label: [item.text, item.detail].filter((part) => part).join(', ') };
}

function fill(item: LanguageStatusItem, documents: PredictionDocuments): void {
  const document = window.activeTextEditor?.document;
  item.severity = LanguageStatusSeverity.Information;
  item.command = undefined;
  const found = document && documents.find(document);
  if (found) {
    item.text = 'Label Studio predictions';
    item.detail = REASONS[found.because];
    if (found.because === 'asked')
      item.command = { command: commands.stopTreatingAsPredictions, title: 'Stop Checking' };
    return;
  }
  const offered = document !== undefined && documents.looksLikeOurs(document);
  item.text = offered ? 'Looks like Label Studio predictions' : 'Not a Label Studio file';
  item.detail = offered ? 'not checked, its name does not say so' : '';
  item.command = { command: commands.treatAsPredictions, title: 'Treat This File as Label Studio Predictions' };
}
