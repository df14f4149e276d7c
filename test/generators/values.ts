import type { ConfigControl } from '../../src/core/labelingConfig/model';
import { type Json, type JsonObject, Literal } from './json';
import type { Random } from './random';

/** Values that the validator takes, written in all the ways that it takes. */

/** How a control writes its values: most as people do, some as pydantic still takes them. */
export class ValueMaker {
  constructor(private readonly random: Random) {}

  /** A value for a control of a type, with labels of the config where there are some. */
  value(type: string, control: Pick<ConfigControl, 'labels' | 'attributes' | 'name'>): JsonObject {
    const labels = control.labels.map(({ text }) => text);
    const key = type.endsWith('labels') && type !== 'videovectorlabels' ? type : 'labels';
    const shape = this.#shape(type);
    if (shape) return type.endsWith('labels') ? { ...shape, [key]: this.labels(labels) } : shape;
    return this.#answer(type, labels, control) ?? { anything: this.#float(100) };
  }

  /** The geometry of a shape, with or without `labels` behind its type. */
  #shape(type: string): JsonObject | undefined {
    const { random } = this;
    switch (type.replace(/labels$/, '')) {
      case 'rectangle':
        return { ...this.#corner(), width: this.#float(100), height: this.#float(100), ...this.#rotation(360) };
      case 'keypoint':
        return { ...this.#corner(), ...this.#maybe('width', 0.5) };
      case 'ellipse':
        return { ...this.#corner(), radiusX: this.#float(50), radiusY: this.#float(50), ...this.#rotation(360) };
      case 'polygon':
        return { points: random.many(0, 4, () => [this.#float(100), this.#float(100)]) };
      case 'brush':
      case 'magicwand':
        return { rle: random.many(1, 6, () => this.#int(256)), ...this.#maybe('format', 'rle') };
      case 'bitmask':
        return { imageDataURL: 'data:image/png;base64,', ...this.#maybe('format', random.pick([null, 'png'])) };
      case 'vector':
        return { vertices: this.#vertices(), ...this.#maybe('closed', this.#flag()) };
      case 'ocr':
        return { ...this.#corner(), width: this.#float(), height: this.#float(), ...this.#ocr() };
      case 'videorectangle':
        return this.#track((frame) => ({
          ...frame,
          ...this.#corner(),
          width: this.#float(100),
          height: this.#float(99),
        }));
      case 'videovector':
        return this.#track((frame) => ({
          ...frame,
          vertices: this.#vertices(),
          ...this.#maybe('closed', this.#flag()),
        }));
      case 'hypertext':
      case 'paragraph':
        return { ...this.#span(), ...this.#maybe('startOffset', this.#offset()), ...this.#maybe('endOffset', null) };
      case 'timeseries':
        return { ...this.#span(), instant: this.#flag() };
      case 'timeline':
        return { ranges: random.many(1, 3, () => ({ start: this.#float(), end: this.#float(), ...this.#enabled() })) };
      case '':
        return this.#span();
      default:
        return undefined;
    }
  }

  #answer(type: string, labels: readonly string[], control: Pick<ConfigControl, 'attributes' | 'name'>) {
    const { random } = this;
    switch (type) {
      case 'choices':
        return { choices: this.labels(labels) };
      case 'taxonomy':
        return { taxonomy: random.many(0, 2, () => this.labels(labels)) };
      case 'rating':
        return { rating: this.#int(random.chance(0.9) ? 4 : 20) };
      case 'number':
        return { number: labels.length > 0 ? 0 : this.#float() };
      case 'datetime':
        return { datetime: labels.length > 0 ? random.pick([...labels, '']) : random.pick(['2031-04-09', '', 'x']) };
      case 'pairwise':
        return { selected: labels.length > 0 ? random.pick([...labels, '']) : random.pick(['left', 'right']) };
      case 'textarea':
        return { text: this.labels(labels) };
      case 'ranker':
        return {
          ranker: Object.fromEntries(random.many(0, 2, (n) => [n === 0 ? control.name : '_', this.labels([])])),
        };
      case 'chatmessage':
        return { chatmessage: { role: 'user', content: '', ...this.#maybe('createdAt', this.#int(9e12)) } };
      case 'reactcode':
        return { reactcode: Object.fromEntries(labels.slice(0, 2).map((label) => [label, this.#float()])) };
      default:
        return undefined;
    }
  }

  /** Some of the labels, or any if there are none. */
  labels(labels: readonly string[]): Json[] {
    const { random } = this;
    return random.many(random.chance(0.9) ? 1 : 0, 2, () => random.pick(labels.length > 0 ? labels : ['A', 'any', '']));
  }

  #corner(): JsonObject {
    return { x: this.#float(100), y: this.#float(100) };
  }

  #rotation(max: number): JsonObject {
    return this.#maybe('rotation', this.random.pick<Json>([0, null, this.#float(max)]));
  }

  #ocr(): JsonObject {
    const text = this.#maybe('ocrtext', this.random.pick([null, 'x']));
    return {
      ...this.#rotation(1e4),
      ...text,
      ...this.#maybe('pageIndex', this.random.pick<Json>([null, this.#int(9)])),
    };
  }

  #track(frame: (base: JsonObject) => JsonObject): JsonObject {
    const sequence = this.random.many(0, 3, () =>
      frame({ frame: this.#int(500), time: this.#float(), ...this.#enabled(), ...this.#rotation(720) }),
    );
    const labels = this.#maybe('labels', this.random.pick<Json>([null, []]));
    return { framesCount: this.#int(500), duration: this.#float(), sequence, ...labels };
  }

  #vertices(): Json[] {
    return this.random.many(0, 3, () => ({
      ...this.#corner(),
      ...this.#maybe('id', this.random.pick(['v', null])),
      ...this.#maybe('isBezier', this.random.pick<Json>([null, this.#flag()])),
      ...this.#maybe('prevPointId', null),
    }));
  }

  #span(): JsonObject {
    const place = (): Json => this.random.pick<Json>([this.#float(), this.#int(50), '/p[1]', '0', true, '']);
    return { start: place(), end: place() };
  }

  #enabled(): JsonObject {
    return this.#maybe('enabled', this.random.pick<Json>([null, this.#flag()]));
  }

  #maybe(key: string, value: Json): JsonObject {
    return this.random.chance(0.4) ? { [key]: value } : {};
  }

  #offset(): Json {
    return this.#int(100);
  }

  /** A number up to `max`, in one of the ways that a float field takes. */
  #float(max = 1000): Json {
    const { random } = this;
    const number = random.chance(0.3) ? random.below(max + 1) : Math.min(max, random.next() * max * 1.02);
    if (random.chance(0.8)) return number;
    const text = String(number);
    const other = [text, ` ${text}\n`, `+${text}`, `-${text}`, '1_0', '.5', '5.', '1E1', `${text}e-1`, '-inf'];
    const literals = ['1.0', '-0', '-0.0', '1e1', '2E+0', '-1e400', '-12345678901234567890', '0.1e-400'];
    return random.pick<Json>([random.pick(other), new Literal(random.pick(literals)), true, false, -number]);
  }

  /** A whole number below `limit`, in one of the ways that an int field takes. */
  #int(limit: number): Json {
    const { random } = this;
    const number = random.below(limit);
    if (random.chance(0.85)) return number;
    const forms = [
      `${number}`,
      ` ${number} `,
      `+${number}`,
      `${number}.0`,
      `0${number}`,
      `00_${number}`,
      `${number}.000`,
    ];
    return random.pick<Json>([random.pick(forms), new Literal(`${number}.0`), new Literal('1e1'), true, false]);
  }

  #flag(): Json {
    const texts = ['true', 'False', 'T', 'f', 'yes', 'NO', 'y', 'n', 'on', 'Off', '0', '1'];
    return this.random.pick<Json>([true, false, true, false, 0, 1, new Literal('1.0'), this.random.pick(texts)]);
  }
}
