import { fillIn, resolveControl, resolveObject, toNamesOf } from '../labelingConfig/lookup';
import type { ConfigControl, LabelingConfig } from '../labelingConfig/model';
import { type ControlTag, catalogue, tagByName } from '../tags/catalogue';

const NONE: ReadonlySet<string> = new Set();
const NOBODY = Symbol('nobody');

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
  /** The name is a template, `box_{{idx}}`, which the validator takes for the name and the editor does not know. */
  readonly isTemplate: boolean;
  /**
   * Other types that its regions can have: those of a `Labels` control beside a `Rectangle` can be `rectanglelabels`, drawn
   * and labeled in one. The validator's reading, by which any control beside it counts.
   */
  readonly mergedTypes: ReadonlySet<string>;
  /** The objects it points to that it is not made for, by name; the value is their tag. */
  readonly unfit: ReadonlyMap<string, string>;
  readonly #objects: ReadonlySet<string>;
  /** The one that was asked for last: mostly there is one. A symbol is nobody's name. */
  #lastObject: unknown = NOBODY;

  /**
   * @param indexes what the placeholders of Repeaters stand for in the name. Undefined for a name that is written like
   *   this in the config: the only form that the validator knows
   */
  constructor(
    config: LabelingConfig,
    readonly tag: ConfigControl,
    readonly indexes: ReadonlyMap<string, number> | undefined,
  ) {
    this.type = tag.tag.toLowerCase();
    this.entry = tagByName(tag.tag);
    this.toNames = toNamesOf({ tag, indexes });
    this.labels = new Set(tag.labels.map(({ text }) => (indexes ? fillIn(text, indexes) : text)));
    this.isTemplate = tag.repeated && indexes === undefined;
    this.mergedTypes = this.type === 'labels' ? mergedTypes(config, tag) : NONE;
    const objects = this.toNames.flatMap((name) => {
      const object = resolveObject(config, name)?.tag;
      return object ? [[name, object.tag] as const] : [];
    });
    this.#objects = new Set(objects.map(([name]) => name));
    this.unfit = new Map(objects.filter(([, object]) => this.entry && !isFit(this.entry, object)));
  }

  /** Whether it points to an object of the config by this name. */
  pointsTo(name: unknown): boolean {
    if (name === this.#lastObject) return true;
    if (!this.#objects.has(name as string)) return false;
    this.#lastObject = name;
    return true;
  }
}

/** The object tags that control tags are made for, as far as the catalogue knows them. */
const OBJECTS: ReadonlySet<string> = new Set(catalogue.flatMap(({ objects }) => objects));

/** Whether a control tag is made for an object tag. Of tags that nobody knows, custom ones, everything is taken. */
function isFit({ objects }: ControlTag, object: string): boolean {
  const tag = object === 'AudioPlus' ? 'Audio' : object;
  return objects.length === 0 || objects.includes(tag) || !OBJECTS.has(tag);
}

function mergedTypes(config: LabelingConfig, labels: ConfigControl): ReadonlySet<string> {
  const types = new Set<string>();
  for (const other of config.controls.values()) {
    if (other !== labels && isBeside(other, labels)) types.add(`${other.tag.toLowerCase()}labels`);
  }
  return types;
}

/** Whether two controls point to the same object. */
export function isBeside(one: ConfigControl, other: ConfigControl): boolean {
  return one.toNames.some((name) => other.toNames.includes(name));
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
    control = found && new RegionControl(config, found.tag, found.indexes);
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
