import { isObject } from '../isObject';
import { type ControlTag, tagByType } from '../tags/catalogue';
import { classifyKeys, type UnitKind } from '../text/classify';
import type { Path } from '../text/locate';
import type { ParsedUnit } from '../text/parseUnit';
import type { TextForm } from '../text/units';

/** Where a region's own text comes from. */
export interface RegionSource {
  text(region: RegionNode): string;
  /** Whether the text can hold what no server gives back; false for text that is torn. */
  readonly mayHoldPoison: boolean;
  /** Whether the text is JSON, so that what a region lacks is not just still to be typed. */
  readonly isWhole: boolean;
}

const NOTHING: Readonly<Record<string, unknown>> = {};

/** One item of a `result` list that is an object. */
export class RegionNode {
  readonly value: Readonly<Record<string, unknown>>;
  #path: Path | undefined;

  /**
   * @param prediction path of the prediction or annotation that it belongs to, from the root of the unit
   * @param index position in its `result`
   * @param ordinal position among all regions of the unit
   */
  constructor(
    readonly prediction: Path,
    readonly index: number,
    readonly ordinal: number,
    value: Record<string, unknown>,
    private readonly source: RegionSource,
  ) {
    this.value = value;
  }

  /** Whether it is a person's: the editor makes no copy of annotations, and a server compares them with nothing. */
  get isAnnotated(): boolean {
    return isAnnotation(this.prediction);
  }

  /** Entry of the catalogue for its `type`, if it is a known one. */
  get tag(): ControlTag | undefined {
    const { type } = this.value;
    return typeof type === 'string' ? tagByType(type) : undefined;
  }

  /** What stands in its `value`; nothing where that is no object. */
  get content(): Readonly<Record<string, unknown>> {
    const { value } = this.value;
    return isObject(value) ? value : NOTHING;
  }

  /** The region as it is written. */
  text(): string {
    return this.source.text(this);
  }

  get mayHoldPoison(): boolean {
    return this.source.mayHoldPoison;
  }

  get isWhole(): boolean {
    return this.source.isWhole;
  }

  /** From the root of the unit. */
  get path(): Path {
    this.#path ??= [...this.prediction, 'result', this.index];
    return this.#path;
  }
}

/** Whether a path leads to or into an annotation, not a prediction. */
export function isAnnotation(path: Path): boolean {
  return path[0] === 'annotations';
}

/** One object that holds a `result`: a prediction or an annotation. */
export interface PredictionNode {
  /** From the root of the unit. */
  path: Path;
  value: Readonly<Record<string, unknown>>;
}

/** One unit, parsed, as the rules see it. */
export interface UnitNode {
  kind: UnitKind;
  parsed: ParsedUnit;
  value: unknown;
  /** The text that was parsed: of a large unit the text without its regions. */
  text: string;
  /** Whether the regions were cut out of it, to be parsed one by one. */
  isShell: boolean;
  form: TextForm;
  /** Whether what does not parse is reported in this form. */
  reportsSyntax: boolean;
  predictions: readonly PredictionNode[];
  /** Empty where annotations are not checked. */
  annotations: readonly PredictionNode[];
}

/** What a value is, told by its keys; an object whose keys do not tell is what the file around it is. */
export function kindOf(value: unknown, expected: 'task' | 'prediction'): { own: UnitKind; kind: UnitKind } {
  if (!isObject(value)) return { own: 'unknown', kind: 'unknown' };
  const own = classifyKeys(Object.keys(value));
  return { own, kind: own === 'unknown' ? expected : own };
}

/** The predictions of a unit that are objects. */
export function predictionsOf(value: unknown, kind: UnitKind): PredictionNode[] {
  if (!isObject(value)) return [];
  if (kind === 'prediction') return [{ path: [], value }];
  return kind === 'task' ? nodesIn('predictions', value.predictions) : [];
}

/** The annotations of a task that are objects. */
export function annotationsOf(value: unknown, kind: UnitKind): readonly PredictionNode[] {
  if (kind !== 'task' || !isObject(value) || value.annotations === undefined) return NONE;
  return nodesIn('annotations', value.annotations);
}

const NONE: readonly PredictionNode[] = [];

function nodesIn(key: 'predictions' | 'annotations', list: unknown): PredictionNode[] {
  const nodes: PredictionNode[] = [];
  if (!Array.isArray(list)) return nodes;
  for (const [index, value] of list.entries()) {
    if (isObject(value)) nodes.push({ path: [key, index], value });
  }
  return nodes;
}

/** The regions of a unit in order: every object in a `result`, those of annotations behind those of predictions. */
export function regionsOf(
  { predictions, annotations }: Pick<UnitNode, 'predictions' | 'annotations'>,
  source: RegionSource,
): RegionNode[] {
  const regions: RegionNode[] = [];
  addRegions(regions, predictions, source);
  addRegions(regions, annotations, source);
  return regions;
}

function addRegions(regions: RegionNode[], owners: readonly PredictionNode[], source: RegionSource): void {
  for (const { path, value } of owners) {
    const { result } = value;
    if (!Array.isArray(result)) continue;
    for (let index = 0; index < result.length; index++) {
      const region: unknown = result[index];
      if (isObject(region)) regions.push(new RegionNode(path, index, regions.length, region, source));
    }
  }
}
