/** Ids of regions, and what refers to them. */
import { editDistance } from '../tags/editDistance';
import type { Path } from '../text/locate';
import { editorId } from '../validation/regionId';
import { changeTo, MOST_DRAFTS } from './drafts';
import { type Draft, type FixEdit, set } from './fix';
import type { FixTarget, FixUnit } from './target';

/** Keys whose value is the id of a region. */
const ID_KEYS = ['id', 'parentID', 'from_id', 'to_id'] as const;

/** Another id for a region, where it stands and where it is referred to; undefined when it is taken. */
export function renamedIds(unit: FixUnit, prediction: Path, from: string, to: string): Draft | undefined {
  if (unit.idsOf(prediction).has(editorId(to))) return undefined;
  const edits: FixEdit[] = [];
  for (const { value, path } of unit.regionsOf(prediction)) {
    for (const key of ID_KEYS) if (value[key] === from) edits.push(set([...path, key], to));
  }
  return { title: `Change the id to ${JSON.stringify(to)} everywhere in the prediction`, edits };
}

/** The ids of regions that resemble the one that is there. */
export function likelyIds({ unit, path, value, region }: FixTarget): Draft[] {
  if (!region || typeof value !== 'string') return [];
  const limit = Math.max(2, Math.ceil(value.length / 3) + 1);
  const ids = new Set(
    unit.regionsOf(region.prediction).flatMap(({ value: own }) => (typeof own.id === 'string' ? [own.id] : [])),
  );
  const ranked = [...ids]
    .map((id) => ({ id, distance: editDistance(value, id, limit) }))
    .filter(({ distance }) => distance < limit)
    .sort((a, b) => a.distance - b.distance);
  return changeTo(
    path,
    // One place is for removing what refers to nothing.
    ranked.slice(0, MOST_DRAFTS - 1).map(({ id }) => id),
  );
}
