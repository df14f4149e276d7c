/**
 * What can be written at a place of a unit, told by the labeling config and the unit itself. Keys and static values are
 * the JSON service's (or its library's): nothing is proposed by both.
 */
import { isObject } from '../isObject';
import type { LabelingConfig } from '../labelingConfig/model';
import type { Path } from '../text/locate';
import { controlNames, objectNames } from './names';
import { type Draft, literal, type Proposal } from './proposal';
import { type KnownIds, regionsFor } from './regions';
import { type Around, aroundOf, type Spot, spotAt } from './spot';
import { valuesOf } from './values';

export type { Proposal } from './proposal';

export interface CompletionOptions {
  config: LabelingConfig | undefined;
  /** Model versions that the file uses elsewhere. */
  versions?: Iterable<string>;
  /** What one level is indented by; empty where a line break would break the file, as in JSONL. */
  indent: string;
}

/** Longer units are not read as a whole while somebody types. */
const LONGEST = 2_097_152;

/**
 * Proposals for a place in a unit, which need not be JSON yet. Never throws.
 *
 * @param text of the unit
 * @param offset in UTF-16 units from its start
 */
export function complete(text: string, offset: number, options: CompletionOptions): Proposal[] {
  if (text.length > LONGEST) return [];
  const spot = spotAt(text, offset);
  const hasColon = /^\s*:/.test(text.slice(spot.replaced.end, spot.replaced.end + 100));
  const drafts = spot.isKey ? keysAt(spot, options, hasColon) : valuesAt(spot, options);
  return drafts.map((draft, order) => ({ ...draft, rank: draft.rank ?? order, replaced: spot.replaced }));
}

/** Keys of a task's data that the config asks for and that are not there yet. */
function keysAt({ path, at }: Spot, { config }: CompletionOptions, hasColon: boolean): Draft[] {
  if (!config || path[0] !== 'data' || path.length > 2) return [];
  const data = at(['data']);
  const there = new Set(isObject(data) ? Object.keys(data) : []);
  const typed = path[1];
  return [...config.dataTypes]
    .filter(([key]) => /^[^.[\]{}]+$/.test(key) && (!there.has(key) || key === typed))
    .map(([key, tag]) => ({
      label: key,
      kind: 'key',
      detail: `shown by <${tag}>`,
      text: hasColon ? literal(key) : `${literal(key).replace(/[\\$}]/g, '\\$&')}: $1`,
      isSnippet: !hasColon,
    }));
}

function valuesAt(spot: Spot, options: CompletionOptions): Draft[] {
  const around = aroundOf(spot);
  if (!around) return [];
  const { region, rest } = around;
  if (!region) return rest.length === 1 && rest[0] === 'model_version' ? versionsFor(options) : [];
  const { config } = options;
  const [key] = rest;
  if (key === undefined)
    return config && isEmpty(spot) ? regionsFor(config, knownIds(spot, around), options.indent) : [];
  if (rest.length === 1) {
    if (key === 'parentID' || key === 'from_id' || key === 'to_id') return idsIn(spot, around);
    if (key === 'from_name') return config ? controlNames(config, region.value) : [];
    if (key === 'to_name') return config ? objectNames(config, region.value) : [];
  }
  if (!config) return [];
  if (key === 'labels' && region.value.type === 'relation') return relationLabels(config, rest);
  return key === 'value' ? valuesOf(config, region.value, rest) : [];
}

/** Nothing is written there yet: a region can be put in. */
const isEmpty = ({ replaced }: Spot): boolean => replaced.start === replaced.end;

function versionsFor({ versions = [] }: CompletionOptions): Draft[] {
  return [...new Set(versions)].map((version) => ({
    label: version,
    kind: 'value',
    detail: 'used in this file',
    text: literal(version),
  }));
}

function relationLabels({ relationLabels: labels = [] }: LabelingConfig, rest: Path): Draft[] {
  if (typeof rest[1] !== 'number' || rest.length > 2) return [];
  return labels.map((label) => ({ label, kind: 'label', text: literal(label) }));
}

/** Ids of the other regions of the same prediction, with what they are. */
function idsIn({ at }: Spot, { prediction, region }: Around): Draft[] {
  const result = at([...prediction, 'result']);
  if (!Array.isArray(result)) return [];
  const seen = new Set<unknown>([region?.value.id]);
  return result.flatMap((other: unknown): Draft[] => {
    if (!isObject(other) || typeof other.id !== 'string' || seen.has(other.id)) return [];
    seen.add(other.id);
    return [{ label: other.id, kind: 'id', detail: wordsFor(other), text: literal(other.id) }];
  });
}

/** A region in a few words: its labels, else its type. */
function wordsFor({ type, value }: Readonly<Record<string, unknown>>): string {
  const labels = isObject(value) && typeof type === 'string' ? value[type] : undefined;
  const texts = Array.isArray(labels) ? labels.filter((label) => typeof label === 'string') : [];
  return [texts.join(', '), String(type ?? '')].filter((part) => part !== '').join(' · ');
}

function knownIds({ at }: Spot, { prediction }: Around): KnownIds {
  const result = at([...prediction, 'result']);
  const ids = Array.isArray(result) ? result.map((region: unknown) => (isObject(region) ? region.id : undefined)) : [];
  const taken = [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
  const known = new Set(taken);
  let n = 1;
  while (known.has(`r${n}`)) n++;
  return { free: `r${n}`, taken };
}
