import { eachElement, eachMember } from '../text/descend';
import { OPEN_BRACE, skipValue } from '../text/scan';
import { readKey } from '../text/walk';

/**
 * Goes through the regions of a unit, in one pass: its own, and those of its predictions and annotations. The unit need not
 * be JSON: of what holds a fault what comes before it is found.
 *
 * @param start offset of the unit
 */
export function eachRegion(json: string, start: number, region: (start: number, end: number) => void): void {
  const orPassed = (end: number, value: number): number => (end < 0 ? skipValue(json, value) : end);
  const result = (list: number): number =>
    eachElement(json, list, (_, at) => {
      const end = skipValue(json, at);
      if (json.charCodeAt(at) === OPEN_BRACE) region(at, end);
      return end;
    });
  const owner = (at: number): number =>
    eachMember(json, at, (from, to, value) =>
      orPassed(readKey(json.slice(from, to)) === 'result' ? result(value) : -1, value),
    );
  eachMember(json, start, (from, to, value) => {
    const key = readKey(json.slice(from, to));
    if (key === 'result') return orPassed(result(value), value);
    const isList = key === 'predictions' || key === 'annotations';
    return orPassed(isList ? eachElement(json, value, (_, at) => orPassed(owner(at), at)) : -1, value);
  });
}
