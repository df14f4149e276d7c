import { Position, Range, type TextDocument } from 'vscode';
import type { TextSource } from '../../core/ports';

/**
 * The text of an editor's document, read by ranges: asking VS Code for all of a large text joins its lines anew after
 * every edit.
 */
export function documentText(document: TextDocument): TextSource {
  return {
    version: document.version,
    // A place behind the last line is taken for the end.
    length: document.offsetAt(new Position(document.lineCount, 0)),
    get lineCount() {
      return document.lineCount;
    },
    slice: (start, end) => document.getText(new Range(document.positionAt(start), document.positionAt(end))),
    lineStart: (line) => document.offsetAt(new Position(line, 0)),
  };
}
