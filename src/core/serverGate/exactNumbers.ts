import { MAX_DIGITS } from '../tags/laxTexts';
import { MAX_DEPTH } from '../text/poison';
import { OPEN_BRACE, OPEN_BRACKET, skipSpace, skipValue } from '../text/scan';
import { elements, members } from '../text/walk';

/** A whole number with so many digits that a double may not hold it. It may stand in a string: this only has a closer look. */
const LONG_INTEGER = /(?:^|[[:,\s])-?\d{16,}(?=[\s,\]}]|$)/;

/**
 * The value of a JSON text with its long whole numbers as `bigint`: Python keeps them exactly, and tells
 * `10000000000000000000`, which is an int, from `1e19`, which is not.
 *
 * @param value what JSON.parse made of the text, given back as it is when there is no such number
 */
export function exactValue(text: string, value: unknown): unknown {
  return LONG_INTEGER.test(text) ? read(text, 0) : value;
}

function read(text: string, depth: number): unknown {
  const start = skipSpace(text, 0);
  const source = text.slice(start, skipValue(text, start));
  if (depth > MAX_DEPTH || !LONG_INTEGER.test(source)) return JSON.parse(source);
  const first = source.charCodeAt(0);
  if (first === OPEN_BRACE) {
    const entries = Array.from(members(source, 0), ({ key, valueStart, valueEnd }) => {
      return [key, read(source.slice(valueStart, valueEnd), depth + 1)] as const;
    });
    return Object.fromEntries(entries);
  }
  if (first === OPEN_BRACKET) {
    return Array.from(elements(source, 0), (element) => read(source.slice(element.start, element.end), depth + 1));
  }
  const isLong = /^-?\d+$/.test(source) && source.length <= MAX_DIGITS;
  return isLong ? BigInt(source) : JSON.parse(source);
}
