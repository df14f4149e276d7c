/**
 * What the validator does with the label key of a value before it looks at the structure: the key has to be there, and
 * where the config gives labels, what it holds has to be some of them (`_validate_value_labels` of the SDK's tags).
 */
import type { ConfigControl } from '../labelingConfig/model';
import { type Objection, raised, rejected } from './objection';
import {
  holds,
  isDict,
  isTruthy,
  isUnhashable,
  noAttribute,
  notIterable,
  parseIntText,
  typeName,
  unhashable,
} from './python';

/** Looks at the label key of a value. */
export type LabelCheck = (value: unknown) => Objection | undefined;

/** Without `maxRating` there are so many stars. */
const DEFAULT_MAX_RATING = 5n;

/**
 * The check of a control's label key.
 *
 * @param type the control's tag in lower case
 * @param key its label key
 */
export function labelCheckOf(type: string, key: string, control: ConfigControl): LabelCheck {
  const labels = new Set(control.labels.map(({ text }) => text));
  if (type === 'taxonomy') return (value) => taxonomyObjection(labels, value);
  const inner: LabelCheck =
    type === 'rating'
      ? ratingCheck(control.attributes.maxRating)
      : (chosen) => (labels.size === 0 ? undefined : labelsObjection(labels, chosen));
  return (value) => {
    if (!isDict(value)) return withoutKeys(value, key);
    const chosen = value[key];
    if (chosen === undefined) return rejected([key], 'this key');
    const found = inner(chosen);
    return found && { ...found, path: [key, ...found.path] };
  };
}

/** What asking a value that is no object for a key leads to: a list or text may hold the key, and fails then. */
function withoutKeys(value: unknown, key: string): Objection {
  const held = holds(value, key);
  if (held === undefined) return raised(notIterable(value));
  return held ? raised(noAttribute(value, 'get')) : rejected([], 'an object');
}

/** Whether what is chosen are labels of the config: `set(chosen).issubset(labels)`, which takes more than lists. */
function labelsObjection(labels: ReadonlySet<string>, chosen: unknown): Objection | undefined {
  if (!isTruthy(chosen)) return undefined;
  if (Array.isArray(chosen)) return listObjection(labels, chosen);
  // The characters of a text and the keys of an object are what a set makes of them.
  if (typeof chosen === 'string') return all(labels, chosen) ? undefined : rejected([], LABEL);
  if (isDict(chosen)) return all(labels, Object.keys(chosen)) ? undefined : rejected([], LABEL);
  return raised(`'${typeName(chosen)}' object is not iterable`);
}

const LABEL = 'a label of the labeling config';

function all(labels: ReadonlySet<string>, chosen: Iterable<string>): boolean {
  for (const label of chosen) if (!labels.has(label)) return false;
  return true;
}

function listObjection(labels: ReadonlySet<string>, chosen: readonly unknown[]): Objection | undefined {
  let unknown = -1;
  for (let index = 0; index < chosen.length; index++) {
    const label = chosen[index];
    if (isUnhashable(label)) return raised(unhashable(label), [index]);
    if (unknown < 0 && !labels.has(label as string)) unknown = index;
  }
  return unknown < 0 ? undefined : rejected([unknown], LABEL);
}

/** The steps of all paths have to be labels, in whatever order. */
function taxonomyObjection(labels: ReadonlySet<string>, value: unknown): Objection | undefined {
  if (!isDict(value)) return raised(noAttribute(value, 'get'));
  const { taxonomy } = value;
  if (taxonomy === undefined) return rejected(['taxonomy'], 'this key');
  if (!Array.isArray(taxonomy)) return rejected(['taxonomy'], 'a list');
  const wrong = taxonomy.findIndex((path) => !Array.isArray(path));
  if (wrong >= 0) return rejected(['taxonomy', wrong], 'a list');
  if (labels.size === 0) return undefined;
  return pathsObjection(labels, taxonomy as readonly unknown[][]);
}

function pathsObjection(labels: ReadonlySet<string>, paths: readonly unknown[][]): Objection | undefined {
  let first: Objection | undefined;
  for (const [index, path] of paths.entries()) {
    const found = listObjection(labels, path);
    if (!found) continue;
    const outer = { ...found, path: ['taxonomy', index, ...found.path] };
    // An exception in any path comes before labels are compared.
    if (found.raised) return outer;
    first ??= outer;
  }
  return first;
}

/** A number of stars from 0 to `maxRating`, as Python's `int` reads it: `2.9` is 2 here, and rejected later. */
function ratingCheck(maxRating: string | undefined): LabelCheck {
  const most = maxRating === undefined ? DEFAULT_MAX_RATING : parseIntText(maxRating);
  return (rating) => {
    if (rating === null) return rejected([], 'a whole number');
    if (most === undefined) return raised(`invalid literal for int() with base 10: '${maxRating}'`);
    if (rating === Number.POSITIVE_INFINITY || rating === Number.NEGATIVE_INFINITY) {
      return raised('cannot convert float infinity to integer');
    }
    const stars = wholeNumber(rating);
    const isInRange = stars !== undefined && stars >= 0 && stars <= most;
    return isInRange ? undefined : rejected([], `a whole number from 0 to ${most}`);
  };
}

function wholeNumber(value: unknown): number | bigint | undefined {
  if (typeof value === 'number') return Math.trunc(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') return parseIntText(value);
  return typeof value === 'bigint' ? value : undefined;
}
