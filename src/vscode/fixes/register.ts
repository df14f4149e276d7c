import { Disposable, type DocumentSelector, languages } from 'vscode';
import type { Log } from '../../core/ports';
import { registerCommand } from '../commands';
import type { DiagnosticsPublisher } from '../diagnostics/publisher';
import { commands } from '../ids';
import { FixActions, KINDS } from './fixActions';
import { fixAll } from './fixAll';

const SELECTOR: DocumentSelector = [
  { pattern: '**/*.{json,jsonl,ndjson}' },
  { language: 'json' },
  { language: 'jsonc' },
  { language: 'jsonl' },
];

/** Quick fixes, `source.fixAll.labelStudio`, and the command that fixes all that is safe. */
export function registerFixes(log: Log, publisher: DiagnosticsPublisher): Disposable {
  const actions = new FixActions(publisher, log);
  return Disposable.from(
    languages.registerCodeActionsProvider(SELECTOR, actions, { providedCodeActionKinds: KINDS }),
    registerCommand(log, commands.fixAll, () => fixAll(publisher, log)),
  );
}
