import type { CivilDate } from '@/lib/kernel/civil-date';
import { compareOffers, standingOffers } from './compare-offers';
import type { GivenOffer } from './credit-facets';
import type { Offer } from './offered';
import { decisionsAmong, type Standing } from './standing';

/** What one institution says of one entry. */
export interface ComparedAnswer {
  standing: Standing;
  /** First day of what stands so, where that is still to come. */
  opensOn: CivilDate | null;
  /** The best offer that stands; null where none does. */
  best: Offer | null;
  /** Further rules that stand there. */
  others: number;
  /** Whether nothing stands any more, but who met it in time may still claim it. */
  isClaimedInTime: boolean;
}

/** An entry that is compared: what rules give for it, and how it stands with an institution. */
export interface ComparedEntry {
  answers: readonly GivenOffer[];
  /** As everywhere in the catalog: what was only considered, is only recommended or not decided is no answer by a rule, and told as that. */
  standingWith: (tenantId: string) => Standing;
}

/**
 * Puts side by side what each of these institutions says of some entries, in their order; one that has come to nothing about any of them is
 * left out. The best offer of each is the one that a list shows.
 */
export function buildComparison(
  entries: readonly ComparedEntry[],
  tenantIds: readonly string[],
): Map<string, ComparedAnswer[]> {
  const rows = tenantIds.map((tenantId) => {
    const answers = entries.map(({ answers: given, standingWith }): ComparedAnswer => {
      const own = given.filter((one) => one.tenantId === tenantId);
      const standing = standingOffers(own);
      const told = standingWith(tenantId);
      return {
        standing: told,
        opensOn: own.find(({ offer }) => offer.standing === told)?.offer.opensOn ?? null,
        best: standing[0]?.offer ?? null,
        others: Math.max(0, standing.length - 1),
        isClaimedInTime: standing.length === 0 && own.some(({ offer }) => offer.claimants === 'in-time'),
      };
    });
    return [tenantId, answers] as const;
  });
  return new Map(
    rows.filter(([, answers]) => decisionsAmong(answers.map(({ standing }) => standing)).length > 0),
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
