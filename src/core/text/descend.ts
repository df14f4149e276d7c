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
} from './scan';

/** Looks into a value, or passes over it, and says where it ends. */
export type Descend = (start: number) => number;

/**
 * Goes through the members of the object that opens at an offset, and into those that are wanted, in one pass: `members` and
 * `elements` pass over each value before they give it, so that whoever goes down reads all of it once for each level.
 *
 * @param member what becomes of a value, by its key with its quotes
 * @returns the offset behind the object; -1 where it is no JSON, or no object
 */
export function eachMember(
  text: string,
  start: number,
  member: (keyStart: number, keyEnd: number, valueStart: number) => number,
): number {
  if (text.charCodeAt(start) !== OPEN_BRACE) return -1;
  let at = skipSpace(text, start + 1);
  if (text.charCodeAt(at) === CLOSE_BRACE) return at + 1;
  for (;;) {
    if (text.charCodeAt(at) !== QUOTE) return -1;
    const keyEnd = skipString(text, at);
    const colon = skipSpace(text, keyEnd);
    if (text.charCodeAt(colon) !== COLON) return -1;
    at = skipSpace(text, member(at, keyEnd, skipSpace(text, colon + 1)));
    const code = text.charCodeAt(at);
    if (code === CLOSE_BRACE) return at + 1;
    if (code !== COMMA) return -1;
    at = skipSpace(text, at + 1);
  }
}

/** The same for the elements of a list. */
export function eachElement(text: string, start: number, element: (index: number, start: number) => number): number {
  if (text.charCodeAt(start) !== OPEN_BRACKET) return -1;
  let at = skipSpace(text, start + 1);
  if (text.charCodeAt(at) === CLOSE_BRACKET) return at + 1;
  for (let index = 0; ; index++) {
    if (at >= text.length) return -1;
    at = skipSpace(text, element(index, at));
    const code = text.charCodeAt(at);
    if (code === CLOSE_BRACKET) return at + 1;
    if (code !== COMMA) return -1;
    at = skipSpace(text, at + 1);
  }
}
