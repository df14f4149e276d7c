import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isSpace,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './scan';

/** Characters before the cursor that are kept: the separator and the indentation of a unit stand there. */
const KEPT = 4_096;

/** Characters after which a search pays that costs something to start. */
const NEAR = 48;
const BRACKET = /["{}[\]]/g;
const BRACKET_OR_BREAK = /["{}[\]\n]/g;

/** Gives the text from an offset on: some of it, at least one character, or undefined at the end. */
export type ReadFrom = (offset: number) => string | undefined;

/**
 * A place in a text that is read piece by piece. It holds the text between what it was told to forget and what it has
 * read so far. Offsets are UTF-16 units from the start of the whole text.
 */
export class Cursor {
  /** The text that is held. */
  #text = '';
  /** Where the held text starts. */
  #base: number;
  /** Position in the held text. */
  #at = 0;

  /**
   * @param lines whether a line break ends everything, as between the values of JSONL
   */
  constructor(
    private readonly readFrom: ReadFrom,
    offset = 0,
    private readonly lines = false,
  ) {
    this.#base = offset;
  }

  get offset(): number {
    return this.#base + this.#at;
  }

  /** Goes to an offset; what was forgotten is read again. */
  seek(offset: number): void {
    if (offset < this.#base) {
      this.#base = offset;
      this.#text = '';
    }
    this.#at = offset - this.#base;
    while (this.#at > this.#text.length && this.#more()) {
      // read on until it is there
    }
    this.#at = Math.min(this.#at, this.#text.length);
  }

  /** While it is set nothing is forgotten: what is behind has to be read again, and the source cannot do that. */
  pinned = false;

  /** Lets go of the text before the cursor, but for its last characters. Not each time: cutting it off costs a little. */
  forget(): void {
    const from = this.#at - KEPT;
    if (from < 16_384 || this.pinned) return;
    this.#text = this.#text.slice(from);
    this.#base += from;
    this.#at = KEPT;
  }

  /** Where the text starts that is held. */
  get heldFrom(): number {
    return this.#base;
  }

  /** Whether nothing is left. */
  atEnd(): boolean {
    return this.#at >= this.#text.length && !this.#more();
  }

  /** Whether so much text is held behind the cursor. */
  holds(length: number): boolean {
    return this.#text.length - this.#at >= length;
  }

  /** Reads to the end and gives its offset. */
  end(): number {
    while (this.#more()) {
      // read on
    }
    return this.#base + this.#text.length;
  }

  /** Goes to the end of the text without holding it. */
  skipRest(): void {
    do {
      this.#at = this.#text.length;
      this.forget();
    } while (this.#more());
    this.#at = this.#text.length;
  }

  /** Goes to the end of the line without holding it. */
  skipLine(): void {
    do {
      const found = this.#text.indexOf('\n', this.#at);
      if (found >= 0) {
        this.#at = found;
        return;
      }
      this.#at = this.#text.length;
      this.forget();
    } while (this.#more());
  }

  /**
   * Looks for a text behind an offset, the cursor if left out, at most `limit` characters on.
   *
   * @returns its offset
   */
  find(wanted: string, limit: number, from = this.offset): number | undefined {
    let searched = from + 1 - this.#base;
    for (;;) {
      const found = this.#text.indexOf(wanted, searched);
      if (found >= 0) return found + this.#base - from <= limit ? found + this.#base : undefined;
      searched = Math.max(searched, this.#text.length - wanted.length + 1);
      if (searched + this.#base - from > limit || !this.#more()) return undefined;
    }
  }

  /** Whether a text stands at an offset that is held. */
  isAt(wanted: string, offset: number): boolean {
    this.reach(offset + wanted.length - this.offset);
    return this.#text.startsWith(wanted, offset - this.#base);
  }

  /** The blanks between the start of the line and an offset, if there is nothing else and the line's start is held. */
  indentBefore(offset: number): string | undefined {
    let at = offset - this.#base - 1;
    while (at >= 0 && (this.#text.charCodeAt(at) === 0x20 || this.#text.charCodeAt(at) === 0x09)) at--;
    if (at < 0 || this.#text.charCodeAt(at) !== NEWLINE) return undefined;
    return this.#text.slice(at + 1, offset - this.#base);
  }

  /** Reads on, so that at least `length` characters are held behind the cursor, if there are so many. */
  reach(length: number): void {
    while (this.#text.length - this.#at < length && this.#more()) {
      // read on until it is there
    }
  }

  /** The text between two offsets that have not been forgotten. */
  slice(start: number, end: number): string {
    while (end - this.#base > this.#text.length && this.#more()) {
      // read on until it is there
    }
    return this.#text.slice(start - this.#base, end - this.#base);
  }

  /** The character code here, -1 at the end. */
  code(): number {
    if (this.#at >= this.#text.length && !this.#more()) return -1;
    const code = this.#text.charCodeAt(this.#at);
    return this.lines && code === NEWLINE ? -1 : code;
  }

  /** Goes on by some characters that are known to be there. */
  step(count = 1): void {
    this.#at += count;
  }

  skipSpace(): void {
    for (let code = this.code(); code >= 0 && isSpace(code); code = this.code()) this.#at++;
  }

  /**
   * Goes behind the string that opens here. A raw line break ends it: see `skipString`.
   *
   * @returns whether the string is closed
   */
  skipString(): boolean {
    this.#at++;
    for (;;) {
      const text = this.#text;
      const { length } = text;
      let i = this.#at;
      while (i < length) {
        const code = text.charCodeAt(i);
        if (code === QUOTE) {
          this.#at = i + 1;
          return true;
        }
        if (code === NEWLINE) {
          this.#at = i;
          return false;
        }
        if (code !== BACKSLASH) {
          i++;
          continue;
        }
        // What is escaped can be in the next piece; a line break cannot be escaped.
        if (i + 1 >= length) break;
        i += text.charCodeAt(i + 1) === NEWLINE ? 1 : 2;
      }
      this.#at = i;
      if (!this.#more()) {
        this.#at = this.#text.length;
        return false;
      }
    }
  }

  /** Goes behind a number, a word or any other run of characters that ends at a delimiter. */
  #skipWord(): boolean {
    const from = this.offset;
    for (let code = this.code(); code >= 0 && !isDelimiter(code); code = this.code()) this.#at++;
    if (this.offset > from) return true;
    this.#at++;
    return false;
  }

  /**
   * Goes behind the value that starts here.
   *
   * @param limit gives up after so many characters
   * @returns whether its brackets match by kind and its strings are closed; undefined when it was given up
   */
  skipValue(limit = Number.POSITIVE_INFINITY): boolean | undefined {
    return this.#skipSome({ closers: [], intact: true }, limit);
  }

  /**
   * The same without a limit, with a pause after so many characters: a lost quote can make a value of half a file.
   *
   * @param forgetting whether the value's own text need not be held
   */
  *skipLong(forgetting = false, pause = 65_536): Generator<undefined, boolean, undefined> {
    const open: Open = { closers: [], intact: true };
    for (;;) {
      const intact = this.#skipSome(open, pause);
      if (intact !== undefined) return intact;
      if (forgetting) this.forget();
      yield;
    }
  }

  /** Goes on in a value for so many characters; undefined when they were not enough. */
  #skipSome(open: Open, limit: number): boolean | undefined {
    const { closers } = open;
    const first = this.code();
    if (closers.length === 0) {
      if (first === QUOTE) return this.skipString();
      if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return this.#skipWord();
    }
    const last = this.offset + limit;
    for (let code = first; code >= 0; code = this.#toBracket(last)) {
      if (this.offset > last) return undefined;
      if (code === QUOTE) {
        if (!this.skipString()) open.intact = false;
        continue;
      }
      this.#at++;
      if (code === OPEN_BRACE) closers.push(CLOSE_BRACE);
      else if (code === OPEN_BRACKET) closers.push(CLOSE_BRACKET);
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        if (closers.pop() !== code) open.intact = false;
        if (closers.length === 0) return open.intact;
      }
    }
    return false;
  }

  /**
   * Goes on to the next bracket or quote, or to the end of what is held or wanted: a mask is a hundred thousand numbers.
   *
   * @returns the code there, as `code` does
   */
  #toBracket(last: number): number {
    const text = this.#text;
    const end = Math.min(text.length, last - this.#base + 1);
    const near = Math.min(end, this.#at + NEAR);
    let i = this.#at;
    for (; i < near; i++) {
      const code = text.charCodeAt(i);
      if (code === QUOTE || code === OPEN_BRACE || code === CLOSE_BRACE) break;
      if (code === OPEN_BRACKET || code === CLOSE_BRACKET || (code === NEWLINE && this.lines)) break;
    }
    if (i === near && near < end) {
      const bracket = this.lines ? BRACKET_OR_BREAK : BRACKET;
      bracket.lastIndex = near;
      i = bracket.test(text) ? Math.min(bracket.lastIndex - 1, end) : end;
    }
    this.#at = i;
    return this.code();
  }

  #more(): boolean {
    const from = this.#base + this.#text.length;
    const pieces: string[] = [];
    let length = 0;
    // The more is held, the more is read on: joining copies all of it.
    do {
      const piece = this.readFrom(from + length);
      if (piece === undefined || piece === '') break;
      pieces.push(piece);
      length += piece.length;
    } while (length < this.#text.length / 4);
    this.#text += pieces.join('');
    return length > 0;
  }
}

/** A value that is being gone through: the brackets that are open, and whether all went well so far. */
interface Open {
  closers: number[];
  intact: boolean;
}

function isDelimiter(code: number): boolean {
  if (isSpace(code) || code === COMMA || code === COLON || code === QUOTE) return true;
  return code === OPEN_BRACE || code === CLOSE_BRACE || code === OPEN_BRACKET || code === CLOSE_BRACKET;
}
