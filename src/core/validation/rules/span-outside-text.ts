import { dataPathOf, resolveObject } from '../../labelingConfig/lookup';
import type { ConfigObject, LabelingConfig } from '../../labelingConfig/model';
import type { Claim, Inputs, Report, Rule, RuleExample } from '../rule';

const CONFIG =
  '<View>\n  <Text name="body" value="$text"/>\n  <Labels name="tag" toName="body">\n    <Label value="Ship"/>\n  </Labels>\n</View>';
const DIALOGUE =
  '<View>\n  <Paragraphs name="talk" value="$turns"/>\n  <ParagraphLabels name="mark" toName="talk">\n    <Label value="Ship"/>\n  </ParagraphLabels>\n</View>';

function example(config: string, data: string, region: string): RuleExample {
  return { config, text: `{ "data": ${data}, "predictions": [{ "model_version": "v1", "result": [${region}] }] }` };
}
const span = (start: number, end: number): string =>
  `{ "id": "s1", "from_name": "tag", "to_name": "body", "type": "labels", "value": { "start": ${start}, "end": ${end}, "labels": ["Ship"] } }`;
const turn = (paragraph: string, endOffset: number): string =>
  `{ "id": "p1", "from_name": "mark", "to_name": "talk", "type": "paragraphlabels", "value": { "start": "${paragraph}", "end": "${paragraph}", "startOffset": 0, "endOffset": ${endOffset}, "paragraphlabels": ["Ship"] } }`;
const TURNS = '{ "turns": [{ "author": "A", "text": "Ahoy" }] }';

/** A span whose ends are not in the text that it is about, where that text stands in the task's data. */
export const spanOutsideText: Rule = {
  code: 'span-outside-text',
  title: 'The span reaches outside of its text',
  explanation:
    'Offsets on a `Text` count Unicode code points (an emoji is one), the end is not included; offsets in `Paragraphs` count UTF-16 units inside of one paragraph (an emoji is two), and paragraphs count from 0. A span outside of the text is listed but nothing is highlighted; one that reaches beyond an end of the text is cut off there. The validator does not look. It is checked where the labeling config says which text it is and the text itself, not its address, stands in the task’s `data`.',
  cure: 'Compute the offsets on the text as it stands in `data`: in Python `text.find(…)` counts code points. Line breaks of two characters (`\\r\\n`) count 2.',
  failing: [
    example(CONFIG, '{ "text": "A \u{1F6A2} sails" }', span(2, 10)),
    example(DIALOGUE, TURNS, turn('1', 4)),
    example(DIALOGUE, TURNS, turn('0', 9)),
  ],
  passing: [
    example(CONFIG, '{ "text": "A \u{1F6A2} sails" }', span(4, 9)),
    example(DIALOGUE, TURNS, turn('0', 4)),
    example(CONFIG, '{ "text": "https://example.org/a.txt" }', span(4, 900)),
  ],
  reads: ['config', 'data'],
  types: ['labels', 'hypertextlabels', 'paragraphlabels'],
  checkRegion({ value: region }, { config, data }, report) {
    const { value, to_name: name } = region;
    if (!config || !data || typeof name !== 'string' || typeof value !== 'object' || value === null) return;
    const shown = shownBy(config, name, data);
    if (shown?.tag === 'Text' && typeof shown.value === 'string') {
      checkText(value as Record<string, unknown>, shown.value, report);
    } else if (shown?.tag === 'Paragraphs' && Array.isArray(shown.value)) {
      checkParagraphs(value as Record<string, unknown>, shown.value, shown.textKey, report);
    }
  },
};

/** What an object tag shows of the task's data; undefined when the data holds only its address. */
function shownBy(config: LabelingConfig, name: string, data: NonNullable<Inputs['data']>) {
  const object = resolveObject(config, name);
  const steps = object && dataPathOf(object);
  if (!object || !steps || !isInline(object.tag)) return undefined;
  let value: unknown = data;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  // Old configs give addresses without saying so.
  if (typeof value === 'string' && /^\s*(?:https?|s3|gs|azure-blob):\/\/\S*\s*$/.test(value)) return undefined;
  return { tag: object.tag.tag, value, textKey: object.tag.attributes.textKey ?? 'text' };
}

function isInline({ attributes }: ConfigObject): boolean {
  return attributes.valueType !== 'url';
}

function checkText(
  { start, end, startOffset, endOffset }: Record<string, unknown>,
  text: string,
  report: Report,
): void {
  // With offsets of their own, start and end are XPaths.
  if (startOffset !== undefined || endOffset !== undefined) return;
  const length = codePoints(text);
  const unit = length === text.length ? 'characters' : 'code points (an emoji counts 1)';
  for (const [key, at, last] of [
    ['start', start, length - 1],
    ['end', end, length],
  ] as const) {
    if (typeof at === 'number' && (at < 0 || at > last)) {
      report(
        outside(
          ['value', key],
          `"${key}" ${at} is outside of the text, which has ${length} ${unit}.`,
          key === 'end' && isInside(start, length),
        ),
      );
      return;
    }
  }
}

function isInside(at: unknown, length: number): boolean {
  return typeof at === 'number' && at >= 0 && at < length;
}

/** A text is often shared by many spans: its length is counted once. */
let counted: { text: string; length: number } | undefined;

function codePoints(text: string): number {
  if (counted?.text === text) return counted.length;
  let length = text.length;
  for (let at = 0; at < text.length - 1; at++) {
    const isPair = (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
    if (isPair) length--;
  }
  counted = { text, length };
  return length;
}

function checkParagraphs(
  value: Record<string, unknown>,
  paragraphs: readonly unknown[],
  textKey: string,
  report: Report,
): void {
  const ends = [
    ['start', 'startOffset'],
    ['end', 'endOffset'],
  ] as const;
  for (const [key, offsetKey] of ends) {
    const at = value[key];
    const offset = value[offsetKey];
    if (typeof at !== 'string' || !/^\d+$/.test(at)) continue;
    if (Number(at) >= paragraphs.length) {
      report(
        outside(
          ['value', key],
          `There is no paragraph ${at}: the dialogue has ${paragraphs.length}, counted from 0.`,
          false,
        ),
      );
      return;
    }
    const paragraph = paragraphs[Number(at)];
    const text =
      typeof paragraph === 'object' && paragraph !== null ? (paragraph as Record<string, unknown>)[textKey] : undefined;
    if (typeof text !== 'string' || typeof offset !== 'number' || (offset >= 0 && offset <= text.length)) continue;
    report(
      outside(
        ['value', offsetKey],
        `"${offsetKey}" ${offset} is outside of paragraph ${at}, which has ${text.length} UTF-16 units.`,
        false,
      ),
    );
    return;
  }
}

function outside(path: Claim['path'], what: string, isCut: boolean): Claim {
  const effect = isCut ? 'The editor cuts the span off at the end of the text.' : 'The editor highlights nothing.';
  return {
    path,
    on: 'value',
    message: `${what} ${effect} Compute the offsets on the text as it stands in "data".`,
    severity: 'error',
    gates: ['editor'],
  };
}
