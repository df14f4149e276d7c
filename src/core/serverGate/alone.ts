/** The verdict on one region, as far as it does not depend on the others of its prediction. */
import { ALONE, type ConfigGate } from './gate';
import { type Partners, SHAPES, seeksPartner } from './partners';
import type { Dict } from './python';
import { checkRegion } from './regions';
import { checkRelationAlone } from './relations';
import { type ValueClass, valueClassOf } from './valueClasses';
import type { RawVerdict } from './verdict';

/** Stands for a partner that is not known yet: whatever the geometry is, it may be the right one. */
const ANY_SHAPE: ValueClass = { check: () => undefined, keys: new Set(), labelKey: undefined };
const UNKNOWN: Partners = { of: (region) => (seeksPartner(region) ? ANY_SHAPE : undefined) };

/** What a `labels` region can be measured with: as a span, or as one of the shapes, in the order of the bits of `fitsOf`. */
const PARTNERS: readonly Partners[] = [ALONE, ...Array.from(SHAPES, (shape) => ({ of: () => valueClassOf(shape) }))];
const BITS: ReadonlyMap<string | undefined, number> = new Map([
  [undefined, 1] as const,
  ...Array.from(SHAPES, (shape, index) => [shape, 2 << index] as const),
]);

/**
 * What the validator says of a region whatever else stands in its prediction. Whether the ends of a relation are there
 * is left out, and so is whether a `labels` region repeats the shape that it belongs to, unless it fits none.
 *
 * @param index its position in `result`
 */
export function verdictsAlone(gate: ConfigGate, region: Dict, index: number): RawVerdict[] {
  const verdicts: RawVerdict[] = [];
  if (region.type === 'relation') checkRelationAlone(region, index, verdicts);
  else checkRegion({ gate, partners: UNKNOWN, verdicts }, region, index);
  const isOpen = verdicts.length === 0 && mayHavePartner(gate, region);
  if (isOpen && fitsOf(gate, region) === 0) checkRegion({ gate, partners: ALONE, verdicts }, region, index);
  return verdicts;
}

/** Whether a region is one of a `Labels` control that belongs to the shape of its id, where there is one. */
export function mayHavePartner(gate: ConfigGate, region: Dict): boolean {
  if (!gate.hasLabels || typeof region.type !== 'string' || !seeksPartner(region)) return false;
  return gate.control(region.from_name)?.type === 'labels';
}

/** Bits that say what the value of such a region can be: see `fitting`. */
export function fitsOf(gate: ConfigGate, region: Dict): number {
  const control = gate.control(region.from_name);
  let fits = 0;
  for (let bit = 0; bit < PARTNERS.length; bit++) {
    if (control?.check(region.value, region, PARTNERS[bit] as Partners) === undefined) fits |= 1 << bit;
  }
  return fits;
}

/** Whether what `fitsOf` gave allows for a shape; for a span if that is undefined. */
export function fitting(fits: number, shape: string | undefined): boolean {
  return (fits & (BITS.get(shape) ?? 0)) !== 0;
}
