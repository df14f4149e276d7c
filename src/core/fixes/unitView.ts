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
import { WholeSource } from '../validation/regionSource';
import type { FixTarget, FixUnit } from './target';

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
  #byPrediction: Map<string, RegionNode[]> | undefined;

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

  regionsOf(prediction: Path): readonly RegionNode[] {
    if (!this.#byPrediction) {
      this.#byPrediction = new Map();
      for (const region of this.regions) {
        const key = region.prediction.join('/');
        const own = this.#byPrediction.get(key);
        if (own) own.push(region);
        else this.#byPrediction.set(key, [region]);
      }
    }
    return this.#byPrediction.get(prediction.join('/')) ?? [];
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
    return this.regionsOf(path.slice(0, depth - 2)).find((region) => region.index === index);
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
