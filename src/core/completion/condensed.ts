import type { Span } from '../text/locate';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipSpace,
  skipValue,
} from '../text/scan';

/** A text that is short, and reads at one place like the long one that it was made of. */
export interface Condensed {
  text: string;
  /** The place in the short text. */
  offset: number;
}

/** What is left out. */
export interface Condensing {
  /** Lists and texts that are longer, in characters, are empty unless the place is in them. */
  long: number;
  /** Objects and lists in a list that are farther from the place are empty, and behind it the text ends. */
  near: number;
}

/** Shorter texts are read as they are. */
const SHORT = 8_192;

export const ALL_ELEMENTS: Condensing = { long: 4_096, near: Number.POSITIVE_INFINITY };
export const NEAR_ELEMENTS: Condensing = { long: 4_096, near: 65_536 };

/** What stands for a value that is left out: so that lists count as they did. */
const STUBS: Readonly<Record<number, string>> = { [OPEN_BRACE]: '{}', [OPEN_BRACKET]: '[]', [QUOTE]: '""' };

/**
 * Leaves out of a text what does not matter at one place, so that what reads all of it, fault by fault, has little to read.
 * The text need not be JSON. What touches the place stays as it is: an offset there moves by as much as the place does.
 */
export function condensed(text: string, offset: number, how: Condensing): Condensed {
  if (text.length <= SHORT) return { text, offset };
  return new Condenser(text.length > offset + how.near ? text.slice(0, offset + how.near) : text, offset, how).run();
}

class Condenser {
  readonly #parts: string[] = [];
  /** Up to where the text has been taken. */
  #taken = 0;
  /** Characters left out before the place. */
  #less = 0;

  constructor(
    private readonly text: string,
    private readonly offset: number,
    private readonly how: Condensing,
  ) {}

  run(): Condensed {
    this.#enter({ start: 0, end: this.text.length });
    this.#parts.push(this.text.slice(this.#taken));
    return { text: this.#parts.join(''), offset: this.offset - this.#less };
  }

  /** Goes through what the object or list at a place holds; keys are texts like others here. */
  #enter({ start, end }: Span): void {
    const { text, offset } = this;
    const isList = text.charCodeAt(start) === OPEN_BRACKET;
    let at = skipSpace(text, start + 1);
    while (at < end) {
      const code = text.charCodeAt(at);
      if (code === COMMA || code === COLON || code === CLOSE_BRACE || code === CLOSE_BRACKET) at++;
      else {
        const value = { start: at, end: skipValue(text, at) };
        const isBracket = code === OPEN_BRACE || code === OPEN_BRACKET;
        if (value.end < offset || value.start > offset) this.#leave(value, code, isList && isBracket);
        else if (isBracket) this.#enter(value);
        at = value.end;
      }
      at = skipSpace(text, at);
    }
  }

  /** Of a value that the place is not in: a text or list that is long goes, of an object what is long in it. */
  #leave({ start, end }: Span, code: number, isElement: boolean): void {
    const { offset, how } = this;
    const stub = STUBS[code];
    if (stub === undefined || end - start <= 2) return;
    const isFar = isElement && (end < offset - how.near || start > offset + how.near);
    if (!isFar && end - start <= how.long) return;
    if (!isFar && code === OPEN_BRACE) {
      this.#enter({ start, end });
      return;
    }
    this.#parts.push(this.text.slice(this.#taken, start), stub);
    this.#taken = end;
    if (end < offset) this.#less += end - start - stub.length;
  }
}
