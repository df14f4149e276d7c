import type { Span } from './locate';
import { OPEN_BRACE, skipSpace } from './scan';
import { members } from './walk';

/**
 * The beginning of an object: its brace and its first member. It is enough to show which object is meant, where
 * underlining all of its lines would hide the text. Other values, and objects on one line, stay as they are.
 */
export function headOf(text: string, { start, end }: Span): Span {
  const at = skipSpace(text, start, end);
  if (text.charCodeAt(at) !== OPEN_BRACE || !text.slice(at, end).includes('\n')) return { start, end };
  for (const { keyEnd, valueEnd, valueStart } of members(text, at)) {
    const isShort = !text.slice(valueStart, valueEnd).includes('\n');
    return { start, end: Math.min(isShort ? valueEnd : keyEnd, end) };
  }
  return { start, end };
}
