import type { Path } from '../text/locate';
import { isAnnotation, type RegionNode } from './nodes';

/** Shared wording of messages: how we name kinds of JSON values, keys and places. */

const EXPECTED: Record<string, string> = {
  string: 'text in double quotes',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object { … }',
  array: 'a list [ … ]',
  null: 'null',
};

/** The JSON Schema types of an error as words: "a number", "a number or null". */
export function expectedWords(types: unknown): string {
  const list = Array.isArray(types) ? types : String(types).split(',');
  return list.map((type) => EXPECTED[String(type)] ?? String(type)).join(' or ');
}

/** What a value is, as words. */
export function actualWords(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return `the text ${show(value)}`;
    case 'number':
      return `the number ${show(value)}`;
    case 'boolean':
      return String(value);
    default:
      return 'an object';
  }
}

/**
 * A value as JSON, cut to what fits into a message. Of lists and objects only that they are: they can be of any size and
 * depth.
 */
export function show(value: unknown, limit = 40): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  if (typeof value === 'number' && !Number.isFinite(value)) return 'too large a number';
  const text = JSON.stringify(typeof value === 'string' ? value.slice(0, limit * 2) : value) ?? 'nothing';
  const points = [...text];
  return points.length > limit ? `${points.slice(0, limit - 1).join('')}…` : text;
}

/** `a RectangleLabels`, `an Ellipse`. */
export function aTag(tag: string): string {
  return `${/^[aeio]/i.test(tag) ? 'an' : 'a'} ${tag}`;
}

/** The key or index a path ends with, as it is named in a message. */
export function lastStep(path: Path): string {
  const last = path[path.length - 1];
  if (last === undefined) return 'This';
  if (typeof last === 'string') return `"${last}"`;
  const key = [...path].reverse().find((step) => typeof step === 'string');
  return key === undefined ? `Item ${last}` : `Item ${last} of "${key}"`;
}

/** "this RectangleLabels region", "this region" or "this prediction": whatever the path is in. */
export function ownerOf(region: RegionNode | undefined): string {
  if (!region) return 'this object';
  return region.tag ? `this ${region.tag.tag} region` : 'this region';
}

/** What the region at a path belongs to. */
export function ownerAt(path: Path): 'prediction' | 'annotation' {
  return isAnnotation(path) ? 'annotation' : 'prediction';
}

/** Sentences joined by one blank, empty ones left out. */
export function sentences(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

/** Whether a path leads to a region's own key (`["predictions", 0, "result", 2, "id"]` for `id`). */
export function isRegionKey(region: RegionNode | undefined, path: Path, key: string): boolean {
  return region !== undefined && path.length === region.path.length + 1 && path[path.length - 1] === key;
}

/** "a, b or c". */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
}

/** A value that should be text; empty for anything else, of which not even `String` makes a text in all cases. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
