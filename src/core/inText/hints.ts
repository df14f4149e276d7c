import type { DocumentCheck } from '../engine/documentCheck';
import { shortened } from '../hover/amounts';
import { type Surroundings, spanText } from '../hover/passage';
import { numberWords, regionTitle } from '../hover/regionWords';
import { isObject } from '../isObject';
import { regionById, WholeReader } from '../reading/unitReader';
import type { Path, Span } from '../text/locate';
import { regionsIn } from './regionsIn';
import type { ShownRegion } from './shownRegion';

/** A few words behind a value. The offset is that of the document. */
export interface ValueHint {
  offset: number;
  text: string;
}

/** Numbers of a value that have a better unit. */
const NUMBERS = ['x', 'y', 'width', 'height', 'radiusX', 'radiusY', 'start', 'end', 'duration'];
const IDS = ['from_id', 'to_id', 'parentID'];
/** Where the end of a span is written, the likelier ones last. */
const ENDS: readonly Path[] = [
  ['value', 'end'],
  ['value', 'endOffset'],
];
const LONGEST = 40;
/** In longer texts the regions that ids mean are not looked for: that would go through all of it for each. */
const LONGEST_TEXT = 1_048_576;

/** What values mean, in a part of a document: pixels and times, the text that a span covers, the region that an id means. */
export function valueHints(check: DocumentCheck, range: Span): ValueHint[] {
  const hints: ValueHint[] = [];
  for (const shown of regionsIn(check, range)) {
    const around: Surroundings = { config: check.reading.config, data: shown.reader.data() };
    for (const { path, text } of wordsIn(shown, around)) {
      const offset = shown.place(path)?.end ?? -1;
      if (offset >= range.start && offset <= range.end) hints.push({ offset, text });
    }
  }
  return hints;
}

function wordsIn(shown: ShownRegion, around: Surroundings): { path: Path; text: string }[] {
  const { value: region } = shown;
  const found: { path: Path; text: string }[] = [];
  const value = isObject(region.value) ? region.value : {};
  for (const key of NUMBERS) {
    if (typeof value[key] !== 'number') continue;
    const words = numberWords(region, ['value', key], around);
    // The size of the image is said once for the region, in the hover.
    if (words !== undefined) found.push({ path: ['value', key], text: words.replace(/ of .*/, '') });
  }
  const covered = spanText(region, around);
  const end = ENDS.filter(([, key]) => (value as Record<string, unknown>)[key as string] !== undefined).at(-1);
  if (covered && !covered.isSaid && end) found.push({ path: end, text: `“${shortened(covered.text, LONGEST)}”` });
  return found.concat(idWords(shown, around));
}

function idWords({ reader, owner, value: region }: ShownRegion, around: Surroundings): { path: Path; text: string }[] {
  if (reader instanceof WholeReader && reader.whole.length > LONGEST_TEXT) return [];
  return IDS.flatMap((key) => {
    const id = region[key];
    const found = typeof id === 'string' ? regionById(reader, owner, id) : undefined;
    return found ? [{ path: [key], text: shortened(regionTitle(found.value, around), LONGEST) }] : [];
  });
}
