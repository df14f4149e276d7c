import type { Cursor } from '../text/cursor';
import type { Span } from '../text/locate';
import { CLOSE_BRACE, CLOSE_BRACKET, COMMA, isSpace, OPEN_BRACE, OPEN_BRACKET } from '../text/scan';
import type { Split } from '../text/split';
import type { TextForm } from '../text/units';

/** How the units of a file hang together. */
export type Root = 'array' | 'object' | 'lines' | 'other';

/** A unit that was found. Offsets are UTF-16 units from the start of the text. */
export interface FoundUnit {
  start: number;
  end: number;
  text: string;
  /** What JSON.parse made of it, where that is how its end was found. */
  value?: unknown;
  /** Its brackets do not match inside of it: where it ends is a guess. */
  torn: boolean;
  large?: undefined;
}

/**
 * A unit too large to be looked at in one go: take it apart (`splitUnit`) with the cursor at its start, and tell it
 * `end`.
 */
export interface FoundLarge {
  start: number;
  large: true;
  /** Where the next unit seems to start; if this one proves to be torn it ends before that. */
  next: number | undefined;
}

/** Characters from which on a unit is taken apart. */
export const LARGE = 262_144;
/** Characters of a unit's beginning that are compared with those of its neighbours. */
const HEAD = 24;
/** Characters of a separator that are searched for: engines look for so short a text by its first letter, many at a time. */
const ANCHOR = 6;
/** Wrong guesses in a row after which the ends of units are no longer guessed. */
const PATIENCE = 4;

/** What is wrong between the units. */
export interface OuterFault extends Span {
  message: string;
}

export interface FinderState {
  root: Root;
  /** Whether there is a unit before this place that a comma has to follow. */
  behindUnit: boolean;
}

/**
 * Finds the units of a text at a cursor, one after the other. Where a unit ends is guessed first: all units of a file
 * tend to begin alike (`,\n  {\n    "data": `), so the next such place is looked for, and JSON.parse of what lies between
 * is the proof. That costs no more than the parsing that has to be done anyway. Only where the guess is wrong are
 * brackets counted.
 */
export class UnitFinder {
  root: Root | undefined;
  /** Offset behind the bracket that opens the list. */
  head = 0;
  /** Filled while units are found; only the first few, since what follows mostly follows from them. */
  readonly faults: OuterFault[] = [];
  /** A comma has to come before the next unit. */
  #needComma: boolean;
  /** A comma was the last thing. */
  #hasComma = false;
  /** How units end, what stands between two of them, and how they begin. */
  #separator = '';
  /** A part of the separator that is found fast, and where it stands in it. */
  #anchor = '';
  #anchorAt = 0;
  /** The shortest unit so far: a guess need not look for the end of one before most of that has passed. */
  #shortest = 0;
  /** Characters of the separator that still belong to the unit before it. */
  #tail = 0;
  #head = '';
  #lastEnd = -1;
  #lastStart = 0;
  #misses = 0;
  #ended = false;
  /** Ends of torn units are looked for by their lines only, once counting brackets has failed. */
  #distrust = false;

  constructor(
    private readonly cursor: Cursor,
    private readonly form: TextForm,
    state?: FinderState,
    private readonly large = LARGE,
  ) {
    this.root = state?.root;
    this.#needComma = state?.behindUnit ?? false;
  }

  /** The next unit; undefined at the end of the text. */
  next(): FoundUnit | FoundLarge | undefined {
    if (this.#ended) return undefined;
    this.cursor.forget();
    if (this.root === undefined) this.#open();
    if (this.root === 'lines') return this.#line();
    if (this.root === 'array') return this.#element();
    this.#ended = true;
    return this.cursor.atEnd() ? undefined : this.#only();
  }

  /**
   * A large unit was taken apart, and the cursor stands where that ended. If it was torn, or is followed by what does not
   * belong there, it goes on to where the next one seems to start, or to the end.
   *
   * @returns the unit as it was cut off there, where it is no larger than others
   */
  end({ start, next }: FoundLarge, split: Pick<Split, 'intact' | 'length'>): FoundUnit | undefined {
    const { cursor } = this;
    this.#lastEnd = -1;
    if (split.intact && this.root === 'array') return undefined;
    if (split.intact) {
      cursor.skipSpace();
      if (cursor.code() < 0) return undefined;
      if (this.root !== 'lines') {
        this.#behindRoot();
        return undefined;
      }
      split.intact = false;
    }
    if (next !== undefined) {
      this.#distrust = true;
      return this.#cutAt(start, next);
    }
    if (this.root === 'lines') cursor.skipLine();
    else {
      cursor.seek(start);
      // Where at least the brackets match, the units behind this one are not lost.
      if (cursor.skipValue() !== true) {
        this.#ended = true;
        cursor.skipRest();
      }
    }
    split.length = cursor.offset - start;
    return undefined;
  }

  #open(): void {
    const { cursor } = this;
    if (this.form === 'jsonl') {
      this.root = 'lines';
      return;
    }
    cursor.skipSpace();
    const code = cursor.code();
    if (code === OPEN_BRACKET) {
      this.root = 'array';
      cursor.step();
      this.head = cursor.offset;
    } else this.root = code === OPEN_BRACE ? 'object' : 'other';
    if (code < 0) this.#fault('The file is empty. A list of tasks or predictions is expected: [ … ].', 0);
  }

