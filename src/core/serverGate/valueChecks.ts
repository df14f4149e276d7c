/** `validate_value` of each control tag of label-studio-sdk 2.1.2. */
import type { ConfigControl } from '../labelingConfig/model';
import { type LabelCheck, labelCheckOf } from './labels';
import { below, type Objection, objectionOf, raised, rejected } from './objection';
import type { Partners } from './partners';
import { type Dict, isDict, isUnhashable, unhashable } from './python';
import { type ValueClass, valueClassOf } from './valueClasses';

/** Looks at the `value` of a region; the region and its neighbours count for the split form of `Labels` alone. */
export type ValueCheck = (value: unknown, region: Dict, partners: Partners) => Objection | undefined;

/** The check of a control's values. */
export function valueCheckOf(control: ConfigControl): ValueCheck {
  const type = control.tag.toLowerCase();
  // The SDK cannot call this one.
  if (type === 'relations') return () => raised(RELATIONS);
  if (type === 'ranker') return rankerObjection;
  const valueClass = valueClassOf(type);
  // Of a tag that it does not know the SDK takes everything.
  if (!valueClass) return () => undefined;
  const check = unwrapped(control.name, structureCheck(type, valueClass, control));
  return type === 'videorectangle' && control.labels.length === 0 ? withOptionalLabels(valueClass, check) : check;
}

const RELATIONS = 'RelationsTag.validate_value() takes 1 positional argument but 2 were given';

function structureCheck(type: string, valueClass: ValueClass, control: ConfigControl): ValueCheck {
  const { labelKey } = valueClass;
  if (labelKey === undefined) return (value) => objectionOf(valueClass.check(value));
  const checkLabels = labelCheckOf(type, labelKey, control);
  if (type === 'labels') return splitCheck(valueClass, checkLabels);
  return (value) => checkLabels(value) ?? objectionOf(valueClass.check(value));
}

/** A labels region beside a shape of the same id repeats the shape's geometry; another one is a span. */
function splitCheck(span: ValueClass, checkLabels: LabelCheck): ValueCheck {
  return (value, region, partners) => {
    const found = checkLabels(value);
    if (found) return found;
    const partner = partners.of(region);
    return typeof partner === 'string' ? raised(partner) : objectionOf((partner ?? span).check(value));
  };
}

/** A value may be wrapped once more, under the control's name. */
function unwrapped(name: string, check: ValueCheck): ValueCheck {
  return (value, region, partners) => {
    if (!isDict(value) || value[name] === undefined || !Object.hasOwn(value, name))
      return check(value, region, partners);
    const inner = value[name];
    if (!isDict(inner)) return check(value, region, partners);
    const found = check(inner, region, partners);
    return found && below(name, found);
  };
}

/** A `VideoRectangle` without labels of its own takes regions without the key, then not wrapped. */
function withOptionalLabels(valueClass: ValueClass, check: ValueCheck): ValueCheck {
  return (value, region, partners) =>
    isDict(value) && value.labels === undefined ? objectionOf(valueClass.check(value)) : check(value, region, partners);
}

/** Lists of texts under any keys; the SDK looks here without its value class. */
function rankerObjection(value: unknown): Objection | undefined {
  return objectionOf((valueClassOf('ranker') as ValueClass).check(value));
}

/**
 * A region of a `Labels` control that draws its shape itself: the labels, under the type or under `labels`, and the rest
 * by the class of the control that draws such shapes.
 *
 * @param labels the static labels of the `Labels` control
 * @param geometry class of the other control; undefined where the SDK has none, and takes everything
 * @param type the region's type in lower case
 */
export function mergedObjection(
  labels: ReadonlySet<string>,
  geometry: ValueClass | undefined,
  type: string,
  value: unknown,
): Objection | undefined {
  if (!isDict(value)) return rejected([], 'an object');
  const key = Object.hasOwn(value, type) ? type : 'labels';
  const found = mergedLabels(labels, value[key]);
  if (found) return below(key, found);
  if (!geometry) return undefined;
  return objectionOf(geometry.check(geometry.keys.has(key) ? without(value, key) : value));
}

function mergedLabels(labels: ReadonlySet<string>, chosen: unknown): Objection | undefined {
  if (!Array.isArray(chosen) || chosen.length === 0) return rejected([], 'a list of 1 or more');
  for (let index = 0; index < chosen.length; index++) {
    const label: unknown = chosen[index];
    if (isUnhashable(label)) return raised(unhashable(label), [index]);
    if (!labels.has(label as string)) return rejected([index], 'a label of the labeling config');
  }
  return undefined;
}

function without(value: Dict, key: string): Dict {
  return Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
}
