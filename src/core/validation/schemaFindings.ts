import { bundledSchema } from '../../generated/schema';
import type { SchemaError, SchemaValidator } from '../../generated/validators';
import { describeField } from '../schema/describe';
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
 */
export function schemaFindings(validated: Validated): SchemaFinding[] {
  if (validated.validate(validated.value)) return [];
  const findings: SchemaFinding[] = [];
  const seen = new Map<string, SchemaFinding>();
  for (const error of validated.validate.errors ?? []) {
    if (SILENT.has(error.keyword)) continue;
    const finding = toFinding(validated, error);
    // A number that overflows has a rule of its own.
    if (typeof finding.value === 'number' && !Number.isFinite(finding.value)) continue;
    const defect = sameness(finding);
    const same = seen.get(defect);
    if (same) {
      same.others++;
      continue;
    }
    seen.set(defect, finding);
    findings.push(finding);
  }
  return findings;
}

/**
 * What makes two findings one defect: the same place and keyword, or the same keyword for scalars of one list. A mask of
 * 100,000 fractions is one mistake.
 */
function sameness({ keyword, path, params, value }: SchemaFinding): string {
  const inList = typeof path.at(-1) === 'number' && (typeof value !== 'object' || value === null);
  const place = inList ? path.slice(0, -1) : path;
  return `${toPointer(place)} ${keyword} ${String(params.missingProperty ?? '')} ${inList}`;
}

function toFinding(validated: Validated, error: SchemaError): SchemaFinding {
  const { steps, value, parent } = follow(validated.value, error.instancePath);
  const path = [...validated.path, ...steps];
  const region = validated.regionAt(path);
  const { missingProperty } = error.params;
  const missing = typeof missingProperty === 'string' ? missingProperty : undefined;
  const depth = validated.path.length;
  return {
    keyword: error.keyword,
    path,
    params: error.params,
    value,
    parent,
    region,
    gates: gatesOf({ keyword: error.keyword, path, value, missing }, region),
    others: 0,
    describe: (at) => describeField(bundledSchema, validated.definition, at.slice(depth), validated.value) ?? '',
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
