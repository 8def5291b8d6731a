import type { SaidTrust } from '@/lib/badge/issuer';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { Database } from './client';
import { publicRead } from './public-read';

/** Institutions that are told of one issuer; the others are left out. */
const most = 20;

const said = `
WITH hit AS (
  SELECT i.name AS institution, t.identity, t.name, t.reason, t.source_url AS "sourceUrl", t.first_day::text AS "firstDay", t.last_day::text AS "lastDay",
         row_number() OVER (PARTITION BY t.identity ORDER BY (t.first_day <= $3::date AND (t.last_day IS NULL OR t.last_day >= $3::date)) DESC, i.name, t.first_day DESC) AS at
    FROM trusted_issuer t JOIN institution i ON i.id = t.tenant_id
   WHERE t.identity = ANY($1::text[]) AND ($2::text IS NULL OR i.slug = $2)
)
SELECT institution, identity, name, reason, "sourceUrl", "firstDay", "lastDay" FROM hit WHERE at <= ${most} ORDER BY institution, "firstDay" DESC`;

/** What institutions, or one of them, have said of these issuers; those that trust one on the day come first where there are many. */
export async function issuersOfBadge(
  database: Database,
  {
    identities,
    institution,
    day,
  }: { identities: readonly string[]; institution: string | null; day: CivilDate },
): Promise<SaidTrust[]> {
  if (identities.length === 0) return [];
  return publicRead<SaidTrust>(database, said, [identities, institution, day]);
}

/** The name of an institution by its address here; null where none has it. */
export async function institutionCalled(database: Database, slug: string): Promise<string | null> {
  const [row] = await publicRead<{ name: string }>(database, 'SELECT name FROM institution WHERE slug = $1', [
    slug,
  ]);
  return row?.name ?? null;
}
