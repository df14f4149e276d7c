import type { DocumentCheck } from '../engine/documentCheck';
import { readerOf, unitAt } from '../reading/unitReader';
import { type HoverText, hoverAt } from './hover';

/** Tells of a place in a document that is being checked; offsets are those of the document. */
export function hoverInDocument(check: DocumentCheck, offset: number): HoverText | undefined {
  const cell = unitAt(check, offset);
  const reader = cell && readerOf(check, cell);
  const found = reader && hoverAt(reader, offset - cell.start, check.reading.config);
  if (!found) return undefined;
  const { parts, span } = found;
  return { parts, span: { start: cell.start + span.start, end: cell.start + span.end } };
}
