import type { CivilDate } from '@/lib/kernel/civil-date';
import type { StageKind } from '@/lib/review/stage-config';
import { percentile, percentOf } from './spread';
import type { CountDays } from './working-days';

/** A ballot of one's own: the first one in a stage. */
export interface OwnBallot {
  caseId: string;
  title: string;
  kind: StageKind;
  seatedOn: CivilDate;
  votedOn: CivilDate;
  dueOn: CivilDate | null;
}

/** A casting vote of one's own: the one by which somebody who led a tied stage decided it last. It is no ballot of a member. */
export type OwnCastingVote = Pick<OwnBallot, 'caseId' | 'title' | 'kind' | 'votedOn'>;

/**
 * How long a case is taken to keep somebody: with matrix and rubric in a department, without in a committee or for a dean. An assumption of
 * ours, said wherever it is used; nobody's time is measured. @units hours
 */
export const hoursPerBallot: Record<StageKind, number> = { department: 2, committee: 0.5, dean: 0.5 };

/** What somebody did as a reviewer in a year. */
export interface ReviewingRecord {
  cases: number;
  ballots: number;
  /** Estimated by `hoursPerBallot`. */
  hours: number;
  /** Business days from being given a seat to the first ballot; null without any. */
  turnaround: number | null;
  /** Of ballots in stages that had a due day; null without any. @units percent */
  inTime: number | null;
}

/** What ballots of one person come to. They are that person's own, so nothing is withheld. */
export function reviewingRecordOf(ballots: readonly OwnBallot[], count: CountDays): ReviewingRecord {
  const due = ballots.filter(({ dueOn }) => dueOn !== null);
  return {
    cases: new Set(ballots.map(({ caseId }) => caseId)).size,
    ballots: ballots.length,
    hours: ballots.reduce((sum, { kind }) => sum + hoursPerBallot[kind], 0),
    turnaround: percentile(
      ballots.map(({ seatedOn, votedOn }) => count(seatedOn, votedOn)),
      0.5,
    ),
    inTime: percentOf(
      due.filter(({ votedOn, dueOn }) => dueOn !== null && votedOn <= dueOn).length,
      due.length,
    ),
  };
}
