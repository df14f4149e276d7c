import type { Draft, FixEdit, Safety } from '../fixes/fix';
import type { FixTarget, FixUnit } from '../fixes/target';
import type { LabelingConfig } from '../labelingConfig/model';
import type { Path, Span } from '../text/locate';
import type { TextForm } from '../text/units';
import type { RegionNode, UnitNode } from './nodes';
import type { Gate, Severity, UnitProblem } from './problem';

/** A whole-unit text that shows a rule: it stands in the rule's documentation and is run as its fixture. */
export interface RuleExample {
  text: string;
  /** What the unit is taken for where its keys do not tell. */
  kind?: 'task' | 'prediction';
  form?: TextForm;
  /** The labeling config (XML) that it is checked with. */
  config?: string;
}

/** What a rule says of one place. */
export interface Claim {
  /** The place: from the region for a rule about regions, else from the root of the unit. */
  path: Path;
  /** Underline the value, or the key that leads to it. */
  on: 'key' | 'value';
  /** Offsets in the node's own text where no path leads to the place: syntax errors, characters. */
  span?: Span;
  message: string;
  severity: Severity;
  gates: readonly Gate[];
  /** JSON for whoever mends it: what was meant, the candidates. */
  data?: unknown;
  /** What it follows from, by its path from the root of the unit, and who objects there: people are told of that alone. */
  causedBy?: { path: Path; gates: readonly Gate[] };
}

/** An error of the strict schema, told in terms of the unit. */
export interface SchemaFinding {
  /** JSON Schema keyword that failed: `type`, `required`, `maximum` … */
  keyword: string;
  /** The instance that failed, from the root of the unit. */
  path: Path;
  params: Readonly<Record<string, unknown>>;
  /** The instance itself. */
  value: unknown;
  /** The object or list that holds it. */
  parent: unknown;
  /** The region it is in, if any. */
  region: RegionNode | undefined;
  /** How many more scalars of the same list have the same fault. */
  others: number;
  /** Who objects to this shape, told by the catalogue's field kinds. */
  gates: readonly Gate[];
  /** What the property is, with its unit; empty when the schema does not know it. */
  describe(path: Path): string;
  /** Whether the strict schema asks for the key that the path ends with. */
  isRequired(path: Path): boolean;
}

/**
 * What a rule can read beside its own node. It declares what it reads, and gets nothing else: a change of the labeling
 * config, or of a task's data, then re-runs exactly the rules that it can touch.
 */
export type Input = 'config' | 'data';

/** The inputs beside a node. Each is undefined when there is none, and for rules that do not declare it. */
export interface Inputs {
  /** The labeling config in force. */
  readonly config: LabelingConfig | undefined;
  /** The task's `data`, as far as it stands in the file. */
  readonly data: Readonly<Record<string, unknown>> | undefined;
}

/** Takes what a rule found. */
export type Report = (claim: Claim) => void;

/** What is said of a node already. */
export interface Said {
  /** What the strict schema and all rules say of a region alone, or of what is in no region (-1). */
  of(region: number): readonly UnitProblem[];
}

/** A fact that a rule took from a region, and where that region is. */
export interface RegionFact<Fact> {
  readonly fact: Fact;
  /** Counted over all regions of the unit. */
  readonly region: number;
  /** From the root of the unit. */
  readonly path: Path;
}

/**
 * About the regions of one prediction together. What is kept of a region is its fact, which has to be small and plain
 * JSON: a prediction can have 100,000 regions. A region that changes without changing its fact re-runs nothing.
 */
export interface PredictionCheck<Fact> {
  /** What facts depend on beside the region; of the rule's `reads`. Nothing if left out. */
  factReads?: readonly Input[];
  /** Taken when everything else has been said of the region. */
  fact(region: RegionNode, inputs: Inputs, said: Said): Fact | undefined;
  /** Needs every region: it is not run while some of the unit's text cannot be read. */
  needsAll?: boolean;
  /** Claims have paths from the root of the unit; `RegionFact.path` leads to the region. */
  check(facts: readonly RegionFact<Fact>[], inputs: Inputs, report: Report): void;
}

/**
 * About all regions of the file. Facts of a unit are merged into one, and those of all units summed up by `add` and
 * `remove`, so that an edit costs the same in a file of any size.
 */
export interface FileCheck<Fact, Sum> {
  fact(region: RegionNode): Fact | undefined;
  merge(one: Fact, other: Fact): Fact;
  empty(): Sum;
  add(sum: Sum, fact: Fact): void;
  remove(sum: Sum, fact: Fact): void;
  /** `units` goes through the facts in file order; take only as many as needed. */
  check(sum: Sum, units: Iterable<UnitFact<Fact>>, report: (unit: number, claim: Claim) => void): void;
}

export interface UnitFact<Fact> {
  /** Position of the unit in the file, for `report`. */
  readonly unit: number;
  readonly fact: Fact;
}

/** A way in which a rule's problems can be mended. */
export interface RuleFix {
  /** An imperative, for the documentation and where a draft has no title of its own: "Put the id into quotes". */
  title: string;
  safety: Safety;
  /**
   * What to change about one problem; of several drafts the likeliest is the first. Undefined where it does not apply.
   * Asked for again each time, with the text of that moment.
   */
  at?(target: FixTarget): Draft | readonly Draft[] | undefined;
  /** What to change in each unit of the file, about a problem that is said once for all of it. */
  everywhere?(unit: FixUnit): readonly FixEdit[];
}

/**
 * One rule: one file. It claims errors of the strict schema (`claim`), or looks for itself: at a unit, at each region,
 * at the regions of a prediction, at the whole file. The first rule in the registry that claims an error has it.
 */
export interface Rule {
  code: string;
  title: string;
  /** Markdown: what Label Studio does with such a file. */
  explanation: string;
  /** Markdown: what to do. */
  cure: string;
  /** What can be done by itself, safe ways first. */
  fixes?: readonly RuleFix[];
  failing: readonly RuleExample[];
  passing: readonly RuleExample[];
  /** What its checks read beside their node. */
  reads?: readonly Input[];
  /** Types of regions that `checkRegion` and the facts are about; all if left out. */
  types?: readonly string[];
  claim?(finding: SchemaFinding): Claim | undefined;
  /** About the unit without its regions. Must not look into them: in a large unit they are not there. */
  checkUnit?(unit: UnitNode, report: Report, inputs: Inputs): void;
  checkRegion?(region: RegionNode, inputs: Inputs, report: Report): void;
  /** Like `checkUnit` and `checkRegion`, when all rules have spoken that do not wait for others. */
  checkRest?: {
    unit(unit: UnitNode, report: Report, inputs: Inputs, said: Said): void;
    region(region: RegionNode, report: Report, inputs: Inputs, said: Said): void;
  };
  // A rule's facts are its own affair: nobody else looks into them.
  // biome-ignore lint/suspicious/noExplicitAny: facts of different rules live in one table
  prediction?: PredictionCheck<any>;
  // biome-ignore lint/suspicious/noExplicitAny: facts of different rules live in one table
  file?: FileCheck<any, any>;
}

/** A region's own example as a whole flat prediction, so that examples stay short. */
export function predictionWith(region: string, config?: string): RuleExample {
  const text = `{ "task": 1, "model_version": "v1", "result": [${region}] }`;
  return { kind: 'prediction', text, ...(config !== undefined && { config }) };
}
