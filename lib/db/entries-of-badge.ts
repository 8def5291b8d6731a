import type { NamedByBadge } from '@/lib/badge/match-entry';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { foldedName } from '@/lib/micro-credential/natural-key';
import type { Database } from './client';
import { publicRead } from './public-read';

/** @units entries of each way of naming */
const most = 20;

const named = `
WITH hit AS (
  (SELECT id, true AS "isByAddress" FROM micro_credential
    WHERE url IS NOT NULL AND bare_address(url) = ANY(ARRAY(SELECT bare_address(a) FROM unnest($1::text[]) a)) LIMIT ${most})
  UNION ALL
  (SELECT id, false FROM micro_credential WHERE $2 <> '' AND split_part(natural_key, '|', 4) = $2 LIMIT ${most})
)
SELECT m.slug, m.title, m.language, m.provider, m.url, bool_or(hit."isByAddress") AS "isByAddress",
       EXISTS (SELECT FROM organization o JOIN trusted_issuer t ON t.tenant_id = o.claimed_tenant_id AND t.is_own AND t.identity = ANY($3::text[])
                WHERE o.folded IN (folded_name(m.provider), folded_name(m.awarding_body)) AND t.first_day <= $4::date AND (t.last_day IS NULL OR t.last_day >= $4::date)) AS "isByIssuer",
       array_remove(ARRAY[m.platform, m.awarding_body], NULL) AS "alsoBy"
  FROM hit JOIN micro_credential own ON own.id = hit.id JOIN micro_credential m ON m.id = coalesce(own.same_as_id, own.id)
 GROUP BY m.id ORDER BY m.slug`;

/**
 * The public entries that a badge may be of: those at one of its addresses, and those with its title; and whether who provides or awards one
 * is an institution that is known to be that organization, and says itself to issue under one of these identities on the day.
 * @param issuedBy what the issuer is known by, where it is shown to have signed; else nothing
 */
export async function entriesOfBadge(
  database: Database,
  {
    addresses,
    title,
    issuedBy,
    day,
  }: { addresses: readonly string[]; title: string | null; issuedBy: readonly string[]; day: CivilDate },
): Promise<NamedByBadge[]> {
  // The database takes no text with a zero in it, and no entry has one.
  const pages = addresses.filter((one) => /^https?:\/\//.test(one) && !one.includes('\0')).slice(0, 10);
  return publicRead<NamedByBadge>(database, named, [
    pages,
    foldedName((title ?? '').replaceAll('\0', '')),
    issuedBy,
    day,
  ]);
}
