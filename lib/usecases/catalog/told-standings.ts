import type { AsOf } from '@/lib/db/as-of';
import type { Database } from '@/lib/db/client';
import type { ToldStandings } from '@/lib/db/decided';
import { type DoubtedAmong, listDoubtedRules } from '@/lib/db/doubted-rules';
import type { PublicInstitution } from '@/lib/db/public-institutions';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { findOffers } from './find-offers';

/** Pairs of rule and entry that the engine is asked about for one statement. */
const mostDoubted = 60;

/** What the engine says where a decided no may bar a published rule; not complete where there is more of that than it is asked about. */
export async function tellStandings(
  database: Database,
  days: {
    institutions: readonly PublicInstitution[];
    asOf: AsOf;
    dayOf: (institution: PublicInstitution) => CivilDate;
  },
  among: DoubtedAmong = { institution: null, program: null, words: '' },
): Promise<ToldStandings & { isComplete: boolean }> {
  const { pairs, isComplete } = await listDoubtedRules(database, days.asOf, among, mostDoubted);
  const offers = await findOffers(database, pairs, days);
  return {
    versionIds: [...new Set(pairs.map(({ rule }) => rule.id))],
    entries: pairs.flatMap(({ rule, ownId }, index) => {
      const offer = offers[index];
      return offer === undefined ? [] : [{ tenantId: rule.tenantId, id: ownId, standing: offer.standing }];
    }),
    isComplete,
  };
}
