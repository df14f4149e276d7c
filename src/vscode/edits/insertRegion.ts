import { CancellationError, SnippetString, window } from 'vscode';
import type { DiagnosticsPublisher } from '../diagnostics/publisher';
import { activeFile } from './activeFile';

/**
 * "Insert Region…": a region of one control tag of the labeling config, behind the one at the cursor or the last one of its
 * prediction. Its labels and numbers are then gone through with Tab.
 *
 * @param given name of the control tag, as a keyboard shortcut may say it, so that nothing is asked
 */
export async function insertRegion(publisher: DiagnosticsPublisher, given?: unknown): Promise<void> {
  const { editor, live } = activeFile(publisher);
  const { document } = editor;
  const { version } = document;
  const { config } = live.check.reading;
  if (!config) {
    throw new Error('No labeling config is known for this file. "Choose Labeling Config…" says how to get one.');
  }
  const offset = document.offsetAt(editor.selection.active);
  // Of the chunk that the check is of: its classes are others than those here.
  const unit = live.checker.unitAt(live.check, offset);
  const found =
    unit && live.checker.newRegions(live.check.textOf(unit), offset - unit.start, config, live.found.form === 'jsonl');
  if (!found) throw new Error('Put the cursor into a prediction that has a "result": the region is written into it.');
  if (found.drafts.length === 0) throw new Error('Every question of the labeling config is answered here already.');
  const items = found.drafts.map((draft) => ({
    label: draft.label,
    description: draft.detail ?? '',
    detail: draft.documentation ?? '',
    draft,
  }));
  const picked =
    items.find(({ label }) => label.startsWith(`${given}: `)) ??
    (await window.showQuickPick(items, { title: 'Label Studio: Insert Region', placeHolder: 'Of which control tag?' }));
  if (!picked) throw new CancellationError();
  const position = document.positionAt(unit.start + found.at);
  if (document.version !== version) throw new Error('The file has changed meanwhile. Nothing was inserted.');
  await window.showTextDocument(document, editor.viewColumn);
  await editor.insertSnippet(new SnippetString(found.snippetOf(picked.draft)), position);
}
