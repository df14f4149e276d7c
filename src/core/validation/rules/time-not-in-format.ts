import { changeToCandidates } from '../../fixes/drafts';
import { resolveObject } from '../../labelingConfig/lookup';
import type { ConfigObject, LabelingConfig } from '../../labelingConfig/model';
import type { DateFormat } from '../../text/dateFormat';
import { momentsIn, timeFormatOf } from '../dateFormat';
import { type Claim, predictionWith, type Report, type Rule } from '../rule';
import { configOf, labelsTag } from '../ruleConfigs';
import { listed, show } from '../words';

const logConfig = (attributes: string): string =>
  configOf(
    `<TimeSeries name="log" value="$log"${attributes}>\n    <Channel column="rpm"/>\n  </TimeSeries>`,
    labelsTag('TimeSeriesLabels', 'seg', 'log', 'Ship'),
  );
const DATED = logConfig(' timeColumn="t" timeFormat="%Y-%m-%d"');
const NUMBERED = logConfig(' timeColumn="t"');
const stretch = (start: string, end: string, instant = false): string =>
  `{ "id": "s1", "from_name": "seg", "to_name": "log", "type": "timeserieslabels", "value": { "start": ${start}, "end": ${end}, "instant": ${instant}, "timeserieslabels": ["Ship"] } }`;

/** Start or end of a stretch that the `TimeSeries` cannot read. */
export const timeNotInFormat: Rule = {
  code: 'time-not-in-format',
  title: 'The time is not one of the time series',
  explanation:
    'Start and end of a region of a `TimeSeries` are texts in its `timeFormat`, where it has one for its `timeColumn`, and else numbers. The validator takes every number and text. For a text in another format the editor shows an error panel instead of the task; without `timeFormat` a text that is no number is drawn nowhere and saved as null. A date that the calendar does not have becomes a later one. A number where there is a `timeFormat` counts as milliseconds since 1970 and is saved as text. With `instant` the editor draws a line at the start, and ignores the end; without it a region that ends where it starts has no width.',
  cure: 'Write start and end as the `timeColumn` of the data has them, and `"instant": true` exactly where they are the same.',
  fixes: [{ title: 'Write it as the time series has it', safety: 'guess', at: changeToCandidates }],
  failing: [
    predictionWith(stretch('"03/02/2031"', '"09/02/2031"'), DATED),
    predictionWith(stretch('1927843200000', '1928361600000'), DATED),
    predictionWith(stretch('"2031-02-03"', '"2031-02-09"'), NUMBERED),
    predictionWith(stretch('12', '40', true), NUMBERED),
  ],
  passing: [
    predictionWith(stretch('"2031-02-03"', '"2031-02-09"'), DATED),
    predictionWith(stretch('12', '40'), NUMBERED),
    predictionWith(stretch('12', '12', true), NUMBERED),
  ],
  reads: ['config'],
  types: ['timeserieslabels'],
  checkRegion({ value: { to_name: name }, content: { start, end, instant } }, { config }, report) {
    if (!config) return;
    const object = timeSeriesOf(config, name);
    if (!object) return;
    const { format, lacksColumn } = timeFormatOf(object);
    if (format) checkTexts(start, end, format, report);
    else {
      checkNumber('start', start, lacksColumn, report);
      checkNumber('end', end, lacksColumn, report);
    }
    if (typeof instant === 'boolean' && start !== undefined && instant !== (start === end))
      report(instantClaim(instant));
  },
};

function timeSeriesOf(config: LabelingConfig, name: unknown): ConfigObject | undefined {
  if (typeof name !== 'string') return undefined;
  const object = config.objects.get(name) ?? resolveObject(config, name)?.tag;
  return object?.tag.toLowerCase() === 'timeseries' ? object : undefined;
}

type Key = 'start' | 'end';

