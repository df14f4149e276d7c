import type { LabelingConfig } from '../labelingConfig/model';
import type { Path } from '../text/locate';
import { controlOf, type RegionControl } from '../validation/controlOf';
import { type Draft, literal } from './proposal';

type Region = Readonly<Record<string, unknown>>;

/** What can stand in the `value` of a region: labels, choices, paths of a taxonomy, stars, bounds of a number. */
export function valuesOf(config: LabelingConfig, region: Region, rest: Path): Draft[] {
  const control = controlOf(config, region.from_name);
  if (!control) return [];
  const [, key, index, depth] = rest;
  if (key === undefined || key !== labelKeyOf(control)) return [];
  if (control.type === 'taxonomy') return taxonomy(control, region, rest);
  if (control.type === 'rating' && index === undefined) return stars(control);
  if (control.type === 'number' && index === undefined) return bounds(control);
  if (typeof index !== 'number' || depth !== undefined) return [];
  return labelsOf(control);
}

/** Key of the value that holds what the config lists. */
function labelKeyOf({ entry, type }: RegionControl): string {
  return entry?.labelKey ?? type;
}

/** A label as it has to be written: its alias if it has one. */
export function labelsOf({ tag }: RegionControl): Draft[] {
  return tag.labels.map(({ text, value, alias }, order) => ({
    label: text,
    kind: 'label',
    ...(alias !== undefined && value !== undefined && value !== alias && { detail: `alias of ${value}` }),
    text: literal(text),
    rank: order,
  }));
}

/** Whole paths for an item of the list, the next step inside of a path. */
function taxonomy({ tag }: RegionControl, region: Region, [, key, index, depth]: Path): Draft[] {
  if (typeof index !== 'number') return [];
  if (depth === undefined) {
    return tag.paths.map((path, order) => ({
      label: path.join(' › '),
      kind: 'label',
      text: `[${path.map(literal).join(', ')}]`,
      rank: order,
    }));
  }
  if (typeof depth !== 'number') return [];
  const above = stepsAbove(region, key as string, index, depth);
  const next = new Set<string>();
  for (const path of tag.paths) {
    const step = path[depth];
    if (step !== undefined && above.every((text, level) => path[level] === text)) next.add(step);
  }
  return [...next].map((text, order) => ({ label: text, kind: 'label', text: literal(text), rank: order }));
}

function stepsAbove({ value }: Region, key: string, index: number, depth: number): unknown[] {
  const list = (value as Record<string, unknown> | undefined)?.[key];
  const path: unknown = Array.isArray(list) ? list[index] : undefined;
  return Array.isArray(path) ? path.slice(0, depth) : [];
}

function stars({ tag }: RegionControl): Draft[] {
  const most = Number(tag.attributes.maxRating ?? 5);
  if (!Number.isInteger(most) || most < 1) return [];
  return Array.from({ length: Math.min(most, 20) }, (_, n) => ({
    label: String(n + 1),
    kind: 'value' as const,
    ...(n + 1 === most && { detail: 'the most' }),
    text: literal(n + 1),
    rank: n,
  }));
}

function bounds({ tag }: RegionControl): Draft[] {
  const { min, max } = tag.attributes;
  return [
    ['min', min],
    ['max', max],
  ].flatMap(([what, text]) => {
    const value = Number(text);
    if (text === undefined || text === '' || !Number.isFinite(value)) return [];
    return [{ label: String(value), kind: 'value' as const, detail: `${what} of <${tag.tag}>`, text: literal(value) }];
  });
}
