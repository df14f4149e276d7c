import {
  type SchemaValidator,
  validatePrediction,
  validatePredictionShell,
  validateRegion,
  validateTask,
  validateTaskShell,
} from '../../generated/validators';
import { isObject } from '../isObject';
import type { LabelingConfig } from '../labelingConfig/model';
import type { UnitKind } from '../text/classify';
import type { Path } from '../text/locate';
import { FAULT_TEXT, type ParsedUnit, parseUnit } from '../text/parseUnit';
import { type RegionTable, regionTable, type Split, unitOffset } from '../text/split';
import type { TextForm } from '../text/units';
import { comparePredictions } from './compare';
import { addFacts, type Facts, noFacts, ordinalAt, type Regions } from './facts';
import { type AllInputs, allInputs, needsOf } from './inputs';
import { annotationsOf, kindOf, predictionsOf, RegionNode, regionsOf, type UnitNode } from './nodes';
import { typeToBlame } from './otherType';
import { inOrder, type UnitProblem } from './problem';
import { OwnSource, WholeSource } from './regionSource';
import type { Claim, Inputs, Report, Rule, Said, SchemaFinding } from './rule';
import type { RuleSet } from './ruleSet';
import { schemaFindings, type Validated } from './schemaFindings';
import { type Scope, Sink } from './sink';

/** What a check needs to know beside the text. */
export interface CheckOptions {
  form: TextForm;
  /** What a unit is taken for where its own keys do not tell: said by the file's name and by the other units. */
  expected: 'task' | 'prediction';
  /** Whether JSON that does not parse is a problem of ours; VS Code's own JSON service says it in `.json` files. */
  reportSyntax?: boolean;
  config?: LabelingConfig | undefined;
  rules: RuleSet;
  /** Where only some rules are run again: what the others have said. */
  kept?: Said;
  /** Whether annotations are checked like predictions; yes if left out. */
  annotations?: boolean;
}

/** What is known of a unit after its check. */
export interface UnitResult {
  /** What its own keys say it is. */
  own: UnitKind;
  kind: UnitKind;
  /** Whether it is JSON. */
  wellFormed: boolean;
  /** How many predictions it holds, and how many annotations that are checked. */
  predictions: number;
  annotations: number;
  /** In file order, offsets from the start of the unit. */
  problems: UnitProblem[];
  /** Which region of which prediction each region is. */
  regions: Regions;
  facts: Facts;
}

/**
 * Checks one unit with the strict schema and every rule. Never throws, whatever the text.
 *
 * @param text the unit's text alone
 * @param value what JSON.parse made of it, if that is known already
 */
export function checkUnit(text: string, options: CheckOptions, value?: unknown): UnitResult {
  const parsed = parseUnit(text, value);
  const unit = toUnit(text, parsed, options, false);
  const regions = regionsOf(unit.node, new WholeSource(unit.node));
  const table = tableOf(regions);
  const finder = (path: Path): RegionNode | undefined => regions[ordinalAt(table, path)];
  const scope: Scope = { parsed, root: [], offset: (at) => at };
  const sink = new Sink(scope, (path) => ordinalAt(table, path), options.kept);
  const { node } = unit;
  checkSchema(sink, options, {
    value: node.value,
    definition: node.kind === 'task' ? 'task' : 'prediction',
    validate: node.kind === 'unknown' ? accepts : node.kind === 'task' ? validateTask : validatePrediction,
    path: [],
    regionAt: finder,
  });
  const inputs = inputsOf(options, node);
  runUnitRules(node, sink, options, inputs);
  const facts = noFacts();
  for (const region of regions) {
    // Of annotations the schema of a task says nothing but that they have a result.
    if (region.isAnnotated) checkRegionSchema(region, sink, options);
    runRegionRules(region, sink, options, inputs);
    addFacts(options.rules, facts, region, inputs, sink);
  }
  if (options.rules.isWhole) {
    comparePredictions(options.rules, { regions: table, facts, wellFormed: unit.result.wellFormed }, inputs, sink);
  }
  const result = { ...unit.result, problems: sink.problems.sort(inOrder), regions: table, facts };
  options.rules.kept = [unit, regions, inputs, scope, sink, result];
  return result;
}

const accepts: SchemaValidator = () => true;

function toUnit(text: string, parsed: ParsedUnit, options: CheckOptions, isShell: boolean) {
  const { value } = parsed;
  const { own, kind } = kindOf(value, options.expected);
  const { form, reportSyntax } = options;
  const reportsSyntax = reportSyntax ?? form === 'jsonl';
  const predictions = predictionsOf(value, kind);
  const annotations = options.annotations === false ? [] : annotationsOf(value, kind);
  const node: UnitNode = { kind, parsed, value, text, isShell, form, reportsSyntax, predictions, annotations };
  const wellFormed = parsed.syntaxErrors.length === 0;
  const counts = { predictions: predictions.length, annotations: annotations.length };
  return { node, result: { own, kind, wellFormed, ...counts } };
}

function inputsOf({ config }: CheckOptions, { kind, value }: UnitNode): AllInputs {
  const data = kind === 'task' && isObject(value) && isObject(value.data) ? value.data : undefined;
  return allInputs(config, data);
}

