import { type Fields, tagByType } from '../tags/catalogue';
import { bool, strings } from '../tags/fields';
import { anyNumber, type Check, checkOf, fieldCheck, listCheck, objectCheck, objectOf } from './checks';

/** What label-studio-sdk 2.1.2 knows of a control tag. */
export interface ValueClass {
  /** The structure of `value`. */
  readonly check: Check;
  /** The keys that it looks at. */
  readonly keys: ReadonlySet<string>;
  /** Key that must be there before anything else is looked at; where it holds labels they must be the config's. */
  readonly labelKey: string | undefined;
}

/** Catalogue entries that are not made by a tag of the same name. */
const NO_CLASS: ReadonlySet<string> = new Set(['relation']);

/** Made when they are asked for first: a config has few of them. */
const classes = new Map<string, ValueClass>();

/**
 * The class of a control tag; undefined for a tag that the SDK does not know, of which it takes every value.
 *
 * @param type the tag's name in lower case
 */
export function valueClassOf(type: string): ValueClass | undefined {
  const known = classes.get(type);
  if (known) return known;
  const tag = NO_CLASS.has(type) ? undefined : tagByType(type);
  if (!tag) return undefined;
  const check = type === 'timelinelabels' ? timelineLabels : objectCheck(fieldsOf(type, tag.fields));
  const made = { check, keys: new Set(Object.keys(tag.fields)), labelKey: tag.labelKey };
  classes.set(type, made);
  return made;
}

/** The class itself takes a path without labels; it is the label key that is asked for. */
function fieldsOf(type: string, fields: Fields): Fields {
  return type === 'videovectorlabels'
    ? { ...fields, labels: { kind: strings, required: false, nullable: true } }
    : fields;
}

const REQUIRED = { required: true, nullable: false };

/** Ends of a range are int or float, and so can be larger than a float. */
const range = objectOf([
  fieldCheck('start', REQUIRED, anyNumber),
  fieldCheck('end', REQUIRED, anyNumber),
  fieldCheck('enabled', { required: false, nullable: true }, checkOf(bool)),
]);

const timelineLabels = objectOf([
  fieldCheck('ranges', REQUIRED, listCheck(range, 1, Number.POSITIVE_INFINITY)),
  fieldCheck('timelinelabels', REQUIRED, checkOf(strings)),
]);
