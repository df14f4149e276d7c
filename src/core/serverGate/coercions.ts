/**
 * The lax coercions of the validator's value classes (pydantic 2, as label-studio-sdk 2.1.2 uses it): which number a value
 * is taken for. They differ from Python's own `float` and `int`.
 */
import { BLANK, floatOfText, strip, TWO_TO_63 } from '../tags/laxTexts';
import { floatBy, MAX_DIGITS } from './python';

/** The number that a float field takes, possibly infinite or NaN; undefined if it rejects the value. */
export function floatOf(value: unknown): number | undefined {
  return floatBy(floatOfText, value);
}

/** The number that an int field takes; undefined if it rejects the value. */
export function intOf(value: unknown): number | bigint | undefined {
  // A number from 2^63 up is a float here: an int of that size comes as bigint.
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < TWO_TO_63 ? value : undefined;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') return intOfText(value);
  return typeof value === 'bigint' ? value : undefined;
}

/**
 * A text that an int field takes: a sign, digits with single underscores between them, and a fraction of zeros only. Zeros in
 * front are taken away with all underscores between them, and then a minus may follow: `00-5` is -5.
 */
const INT_TEXT = /^([+-]?)(?:0(?:[0_]*0)?|0[0_]*(-_?(?:0|[1-9](?:_?\d)*))|(?:0[0_]*)?([1-9](?:_?\d)*))(?:\.0+)?$/;

function intOfText(text: string): bigint | undefined {
  const match = INT_TEXT.exec(strip(text, BLANK));
  if (!match) return undefined;
  const [, sign, negative, positive] = match;
  if (negative !== undefined && sign === '-') return undefined;
  const digits = (negative ?? positive ?? '0').replaceAll('_', '');
  if (digits.replace('-', '').length > MAX_DIGITS) return undefined;
  const number = BigInt(digits);
  return sign === '-' ? -number : number;
}
