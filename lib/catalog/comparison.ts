import { compareOffers, standingOffers } from './compare-offers';
import type { GivenOffer } from './credit-facets';
import type { Offer } from './offer';
import { type Standing, strongestOf } from './standing';

/** What one institution says of one entry. */
export interface ComparedAnswer {
  standing: Standing;
  /** The best offer that stands; null where none does. */
  best: Offer | null;
  /** Further rules that stand there. */
  others: number;
  /** Whether nothing stands any more, but who met it in time may still claim it. */
  isClaimedInTime: boolean;
}

/**
 * Puts side by side what institutions say of some entries: by institution one answer for each entry, in their order, null where it has said
 * nothing of it. The best offer of each is the one that a list shows.
 */
export function buildComparison(
  given: readonly (readonly GivenOffer[])[],
): Map<string, (ComparedAnswer | null)[]> {
  const tenants = new Set(given.flatMap((answers) => answers.map(({ tenantId }) => tenantId)));
  return new Map(
    [...tenants].map((tenantId) => [
      tenantId,
      given.map((answers) => {
        const own = answers.filter((one) => one.tenantId === tenantId);
        if (own.length === 0) return null;
        const standing = standingOffers(own);
        return {
          standing: strongestOf(own.map(({ offer }) => offer.standing)),
          best: standing[0]?.offer ?? null,
          others: Math.max(0, standing.length - 1),
          isClaimedInTime: standing.length === 0 && own.some(({ offer }) => offer.claimants === 'in-time'),
        };
      }),
    ]),
  );
}

/** Of several answers of one institution the places of those that give most there; none where only one gives anything, or all the same. */
export function mostGiving(answers: readonly ComparedAnswer[]): number[] {
  const offers = answers.flatMap(({ best }, at) => (best === null ? [] : [{ at, offer: best }]));
  const sized = offers.filter(({ offer }) => offer.ects !== null && offer.ects !== '0');
  const [most] = sized.sort((a, b) => compareOffers(a.offer, b.offer));
  const best = sized.filter(({ offer }) => offer.ects === most?.offer.ects);
  return offers.length < 2 || best.length === offers.length ? [] : best.map(({ at }) => at);
}
