import { Diagnostic, DiagnosticSeverity, type Disposable, languages, type Range, type Uri, workspace } from 'vscode';
import { DIAGNOSTIC_SOURCE } from '../ids';

/** Something that a server said of a place in a file. */
export interface ServerProblem {
  range: Range;
  message: string;
  code: 'refused-by-server' | 'not-uploaded';
}

/** What servers refused and what projects have no place for, as squiggles. They stay until the next upload of the file, or until it closes. */
export class ServerProblems implements Disposable {
  readonly #collection = languages.createDiagnosticCollection(`${DIAGNOSTIC_SOURCE}-server`);
  readonly #closing = workspace.onDidCloseTextDocument(({ uri }) => this.clear(uri));

  set(uri: Uri, problems: readonly ServerProblem[]): void {
    this.#collection.set(
      uri,
      problems.map(({ range, message, code }) => {
        const diagnostic = new Diagnostic(range, message, DiagnosticSeverity.Error);
        diagnostic.source = DIAGNOSTIC_SOURCE;
        diagnostic.code = code;
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
