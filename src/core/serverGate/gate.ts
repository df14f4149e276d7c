import type { ConfigControl, LabelingConfig } from '../labelingConfig/model';
import type { Partners } from './partners';
import type { Dict } from './python';
import { type ValueCheck, valueCheckOf } from './valueChecks';
import { type ValueClass, valueClassOf } from './valueClasses';

/** A control, made ready for thousands of regions. */
export interface ControlGate {
  /** The tag in lower case: the type of its regions. */
  readonly type: string;
  readonly toNames: readonly string[];
  /** The objects of these names that there are. */
  readonly targets: ReadonlySet<unknown>;
  readonly labels: ReadonlySet<string>;
  readonly check: ValueCheck;
  /** For a `Labels` control: other types that its regions may have, and the class of the control that draws them. */
  readonly merged: ReadonlyMap<string, { geometry: ValueClass | undefined }>;
}

/** No other region has the id of this one. */
export const ALONE: Partners = { of: () => undefined };

/** A labeling config, made ready. */
export class ConfigGate {
  readonly #controls = new Map<string, ControlGate>();
  readonly #objects: ReadonlySet<string>;
  /** Whether there is a `Labels` control, whose regions can belong to a shape of another region. */
  readonly hasLabels: boolean;

  constructor(config: LabelingConfig) {
    const all = [...config.controls.values()];
    this.#objects = new Set(config.objects.keys());
    for (const control of all) this.#controls.set(control.name, controlGate(control, all, this.#objects));
    this.hasLabels = all.some(({ tag }) => tag.toLowerCase() === 'labels');
  }

  /**
   * Whether a region is taken if it stands alone: the quick answer for nearly all regions. False also where it takes a
   * closer look to tell, and right only for numbers that are finite.
   */
  takes(region: Dict): boolean {
    const { from_name, to_name, type, value } = region;
    const control = this.#controls.get(from_name as string);
    return (
      control !== undefined &&
      type === control.type &&
      value !== undefined &&
      control.targets.has(to_name) &&
      control.check(value, region, ALONE) === undefined
    );
  }

  /** The control of a `from_name`. Null stands for the only one, if there is only one. */
  control(name: unknown): ControlGate | undefined {
    if (typeof name === 'string') return this.#controls.get(name);
    return name === null ? onlyOne(this.#controls.values(), this.#controls.size) : undefined;
  }

  /** Whether there is an object of a `to_name`; null like in `control`. */
  hasObject(name: unknown): boolean {
    return typeof name === 'string' ? this.#objects.has(name) : name === null && this.#objects.size === 1;
  }

  /** Names to choose from. */
  get controlNames(): readonly string[] {
    return [...this.#controls.keys()];
  }

  get objectNames(): readonly string[] {
    return [...this.#objects];
  }
}

const gates = new WeakMap<LabelingConfig, ConfigGate>();
/** The one that was asked for last: it is asked for at every region. */
let last: { config: LabelingConfig; gate: ConfigGate } | undefined;

/** The gate of a config, made once. */
export function gateOf(config: LabelingConfig): ConfigGate {
  if (last?.config === config) return last.gate;
  const gate = gates.get(config) ?? new ConfigGate(config);
  gates.set(config, gate);
  last = { config, gate };
  return gate;
}

function onlyOne<T>(values: Iterable<T>, size: number): T | undefined {
  if (size !== 1) return undefined;
  const [only] = values;
  return only;
}

function controlGate(control: ConfigControl, all: readonly ConfigControl[], objects: ReadonlySet<string>): ControlGate {
  const type = control.tag.toLowerCase();
  return {
    type,
    toNames: control.toNames,
    // What has the type `relation` is no region, whatever the control.
    targets: new Set(type === 'relation' ? [] : control.toNames.filter((name) => objects.has(name))),
    labels: new Set(control.labels.map(({ text }) => text)),
    check: valueCheckOf(control),
    merged: type === 'labels' ? mergedTypes(control, all) : new Map(),
  };
}

/** The shapes of the controls that point to an object of the same name, each with `labels` behind its type. */
function mergedTypes(labels: ConfigControl, all: readonly ConfigControl[]): ControlGate['merged'] {
  const merged = new Map<string, { geometry: ValueClass | undefined }>();
  for (const other of all) {
    if (other === labels || !other.toNames.some((name) => labels.toNames.includes(name))) continue;
    const type = other.tag.toLowerCase();
    merged.set(`${type}labels`, { geometry: valueClassOf(type) });
  }
  return merged;
}
