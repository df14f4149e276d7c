import { ProgressLocation, type TextDocument, window, workspace } from 'vscode';
import type { Log } from '../../core/ports';
import { SEVERITIES } from '../../core/validation/problem';
import type { DocumentFix } from '../chunks/checker';
import type { LiveCheck } from '../diagnostics/liveCheck';
import type { DiagnosticsPublisher } from '../diagnostics/publisher';
import { runFix, toWorkspaceEdit } from './runFix';

/** Makes all safe fixes in the file of the active editor, in one step, and says what was done. */
export async function fixAll(publisher: DiagnosticsPublisher, log: Log): Promise<void> {
  const document = window.activeTextEditor?.document;
  const live = document && publisher.liveOf(document);
  if (!document || !live) {
    void window.showWarningMessage(
      'Label Studio: There is no prediction or task file in the active editor. "Treat This File as Label Studio Predictions" makes it one.',
    );
    return;
  }
  const found = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: 'Label Studio: Looking for what can be fixed',
      cancellable: true,
    },
    (_, token) => runFix(live, token, () => live.checker.fixDocument(live.check, live.checker.onlySafe)),
  );
  await make(document, found, live, log);
}

async function make(document: TextDocument, found: DocumentFix, live: LiveCheck, log: Log): Promise<void> {
  if (found.edits.length === 0) {
    const left = SEVERITIES.reduce((sum, severity) => sum + live.check.counts[severity], 0);
    void window.showInformationMessage(
      left === 0
        ? 'Label Studio: This file has no problems.'
        : 'Label Studio: None of the problems can be fixed safely.',
    );
    return;
  }
  if (!(await workspace.applyEdit(toWorkspaceEdit(document, found.edits)))) {
    throw new Error('The fixes could not be made: the file has changed meanwhile, or cannot be edited.');
  }
  const counts = [...found.fixed].sort((a, b) => b[1] - a[1]);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const parts = counts.map(([code, count]) => `${code} ${count}`).join(', ');
  log.info(`${document.uri.toString()}: fixed ${parts}.`);
  void window.showInformationMessage(
    `Label Studio: Fixed ${all.toLocaleString('en')} problem${all === 1 ? '' : 's'} (${parts}).`,
  );
}
