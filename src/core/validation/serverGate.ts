import type { LabelingConfig } from '../labelingConfig/model';
import { taskVerdict } from '../serverGate/task';
import { fieldAt } from '../tags/catalogue';
import { sdkAcceptsField } from '../tags/coercions';
import type { Path } from '../text/locate';
import type { RegionNode } from './nodes';
import { isSamePlace } from './places';
import type { Gate } from './problem';
import { predictionVerdict, verdictsOn } from './validator';

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

/** Where such an error stands. */
export interface FaultPlace {
  region: RegionNode | undefined;
  /** The whole task or prediction, where the error is in none of its regions. */
  unit: unknown;
  kind: 'task' | 'prediction' | 'region';
  config: LabelingConfig | undefined;
}

/**
 * Who objects to a fault of shape. The strict schema asks for what both gates take, so where the validator takes it the
 * editor is who objects. With a labeling config the validator's own verdict counts; without one the catalogue's field
 * kinds tell, which know its coercions.
 */
export function gatesOf(fault: ShapeFault, { region, unit, kind, config }: FaultPlace): readonly Gate[] {
  if (!region) return outsideOfRegions(fault, unit, kind, config) ? ['server'] : ['upload'];
  const inside = fault.path.slice(region.path.length);
  const path = fault.missing === undefined ? inside : [...inside, fault.missing];
  return isRejected(fault, path, region, config) ? ['server'] : ['editor'];
}

function isRejected(fault: ShapeFault, path: Path, region: RegionNode, config: LabelingConfig | undefined): boolean {
  // What the validator would say of a text that cannot be read is not known.
  if (!config || !region.isWhole) return serverObjects(fault, path, region);
  const verdicts = verdictsOn(region, config);
  if (verdicts.length === 0) return false;
  return verdicts.some((verdict) => isSamePlace(verdict.path, path)) || serverObjects(fault, path, region);
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

function outsideOfRegions(
  { path }: ShapeFault,
  unit: unknown,
  kind: FaultPlace['kind'],
  config: LabelingConfig | undefined,
): boolean {
  if (kind === 'prediction') return inPrediction(path, unit);
  const [key, index, ...rest] = path;
  if (key === 'predictions' && typeof index === 'number') {
    return inPrediction(rest, (unit as { predictions: unknown[] }).predictions[index]);
  }
  if (config && !taskVerdict(config, unit)) return false;
  // An annotation that is no object is passed over.
  if (key === 'annotations') return index === undefined || path.length > 2 || isObjectAt(unit, index);
  return key !== 'id';
}

function inPrediction([key]: Path, prediction: unknown): boolean {
  if (key === undefined || key === 'result') return true;
  return key === 'score' && predictionVerdict({ ...(prediction as object), result: [] }) !== undefined;
}

function isObjectAt(unit: unknown, index: string | number): boolean {
  const item: unknown = (unit as { annotations: Record<string | number, unknown> }).annotations[index];
  return typeof item === 'object' && item !== null && !Array.isArray(item);
}
