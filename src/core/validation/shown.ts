import { dataPathOf, type Resolved, resolveObject } from '../labelingConfig/lookup';
import type { ConfigObject, LabelingConfig } from '../labelingConfig/model';
import type { Inputs } from './rule';

/** An object tag, and what it shows of a task. */
export interface Shown {
  object: ConfigObject;
  /** The value in the task's data; undefined when the data has nothing there. */
  value: unknown;
}

/** Ways into the data, by object: spans ask for them thousands of times. */
const ways = new WeakMap<ConfigObject, ReturnType<typeof dataPathOf>>();

/**
 * What an object tag shows of the task's data.
 *
 * @param name the `to_name` of a result
 * @returns undefined when there is no such object, or when it shows more or less than one value of the data
 */
export function shownBy(config: LabelingConfig, name: string, data: NonNullable<Inputs['data']>): Shown | undefined {
  const resolved = resolveObject(config, name);
  const steps = resolved && wayOf(resolved);
  if (!steps) return undefined;
  let value: unknown = data;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return { object: resolved.tag, value };
}

function wayOf(resolved: Resolved<ConfigObject>): ReturnType<typeof dataPathOf> {
  // The way of an object in a Repeater differs from name to name.
  if (resolved.indexes) return dataPathOf(resolved);
  if (!ways.has(resolved.tag)) ways.set(resolved.tag, dataPathOf(resolved));
  return ways.get(resolved.tag);
}

/** Like `shownBy`, but only if the data holds the content itself and not the address of a file. */
export function shownInline(
  config: LabelingConfig,
  name: string,
  data: NonNullable<Inputs['data']>,
): Shown | undefined {
  const shown = shownBy(config, name, data);
  if (!shown || shown.object.attributes.valueType === 'url') return undefined;
  // Old configs give addresses without saying so.
  if (typeof shown.value === 'string' && /^\s*(?:https?|s3|gs|azure-blob):\/\/\S*\s*$/.test(shown.value)) {
    return undefined;
  }
  return shown;
}
