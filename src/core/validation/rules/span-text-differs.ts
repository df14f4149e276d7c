import { set } from '../../fixes/fix';
import { type CodePoints, codePointsOf } from '../../text/codePoints';
import type { Report, Rule } from '../rule';
import { spanWith, TEXT_CONFIG, taskWith } from '../ruleExamples';
import { shownInline } from '../shown';
import { readSpan, type SpanReading } from '../spanReading';
import { show } from '../words';

/** A span, and what it says of its text. */
interface Reading extends SpanReading {
  said: string;
}

const DATA = '{ "text": "A \u{1F6A2} in a storm at sea" }';
const span = (start: number, end: number, text: string): string =>
  spanWith(`"start": ${start}, "end": ${end}, "text": "${text}"`);

/** A span that says which text it holds, and its offsets hold another. */
export const spanTextDiffers: Rule = {
  code: 'span-text-differs',
  title: 'The offsets of the span hold another text than it says',
  explanation:
    'Beside its offsets a span can say its `text`. Label Studio goes by the offsets alone: where they hold another text than the region says, something else is highlighted than was meant. The usual reason is the unit: `Text` counts Unicode code points, as Python does (an emoji is one); JavaScript counts UTF-16 units (an emoji is two), other tools count bytes. `Paragraphs` count UTF-16 units. Blanks and line breaks are not compared. It is checked where the labeling config says which text it is and the text itself stands in the task’s `data`.',
  cure: 'Compute the offsets anew in the unit that the message names, or correct `text`.',
  fixes: [
    {
      title: 'Set the offsets to where the text stands',
      safety: 'guess',
      at({ path, about: { start, end } }) {
        if (typeof start !== 'number' || typeof end !== 'number') return undefined;
        const startKey = path.at(-1) === 'endOffset' ? 'startOffset' : 'start';
        const title = `Change the offsets to ${start} and ${end}`;
        return { title, edits: [set([...path.slice(0, -1), startKey], start), set(path, end)] };
      },
    },
    {
      title: 'Change "text" to what the offsets hold',
      safety: 'guess',
      at: ({ region, about: { held } }) =>
        region && typeof held === 'string'
          ? { title: `Change "text" to ${show(held)}`, edits: [set([...region.path, 'value', 'text'], held)] }
          : undefined,
    },
  ],
  failing: [
    taskWith(TEXT_CONFIG, DATA, span(10, 15, 'storm')),
    taskWith(TEXT_CONFIG, DATA, span(9, 13, 'storm')),
    taskWith(TEXT_CONFIG, DATA, span(0, 1, 'brig')),
  ],
  passing: [
    taskWith(TEXT_CONFIG, DATA, span(9, 14, 'storm')),
    taskWith(TEXT_CONFIG, DATA, span(9, 14, ' storm\\n')),
    taskWith(TEXT_CONFIG, '{ "text": "https://example.org/a.txt" }', span(9, 14, 'storm')),
  ],
  reads: ['config', 'data'],
  types: ['labels', 'hypertextlabels', 'paragraphlabels'],
  checkRegion({ value: { to_name: name }, content }, { config, data }, report) {
    if (!config || !data || typeof content.text !== 'string') return;
    const shown = shownInline(config, name, data);
    const reading = shown && readSpan(content, shown);
    if (reading) compare({ ...reading, said: content.text }, report);
  },
};

function compare(reading: Reading, report: Report): void {
  const { start, end, unit, within, said, path } = reading;
  const points = unit === 'code points' ? codePointsOf(within) : undefined;
  const length = points?.length ?? within.length;
  if (!isWhole(start) || !isWhole(end) || !(start >= 0 && start < end && end <= length)) return;
  const from = points?.toUtf16(start) ?? start;
  const to = points?.toUtf16(end) ?? end;
  if (to - from === said.length && within.startsWith(said, from)) return;
  const held = within.slice(from, to);
  if (isSame(held, said)) return;
  const meant = whereItIs(within, said, from);
  const inUnit = meant && { start: points?.fromUtf16(meant.start) ?? meant.start, end: meant.end };
  if (inUnit && points) inUnit.end = points.fromUtf16(inUnit.end);
  report({
    path,
    on: 'value',
    message: `These offsets hold ${show(held)}, and "text" says ${show(said)}. ${reasonOf(reading, { start, end }, points)} ${cureOf(inUnit, unit)}`,
    severity: 'warning',
    gates: ['authoring'],
    data: { held, ...inUnit },
  });
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value);
}

/** Blanks are written in many ways, some tools write line breaks as `\n` in two characters. */
function isSame(one: string, other: string): boolean {
  const plain = (text: string): string => text.replace(/\\n|\s/g, '');
  return plain(one) === plain(other);
}

/** Which way of counting would give the text that is meant. */
function reasonOf(
  { within, said, unit }: Reading,
  { start, end }: { start: number; end: number },
  points: CodePoints | undefined,
): string {
  const fits = (text: string): boolean => isSame(text, said);
  if (points && fits(within.slice(start, end))) return 'They count UTF-16 units, and this text counts code points.';
  if (fits([...within].slice(start, end).join(''))) {
    return 'They count code points, and paragraphs count UTF-16 units.';
  }
  if (fits(sliceBytes(within, start, end))) return `They count bytes, and this text counts ${unit}.`;
  if (fits([...within.replaceAll('\r\n', '\n')].slice(start, end).join(''))) {
    return 'A line break of two characters (\\r\\n) counts 2.';
  }
  const slice = (from: number, to: number): string =>
    points ? within.slice(points.toUtf16(from), points.toUtf16(to)) : within.slice(from, to);
  if (fits(slice(start, end + 1))) return 'The end is not included, so it is one too small.';
  if (start > 0 && fits(slice(start - 1, end - 1))) return 'They count from 1, and offsets count from 0.';
  return `Offsets count ${unit} from 0, and the end is not included.`;
}

function sliceBytes(text: string, start: number, end: number): string {
  let bytes = 0;
  let held = '';
  for (const character of text) {
    if (bytes >= end) break;
    if (bytes >= start) held += character;
    const code = character.codePointAt(0) as number;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return held;
}

/** Where the text stands, nearest to where it was looked for; UTF-16 offsets. */
function whereItIs(within: string, said: string, from: number): { start: number; end: number } | undefined {
  const wanted = said.trim();
  if (wanted === '') return undefined;
  const before = within.lastIndexOf(wanted, from);
  const after = within.indexOf(wanted, from);
  const start = before < 0 || (after >= 0 && after - from < from - before) ? after : before;
  return start < 0 ? undefined : { start, end: start + wanted.length };
}

function cureOf(meant: { start: number; end: number } | undefined, unit: Reading['unit']): string {
  if (!meant) return 'The text does not occur; correct "text" or the offsets.';
  return `In ${unit} it stands from ${meant.start} to ${meant.end}.`;
}
