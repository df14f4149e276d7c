import { type Disposable, DocumentLink, languages, Range, type TextDocument, Uri } from 'vscode';
import type { ReportLink } from '../../core/report/page';
import { documentationOf } from '../diagnostics/toDiagnostic';
import { SCHEME } from '../ids';

/** The links of a report, and the files that they name by their index. */
interface Linked {
  links: readonly ReportLink[];
  files: readonly Uri[];
}

/**
 * Makes the places of reports something to follow. Their targets are addresses with a line in them (`#L12,5`): VS Code
 * opens those itself, and so also in files above 50 MB, which it shows to no extension.
 */
export class ReportLinks implements Disposable {
  readonly #reports = new Map<string, Linked>();
  readonly #registration = languages.registerDocumentLinkProvider(
    { scheme: SCHEME, pattern: '**/*.report.txt' },
    { provideDocumentLinks: (document) => this.#links(document) },
  );

  set(report: Uri, linked: Linked): void {
    this.#reports.set(report.toString(), linked);
  }

  #links(document: TextDocument): DocumentLink[] {
    const linked = this.#reports.get(document.uri.toString());
    if (!linked) return [];
    return linked.links.map(({ line, start, end, to }) => {
      const link = new DocumentLink(new Range(line, start, line, end), targetOf(to, linked.files));
      link.tooltip = 'rule' in to ? 'Open the page of this rule' : 'Open the place';
      return link;
    });
  }

  dispose(): void {
    this.#registration.dispose();
  }
}

function targetOf(to: ReportLink['to'], files: readonly Uri[]): Uri {
  if ('rule' in to) return documentationOf(to.rule);
  return (files[to.file] ?? Uri.parse('')).with({ fragment: `L${to.line},${to.column}` });
}
