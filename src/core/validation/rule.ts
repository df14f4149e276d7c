import type { ControlTag } from '../tags/catalogue';
import type { Path, Span } from '../text/locate';
import type { ParsedUnit } from '../text/parseUnit';
import type { TextForm } from '../text/units';
import type { Gate, Severity } from './problem';

/** A whole-unit text that shows a rule: it stands in the rule's documentation and is run as its fixture. */
export interface RuleExample {
  text: string;
  /** What the unit is taken for where its keys do not tell. */
  kind?: 'task' | 'prediction';
  form?: TextForm;
}

/** What a rule says of one place. */
export interface Claim {
  /** The place, from the root of the unit. */
  path: Path;
  /** Underline the value, or the key that leads to it. */
  on: 'key' | 'value';
  /** Offsets in the unit's text where no path leads to the place: syntax errors. */
  span?: Span;
  message: string;
  severity: Severity;
  gates: readonly Gate[];
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
  region: RegionContext | undefined;
  /** How many more scalars of the same list have the same fault. */
  others: number;
  /** Who objects to this shape, told by the catalogue's field kinds. */
  gates: readonly Gate[];
  /** What the property is, with its unit; empty when the schema does not know it. */
  describe(path: Path): string;
}

/** One item of a `result` list. */
export interface RegionContext {
  path: Path;
  value: Readonly<Record<string, unknown>>;
  /** Entry of the catalogue for its `type`, if it is a known one. */
  tag: ControlTag | undefined;
}

/** One unit, parsed, as the rules see it. */
export interface UnitContext {
  kind: 'task' | 'prediction' | 'unknown';
  parsed: ParsedUnit;
  value: unknown;
  text: string;
  form: TextForm;
  regions: readonly RegionContext[];
  /** The region that a path leads to or into. */
  regionAt(path: Path): RegionContext | undefined;
  /** Paths of the prediction objects in the unit. */
  predictions: readonly Path[];
}

/**
 * One rule: one file. It claims errors of the strict schema (`claim`), or looks for itself (`check`), or both. The first
 * rule in the registry that claims an error has it.
 */
export interface Rule {
  code: string;
  title: string;
  /** Markdown: what Label Studio does with such a file. */
  explanation: string;
  /** Markdown: what to do. */
  cure: string;
  failing: readonly RuleExample[];
  passing: readonly RuleExample[];
  claim?(finding: SchemaFinding): Claim | undefined;
  check?(unit: UnitContext): Iterable<Claim>;
}

/** A region's own example as a whole flat prediction, so that examples stay short. */
export function predictionWith(region: string): RuleExample {
  return { kind: 'prediction', text: `{ "task": 1, "model_version": "v1", "result": [${region}] }` };
}
