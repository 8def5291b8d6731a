import { type CivilDate, compareCivilDates } from '@/lib/kernel/civil-date';

/** What somebody has on the desk: seats in open stages without a vote, and how many of those are overdue. */
export interface Load {
  open: number;
  late: number;
}
/** Days on which somebody is away, of now or the next ones. */
export interface Away {
  fromDay: CivilDate;
  toDay: CivilDate;
}
export const noLoad: Load = { open: 0, late: 0 };

/** The load of everybody who has some, by the seats whose vote is missing. */
export function loadsIn(
  seats: readonly { personId: string; dueOn: CivilDate | null }[],
  today: CivilDate,
): Map<string, Load> {
  const loads = new Map<string, Load>();
  for (const { personId, dueOn } of seats) {
    const { open, late } = loads.get(personId) ?? noLoad;
    const isLate = dueOn !== null && compareCivilDates(today, dueOn) > 0;
    loads.set(personId, { open: open + 1, late: late + (isLate ? 1 : 0) });
  }
  return loads;
}

/** The first days away of each, which are those of now where there are some; the days come in their order. */
export function awayIn(absences: readonly (Away & { personId: string })[]): Map<string, Away> {
  return new Map(
    [...absences].reverse().map(({ personId, fromDay, toDay }) => [personId, { fromDay, toDay }]),
  );
}
