import { rounded } from '../../fixes/drafts';
import { set } from '../../fixes/fix';
import { predictionWith, type Rule } from '../rule';

const span = (start: number, end: number): string =>
  `{ "id": "a1", "from_name": "who", "to_name": "rec", "type": "labels", "original_length": 12.75, "value": { "start": ${start}, "end": ${end}, "channel": 0, "labels": ["Radio"] } }`;

/** Seconds by which a span may end behind its audio: lengths are rounded. */
const SLACK = 0.1;

/** A span of audio that is not in the audio. */
export const timeOutsideMedia: Rule = {
  code: 'time-outside-media',
  title: 'The time is outside of the audio',
  explanation:
    'Spans of audio are given in seconds from its start. The editor keeps a span that reaches beyond the audio as it is sent, and there is nothing to see or to hear of it there. It is checked where the region says the length of the audio, `original_length`, in seconds too.',
  cure: 'Give `start` and `end` in seconds: divide milliseconds by 1000, samples by the sample rate.',
  fixes: [
    {
      title: 'Divide start and end by 1000',
      safety: 'guess',
      at({ unit, path, about }) {
        if (about.meant !== 'milliseconds') return undefined;
        const value = path.slice(0, -1);
        const seconds = (key: string) => set([...value, key], rounded(Number(unit.at([...value, key])) / 1000));
        return { edits: [seconds('start'), seconds('end')] };
      },
    },
  ],
  failing: [predictionWith(span(1.25, 99)), predictionWith(span(1250, 3500)), predictionWith(span(-1, 2))],
  passing: [predictionWith(span(1.25, 12.8))],
  types: ['labels'],
  checkRegion({ value: { original_length: length }, content: { start, end } }, _inputs, report) {
    if (typeof length !== 'number' || !(length > 0)) return;
    if (typeof start !== 'number' || typeof end !== 'number') return;
    const latest = Math.max(start, end);
    if (start >= 0 && latest <= length + SLACK) return;
    const key = start < 0 || start > length + SLACK ? 'start' : 'end';
    const at = key === 'start' ? start : end;
    const isMilliseconds = start >= 0 && latest / 1000 <= length + SLACK && Number.isInteger(start + end);
    const cure = isMilliseconds ? 'As milliseconds it would fit: divide by 1000.' : 'Times are seconds from the start.';
    report({
      path: ['value', key],
      on: 'value',
      message: `"${key}" ${at} is outside of the audio, which is ${length} seconds long ("original_length"). ${cure}`,
      severity: 'warning',
      gates: ['authoring'],
      ...(isMilliseconds && { data: { meant: 'milliseconds' } }),
    });
  },
};
