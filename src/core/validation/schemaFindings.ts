import { bundledSchema } from '../../generated/schema';
import type { SchemaError, SchemaValidator } from '../../generated/validators';
import type { LabelingConfig } from '../labelingConfig/model';
import { describeField, isRequiredField } from '../schema/describe';
import { type Path, toPointer } from '../text/locate';
import type { RegionNode } from './nodes';
import type { SchemaFinding } from './rule';
import { gatesOf } from './serverGate';

/** Keywords that only lead to other errors and say nothing themselves. */
const SILENT: ReadonlySet<string> = new Set(['if', 'oneOf', 'anyOf', 'allOf']);

/** What is validated: a unit, or a region alone. */
export interface Validated {
  value: unknown;
  /** Which definition of the schema it has to meet. */
  definition: 'task' | 'prediction' | 'region';
  validate: SchemaValidator;
  /** Where it stands, from the root of the unit. */
  path: Path;
  regionAt(path: Path): RegionNode | undefined;
}

/**
 * Runs the strict schema. One defect gives one finding: the schema is discriminated by `type`, and errors that only
 * repeat others are left out.
 *
 * @param config the labeling config, if any: who objects to a shape can depend on it
 */
export function schemaFindings(validated: Validated, config?: LabelingConfig): SchemaFinding[] {
  if (validated.validate(validated.value)) return [];
  const findings: SchemaFinding[] = [];
  const seen = new Map<string, SchemaFinding>();
  for (const error of validated.validate.errors ?? []) {
    if (SILENT.has(error.keyword)) continue;
    const finding = toFinding(validated, error, config);
    if (isOverflow(finding)) continue;
    const defect = sameness(finding);
    const same = seen.get(defect);
    if (same) {
      same.others++;
      continue;
    }
    seen.set(defect, finding);
    findings.push(finding);
  }
  return findings.filter((finding) => !isOfWrongKind(finding, seen));
}

/** A fraction where a whole number belongs is one fault, also where it is too small or too large as well. */
function isOfWrongKind(finding: SchemaFinding, seen: ReadonlyMap<string, SchemaFinding>): boolean {
  const { keyword, others } = finding;
  if ((keyword !== 'minimum' && keyword !== 'maximum') || others > 0) return false;
  const kind = seen.get(sameness({ ...finding, keyword: 'type' }));
  return kind !== undefined && kind.value === finding.value && toPointer(kind.path) === toPointer(finding.path);
}

/** A number that overflows has a rule of its own, but not in the place of a whole prediction. */
function isOverflow({ value, path }: SchemaFinding): boolean {
  if (typeof value !== 'number' || Number.isFinite(value)) return false;
  return path.length !== 2 || path[0] !== 'predictions';
}

/**
 * What makes two findings one defect: the same place and keyword, or the same keyword for scalars of one list. A mask of
 * 100,000 fractions is one mistake; a list of regions is not of that kind.
 */
function sameness({ keyword, path, params, value }: SchemaFinding): string {
  const inList =
    typeof path.at(-1) === 'number' && path.at(-2) !== 'result' && (typeof value !== 'object' || value === null);
  const place = inList ? path.slice(0, -1) : path;
  return `${toPointer(place)} ${keyword} ${String(params.missingProperty ?? '')} ${inList}`;
}

function toFinding(validated: Validated, error: SchemaError, config: LabelingConfig | undefined): SchemaFinding {
  const { steps, value, parent } = follow(validated.value, error.instancePath);
  const path = [...validated.path, ...steps];
  const region = validated.regionAt(path);
  const { missingProperty } = error.params;
  const missing = typeof missingProperty === 'string' ? missingProperty : undefined;
  const depth = validated.path.length;
  const where = { region, unit: validated.value, kind: validated.definition, config };
  return {
    keyword: error.keyword,
    path,
    params: error.params,
    value,
    parent,
    region,
    gates: gatesOf({ keyword: error.keyword, path, value, missing }, where),
    others: 0,
    describe: (at) => describeField(bundledSchema, validated.definition, at.slice(depth), validated.value) ?? '',
    isRequired: (at) => isRequiredField(bundledSchema, validated.definition, at.slice(depth), validated.value),
  };
}

/** Turns a JSON Pointer into steps along the instance: an index where the instance is a list, else a key. */
function follow(root: unknown, pointer: string): { steps: Path; value: unknown; parent: unknown } {
  const steps: (string | number)[] = [];
  let value = root;
  let parent: unknown;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replace(/~1/g, '/').replace(/~0/g, '~');
    const step = Array.isArray(value) ? Number(key) : key;
    parent = value;
    value = (value as Record<string | number, unknown>)[step];
    steps.push(step);
  }
  return { steps, value, parent };
}
