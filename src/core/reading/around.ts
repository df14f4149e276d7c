import type { DocumentCheck } from '../engine/documentCheck';
import type { Span } from '../text/locate';
import { readerOf, unitAt } from './unitReader';

/**
 * The parts of a document around an offset, smallest first: the key or value, the members and lists it is in, its region,
 * prediction and task. Offsets are those of the document.
 */
export function partsAround(check: DocumentCheck, offset: number): Span[] {
  const cell = unitAt(check, offset);
  const spot = cell && readerOf(check, cell)?.spotAt(offset - cell.start);
  if (!cell || !spot) return [];
  const spans = [...spot.around];
  if (spot.on === 'key') {
    // The value of the key is beside it, and the two together are a member.
    const value = spans.pop();
    if (value) spans.push({ start: spot.span.start, end: value.end }, spot.span);
  }
  return spans.reverse().map(({ start, end }) => ({ start: cell.start + start, end: cell.start + end }));
}
