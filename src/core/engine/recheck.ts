import { isObject } from '../isObject';
import { isJson } from '../text/isJson';
import type { Path } from '../text/locate';
import { lastMembers, type RegionTable, regionTable, type Split, unitOffset } from '../text/split';
import { type CheckOptions, checkShell, type ShellResult, type UnitResult } from '../validation/checkUnit';
import { type Facts, renewed, sameFact } from '../validation/facts';
import { inOrder, type UnitProblem } from '../validation/problem';
import type { Inputs, Rule } from '../validation/rule';
import type { RuleSet } from '../validation/ruleSet';
import { keptBy } from '../validation/sink';
import { type Edit, moved } from './edit';
import { type Apart, checkCut, compareApart } from './largeUnit';

/**
 * Checks again what an edit inside of one region can have touched: that region, what compares it with others if its
 * facts have changed, and nothing else.
 */
export function recheckRegion(
  apart: Apart,
  result: UnitResult,
  ordinal: number,
  edit: Edit,
  options: CheckOptions,
): { result: UnitResult; wellFormed: boolean } {
  const fresh: Facts = [];
  const found = checkCut(apart, ordinal, options, fresh);
  const again = new Set<Rule>();
  const facts = result.facts.slice();
  for (const [column, rule] of options.rules.withFacts.entries()) {
    const before = facts[column]?.[ordinal];
    const after = fresh[column]?.[ordinal];
    const isTouched = result.problems.some(
      ({ compared, region, code }) => compared && region === ordinal && code === rule.code,
    );
    if (sameFact(before, after) && !isTouched) continue;
    again.add(rule);
    const own = facts[column]?.slice() ?? [];
    own[ordinal] = after;
    facts[column] = own;
  }
  const problems = result.problems
    .filter(({ region, compared, code }) => (compared ? !hasCode(again, code) : region !== ordinal))
    .map((problem) => moved(problem, edit));
  const next: UnitResult = { ...result, facts, problems };
  const compared = again.size > 0 ? compareApart(apart, next, options, again) : [];
  next.problems = inFileOrder(problems, found.problems, compared);
  return { result: next, wellFormed: found.wellFormed };
}

function hasCode(rules: ReadonlySet<Rule>, code: string): boolean {
  for (const rule of rules) if (rule.code === code) return true;
  return false;
}

function inFileOrder(...parts: readonly (readonly UnitProblem[])[]): UnitProblem[] {
  return parts.flat().sort(inOrder);
}

/**
 * Checks again what an edit outside of all regions can have touched: the shell, and where the task's data may have
 * changed the rules that read it.
 *
 * @returns `torn` when the shell is no JSON, `rebuilt` when the unit has other regions now: then all of it has to be
 *   checked
 */
export function recheckShell(
  apart: Apart,
  result: UnitResult,
  edit: Edit,
  options: CheckOptions,
): { result: UnitResult; shell: ShellResult } | 'torn' | 'rebuilt' {
  const { split, read } = apart;
  if (!isJson(split.shell)) return 'torn';
  const shell = checkShell(split, options);
  const { own, kind, predictions, annotations } = shell;
  if (shell.uncut || own !== result.own || kind !== result.kind) return 'rebuilt';
  if (!sameTable(shell.table, result.regions)) return 'rebuilt';
  const now: Apart = { split, table: shell.table, data: shell.data, read, edits: apart.edits };
  const rest = result.problems.filter(({ region, compared }) => compared || region >= 0).map((one) => moved(one, edit));
  let next: UnitResult = { ...result, predictions, annotations, problems: inFileOrder(rest, shell.problems) };
  if (touchesData(split, edit)) next = rerun(now, next, options, options.rules.reading('data'));
  const stuck = new Set(next.problems.filter(({ compared, region }) => compared && region < 0).map(({ code }) => code));
  if (stuck.size > 0) {
    const again = new Set(options.rules.rules.filter(({ code }) => stuck.has(code)));
    const others = next.problems.filter(({ compared, code }) => !compared || !stuck.has(code));
    next.problems = inFileOrder(others, compareApart(now, next, options, again));
  }
  return { result: next, shell };
}

/** Whether an edit may have changed the task's `data`: it is not clearly inside the value of another key. */
function touchesData(split: Split, { from, to, delta }: Edit): boolean {
  // What was removed cannot be looked at; from `"data":0,` on it can have been that.
  if (to - delta - from >= 9) return true;
  for (const [key, { valueStart, valueEnd }] of lastMembers(split.shell, 0)) {
    if (unitOffset(split, valueStart) <= from && to <= unitOffset(split, valueEnd)) return key === 'data';
  }
  return true;
}

function samePath(one: Path, other: Path | undefined): boolean {
  return one[0] === other?.[0] && one[1] === other?.[1];
}

function sameTable(table: RegionTable, regions: UnitResult['regions']): boolean {
  return (
    table.of.length === regions.of.length &&
    table.predictions.length === regions.predictions.length &&
    table.predictions.every((path, k) => samePath(path, regions.predictions[k])) &&
    table.index.every((index, ordinal) => index === regions.index[ordinal] && table.of[ordinal] === regions.of[ordinal])
  );
}

/** Runs some rules again over a unit and all of its regions, and leaves what the others found. */
export function rerun(apart: Apart, result: UnitResult, options: CheckOptions, rules: RuleSet): UnitResult {
  if (rules.rules.length === 0) return result;
  const problems = result.problems.filter((problem) => !isRerun(problem, rules));
  const some: CheckOptions = { ...options, rules, kept: keptBy(problems) };
  if (rules.looksAtUnit) problems.push(...checkShell(apart.split, some).problems);
  const facts: Facts = [];
  for (let ordinal = 0; ordinal < apart.table.of.length; ordinal++) {
    // Types are not known without parsing; the regions are parsed once for all rules.
    problems.push(...checkCut(apart, ordinal, some, facts).problems);
  }
  const next = { ...result, facts: renewed(rules, result.facts, facts) };
  problems.push(...compareApart(apart, next, some));
  return { ...next, problems: problems.sort(inOrder) };
}

/** Whether a problem is one that these rules look for when they are run again. */
export function isRerun({ code, ofSchema }: UnitProblem, rules: RuleSet): boolean {
  return (!ofSchema || rules.runsSchema) && rules.codes.has(code);
}

/** A small unit as if it had been taken apart, with what its shell says. */
export function apartFor(split: Split, text: string, { annotations }: CheckOptions): Apart | undefined {
  if (!split.intact || split.length !== text.length) return undefined;
  const { uncut, ...table } = regionTable(split.shell, split.at, annotations !== false);
  if (uncut) return undefined;
  return new SmallApart(split, table, text);
}

/** Parses the task's data only for a rule that reads it. */
class SmallApart implements Apart {
  readonly edits: number[] = [];
  #data: { value: Inputs['data'] } | undefined;

  constructor(
    readonly split: Split,
    readonly table: RegionTable,
    private readonly text: string,
  ) {}

  get data(): Inputs['data'] {
    this.#data ??= { value: dataOf(this.split.shell) };
    return this.#data.value;
  }

  readonly read = (start: number, end: number): string => this.text.slice(start, end);
}

function dataOf(shell: string): Inputs['data'] {
  const member = lastMembers(shell, 0).get('data');
  if (!member) return undefined;
  try {
    const value: unknown = JSON.parse(shell.slice(member.valueStart, member.valueEnd));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
