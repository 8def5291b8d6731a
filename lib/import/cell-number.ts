import { addDays, parseCivilDate } from '@/lib/kernel/civil-date';

/** How the number in a cell is meant: as it is, as a day, or with zeros in front up to so many digits. */
export type NumberForm = 'number' | 'day' | { digits: number };

/** Forms that a workbook knows by number alone, and that show a day. @source ECMA-376, 18.8.30, numFmts */
const days = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** What a cell of this form shows: a day where it has a day or a year in it, more digits where it is all zeros. */
export function numberFormOf(id: number, code: string | undefined): NumberForm {
  if (code === undefined) return days.has(id) ? 'day' : 'number';
  if (/^0{2,15}$/.test(code)) return { digits: code.length };
  // Words in quotation marks, colours and languages in brackets, and signs behind a backslash show no part of a day.
  const bare = code.replace(/"[^"]*"?|\[[^\]]*\]?|\\.?/g, '');
  return /[dy]/i.test(bare) ? 'day' : 'number';
}

/** The day that each calendar counts from. That of 1900 counts a 29 February that never was: from March 1900 on, it is a day earlier. */
const before = { 1900: parseCivilDate('1899-12-30'), 1904: parseCivilDate('1904-01-01') };

/**
 * The text of a number in a cell: a day as `2026-09-30`, without the time of it; else the number in as many digits as a workbook keeps.
 * The calendar of 1900 has a 29 February that never was, so that days before it are one less.
 * @source ECMA-376, 18.17.4.1, dates and times
 */
export function cellNumber(found: string, form: NumberForm, calendar: 1900 | 1904): string {
  const number = Number(found);
  if (found.trim() === '' || !Number.isFinite(number)) return found;
  if (form === 'day') {
    const serial = Math.floor(number) + (calendar === 1900 && number < 60 ? 1 : 0);
    // The last day of the year 9999; what is beyond is no day.
    if (number >= 1 && serial <= 2_958_465) return addDays(before[calendar], serial);
  }
  const text = plainNumber(number);
  return typeof form === 'object' && /^\d+$/.test(text) ? text.padStart(form.digits, '0') : text;
}

/** A workbook keeps fifteen digits; what is behind them is made by the machine. */
function plainNumber(number: number): string {
  return String(Number(number.toPrecision(15)));
}
