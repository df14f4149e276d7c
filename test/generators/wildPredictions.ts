import type { ConfigControl, LabelingConfig } from '../../src/core/labelingConfig/model';
import type { Json, JsonObject } from './json';
import type { Random } from './random';

/** Predictions as models write them: every region as its control wants it, with the keys that exports have besides. */

const RLE = [0, 0, 0, 48, 57, 27, 254, 19, 0, 159, 255, 9, 128, 0];

/** @param first the control that the first region is of, where it points to an object */
export function wildPrediction(random: Random, config: LabelingConfig, first?: string): JsonObject {
  const controls = [...config.controls.values()].filter(
    ({ toNames, tag }) => tag.toLowerCase() !== 'relations' && toNames.some((name) => config.objects.has(name)),
  );
  const chosen = controls.length === 0 ? [] : random.many(first ? 0 : 1, 4, () => random.pick(controls));
  const one = controls.find(({ tag }) => tag.toLowerCase() === first?.toLowerCase());
  if (one) chosen.unshift(one);
  const result: Json[] = chosen.map((control, index) => regionOf(random, config, control, `r${index}`));
  if (result.length > 0 && random.chance(0.3)) {
    const id = (): string => `r${random.below(result.length)}`;
    const relation: JsonObject = {
      type: 'relation',
      from_id: id(),
      to_id: id(),
      direction: random.pick(['left', 'right', 'bi']),
    };
    if (random.chance(0.4)) relation.labels = ['is'];
    result.push(relation);
  }
  const prediction: JsonObject = { model_version: random.pick(['v1', '', 'ö', '1.0']), result };
  if (random.chance(0.5)) prediction.score = random.pick([0, 1, 0.5, 0.999]);
  return prediction;
}

function regionOf(random: Random, config: LabelingConfig, control: ConfigControl, id: string): JsonObject {
  const type = control.tag.toLowerCase();
  const region: JsonObject = {
    id,
    from_name: control.name,
    to_name: random.pick(control.toNames.filter((name) => config.objects.has(name))),
    type,
    value: wildValue(random, type, control),
  };
  if (random.chance(0.3)) region.origin = random.pick(['manual', 'prediction', 'prediction-changed']);
  if (random.chance(0.2)) region.score = random.next();
  if (random.chance(0.2)) region.readonly = random.chance(0.5);
  if (random.chance(0.2)) region.hidden = random.chance(0.5);
  if (random.chance(0.2)) region.meta = random.pick<Json>([{ text: ['note'] }, {}]);
  if (random.chance(0.2)) Object.assign(region, { original_width: 400, original_height: 300, image_rotation: 0 });
  if (random.chance(0.1)) region.item_index = 0;
  if (random.chance(0.1)) region.parentID = random.pick<Json>(['r0', null]);
  return region;
}

/** A value as the control's documentation shows it. */
export function wildValue(
  random: Random,
  type: string,
  { labels, name }: Pick<ConfigControl, 'labels' | 'name'>,
): JsonObject {
  const texts = labels.map(({ text }) => text);
  const some = (): Json[] => random.many(1, 2, () => random.pick(texts.length > 0 ? texts : ['A', 'any']));
  const bare = type === 'labels' ? '' : type.replace(/labels$/, '');
  const number = (max: number): number =>
    random.chance(0.3) ? random.below(max + 1) : Math.round(random.next() * max * 1000) / 1000;
  const shape = shapeOf(random, bare, number);
  if (shape) {
    if (bare === 'videorectangle' || type === 'videovectorlabels') return { ...shape, labels: some() };
    return bare === type ? shape : { ...shape, [type]: some() };
  }
  switch (type) {
    case 'labels':
      return { start: random.below(5), end: 5 + random.below(5), text: 'word', labels: some() };
    case 'choices':
      return { choices: some() };
    case 'taxonomy':
      return { taxonomy: random.many(1, 2, some) };
    case 'rating':
      return { rating: 1 + random.below(3) };
    case 'number':
      return { number: texts.length > 0 ? 0 : number(10) };
    case 'datetime':
      return { datetime: texts.length > 0 ? '' : random.pick(['2031-04-09', '2031-04-09T10:11', '10:11', '2031']) };
    case 'textarea':
      return { text: texts.length > 0 ? some() : ['a text', ''].slice(0, 1 + random.below(2)) };
    case 'pairwise':
      return { selected: texts.length > 0 ? '' : random.pick(['left', 'right']) };
    case 'ranker':
      return { ranker: { [random.chance(0.5) ? name : '_']: ['d1', 'd2'] } };
    case 'chat':
    case 'chatmessage':
      return { chatmessage: { role: 'user', content: 'Hello', createdAt: 1_700_000_000_000 } };
    case 'reactcode':
      return { reactcode: texts.length > 0 ? {} : { key: 'value', list: [1, null] } };
    default:
      return { any: 1 };
  }
}

function shapeOf(random: Random, bare: string, number: (max: number) => number): JsonObject | undefined {
  const box = (): JsonObject => ({ x: number(100), y: number(100), width: number(100), height: number(100) });
  const vertices = (): Json[] => [
    { id: 'v1', x: number(100), y: number(100), prevPointId: null, isBezier: false },
    { id: 'v2', x: number(100), y: number(100), prevPointId: 'v1', isBezier: false },
  ];
  switch (bare) {
    case 'rectangle':
      return { ...box(), ...(random.chance(0.7) && { rotation: number(360) }) };
    case 'ellipse':
      return { x: number(100), y: number(100), radiusX: number(50), radiusY: number(50), rotation: 0 };
    case 'keypoint':
      return { x: number(100), y: number(100), width: 0.5 };
    case 'polygon':
      return { points: random.many(3, 5, () => [number(100), number(100)]), closed: true };
    case 'vector':
      return { vertices: vertices(), closed: random.chance(0.5) };
    case 'brush':
    case 'magicwand':
      return { format: 'rle', rle: RLE };
    case 'bitmask':
      return { imageDataURL: 'data:image/png;base64,iVBORw0KGgo=' };
    case 'ocr':
      return { ...box(), rotation: 0, pageIndex: 1, ocrtext: 'text' };
    case 'videorectangle': {
      const frame = (n: number): JsonObject => ({ frame: n + 1, time: n / 25, enabled: true, ...box(), rotation: 0 });
      return { framesCount: 250, duration: 10, sequence: random.many(1, 3, frame) };
    }
    case 'videovector': {
      const frame = (n: number): JsonObject => ({
        frame: n + 1,
        time: n / 25,
        enabled: true,
        closed: false,
        vertices: vertices(),
      });
      return { framesCount: 250, duration: 10, sequence: random.many(1, 2, frame) };
    }
    case 'hypertext':
      return { start: '/p[1]/text()[1]', end: '/p[1]/text()[1]', startOffset: 0, endOffset: 5, text: 'word' };
    case 'paragraph':
      return { start: '0', end: '0', startOffset: 0, endOffset: 3, text: 'wor' };
    case 'timeseries':
      return { start: number(10), end: 10 + number(10), instant: false };
    case 'timeline':
      return { ranges: [{ start: 1, end: 25 }] };
    default:
      return undefined;
  }
}
