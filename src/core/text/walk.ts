import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipSpace,
  skipString,
  skipValue,
} from './scan';

/** One member of a JSON object. Offsets are UTF-16 units in the text given; the key's include its quotes. */
export interface Member {
  /** The key, escapes resolved. */
  key: string;
  keyStart: number;
  keyEnd: number;
  valueStart: number;
  valueEnd: number;
}

/** One element of a JSON array. */
export interface Element {
  index: number;
  start: number;
  end: number;
}

/** A key as JSON reads it; a key that JSON cannot read stays as it is written. */
export function readKey(source: string): string {
  if (!source.includes('\\')) return source.slice(1, -1);
  try {
    return JSON.parse(source) as string;
  } catch {
    return source.slice(1, -1);
  }
}

/**
 * The members of the object that opens at `start`, in order, duplicate keys included. Yields nothing when there is no
 * object there, and stops at the first place that is not JSON.
 */
export function* members(text: string, start: number): Generator<Member, void, undefined> {
  let i = skipSpace(text, start);
  if (text.charCodeAt(i) !== OPEN_BRACE) return;
  i = skipSpace(text, i + 1);
  while (i < text.length && text.charCodeAt(i) !== CLOSE_BRACE) {
    if (text.charCodeAt(i) !== QUOTE) return;
    const keyStart = i;
    const keyEnd = skipString(text, i);
    i = skipSpace(text, keyEnd);
    if (text.charCodeAt(i) !== COLON) return;
    const valueStart = skipSpace(text, i + 1);
    const valueEnd = skipValue(text, valueStart);
    yield { key: readKey(text.slice(keyStart, keyEnd)), keyStart, keyEnd, valueStart, valueEnd };
    i = skipSpace(text, valueEnd);
    if (text.charCodeAt(i) !== COMMA) return;
    i = skipSpace(text, i + 1);
  }
}

/** The elements of the array that opens at `start`, in order. Like `members` it stops where the text is not JSON. */
export function* elements(text: string, start: number): Generator<Element, void, undefined> {
  let i = skipSpace(text, start);
  if (text.charCodeAt(i) !== OPEN_BRACKET) return;
  i = skipSpace(text, i + 1);
  let index = 0;
  while (i < text.length && text.charCodeAt(i) !== CLOSE_BRACKET) {
    const end = skipValue(text, i);
    yield { index, start: i, end };
    index++;
    i = skipSpace(text, end);
    if (text.charCodeAt(i) !== COMMA) return;
    i = skipSpace(text, i + 1);
  }
}
