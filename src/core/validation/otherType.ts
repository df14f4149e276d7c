/** Regions whose `type` is what is wrong with them: what the schema says of the rest follows from that. */
import { isObject } from '../isObject';
import type { LabelingConfig } from '../labelingConfig/model';
import { type ControlTag, nearestType, tagByType } from '../tags/catalogue';
import { controlOf, type RegionControl } from './controlOf';
import type { Claim, SchemaFinding } from './rule';

type Region = Readonly<Record<string, unknown>>;

/** Whether a type is none that the regions of a control have. A slip of the pen has a word of its own. */
export function isOfOtherControl(type: string, control: RegionControl): boolean {
  if (type === control.type || type === 'relation' || control.mergedTypes.has(type.toLowerCase())) return false;
  return type.toLowerCase() !== control.type && !isSlip(type);
}

/** Whether a type is a known one, misspelt. `chat` is a tag and can be a type too. */
function isSlip(type: string): boolean {
  return type !== 'chat' && nearestType(type) !== undefined;
}

/**
 * The controls that a region can be of where the name of its control is what is wrong: its type is that of the object and
 * of the value, and they all are not those of the control that it names.
 */
export function controlsMeant(config: LabelingConfig, control: RegionControl, region: Region): string[] {
  const { type, to_name: to, value } = region;
  if (typeof type !== 'string' || typeof to !== 'string' || !isOfOtherControl(type, control)) return [];
  const isOfType = !control.pointsTo(to) || (isComplete(value, tagByType(type)) && !isComplete(value, control.entry));
  if (!isOfType) return [];
  return [...config.controls.values()]
    .filter((one) => one.tag.toLowerCase() === type && one.toNames.includes(to))
    .map(({ name }) => name);
}

/** The messages of a `Chat` that has a `toName`, as Label Studio's documentation writes them. */
export function isMessage(type: string, control: RegionControl): boolean {
  return type === 'chatmessage' && control.type === 'chat';
}

/** Whether everything says that it is a relation, but for its type. */
export function isRelationOfOtherType(region: Region): boolean {
  const { type, from_id: from, to_id: to } = region;
  if (from === undefined || to === undefined || typeof type !== 'string' || type === 'relation') return false;
  return region.from_name === undefined && region.value === undefined;
}

/** Keywords of the schema that say which keys a value has. */
const ABOUT_KEYS: ReadonlySet<string> = new Set(['required', 'false schema', 'not']);

/** What a finding follows from, if that is the type of its region: keys that regions of this type have, or do not have. */
export function typeToBlame(finding: SchemaFinding, config: LabelingConfig | undefined): Claim['causedBy'] {
  const { region, path, keyword } = finding;
  if (!region || !ABOUT_KEYS.has(keyword)) return undefined;
  const { value, path: root } = region;
  const own = path[root.length];
  if (isRelationOfOtherType(value)) {
    return own === undefined ? { path: [...root, 'type'], gates: ['server', 'editor'] } : undefined;
  }
  if (!config || own !== 'value' || typeof value.type !== 'string') return undefined;
  const control = controlOf(config, value.from_name);
  if (!control || tagByType(value.type) === undefined || isMessage(value.type, control)) return undefined;
  if (!isOfOtherControl(value.type, control) || !isComplete(value.value, control.entry)) return undefined;
  // A value that was made for the control is none of another control, but its object can be.
  const isOther = controlsMeant(config, control, value).length > 0;
  return { path: [...root, isOther ? 'from_name' : 'type'], gates: ['server'] };
}

/** Whether a value has all keys that a control tag asks for: then it was made for this tag. */
function isComplete(value: unknown, entry: ControlTag | undefined): boolean {
  if (!entry || !isObject(value)) return false;
  return Object.entries(entry.fields).every(([key, { required }]) => !required || Object.hasOwn(value, key));
}
