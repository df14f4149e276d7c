/** Texts in JSON, as they are read and as they have to be written. */

import type { Span } from '../text/locate';
import { QUOTE } from '../text/scan';
import { readKey } from '../text/walk';

/** A text in JSON with its quotes. */
export interface Literal extends Span {
  text: string;
}

/** The text that stands at a place; undefined where something else does. */
export function literalAt(json: string, start: number, end: number): Literal | undefined {
  if (json.charCodeAt(start) !== QUOTE || end < start + 2 || json.charCodeAt(end - 1) !== QUOTE) return undefined;
  return { text: readKey(json.slice(start, end)), start, end };
}

/**
 * A text as JSON, in the manner of the one that it takes the place of: where that one escapes what need not be escaped, as
 * Python does it, letters of other alphabets are escaped too.
 *
 * @param before the text as it is written now, with its quotes
 */
export function writeLiteral(text: string, before: string): string {
  const json = JSON.stringify(text);
  if (!/\\u(?!00[01])/i.test(before)) return json;
  return json.replace(/[^\0-~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The beginning of what a text that holds a word can look like: the word itself, or anything with an escape. */
export function mayHold(json: string, word: string, from = 0): boolean {
  return json.includes(JSON.stringify(word).slice(1, -1), from) || json.includes('\\', from);
}
