/** Answers about regions, and to questions. */

import { isObject } from '../isObject';
import type { RegionNode } from '../validation/nodes';
import { editorId, ownId } from '../validation/regionId';
import { ANSWER_TYPES, DRAWN_TYPES } from '../validation/regionTypes';
import { asText } from '../validation/words';
import { type Draft, insert, remove, Source, set } from './fix';
import type { FixTarget } from './target';

/**
 * Every answer of the prediction that stands before its region moved behind it, in one go: each for itself they would be
 * in each other's way. All else keeps its order.
 */
export function besideItsRegion({ unit, region }: FixTarget): Draft | undefined {
  if (!region) return undefined;
  const own = unit.regionsOf(region.prediction);
  const { order, early } = orderOf(own);
  if (!early.has(region.index)) return undefined;
  const list = [...region.prediction, 'result'];
  const places = own.map(({ index }) => index);
  const edits = order.flatMap((from, at) => {
    const [source, target] = [own[from] as RegionNode, places[at] as number];
    return source.index === target ? [] : [set([...list, target], new Source(unit.source(source.path)))];
  });
  return edits.length > 0 ? { edits } : undefined;
}

/** The results as they should follow each other, by their positions now, and the indexes of those that stand too early. */
function orderOf(own: readonly RegionNode[]): { order: number[]; early: ReadonlySet<number> } {
  const drawnAt = new Map<string, number>();
  for (const [at, region] of own.entries()) {
    const id = ownId(region.value.id);
    if (id !== undefined && isDrawn(region) && !isBare(region) && !drawnAt.has(editorId(id)))
      drawnAt.set(editorId(id), at);
  }
  const order: number[] = [];
  const waiting = new Map<number, number[]>();
  const early = new Set<number>();
  for (const [at, region] of own.entries()) {
    const id = ownId(region.value.id);
    const drawn = id === undefined ? undefined : drawnAt.get(editorId(id));
    if (isBare(region) && drawn !== undefined && drawn > at) {
      waiting.set(drawn, [...(waiting.get(drawn) ?? []), at]);
      early.add(region.index);
      continue;
    }
    order.push(at, ...(waiting.get(at) ?? []));
  }
  return { order, early };
}

const IS_ANSWER: ReadonlySet<unknown> = new Set(['labels', ...ANSWER_TYPES]);

/** Whether a result has no geometry of its own. */
function isBare({ value: { type, value } }: RegionNode): boolean {
  return IS_ANSWER.has(type) && isObject(value) && Object.keys(value).length < 2;
}

function isDrawn({ value }: RegionNode): boolean {
  return DRAWN_TYPES.includes(asText(value.type));
}

/** The id of the only region that is drawn, for an answer whose id no region has. */
export function ofTheOnlyRegion({ unit, region }: FixTarget): Draft | undefined {
  if (!region) return undefined;
  const ids = new Set(unit.regionsOf(region.prediction).flatMap((other) => (isDrawn(other) ? [other.value.id] : [])));
  const [id] = ids;
  if (ids.size !== 1 || typeof id !== 'string' || region.value.id === id) return undefined;
  const edit = region.value.id === undefined ? insert(region.path, 'id', id) : set([...region.path, 'id'], id);
  return { title: `Give the answer the id ${JSON.stringify(id)}`, edits: [edit] };
}

/** The choices of an answer that does not count, added to those of the next one to the same question. */
export function mergedAnswers({ unit, region }: FixTarget): Draft | undefined {
  if (region?.value.type !== 'choices') return undefined;
  const next = unit
    .regionsOf(region.prediction)
    .find(({ index, value }) => index > region.index && value.from_name === region.value.from_name);
  const at = next && [...next.path, 'value', 'choices'];
  const [mine, theirs] = [unit.at([...region.path, 'value', 'choices']), at && unit.at(at)];
  if (!at || !Array.isArray(mine) || !Array.isArray(theirs)) return undefined;
  const all = [...new Set([...mine, ...theirs].map((choice) => JSON.stringify(choice)))].map(
    (json) => new Source(json),
  );
  return { edits: [set(at, all), remove(region.path)] };
}
