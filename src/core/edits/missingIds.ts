import { freshId } from '../fixes/drafts';
import { type FixEdit, insert, set } from '../fixes/fix';
import type { FixUnit } from '../fixes/target';
import { isNoId } from '../validation/regionId';
import { DRAWN_TYPES } from '../validation/regionTypes';
import { asText } from '../validation/words';
import type { UnitEdit } from './editDocument';

/** Gives every region that is drawn and has no id a new one; answers need none. */
export function missingIds(unit: FixUnit, pick: Parameters<UnitEdit>[1] = (paths) => paths): FixEdit[] {
  const meant = new Set(pick(unit.regions.map(({ path }) => path)));
  return unit.regions
    .filter(({ path }) => meant.has(path))
    .filter(({ value }) => isNoId(value.id) && DRAWN_TYPES.includes(asText(value.type)))
    .map((region) => {
      const id = freshId(`${region.path.join('/')} ${region.text()}`, unit.idsOf(region.prediction));
      if (region.value.id === '') return set([...region.path, 'id'], id);
      return insert(region.path, 'id', id, Object.keys(region.value)[0]);
    });
}
