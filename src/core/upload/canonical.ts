/**
 * Equality of JSON texts as values, without the digits that a double loses: key order and white space do not matter,
 * integers compare by their digits, other numbers as doubles, -0 equals 0. PostgreSQL reorders keys and rewrites
 * numbers (`-0.0`, `1e2`), SQLite keeps both.
 */
import { MAX_DEPTH } from '../text/poison';
import { skipSpace } from '../text/scan';
import { elements, members } from '../text/walk';

const INTEGER = /^(-?)(\d+)$/;

/** One spelling for every spelling of a number. */
export function canonicalNumber(source: string): string {
  const integer = INTEGER.exec(source);
  if (integer) return integer[2] === '0' ? '0' : source;
  const value = Number(source);
  if (value === 0) return '0';
  return Number.isInteger(value) ? wholeDigits(value) : String(value);
}

/**
 * 2.0 is 2. Of a large one, the shortest digits that mean this double, filled up with zeros: so PostgreSQL writes it,
 * which makes the integer 10000000000000000 of `1e16`.
 */
function wholeDigits(value: number): string {
  const shortest = String(value);
  const [, sign, first, more = '', exponent] = /^(-?)(\d)(?:\.(\d+))?e\+(\d+)$/.exec(shortest) ?? [];
  return exponent === undefined ? shortest : `${sign}${first}${more.padEnd(Number(exponent), '0')}`;
}

/**
 * The one text that all JSON texts of the same value have.
 *
 * @param text well-formed JSON text around `start`
 * @param start offset of the value
 * @param end offset behind the value
 * @param parsed the same as JSON value, where somebody has it and does not need it any more
 * @throws RangeError when it is nested deeper than `MAX_DEPTH`
 */
export function canonical(text: string, start = 0, end = text.length, parsed?: unknown): string {
  return quick(text.slice(start, end), parsed) ?? write(text, skipSpace(text, start, end), end, 0);
}

function write(text: string, start: number, end: number, depth: number): string {
  if (depth > MAX_DEPTH) throw new RangeError('Nested too deeply to be compared.');
  const first = text[start];
  if (first === '{') {
    // A Map keeps the last of several equal keys, as JSON.parse and Python do.
    const values = new Map<string, string>();
    for (const member of members(text, start)) {
      values.set(member.key, write(text, member.valueStart, member.valueEnd, depth + 1));
    }
    const keys = [...values.keys()].sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${values.get(key)}`).join(',')}}`;
  }
  if (first === '[') {
    const items: string[] = [];
    for (const element of elements(text, start)) items.push(write(text, element.start, element.end, depth + 1));
    return `[${items.join(',')}]`;
  }
  const source = text.slice(start, end).trimEnd();
  if (first === '"') return JSON.stringify(JSON.parse(source));
  return first === 't' || first === 'f' || first === 'n' ? source : canonicalNumber(source);
}

/** A whole number of so many digits that a double may lose some. Also found in texts, where it does no harm. */
const LONG_INTEGER = /(?:^|[^.\d])\d{16}/;
/** From here on doubles are written with an exponent. */
const EXPONENT_FROM = 1e21;

/**
 * The same by the engine's own parser and writer, many times faster; undefined where these do not keep everything: long
 * numbers, and objects that the engine would not give back in the order of their keys.
 */
function quick(text: string, parsed: unknown): string | undefined {
  if (LONG_INTEGER.test(text)) return undefined;
  try {
    const value = ordered(parsed === undefined ? JSON.parse(text) : parsed, 0);
    return value === undefined ? undefined : JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** The same value with the keys of its objects in order; undefined where that cannot be had. */
function ordered(value: unknown, depth: number): unknown {
  if (typeof value === 'number') return Math.abs(value) < EXPONENT_FROM ? value : undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return undefined;
  return Array.isArray(value) ? orderedItems(value, depth) : orderedMembers(value as Members, depth);
}

type Members = Record<string, unknown>;

function orderedItems(items: unknown[], depth: number): unknown[] | undefined {
  for (let index = 0; index < items.length; index++) {
    const item = ordered(items[index], depth + 1);
    if (item === undefined) return undefined;
    items[index] = item;
  }
  return items;
}

function orderedMembers(value: Members, depth: number): Members | undefined {
  const inOrder: Members = {};
  for (const key of Object.keys(value).sort()) {
    // The engine moves keys that are numbers to the front, and takes this one for something else.
    if ((key >= '0' && key < ':') || key === '__proto__') return undefined;
    const member = ordered(value[key], depth + 1);
    if (member === undefined) return undefined;
    inOrder[key] = member;
  }
  return inOrder;
}

/** Whether two JSON texts are the same value. What is nested too deeply to be compared is not. */
export function sameJson(one: string, other: string): boolean {
  if (one === other) return true;
  try {
    return canonical(one) === canonical(other);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
