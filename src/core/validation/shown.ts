import { dataPathOf, resolveObject } from '../labelingConfig/lookup';
import type { ConfigObject, LabelingConfig } from '../labelingConfig/model';
import type { Inputs } from './rule';

/** An object tag, and what it shows of a task. */
export interface Shown {
  object: ConfigObject;
  /** The value in the task's data; undefined when the data has nothing there. */
  value: unknown;
}

type Data = NonNullable<Inputs['data']>;

/** What was asked last: the spans of a text follow each other, and ask for the same text thousands of times. */
let last: { config: LabelingConfig; name: unknown; data: Data; shown: Shown | undefined } | undefined;

/**
 * What an object tag shows of the task's data.
 *
 * @param name the `to_name` of a result, whatever it is
 * @returns undefined when there is no such object, or when it shows more or less than one value of the data
 */
export function shownBy(config: LabelingConfig, name: unknown, data: Data): Shown | undefined {
  if (last?.config !== config || last.data !== data || last.name !== name) {
    last = { config, name, data, shown: find(config, name, data) };
  }
  return last.shown;
}

function find(config: LabelingConfig, name: unknown, data: Data): Shown | undefined {
  const resolved = typeof name === 'string' ? resolveObject(config, name) : undefined;
  const steps = resolved && dataPathOf(resolved);
  if (!steps) return undefined;
  const value = valueAt(data, steps);
  return value && { object: resolved.tag, value: value.value };
}

/** What stands in a task's data at a path; undefined when there is nothing. */
export function valueAt(data: Data, steps: readonly (string | number)[]): { value: unknown } | undefined {
  let value: unknown = data;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return { value };
}

/** Like `shownBy`, but only if the data holds the content itself and not the address of a file. */
export function shownInline(config: LabelingConfig, name: unknown, data: Data): Shown | undefined {
  const shown = shownBy(config, name, data);
  if (!shown || shown.object.attributes.valueType === 'url') return undefined;
  // Old configs give addresses without saying so.
  return typeof shown.value === 'string' && isAddress(shown.value) ? undefined : shown;
}

/** The index of a paragraph as a `start` or `end` gives it, as text; undefined for anything else. */
export function paragraphIndex(at: unknown): number | undefined {
  return typeof at === 'string' && /^\d+$/.test(at) ? Number(at) : undefined;
}

/** The text of one paragraph of what a `Paragraphs` shows; undefined where there is none. */
export function paragraphText({ object, value }: Shown, index: number): string | undefined {
  const paragraph: unknown = Array.isArray(value) ? value[index] : undefined;
  if (typeof paragraph !== 'object' || paragraph === null) return undefined;
  const text = (paragraph as Record<string, unknown>)[object.attributes.textKey ?? 'text'];
  return typeof text === 'string' ? text : undefined;
}

function isAddress(text: string): boolean {
  // Most texts are told by their first letters.
  return /^\s*(?:https?|s3|gs|azure-blob):\/\//.test(text) && /^\s*\S+\s*$/.test(text);
}
