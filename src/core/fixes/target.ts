import type { LabelingConfig } from '../labelingConfig/model';
import type { UnitKind } from '../text/classify';
import type { Path } from '../text/locate';
import type { RegionNode } from '../validation/nodes';
import type { Inputs } from '../validation/rule';

/** A unit as the fixes of rules see it. Everything is looked up when it is asked for. */
export interface FixUnit {
  readonly kind: UnitKind;
  readonly config: LabelingConfig | undefined;
  /** The task's `data`, as far as it stands in the file. */
  readonly data: Inputs['data'];
  /** The value at a path from the root of the unit; undefined when there is none. */
  at(path: Path): unknown;
  /** A value as it is written; empty when there is none. */
  source(path: Path): string;
  /** All regions of the unit, in order. */
  readonly regions: readonly RegionNode[];
  /** The regions of one prediction, in order. */
  regionsOf(prediction: Path): readonly RegionNode[];
  /** The ids of its regions that are text, as the editor compares them. */
  idsOf(prediction: Path): ReadonlySet<string>;
}

/** A problem, and what is around it. */
export interface FixTarget {
  readonly unit: FixUnit;
  /** The place that the problem is said of, from the root of the unit. */
  readonly path: Path;
  readonly value: unknown;
  /** What the rule gave with the problem, as far as it is an object. */
  readonly about: Readonly<Record<string, unknown>>;
  /** What is underlined, as offsets in the value at `path`. */
  readonly span: { readonly start: number; readonly end: number };
  /** The region that the place is in. */
  readonly region: RegionNode | undefined;
}
