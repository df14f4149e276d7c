/**
 * What is told of a place of a unit: what only the labeling config, the task's data and the other regions know. What a
 * key means is told by the JSON service (or its library) from the schema, and not repeated here.
 */
import { dataPathOf, resolveObject } from '../labelingConfig/lookup';
import type { LabelingConfig } from '../labelingConfig/model';
import {
  ownerDepth,
  type RegionText,
  regionById,
  regionValue,
  type Spot,
  type UnitReader,
} from '../reading/unitReader';
import { tagByName } from '../tags/catalogue';
import type { Path, Span } from '../text/locate';
import { readJson } from '../text/readJson';
import { controlOf } from '../validation/controlOf';
import { shownBy } from '../validation/shown';
import { aTag } from '../validation/words';
import { amount, code, plain, quoted } from './amounts';
import { controlXml, labelXml, objectXml } from './configXml';
import { type Surroundings, spanText } from './passage';
import { maskWords, sizeOf } from './picture';
import { extentWords, labelsOf, labelWords, numberWords } from './regionWords';

/** What is shown, in Markdown, and of what. Offsets are those of the unit. */
export interface HoverText {
  parts: readonly string[];
  span: Span;
}

/** What is known of a place in a region. */
interface Place extends Surroundings {
  spot: Spot;
  reader: UnitReader;
  region: Readonly<Record<string, unknown>>;
  owner: Path;
  /** From the region. */
  rest: Path;
}

/** Tells of what stands at an offset of a unit; undefined where nothing is known. Never throws. */
export function hoverAt(reader: UnitReader, offset: number, config: LabelingConfig | undefined): HoverText | undefined {
  const spot = reader.spotAt(offset);
  if (!spot) return undefined;
  if (!spot.region) return ofData(spot, config);
  const { path: regionPath } = spot.region;
  const place: Place = {
    spot,
    reader,
    config,
    data: reader.data(),
    region: regionValue(spot.region),
    owner: regionPath.slice(0, ownerDepth(regionPath) ?? 0),
    rest: spot.path.slice(regionPath.length),
  };
  if (spot.on === 'between') return place.rest.length === 0 ? ofRegion(place, spot.region, offset) : undefined;
  const parts = spot.on === 'key' ? ofKey(place) : ofValue(place);
  return parts.length > 0 ? { parts, span: spot.span } : undefined;
}

/** The region as a whole, at its braces only: inside there is something else to tell. */
function ofRegion(place: Place, { start, end }: RegionText, offset: number): HoverText | undefined {
  const isLast = offset >= end - 1;
  if (offset !== start && !isLast) return undefined;
  const parts = regionParts(place.region, place);
  return { parts, span: isLast ? { start: end - 1, end } : { start, end: start + 1 } };
}

/** A data key: the tag that shows it. */
function ofData({ path, on, span }: Spot, config: LabelingConfig | undefined): HoverText | undefined {
  if (!config || on !== 'key' || path.length !== 2 || path[0] !== 'data') return undefined;
  const shown = [...config.objects.values()].filter(
    (object) => dataPathOf({ tag: object, indexes: undefined })?.[0] === path[1],
  );
  return shown.length > 0 ? { parts: [xml(shown.map(objectXml).join('\n'))], span } : undefined;
}

function ofKey(place: Place): string[] {
  const { region, rest } = place;
  const [first, key] = rest;
  if (first !== 'value' || key === undefined) return [];
  if (key === 'rle') return list(maskWords(maskOf(place), sizeOf(region)));
  // The ends of a span are explained together, whichever is looked at.
  if (isSpanEnd(rest)) return coveredBy(place);
  return list(numberWords(region, rest, place));
}

function ofValue(place: Place): string[] {
  const { spot, reader, rest, region } = place;
  const [first, key] = rest;
  if (rest.length === 1 && (first === 'type' || first === 'id')) return regionParts(region, place);
  const written = readJson(reader.text(spot.span.start, spot.span.end));
  if (rest.length === 1 && (first === 'parentID' || first === 'from_id' || first === 'to_id')) {
    return typeof written === 'string' ? otherRegion(place, written) : [];
  }
  if (rest.length === 1 && first === 'from_name') return ofControl(place, written);
  if (rest.length === 1 && first === 'to_name') return ofObject(place, written);
  if (typeof written === 'string' && isLabel(place)) return ofLabel(place, written);
  if (first !== 'value' || typeof key !== 'string') return [];
  if (isSpanEnd(rest)) return coveredBy(place);
  return list(numberWords(region, rest, place));
}

