/** The directives of date formats that the editor knows: what each takes from a text, and what it writes. */
import type { DateFields } from './dateFields';

export interface Directive {
  /** Takes its piece of a text; returns where it ends, or -1 when it is not there. */
  read(text: string, at: number, fields: DateFields): number;
  /** @param fill what fills a number up to its width */
  write(date: Date, fill: string): string;
}

/** Directives that stand for others. */
export const LONG_FORMS: ReadonlyMap<string, string> = new Map([
  ['x', '%-m/%-d/%Y'],
  ['X', '%-I:%M:%S %p'],
  ['c', '%-m/%-d/%Y, %-I:%M:%S %p'],
]);

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const DAY = 86_400_000;

/** A number of at most `width` characters, blanks before it included. */
function number(
  width: number,
  set: (fields: DateFields, value: number) => void,
  get: (date: Date) => number,
  written = width,
): Directive {
  return {
    read(text, at, fields) {
      const end = Math.min(text.length, at + width);
      let next = at;
      while (next < end && isBlank(text.charCodeAt(next))) next++;
      const first = next;
      let value = 0;
      for (; next < end; next++) {
        const digit = text.charCodeAt(next) - 48;
        if (digit < 0 || digit > 9) break;
        value = value * 10 + digit;
      }
      if (next === first) return -1;
      set(fields, value);
      return next;
    },
    write: (date, fill) => padded(get(date), written, fill),
  };
}

function name(
  names: readonly string[],
  set: (fields: DateFields, index: number) => void,
  get: (date: Date) => number,
): Directive {
  const lower = names.map((one) => one.toLowerCase());
  return {
    read(text, at, fields) {
      for (const [index, one] of lower.entries()) {
        if (text.slice(at, at + one.length).toLowerCase() !== one) continue;
        set(fields, index);
        return at + one.length;
      }
      return -1;
    },
    write: (date) => names[get(date)] as string,
  };
}

const zone: Directive = {
  read(text, at, fields) {
    const part = text.slice(at, at + 6);
    const match = /^Z|([+-]\d\d)(?::?(\d\d))?/.exec(part);
    if (!match) return -1;
    fields.zone = match[1] === undefined ? 0 : Number(`${match[1]}${match[2] ?? '00'}`);
    return at + match[0].length;
  },
  write: () => '+0000',
};

const percent: Directive = {
  read: (text, at) => (text[at] === '%' ? at + 1 : -1),
  write: () => '%',
};

const weekdayNames = (names: readonly string[]): Directive =>
  name(
    names,
    (fields, index) => {
      fields.weekday = index;
    },
    (date) => date.getUTCDay(),
  );
const monthNames = (names: readonly string[]): Directive =>
  name(
    names,
    (fields, index) => {
      fields.month = index;
    },
    (date) => date.getUTCMonth(),
  );

/** A number that goes into one field as it is. */
function plain(width: number, key: keyof DateFields, get: (date: Date) => number, written = width): Directive {
  return number(
    width,
    (fields, value) => {
      (fields[key] as number) = value;
    },
    get,
    written,
  );
}

const shortYear = (get: (date: Date) => number): Directive =>
  number(
    2,
    (fields, value) => {
      fields.year = value + (value > 68 ? 1900 : 2000);
    },
    (date) => get(date) % 100,
  );
const fullYear = (get: (date: Date) => number): Directive => plain(4, 'year', (date) => get(date) % 10_000);
const yearOf = (date: Date): number => date.getUTCFullYear();
const millisecondOf = (date: Date): number => date.getUTCMilliseconds();
const microseconds = number(
  6,
  (fields, value) => {
    fields.millisecond = Math.floor(value / 1000);
  },
  millisecondOf,
  3,
);
const dayOfMonth = plain(2, 'day', (date) => date.getUTCDate());

const directives: Readonly<Record<string, Directive>> = {
  a: weekdayNames(WEEKDAYS.map((one) => one.slice(0, 3))),
  A: weekdayNames(WEEKDAYS),
  b: monthNames(MONTHS.map((one) => one.slice(0, 3))),
  B: monthNames(MONTHS),
  d: dayOfMonth,
  e: dayOfMonth,
  f: { read: microseconds.read, write: (date, fill) => `${microseconds.write(date, fill)}000` },
  g: shortYear(isoYear),
  G: fullYear(isoYear),
  H: plain(2, 'hour', (date) => date.getUTCHours()),
  I: plain(2, 'hour', (date) => date.getUTCHours() % 12 || 12),
  j: number(
    3,
    (fields, value) => {
      fields.month = 0;
      fields.day = value;
      fields.isDayOfYear = true;
    },
    (date) => dayOfYear(date) + 1,
  ),
  L: plain(3, 'millisecond', millisecondOf),
  m: number(
    2,
    (fields, value) => {
      fields.month = value - 1;
    },
    (date) => date.getUTCMonth() + 1,
  ),
  M: plain(2, 'minute', (date) => date.getUTCMinutes()),
  p: name(
    ['AM', 'PM'],
    (fields, index) => {
      fields.half = index;
    },
    (date) => (date.getUTCHours() >= 12 ? 1 : 0),
  ),
  q: plain(1, 'quarter', (date) => Math.floor(date.getUTCMonth() / 3) + 1),
  Q: plain(Number.POSITIVE_INFINITY, 'epoch', (date) => date.getTime(), 0),
  s: plain(Number.POSITIVE_INFINITY, 'epochSeconds', (date) => Math.floor(date.getTime() / 1000), 0),
  S: plain(2, 'second', (date) => date.getUTCSeconds()),
  u: plain(1, 'weekdayFromMonday', (date) => date.getUTCDay() || 7),
  U: plain(2, 'weekFromSunday', (date) => Math.floor((dayOfYear(date) + 7 - date.getUTCDay()) / 7)),
  V: plain(2, 'isoWeek', (date) => Math.floor(dayOfYear(thursdayOf(date)) / 7) + 1),
  w: plain(1, 'weekday', (date) => date.getUTCDay()),
  W: plain(2, 'weekFromMonday', (date) => Math.floor((dayOfYear(date) + 7 - ((date.getUTCDay() + 6) % 7)) / 7)),
  y: shortYear(yearOf),
  Y: fullYear(yearOf),
  Z: zone,
  '%': percent,
};
const byLetter = new Map(Object.entries(directives));

export function directiveOf(letter: string): Directive | undefined {
  return byLetter.get(letter);
}

function isoYear(date: Date): number {
  return thursdayOf(date).getUTCFullYear();
}

/** The Thursday of a date's week from Monday: it says which year the week belongs to. */
function thursdayOf(date: Date): Date {
  return new Date(date.getTime() + (3 - ((date.getUTCDay() + 6) % 7)) * DAY);
}

/** From 0. */
function dayOfYear(date: Date): number {
  const start = new Date(date.getTime());
  start.setUTCMonth(0, 1);
  return Math.round((date.getTime() - start.getTime()) / DAY);
}

function padded(value: number, width: number, fill: string): string {
  const digits = String(Math.abs(value));
  return (value < 0 ? '-' : '') + (fill === '' ? digits : digits.padStart(width, fill));
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || (code >= 160 && /\s/.test(String.fromCharCode(code)));
}
