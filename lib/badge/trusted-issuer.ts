import type { CivilDate } from '@/lib/kernel/civil-date';

/** Since when and until when an issuer is trusted; both days count, and no last day is until further notice. */
export interface TrustDays {
  firstDay: CivilDate;
  lastDay: CivilDate | null;
}

/** `never`: ended before it began, so that it held on no day. */
export type TrustStanding = 'toCome' | 'standing' | 'ended' | 'never';

/** Whether an issuer is trusted on a day. */
export function trustOn({ firstDay, lastDay }: TrustDays, day: CivilDate): TrustStanding {
  if (lastDay !== null && lastDay < firstDay) return 'never';
  if (day < firstDay) return 'toCome';
  return lastDay !== null && lastDay < day ? 'ended' : 'standing';
}

/** What somebody says about an issuer that waits, is trusted or is not any more. */
export interface TrustState extends TrustDays {
  outcome: 'confirmed' | 'declined' | null;
  isEnded: boolean;
}

export type EndReason =
  | 'issuer/not-trusted'
  | 'issuer/ended-already'
  | 'issuer/end-past'
  | 'issuer/end-later';

/**
 * What keeps trust from ending on a day; null: nothing. It ends sooner than stated and once. The past does not move: yesterday is the earliest
 * last day, so that trust is over at once; of one that has not begun it is the day before the first.
 * @param yesterday that of the institution; @param eve the day before the first
 * @source guard_trusted_issuer in prisma/migrations holds the same
 */
export function whyNotEnded(
  state: TrustState,
  lastDay: CivilDate,
  { yesterday, eve }: { yesterday: CivilDate; eve: CivilDate },
): EndReason | null {
  if (state.outcome !== 'confirmed') return 'issuer/not-trusted';
  if (state.isEnded) return 'issuer/ended-already';
  if (lastDay < yesterday || lastDay < eve) return 'issuer/end-past';
  return state.lastDay !== null && lastDay >= state.lastDay ? 'issuer/end-later' : null;
}

/** Whether two spans share a day. */
export function trustMeets(one: TrustDays, other: TrustDays): boolean {
  const starts = (a: TrustDays, b: TrustDays) => b.lastDay === null || a.firstDay <= b.lastDay;
  const isSomething = ({ firstDay, lastDay }: TrustDays) => lastDay === null || firstDay <= lastDay;
  return isSomething(one) && isSomething(other) && starts(one, other) && starts(other, one);
}