function checkSchema(sink: Sink, { rules, config }: CheckOptions, validated: Validated): void {
  if (!rules.runsSchema || validated.value === undefined) return;
  for (const finding of schemaFindings(validated, config)) {
    for (const rule of rules.claiming) {
      const claim = rule.claim?.(finding);
      if (!claim) continue;
      sink.addClaimed(rule, { ...claim, ...moreOf(finding, claim, config) });
      break;
    }
  }
}

/** What the rule that claims an error need not know: how many there are, and whether they follow from the region's type. */
function moreOf(finding: SchemaFinding, { message }: Claim, config: LabelingConfig | undefined): Partial<Claim> {
  const { others } = finding;
  const causedBy = typeToBlame(finding, config);
  return { ...(others > 0 && { message: withOthers(message, others) }), ...(causedBy && { causedBy }) };
}

function checkRegionSchema(region: RegionNode, sink: Sink, options: CheckOptions): void {
  checkSchema(sink, options, {
    value: region.value,
    definition: 'region',
    validate: validateRegion,
    path: region.path,
    regionAt: () => region,
  });
}

function withOthers(message: string, others: number): string {
  return `${message} ${others.toLocaleString('en')} more in this list ${others === 1 ? 'has' : 'have'} the same fault.`;
}

function runUnitRules(unit: UnitNode, sink: Sink, { rules }: CheckOptions, inputs: AllInputs): void {
  const reportOf =
    (rule: Rule): Report =>
    (claim) =>
      sink.add(rule, claim, claim.path);
  for (const rule of rules.onUnit) rule.checkUnit?.(unit, reportOf(rule), inputs[needsOf(rule)]);
  for (const { rule, needs } of rules.onRest) rule.checkRest?.unit(unit, reportOf(rule), inputs[needs], sink);
}

function runRegionRules(region: RegionNode, sink: Sink, { rules }: CheckOptions, inputs: AllInputs): void {
  for (const entry of rules.forType(region.value.type, region.isAnnotated).onRegion) {
    entry.check(region, inputs[entry.needs], sink.reportOf(entry.rule, region));
  }
  for (const { rule, needs } of rules.onRest) {
    rule.checkRest?.region(region, sink.reportOf(rule, region), inputs[needs], sink);
  }
}

function tableOf(regions: readonly RegionNode[]): Regions {
  const table: Regions = { predictions: [], of: [], index: [] };
  for (const { prediction, index } of regions) {
    if (table.predictions.at(-1) !== prediction) table.predictions.push(prediction);
    table.of.push(table.predictions.length - 1);
    table.index.push(index);
  }
  return table;
}

/** Where a region stands: to check it without the rest of its unit. */
export interface RegionPlace {
  prediction: Path;
  /** Position in the `result`. */
  index: number;
  /** Position among all regions of the unit. */
  ordinal: number;
  /** Offset in the unit. */
  start: number;
}

/** Checks one region by its own text; facts go into the unit's. */
export function checkRegion(
  text: string,
  place: RegionPlace,
  options: CheckOptions,
  data: Inputs['data'],
  facts: Facts,
): { problems: UnitProblem[]; wellFormed: boolean } {
  const parsed = parseUnit(text);
  const wellFormed = parsed.syntaxErrors.length === 0;
  if (!isObject(parsed.value)) return { problems: [], wellFormed };
  const region = new RegionNode(
    place.prediction,
    place.index,
    place.ordinal,
    parsed.value,
    new OwnSource(text, parsed),
  );
  const scope: Scope = { parsed, root: region.path, offset: (at) => place.start + at };
  const sink = new Sink(scope, () => place.ordinal, options.kept);
  checkRegionSchema(region, sink, options);
  const inputs = allInputs(options.config, data);
  runRegionRules(region, sink, options, inputs);
  addFacts(options.rules, facts, region, inputs, sink);
  options.rules.kept = [region, scope, sink];
  return { problems: sink.problems, wellFormed };
}

/** What the shell of a large unit says: everything but its regions. */
export interface ShellResult extends Omit<UnitResult, 'facts' | 'regions'> {
  table: RegionTable;
  data: Inputs['data'];
  /** Whether there are regions that were not cut out: the unit has to be taken apart again. */
  uncut: boolean;
}

/** Checks the shell of a unit that was taken apart. */
export function checkShell(split: Split, options: CheckOptions): ShellResult {
  const parsed = parseUnit(split.shell);
  if (!split.intact && parsed.syntaxErrors.length === 0) {
    const { length } = split.shell;
    parsed.syntaxErrors.push({ start: length, end: length + 1, message: FAULT_TEXT.EndOfFileExpected ?? '' });
  }
  const unit = toUnit(split.shell, parsed, options, true);
  const { node } = unit;
  const scope: Scope = { parsed, root: [], offset: (at) => unitOffset(split, at) };
  const sink = new Sink(scope, () => -1, options.kept);
  checkSchema(sink, options, {
    value: node.value,
    definition: node.kind === 'task' ? 'task' : 'prediction',
    validate: node.kind === 'unknown' ? accepts : node.kind === 'task' ? validateTaskShell : validatePredictionShell,
    path: [],
    regionAt: () => undefined,
  });
  runUnitRules(node, sink, options, inputsOf(options, node));
  const { uncut, ...table } = regionTable(split.shell, split.at, options.annotations !== false);
  const data = isObject(node.value) && isObject(node.value.data) ? node.value.data : undefined;
  return { ...unit.result, problems: sink.problems.sort(inOrder), table, data, uncut };
}
