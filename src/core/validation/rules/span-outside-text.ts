import { set } from '../../fixes/fix';
import { codePointsOf } from '../../text/codePoints';
import type { RegionNode } from '../nodes';
import type { Claim, Report, Rule } from '../rule';
import { spanWith, TEXT_CONFIG, taskWith } from '../ruleExamples';
import { paragraphIndex, paragraphText, type Shown, shownInline } from '../shown';

const DIALOGUE =
  '<View>\n  <Paragraphs name="talk" value="$turns"/>\n  <ParagraphLabels name="mark" toName="talk">\n    <Label value="Ship"/>\n  </ParagraphLabels>\n</View>';

const span = (start: number, end: number): string => spanWith(`"start": ${start}, "end": ${end}`);
const turn = (paragraph: string, endOffset: number): string =>
  `{ "id": "p1", "from_name": "mark", "to_name": "talk", "type": "paragraphlabels", "value": { "start": "${paragraph}", "end": "${paragraph}", "startOffset": 0, "endOffset": ${endOffset}, "paragraphlabels": ["Ship"] } }`;
const TURNS = '{ "turns": [{ "author": "A", "text": "Ahoy" }] }';

const CURE = 'Compute the offsets on the text as it stands in "data".';

/** A span whose ends are not in the text that it is about, where that text stands in the task's data. */
export const spanOutsideText: Rule = {
  code: 'span-outside-text',
  title: 'The span reaches outside of its text',
  explanation:
    'Offsets on a `Text` count Unicode code points (an emoji is one), the end is not included; offsets in `Paragraphs` count UTF-16 units inside of one paragraph (an emoji is two), and paragraphs count from 0. A span outside of the text is listed but nothing is highlighted; one that reaches beyond the end of the text is cut off there, and a negative start counts as 0. The validator does not look. It is checked where the labeling config says which text it is and the text itself, not its address, stands in the task’s `data`.',
  cure: 'Compute the offsets on the text as it stands in `data`: in Python `text.find(…)` counts code points. Line breaks of two characters (`\\r\\n`) count 2.',
  fixes: [
    {
      title: 'Move the end of the span into the text',
      safety: 'guess',
      at: ({ path, about: { nearest } }) =>
        typeof nearest === 'number' ? { title: `Change to ${nearest}`, edits: [set(path, nearest)] } : undefined,
    },
  ],
  failing: [
    taskWith(TEXT_CONFIG, '{ "text": "A \u{1F6A2} sails" }', span(2, 10)),
    taskWith(TEXT_CONFIG, '{ "text": "A \u{1F6A2} sails" }', span(-3, 4)),
    taskWith(DIALOGUE, TURNS, turn('1', 4)),
    taskWith(DIALOGUE, TURNS, turn('0', 9)),
  ],
  passing: [
    taskWith(TEXT_CONFIG, '{ "text": "A \u{1F6A2} sails" }', span(4, 9)),
    taskWith(DIALOGUE, TURNS, turn('0', 4)),
    taskWith(TEXT_CONFIG, '{ "text": "https://example.org/a.txt" }', span(4, 900)),
  ],
  reads: ['config', 'data'],
  types: ['labels', 'hypertextlabels', 'paragraphlabels'],
  checkRegion({ value: { to_name: name }, content }, { config, data }, report) {
    if (!config || !data) return;
    const shown = shownInline(config, name, data);
    if (!shown) return;
    const { tag } = shown.object;
    if (tag === 'Text' && typeof shown.value === 'string') {
      checkText(content, shown.value, report);
    } else if (tag === 'Paragraphs' && Array.isArray(shown.value)) {
      checkParagraphs(content, shown, shown.value.length, report);
    }
  },
};

function checkText({ start, end, startOffset, endOffset }: RegionNode['content'], text: string, report: Report): void {
  // With offsets of their own, start and end are XPaths.
  if (startOffset !== undefined || endOffset !== undefined) return;
  // A span that ends before it starts has a rule of its own.
  if (typeof start !== 'number' || typeof end !== 'number' || start >= end) return;
  // So has one with a fraction in it, which is lost wherever it is.
  if (!Number.isInteger(start) || !Number.isInteger(end)) return;
  const { length } = codePointsOf(text);
  if (start >= 0 && end <= length) return;
  const unit = length === text.length ? 'characters' : 'code points (an emoji counts 1)';
  const key = start >= length || end <= length ? 'start' : 'end';
  const what = `"${key}" ${key === 'start' ? start : end} is outside of the text, which has ${length} ${unit}.`;
  if (end > 0 && end <= length) {
    const message = `${what} The editor starts the span at 0. ${CURE}`;
    report({
      path: ['value', key],
      on: 'value',
      message,
      severity: 'warning',
      gates: ['authoring'],
      data: { nearest: 0 },
    });
    return;
  }
  report(outside(['value', key], what, key === 'end' ? length : undefined));
}

function checkParagraphs(value: RegionNode['content'], shown: Shown, count: number, report: Report): void {
  const ends = [
    ['start', 'startOffset'],
    ['end', 'endOffset'],
  ] as const;
  for (const [key, offsetKey] of ends) {
    const at = value[key];
    const offset = value[offsetKey];
    const index = paragraphIndex(at);
    if (index === undefined) continue;
    if (index >= count) {
      report(outside(['value', key], `There is no paragraph ${at}: the dialogue has ${count}, counted from 0.`));
      return;
    }
    const text = paragraphText(shown, index);
    if (text === undefined || typeof offset !== 'number' || (offset >= 0 && offset <= text.length)) continue;
    report(
      outside(
        ['value', offsetKey],
        `"${offsetKey}" ${offset} is outside of paragraph ${at}, which has ${text.length} UTF-16 units.`,
        undefined,
        offset > 0 && key === 'end' ? text.length : undefined,
      ),
    );
    return;
  }
}

/**
 * @param cutAt where the editor cuts the span off
 * @param nearest the offset in the text that is nearest
 */
function outside(path: Claim['path'], what: string, cutAt?: number, nearest = cutAt): Claim {
  const effect =
    cutAt !== undefined ? 'The editor cuts the span off at the end of the text.' : 'The editor highlights nothing.';
  return {
    path,
    on: 'value',
    message: `${what} ${effect} ${CURE}`,
    severity: 'error',
    gates: ['editor'],
    ...(nearest !== undefined && { data: { nearest } }),
  };
}
