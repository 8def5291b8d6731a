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
 * The open reviews in which somebody would no longer vote, or no longer lead, with the roles that are left, each with what of the two is
 * lost: what an administrator is told before a role ends, or before all of them rest. A seat that needs the role no more than before is not
 * at stake.
 */
export function seatsAtStake(
  seats: readonly OpenSeat[],
  held: readonly HeldRole[],
  left: readonly HeldRole[],
): OpenSeat[] {
  return seats.flatMap((seat) => {
    const { kind, departmentId } = seat;
    const loses = (may: typeof canSit) => may(kind, departmentId, held) && !may(kind, departmentId, left);
    const [isVoting, isChair] = [seat.isVoting && loses(canSit), seat.isChair && loses(canLead)];
    return isVoting || isChair ? [{ ...seat, isVoting, isChair }] : [];
  });
}
