import type { Path, Span } from '../text/locate';
import { CLOSE_BRACE, CLOSE_BRACKET, OPEN_BRACE, OPEN_BRACKET } from '../text/scan';
import { elements, members } from '../text/walk';

/** Where an offset is in a text. */
export interface Walk {
  /** From the root to the value, or to the one whose key it is. */
  path: Path;
  /** The key, the value, or a place between the members of the value: its brackets and the blanks in it. */
  on: 'key' | 'value' | 'between';
  /** What is there: the key with its quotes, or the value. */
  span: Span;
  /** The values on the way down, the root first: one more than `path` has steps. */
  values: readonly Span[];
}

/**
 * Goes down to what stands at an offset. The text need be JSON up to there only; what is behind does not matter.
 *
 * @param start of the root
 * @returns undefined where the root is not around the offset
 */
export function walkTo(text: string, offset: number, start = 0, end = text.length): Walk | undefined {
  if (offset < start || offset > end) return undefined;
  const path: (string | number)[] = [];
  const values: Span[] = [{ start, end }];
  for (;;) {
    const value = values.at(-1) as Span;
    const first = text.charCodeAt(value.start);
    if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return { path, on: 'value', span: value, values };
    const child = first === OPEN_BRACE ? memberAt(text, value.start, offset) : elementAt(text, value.start, offset);
    if (!child) return { path, on: 'between', span: value, values };
    path.push(child.step);
    values.push(child.value);
    if (child.key && offset <= child.key.end) return { path, on: 'key', span: child.key, values };
  }
}

interface Child {
  step: string | number;
  value: Span;
  key?: Span;
}

/** The member whose key or value an offset is in. */
function memberAt(text: string, start: number, offset: number): Child | undefined {
  for (const { key, keyStart, keyEnd, valueStart, valueEnd } of members(text, start)) {
    if (keyStart > offset) return undefined;
    const isIn = offset <= keyEnd || (offset >= valueStart && isInside(text, valueStart, valueEnd, offset));
    if (isIn) return { step: key, key: { start: keyStart, end: keyEnd }, value: { start: valueStart, end: valueEnd } };
  }
  return undefined;
}

function elementAt(text: string, from: number, offset: number): Child | undefined {
  for (const { index, start, end } of elements(text, from)) {
    if (start > offset) return undefined;
    if (isInside(text, start, end, offset)) return { step: index, value: { start, end } };
  }
  return undefined;
}

/** Behind its last bracket a list or object is over; a word is touched by a cursor at its end. */
function isInside(text: string, start: number, end: number, offset: number): boolean {
  const last = text.charCodeAt(end - 1);
  const isClosed = last === CLOSE_BRACE || last === CLOSE_BRACKET;
  return offset >= start && (isClosed ? offset < end : offset <= end);
}
