import { type Path, type Place, type Span, toPointer } from '../text/locate';
import type { ParsedUnit } from '../text/parseUnit';
import type { RegionNode } from './nodes';
import type { UnitProblem } from './problem';
import type { Claim, Report, Rule, Said } from './rule';

/** Where the parts of a node stand, in offsets of the unit. */
export interface Scope {
  parsed: Pick<ParsedUnit, 'place' | 'isTorn'>;
  /** Path of what was parsed, from the root of the unit. */
  root: Path;
  /** Offset in the unit of an offset in what was parsed. */
  offset(at: number): number;
}

/** Problems that stay while some rules are run again, for those of these that look at what others say. */
export function keptBy(problems: readonly UnitProblem[]): Said {
  const said = new Map<number, UnitProblem[]>();
  // What regions say together is said when the rest has been said.
  for (const problem of problems) if (!problem.compared) note(problem, said);
  return { of: (region) => said.get(region) ?? [] };
}

function note(problem: UnitProblem, said: Map<number, UnitProblem[]>): void {
  const own = said.get(problem.region);
  if (own) own.push(problem);
  else said.set(problem.region, [problem]);
}

/** Takes claims and makes problems of them, with offsets in the unit. */
export class Sink implements Said {
  readonly problems: UnitProblem[] = [];
  #said: Map<number, UnitProblem[]> | undefined;

  constructor(
    private readonly scope: Scope,
    private readonly ordinalAt: (path: Path) => number,
    private readonly kept?: Said,
  ) {}

  /**
   * @param path of the claim from the root of the unit
   * @param region whose text a claim's span belongs to; without it that of what was parsed
   */
  add(rule: Rule, claim: Claim, path: Path, region?: RegionNode): void {
    const { parsed, root, offset } = this.scope;
    const inside = path.slice(root.length);
    if (!claim.span && parsed.isTorn(inside)) return;
    const span = claim.span ?? spanOf(parsed.place(inside), claim.on);
    if (!span) return;
    const origin = claim.span && region ? (parsed.place(region.path.slice(root.length))?.value.start ?? 0) : 0;
    const place = { start: offset(origin + span.start), end: offset(origin + span.end) };
    const problem = toProblem(rule, claim, path, place, this.ordinalAt(path));
    this.problems.push(problem);
    this.#said ??= new Map();
    note(problem, this.#said);
  }

  of(region: number): readonly UnitProblem[] {
    const own = this.#said?.get(region) ?? [];
    const kept = this.kept?.of(region) ?? [];
    return kept.length === 0 ? own : [...kept, ...own];
  }

  #rule: Rule | undefined;
  #region: RegionNode | undefined;
  readonly #report: Report = (claim) => {
    const [rule, region] = [this.#rule, this.#region];
    if (rule && region) this.add(rule, claim, [...region.path, ...claim.path], region);
  };

  /**
   * Where a rule says what it finds in a region, until the next one is asked for: it is the same function every time, since
   * one for each rule and region would be most of the garbage.
   */
  reportOf(rule: Rule, region: RegionNode): Report {
    this.#rule = rule;
    this.#region = region;
    return this.#report;
  }

  /** A claim of an error of the schema: the same, but marked. */
  addClaimed(rule: Rule, claim: Claim): void {
    const before = this.problems.length;
    this.add(rule, claim, claim.path);
    const added = this.problems[before];
    if (added) added.ofSchema = true;
  }

  /** A claim about regions that were compared: the same, but marked. */
  addCompared(rule: Rule, claim: Claim): void {
    const before = this.problems.length;
    this.add(rule, claim, claim.path);
    const added = this.problems[before];
    if (added) added.compared = true;
  }
}

function toProblem(rule: Rule, claim: Claim, path: Path, { start, end }: Span, region: number): UnitProblem {
  return {
    code: rule.code,
    severity: claim.severity,
    gates: claim.gates,
    message: claim.message,
    pointer: toPointer(path),
    start,
    end: Math.max(start, end),
    region,
    compared: false,
    ofSchema: false,
    ...(claim.data !== undefined && { data: claim.data }),
    ...(claim.causedBy && { causedBy: { pointer: toPointer(claim.causedBy.path), gates: claim.causedBy.gates } }),
  };
}

/** The key where there is one; of an object in a list its opening brace, as VS Code's own JSON service does it. */
export function spanOf(place: Place | undefined, on: 'key' | 'value'): Span | undefined {
  if (!place) return undefined;
  if (on === 'value') return place.value;
  return place.key ?? { start: place.value.start, end: place.value.start + 1 };
}
