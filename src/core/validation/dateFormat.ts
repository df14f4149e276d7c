/** In which format a tag reads dates, and which dates a text in another one can mean. */
import { editorAttribute } from '../labelingConfig/lookup';
import type { ConfigControl, ConfigObject } from '../labelingConfig/model';
import { DateFormat } from '../text/dateFormat';
import { perControl } from './answered';

/** How a `DateTime` reads its answers. */
export interface DateTimeFormat {
  /** Undefined where the answer is a time of day alone, which the editor takes as it is. */
  readonly format: DateFormat | undefined;
  /** Whether the answer is about a year, perhaps with a month: it is a whole date all the same. */
  readonly isYear: boolean;
}

/** `only` is a list, but the editor just looks whether it holds the word, and takes a time alone for something else. */
export const dateTimeFormatOf = perControl((tag: ConfigControl): DateTimeFormat => {
  const only = editorAttribute(tag, 'only');
  const isYear = only?.includes('year') === true;
  if (only === 'time') return { format: undefined, isYear };
  const hasTime = !only || only.includes('time');
  const format = editorAttribute(tag, 'format') || (hasTime ? '%Y-%m-%dT%H:%M' : '%Y-%m-%d');
  return { format: new DateFormat(format), isYear };
});

/** How a `TimeSeries` reads times. */
export interface TimeFormat {
  /** Undefined where times are numbers. */
  readonly format: DateFormat | undefined;
  /** Whether there is a `timeFormat` that counts for nothing, since no column holds times. */
  readonly lacksColumn: boolean;
}

const timeFormats = new WeakMap<ConfigObject, TimeFormat>();

export function timeFormatOf(object: ConfigObject): TimeFormat {
  let known = timeFormats.get(object);
  if (!known) {
    const text = editorAttribute(object, 'timeFormat');
    const hasColumn = Boolean(editorAttribute(object, 'timeColumn'));
    known = { format: text && hasColumn ? new DateFormat(text) : undefined, lacksColumn: Boolean(text) && !hasColumn };
    timeFormats.set(object, known);
  }
  return known;
}

/** Formats of dates that people write, the likeliest first. Which of day and month comes first a text may not tell. */
const DATES = [
  ...['%Y-%m-%d', '%Y/%m/%d', '%Y.%m.%d', '%d.%m.%Y', '%d/%m/%Y', '%m/%d/%Y', '%d-%m-%Y', '%m-%d-%Y', '%Y%m%d'],
  ...['%b %d, %Y', '%B %d, %Y', '%d %b %Y', '%d %B %Y', '%Y-%m', '%Y'],
];
const TIMES = ['%H:%M', '%H:%M:%S', '%H:%M:%S.%L', '%H:%M:%S.%f', '%I:%M %p', '%I:%M:%S %p', '%I:%M:%S.%L %p'];
const DAY = 86_400_000;

let made: { dates: DateFormat[]; times: DateFormat[] } | undefined;

/** A moment that a text can mean. */
interface Meant {
  /** Without its zone, as a clock on the wall shows it. */
  readonly time: number;
  /** What has to be added for UTC; 0 where the text does not say. */
  readonly toUtc: number;
  readonly hasDate: boolean;
  readonly hasTime: boolean;
}

/** The moments that a text can mean, the likeliest first. */
export function momentsIn(text: string): Meant[] {
  made ??= { dates: DATES.map((one) => new DateFormat(one)), times: TIMES.map((one) => new DateFormat(one)) };
  const match =
    /^(.*?)(?:(?:^|[T\s]+)(\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[ap]m)?)\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/i.exec(
      text.trim().slice(0, 80),
    );
  if (!match) return [];
  const [, date = '', clock, zone] = match;
  const time = clock === undefined ? 0 : clockTime(clock, made.times);
  if (time === undefined || (date === '' && clock === undefined)) return [];
  const base = { toUtc: zoneTime(zone), hasTime: clock !== undefined };
  if (date === '') return [{ ...base, time, hasDate: false }];
  const days = made.dates.flatMap((format) => {
    const day = format.read(date);
    return day === undefined || day < FIRST ? [] : [day];
  });
  return [...new Set(days)].map((day) => ({ ...base, time: day + time, hasDate: true }));
}

/** Nobody means an earlier year: `09-04-31` is not the year 9, and the editor does not show it either. */
export const FIRST_YEAR = 1000;
export const FIRST = Date.UTC(FIRST_YEAR, 0, 1);

/** Milliseconds since midnight. */
function clockTime(clock: string, formats: readonly DateFormat[]): number | undefined {
  const plain = clock
    .replace(',', '.')
    .replace(/ ?([ap]m)$/i, ' $1')
    .replace(/\.(\d+)/, milliseconds);
  for (const format of formats) {
    const time = format.read(plain);
    if (time !== undefined) return ((time % DAY) + DAY) % DAY;
  }
  return undefined;
}

/** A fraction of a second with the three digits that a format reads. */
function milliseconds(_: string, digits: string): string {
  return `.${digits.padEnd(3, '0').slice(0, 3)}`;
}

function zoneTime(zone: string | undefined): number {
  const match = zone === undefined ? null : /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === '+' ? -minutes : minutes) * 60_000;
}
