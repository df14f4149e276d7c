/**
 * What can be written at a place of a unit, told by the labeling config and the unit itself. Keys and static values are
 * the JSON service's (or its library's): nothing is proposed by both. Types are ours, since the control tag decides.
 */

import { isObject } from '../isObject';
import type { LabelingConfig } from '../labelingConfig/model';
import { itself } from '../tags/skeleton';
import type { Path } from '../text/locate';
import { asText } from '../validation/words';
import { controlNames, objectNames } from './names';
import { type Draft, literal, type Proposal } from './proposal';
import { regionsFor } from './regions';
import { type Item, idsBelow, siblingsOf } from './siblings';
import { type Around, aroundOf, type Spot, spotAt } from './spot';
import { typesFor } from './types';
import { valuesOf } from './values';
import { wholePrediction } from './whole';

export type { Proposal } from './proposal';

export interface CompletionOptions {
  config: LabelingConfig | undefined;
  /** Model versions that the file uses elsewhere. */
  versions?: Iterable<string>;
  /** What one level is indented by; empty where a line break would break the file, as in JSONL. */
  indent: string;
}

/**
 * Proposals for a place in a unit, which need not be JSON yet. Never throws.
 *
 * @param text of the unit
 * @param offset in UTF-16 units from its start
 */
export function complete(text: string, offset: number, options: CompletionOptions): Proposal[] {
  return completeAt(spotAt(text, offset), options);
}

/** Proposals for a spot of a unit. Never throws. */
export function completeAt(spot: Spot, options: CompletionOptions): Proposal[] {
  const drafts = spot.isKey ? keysAt(spot, options) : valuesAt(spot, options);
  return drafts.map((draft, order) => ({ ...draft, rank: draft.rank ?? order, replaced: spot.replaced }));
}

/** Keys of a task's data that the config asks for and that are not there yet. */
function keysAt({ path, hasColon, at }: Spot, { config }: CompletionOptions): Draft[] {
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
      text: hasColon ? literal(key) : `"${itself(key)}": $1`,
      isSnippet: !hasColon,
    }));
}

function valuesAt(spot: Spot, options: CompletionOptions): Draft[] {
  const around = aroundOf(spot);
  if (!around) return [];
  const { region, rest } = around;
  const { config } = options;
  if (!region) {
    if (rest.length === 1 && rest[0] === 'model_version') return versionsFor(spot, around, options);
    const isPrediction = rest.length === 0 && spot.path[0] === 'predictions' && spot.isFree;
    return config && isPrediction ? wholePrediction(config, options.indent, false) : [];
  }
  const siblings = siblingsOf(spot, around);
  const [key] = rest;
  if (key === undefined) return config && spot.isFree ? regionsFor(config, siblings, options.indent) : [];
  if (rest.length === 1) {
    if (key === 'type') return typesFor(config, region.value);
    if (key === 'parentID' || key === 'from_id' || key === 'to_id') return idsIn(region.value, key, siblings);
    if (key === 'from_name') return config ? controlNames(config, region.value, siblings) : [];
    if (key === 'to_name') return config ? objectNames(config, region.value) : [];
  }
  if (!config) return [];
  if (key === 'labels' && region.value.type === 'relation') return relationLabels(config, rest);
  return key === 'value' ? valuesOf(config, region.value, rest) : [];
}

/** Of two predictions of one version in a task only the last one is used, so another version is proposed there. */
function versionsFor({ at }: Spot, { prediction }: Around, { versions = [] }: CompletionOptions): Draft[] {
  const list = prediction[0] === 'predictions' ? at(['predictions']) : undefined;
  const beside = Array.isArray(list) ? list.filter((_, index) => index !== prediction[1]) : [];
  const taken = new Set(beside.map((other: unknown) => (isObject(other) ? other.model_version : undefined)));
  const free = [...new Set(versions)].filter((version) => !taken.has(version));
  return free.map((version) => ({
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

/** Ids of the other regions of the same prediction, with what they are: none that would make a circle. */
function idsIn(own: Item, key: 'parentID' | 'from_id' | 'to_id', siblings: readonly Item[]): Draft[] {
  const seen = new Set<unknown>(key === 'parentID' ? idsBelow(own.id, siblings) : [own.id]);
  if (key === 'from_id') seen.add(own.to_id);
  if (key === 'to_id') seen.add(own.from_id);
  return siblings.flatMap((other): Draft[] => {
    if (typeof other.id !== 'string' || seen.has(other.id)) return [];
    seen.add(other.id);
    return [{ label: other.id, kind: 'id', detail: wordsFor(other), text: literal(other.id) }];
  });
}

/** A region in a few words: its labels, else its type. */
function wordsFor({ type, value }: Readonly<Record<string, unknown>>): string {
  const labels = isObject(value) && typeof type === 'string' ? value[type] : undefined;
  const texts = Array.isArray(labels) ? labels.filter((label) => typeof label === 'string') : [];
  return [texts.join(', '), asText(type)].filter((part) => part !== '').join(' · ');
}
