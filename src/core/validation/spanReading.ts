import { codePointsOf } from '../text/codePoints';
import { htmlText } from '../text/htmlText';
import type { Path } from '../text/locate';
import { paragraphIndex, paragraphText, type Shown } from './shown';

type Value = Readonly<Record<string, unknown>>;

/** A span as it is meant to be read. */
export interface SpanReading {
  /** Path of its end from the region, for what is underlined. */
  path: Path;
  start: unknown;
  end: unknown;
  /** What the offsets count. */
  unit: 'code points' | 'UTF-16 units';
  /** The text that they count in. */
  within: string;
}

/**
 * How the editor reads a span.
 *
 * @param value of the region
 * @param shown what its object shows of the task's data, if that is the text itself
 * @returns undefined where that has no offsets or other rules have to say something of them
 */
export function readSpan(value: Value, { object, value: shown }: Shown): SpanReading | undefined {
  if (object.tag === 'Paragraphs') return inParagraph(value, { object, value: shown });
  if (typeof shown !== 'string') return undefined;
  const within = object.tag === 'Text' ? shown : object.tag === 'HyperText' ? htmlText(shown) : undefined;
  if (within === undefined) return undefined;
  const isPlain = value.startOffset === undefined && value.endOffset === undefined;
  if (isPlain) return overAll(value, ['value', 'end'], within);
  // With an XPath these are only consulted where it fits nowhere, and then they count over the whole document.
  const { globalOffsets } = value;
  if (object.tag === 'Text' || typeof globalOffsets !== 'object' || globalOffsets === null) return undefined;
  return overAll(globalOffsets as Value, ['value', 'globalOffsets', 'end'], within);
}

function overAll({ start, end }: Value, path: Path, within: string): SpanReading {
  return { path, start, end, unit: 'code points', within };
}

function inParagraph(value: Value, shown: Shown): SpanReading | undefined {
  const { start, end, startOffset, endOffset } = value;
  const index = paragraphIndex(start);
  const within = index === undefined || start !== end ? undefined : paragraphText(shown, index);
  if (within === undefined) return undefined;
  return { path: ['value', 'endOffset'], start: startOffset, end: endOffset, unit: 'UTF-16 units', within };
}

/** The text that a span covers; undefined where its ends are not in the text. */
export function coveredText({ start, end, unit, within }: SpanReading): string | undefined {
  if (!Number.isInteger(start) || !Number.isInteger(end)) return undefined;
  const [from, to] = [start as number, end as number];
  const points = unit === 'code points' ? codePointsOf(within) : undefined;
  const length = points?.length ?? within.length;
  if (!(from >= 0 && from < to && to <= length)) return undefined;
  return within.slice(points?.toUtf16(from) ?? from, points?.toUtf16(to) ?? to);
}
