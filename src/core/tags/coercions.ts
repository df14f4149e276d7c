/**
 * The lax coercions of the validator (pydantic 2, as label-studio-sdk 2.1.2 uses it): which JSON values it takes for
 * which kind of field. Every rule here was compared with pydantic itself.
 *
 * JavaScript cannot tell `1` from `1.0`, nor a whole number written out from one with an exponent; the validator can.
 * Only where that matters (whole numbers from 2^63 up, numbers too large for a double) is the text of the number
 * needed; without it a number counts as written the way JSON.stringify writes it.
 */
import { isObject } from '../isObject';
import { floatOfText, intOfText, isBool, TWO_TO_63 } from './laxTexts';
import type { Field, FieldKind } from './types';

/**
 * Whether the validator takes a JSON value for a kind of field.
 * @param raw text of `value` in the file, if it is a number and the text is at hand
 */
export function sdkAccepts(kind: FieldKind, value: unknown, raw?: string): boolean {
  switch (kind.kind) {
    case 'any':
      return true;
    case 'string':
      return typeof value === 'string';
    case 'position':
      return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number';
    case 'bool':
      return isBool(value);
    case 'float':
      return acceptsFloat(kind.max, value, raw);
    case 'int':
      return acceptsInt(kind.min, kind.max, value, raw);
    case 'list':
      return (
        Array.isArray(value) && value.length >= (kind.min ?? 0) && value.every((item) => sdkAccepts(kind.of, item))
      );
    case 'tuple':
      return Array.isArray(value) && value.length === kind.length && value.every((item) => sdkAccepts(kind.of, item));
    case 'map':
      return isObject(value) && Object.values(value).every((item) => sdkAccepts(kind.of, item));
    case 'object':
      return isObject(value) && Object.entries(kind.fields).every(([key, field]) => acceptsKey(field, value, key));
  }
}

/** Whether the validator takes a value for a field that is there; null only where the field may be null. */
export function sdkAcceptsField(field: Field, value: unknown, raw?: string): boolean {
  return value === null ? field.nullable || field.kind.kind === 'any' : sdkAccepts(field.kind, value, raw);
}

function acceptsKey(field: Field, value: Record<string, unknown>, key: string): boolean {
  return Object.hasOwn(value, key) ? sdkAcceptsField(field, value[key]) : !field.required;
}

function acceptsFloat(max: number | undefined, value: unknown, raw: string | undefined): boolean {
  const number = toFloat(value, raw);
  if (number === undefined) return false;
  return max === undefined || number <= max;
}

/** The number that a float field reads, possibly infinite or NaN; undefined if it does not take the value. */
function toFloat(value: unknown, raw: string | undefined): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') {
    // A whole number written out with more digits than a double can hold is no float; `1e400` is infinity.
    const tooLong = !Number.isFinite(value) && raw !== undefined && /^-?\d+$/.test(raw);
    return tooLong ? undefined : value;
  }
  return typeof value === 'string' ? floatOfText(value) : undefined;
}

function acceptsInt(
  min: number | undefined,
  max: number | undefined,
  value: unknown,
  raw: string | undefined,
): boolean {
  const number = toInt(value, raw);
  if (number === undefined) return false;
  return (min === undefined || number >= min) && (max === undefined || number <= max);
}

function toInt(value: unknown, raw: string | undefined): number | bigint | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') {
    if (/^-?\d+$/.test(raw ?? JSON.stringify(value))) return value;
    return Number.isInteger(value) && Math.abs(value) < TWO_TO_63 ? value : undefined;
  }
  return typeof value === 'string' ? intOfText(value) : undefined;
}
