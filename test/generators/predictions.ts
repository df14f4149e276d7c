import type { ConfigControl, LabelingConfig } from '../../src/core/labelingConfig/model';
import { type Json, type JsonObject, Literal } from './json';
import { mutate, numberText } from './mutations';
import type { Random } from './random';
import { ValueMaker } from './values';

/** Random predictions for a config: half of them as they should be, half with something changed. */

const SHAPES = ['rectangle', 'polygon', 'ellipse', 'keypoint', 'brush', 'bitmask', 'vector'];
const NO_PREDICTION: readonly Json[] = [null, [], ['result'], 'result', 'x', 5, 0.5, true, {}, { result: {} }, [[]]];
const SCORES = ['0', '1', '0.5', '1.0', '"0.5"', '" 1 "', 'true', 'null', '-0.0', '"1e-3"', '"0_0"', '"٠"'];
const WRONG_SCORES = ['1.0001', '-0.1', '"x"', '"nan"', '[]', '{}', '1e400', '"1_0"', '"_1"', '""', '9'.repeat(400)];

export function randomPrediction(random: Random, config: LabelingConfig): Json {
  if (random.chance(0.01)) return random.pick(NO_PREDICTION);
  const names = [...config.controls.keys(), ...config.objects.keys()];
  const prediction = new PredictionMaker(random, config).prediction();
  return random.chance(0.55) ? mutate(random, prediction, names) : prediction;
}

class PredictionMaker {
  readonly #values: ValueMaker;
  readonly #controls: readonly ConfigControl[];

  constructor(
    private readonly random: Random,
    private readonly config: LabelingConfig,
  ) {
    this.#values = new ValueMaker(random);
    this.#controls = [...config.controls.values()].filter(({ toNames }) =>
      toNames.some((name) => config.objects.has(name)),
    );
  }

  prediction(): JsonObject {
    const { random } = this;
    const regions =
      this.#controls.length === 0 ? [] : random.many(0, 4, () => this.#regions(random.pick(this.#controls)));
    const result = regions.flat();
    if (random.chance(0.2)) result.push(...random.many(1, 2, () => this.#relation(result)));
    const prediction: JsonObject = { result };
    if (random.chance(0.2)) prediction.score = new Literal(random.pick(random.chance(0.8) ? SCORES : WRONG_SCORES));
    if (random.chance(0.02)) prediction.score = numberText(random);
    if (random.chance(0.3)) prediction.model_version = 'v1';
    return prediction;
  }

  /** One region, or two that belong together. */
  #regions(control: ConfigControl): Json[] {
    const type = control.tag.toLowerCase();
    if (type !== 'labels')
      return [this.#region(control, type, this.#wrapped(control, this.#values.value(type, control)))];
    const kind = this.random.below(3);
    if (kind === 0) return this.#split(control);
    const merged = kind === 1 ? this.#merged(control) : undefined;
    return [merged ?? this.#region(control, type, this.#wrapped(control, this.#values.value(type, control)))];
  }

  #region(control: ConfigControl, type: string, value: Json, id = this.#id()): JsonObject {
    const toNames = control.toNames.filter((name) => this.config.objects.has(name));
    const region: JsonObject = {
      from_name: this.#controls.length === 1 && this.random.chance(0.02) ? null : control.name,
      to_name: this.random.pick(toNames),
      type: this.random.chance(0.04) ? type.toUpperCase() : type,
      value,
    };
    if (id !== undefined) region.id = id;
    return region;
  }

  #id(): Json | undefined {
    const ids = ['r1', 'r2', 'r3', 1, true, 0, '1', null, new Literal('1.0'), [1], [true], { a: [1] }];
    const long = ['9007199254740993', '9007199254740992', '9007199254740992.0', '1e19', '10000000000000000000'];
    const roll = this.random.below(20);
    if (roll < 6) return undefined;
    if (roll < 18) return `r${this.random.below(5)}`;
    return roll === 18 ? this.random.pick<Json>(ids) : new Literal(this.random.pick(long));
  }

  /** The value once more under the control's name, which the validator takes. */
  #wrapped(control: ConfigControl, value: JsonObject): JsonObject {
    return this.random.chance(0.05) ? Object.fromEntries([[control.name, value]]) : value;
  }

  /** The geometry in one region and the labels, with the geometry again, in another. */
  #split(labels: ConfigControl): Json[] {
    const { random } = this;
    const shapes = this.#controls.filter(({ tag }) => SHAPES.includes(tag.toLowerCase()));
    const shape = shapes.length > 0 ? random.pick(shapes) : labels;
    const type = shapes.length > 0 ? shape.tag.toLowerCase() : random.pick(SHAPES);
    const id = random.chance(0.9) ? `s${random.below(3)}` : this.#id();
    const texts = labels.labels.map(({ text }) => text);
    const second = { ...this.#values.value(type, shape), labels: this.#values.labels(texts) };
    const pair = [
      this.#region(shape, type, this.#values.value(type, shape), id),
      this.#region(labels, 'labels', this.#wrapped(labels, second), id),
    ];
    return random.chance(0.5) ? pair : pair.reverse();
  }

  /** A shape of another control with the labels in it. */
  #merged(labels: ConfigControl): Json | undefined {
    const others = [...this.config.controls.values()].filter(
      (other) => other !== labels && other.toNames.some((name) => labels.toNames.includes(name)),
    );
    if (others.length === 0) return undefined;
    const shape = this.random.pick(others);
    const type = shape.tag.toLowerCase();
    const texts = labels.labels.map(({ text }) => text);
    const key = this.random.chance(0.5) ? 'labels' : `${type}labels`;
    const value = { ...this.#values.value(type, shape), [key]: this.#values.labels(texts) };
    return this.#region(labels, `${type}labels`, value);
  }

  #relation(result: readonly Json[]): Json {
    const ids = result.flatMap((region) =>
      (region as JsonObject).id === undefined ? [] : [(region as JsonObject).id as Json],
    );
    const end = (): Json =>
      ids.length > 0 && this.random.chance(0.9) ? this.random.pick(ids) : (this.#id() ?? 'none');
    const relation: JsonObject = { type: 'relation', from_id: end(), to_id: end() };
    if (this.random.chance(0.95)) relation.direction = this.random.pick(['left', 'right', 'bi', 'right', 'up']);
    return relation;
  }
}
