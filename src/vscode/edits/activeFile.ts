import { type TextEditor, window } from 'vscode';
import type { LiveCheck } from '../diagnostics/liveCheck';
import type { DiagnosticsPublisher } from '../diagnostics/publisher';

/** The file that a command is about. */
export interface Active {
  editor: TextEditor;
  live: LiveCheck;
}

/** @throws Error when the active editor has none of ours */
export function activeFile(publisher: DiagnosticsPublisher): Active {
  const editor = window.activeTextEditor;
  const live = editor && publisher.liveOf(editor.document);
  if (editor && live) return { editor, live };
  throw new Error(
    'There is no prediction or task file in the active editor. "Treat This File as Label Studio Predictions" makes it one.',
  );
}
