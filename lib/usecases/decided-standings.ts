import { createHash } from 'node:crypto';
import { countedValue } from '@/lib/catalog/counted-course';
import { type EntryStandings, standingFacets } from '@/lib/catalog/standing-facets';
import type { Database } from '@/lib/db/client';
import { listDoubtedRules } from '@/lib/db/doubted-rules';
import { listConsideredBy, listCourseTitles, listStandingRules } from '@/lib/db/entry-standings';
import { portionsOf } from '@/lib/kernel/portions-of';
import { type Look, offersNow } from './kept-entries';

/** What institutions have come to about an entry. */
export type DecidedStandings = Omit<EntryStandings, 'advised'>;

type Found = Omit<DecidedStandings, 'rules' | 'consideredBy'> & {
  rules: EntryStandings['rules'][number][];
  consideredBy: string[];
};

/** Pairs of a rule and an entry that the engine is asked about at once. */
const portion = 60;

/** What institutions have come to about these entries, of those about which any has. */
export async function readStandings(
  database: Database,
  ids: readonly string[],
  look: Look,
): Promise<Map<string, DecidedStandings>> {
  const { now } = look;
  const [rules, considered, doubted] = await Promise.all([
    listStandingRules(database, ids, { now }),
    listConsideredBy(database, ids, { now }),
    listDoubtedRules(database, ids, { now }),
  ]);
  const told = new Map<string, EntryStandings['rules'][number]['standing']>();
  for (const pairs of portionsOf(doubted, portion))
    for (const { rule, ownId, offer } of await offersNow(database, pairs, look))
      told.set(`${rule.id} ${ownId}`, offer.standing);
  const found = new Map<string, Found>();
  const of = (id: string) => {
    const one = found.get(id) ?? { rules: [], consideredBy: [], countsAs: [] };
    found.set(id, one);
    return one;
  };
  const stood = rules.map((rule) => ({
    ...rule,
    standing: told.get(`${rule.ruleVersionId} ${rule.entryId}`) ?? rule.standing,
  }));
  const granted = stood.filter(({ standing }) => standing === 'published');
  const titles = new Map(
    (
      await listCourseTitles(
        database,
        granted.flatMap(({ tenantId, codes }) => codes.map((code) => ({ tenantId, code }))),
        { now },
      )
    ).map(({ tenantId, code, title }) => [`${tenantId} ${code}`, title]),
  );
  for (const { entryId, tenantId, standing, programs } of stood)
    of(entryId).rules.push({ tenantId, standing, programs });
  for (const { entryId, tenantId, codes } of granted) {
    const one = of(entryId);
    const said = codes.flatMap((code) => {
      const title = titles.get(`${tenantId} ${code}`);
      return title === undefined ? [] : [{ tenantId, code, title }];
    });
    const known = new Map([...one.countsAs, ...said].map((course) => [countedValue(course), course]));
    one.countsAs = [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, course]) => course);
  }
  for (const { entryId, tenantId } of considered) of(entryId).consideredBy.push(tenantId);
  return found;
}

/** How an entry stands and what it counts as, the same text for the same standing whatever the order in which it was read. */
export function inShort(standings: DecidedStandings): string {
  const facets = standingFacets({ ...standings, advised: null });
  const text = JSON.stringify([
    Object.entries(facets).sort(([a], [b]) => (a < b ? -1 : 1)),
    standings.countsAs,
  ]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
