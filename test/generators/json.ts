/** JSON that is written in a way of its own: `1.0`, `1e19`, a number of 400 digits. */

/** A number as it stands in the text. */
export class Literal {
  constructor(readonly text: string) {}
}

export type Json = null | boolean | number | string | Literal | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Literal);
}

/** The text of a value. */
export function textOf(value: Json): string {
  if (value instanceof Literal) return value.text;
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${textOf(inner)}`)
    .join(',')}}`;
}

/** A value that can be changed without the other one. */
export function copyOf(value: Json): Json {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)]));
}

/** A place in a value: what holds it, and under which key or index. */
export type Slot = { list: Json[]; index: number } | { object: JsonObject; key: string };

/** All places in a value. */
export function slotsOf(value: Json, found: Slot[] = []): Slot[] {
  if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) {
      found.push({ list: value, index });
      slotsOf(inner, found);
    }
  } else if (isJsonObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      found.push({ object: value, key });
      slotsOf(inner, found);
    }
  }
  return found;
}

export function read(slot: Slot): Json {
  return ('list' in slot ? slot.list[slot.index] : slot.object[slot.key]) ?? null;
}

export function write(slot: Slot, value: Json): void {
  if ('list' in slot) slot.list[slot.index] = value;
  // Assigning would not make a key of this name.
  else Object.defineProperty(slot.object, slot.key, { value, enumerable: true, configurable: true, writable: true });
}

export function remove(slot: Slot): void {
  if ('list' in slot) slot.list.splice(slot.index, 1);
  else delete slot.object[slot.key];
}
