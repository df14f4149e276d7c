import { validatePrediction, validateTask } from '../../generated/validators';
import { describeField } from '../schema/describe';
import { serverAcceptsShape } from '../tags/serverShape';
import type { Path } from '../text/locate';
import type { Gate } from './problem';
import type { RegionContext, SchemaFinding, UnitContext } from './rule';

/** What ajv's standalone code leaves in `errors`. */
interface SchemaError {
  keyword: string;
  instancePath: string;
  params: Record<string, unknown>;
}

/** Keywords that only lead to other errors and say nothing themselves. */
const SILENT: ReadonlySet<string> = new Set(['if', 'oneOf', 'anyOf', 'allOf']);

/**
 * Runs the strict schema over a unit. One defect gives one finding: the schema is discriminated by `type`, and errors
 * that only repeat others are left out.
 */
export function schemaFindings(unit: UnitContext): SchemaFinding[] {
  if (unit.kind === 'unknown' || unit.value === undefined) return [];
  const validate = unit.kind === 'task' ? validateTask : validatePrediction;
  if (validate(unit.value)) return [];
  const errors = (validate.errors ?? []) as SchemaError[];
  const findings: SchemaFinding[] = [];
  const seen = new Set<string>();
  for (const error of errors) {
    if (SILENT.has(error.keyword)) continue;
    const id = `${error.instancePath} ${error.keyword} ${String(error.params.missingProperty ?? '')}`;
    if (seen.has(id)) continue;
    seen.add(id);
    findings.push(toFinding(unit, error));
  }
  return findings;
}

function toFinding(unit: UnitContext, error: SchemaError): SchemaFinding {
  const { path, value, parent } = follow(unit.value, error.instancePath);
  const region = unit.regions.find((candidate) => startsWith(path, candidate.path));
  return {
    keyword: error.keyword,
    path,
    params: error.params,
    value,
    parent,
    region,
    gates: gatesOf(region),
    describe: (at) => describeField(unit.kind === 'task' ? 'task' : 'prediction', unit.value, at),
  };
}

/**
 * The strict schema asks for what both gates take. So where the validator of the SDK takes the region's value in spite of
 * the finding, the editor is who objects.
 */
function gatesOf(region: RegionContext | undefined): readonly Gate[] {
  if (!region) return ['server'];
  return serverAcceptsShape(region.value) ? ['editor'] : ['server'];
}

function startsWith(path: Path, prefix: Path): boolean {
  return prefix.length <= path.length && prefix.every((step, index) => step === path[index]);
}

/** Turns a JSON Pointer into steps along the instance: an index where the instance is a list, else a key. */
function follow(root: unknown, pointer: string): { path: Path; value: unknown; parent: unknown } {
  const path: (string | number)[] = [];
  let value = root;
  let parent: unknown;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replace(/~1/g, '/').replace(/~0/g, '~');
    const step = Array.isArray(value) ? Number(key) : key;
    parent = value;
    value = (value as Record<string | number, unknown>)[step];
    path.push(step);
  }
  return { path, value, parent };
}
