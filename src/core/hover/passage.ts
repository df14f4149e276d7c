import { isObject } from '../isObject';
import { resolveObject } from '../labelingConfig/lookup';
import type { LabelingConfig } from '../labelingConfig/model';
import type { Inputs } from '../validation/rule';
import { paragraphIndex, shownInline } from '../validation/shown';
import { coveredText, readSpan } from '../validation/spanReading';
import { amount, clock, counted, numberOf, quoted } from './amounts';

type Values = Readonly<Record<string, unknown>>;

/** What a region is compared with. */
export interface Surroundings {
  config: LabelingConfig | undefined;
  data: Inputs['data'];
}

/** The text that a span covers: from the task's data, else as the region says it itself. */
export function spanText(
  region: Values,
  { config, data }: Surroundings,
): { text: string; isSaid: boolean } | undefined {
  const value = isObject(region.value) ? region.value : {};
  const shown = config && data && shownInline(config, region.to_name, data);
  const reading = shown && readSpan(value, shown);
  const covered = reading && coveredText(reading);
  if (covered !== undefined) return { text: covered, isSaid: false };
  return typeof value.text === 'string' ? { text: value.text, isSaid: true } : undefined;
}

/** A span of a text: its ends, in the unit that they count, and what it covers. */
export function spanWords(region: Values, around: Surroundings): string | undefined {
  const value = isObject(region.value) ? region.value : {};
  const found = spanText(region, around);
  const ends = endsOf(value, isDialogue(region, around));
  const covers = found && `${found.isSaid ? 'by its own words ' : ''}${quoted(found.text)}`;
  return ends === undefined ? covers : [ends, covers].filter((part) => part !== undefined).join(': ');
}

/** Whether the ends of a span are paragraphs, as texts or, wrongly, as numbers. */
function isDialogue({ type, to_name: to }: Values, { config }: Surroundings): boolean {
  const object = config && typeof to === 'string' ? resolveObject(config, to)?.tag.tag : undefined;
  return object === undefined ? type === 'paragraphlabels' : object === 'Paragraphs';
}

function endsOf({ start, end, startOffset, endOffset, globalOffsets }: Values, inDialogue: boolean) {
  const indexOf = (at: unknown): number | undefined => (inDialogue ? numberOf(at) : undefined) ?? paragraphIndex(at);
  const paragraph = indexOf(start);
  const inside = between(startOffset, endOffset);
  if (paragraph !== undefined) {
    const last = indexOf(end);
    const several = last !== undefined && last !== paragraph ? ` to ${last}` : '';
    return `paragraph ${paragraph}${several}${inside === undefined ? '' : `, UTF-16 units ${inside}`}`;
  }
  if (isObject(globalOffsets)) {
    const over = between(globalOffsets.start, globalOffsets.end);
    if (over !== undefined) return `code points ${over} of the whole document`;
  }
  if (typeof start === 'string') return inside && `${start}, UTF-16 units ${inside}`;
  const plain = between(start, end);
  return plain === undefined ? undefined : `code points ${plain}`;
}

function between(start: unknown, end: unknown): string | undefined {
  if (numberOf(start) === undefined || numberOf(end) === undefined) return undefined;
  return `${amount(start as number, 0)} to ${amount(end as number, 0)}`;
}

/** Seconds of a sound: `1:02.500 to 1:05.000 (2.5 s)`. */
export function secondsWords({ start, end, channel }: Values): string | undefined {
  if (numberOf(start) === undefined || numberOf(end) === undefined) return undefined;
  const [from, to] = [start as number, end as number];
  const where = numberOf(channel) ? `, channel ${channel}` : '';
  return `${clock(from)} to ${clock(to)} (${amount(to - from, 3)} s)${where}`;
}

/** A stretch of a time series, in the unit of its time column. */
export function stretchWords({ start, end, instant }: Values): string | undefined {
  const [from, to] = [start, end].map((at) => (typeof at === 'string' ? at : numberOf(at)?.toString()));
  if (from === undefined || to === undefined) return undefined;
  return instant === true ? `at ${from}` : `${from} to ${to}`;
}

/** Ranges of frames, both ends included. */
export function framesWords({ ranges }: Values): string | undefined {
  const [range]: unknown[] = Array.isArray(ranges) ? ranges : [];
  if (!isObject(range) || numberOf(range.start) === undefined || numberOf(range.end) === undefined) return undefined;
  const [from, to] = [range.start as number, range.end as number];
  const more =
    (ranges as unknown[]).length > 1 ? ` and ${counted((ranges as unknown[]).length - 1, 'more range')}` : '';
  return from === to ? `frame ${from}${more}` : `frames ${from} to ${to} (${counted(to - from + 1, 'frame')})${more}`;
}

/** Key frames of a track, with the times of the first and the last. */
export function trackWords({ sequence, duration }: Values): string | undefined {
  if (!Array.isArray(sequence)) return undefined;
  const frames = sequence.filter(isObject);
  const ends = [frames[0], frames.at(-1)].filter((frame) => frame !== undefined);
  const at = (frame: Values): string => {
    const time = numberOf(frame.time);
    return `frame ${numberOf(frame.frame) ?? '?'}${time === undefined ? '' : ` (${clock(time)})`}`;
  };
  const stretch =
    ends.length === 0 ? '' : frames.length === 1 ? `, ${at(ends[0] as Values)}` : `, ${ends.map(at).join(' to ')}`;
  const whole = numberOf(duration) === undefined ? '' : ` of ${clock(duration as number)}`;
  return `${counted(sequence.length, 'key frame')}${stretch}${whole}`;
}
