import { Range, type TextDocument, WorkspaceEdit, type WorkspaceEditEntryMetadata, window, workspace } from 'vscode';
import { writeLiteral } from '../../core/navigation/literal';
import { configEdits } from '../../core/navigation/rename';
import type { ConfigSymbol, RegionSymbol } from '../../core/navigation/symbol';
import { idsIn } from '../../core/navigation/unitMentions';
import { toRange } from '../diagnostics/toDiagnostic';
import type { ReadConfig } from './configDocuments';
import type { FileUses } from './fileUses';
import type { UnitSpot } from './spots';

/** How changes are grouped in VS Code's preview. */
const IN_CONFIG: WorkspaceEditEntryMetadata = { label: 'Labeling config', needsConfirmation: false };
const IN_FILES: WorkspaceEditEntryMetadata = { label: 'Prediction and task files', needsConfirmation: false };
const OPEN: WorkspaceEditEntryMetadata = {
  label: 'Can mean another label of the same text',
  description: 'tick what is meant',
  needsConfirmation: true,
};
/**
 * VS Code shows its preview when something needs a confirmation, and leaves that unticked. So that all changes are shown,
 * and ticked, there is one that changes nothing.
 */
const SHOWN: WorkspaceEditEntryMetadata = {
  label: 'Changes nothing',
  description: 'it is here so that you see the changes before they are made',
  needsConfirmation: true,
};

/** The changes that rename a symbol in the labeling config and in every file that it governs. */
export function renameEverywhere(
  { document, index }: ReadConfig,
  symbol: ConfigSymbol,
  name: string,
  files: readonly FileUses[],
): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  let isShown = false;
  for (const { start, end, text, isOpen } of configEdits(index, symbol, name)) {
    isShown ||= isOpen;
    edit.replace(document.uri, toRange(document, start, end), text, isOpen ? OPEN : IN_CONFIG);
  }
  for (const { uri, uses, unchanged } of files) {
    if (unchanged) continue;
    for (const { range, written, isOpen } of uses) {
      isShown ||= isOpen;
      edit.replace(uri, range, writeLiteral(name, written), isOpen ? OPEN : IN_FILES);
    }
  }
  if (!isShown) edit.replace(document.uri, new Range(0, 0, 0, 0), '', SHOWN);
  tellUnchanged(files);
  return edit;
}

/** Names the files that keep the old name, or may. */
function tellUnchanged(files: readonly FileUses[]): void {
  const named = files.flatMap(({ uri, uses, unchanged, isBroken }) => {
    const name = workspace.asRelativePath(uri);
    if (isBroken) return [`${name} (it is not JSON somewhere, so look for what is left)`];
    if (!unchanged) return [];
    return [`${name} (${uses.length > 0 ? `${uses.length} places; ` : ''}${unchanged})`];
  });
  if (named.length === 0) return;
  const most = named.slice(0, 5).join(', ');
  const more = named.length > 5 ? ` and ${named.length - 5} more` : '';
  void window.showWarningMessage(`Label Studio: Not all is renamed in ${most}${more}.`);
}

/** The changes that give a region another id, where it stands and where the prediction refers to it. */
export function renameIds(
  document: TextDocument,
  { unit, mention }: UnitSpot,
  symbol: RegionSymbol,
  id: string,
): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { start, end } of idsIn(unit.reader, mention.owner, symbol)) {
    const text = writeLiteral(id, unit.reader.text(start, end));
    edit.replace(document.uri, toRange(document, unit.start + start, unit.start + end), text);
  }
  return edit;
}