/** The editor reads both as texts if the start is one, and neither if it is not. */
function checkTexts(start: unknown, end: unknown, format: DateFormat, report: Report): void {
  if (typeof start === 'string' && !format.fits(start)) report(badText('start', start, format));
  if (typeof start === 'number') report(aNumber('start', start, format, typeof end === 'string' ? 'error' : 'warning'));
  if (typeof end === 'string' && !format.fits(end)) report(badText('end', end, format));
  if (typeof end === 'number') report(aNumber('end', end, format, typeof start === 'string' ? 'error' : 'warning'));
}

function badText(key: Key, text: string, format: DateFormat): Claim {
  const expected = format.text;
  const taken = format.readAnyhow(text);
  if (taken !== undefined) {
    const message = `The calendar has no such date or time, and Label Studio's editor takes it for ${show(format.write(taken))}, and saves that. Write the one that is meant.`;
    return claim(key, message, 'error', { expected });
  }
  if (format.unknown !== undefined) {
    const message = `The timeFormat of this time series has ${show(format.unknown)} in it, which Label Studio's editor does not know: it shows an error instead of the task. Mend the format in the labeling config.`;
    return claim(key, message, 'error', { expected });
  }
  const candidates = momentsIn(text).flatMap(({ time, toUtc, hasDate }) =>
    hasDate ? [format.write(time + toUtc)] : [],
  );
  const message = `${show(text)} is not in the timeFormat of the time series, ${show(expected)}: Label Studio's editor shows an error instead of the task. ${cureOf(candidates)}`;
  return claim(key, message, 'error', { candidates: candidates.slice(0, 3), expected });
}

function aNumber(key: Key, number: number, format: DateFormat, severity: Claim['severity']): Claim {
  const expected = format.text;
  if (format.unknown !== undefined) return badText(key, String(number), format);
  const candidates = moments(number).map((time) => format.write(time));
  const message =
    severity === 'warning'
      ? `The time series has a timeFormat, so Label Studio's editor takes this number for milliseconds since 1970, and saves it as text. ${cureOf(candidates)}`
      : `Start and end are a number and a text, and Label Studio's editor cannot read them together: it shows an error, or loses the end. ${cureOf(candidates)}`;
  return claim(key, message, severity, { candidates, expected });
}

const LATEST = Date.UTC(9999, 11, 31);

/** What a number can mean: milliseconds as the editor takes it, or seconds, which scripts often write. */
function moments(number: number): number[] {
  const isSeconds = number >= 1e8 && number < 1e10;
  return (isSeconds ? [number * 1000, number] : [number]).filter((time) => Math.abs(time) <= LATEST);
}

function cureOf(candidates: readonly string[]): string {
  return candidates.length > 0
    ? `Write ${listed(candidates.slice(0, 3).map((one) => show(one)))}.`
    : 'Write it as the data has it.';
}

function checkNumber(key: Key, value: unknown, lacksColumn: boolean, report: Report): void {
  if (typeof value !== 'string' || !Number.isNaN(Number(value))) return;
  const cure = lacksColumn
    ? 'The tag has a timeFormat, but no timeColumn that it is for: add it to the labeling config.'
    : 'Write a number, or give the TimeSeries the timeFormat of such texts.';
  const message = `The times of this time series are numbers, and ${show(value)} is none: Label Studio's editor draws the region nowhere and saves null. ${cure}`;
  report(claim(key, message, 'error'));
}

function instantClaim(isInstant: boolean): Claim {
  return {
    path: ['value', 'instant'],
    on: 'value',
    message: isInstant
      ? 'With "instant": true the editor draws a line at the start and ignores the end, and here they differ. Write false for a stretch, or give both the same time.'
      : "This stretch ends where it starts, and Label Studio's editor draws it with no width. Write true for a moment.",
    severity: 'warning',
    gates: ['editor'],
    data: { candidates: [!isInstant] },
  };
}

function claim(key: Key, message: string, severity: Claim['severity'], data?: Claim['data']): Claim {
  return {
    path: ['value', key],
    on: 'value',
    message,
    severity,
    gates: ['editor'],
    ...(data !== undefined && { data }),
  };
}
