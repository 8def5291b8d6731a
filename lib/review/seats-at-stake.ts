import type { HeldRole } from '@/lib/access/actor';
import { canLead, canSit } from './eligibility';
import type { StageKind } from './stage-config';

/** An open stage that somebody sits in or leads. */
export interface OpenSeat {
  caseId: string;
  title: string;
  kind: StageKind;
  departmentId: string | null;
  isVoting: boolean;
  isChair: boolean;
}

/**
 * The open reviews in which somebody would no longer vote, or no longer lead, with the roles that are left: what an administrator is told
 * before a role ends. A seat that needs the role no more than before is not at stake.
 */
export function seatsAtStake(
  seats: readonly OpenSeat[],
  held: readonly HeldRole[],
  left: readonly HeldRole[],
): OpenSeat[] {
  return seats.filter(({ kind, departmentId, isVoting, isChair }) => {
    const loses = (may: typeof canSit) => may(kind, departmentId, held) && !may(kind, departmentId, left);
    return (isVoting && loses(canSit)) || (isChair && loses(canLead));
  });
}
