import type { CivilDate } from '@/lib/kernel/civil-date';
import { estimateHref, nothingStated, statedHolding } from './estimate-query';
import type { Offer } from './offered';

/**
 * The address of an estimate with exactly what an offer asks for; null where nobody may claim it, as
 * while it is suspended, and where it says no more than the certificate and the institution. An estimate is about today unless it
 * says otherwise, so `today` is left out of the address; null where the offer was made for another day.
 */
export function exactEstimateHref(
  institution: string,
  { asks, claimants }: Pick<Offer, 'asks' | 'claimants'>,
  today: CivilDate | null,
): string | null {
  if (asks === null || claimants === 'nobody') return null;
  const plain = {
    ...nothingStated,
    holdings: asks.holdings.map(({ slug }) => statedHolding(slug)),
    institution,
  };
  const exact = estimateHref({
    ...plain,
    holdings: asks.holdings,
    program: asks.program,
    claimDate: asks.claimDate === today ? null : asks.claimDate,
    termStart: asks.termStart,
    assessments: asks.assessments,
  });
  return asks.holdings.length === 1 && exact === estimateHref(plain) ? null : exact;
}