/** The mask of a region, read again where the region is too large to be read for every question. */
function maskOf({ region, reader, spot }: Place): unknown {
  const { rle } = region.value as { rle?: unknown };
  const own = spot.region;
  if (rle !== undefined || !own) return rle;
  const whole = regionValue({ ...own, text: reader.text(own.start, own.end), skeleton: undefined });
  return (whole.value as { rle?: unknown } | undefined)?.rle;
}

const list = (part: string | undefined): string[] => (part === undefined ? [] : [part]);

const ENDS: ReadonlySet<unknown> = new Set(['start', 'end', 'startOffset', 'endOffset']);

function isSpanEnd([first, key, part]: Path): boolean {
  return first === 'value' && (key === 'globalOffsets' ? ENDS.has(part) : ENDS.has(key) && part === undefined);
}

/** What a span covers, or which times its ends are. */
function coveredBy({ region, rest, ...around }: Place): string[] {
  const time = numberWords(region, rest, around);
  if (time !== undefined) return [time];
  const found = spanText(region, around);
  return found && !found.isSaid ? [`Covers ${plain(quoted(found.text, 300))}`] : [];
}

/** The lines that tell a region in words. */
export function regionParts(region: Readonly<Record<string, unknown>>, around: Surroundings): string[] {
  const { config } = around;
  const control = config && controlOf(config, region.from_name);
  const tag = typeof region.type === 'string' ? region.type : undefined;
  const labels = labelsOf(region, config).map((label) => `**${plain(labelWords(label, control?.tag))}**`);
  const name = typeof region.from_name === 'string' ? ` of ${code(region.from_name)}` : '';
  const lines = [`${labels.length > 0 ? `${labels.slice(0, 20).join(', ')} · ` : ''}${tag ?? 'region'}${name}`];
  const extent = extentWords(region, around);
  if (extent !== undefined) lines.push(plain(extent));
  if (typeof region.score === 'number') lines.push(`score ${amount(region.score, 4)}`);
  return [lines.join('  \n')];
}

/** The region that an id stands for. A relation tells of both of its ends. */
function otherRegion(place: Place, id: string): string[] {
  const found = regionById(place.reader, place.owner, id);
  return found ? regionParts(found.value, place) : [];
}

function ofControl({ config }: Place, name: unknown): string[] {
  const control = config && controlOf(config, name);
  if (!config || !control) return [];
  const objects = control.toNames.flatMap((to) => resolveObject(config, to)?.tag ?? []);
  const texts = [objects.map(objectXml).join('\n'), controlXml(control.tag)].filter((text) => text !== '');
  const summary = tagByName(control.tag.tag)?.summary;
  const more = control.tag.dynamicLabels ? ['More of its labels come from the task or from an address.'] : [];
  return [xml(texts.join('\n')), ...list(summary && plain(summary)), ...more];
}

/** An object tag, and what it shows of this task. */
function ofObject({ config, data }: Place, name: unknown): string[] {
  const found = config && typeof name === 'string' ? resolveObject(config, name) : undefined;
  if (!config || !found) return [];
  const shown = data && shownBy(config, name, data)?.value;
  const path = dataPathOf(found)?.join('.');
  const says =
    typeof shown === 'string' && path !== undefined ? [`${code(`data.${path}`)}: ${plain(quoted(shown))}`] : [];
  return [xml(objectXml(found.tag)), ...says];
}

/** Whether the text is a label, a choice or a step of a path. */
function isLabel({ rest, region, config }: Place): boolean {
  const [first, key, index] = rest;
  if (first === 'labels') return region.type === 'relation' && rest.length === 2;
  const labelKey = config && controlOf(config, region.from_name)?.entry?.labelKey;
  return first === 'value' && (key === labelKey || key === 'labels') && key !== 'text' && typeof index === 'number';
}

function ofLabel({ config, region, rest }: Place, text: string): string[] {
  const control = config && controlOf(config, region.from_name)?.tag;
  const label = control?.labels.find((known) => known.text === text);
  if (!control || !label || rest[0] === 'labels') return [];
  const alias =
    label.alias !== undefined && label.value !== undefined && label.alias !== label.value
      ? [`People see ${plain(quoted(label.value))}; predictions carry the alias.`]
      : [];
  return [xml(labelXml(label)), ...alias, `of ${code(control.name)}, ${aTag(control.tag)}`];
}

const xml = (text: string): string => `\`\`\`xml\n${text}\n\`\`\``;
