import type { CivilDate } from '@/lib/kernel/civil-date';
import { dueDate, type Holidays } from './sla';

/** Everything that can be somebody's next act, of equal urgency in this order: first what others wait for most. */
export const nextActs = [
  'name',
  'tie',
  'close',
  'late',
  'assign',
  'declare',
  'vote',
  'answer',
  'meetLate',
  'meet',
  'publish',
  'route',
  'conditions',
  'returned',
  'overdue',
  'reaffirm',
  'soon',
  'suspended',
  'drafts',
] as const;
export type NextAct = (typeof nextActs)[number];

/** One thing that waits for somebody. */
export interface WaitingAct {
  act: NextAct;
  /** Its place among all that waits for the same act, the most pressing first. */
  place: number;
  /** Since when it waits. */
  since: CivilDate;
  /** The day that was set for it, by a stage or a review; null where none was. */
  dueOn: CivilDate | null;
}

/** How long what has no day of its own may take. @units business days   @source docs/domain.md §5.4: triage 3, publish 3 */
const allowance: Partial<Record<NextAct, number>> = { publish: 3, route: 3 };
/** What nobody has set a day for ranks as what a department judges. @units business days   @source docs/domain.md §5.4: department 15 */
const ordinary = 15;

/** The day by which it is to be done: its own, or what its kind of act may take; null where nothing says one. */
export function dueDayOf({ act, since, dueOn }: WaitingAct, holidays: Holidays): CivilDate | null {
  const days = allowance[act];
  return dueOn ?? (days === undefined ? null : dueDate(since, days, holidays));
}

/**
 * The order of one list of work: by the day on which it is to be done, the longest late first; what has no day, as if it were due like what
 * a department judges; one's own drafts, for which nobody waits, last. What is alike keeps its place, so that a page of it is a page of the whole.
 */
export function inOrderOfUrgency<Work extends WaitingAct>(work: readonly Work[], holidays: Holidays): Work[] {
  const ranked = work.map((one) => ({
    one,
    day: one.act === 'drafts' ? null : (dueDayOf(one, holidays) ?? dueDate(one.since, ordinary, holidays)),
  }));
  return ranked
    .sort(
      (a, b) =>
        compare(a.day ?? '9999-12-31', b.day ?? '9999-12-31') ||
        nextActs.indexOf(a.one.act) - nextActs.indexOf(b.one.act) ||
        a.one.place - b.one.place,
    )
    .map(({ one }) => one);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
