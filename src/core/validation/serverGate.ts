import { fieldAt } from '../tags/catalogue';
import { sdkAcceptsField } from '../tags/coercions';
import type { Path } from '../text/locate';
import type { RegionNode } from './nodes';
import type { Gate } from './problem';

/** Keys of a region that the validator reads beside `value`; it ignores all others. */
const READ_BY_SERVER: ReadonlySet<string> = new Set(['from_name', 'to_name', 'type', 'value']);

/** An error of the strict schema, as far as it decides who objects. */
export interface ShapeFault {
  keyword: string;
  /** From the root of the unit. */
  path: Path;
  value: unknown;
  missing: string | undefined;
}

/**
 * Who objects to a fault of shape. The strict schema asks for what both gates take, so where the validator of the SDK
 * takes it (the catalogue's field kinds know its coercions), the editor is who objects.
 */
export function gatesOf(fault: ShapeFault, region: RegionNode | undefined): readonly Gate[] {
  if (!region) return ['server'];
  const inside = fault.path.slice(region.path.length);
  const path = fault.missing === undefined ? inside : [...inside, fault.missing];
  return serverObjects(fault, path, region) ? ['server'] : ['editor'];
}

function serverObjects(fault: ShapeFault, path: Path, { tag }: RegionNode): boolean {
  const [key, ...rest] = path;
  if (tag?.type === 'relation') return relationObjects(fault, key);
  if (key !== 'value') return typeof key !== 'string' || READ_BY_SERVER.has(key);
  if (rest.length === 0) return true;
  const field = tag && fieldAt(tag, rest);
  if (!field) return false;
  return fault.missing === undefined ? !sdkAcceptsField(field, fault.value) : field.required;
}

/** Of a relation the validator wants direction and both ids; it compares ids and does not ask for text. */
function relationObjects(fault: ShapeFault, key: string | number | undefined): boolean {
  return fault.missing !== undefined || key === 'direction';
}