  /** A root that is no list. */
  #only(): FoundUnit | FoundLarge {
    const { cursor } = this;
    const start = cursor.offset;
    const intact = cursor.skipValue(this.large);
    if (intact === undefined) {
      cursor.seek(start);
      return { start, large: true, next: undefined };
    }
    const unit = this.#take(start, cursor.offset, !intact);
    cursor.skipSpace();
    if (!cursor.atEnd()) this.#behindRoot();
    return unit;
  }

  #behindRoot(): void {
    this.#fault(
      'Nothing more is expected behind the first value. Put tasks or predictions into a list [ … ], with commas between them; one value a line is JSONL: name the file *.jsonl.',
    );
    this.#ended = true;
  }

  #line(): FoundUnit | FoundLarge | undefined {
    const { cursor } = this;
    for (;;) {
      cursor.skipSpace();
      if (cursor.atEnd()) return undefined;
      if (cursor.code() >= 0) break;
      // An empty line.
      cursor.step();
    }
    const start = cursor.offset;
    const end = cursor.find('\n', this.large);
    if (end === undefined && cursor.holds(this.large + 1)) return { start, large: true, next: undefined };
    return this.#take(start, end ?? cursor.end(), false);
  }

  #element(): FoundUnit | FoundLarge | undefined {
    const { cursor } = this;
    for (;;) {
      cursor.skipSpace();
      const code = cursor.code();
      if (code < 0 || code === CLOSE_BRACKET) return this.#close(code);
      // A stray brace belongs to nothing; what follows is read as if it were not there.
      if (code !== COMMA && code !== CLOSE_BRACE) break;
      if (code === CLOSE_BRACE) this.#fault('This brace closes nothing. Remove it.');
      else if (!this.#needComma) this.#fault('There is one comma too many. Remove it.');
      else this.#hasComma = true;
      this.#needComma = false;
      cursor.step();
    }
    if (this.#needComma) this.#fault('A comma is expected before this.');
    this.#needComma = true;
    this.#hasComma = false;
    const start = cursor.offset;
    this.#learn(start);
    return this.#guess(start) ?? this.#count(start);
  }

  #close(code: number): undefined {
    const { cursor } = this;
    this.#ended = true;
    if (this.#hasComma) this.#fault('A comma before the end of the list has to go.', 0);
    if (code < 0) return this.#fault('The closing bracket ] of the list is missing.', 0);
    cursor.step();
    cursor.skipSpace();
    if (!cursor.atEnd()) this.#fault('Nothing more is expected behind the list.');
  }

  #fault(message: string, length = 1): undefined {
    const { offset } = this.cursor;
    if (this.faults.length < 10) this.faults.push({ start: offset, end: offset + length, message });
  }

  /** Learns from two neighbours what stands between units. */
  #learn(start: number): void {
    const { cursor } = this;
    cursor.reach(HEAD);
    const head = cursor.slice(start, start + HEAD);
    if (this.#separator === '' && this.#lastEnd >= 0 && this.#misses < PATIENCE) {
      const gap = start - this.#lastEnd;
      if (gap > 0 && gap < 1_000) this.#learnFrom(start, commonStart(this.#head, head));
    }
    this.#head = head;
    this.#lastStart = start;
  }

  /** Regions can begin like units; the run of brackets at the end of a unit is what tells them apart. */
  #learnFrom(start: number, head: string): void {
    const { cursor } = this;
    const from = Math.max(this.#lastEnd - HEAD, cursor.heldFrom);
    const closers = /[\s\]}]*$/.exec(cursor.slice(from, this.#lastEnd))?.[0] ?? '';
    this.#tail = closers.length;
    this.#shortest = this.#lastEnd - this.#lastStart;
    this.#separator = closers + cursor.slice(this.#lastEnd, start) + untilKey(head);
    this.#anchorAt = anchorIn(this.#separator);
    this.#anchor = this.#separator.slice(this.#anchorAt, this.#anchorAt + ANCHOR);
  }

  #guess(start: number): FoundUnit | undefined {
    if (this.#separator === '') return undefined;
    const found = this.#separatorFrom(start + Math.floor(this.#shortest * 0.9), start + this.large);
    if (found !== undefined) {
      const end = found + this.#tail;
      const text = this.cursor.slice(start, end);
      try {
        const value: unknown = JSON.parse(text);
        this.#misses = 0;
        this.cursor.seek(end);
        this.#lastEnd = end;
        if (end - start < this.#shortest) this.#shortest = end - start;
        return { start, end, text, value, torn: false };
      } catch {
        // The unit ends elsewhere, or is no JSON.
      }
    }
    this.#misses++;
    this.#separator = '';
    return undefined;
  }

  /** Where the separator stands next, behind `from` and not behind `until`. */
  #separatorFrom(from: number, until: number): number | undefined {
    const { cursor } = this;
    const separator = this.#separator;
    const anchorAt = this.#anchorAt;
    let at: number | undefined = from + anchorAt;
    for (;;) {
      at = cursor.find(this.#anchor, until - at, at);
      if (at === undefined) return undefined;
      if (cursor.isAt(separator, at - anchorAt)) return at - anchorAt;
    }
  }

  #count(start: number): FoundUnit | FoundLarge {
    const { cursor } = this;
    const isObject = cursor.code() === OPEN_BRACE;
    const cut = this.#distrust && isObject ? this.#nextLine(start) : undefined;
    if (cut !== undefined) return this.#cutAt(start, cut);
    const intact = cursor.skipValue(this.large);
    if (intact === undefined) {
      cursor.seek(start);
      return { start, large: true, next: isObject ? this.#nextLine(start) : undefined };
    }
    if (intact) return this.#take(start, cursor.offset, false);
    const line = isObject ? this.#nextLine(start, cursor.offset) : undefined;
    if (line === undefined || line >= cursor.offset) return this.#take(start, cursor.offset, true);
    this.#distrust = true;
    return this.#cutAt(start, line);
  }

  /**
   * Where a line begins like the line of this unit, with the same indentation and a brace: in a file that a program
   * wrote that is the next unit.
   */
  #nextLine(start: number, until = start + this.large): number | undefined {
    const { cursor } = this;
    const indent = cursor.indentBefore(start);
    if (indent === undefined) return undefined;
    const found = cursor.find(`\n${indent}{`, until - start, start);
    return found === undefined ? undefined : found + 1 + indent.length;
  }

  /** The torn unit before the line at which the next one starts, without the comma between them. */
  #cutAt(start: number, next: number): FoundUnit {
    // A large unit has been let go of while it was taken apart.
    this.cursor.seek(start);
    const text = this.cursor.slice(start, next);
    let end = text.length;
    while (end > 1 && (isSpace(text.charCodeAt(end - 1)) || text.charCodeAt(end - 1) === COMMA)) end--;
    this.cursor.seek(start + end);
    this.#lastEnd = -1;
    this.#separator = '';
    return { start, end: start + end, text: text.slice(0, end), torn: true };
  }

  #take(start: number, end: number, torn: boolean): FoundUnit {
    const text = withoutEndSpace(this.cursor.slice(start, end));
    this.cursor.seek(end);
    this.#lastEnd = start + text.length;
    return { start, end: start + text.length, text, torn };
  }
}

/** Without JSON's white space at its end; other blanks are faults and stay. */
function withoutEndSpace(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}

/**
 * The beginning of a unit up to the end of its first key. Blanks are what most of an indented text is: a text that ends in
 * letters is found many times faster than one that ends in blanks.
 */
const untilKey = (head: string): string => /^\{\s*"[^"]+"/.exec(head)?.[0] ?? head;

/**
 * Where in a separator the search for it begins: at its last closing bracket, as good as never a letter of a text, or
 * else at its last brace.
 */
const anchorIn = (separator: string): number =>
  Math.max(0, separator.lastIndexOf(']') >= 0 ? separator.lastIndexOf(']') : separator.lastIndexOf('}'));

function commonStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one.charCodeAt(length) === other.charCodeAt(length)) length++;
  return one.slice(0, Math.max(length, 1));
}
