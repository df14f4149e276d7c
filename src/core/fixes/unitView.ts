import { isObject } from '../isObject';
import type { Path } from '../text/locate';
import { type ParsedUnit, parseUnit } from '../text/parseUnit';
import type { CheckOptions } from '../validation/checkUnit';
import {
  annotationsOf,
  kindOf,
  type PredictionNode,
  predictionsOf,
  type RegionNode,
  regionsOf,
} from '../validation/nodes';
import type { UnitProblem } from '../validation/problem';
import { editorId } from '../validation/regionId';
import { WholeSource } from '../validation/regionSource';
import type { FixTarget, FixUnit } from './target';

/** The regions of one prediction. */
interface Own {
  regions: RegionNode[];
  byIndex: Map<number, RegionNode>;
  ids: Set<string>;
}

const NONE: Own = { regions: [], byIndex: new Map(), ids: new Set() };

function ownOf(regions: readonly RegionNode[]): ReadonlyMap<string, Own> {
  const found = new Map<string, Own>();
  for (const region of regions) {
    const key = region.prediction.join('/');
    let own = found.get(key);
    if (!own) {
      own = { regions: [], byIndex: new Map(), ids: new Set() };
      found.set(key, own);
    }
    const { id } = region.value;
    own.regions.push(region);
    own.byIndex.set(region.index, region);
    if (typeof id === 'string') own.ids.add(editorId(id));
  }
  return found;
}

/** A unit whose text is there as a whole. */
export class UnitView implements FixUnit {
  readonly kind: FixUnit['kind'];
  readonly config: FixUnit['config'];
  readonly data: FixUnit['data'];
  readonly #value: unknown;
  readonly #parsed: ParsedUnit;
  readonly #predictions: readonly PredictionNode[];
  readonly #annotations: readonly PredictionNode[];
  #regions: readonly RegionNode[] | undefined;
  #byPrediction: ReadonlyMap<string, Own> | undefined;

  constructor(
    readonly text: string,
    private readonly options: CheckOptions,
  ) {
    this.#parsed = parseUnit(text);
    const { value } = this.#parsed;
    this.#value = value;
    this.kind = kindOf(value, options.expected).kind;
    this.config = options.config;
    this.data = this.kind === 'task' && isObject(value) && isObject(value.data) ? value.data : undefined;
    this.#predictions = predictionsOf(value, this.kind);
    this.#annotations = options.annotations === false ? [] : annotationsOf(value, this.kind);
  }

  get regions(): readonly RegionNode[] {
    if (!this.#regions) {
      const node = this.#node();
      this.#regions = regionsOf(node, new WholeSource(node));
    }
    return this.#regions;
  }

  at(path: Path): unknown {
    let value = this.#value;
    for (const step of path) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
      value = (value as Record<string | number, unknown>)[step];
    }
    return value;
  }

  source(path: Path): string {
    const place = this.#parsed.place(path)?.value;
    return place ? this.text.slice(place.start, place.end) : '';
  }

  /** Where a value begins; undefined when there is none. */
  placeOf(path: Path): number | undefined {
    return this.#parsed.place(path)?.value.start;
  }

  regionsOf(prediction: Path): readonly RegionNode[] {
    return this.#own(prediction).regions;
  }

  idsOf(prediction: Path): ReadonlySet<string> {
    return this.#own(prediction).ids;
  }

  #own(prediction: Path): Own {
    this.#byPrediction ??= ownOf(this.regions);
    return this.#byPrediction.get(prediction.join('/')) ?? NONE;
  }

  /** What a problem of this unit is about. */
  target({ pointer, start, end, data }: Pick<UnitProblem, 'pointer' | 'start' | 'end' | 'data'>): FixTarget {
    const path = this.#follow(pointer);
    const origin = this.#parsed.place(path)?.value.start ?? 0;
    return {
      unit: this,
      path,
      value: this.at(path),
      about: isObject(data) ? data : {},
      span: { start: start - origin, end: end - origin },
      region: this.#regionAt(path),
    };
  }

  #regionAt(path: Path): RegionNode | undefined {
    const depth = path.indexOf('result') + 2;
    const index = depth > 1 ? path[depth - 1] : undefined;
    if (typeof index !== 'number') return undefined;
    return this.#own(path.slice(0, depth - 2)).byIndex.get(index);
  }

  /** A pointer as steps: an index where the value is a list, else a key. */
  #follow(pointer: string): Path {
    const steps: (string | number)[] = [];
    for (const part of pointer.split('/').slice(1)) {
      const key = part.replace(/~1/g, '/').replace(/~0/g, '~');
      steps.push(Array.isArray(this.at(steps)) ? Number(key) : key);
    }
    return steps;
  }

  #node() {
    const { form, reportSyntax } = this.options;
    return {
      kind: this.kind,
      parsed: this.#parsed,
      value: this.#value,
      text: this.text,
      isShell: false,
      form,
      reportsSyntax: reportSyntax ?? form === 'jsonl',
      predictions: this.#predictions,
      annotations: this.#annotations,
    };
  }
}
