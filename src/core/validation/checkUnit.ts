import { tagByType } from '../tags/catalogue';
import { type Path, type Place, type Span, toPointer } from '../text/locate';
import { parseUnit } from '../text/parseUnit';
import { classifyKeys, type TextForm, type UnitKind } from '../text/units';
import type { Problem } from './problem';
import type { Claim, RegionContext, Rule, UnitContext } from './rule';
import { rules } from './rules';
import { schemaFindings } from './schemaFindings';

/** How to read a unit. */
export interface UnitOptions {
  form: TextForm;
  /** What a unit is taken for where its own keys do not tell: said by the file's name and by the other units. */
  kind: 'task' | 'prediction';
}

/**
 * Checks one unit with the strict schema and every rule. Never throws, whatever the text.
 *
 * @param text the unit's text alone
 * @returns problems in the order of their place, offsets relative to the unit
 */
export function checkUnit(text: string, options: UnitOptions): Problem[] {
  const unit = readUnit(text, options);
  const problems: Problem[] = [];
  const add = (rule: Rule, claim: Claim): void => {
    const problem = toProblem(unit, rule, claim);
    if (problem) problems.push(problem);
  };
  for (const finding of schemaFindings(unit)) {
    if (unit.parsed.isTorn(finding.path)) continue;
    for (const rule of rules) {
      const claim = rule.claim?.(finding);
      if (!claim) continue;
      add(rule, finding.others > 0 ? { ...claim, message: withOthers(claim.message, finding.others) } : claim);
      break;
    }
  }
  for (const rule of rules) {
    if (!rule.check) continue;
    for (const claim of rule.check(unit)) {
      if (claim.span || !unit.parsed.isTorn(claim.path)) add(rule, claim);
    }
  }
  return problems.sort((a, b) => a.start - b.start || a.end - b.end);
}

function withOthers(message: string, others: number): string {
  return `${message} ${others.toLocaleString('en')} more in this list ${others === 1 ? 'has' : 'have'} the same fault.`;
}

function readUnit(text: string, { form, kind }: UnitOptions): UnitContext {
  const parsed = parseUnit(text);
  const { value } = parsed;
  const own = kindOf(value);
  const found = own === 'unknown' && isObject(value) ? kind : own;
  const predictions = predictionPaths(value, found);
  const regions = regionsOf(value, predictions);
  return { kind: found, parsed, value, text, form, predictions, regions, regionAt: regionFinder(regions) };
}

function kindOf(value: unknown): UnitKind {
  return isObject(value) ? classifyKeys(Object.keys(value)) : 'unknown';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function predictionPaths(value: unknown, kind: UnitKind): Path[] {
  if (!isObject(value)) return [];
  if (kind === 'prediction') return [[]];
  const { predictions } = value;
  return Array.isArray(predictions) ? predictions.map((_, index) => ['predictions', index]) : [];
}

function regionsOf(value: unknown, predictions: readonly Path[]): RegionContext[] {
  const regions: RegionContext[] = [];
  for (const path of predictions) {
    let prediction = value;
    for (const step of path) prediction = (prediction as Record<string | number, unknown>)[step];
    if (!isObject(prediction) || !Array.isArray(prediction.result)) continue;
    for (const [index, region] of prediction.result.entries()) {
      if (!isObject(region)) continue;
      const tag = typeof region.type === 'string' ? tagByType(region.type) : undefined;
      regions.push({ path: [...path, 'result', index], value: region, tag });
    }
  }
  return regions;
}

/** Finds regions by path without going through all of them: a unit can have thousands, each with problems. */
function regionFinder(regions: readonly RegionContext[]): (path: Path) => RegionContext | undefined {
  const byPointer = new Map(regions.map((region) => [toPointer(region.path), region]));
  const depth = regions[0]?.path.length ?? 0;
  return (path) => (path.length >= depth ? byPointer.get(toPointer(path.slice(0, depth))) : undefined);
}

function toProblem(unit: UnitContext, rule: Rule, claim: Claim): Problem | undefined {
  const span = claim.span ?? spanOf(unit.parsed.place(claim.path), claim.on);
  if (!span) return undefined;
  return {
    code: rule.code,
    severity: claim.severity,
    gates: claim.gates,
    message: claim.message,
    pointer: toPointer(claim.path),
    start: span.start,
    end: span.end,
  };
}

/** The key where there is one; of an object in a list its opening brace, as VS Code's own JSON service does it. */
function spanOf(place: Place | undefined, on: 'key' | 'value'): Span | undefined {
  if (!place) return undefined;
  if (on === 'value') return place.value;
  return place.key ?? { start: place.value.start, end: place.value.start + 1 };
}
