import { isObject } from '../isObject';
import type { LabelingConfig } from '../labelingConfig/model';
import { catalogue, tagByType } from '../tags/catalogue';
import { controlOf, type RegionControl } from '../validation/controlOf';
import { type Draft, literal } from './proposal';

type Region = Readonly<Record<string, unknown>>;

const RELATION = 'relation';

/** Types that a region can have: those of its control tag, else of those that fit what is written, else every known one. */
export function typesFor(config: LabelingConfig | undefined, region: Region): Draft[] {
  if ('from_id' in region || 'to_id' in region || 'direction' in region) return [draftOf(RELATION, [])];
  const isOpen = !('from_name' in region || 'to_name' in region || 'value' in region);
  if (!config) {
    const types = catalogue.map(({ type }) => type);
    return types.filter((type) => type !== RELATION || isOpen).map((type) => draftOf(type, []));
  }
  const own = controlOf(config, region.from_name);
  const byType = new Map<string, string[]>();
  const controls = own ? [own] : controlsFor(config, region);
  for (const control of controls) {
    for (const type of typesOf(control, region)) {
      byType.set(type, [...(byType.get(type) ?? []), control.tag.name]);
    }
  }
  const drafts = [...byType].map(([type, names]) => draftOf(type, names));
  return isOpen ? [...drafts, draftOf(RELATION, [])] : drafts;
}

/** The controls that point to the region's object, else all. */
function controlsFor(config: LabelingConfig, { to_name: to }: Region): RegionControl[] {
  const all = [...config.controls.keys()].flatMap((name) => controlOf(config, name) ?? []);
  const fitting = all.filter((control) => control.tag.repeated || control.pointsTo(to));
  return typeof to === 'string' && fitting.length > 0 ? fitting : all;
}

/** Regions of `Labels` beside a shape can be both in one: its value tells which, by the key of the labels. */
function typesOf({ type, entry, mergedTypes }: RegionControl, { value }: Region): string[] {
  const merged = [...mergedTypes].filter((one) => tagByType(one));
  const all = [type, ...merged];
  if (!isObject(value) || merged.length === 0) return all;
  const written = all.filter((one) => (one === type ? (entry?.labelKey ?? type) : one) in value);
  return written.length > 0 ? written : all;
}

function draftOf(type: string, names: readonly string[]): Draft {
  const tag = tagByType(type);
  const edition = tag?.edition === 'enterprise' ? ' Only in Label Studio Enterprise.' : '';
  return {
    label: type,
    kind: 'value',
    ...(names.length > 0 && { detail: names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '') }),
    ...(tag && { documentation: `**${tag.tag}.** ${tag.summary}${edition}` }),
    text: literal(type),
  };
}
