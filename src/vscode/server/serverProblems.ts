import {
  Diagnostic,
  DiagnosticSeverity,
  type Disposable,
  languages,
  type TextDocument,
  type Uri,
  workspace,
} from 'vscode';
import { MAX_DIAGNOSTICS, toRange } from '../diagnostics/toDiagnostic';
import { DIAGNOSTIC_SOURCE } from '../ids';

/** Something that a server said of a place in a file. Offsets in the text that was sent, in UTF-16 units. */
export interface ServerProblem {
  start: number;
  end: number;
  message: string;
}

/** What servers refused, as squiggles. They stay until the next upload of the file, or until it closes. */
export class ServerProblems implements Disposable {
  readonly #collection = languages.createDiagnosticCollection(`${DIAGNOSTIC_SOURCE}-server`);
  readonly #closing = workspace.onDidCloseTextDocument(({ uri }) => this.clear(uri));

  set(document: TextDocument, problems: readonly ServerProblem[]): void {
    if (document.isClosed) return;
    this.#collection.set(
      document.uri,
      problems.slice(0, MAX_DIAGNOSTICS).map(({ start, end, message }) => {
        const diagnostic = new Diagnostic(toRange(document, start, end), message, DiagnosticSeverity.Error);
        diagnostic.source = DIAGNOSTIC_SOURCE;
        diagnostic.code = 'refused-by-server';
        return diagnostic;
      }),
    );
  }

  clear(uri: Uri): void {
    this.#collection.delete(uri);
  }

  dispose(): void {
    this.#closing.dispose();
    this.#collection.dispose();
  }
}
