import type { Field, FieldKind, Fields } from '../tags/catalogue';
import { isBool } from '../tags/laxTexts';
import { floatOf, intOf } from './coercions';
import { isDict } from './python';

/** Why a value class rejects a value. */
export interface Fault {
  /** Steps to what is wrong, the innermost first: it is put together on the way out, so that clean values pay nothing. */
  readonly steps: (string | number)[];
  /** What is wanted there, in plain words. */
  readonly wanted: string;
}

/** Looks at one value; undefined when it is taken. */
export type Check = (value: unknown) => Fault | undefined;

/** The check of a kind of field, which takes exactly what pydantic takes in lax mode. */
export function checkOf(kind: FieldKind): Check {
  switch (kind.kind) {
    case 'any':
      return () => undefined;
    case 'string':
      return (value) => (typeof value === 'string' ? undefined : fault('text'));
    case 'position':
      return (value) => (typeof value === 'object' ? fault('a number or text') : undefined);
    case 'bool':
      return (value) => (isBool(value) ? undefined : fault('true or false'));
    case 'float':
      return floatCheck(kind.max);
    case 'int':
      return intCheck(kind.min, kind.max);
    case 'list':
      return listCheck(checkOf(kind.of), kind.min ?? 0, Number.POSITIVE_INFINITY);
    case 'tuple':
      return listCheck(checkOf(kind.of), kind.length, kind.length);
    case 'map':
      return mapCheck(checkOf(kind.of));
    case 'object':
      return objectCheck(kind.fields);
  }
}

/** A number, whole or not: a whole number may be larger than a float can be. */
export const anyNumber: Check = (value) =>
  floatOf(value) === undefined && intOf(value) === undefined ? fault('a number') : undefined;

/** A list of at least so many values that pass a check, and at most as many. */
export function listCheck(item: Check, min: number, max: number): Check {
  return (value) => {
    if (!Array.isArray(value)) return fault('a list');
    if (value.length < min || value.length > max) return fault(lengthWanted(min, max));
    for (let index = 0; index < value.length; index++) {
      const found = item(value[index]);
      if (found) return outwards(found, index);
    }
    return undefined;
  };
}

/** An object with the keys that a class has; other keys are free. Keys must not be names that every object knows. */
export function objectCheck(fields: Fields): Check {
  const entries = Object.entries(fields).map(([key, field]) => fieldCheck(key, field, checkOf(field.kind)));
  return objectOf(entries);
}

/** One key of a class and the check of its value. */
export interface FieldCheck {
  readonly key: string;
  readonly required: boolean;
  readonly nullable: boolean;
  readonly check: Check;
}

export function fieldCheck(key: string, { required, nullable }: Omit<Field, 'kind'>, check: Check): FieldCheck {
  return { key, required, nullable, check };
}

/** An object whose keys have these checks. */
export function objectOf(fields: readonly FieldCheck[]): Check {
  return (value) => {
    if (!isDict(value)) return fault('an object');
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i] as FieldCheck;
      const inner = value[field.key];
      if (inner === undefined) {
        if (field.required) return outwards(fault('this key'), field.key);
      } else if (inner !== null || !field.nullable) {
        const found = field.check(inner);
        if (found) return outwards(found, field.key);
      }
    }
    return undefined;
  };
}

function mapCheck(item: Check): Check {
  return (value) => {
    if (!isDict(value)) return fault('an object');
    for (const key of Object.keys(value)) {
      const found = item(value[key]);
      if (found) return outwards(found, key);
    }
    return undefined;
  };
}

function floatCheck(max: number | undefined): Check {
  // NaN is not at most anything.
  const most = max ?? Number.POSITIVE_INFINITY;
  const wanted = max === undefined ? 'a number' : `a number up to ${max}`;
  return (value) => {
    const number = typeof value === 'number' ? value : floatOf(value);
    return number !== undefined && (number <= most || max === undefined) ? undefined : fault(wanted);
  };
}

function intCheck(min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): Check {
  return (value) => {
    const number = intOf(value);
    return number !== undefined && number >= min && number <= max ? undefined : fault(rangeWanted(min, max));
  };
}

function rangeWanted(min: number, max: number): string {
  const from = Number.isFinite(min) ? ` from ${min}` : '';
  return `a whole number${from}${Number.isFinite(max) ? ` to ${max}` : ''}`;
}

function lengthWanted(min: number, max: number): string {
  return max === min ? `a list of ${min}` : `a list of ${min} or more`;
}

function fault(wanted: string): Fault {
  return { steps: [], wanted };
}

function outwards(found: Fault, step: string | number): Fault {
  found.steps.push(step);
  return found;
}
