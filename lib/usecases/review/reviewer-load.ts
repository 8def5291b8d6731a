import type { StageAtWork } from '@/lib/db/review-cases';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { hasVoted } from '@/lib/review/vote';
import { isOverdueIn } from './stage-resource';

/** What somebody has on the desk: seats in open stages without a vote, and how many of those are overdue. */
export interface Load {
  open: number;
  late: number;
}
export const noLoad: Load = { open: 0, late: 0 };

/** The load of everybody who has some, over all open stages. */
export function loadsIn(stages: readonly StageAtWork[], today: CivilDate): Map<string, Load> {
  const loads = new Map<string, Load>();
  for (const work of stages)
    for (const { personId, isVoting, isRecused, isInRole } of work.assignments) {
      if (!isVoting || isRecused || !isInRole || hasVoted(work.votes, personId)) continue;
      const { open, late } = loads.get(personId) ?? noLoad;
      loads.set(personId, { open: open + 1, late: late + (isOverdueIn(work, today) ? 1 : 0) });
    }
  return loads;
}
