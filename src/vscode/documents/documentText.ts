import { Position, Range, type TextDocument } from 'vscode';
import type { TextSource } from '../../core/ports';

/**
 * The text of an editor's document, read by ranges: asking VS Code for all of a large text joins its lines anew after
 * every edit.
 */
export function documentText(document: TextDocument): TextSource {
  return new DocumentText(document);
}

class DocumentText implements TextSource {
  readonly version: number;
  /** A place behind the last line is taken for the end. */
  readonly length: number;

  constructor(private readonly document: TextDocument) {
    this.version = document.version;
    this.length = document.offsetAt(new Position(document.lineCount, 0));
  }

  get lineCount(): number {
    return this.document.lineCount;
  }

  slice(start: number, end: number): string {
    const { document } = this;
    return document.getText(new Range(document.positionAt(start), document.positionAt(end)));
  }

  lineStart(line: number): number {
    return this.document.offsetAt(new Position(line, 0));
  }
}
