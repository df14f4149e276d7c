import { asksPerRegion, resolveControl } from '../../labelingConfig/lookup';
import type { ConfigControl, LabelingConfig } from '../../labelingConfig/model';
import { choiceLimitOf, textLimitOf } from '../../validation/limits';
import { asText } from '../../validation/words';
import { type NewValue, Source } from '../fix';
import { type Entry, sameText } from './entry';

/** The control that an answer answers; undefined without a labeling config that has it. */
function controlOf({ value }: Entry, config: LabelingConfig | undefined): ConfigControl | undefined {
  return config && typeof value.from_name === 'string' ? resolveControl(config, value.from_name)?.tag : undefined;
}

/** Whether an answer can be about the region that has its id. Without a labeling config that cannot be ruled out. */
export function canBeAboutRegion(entry: Entry, config: LabelingConfig | undefined): boolean {
  const control = controlOf(entry, config);
  return control === undefined || asksPerRegion(control);
}

/** The question that an answer is to: a second answer to it is one too many. */
export interface Question {
  /** Whether it is asked of each region; undefined where nobody knows. */
  perRegion: boolean | undefined;
  id: string | undefined;
  /** Equal for answers of one control about one image, and for those of them that have one id too. */
  ofAll: string;
  ofId: string;
}

/** @returns undefined for what is no answer, and for a text where there can be several */
export function questionOf(entry: Entry, config: LabelingConfig | undefined): Question | undefined {
  const { value, id } = entry;
  const { from_name: from, type, item_index: item } = value;
  if (!entry.isAnswer || typeof from !== 'string') return undefined;
  const control = controlOf(entry, config);
  if (type === 'textarea' && (!control || textLimitOf(control) !== 1)) return undefined;
  return {
    perRegion: control && asksPerRegion(control),
    id,
    ofAll: JSON.stringify([from, item ?? 0]),
    ofId: JSON.stringify([from, item ?? 0, id ?? null]),
  };
}

/** Equal for answers that say the same. */
export function answerText({ value: { value, meta } }: Entry): string {
  return sameText(JSON.stringify([value ?? null, meta ?? null]));
}

/**
 * The choices that one answer has and another one to the same question has not.
 *
 * @returns undefined where the control takes one choice, or nobody knows how many it takes
 */
export function moreChoices(
  there: Entry,
  other: Entry,
  config: LabelingConfig | undefined,
): { key: string; choices: readonly NewValue[] } | undefined {
  const control = controlOf(other, config);
  const key = asText(other.value.type);
  if (!control || (key !== 'choices' && key !== 'taxonomy') || choiceLimitOf(control) === 1) return undefined;
  const [mine, theirs] = [there.content[key], other.content[key]];
  if (!Array.isArray(mine) || !Array.isArray(theirs)) return undefined;
  const known = new Set(mine.map((choice) => JSON.stringify(choice)));
  const texts = new Set(theirs.map((choice) => JSON.stringify(choice)));
  return { key, choices: [...texts].filter((text) => !known.has(text)).map((text) => new Source(text)) };
}

/** An answer in a few words. */
export function wordsOf({ value: { type }, content }: Entry): string {
  const said = content[asText(type)] ?? Object.values(content)[0];
  const text = JSON.stringify(said) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
