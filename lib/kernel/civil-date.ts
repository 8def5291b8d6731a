import * as z from 'zod';
import { refuse } from './refusal';

/** A day in an institution's own calendar, 'YYYY-MM-DD', without a time zone. */
export type CivilDate = string & { readonly __brand: 'CivilDate' };

/** A span of days, inclusive at both ends; a missing or null end is open. @source tests/fixtures/credit-cases.json, "dates" */
export interface Window {
  from?: CivilDate | null | undefined;
  to?: CivilDate | null | undefined;
}

const form = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text names a day that exists. */
export function isCivilDate(text: string): text is CivilDate {
  const match = form.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** @refuses invalid_input `date/not-a-day` */
export function parseCivilDate(text: string): CivilDate {
  return isCivilDate(text)
    ? text
    : refuse('invalid_input', 'date/not-a-day', { found: text, expected: 'YYYY-MM-DD' });
}

/** Why a text names no day: another form than year-month-day, a day that no calendar has, or a month without its day. */
export type MisreadDay = 'not-a-day' | 'no-such-day' | 'day-left-out';

/** What is wrong with a text that names no day. */
export function misreadDay(text: string): MisreadDay {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return 'day-left-out';
  return form.test(text) ? 'no-such-day' : 'not-a-day';
}

export const CivilDateText = z
  .string()
  .refine(isCivilDate, { error: 'field/day' })
  .transform((text) => text as CivilDate);

/**
 * Days as people write them down, one a line or separated by commas: 2026-12-25 or 25.12.2026, in order and once each; and of what is
 * none the lines, at most five. With strokes nobody knows which number is the month, so that is not read.
 */
export function readDays(text: string): {
  days: CivilDate[];
  misread: { line: number; found: string }[];
} {
  const found = text
    .split(/\r?\n/)
    .flatMap((line, index) =>
      line.split(/[\s,;]+/).flatMap((word) => (word === '' ? [] : [{ line: index + 1, found: word }])),
    )
    .map((one) => ({ ...one, day: one.found.replace(/^(\d\d?)\.(\d\d?)\.(\d{4})$/, inOrder) }));
  const days = found.flatMap(({ day }) => (isCivilDate(day) ? [day] : []));
  return {
    days: [...new Set(days)].sort(),
    misread: found.flatMap(({ line, found, day }) => (isCivilDate(day) ? [] : [{ line, found }])).slice(0, 5),
  };
}

function inOrder(_: string, day: string, month: string, year: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Below 0 when a is earlier, 0 on the same day, above 0 when later. */
export function compareCivilDates(a: CivilDate, b: CivilDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Inclusive at both ends. */
export function isWithin(window: Window, date: CivilDate): boolean {
  return (!window.from || window.from <= date) && (!window.to || date <= window.to);
}

/** @units whole months; a day that does not exist becomes the last of its month (29 Feb + 12 = 28 Feb); never later than 9999-12-31 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const index = year * 12 + (month - 1) + months;
  const [newYear, newMonth] = [Math.floor(index / 12), (index % 12) + 1];
  if (newYear > 9999) return '9999-12-31' as CivilDate;
  return format(newYear, newMonth, Math.min(day, daysIn(newYear, newMonth)));
}

/** @units whole years; 29 February becomes 28 February where the year has none */
export function addYears(date: CivilDate, years: number): CivilDate {
  return addMonths(date, years * 12);
}

/** @units whole days; never later than 9999-12-31, which many systems write for an end that is open */
export function addDays(date: CivilDate, days: number): CivilDate {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  if (moved.getUTCFullYear() > 9999) return '9999-12-31' as CivilDate;
  return format(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
}

/** From one day to another; below zero where that comes first. @units whole days */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}

/** Monday is 1, Sunday is 7. @source ISO 8601 */
export function weekdayOf(date: CivilDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function format(year: number, month: number, day: number): CivilDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as CivilDate;
}
