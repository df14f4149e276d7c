/**
 * The lax coercions of the validator's value classes (pydantic 2, as label-studio-sdk 2.1.2 uses it): which number a value
 * is taken for. They differ from Python's own `float` and `int`.
 */
import { floatOfText, intOfText, TWO_TO_63 } from '../tags/laxTexts';
import { floatBy } from './python';

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
