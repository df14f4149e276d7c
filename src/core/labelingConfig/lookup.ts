import { tagByName } from '../tags/catalogue';
import type { ConfigControl, ConfigObject, LabelingConfig } from './model';

/** A control or object that a name of a result stands for. */
export interface Resolved<T> {
  tag: T;
  /**
   * What the placeholders of its Repeaters stand for in this name: `c_2` of `c_{{idx}}` gives `{{idx}}` and 2. Undefined
   * when the name is written like this in the config, which is the only form that Label Studio's validator knows.
   */
  indexes: ReadonlyMap<string, number> | undefined;
}

/** The control that a `from_name` stands for: exactly, or one of those that a Repeater makes, as the editor takes it. */
export function resolveControl(config: LabelingConfig, fromName: string): Resolved<ConfigControl> | undefined {
  return resolve(config.controls, fromName);
}

/** Whether a control tag asks its question once for each region, and not once for the task. */
export function asksPerRegion(control: ConfigControl): boolean {
  let asks = perRegion.get(control);
  if (asks === undefined) {
    const isSet = editorAttribute(control, 'perRegion')?.toLowerCase() === 'true';
    asks = isSet && tagByName(control.tag)?.canAskPerRegion === true;
    perRegion.set(control, asks);
  }
  return asks;
}

/** Asked for every answer of a file. */
const perRegion = new WeakMap<ConfigControl, boolean>();

/** An attribute as the editor finds it: names count without case there, and of two the last one counts. */
export function editorAttribute({ attributes }: Pick<ConfigControl, 'attributes'>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  let found: string | undefined;
  for (const [key, value] of Object.entries(attributes)) if (key.toLowerCase() === wanted) found = value;
  return found;
}

/** The object that a `to_name` stands for, like `resolveControl`. */
export function resolveObject(config: LabelingConfig, toName: string): Resolved<ConfigObject> | undefined {
  return resolve(config.objects, toName);
}

/** The names of objects that a control can point to, with the Repeater's index filled in: `img_2` for `img_{{idx}}`. */
export function toNamesOf({ tag, indexes }: Resolved<ConfigControl>): readonly string[] {
  return indexes ? tag.toNames.map((name) => fillIn(name, indexes)) : tag.toNames;
}

/**
 * The way from a task's `data` to what an object shows: `['images', 2, 'url']` for `$images[2].url`.
 *
 * @returns undefined when the value is not one variable: a fixed text, a text around variables, or a Repeater's index
 *   that is not known
 */
export function dataPathOf({ tag, indexes }: Resolved<ConfigObject>): readonly (string | number)[] | undefined {
  return variablePath(tag.value, indexes);
}

/**
 * The way from a task's `data` to what an attribute such as `$images[{{idx}}].url` names.
 *
 * @param indexes what the placeholders of Repeaters stand for
 * @returns undefined when the attribute is not one variable
 */
export function variablePath(
  attribute: string,
  indexes: ReadonlyMap<string, number> | undefined,
): readonly (string | number)[] | undefined {
  const value = indexes ? fillIn(attribute, indexes) : attribute;
  const match = /^\$([^\s,$[\].{}]+)((?:\.[^\s,$[\].{}]+|\[\d+\])*)$/.exec(value);
  if (!match) return undefined;
  const steps: (string | number)[] = [match[1] as string];
  for (const [, key, index] of (match[2] as string).matchAll(/\.([^.[]+)|\[(\d+)\]/g)) steps.push(key ?? Number(index));
  return steps;
}

type Named = Pick<ConfigControl, 'name' | 'repeated' | 'repeaters'>;

function resolve<T extends Named>(tags: ReadonlyMap<string, T>, name: string): Resolved<T> | undefined {
  const exact = tags.get(name);
  if (exact) return { tag: exact, indexes: undefined };
  for (const { tag, pattern, placeholders } of patternsOf(tags)) {
    const match = pattern.exec(name);
    if (!match) continue;
    const indexes = placeholders.map((placeholder, group) => [placeholder, Number(match[group + 1])] as const);
    return { tag, indexes: new Map(indexes) };
  }
  return undefined;
}

interface RepeatedName<T> {
  tag: T;
  /** Matches the names that the Repeater makes; a group for every placeholder. */
  pattern: RegExp;
  placeholders: readonly string[];
}

/** Made once for every config: results ask for names thousands of times. */
const patterns = new WeakMap<ReadonlyMap<string, Named>, readonly RepeatedName<Named>[]>();

function patternsOf<T extends Named>(tags: ReadonlyMap<string, T>): readonly RepeatedName<T>[] {
  let found = patterns.get(tags) as readonly RepeatedName<T>[] | undefined;
  if (!found) {
    found = [...tags.values()].filter(({ repeated }) => repeated).map(repeatedName);
    patterns.set(tags, found);
  }
  return found;
}

function repeatedName<T extends Named>(tag: T): RepeatedName<T> {
  const used: string[] = [];
  let source = '';
  let rest = tag.name;
  while (rest !== '') {
    const placeholder = tag.repeaters.find((repeater) => rest.startsWith(repeater.placeholder))?.placeholder;
    if (placeholder === undefined) {
      source += rest.charAt(0).replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
      rest = rest.slice(1);
      continue;
    }
    const known = used.indexOf(placeholder);
    // The same placeholder again is the same number again.
    source += known >= 0 ? `\\${known + 1}(?!\\d)` : '(\\d+)';
    if (known < 0) used.push(placeholder);
    rest = rest.slice(placeholder.length);
  }
  return { tag, pattern: new RegExp(`^${source}$`), placeholders: used };
}

/** A text with the indexes in place of the placeholders. */
export function fillIn(text: string, indexes: ReadonlyMap<string, number>): string {
  let filled = text;
  for (const [placeholder, index] of indexes) filled = filled.replaceAll(placeholder, String(index));
  return filled;
}
