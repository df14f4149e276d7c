/** What a text says of a date, piece by piece. NaN stands for what it does not say. */
export interface DateFields {
  year: number;
  /** From 0. */
  month: number;
  day: number;
  /** Whether `day` counts from the start of the year. */
  isDayOfYear: boolean;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  /** 0 for the morning, 1 for the afternoon. */
  half: number;
  /** From 1. */
  quarter: number;
  /** From 0 for Sunday. */
  weekday: number;
  /** From 1 for Monday; it counts only where there is no `weekday`. */
  weekdayFromMonday: number;
  weekFromSunday: number;
  weekFromMonday: number;
  isoWeek: number;
  /** Distance to UTC, as hours times 100 and minutes: 530 for +05:30. */
  zone: number;
  /** Milliseconds since 1970; nothing else counts beside them. */
  epoch: number;
  epochSeconds: number;
}

export function noFields(): DateFields {
  const fields = {} as DateFields;
  clear(fields);
  return fields;
}

/** One by one, which is several times as fast as copying them. */
export function clear(fields: DateFields): void {
  fields.year = 1900;
  fields.month = Number.NaN;
  fields.day = 1;
  fields.isDayOfYear = false;
  fields.hour = 0;
  fields.minute = 0;
  fields.second = 0;
  fields.millisecond = 0;
  fields.half = Number.NaN;
  fields.quarter = Number.NaN;
  fields.weekday = Number.NaN;
  fields.weekdayFromMonday = Number.NaN;
  fields.weekFromSunday = Number.NaN;
  fields.weekFromMonday = Number.NaN;
  fields.isoWeek = Number.NaN;
  fields.zone = 0;
  fields.epoch = Number.NaN;
  fields.epochSeconds = Number.NaN;
}

const DAY = 86_400_000;
/** The calendar repeats itself after so many years. */
const CYCLE = 400;
const CYCLE_DAYS = 146_097;
/** The last moment that a `Date` can be, on both sides of 1970. */
const LAST = 8.64e15;

/** Milliseconds since 1970; NaN where there is no such time. What is too large counts on: month 12 is the next January. */
export function timeOf(fields: DateFields): number {
  const time = unlimited(fields);
  return Math.abs(time) <= LAST ? time : Number.NaN;
}

function unlimited(fields: DateFields): number {
  const { epoch, epochSeconds, millisecond, hour, half, minute, second, zone } = fields;
  if (!Number.isNaN(epoch)) return epoch;
  if (!Number.isNaN(epochSeconds)) return epochSeconds * 1000 + millisecond;
  const hours = Number.isNaN(half) ? hour : (hour % 12) + 12 * half;
  const minutes = (hours - Math.trunc(zone / 100)) * 60 + minute - (zone % 100);
  return startOfDay(fields) + (minutes * 60 + second) * 1000 + millisecond;
}

function startOfDay(fields: DateFields): number {
  const { year, isoWeek, weekFromMonday, weekFromSunday, weekday, weekdayFromMonday } = fields;
  if (!Number.isNaN(isoWeek)) {
    return isoWeek >= 1 && isoWeek <= 53
      ? firstIsoMonday(year) + ((isoWeek - 1) * 7 + mondayBased(or(weekday, 1))) * DAY
      : Number.NaN;
  }
  const day = or(weekday, weekdayFromMonday % 7);
  const first = weekdayOf(utc(year, 0, 1));
  if (!Number.isNaN(weekFromMonday)) {
    return utc(year, 0, mondayBased(or(day, 1)) + weekFromMonday * 7 - ((first + 5) % 7));
  }
  if (!Number.isNaN(weekFromSunday)) return utc(year, 0, or(day, 0) + weekFromSunday * 7 - ((first + 6) % 7));
  return utc(year, monthOf(fields), fields.day);
}

function monthOf({ month, quarter }: DateFields): number {
  return or(month, or(quarter * 3 - 3, 0));
}

/** Whether the date is one of the calendar and the time one of the clock, so that nothing of it counts on. */
export function isReal(fields: DateFields): boolean {
  const { epoch, epochSeconds, hour, minute, second } = fields;
  if (!Number.isNaN(epoch) || !Number.isNaN(epochSeconds)) return !Number.isNaN(timeOf(fields));
  return hour <= 23 && minute <= 59 && second <= 59 && isRealDay(fields);
}

function isRealDay(fields: DateFields): boolean {
  const { year, day, isDayOfYear, isoWeek, weekFromMonday, weekFromSunday } = fields;
  if (!(Number.isNaN(isoWeek) && Number.isNaN(weekFromMonday) && Number.isNaN(weekFromSunday))) return true;
  const month = monthOf(fields);
  if (month < 0 || month > 11 || day < 1) return false;
  if (day <= 28) return true;
  const end = isDayOfYear ? utc(year + 1, 0, 1) : utc(year, month + 1, 1);
  return utc(year, month, day) < end;
}

/** `Date.UTC`, which takes years below 100 for others. */
export function utc(year: number, month: number, day: number): number {
  return year > 99 ? Date.UTC(year, month, day) : Date.UTC(year + CYCLE, month, day) - CYCLE_DAYS * DAY;
}

/** From 0 for Sunday; 1970 began on a Thursday. */
function weekdayOf(time: number): number {
  return (((Math.floor(time / DAY) + 4) % 7) + 7) % 7;
}

/** Of a weekday from 0 for Sunday: days since Monday. */
function mondayBased(weekday: number): number {
  return (weekday + 6) % 7;
}

/** The first week of a year is the one with its first Thursday. */
function firstIsoMonday(year: number): number {
  const fourth = utc(year, 0, 4);
  return fourth - mondayBased(weekdayOf(fourth)) * DAY;
}

function or(value: number, otherwise: number): number {
  return Number.isNaN(value) ? otherwise : value;
}
