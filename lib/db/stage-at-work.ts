import * as z from 'zod';
import type { Authored } from '@/lib/kernel/authors';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { StageStatus } from '@/lib/review/blind';
import type { Assignment } from '@/lib/review/eligibility';
import type { OwedConditions } from '@/lib/review/owed-conditions';
import type { StageConfig, StageKind } from '@/lib/review/stage-config';
import type { Vote } from '@/lib/review/vote';

export const StageEnd = z.enum(['passed', 'failed', 'returned', 'withdrawn']);

export type StageEnd = z.infer<typeof StageEnd>;

export interface ReviewCase {
  tenantId: string;
  id: string;
  ruleVersionId: string;
  departmentId: string | null;
  status: StageStatus;
  openedAt: string;
  closedAt: string | null;
  /** The policy that the review was opened under; null in cases older than this note. */
  policyVersionId: string | null;
  rowVersion: number;
}

export interface Stage {
  id: string;
  caseId: string;
  position: number;
  kind: StageKind;
  config: StageConfig;
  status: StageStatus;
  chairId: string | null;
  openedAt: string;
  dueOn: CivilDate | null;
  closedAt: string | null;
  closedById: string | null;
  outcome: StageEnd | null;
  minutesRef: string;
  closeNote: string;
  /** Who sees to the conditions that the note states, and until when; null where there are none. */
  conditions: OwedConditions | null;
  /** The meeting in which it was closed; null where it was closed without one. */
  meeting: { id: string; day: CivilDate } | null;
  /** When the chair ended the blind round, and who did; null while it lasts. */
  revealedAt: string | null;
  revealedById: string | null;
  /** Grows with every act in the stage, votes included: a chair who closes has seen them all. */
  rowVersion: number;
}

export interface StageAssignment extends Assignment {
  /** Still on the staff and in the role that the seat was given for: a seat is nothing without it, neither to vote nor to read. */
  isInRole: boolean;
  /** No longer in the role and has not voted: no vote any more, or a stage in which all must vote could never end. */
  hasLeft: boolean;
  /** The person sits here under another record already: this seat has no vote. */
  isSecond: boolean;
  /** Still on the staff, in whatever role. */
  isActive: boolean;
  name: string;
  email: string;
  conflictNote: string;
  /** When the seat was given. */
  assignedAt: string;
}

export interface CastVote extends Vote {
  castAt: string;
}

/** That a person took the own vote back. */
export interface Withdrawal {
  personId: string;
  ordinal: number;
  castAt: string;
}

/** A seat that was taken back, the first time that it was. */
export interface LostSeat {
  personId: string;
  name: string;
  at: string;
}

/** As much of a stage as it depends on who leads it. */
export interface StageToLead extends Authored {
  stage: Pick<Stage, 'id' | 'chairId' | 'kind' | 'dueOn'>;
  reviewCase: Pick<ReviewCase, 'id' | 'tenantId' | 'departmentId'>;
  assignments: readonly Pick<StageAssignment, 'personId' | 'isVoting'>[];
  /** Everybody who has declared a conflict in the case. */
  recusedIds: readonly string[];
}

/** A stage with everything that its decisions depend on. */
export interface StageAtWork extends Authored {
  stage: Stage;
  reviewCase: ReviewCase;
  assignments: StageAssignment[];
  /** Every vote that stands, replaced ones included: whoever took the own one back has not voted. */
  votes: CastVote[];
  /** Votes that were taken back, and that they were: on record, and counted by nothing. */
  withdrawn: CastVote[];
  withdrawals: Withdrawal[];
  /** Everybody who has declared a conflict in the case, up to this stage. */
  recusedIds: string[];
  /** Whose seat in the stage was taken back, at any time. */
  lostSeats: LostSeat[];
}
