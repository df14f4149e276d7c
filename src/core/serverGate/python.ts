/**
 * What Python makes of JSON values, as far as the validator depends on it. Whole numbers that a double cannot hold come as
 * `bigint` (see `exactNumbers.ts`); every other number is a `number`, since Python finds `1` and `1.0` equal.
 */

import { isObject } from '../isObject';
import { FLOAT_TEXT, MAX_DIGITS, numberIn, strip } from '../tags/laxTexts';

export type Dict = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object. */
export const isDict: (value: unknown) => value is Dict = isObject;

/** Name of the value's class. A number without a fraction counts as written without one. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'NoneType';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return Array.isArray(value) ? 'list' : 'dict';
}

/** Whether `if value` goes on. */
export function isTruthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isDict(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** What `key in value` says; undefined where it fails, as for null and numbers. */
export function holds(value: unknown, key: string): boolean | undefined {
  if (isDict(value)) return Object.hasOwn(value, key);
  if (typeof value === 'string' || Array.isArray(value)) return value.includes(key);
  return undefined;
}

/** The text of Python's complaint when `key in value` fails. */
export function notIterable(value: unknown): string {
  return `argument of type '${typeName(value)}' is not iterable`;
}

/** The text of Python's complaint when a value has no such method. */
export function noAttribute(value: unknown, name: string): string {
  return `'${typeName(value)}' object has no attribute '${name}'`;
}

/** Whether a value cannot be an element of a set. */
export function isUnhashable(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The text of Python's complaint about such a value. */
export function unhashable(value: object): string {
  return `unhashable type: '${typeName(value)}'`;
}

/** A text that two values share exactly when Python finds them equal: `1`, `1.0` and `true` are, `"1"` is not. */
export function equalityKey(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number') return numberKey(value);
  if (Array.isArray(value)) return `[${value.map(equalityKey).join()}]`;
  if (!isDict(value)) return String(value);
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${equalityKey(value[key])}`).join()}}`;
}

/** A whole number is written out, so that it meets the same number that came as `bigint`. */
function numberKey(value: number): string {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? String(BigInt(value)) : String(value);
}

const INT = /^[+-]?\d+(?:_\d+)*$/;

/** What `float(value)` gives; undefined where it fails. */
export function toFloat(value: unknown): number | undefined {
  return floatBy(parseFloatText, value);
}

/** The float that a value is taken for by those who read texts in their own way; undefined for none. */
export function floatBy(readText: (text: string) => number | undefined, value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') return readText(value);
  if (typeof value !== 'bigint') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

function parseFloatText(text: string): number | undefined {
  const plain = asciiNumber(text);
  // Underscores stand between two digits.
  if (/(?:^|\D)_|_(?:\D|$)/.test(plain)) return undefined;
  const digits = plain.replaceAll('_', '');
  return FLOAT_TEXT.test(digits) ? numberIn(digits) : undefined;
}

/** What `int(text)` gives; undefined where it fails. */
export function parseIntText(text: string): bigint | undefined {
  const plain = asciiNumber(text);
  if (!INT.test(plain)) return undefined;
  const digits = plain.replaceAll('_', '').replace(/^\+/, '');
  return digits.replace('-', '').length > MAX_DIGITS ? undefined : BigInt(digits);
}

/** Every blank and every digit of Unicode is one for Python; blanks around the number go. */
function asciiNumber(text: string): string {
  const plain = isAscii(text) ? text : Array.from(text, asciiCharacter).join('');
  return strip(plain, /[ \t-\r]/);
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

function asciiCharacter(character: string): string {
  const code = character.codePointAt(0) as number;
  if (code < 0x7f) return character;
  if (/[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(character)) return ' ';
  return isDigit(code) ? String(digitValue(code)) : '?';
}

function isDigit(code: number): boolean {
  return /^\p{Nd}$/u.test(String.fromCodePoint(code));
}

/** The ten digits of a script stand behind each other, and those of several alphabets may touch. */
function digitValue(code: number): number {
  let zero = code;
  while (isDigit(zero - 1)) zero--;
  return (code - zero) % 10;
}
