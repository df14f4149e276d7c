import type {
  Diagnostic,
  DiagnosticCollection,
  DiagnosticRelatedInformation,
  TextDocument,
  TextDocumentContentChangeEvent,
} from 'vscode';

/**
 * What VS Code shows of one document's problems. Setting hundreds of them takes milliseconds here and many more in the
 * window, so they are set when they differ from what is there.
 */
export class Shown {
  #diagnostics: readonly Diagnostic[] = [];
  /** Squiggles may stand elsewhere than where they were set: VS Code moves and stretches them with the text. */
  #isMoved = false;

  constructor(
    private readonly document: TextDocument,
    private readonly collection: DiagnosticCollection,
  ) {}

  /** Follows an edit. */
  changed(changes: readonly TextDocumentContentChangeEvent[]): void {
    this.#isMoved ||= changes.some(({ range, text }) => {
      if (!range.isSingleLine || /[\r\n]/.test(text)) return true;
      const { line } = range.start;
      return this.#diagnostics.some((shown) => shown.range.start.line <= line && line <= shown.range.end.line);
    });
  }

  show(diagnostics: readonly Diagnostic[]): void {
    const before = this.#diagnostics;
    if (diagnostics.length === 0 && before.length === 0) return;
    if (!this.#isMoved && diagnostics.length === before.length && diagnostics.every(isSameAs(before))) return;
    this.#diagnostics = diagnostics;
    this.#isMoved = false;
    this.collection.set(this.document.uri, diagnostics);
  }

  clear(): void {
    this.#diagnostics = [];
    this.collection.delete(this.document.uri);
  }
}

function isSameAs(others: readonly Diagnostic[]): (diagnostic: Diagnostic, index: number) => boolean {
  return (one, index) => {
    const other = others[index];
    if (!other || one.message !== other.message || one.severity !== other.severity) return false;
    if (codeOf(one) !== codeOf(other) || !one.range.isEqual(other.range)) return false;
    return isSameRelated(one.relatedInformation ?? [], other.relatedInformation ?? []);
  };
}

function isSameRelated(
  some: readonly DiagnosticRelatedInformation[],
  others: readonly DiagnosticRelatedInformation[],
): boolean {
  return (
    some.length === others.length &&
    some.every(({ message, location }, index) => {
      const other = others[index];
      return message === other?.message && location.range.isEqual(other.location.range);
    })
  );
}

const codeOf = ({ code }: Diagnostic): string | number | undefined => (typeof code === 'object' ? code.value : code);
