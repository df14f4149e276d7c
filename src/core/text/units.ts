import { classifyKeys, type UnitKind } from './classify';
import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipSpace,
  skipString,
  skipWord,
} from './scan';
import { members } from './walk';

/** How a file holds its units: one JSON document, or one JSON value a line. */
export type TextForm = 'json' | 'jsonl';

/** The smallest piece of a file that is checked alone: an element of the root array, the root object, or a line. */
export interface Unit {
  /** Index in the root array; in JSONL the index of the line, empty lines counted; 0 for a root object. */
  index: number;
  start: number;
  end: number;
}

export interface UnitIndex {
  /** `array`: elements of the root array; `object`: one unit; `lines`: JSONL; `other`: neither (one unit or none). */
  root: 'array' | 'object' | 'lines' | 'other';
  units: Unit[];
  /** False when the outer structure is broken: a bracket too many or too few, a string without an end, text behind. */
  intact: boolean;
}

/** Finds the units of a file in one scan, without parsing them. Never throws, whatever the text. */
export function scanUnits(text: string, form: TextForm): UnitIndex {
  if (form === 'jsonl') return { root: 'lines', units: lineUnits(text), intact: true };
  const start = skipSpace(text, 0);
  if (start >= text.length) return { root: 'other', units: [], intact: false };
  const first = text.charCodeAt(start);
  if (first === OPEN_BRACKET) return arrayUnits(text, start);
  const value = scanValue(text, start, text.length);
  const intact = value.intact && skipSpace(text, value.end) === text.length;
  const root = first === OPEN_BRACE ? 'object' : 'other';
  // What stands behind a broken root is still part of it: nothing is lost from sight.
  return { root, units: [{ index: 0, start, end: intact ? value.end : lastVisible(text) }], intact };
}

function lastVisible(text: string): number {
  return text.trimEnd().length;
}

function lineUnits(text: string): Unit[] {
  const units: Unit[] = [];
  let line = 0;
  for (let start = 0; start <= text.length; line++) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const from = skipSpace(text, start, end);
    if (from < end) units.push({ index: line, start: from, end: from + text.slice(from, end).trimEnd().length });
    start = end + 1;
  }
  return units;
}

function arrayUnits(text: string, open: number): UnitIndex {
  const units: Unit[] = [];
  let intact = true;
  let i = skipSpace(text, open + 1);
  let expectValue = true;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code === CLOSE_BRACKET) {
      if (expectValue && units.length > 0) intact = false;
      const rest = skipSpace(text, i + 1);
      return { root: 'array', units, intact: intact && rest === text.length };
    }
    if (code === COMMA) {
      if (expectValue) intact = false;
      expectValue = true;
      i = skipSpace(text, i + 1);
      continue;
    }
    if (code === CLOSE_BRACE) {
      // A stray brace belongs to nothing; what follows is read as if it were not there.
      intact = false;
      i = skipSpace(text, i + 1);
      continue;
    }
    if (!expectValue) intact = false;
    const value = scanValue(text, i, text.length);
    if (!value.intact) intact = false;
    units.push({ index: units.length, start: i, end: value.end });
    expectValue = false;
    i = skipSpace(text, value.end);
  }
  return { root: 'array', units, intact: false };
}

/** End of the value at `at`, and whether its brackets and strings close; brackets must match by kind. */
function scanValue(text: string, at: number, end: number): { end: number; intact: boolean } {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return scanString(text, at, end);
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) {
    const wordEnd = skipWord(text, at, end);
    return wordEnd > at ? { end: wordEnd, intact: true } : { end: at + 1, intact: false };
  }
  const closers: number[] = [];
  let intact = true;
  let i = at;
  while (i < end) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      const string = scanString(text, i, end);
      if (!string.intact) intact = false;
      i = string.end;
      continue;
    }
    i++;
    if (code === OPEN_BRACE) closers.push(CLOSE_BRACE);
    else if (code === OPEN_BRACKET) closers.push(CLOSE_BRACKET);
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if (closers.pop() !== code) intact = false;
      if (closers.length === 0) return { end: i, intact };
    }
  }
  return { end, intact: false };
}

function scanString(text: string, at: number, end: number): { end: number; intact: boolean } {
  const stop = skipString(text, at, end);
  return { end: stop, intact: isClosed(text, at, stop) };
}

/** Whether the string from `at` to `stop` ends with a quote that is its own, not an escaped one. */
function isClosed(text: string, at: number, stop: number): boolean {
  if (stop < at + 2 || text.charCodeAt(stop - 1) !== QUOTE) return false;
  let slashes = 0;
  while (text.charCodeAt(stop - 2 - slashes) === BACKSLASH) slashes++;
  return slashes % 2 === 0;
}

/** What a unit is, told by its own keys without parsing it. Works on broken text as far as its keys can be read. */
export function classifyUnit(text: string, unit: Pick<Unit, 'start' | 'end'>): UnitKind {
  function* keys(): Generator<string, void, undefined> {
    for (const member of members(text, unit.start)) {
      if (member.keyStart >= unit.end) return;
      yield member.key;
    }
  }
  return classifyKeys(keys());
}
