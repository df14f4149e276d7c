import { elements, members } from './walk';

/** Steps from a value down to another: object keys and array indexes. */
export type Path = readonly (string | number)[];

/** Half-open range of UTF-16 offsets. */
export interface Span {
  start: number;
  end: number;
}

/** Where a value stands, and its key where it is a member of an object. */
export interface Place {
  value: Span;
  /** The key with its quotes. */
  key?: Span;
}

function memberPlace(text: string, start: number, key: string): Place | undefined {
  let found: Place | undefined;
  // JSON.parse keeps the last of several equal keys, so the last one is the one that was judged.
  for (const member of members(text, start)) {
    if (member.key !== key) continue;
    found = {
      key: { start: member.keyStart, end: member.keyEnd },
      value: { start: member.valueStart, end: member.valueEnd },
    };
  }
  return found;
}

function elementPlace(text: string, start: number, index: number): Place | undefined {
  for (const element of elements(text, start)) {
    if (element.index === index) return { value: { start: element.start, end: element.end } };
  }
  return undefined;
}

/**
 * Finds the value at `path` in well-formed JSON text, walking only what it must.
 *
 * @param root range of the value that the path starts from
 * @returns undefined when there is no such value
 */
export function locate(text: string, root: Span, path: Path): Place | undefined {
  let place: Place = { value: root };
  for (const step of path) {
    const next: Place | undefined =
      typeof step === 'number'
        ? elementPlace(text, place.value.start, step)
        : memberPlace(text, place.value.start, step);
    if (!next) return undefined;
    place = next;
  }
  return place;
}

/** JSON Pointer (RFC 6901) of a path. */
export function toPointer(path: Path): string {
  return path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}
