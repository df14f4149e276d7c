import type { DocumentCheck } from '../engine/documentCheck';
import { isObject } from '../isObject';
import { resolveObject } from '../labelingConfig/lookup';
import type { LabelingConfig } from '../labelingConfig/model';
import type { Path, Span } from '../text/locate';
import { controlOf, type RegionControl } from '../validation/controlOf';
import { labelControlsOf } from '../validation/labelControls';
import { regionsIn } from './regionsIn';
import type { ShownRegion } from './shownRegion';

/** A name or label of the labeling config, without its quotes. Offsets are those of the document. */
export interface NameToken extends Span {
  kind: 'name' | 'label';
  /** Whether the labeling config has it. */
  isKnown: boolean;
}

/** What a region says, and what is to be looked up. */
interface Written {
  kind: NameToken['kind'];
  path: Path;
  isKnown: boolean;
}

type Region = Readonly<Record<string, unknown>>;

/** The names and labels in a part of a document, in order. None without a labeling config: then nothing is known of them. */
export function nameTokens(check: DocumentCheck, range: Span): NameToken[] {
  const { config } = check.reading;
  const tokens: NameToken[] = [];
  if (!config) return tokens;
  for (const region of regionsIn(check, range)) {
    for (const written of writtenIn(region.value, config)) addToken(tokens, written, region, range);
  }
  return tokens.sort((a, b) => a.start - b.start);
}

function addToken(tokens: NameToken[], { kind, path, isKnown }: Written, region: ShownRegion, range: Span): void {
  const place = region.place(path);
  if (!place || place.end - place.start < 3) return;
  const [start, end] = [place.start + 1, place.end - 1];
  if (start < range.end && end > range.start) tokens.push({ kind, isKnown, start, end });
}

function writtenIn(region: Region, config: LabelingConfig): Written[] {
  const { from_name: from, to_name: to, value } = region;
  if (region.type === 'relation') return relationLabels(region, config);
  const control = controlOf(config, from);
  const found: Written[] = [];
  if (typeof from === 'string') found.push({ kind: 'name', path: ['from_name'], isKnown: control !== undefined });
  if (typeof to === 'string') {
    found.push({ kind: 'name', path: ['to_name'], isKnown: resolveObject(config, to) !== undefined });
  }
  if (!control || !isObject(value)) return found;
  const known = labelsFor(config, control, to);
  const key = control.entry?.labelKey ?? control.type;
  if (known && Array.isArray(value[key])) addTexts(found, value[key], ['value', key], known);
  return found;
}

/** What counts as known; undefined where no list says it. */
function labelsFor(
  config: LabelingConfig,
  control: RegionControl,
  to: unknown,
): ((text: string) => boolean) | undefined {
  const { tag, labels, type } = control;
  if (type === 'textarea' || type === 'pairwise') return undefined;
  if (labels.size > 0) return (text) => labels.has(text) || tag.dynamicLabels;
  if (tag.dynamicLabels) return () => true;
  if (type !== 'videorectangle' || typeof to !== 'string') return undefined;
  const beside = labelControlsOf(config, to);
  return beside.labels.size > 0 ? (text) => beside.labels.has(text) || beside.isDynamic : undefined;
}

/** Labels, and the steps of paths. */
function addTexts(found: Written[], list: readonly unknown[], path: Path, isKnown: (text: string) => boolean): void {
  for (const [index, item] of list.entries()) {
    if (typeof item === 'string') found.push({ kind: 'label', path: [...path, index], isKnown: isKnown(item) });
    else if (Array.isArray(item) && path.length < 3) addTexts(found, item, [...path, index], isKnown);
  }
}

function relationLabels({ labels }: Region, { relationLabels: known }: LabelingConfig): Written[] {
  const found: Written[] = [];
  if (known && Array.isArray(labels)) addTexts(found, labels, ['labels'], (text) => known.includes(text));
  return found;
}
