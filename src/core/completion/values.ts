import { isObject } from '../isObject';
import { editorAttribute, fillIn } from '../labelingConfig/lookup';
import type { ConfigControl, LabelingConfig } from '../labelingConfig/model';
import { catalogue } from '../tags/catalogue';
import type { Path } from '../text/locate';
import { controlOf, type RegionControl } from '../validation/controlOf';
import { labelControlsOf } from '../validation/labelControls';
import { allowedNumbers, mostStars, numberLimits } from '../validation/limits';
import { type Draft, literal } from './proposal';
import { otherItems } from './siblings';

type Region = Readonly<Record<string, unknown>>;

/** What can stand in the `value` of a region: labels, choices, paths of a taxonomy, stars, bounds of a number. */
export function valuesOf(config: LabelingConfig, region: Region, rest: Path): Draft[] {
  const control = controlOf(config, region.from_name);
  if (!control) return [];
  const [, key, index, depth] = rest;
  if (key === undefined || key !== labelKeyOf(control)) return [];
  if (index === undefined && LISTS.has(control.type) && !Array.isArray(listIn(region, key))) {
    const items = valuesOf(config, region, ['value', key, 0]);
    return items.map((item) => ({ ...item, text: `[${item.text}]` }));
  }
  if (control.type === 'taxonomy') return taxonomy(control, region, rest);
  if (control.type === 'rating' && index === undefined) return stars(control);
  if (control.type === 'number' && index === undefined) return bounds(control);
  const isPath = control.type === 'choices' && editorAttribute(control.tag, 'allowNested')?.toLowerCase() === 'true';
  if (isPath) return taxonomy(control, region, rest);
  if (typeof index !== 'number' || depth !== undefined) return [];
  const others = new Set(otherItems(region.value, rest));
  return labelsFor(config, control, region).filter(({ label }) => !others.has(label));
}

/** Types whose label key holds a list, which is proposed with its first item where it is still to be written. */
const LISTS: ReadonlySet<string> = new Set(
  catalogue
    .filter(({ fields, labelKey }) => labelKey && fields[labelKey]?.kind.kind === 'list')
    .map(({ type }) => type),
);

const listIn = ({ value }: Region, key: string | number): unknown => (isObject(value) ? value[key] : undefined);

/** Key of the value that holds what the config lists. */
function labelKeyOf({ entry, type }: RegionControl): string {
  return entry?.labelKey ?? type;
}

/** The labels of a control; what is drawn in a video has those of the controls beside it. */
function labelsFor(config: LabelingConfig, control: RegionControl, { to_name: to }: Region): Draft[] {
  if (!/^video(rectangle|vector)$/.test(control.type) || typeof to !== 'string') return labelsOf(control);
  const texts = new Set(labelControlsOf(config, to).candidates.map(({ text }) => text));
  return [...texts].map((text, rank) => ({
    label: text,
    kind: 'label',
    text: literal(text),
    rank,
  }));
}

/** A label as it has to be written: its alias if it has one. */
export function labelsOf({ tag, indexes }: RegionControl): Draft[] {
  return tag.labels.map(({ text: written, value, alias }, order) => {
    const text = indexes ? fillIn(written, indexes) : written;
    return {
      label: text,
      kind: 'label',
      ...(alias !== undefined && value !== undefined && value !== alias && { detail: `alias of ${value}` }),
      text: literal(text),
      rank: order,
    };
  });
}

/** Whole paths for an item of the list, the next step inside of a path. */
function taxonomy({ tag }: RegionControl, region: Region, [, key, index, depth]: Path): Draft[] {
  if (typeof index !== 'number') return [];
  if (depth === undefined) {
    const others = new Set(
      otherItems(region.value, ['value', key as string, index]).map((other) => JSON.stringify(other)),
    );
    const paths = pathsOf(tag).filter((path) => !others.has(JSON.stringify(path)));
    return paths.map((path, order) => ({
      label: path.join(' › '),
      kind: 'label',
      text: `[${path.map(literal).join(', ')}]`,
      rank: order,
    }));
  }
  if (typeof depth !== 'number') return [];
  const written = stepsOf(region, key as string, index);
  const around = stepsThat(tag, depth, (path) => isLike(path, written, depth));
  // What stands behind fits nothing, or is not all of it: then what stands before counts.
  const next = around.size > 0 ? around : stepsThat(tag, depth, (path) => isLike(path, written.slice(0, depth), depth));
  return [...next].map((text, order) => ({ label: text, kind: 'label', text: literal(text), rank: order }));
}

/** Where only the ends of branches can be chosen, only they are proposed. */
function pathsOf(tag: ConfigControl): ConfigControl['paths'] {
  if (editorAttribute(tag, 'leafsOnly')?.toLowerCase() !== 'true') return tag.paths;
  const isInner = (path: readonly string[]): boolean =>
    tag.paths.some((other) => other.length > path.length && path.every((text, n) => other[n] === text));
  return tag.paths.filter((path) => !isInner(path));
}

function stepsThat(
  { paths }: ConfigControl,
  depth: number,
  isWanted: (path: readonly string[]) => boolean,
): Set<string> {
  return new Set(paths.flatMap((path) => (path[depth] !== undefined && isWanted(path) ? [path[depth]] : [])));
}

/** Whether a path of the tree has all steps that are written, but for the one that is being written. */
function isLike(path: readonly string[], written: readonly unknown[], depth: number): boolean {
  return written.every((text, level) => level === depth || path[level] === text);
}

function stepsOf({ value }: Region, key: string, index: number): unknown[] {
  const list = (value as Record<string, unknown> | undefined)?.[key];
  const path: unknown = Array.isArray(list) ? list[index] : undefined;
  return Array.isArray(path) ? path : [];
}

function stars({ tag }: RegionControl): Draft[] {
  const most = mostStars(tag);
  return Array.from({ length: Math.min(most, 20) }, (_, n) => ({
    label: String(n + 1),
    kind: 'value' as const,
    ...(n + 1 === most && { detail: 'the most' }),
    text: literal(n + 1),
    rank: n,
  }));
}

/** The ends of what a number can be, where they can be answers themselves. */
function bounds({ tag }: RegionControl): Draft[] {
  const limits = numberLimits(tag);
  return (['min', 'max'] as const).flatMap((what) => {
    const value = limits?.[what];
    if (!limits || value === undefined || !Number.isFinite(value)) return [];
    const [nearest] = allowedNumbers(value, limits);
    if (nearest === undefined) return [];
    const detail = nearest === value ? `${what} of <${tag.tag}>` : `nearest to the ${what} of <${tag.tag}>`;
    return [{ label: String(nearest), kind: 'value' as const, detail, text: literal(nearest) }];
  });
}
