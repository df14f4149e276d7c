/** `_validate_region_logic` of label-studio-sdk 2.1.2. */
import type { Path } from '../text/locate';
import type { ConfigGate, ControlGate } from './gate';
import type { Objection } from './objection';
import type { Partners } from './partners';
import { type Dict, holds, isDict, noAttribute, notIterable, toFloat } from './python';
import { mergedObjection } from './valueChecks';
import type { RawVerdict, VerdictCode } from './verdict';

/** One run over a prediction. */
export interface Run {
  readonly gate: ConfigGate;
  readonly partners: Partners;
  readonly verdicts: RawVerdict[];
}

const REQUIRED = ['from_name', 'to_name', 'type', 'value'] as const;

/** The types of controls whose errors name the sides that are out of bounds. */
const BOUNDED: ReadonlySet<string> = new Set(['rectangle', 'rectanglelabels']);
const SIDES = ['x', 'y', 'width', 'height'] as const;

/**
 * Looks at one region and notes what is wrong.
 *
 * @returns whether the validator goes on with the next one: it gives up on a type that is no text
 */
export function checkRegion(run: Run, region: Dict, index: number): boolean {
  const { from_name, to_name, type, value } = region;
  const note = (code: VerdictCode, path: Path, detail: string) =>
    run.verdicts.push({ region: index, code, path, detail });
  if (from_name === undefined || to_name === undefined || type === undefined || value === undefined) {
    for (const key of REQUIRED) if (region[key] === undefined) note('missing-field', [key], key);
    return true;
  }
  const control = run.gate.control(from_name);
  if (!control) {
    note('from-name-not-found', ['from_name'], run.gate.controlNames.join(', '));
    return true;
  }
  if (!run.gate.hasObject(to_name)) {
    note('to-name-not-found', ['to_name'], run.gate.objectNames.join(', '));
    return true;
  }
  if (typeof type !== 'string') {
    note('unexpected-error', ['type'], noAttribute(type, 'lower'));
    return false;
  }
  const lower = type === control.type ? type : type.toLowerCase();
  const merged = lower === control.type ? undefined : control.merged.get(lower);
  if (lower !== control.type && !merged) note('type-mismatch', ['type'], control.type);
  if (!control.toNames.includes(to_name as string)) note('to-name-not-valid', ['to_name'], control.toNames.join(', '));
  const objection = merged
    ? mergedObjection(control.labels, merged.geometry, lower, value)
    : control.check(value, region, run.partners);
  if (objection) run.verdicts.push(valueVerdict(index, control, value, objection));
  return true;
}

function valueVerdict(region: number, control: ControlGate, value: unknown, objection: Objection): RawVerdict {
  const path = ['value', ...objection.path];
  if (objection.raised) return { region, code: 'value-exception', path, detail: objection.detail };
  const failure = BOUNDED.has(control.type) ? sidesFailure(value) : undefined;
  if (failure !== undefined) return { region, code: 'value-exception', path: ['value'], detail: failure };
  const isOutside = BOUNDED.has(control.type) && isDict(value) && SIDES.some((side) => isOutOfBounds(value[side]));
  return { region, code: isOutside ? 'invalid-geometry' : 'invalid-value', path, detail: objection.detail };
}

/** Looking for the sides of a rectangle fails for a value that has none. */
function sidesFailure(value: unknown): string | undefined {
  if (isDict(value)) return undefined;
  if (holds(value, 'x') === undefined) return notIterable(value);
  if (!SIDES.some((side) => holds(value, side))) return undefined;
  return Array.isArray(value)
    ? 'list indices must be integers or slices, not str'
    : "string indices must be integers, not 'str'";
}

function isOutOfBounds(side: unknown): boolean {
  if (side === undefined) return false;
  const number = toFloat(side);
  return number === undefined || number < 0 || number > 100;
}
