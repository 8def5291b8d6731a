import type { NamedByBadge } from '@/lib/badge/match-entry';
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
       array_remove(ARRAY[m.platform, m.awarding_body], NULL) AS "alsoBy"
  FROM hit JOIN micro_credential own ON own.id = hit.id JOIN micro_credential m ON m.id = coalesce(own.same_as_id, own.id)
 GROUP BY m.id ORDER BY m.slug`;

/** The public entries that a badge may be of: those at one of its addresses, and those with its title. */
export async function entriesOfBadge(
  database: Database,
  { addresses, title }: { addresses: readonly string[]; title: string | null },
): Promise<NamedByBadge[]> {
  // The database takes no text with a zero in it, and no entry has one.
  const pages = addresses.filter((one) => /^https?:\/\//.test(one) && !one.includes('\0')).slice(0, 10);
  return publicRead<NamedByBadge>(database, named, [pages, foldedName((title ?? '').replaceAll('\0', ''))]);
}
