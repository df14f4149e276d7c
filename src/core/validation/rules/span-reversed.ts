import { Source, set } from '../../fixes/fix';
import { isObject } from '../../isObject';
import { resolveObject } from '../../labelingConfig/lookup';
import type { LabelingConfig } from '../../labelingConfig/model';
import type { Path } from '../../text/locate';
import { type Claim, predictionWith, type Report, type Rule } from '../rule';
import { spanWith, TEXT_CONFIG, taskWith } from '../ruleExamples';

type Value = Readonly<Record<string, unknown>>;

const AUDIO_CONFIG =
  '<View>\n  <Audio name="body" value="$audio"/>\n  <Labels name="tag" toName="body">\n    <Label value="Ship"/>\n  </Labels>\n</View>';
const stretch = (start: number, end: number): string =>
  `{ "id": "t1", "from_name": "seg", "to_name": "log", "type": "timeserieslabels", "value": { "start": ${start}, "end": ${end}, "instant": false, "timeserieslabels": ["Ship"] } }`;

/** A span whose end is not behind its start. */
export const spanReversed: Rule = {
  code: 'span-reversed',
  title: 'The span ends before it starts',
  explanation:
    'Of a span of text the end is not included, so a span that ends where it starts, or before, holds no character: the editor lists it and highlights nothing. Stretches of audio, of a time series and of video are kept as they are sent, with an end before their start, and drawn wrong or not at all; there a moment may end where it starts.',
  cure: 'Swap start and end, or compute them anew.',
  fixes: [
    {
      title: 'Swap start and end',
      safety: 'guess',
      at({ unit, path }) {
        const [value, last] = [path.slice(0, -1), path.at(-1)];
        const [from, to] = last === 'endOffset' ? ['startOffset', 'endOffset'] : ['start', 'end'];
        const [start, end] = [
          [...value, from],
          [...value, to],
        ] as const;
        const isNumbers = typeof unit.at(start) === 'number' && typeof unit.at(end) === 'number';
        if (!isNumbers || unit.at(start) === unit.at(end)) return undefined;
        return { edits: [set(start, new Source(unit.source(end))), set(end, new Source(unit.source(start)))] };
      },
    },
  ],
  failing: [
    taskWith(TEXT_CONFIG, '{ "text": "A storm" }', spanWith('"start": 4, "end": 4')),
    taskWith(AUDIO_CONFIG, '{ "audio": "a.wav" }', spanWith('"start": 3.5, "end": 1.25')),
    predictionWith(stretch(40, 12)),
  ],
  passing: [
    taskWith(TEXT_CONFIG, '{ "text": "A storm" }', spanWith('"start": 2, "end": 7')),
    taskWith(AUDIO_CONFIG, '{ "audio": "a.wav" }', spanWith('"start": 3.5, "end": 3.5')),
    predictionWith(stretch(12, 40)),
  ],
  reads: ['config'],
  types: ['labels', 'hypertextlabels', 'paragraphlabels', 'timeserieslabels', 'timelinelabels'],
  checkRegion({ value: { type, to_name: name }, content: own }, { config }, report) {
    if (type === 'timelinelabels') checkRanges(own.ranges, report);
    else if (type === 'timeserieslabels') checkStretch(own, report);
    else if (type === 'paragraphlabels') checkOffsets(own, paragraphOf(own.start) - paragraphOf(own.end), report);
    else if (typeof own.start === 'number') {
      if (!isReversed(own.start, own.end, true)) return;
      if (type === 'hypertextlabels' || isText(config, name)) report(nothing(['value', 'end']));
      else checkStretch(own, report);
      // Where the XPath fits nowhere the editor goes by the global offsets.
    } else if (own.start === own.end && own.globalOffsets === undefined) checkOffsets(own, 0, report);
  },
};

/** The index of a paragraph, which is text. */
function paragraphOf(place: unknown): number {
  return typeof place === 'string' || typeof place === 'number' ? Number(place) : Number.NaN;
}

function isReversed(start: unknown, end: unknown, orEmpty: boolean): boolean {
  if (typeof start !== 'number' || typeof end !== 'number') return false;
  return start > end || (orEmpty && start === end);
}

/** Whether what is labeled is a text; without a config that cannot be told from audio. */
function isText(config: LabelingConfig | undefined, name: unknown): boolean {
  if (!config || typeof name !== 'string') return false;
  const tag = resolveObject(config, name)?.tag.tag;
  return tag === 'Text' || tag === 'HyperText';
}

/** @param nodes how far the node or paragraph of the start is behind that of the end */
function checkOffsets({ startOffset, endOffset }: Value, nodes: number, report: Report): void {
  if (nodes > 0) report(nothing(['value', 'end']));
  else if (nodes === 0 && isReversed(startOffset, endOffset, true)) report(nothing(['value', 'endOffset']));
}

function checkStretch({ start, end }: Value, report: Report): void {
  if (isReversed(start, end, false)) report(swapped(['value', 'end']));
}

function checkRanges(ranges: unknown, report: Report): void {
  if (!Array.isArray(ranges)) return;
  for (const [index, range] of (ranges as unknown[]).entries()) {
    if (!isObject(range) || !isReversed(range.start, range.end, false)) continue;
    report(swapped(['value', 'ranges', index, 'end']));
    return;
  }
}

function nothing(path: Path): Claim {
  return {
    path,
    on: 'value',
    message:
      'The span ends where it starts or before, so the editor highlights nothing. The end is the offset behind the last character.',
    severity: 'error',
    gates: ['editor'],
  };
}

function swapped(path: Path): Claim {
  return {
    path,
    on: 'value',
    message: 'The end is before the start. Label Studio keeps that and draws it wrong or not at all. Swap the two.',
    severity: 'warning',
    gates: ['authoring'],
  };
}
