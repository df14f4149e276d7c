import { changeToCandidates } from '../../fixes/drafts';
import { asksPerRegion } from '../../labelingConfig/lookup';
import { DateFormat } from '../../text/dateFormat';
import { answerAt, answeredControl, type Finding, gatesOf, tell } from '../answered';
import type { RegionControl } from '../controlOf';
import { dateTimeFormatOf, FIRST, FIRST_YEAR, momentsIn } from '../dateFormat';
import { predictionWith, type Rule } from '../rule';
import { configOf, TEXT } from '../ruleConfigs';
import { listed, show } from '../words';

const whenConfig = (attributes: string): string => configOf(TEXT, `<DateTime name="when" toName="body"${attributes}/>`);
const answer = (text: string): string =>
  `{ "id": "q1", "from_name": "when", "to_name": "body", "type": "datetime", "value": { "datetime": "${text}" } }`;

/** An answer to a `DateTime` that is in another format than the tag's. */
export const datetimeNotInFormat: Rule = {
  code: 'datetime-not-in-format',
  title: 'The date is not in the format of the control tag',
  explanation:
    'A `DateTime` reads its answer in the `format` of the tag. Without one that is `%Y-%m-%dT%H:%M` (`2031-04-09T10:30`), and `%Y-%m-%d` where `only` leaves out the time: also with `only="year"`, where the answer is the first day of the year. With `only="time"` it is `10:30`, whatever the format. The validator takes every text. The editor shows nothing for a text in another format, and if it is about a region, people cannot submit. A date that the calendar does not have it takes for a later one.',
  cure: 'Write the date in the format of the control tag, as the message proposes it, or give the tag the `format` of your dates.',
  fixes: [{ title: 'Write the date in the format of the control tag', safety: 'guess', at: changeToCandidates }],
  failing: [
    predictionWith(answer('2031-04-09T10:30'), whenConfig(' only="date"')),
    predictionWith(answer('2031'), whenConfig(' only="year"')),
    predictionWith(answer('9:30'), whenConfig(' only="time"')),
    predictionWith(answer('2031-02-29'), whenConfig(' only="date"')),
  ],
  passing: [
    predictionWith(answer('2031-04-09'), whenConfig(' only="date"')),
    predictionWith(answer('2031-01-01'), whenConfig(' only="year"')),
    predictionWith(answer('09:30'), whenConfig(' only="time"')),
    predictionWith(answer('09.04.2031'), whenConfig(' only="date" format="%d.%m.%Y"')),
  ],
  reads: ['config'],
  types: ['datetime'],
  checkRegion(region, { config }, report) {
    const text = answerAt(region, 'datetime');
    if (typeof text !== 'string') return;
    const control = answeredControl(region, config);
    if (!control) return;
    const { format } = dateTimeFormatOf(control);
    if (format ? format.fits(text, FIRST_YEAR) : isTimeOfDay(text)) return;
    const found = format ? whyNot(text, format, control) : notATime(text);
    tell(region, report, ['datetime'], { ...found, gates: gatesOf(control, 'editor') });
  },
};

type Reason = Omit<Finding, 'gates'>;

const CLOCK = new DateFormat('%H:%M');

/** What a field for a time of day takes. */
function isTimeOfDay(text: string): boolean {
  if (text.length === 5 && CLOCK.fits(text)) return /^\d\d:\d\d$/.test(text);
  return /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?$/.test(text);
}

function notATime(text: string): Reason {
  const candidates = texts(momentsIn(text).flatMap(({ time, hasTime }) => (hasTime ? [CLOCK.write(time)] : [])));
  return {
    message: `${show(text)} is no time of day such as "09:30", and Label Studio's editor shows nothing. ${cureOf(candidates, '%H:%M')}`,
    severity: 'error',
    data: { candidates, expected: '%H:%M' },
  };
}

function whyNot(text: string, format: DateFormat, control: RegionControl): Reason {
  const expected = format.text;
  const name = show(control.tag.name);
  if (format.unknown !== undefined) {
    return {
      message: `The format of ${name} has ${show(format.unknown)} in it, which Label Studio's editor does not know: it reads no text at all and shows nothing. Mend the format in the labeling config.`,
      severity: 'error',
      data: { expected },
    };
  }
  const taken = format.readAnyhow(text);
  const candidates = texts(momentsIn(text).flatMap(({ time, hasDate }) => (hasDate ? [format.write(time)] : [])));
  if (taken !== undefined && taken >= FIRST) {
    return {
      message: `The calendar has no such date or time, and Label Studio's editor takes it for ${show(format.write(taken))}. Write the one that is meant.`,
      severity: 'warning',
      data: { expected },
    };
  }
  // It then looks for the year of a date that it does not have.
  const submit = taken !== undefined || asksPerRegion(control.tag) ? ', and fails when people submit' : '';
  return {
    message: `${show(text)} is not in the format of ${name}, ${show(expected)}: Label Studio's editor shows nothing${submit}. ${cureOf(candidates, expected)}`,
    severity: 'error',
    data: { candidates, expected },
  };
}

const EXAMPLE = Date.UTC(2031, 3, 9, 10, 30);

function cureOf(candidates: readonly string[], expected: string): string {
  if (candidates.length > 0) return `Write ${listed(candidates.map((one) => show(one)))}.`;
  return `Write it like ${show(new DateFormat(expected).write(EXAMPLE))}.`;
}

function texts(all: readonly string[]): string[] {
  return [...new Set(all)].slice(0, 3);
}
