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
