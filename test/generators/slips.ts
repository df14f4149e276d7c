import { copyOf, isJsonObject, type Json, type JsonObject } from './json';
import type { Random } from './random';

/** One thing done wrong in a prediction, and where: what a check has to point to. */
export interface Slip {
  value: Json;
  /** To the value that was changed, or to where the missing key was. */
  path: (string | number)[];
  kind: string;
}

type Change = (random: Random, value: Json, names: readonly string[]) => Json | undefined;

const CHANGES: Readonly<Record<string, Change>> = {
  null: () => null,
  'to text': (_r, value) => (typeof value === 'string' ? undefined : JSON.stringify(value)),
  'number to words': (r, value) =>
    typeof value === 'number' ? r.pick(['NaN', 'Infinity', 'ten', '', '1,5', '0x10', ' ']) : undefined,
  'number to boolean': (r, value) => (typeof value === 'number' ? r.chance(0.5) : undefined),
  'number out of range': (r, value) =>
    typeof value === 'number' ? r.pick([-1, -0.001, 100.5, 101, 361, 1e6, -1e9, 51, 256]) : undefined,
  fraction: (_r, value) => (typeof value === 'number' ? value + 0.5 : undefined),
  'text to number': (r, value) => (typeof value === 'string' ? r.pick([0, 1, 42, 0.5]) : undefined),
  'other case': (_r, value) => (typeof value === 'string' ? swapped(value) : undefined),
  blanks: (r, value) => (typeof value === 'string' ? r.pick([` ${value}`, `${value} `, `${value}\n`]) : undefined),
  'other text': (r, value, names) =>
    typeof value === 'string' ? r.pick([...names, 'Zz', '', 'relation', 'labels']) : undefined,
  'in a list': (_r, value) => [copyOf(value)],
  'out of its list': (_r, value) => (Array.isArray(value) && value.length > 0 ? copyOf(value[0] as Json) : undefined),
  'empty list': (_r, value) => (Array.isArray(value) && value.length > 0 ? [] : undefined),
  'list to object': (_r, value) =>
    Array.isArray(value) ? Object.fromEntries(value.map((v, n) => [String(n), copyOf(v)])) : undefined,
  'object to list': (_r, value) => (isJsonObject(value) ? Object.values(value).map(copyOf) : undefined),
  'empty object': (_r, value) => (isJsonObject(value) && Object.keys(value).length > 0 ? {} : undefined),
  'odd item': (r, value) =>
    Array.isArray(value) ? [...value.map(copyOf), r.pick<Json>([null, 1, 'Zz', [], {}, true])] : undefined,
  'item twice': (_r, value) =>
    Array.isArray(value) && value.length > 0 ? [...value.map(copyOf), copyOf(value[0] as Json)] : undefined,
  boolean: (r, value) => (typeof value === 'boolean' ? r.pick<Json>([0, 1, 'true', 'yes', 2]) : undefined),
};

/** One slip at a random place; undefined where the drawn one does not apply. */
export function slip(random: Random, prediction: JsonObject, names: readonly string[]): Slip | undefined {
  const places = placesOf(prediction);
  const path = random.pick(places);
  const value = copyOf(prediction);
  if (path === undefined) return undefined;
  const last = path.at(-1) as string | number;
  const holder = at(value, path.slice(0, -1)) as Json[] | JsonObject;
  if (random.chance(0.12)) {
    if (Array.isArray(holder)) holder.splice(last as number, 1);
    else delete holder[last];
    return { value, path, kind: 'missing' };
  }
  if (random.chance(0.06) && isJsonObject(holder) && typeof last === 'string') {
    const key = random.pick([last.toUpperCase(), `${last}s`, ` ${last}`, last.slice(0, -1), swapped(last)]);
    if (key in holder) return undefined;
    holder[key] = holder[last] as Json;
    delete holder[last];
    return { value, path, kind: 'key misspelt' };
  }
  const kind = random.pick(Object.keys(CHANGES));
  const changed = CHANGES[kind]?.(random, at(value, path), names);
  if (changed === undefined) return undefined;
  (holder as JsonObject)[last] = changed;
  return { value, path, kind };
}

export function placesOf(value: Json, path: (string | number)[] = []): (string | number)[][] {
  const found: (string | number)[][] = path.length === 0 ? [] : [path];
  if (Array.isArray(value)) {
    // Long lists of numbers would be nearly all places.
    for (const [index, inner] of value.entries()) if (index < 4) found.push(...placesOf(inner, [...path, index]));
  } else if (isJsonObject(value)) {
    for (const [key, inner] of Object.entries(value)) found.push(...placesOf(inner, [...path, key]));
  }
  return found;
}

function at(value: Json, path: readonly (string | number)[]): Json {
  let there = value;
  for (const step of path) there = (there as JsonObject)[step] as Json;
  return there;
}

function swapped(text: string): string {
  const upper = text.toUpperCase();
  return text === upper ? text.toLowerCase() : upper;
}
