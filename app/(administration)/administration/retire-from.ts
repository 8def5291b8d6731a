import { addDays, type CivilDate, isCivilDate } from '@/lib/kernel/civil-date';

/** From which day on something is retired whose last day an address says: the day after; null where it says no day that exists. */
export function retireFrom(lastDay: string | string[] | undefined): CivilDate | null {
  return typeof lastDay === 'string' && isCivilDate(lastDay) ? addDays(lastDay, 1) : null;
}
