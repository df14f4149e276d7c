/** What the validator rejects, told as problems: where nobody has said it already. */
import type { LabelingConfig } from '../labelingConfig/model';
import type { RawVerdict } from '../serverGate';
import type { TaskVerdict } from '../serverGate/task';
import { type Path, toPointer } from '../text/locate';
import { isSamePlace } from './places';
import type { Gate, UnitProblem } from './problem';
import { rejectionText, taskRejectionText } from './rejectionText';
import type { Claim } from './rule';

/** What is needed of a verdict to see whether it is told already. */
type Place = Pick<RawVerdict | TaskVerdict, 'code' | 'path'>;

/** That a verdict is told. */
export interface Told {
  /** From the node to where it is told. */
  at: Path;
  /** Who objects there. Where that is not the validator, mending it helps against the validator too. */
  gates: readonly Gate[];
}

/**
 * Where a verdict has been told: by a problem of the gate `server` at its place, or else by an error of another gate.
 *
 * @param root path of the node from the root of the unit
 * @param said what is said of the node
 */
export function toldBy({ code, path }: Place, root: Path, said: readonly UnitProblem[]): Told | undefined {
  let other: Told | undefined;
  for (const { pointer, gates, severity, data } of said) {
    const inside = stepsBelow(root, pointer);
    if (!inside) continue;
    if (!tells(inside, path) && !NEARBY.get(code)?.includes(String(inside[0])) && !renames(data, inside, path))
      continue;
    if (gates.includes('server')) return { at: inside, gates };
    if (severity === 'error') other ??= { at: inside, gates };
  }
  return other;
}

/** Whether what is said at a place tells of another. Of a node as a whole only that tells which is said of all of it. */
function tells(inside: Path, path: Path): boolean {
  return path.length === 0 ? inside.length === 0 : isSamePlace(inside, path);
}

/** Whether somebody asks to give the key at a place the name of the one that is missing. */
function renames(data: unknown, inside: Path, path: Path): boolean {
  if (typeof data !== 'object' || data === null || inside.length !== path.length) return false;
  const { key, expected } = data as { key?: unknown; expected?: unknown };
  if (key !== inside.at(-1) || expected !== path.at(-1)) return false;
  return tells(inside.slice(0, -1), path.slice(0, -1));
}

/** Keys of a region any of which may be to blame for what is said of another. */
const NEARBY: ReadonlyMap<string, readonly string[]> = new Map([
  ['type-mismatch', ['from_name', 'type']],
  // A misspelt relation has other keys than a region.
  ['missing-field', ['type']],
  ['to-name-not-found', ['to_name']],
  ['to-name-not-valid', ['to_name', 'from_name']],
]);

/** The steps of a pointer behind those of a path; undefined when it does not lead through it. */
function stepsBelow(root: Path, pointer: string): Path | undefined {
  const start = toPointer(root);
  if (pointer !== start && !pointer.startsWith(`${start}/`)) return undefined;
  return pointer
    .slice(start.length)
    .split('/')
    .slice(1)
    .map((step) => {
      const plain = step.replace(/~1/g, '/').replace(/~0/g, '~');
      return /^\d+$/.test(plain) ? Number(plain) : plain;
    });
}

/**
 * What is left to be told of a node: the claims of its verdicts, those that follow from something else marked so.
 *
 * @param node the region or prediction that the verdicts are about
 * @param root its path from the root of the unit
 */
export function claimsOf(
  verdicts: readonly RawVerdict[],
  node: Readonly<Record<string, unknown>>,
  root: Path,
  said: readonly UnitProblem[],
  config: LabelingConfig | undefined,
): Claim[] {
  const wrongType = verdicts.find(({ code }) => code === 'type-mismatch');
  const typeTold = wrongType && (toldBy(wrongType, root, said) ?? { at: wrongType.path, gates: ['server'] });
  const claims: Claim[] = [];
  for (const verdict of verdicts) {
    const told = toldBy(verdict, root, said);
    if (told?.gates.includes('server')) continue;
    // A region of another control's type fits that control in nothing.
    const cause = told ?? (verdict === wrongType ? undefined : typeTold) ?? overflowAt(node, verdict.path);
    claims.push({
      ...placeOf(verdict.path, node),
      message: rejectionText(verdict, node, config),
      severity: 'error',
      gates: ['server'],
      data: { verdict: verdict.code },
      ...(cause && { causedBy: { path: [...root, ...cause.at], gates: cause.gates } }),
    });
  }
  return claims;
}

/** A number that overflows has a rule of its own, whoever else minds it. */
function overflowAt(node: object, path: Path): Told | undefined {
  const value = valueAt(node, path);
  return typeof value === 'number' && !Number.isFinite(value) ? { at: path, gates: ['upload'] } : undefined;
}

function valueAt(node: unknown, path: Path): unknown {
  let value = node;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** The place itself, or the key of what lacks it. */
export function placeOf(path: Path, node: unknown): Pick<Claim, 'path' | 'on'> {
  if (valueAt(node, path) !== undefined) return { path, on: 'value' };
  let there = path;
  while (there.length > 0 && valueAt(node, there) === undefined) there = there.slice(0, -1);
  return { path: there, on: 'key' };
}

/** The claim about a task that the import refuses. */
export function taskClaim(verdict: TaskVerdict, task: unknown, said: readonly UnitProblem[]): Claim | undefined {
  const told = toldBy(verdict, [], said);
  if (told?.gates.includes('server')) return undefined;
  return {
    ...placeOf(verdict.path, task),
    message: taskRejectionText(verdict),
    severity: 'error',
    gates: ['server'],
    data: { verdict: verdict.code },
    ...(told && { causedBy: { path: told.at, gates: told.gates } }),
  };
}
