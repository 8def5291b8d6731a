import type { CivilDate } from '@/lib/kernel/civil-date';
import { estimateHref, nothingStated } from './estimate-query';
import type { Offer } from './offer';

/**
 * The address of an estimate with exactly what an offer asks for; null where it gives nothing. An estimate is about today unless it
 * says otherwise, so `today` is left out of the address; null where the offer was made for another day.
 */
export function exactEstimateHref(
  institution: string,
  { asks, withheld }: Offer,
  today: CivilDate | null,
): string | null {
  if (asks === null || withheld !== null) return null;
  return estimateHref({
    ...nothingStated,
    holdings: asks.holdings,
    institution,
    program: asks.program,
    claimDate: asks.claimDate === today ? null : asks.claimDate,
    termStart: asks.termStart,
    assessments: asks.assessments,
  });
}
