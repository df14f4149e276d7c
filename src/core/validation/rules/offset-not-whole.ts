import { set } from '../../fixes/fix';
import { resolveObject } from '../../labelingConfig/lookup';
import type { LabelingConfig } from '../../labelingConfig/model';
import type { Report, Rule } from '../rule';
import { spanWith, TEXT_CONFIG, taskWith } from '../ruleExamples';

const STORM = '{ "text": "A storm" }';

/** An offset into a text that lies between two of its characters. */
export const offsetNotWhole: Rule = {
  code: 'offset-not-whole',
  title: 'An offset in a text is no whole number',
  explanation:
    'The `start` and `end` of a span of `Text`, or of `HyperText` without an XPath, count characters (Unicode code points). The validator takes any number, since on `Audio` they are seconds; the editor loses a span with a fraction in it, without a message. Whether a region of the type `labels` is one of a text is said by the labeling config.',
  cure: 'Write the number of characters before the span, and before its end.',
  fixes: [
    {
      title: 'Round the offset',
      safety: 'guess',
      at({ path, value }) {
        if (typeof value !== 'number' || !Number.isSafeInteger(Math.round(value))) return undefined;
        return { title: `Change to ${Math.round(value)}`, edits: [set(path, Math.round(value))] };
      },
    },
  ],
  failing: [
    taskWith(TEXT_CONFIG, STORM, spanWith('"start": 2, "end": 6.5')),
    taskWith(TEXT_CONFIG, STORM, spanWith('"start": 0.2857, "end": 1')),
  ],
  passing: [
    taskWith(TEXT_CONFIG, STORM, spanWith('"start": 2, "end": 7')),
    taskWith(TEXT_CONFIG.replace('<Text', '<Audio'), STORM, spanWith('"start": 2, "end": 6.5')),
  ],
  reads: ['config'],
  types: ['labels', 'hypertextlabels'],
  checkRegion({ value: { type, to_name: name }, content }, { config }, report) {
    const { start, end } = content;
    if (isWhole(start) && isWhole(end)) return;
    // With offsets of their own, start and end are XPaths.
    if (content.startOffset !== undefined || content.endOffset !== undefined) return;
    if (type !== 'hypertextlabels' && !isOfText(config, name)) return;
    if (!isWhole(start)) tell('start', start, report);
    if (!isWhole(end)) tell('end', end, report);
  },
};

/** What is no number at all has a word of its own. */
function isWhole(offset: unknown): boolean {
  return typeof offset !== 'number' || Number.isInteger(offset);
}

function isOfText(config: LabelingConfig | undefined, name: unknown): boolean {
  const object = config && typeof name === 'string' ? resolveObject(config, name)?.tag.tag : undefined;
  return object === 'Text' || object === 'HyperText';
}

function tell(key: string, offset: unknown, report: Report): void {
  report({
    path: ['value', key],
    on: 'value',
    message: `"${key}" ${offset} counts the characters before it, so it must be a whole number: Label Studio's editor loses this span without a message. Compute the offset on the text.`,
    severity: 'error',
    gates: ['editor'],
  });
}
