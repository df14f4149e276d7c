/** Answers about regions, and to questions. */
import type { RegionNode } from '../validation/nodes';
import { editorId, idText } from '../validation/regionId';
import { DRAWN_TYPES } from '../validation/regionTypes';
import { type Draft, type FixEdit, insert, remove, Source, set } from './fix';
import type { FixTarget } from './target';

/** An answer moved behind the result that draws its region; what stands between them moves up. */
export function besideItsRegion({ unit, region }: FixTarget): Draft | undefined {
  const id = region && idText(region.value.id);
  if (!region || id === undefined) return undefined;
  const drawn = unit
    .regionsOf(region.prediction)
    .find((other) => other.index > region.index && isDrawn(other) && sameId(other, id));
  if (!drawn) return undefined;
  const list = [...region.prediction, 'result'];
  const edits: FixEdit[] = [];
  for (let index = region.index; index < drawn.index; index++) {
    edits.push(set([...list, index], new Source(unit.source([...list, index + 1]))));
  }
  edits.push(set([...list, drawn.index], new Source(unit.source(region.path))));
  return { edits };
}

function isDrawn({ value }: RegionNode): boolean {
  return DRAWN_TYPES.includes(String(value.type));
}

function sameId({ value }: RegionNode, id: string): boolean {
  const other = idText(value.id);
  return other !== undefined && editorId(other) === editorId(id);
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
