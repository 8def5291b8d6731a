import { addMonths, type CivilDate } from '@/lib/kernel/civil-date';

/** A quarter of a calendar year, by its first day. */
export type Quarter = CivilDate;

/** The quarter that a day lies in. */
export function quarterOf(day: CivilDate): Quarter {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01` as Quarter;
}

/** So many quarters later, or earlier below zero. */
export function quartersLater(quarter: Quarter, many: number): Quarter {
  return addMonths(quarter, many * 3);
}

/** As addresses and files write it: 2026-Q4. */
export function quarterName(quarter: Quarter): string {
  return `${quarter.slice(0, 4)}-Q${(Number(quarter.slice(5, 7)) + 2) / 3}`;
}

/** What such a name means; null for what is none. */
export function quarterNamed(name: string): Quarter | null {
  const match = /^(2\d{3})-Q([1-4])$/.exec(name);
  return match ? (`${match[1]}-${String(Number(match[2]) * 3 - 2).padStart(2, '0')}-01` as Quarter) : null;
}

/** A span of whole quarters, the last one included. */
export interface Period {
  from: Quarter;
  to: Quarter;
}

/** The days of a period: from the first one up to, and without, `until`. */
export function daysOf({ from, to }: Period): { from: CivilDate; until: CivilDate } {
  return { from, until: quartersLater(to, 1) };
}

/** The quarters of a period, the first one first. */
export function quartersIn({ from, to }: Period): Quarter[] {
  const quarters: Quarter[] = [];
  for (let quarter = from; quarter <= to; quarter = quartersLater(quarter, 1)) quarters.push(quarter);
  return quarters;
}
