import { strongestOf, type Standing } from '@/lib/catalog/standing';
import type { Database } from '@/lib/db/client';
import { readStandings } from '../decided-standings';
import type { Look } from '../kept-entries';

/** What an institution has come to about an entry, where it has come to anything. */
export type StandingHere = (entryId: string, tenantId: string) => Standing;

/** How these entries stand with each institution, as their pages say it. */
export async function standingsHere(
  database: Database,
  entryIds: readonly string[],
  look: Look,
): Promise<StandingHere> {
  const found = await readStandings(database, entryIds, look);
  return (entryId, tenantId) => {
    const { rules = [], consideredBy = [] } = found.get(entryId) ?? {};
    return strongestOf([
      ...rules.filter((rule) => rule.tenantId === tenantId).map(({ standing }) => standing),
      ...(consideredBy.includes(tenantId) ? (['considered'] as const) : []),
    ]);
  };
}
