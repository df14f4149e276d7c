import { walkTo } from '../reading/walkTo';
import { OPEN_BRACE, OPEN_BRACKET } from '../text/scan';
import { lastMembers } from '../text/split';
import { elements, type Member } from '../text/walk';

/**
 * The offsets of the `result` lists of a unit: its own, and those of its predictions and annotations. The unit need not be
 * JSON: what comes before the first fault is found.
 *
 * @param start offset of the unit
 */
export function* resultLists(json: string, start: number): Generator<number> {
  const own = lastMembers(json, start);
  yield* listIn(json, own.get('result'));
  for (const key of ['predictions', 'annotations']) {
    for (const list of listIn(json, own.get(key))) {
      for (const element of elements(json, list)) yield* listIn(json, lastMembers(json, element.start).get('result'));
    }
  }
}

function* listIn(json: string, member: Member | undefined): Generator<number> {
  if (member && json.charCodeAt(member.valueStart) === OPEN_BRACKET) yield member.valueStart;
}

/** The regions in a list, by where they start and end. */
export function* regionsIn(json: string, list: number): Generator<{ start: number; end: number }> {
  for (const { start, end } of elements(json, list)) if (json.charCodeAt(start) === OPEN_BRACE) yield { start, end };
}

/** A region around an offset, and the list that it is in. */
export interface RegionAt {
  list: number;
  start: number;
  end: number;
}

/** The region that an offset lies in. Only what is on the way to it is read. */
export function regionAt(json: string, start: number, offset: number): RegionAt | undefined {
  const walk = walkTo(json, offset, start);
  if (!walk) return undefined;
  const { path, values } = walk;
  const depth = path[0] === 'predictions' || path[0] === 'annotations' ? 2 : 0;
  const [list, region] = values.slice(depth + 1);
  if (path[depth] !== 'result' || !list || !region || typeof path[depth + 1] !== 'number') return undefined;
  return json.charCodeAt(region.start) === OPEN_BRACE ? { list: list.start, ...region } : undefined;
}
