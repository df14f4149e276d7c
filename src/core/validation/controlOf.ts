import { resolveControl, toNamesOf } from '../labelingConfig/lookup';
import type { ConfigControl, LabelingConfig } from '../labelingConfig/model';
import { type ControlTag, tagByName } from '../tags/catalogue';

/** The control that a `from_name` stands for, made ready for thousands of regions. */
export class RegionControl {
  /** The tag in lower case: the type of its regions. */
  readonly type: string;
  /** Entry of the catalogue; undefined for a tag that Label Studio does not know. */
  readonly entry: ControlTag | undefined;
  /** Names of the objects it can point to, a Repeater's index filled in. */
  readonly toNames: readonly string[];
  /** The texts of its static labels or choices. */
  readonly labels: ReadonlySet<string>;

  /**
   * @param indexes what the placeholders of Repeaters stand for in the name. Undefined for a name that is written like
   *   this in the config: the only form that the validator knows
   */
  constructor(
    readonly tag: ConfigControl,
    readonly indexes: ReadonlyMap<string, number> | undefined,
  ) {
    this.type = tag.tag.toLowerCase();
    this.entry = tagByName(tag.tag);
    this.toNames = toNamesOf({ tag, indexes });
    this.labels = new Set(tag.labels.map(({ text }) => text));
  }

  /** The name is a template, `box_{{idx}}`, which the validator takes for the name and the editor does not know. */
  get isTemplate(): boolean {
    return this.tag.repeated && this.indexes === undefined;
  }
}

type Controls = Map<string, RegionControl | undefined>;

/** Names come from files: without end they must not fill the memory. */
const MOST_NAMES = 2000;

const byConfig = new WeakMap<LabelingConfig, Controls>();

/** What was asked last: the rules ask one after the other about one region, and the next region has often the same name. */
let lastConfig: LabelingConfig | undefined;
let lastControls: Controls = new Map();
let lastName: string | undefined;
let lastControl: RegionControl | undefined;

/**
 * The control of a region: the one of exactly this name, or else one that a Repeater makes, as the editor takes it.
 *
 * @param name the region's `from_name`, whatever it is
 * @returns undefined when there is none, and nothing more can be said of the region
 */
export function controlOf(config: LabelingConfig, name: unknown): RegionControl | undefined {
  if (typeof name !== 'string') return undefined;
  if (config !== lastConfig) useConfig(config);
  else if (name === lastName) return lastControl;
  let control = lastControls.get(name);
  if (control === undefined && !lastControls.has(name)) {
    const found = resolveControl(config, name);
    control = found && new RegionControl(found.tag, found.indexes);
    if (lastControls.size >= MOST_NAMES) lastControls.clear();
    lastControls.set(name, control);
  }
  lastName = name;
  lastControl = control;
  return control;
}

function useConfig(config: LabelingConfig): void {
  let controls = byConfig.get(config);
  if (!controls) {
    controls = new Map();
    byConfig.set(config, controls);
  }
  lastConfig = config;
  lastControls = controls;
}
