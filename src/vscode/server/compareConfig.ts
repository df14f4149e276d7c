import { commands, type Uri, window, workspace } from 'vscode';
import { CONFIG_LANGUAGE, commands as commandIds } from '../ids';
import type { ServerDeps } from './deps';
import { isSameConfig, readProjectConfig, showDifference } from './projectConfig';
import { connecting, requireTrust } from './target';

/** "Label Studio: Compare Labeling Config": the config in force for the active file beside that of the connected project. */
export async function compareLabelConfig(deps: ServerDeps): Promise<void> {
  requireTrust('Labeling configs are only compared in');
  const mine = await configInForce(deps);
  if (!mine) {
    // Not awaited: the command has ended, the message may stay open as long as it likes.
    void offerPull();
    return;
  }
  await connecting(deps, async () => {
    const pulled = await readProjectConfig(deps);
    if (!pulled) return;
    const document = await workspace.openTextDocument(mine);
    const { id, title, labelConfig } = pulled.found;
    if (!isSameConfig(document.getText(), labelConfig)) {
      await showDifference(deps, document, pulled);
      return;
    }
    const text = `${workspace.asRelativePath(mine)} is equal to the labeling config of project ${id} "${title}".`;
    deps.log.info(text);
    void window.showInformationMessage(text);
  });
}

/** The active config itself, or the one that the active file is checked against. */
export async function configInForce({ configs }: ServerDeps): Promise<Uri | undefined> {
  const document = window.activeTextEditor?.document;
  if (!document) return undefined;
  if (document.languageId === CONFIG_LANGUAGE) return document.uri;
  return (await configs.ready(document.uri))?.uri;
}

async function offerPull(): Promise<void> {
  const pull = { title: 'Pull Labeling Config' };
  const choose = { title: 'Choose Labeling Config…' };
  const isOpen = window.activeTextEditor !== undefined;
  const picked = await window.showWarningMessage(
    isOpen
      ? 'No labeling config counts for this file, so there is nothing to compare.'
      : 'No file is open. Open a prediction or task file, or a labeling config, to compare its labeling config.',
    ...(isOpen ? [pull, choose] : [pull]),
  );
  if (picked === pull) await commands.executeCommand(commandIds.pullLabelConfig);
  if (picked === choose) await commands.executeCommand(commandIds.chooseLabelConfig);
}
