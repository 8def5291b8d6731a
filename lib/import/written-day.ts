import { type CivilDate, isCivilDate } from '@/lib/kernel/civil-date';

/** In which order a file writes day and month, where both come before the year. */
export type DayOrder = 'dmy' | 'mdy';
/** What a written day says of that order: nothing is open, one of them, or it may be read either way. */
export type DayStyle = 'plain' | DayOrder | 'either';

const longest = 40;
const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ][\d:.]+Z?)?$/;
const numbers = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?: [\d:]+(?: ?[ap]m)?)?$/i;
const monthBetween = /^(\d{1,2})\.?[- ](?:de )?(\p{L}{3,12})\.?[- ](?:de )?(\d{4}|\d{2})$/u;
const monthFirst = /^(\p{L}{3,12})\.? (\d{1,2}),? (\d{4})$/u;

/** The first letters by which a month is known in English, German, French, Spanish and Polish. */
const months: readonly RegExp[] = [
  /^(?:jan|ene|sty)/,
  /^(?:feb|fev|lut)/,
  /^(?:mar|maerz)/,
  /^(?:apr|avr|abr|kwi)/,
  /^(?:may|mai|maj)/,
  /^(?:jun|juin|cze)/,
  /^(?:jul|juil|lip)/,
  /^(?:aug|aou|ago|sie)/,
  /^(?:sep|wrz)/,
  /^(?:oct|okt|paz)/,
  /^(?:nov|lis)/,
  /^(?:dec|dez|dic|gru)/,
];

/** Which order a cell is written in; null for what is no day. */
export function dayStyleOf(text: string): DayStyle | null {
  if (text.length > longest) return null;
  const [, first = '', sign = '', second = ''] = numbers.exec(text) ?? [];
  if (first === '') return readDay(text, 'dmy') === null ? null : 'plain';
  const [dmy, mdy] = [readDay(text, 'dmy') !== null, readDay(text, 'mdy') !== null];
  if (!dmy && !mdy) return null;
  // Whoever writes points between them writes the day first.
  if (sign === '.') return dmy ? 'dmy' : null;
  if (dmy && mdy) return first === second ? 'plain' : 'either';
  return dmy ? 'dmy' : 'mdy';
}

/** A day as files write it, as `2026-09-30`; null for what is none. A year of two digits is of this century below 30. @source Excel, two-digit years */
export function readDay(text: string, order: DayOrder): CivilDate | null {
  if (text.length > longest) return null;
  const iso = yearFirst.exec(text);
  if (iso) return dayOf(iso[1], Number(iso[3]), iso[4]);
  const plain = numbers.exec(text);
  if (plain) {
    const isDayFirst = order === 'dmy' || plain[2] === '.';
    const [day, month] = isDayFirst ? [plain[1], plain[3]] : [plain[3], plain[1]];
    return dayOf(plain[4], Number(month), day);
  }
  const between = monthBetween.exec(text);
  if (between) return dayOf(between[3], monthOf(between[2] ?? ''), between[1]);
  const first = monthFirst.exec(text);
  return first ? dayOf(first[3], monthOf(first[1] ?? ''), first[2]) : null;
}

function monthOf(name: string): number {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return months.findIndex((starts) => starts.test(plain)) + 1;
}

function dayOf(year = '', month: number, day = ''): CivilDate | null {
  const whole = year.length === 2 ? (Number(year) < 30 ? `20${year}` : `19${year}`) : year;
  const text = `${whole}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCivilDate(text) ? text : null;
}
