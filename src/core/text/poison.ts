/**
 * What a server may store and then cannot give back: one such prediction makes every listing that contains it answer
 * 500. It is never sent, whatever else is overridden.
 */
import { BACKSLASH, QUOTE, skipWord } from './scan';

/** Deeper values are refused by the server, which answers 500 at about 1,000 levels. */
export const MAX_DEPTH = 400;

export type PoisonKind = 'lone-surrogate' | 'null-character' | 'not-finite' | 'too-deep';

export interface Poison {
  kind: PoisonKind;
  /** UTF-16 offsets in the text. */
  start: number;
  end: number;
}

/** What people read of each kind. */
export const POISON_TEXT: Readonly<Record<PoisonKind, string>> = {
  'lone-surrogate':
    'Half of a surrogate pair stands alone here. Label Studio would store it and then fail on every list that contains it.',
  'null-character':
    'The null character (\\u0000) cannot be stored by every Label Studio server, and the whole request fails. Remove it.',
  'not-finite': 'This number is too large for Label Studio: every list that contains it would fail afterwards.',
  'too-deep': 'This is nested more deeply than Label Studio can read.',
};

/**
 * Escapes of the null character, halves of a surrogate pair without the other half's escape beside them, and an escaped
 * backslash before a u, behind which these are not told apart so simply.
 */
const SUSPECT_ESCAPE =
  /\\u(?:0000|[dD](?:[89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD])[c-fC-F]))|\\\\u/;
/** Where the engine has no `isWellFormed`, which takes a hundredth of the time. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * Whether a value can hold poison at all: a cheap look, since nearly no value does. True where only `findPoison` can
 * tell.
 *
 * @param text the value's JSON, or a longer text that it stands in
 * @param value what JSON.parse made of it
 */
export function mayHoldPoison(text: string, value: unknown): boolean {
  return (text.includes('\\u') && SUSPECT_ESCAPE.test(text)) || holdsHalf(text) || holdsUnstorable(value, 0);
}

/** Whether half of a surrogate pair stands alone, as a character and not as an escape. */
function holdsHalf(text: string): boolean {
  const { isWellFormed } = text as { isWellFormed?(): boolean };
  return isWellFormed ? !isWellFormed.call(text) : LONE_SURROGATE.test(text);
}

/** Small enough for engines to put it into its caller: numbers and texts are most of what there is. */
function holdsUnstorable(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value === 'object' && value !== null && holdsUnstorableInside(value, depth);
}

function holdsUnstorableInside(value: object, depth: number): boolean {
  if (depth > MAX_DEPTH) return true;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) if (holdsUnstorable(value[index], depth + 1)) return true;
    return false;
  }
  for (const key in value) if (holdsUnstorable((value as Record<string, unknown>)[key], depth + 1)) return true;
  return false;
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** The code unit that an escape `\uXXXX` at `at` stands for, or -1 when there is no such escape. */
function escaped(text: string, at: number): number {
  if (text.charCodeAt(at) !== BACKSLASH || text[at + 1] !== 'u') return -1;
  return Number.parseInt(text.slice(at + 2, at + 6), 16);
}

/** Looks through one string. Halves of a pair must be written the same way: the text travels as UTF-8. */
function inString(text: string, open: number, end: number): { poison?: Poison; next: number } {
  let i = open + 1;
  while (i < end && text.charCodeAt(i) !== QUOTE) {
    const raw = text.charCodeAt(i);
    const unit = raw === BACKSLASH ? escaped(text, i) : raw;
    const length = raw !== BACKSLASH ? 1 : unit < 0 ? 2 : 6;
    if (raw === BACKSLASH && unit === 0)
      return { poison: { kind: 'null-character', start: i, end: i + length }, next: i };
    if (isHigh(unit)) {
      const mate = raw === BACKSLASH ? escaped(text, i + length) : text.charCodeAt(i + length);
      if (!isLow(mate)) return { poison: { kind: 'lone-surrogate', start: i, end: i + length }, next: i };
      i += 2 * length;
      continue;
    }
    if (isLow(unit)) return { poison: { kind: 'lone-surrogate', start: i, end: i + length }, next: i };
    i += length;
  }
  return { next: i + 1 };
}

/**
 * Looks for poison in a well-formed JSON value: lone surrogates, the null character, numbers that no double can hold
 * (`1e400`), and nesting that the server's parser does not survive.
 */
export function findPoison(text: string, start: number, end: number): Poison | undefined {
  let depth = 0;
  let i = start;
  while (i < end) {
    const char = text[i] as string;
    if (char === '"') {
      const { poison, next } = inString(text, i, end);
      if (poison) return poison;
      i = next;
      continue;
    }
    if (char === '{' || char === '[') {
      if (++depth > MAX_DEPTH) return { kind: 'too-deep', start: i, end: i + 1 };
    } else if (char === '}' || char === ']') depth--;
    else if (char === '-' || (char >= '0' && char <= '9')) {
      const stop = skipWord(text, i, end);
      if (!Number.isFinite(Number(text.slice(i, stop)))) return { kind: 'not-finite', start: i, end: stop };
      i = stop;
      continue;
    }
    i++;
  }
  return undefined;
}
