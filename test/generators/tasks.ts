import type { LabelingConfig } from '../../src/core/labelingConfig/model';
import { isJsonObject, type Json, type JsonObject, write } from './json';
import { mutate } from './mutations';
import type { Random } from './random';

/** Random tasks for a config: half of them as they should be, half with something changed. */

const NO_TASK: readonly Json[] = [
  null,
  [],
  'data',
  5,
  {},
  { data: null },
  { data: [] },
  { data: {} },
  { data: ['$undefined$', 'data'] },
];
const VALUES: readonly Json[] = ['text', 'text', 'text', ['a'], { a: 'b' }, 5, 0.5, true, null];

export function randomTask(random: Random, config: LabelingConfig): Json {
  if (random.chance(0.02)) return random.pick(NO_TASK);
  const data = dataOf(random, config);
  const task: JsonObject = random.chance(0.9) ? { data } : data;
  if (random.chance(0.4)) task.predictions = random.many(0, 2, () => holderOfResult(random));
  if (random.chance(0.3)) task.annotations = random.many(0, 2, () => holderOfResult(random));
  if (random.chance(0.2)) task.meta = random.pick<Json>([{}, [], { a: 1 }]);
  const keys = [...config.dataTypes.keys(), 'data', 'predictions', 'annotations', 'meta', 'result', '$undefined$'];
  return random.chance(0.4) ? mutate(random, task, keys) : task;
}

function holderOfResult(random: Random): Json {
  return random.chance(0.95)
    ? { result: random.pick<Json>([[], [], [{}]]) }
    : random.pick<Json>([null, 'x', {}, { result: {} }]);
}

/** Data with the keys that the config asks for; one with dots is an object in an object. */
function dataOf(random: Random, config: LabelingConfig): JsonObject {
  const data: JsonObject = {};
  for (const [written, tag] of config.dataTypes) {
    const [key = ''] = written.split('[');
    const value = random.chance(0.9) ? usual(written, tag) : random.pick(VALUES);
    put(data, random.chance(0.97) ? key.split('.') : [key], value);
  }
  if (random.chance(0.1)) data.extra = 1;
  return data;
}

function usual(written: string, tag: string): Json {
  if (written.includes('[')) return [{}];
  if (tag === 'TimeSeries') return { time: [1], value: [2] };
  return tag === 'Text' ? 5 : 'text';
}

function put(data: JsonObject, [key = '', ...rest]: readonly string[], value: Json): void {
  if (rest.length === 0) {
    write({ object: data, key }, value);
    return;
  }
  const held = Object.hasOwn(data, key) ? data[key] : undefined;
  const inner = isJsonObject(held) ? held : {};
  write({ object: data, key }, inner);
  put(inner, rest, value);
}
