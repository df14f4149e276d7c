/**
 * The smallest steps over JSON text, shared by everything that needs positions. All offsets are UTF-16 code units. None
 * of these functions throws or reads outside the text; on text that is not JSON they stop at a sensible place.
 */

export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = 0xfeff;

/** JSON's white space, and a byte order mark, which Label Studio refuses but an editor shows as nothing. */
export function isSpace(code: number): boolean {
  return code === 0x20 || code === NEWLINE || code === 0x0d || code === 0x09 || code === BYTE_ORDER_MARK;
}

/** First offset at or after `at` that is not white space; `end` if there is none. */
export function skipSpace(text: string, at: number, end = text.length): number {
  let i = at;
  while (i < end && isSpace(text.charCodeAt(i))) i++;
  return i;
}

/**
 * Offset behind the string that opens at `at`. A raw line break is not allowed in a JSON string, so an unclosed string
 * ends before it: one lost quote must not turn the rest of the file inside out.
 */
export function skipString(text: string, at: number, end = text.length): number {
  let i = at + 1;
  while (i < end) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) return i + 1;
    if (code === NEWLINE) return i;
    i += code === BACKSLASH && text.charCodeAt(i + 1) !== NEWLINE ? 2 : 1;
  }
  return end;
}

/** Offset behind a number, `true`, `false`, `null` or any other run of characters that ends at a delimiter. */
export function skipWord(text: string, at: number, end = text.length): number {
  let i = at;
  while (i < end) {
    const code = text.charCodeAt(i);
    if (isSpace(code) || code === COMMA || code === COLON || code === QUOTE) break;
    if (code === OPEN_BRACE || code === CLOSE_BRACE || code === OPEN_BRACKET || code === CLOSE_BRACKET) break;
    i++;
  }
  return i;
}

/** Offset behind the value that starts at `at` (not white space). Brackets are counted, not matched by kind. */
export function skipValue(text: string, at: number, end = text.length): number {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return skipString(text, at, end);
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return Math.max(skipWord(text, at, end), Math.min(at + 1, end));
  let depth = 0;
  let i = at;
  while (i < end) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = skipString(text, i, end);
      continue;
    }
    i++;
    if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && --depth === 0) return i;
  }
  return end;
}
