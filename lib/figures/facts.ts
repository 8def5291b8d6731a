import type { CivilDate } from '@/lib/kernel/civil-date';
import type { Criterion } from '@/lib/review/rubric';
import type { StageKind } from '@/lib/review/stage-config';
import type { Quarter } from './quarter';

/** How a review ended that decided something. */
export type DecidedEnd = 'credit' | 'noCredit' | 'notAsProposed';
/** What credit counts as: a course of the institution's list, or an elective, a block or another collective place. */
export type CountsAs = 'course' | 'place';

/** A case that was decided. Days are the institution's own. */
export interface DecidedReview {
  departmentId: string | null;
  handedInOn: CivilDate;
  /** When it was sent to its department. */
  routedOn: CivilDate;
  decidedOn: CivilDate;
  publishedOn: CivilDate | null;
  end: DecidedEnd;
  /** Null where no credit is given. */
  countsAs: CountsAs | null;
  /** Rests on what a third party recommends. */
  isRecommended: boolean;
  /** Takes the recommendation as it is; null where it rests on none. */
  isAsIs: boolean | null;
}

/** Somebody's seat in a stage. Who it is serves to count people, and is never shown. */
export interface Seat {
  person: string;
  seatedOn: CivilDate;
  /** The first ballot, and how the last one went; null without a ballot. How stays null while the stage is open, which is blind. */
  votedOn: CivilDate | null;
  choice: string | null;
}

/** A step of a review. */
export interface StageFact {
  departmentId: string | null;
  kind: StageKind;
  openedOn: CivilDate;
  /** Null while it is open. */
  closedOn: CivilDate | null;
  dueOn: CivilDate | null;
  /** Reviewers that it needs. */
  needs: number;
  /** Of those who could vote. */
  seats: readonly Seat[];
  /** Questions to the author, and their answers. */
  askedOn: readonly CivilDate[];
  answeredOn: readonly CivilDate[];
}

/** Scores of stages that have ended, counted by quarter, department and criterion. */
export interface ScoreCount {
  quarter: Quarter;
  departmentId: string | null;
  criterion: Criterion;
  n: number;
  /** Sum of the scores, and how many of them are 2 or 3. */
  total: number;
  good: number;
}

/** Marks of coverage in decided cases, counted by quarter and department. */
export interface CoverageCount {
  quarter: Quarter;
  departmentId: string | null;
  full: number;
  partial: number;
  none: number;
}

/** Mappings in force, counted by department and what they count as; `none` gives no credit. */
export interface InForceCount {
  departmentId: string | null;
  countsAs: CountsAs | 'none';
  n: number;
}

/** What visitors asked the institution for, by the quarter in which it was asked first; each asker of a request once. */
export interface RequestCount {
  quarter: Quarter;
  askers: number;
}

/** What happened in a period. */
export interface Ended {
  decided: readonly DecidedReview[];
  /** Stages that ended. */
  stages: readonly StageFact[];
  scores: readonly ScoreCount[];
  coverage: readonly CoverageCount[];
  requests: readonly RequestCount[];
}

/** Everything that figures are made of: what happened in a period, with the stages that are open, and what is in force today. */
export interface Facts extends Ended {
  inForce: readonly InForceCount[];
}

/** What happened in several periods, one after the other. */
export function together(periods: readonly Ended[]): Ended {
  return {
    decided: periods.flatMap(({ decided }) => decided),
    stages: periods.flatMap(({ stages }) => stages),
    scores: periods.flatMap(({ scores }) => scores),
    coverage: periods.flatMap(({ coverage }) => coverage),
    requests: periods.flatMap(({ requests }) => requests),
  };
}
