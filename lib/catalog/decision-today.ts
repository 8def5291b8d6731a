import type { DecisionWord } from './decision-word';
import type { Offer } from './offered';

/** How one decision stands today, as the sentence above it says: each is a key below `records.decision.lede`. */
export type DecisionToday =
  | 'yes'
  | 'partly'
  | 'no'
  | 'considered'
  | 'withheld'
  | 'barred'
  | 'coming'
  | 'noLater'
  | 'suspended'
  | 'suspendedNo'
  | 'endedInTime'
  | 'ended'
  | 'endedNo'
  | 'revoked'
  | 'revokedNo';

/**
 * How a decision stands on the day of its offer: what was decided, unless it is yet to begin, was suspended or revoked, has ended, or gives
 * nothing by what else was decided. A yes that has ended may still be claimed by who met it in time. Total.
 * @source docs/domain.md §7.2
 */
export function decisionToday(
  decision: DecisionWord,
  { standing, withheld, claimants }: Pick<Offer, 'standing' | 'withheld' | 'claimants'>,
): DecisionToday {
  const isNo = decision === 'no';
  switch (standing) {
    case 'revoked':
      return isNo ? 'revokedNo' : 'revoked';
    case 'ended':
      return isNo ? 'endedNo' : claimants === 'in-time' ? 'endedInTime' : 'ended';
    case 'suspended':
      return isNo ? 'suspendedNo' : 'suspended';
    case 'coming':
      return 'coming';
    case 'refusedLater':
      return 'noLater';
    case 'refused':
      return isNo ? 'no' : 'barred';
    default:
      return withheld === null ? decision : 'withheld';
  }
}
