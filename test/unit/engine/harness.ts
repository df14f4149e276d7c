import assert from 'node:assert/strict';
import { piecesOf } from '../../../src/core/engine/checkText';
import { DocumentCheck, type DocumentOptions } from '../../../src/core/engine/documentCheck';
import type { TextChange } from '../../../src/core/engine/edit';
import { checkStream, type StreamOptions } from '../../../src/core/engine/streamCheck';
import { stringSource } from '../../../src/core/text/lines';

/** What a check says, as lines that can be compared: place, code and message. */
export type Said = string[];

function line(code: string, start: number, end: number, message: string): string {
  return `${start}-${end} ${code} ${message}`;
}

/** Works until there is nothing left to do, in slices of one step. */
export function finish(check: DocumentCheck, limit = 1_000_000): void {
  for (let step = 0; !check.work(() => true); step++) assert.ok(step < limit, 'the work has no end');
}

/** Everything that a document check holds now, in file order. */
export function said(check: DocumentCheck): Said {
  const lines: [number, string][] = [];
  for (const cell of check.outline.units()) {
    for (const { code, start, end, message } of check.problemsOf(cell)) {
      lines.push([cell.start + start, line(code, cell.start + start, cell.start + end, message)]);
    }
  }
  return inOrder(lines);
}

function inOrder(lines: [number, string][]): Said {
  return lines.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1)).map(([, text]) => text);
}

/** What a fresh check of the text says. */
export function saidFresh(text: string, options: DocumentOptions): Said {
  const check = new DocumentCheck(stringSource(text), options);
  finish(check);
  return said(check);
}

/** What the streaming check says. */
export function saidStreamed(text: string, options: StreamOptions, piece = 7): Said {
  const lines: [number, string][] = [];
  const whole = piecesOf(stringSource(text));
  let at = 0;
  const source = {
    read: () => {
      const start = at;
      at += piece;
      return start < text.length ? text.slice(start, at) : undefined;
    },
    slice: (start: number, end: number) => whole.slice?.(start, end) ?? '',
  };
  for (const problems of checkStream(source, { ...options, consequences: true })) {
    for (const { code, start, end, message } of problems) lines.push([start, line(code, start, end, message)]);
  }
  return inOrder(lines);
}

/** Applies a change to a text. */
export function applyTo(text: string, { offset, removed, text: added }: TextChange): string {
  return text.slice(0, offset) + added + text.slice(offset + removed);
}
