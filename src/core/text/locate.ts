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

/** Finds values by their path. */
export type Locator = (path: Path) => Place | undefined;

/**
 * Finds values in well-formed JSON text. Each object or list on the way is walked once, whatever the number of paths that
 * lead through it: a unit can hold thousands of regions, each with a problem.
 *
 * @param root range of the value that paths start from
 */
export function createLocator(text: string, root: Span): Locator {
  const objects = new Map<number, ReadonlyMap<string, Place>>();
  const lists = new Map<number, readonly Place[]>();
  const child = ({ value: { start } }: Place, step: string | number): Place | undefined => {
    if (typeof step === 'number') {
      const list = lists.get(start) ?? placesOfElements(text, start);
      lists.set(start, list);
      return list[step];
    }
    const object = objects.get(start) ?? placesOfMembers(text, start);
    objects.set(start, object);
    return object.get(step);
  };
  return (path) => {
    let place: Place | undefined = { value: root };
    for (const step of path) {
      place = child(place, step);
      if (!place) return undefined;
    }
    return place;
  };
}

/** Of several equal keys the last one stays: JSON.parse keeps it too, so it is the one that was judged. */
function placesOfMembers(text: string, start: number): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const { key, keyStart, keyEnd, valueStart, valueEnd } of members(text, start)) {
    places.set(key, { key: { start: keyStart, end: keyEnd }, value: { start: valueStart, end: valueEnd } });
  }
  return places;
}

function placesOfElements(text: string, start: number): readonly Place[] {
  return Array.from(elements(text, start), (element) => ({ value: { start: element.start, end: element.end } }));
}

/** Finds one value; see `createLocator` for many. */
export function locate(text: string, root: Span, path: Path): Place | undefined {
  return createLocator(text, root)(path);
}

/** JSON Pointer (RFC 6901) of a path. */
export function toPointer(path: Path): string {
  return path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}
