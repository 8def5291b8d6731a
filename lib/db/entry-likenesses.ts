import type { MicroCredentialKind } from '@/lib/micro-credential/natural-key';
import type { Tx } from './tx';

/** An entry that may be the one somebody is about to list, and why it may. */
export interface Likeness {
  id: string;
  slug: string;
  title: string;
  language: string | null;
  provider: string;
  platform: string | null;
  stewardName: string;
  /** Under the same key · with the same page · with the same page in another language · a title that is like it, of the same issuer. */
  why: 'key' | 'page' | 'language' | 'title';
}

/** What somebody is about to list. It is compared with entries of its kind, or of every kind where it is not known yet. */
export interface ToBeListed {
  key: string;
  kind: MicroCredentialKind | null;
  title: string;
  provider: string;
  url: string;
  /** Its page in other languages. */
  otherPages?: readonly string[];
}

/** How like titles and issuers are; how much of a title another one holds. @units share of trigrams, pg_trgm */
const enough = { alike: 0.6, held: 0.9 };

/**
 * Entries that each of these may be, by its place: first what has its key, then its page, then its page in another language, then titles that are like it or hold all of it. Parts of a series
 * differ in their numbers alone and are not each other. One that was merged gives the one that stays. The form and imports both ask here, so that they propose the same.
 */
export async function findLikenesses(
  tx: Tx,
  wanted: readonly ToBeListed[],
): Promise<ReadonlyMap<number, readonly Likeness[]>> {
  if (wanted.length === 0) return new Map();
  // The index of titles answers by these: lower, and every tenth title would be compared.
  await tx.$queryRaw`SELECT set_config('pg_trgm.similarity_threshold', ${String(enough.alike)}, true), set_config('pg_trgm.word_similarity_threshold', ${String(enough.held)}, true)`;
  const rows = await tx.$queryRaw<(Likeness & { place: number })[]>`
    SELECT r.place, f.*
      FROM json_to_recordset(${JSON.stringify(wanted.map((one, place) => ({ place, ...one })))}::json)
           AS r("place" int, "key" text, "kind" text, "title" text, "provider" text, "url" text, "otherPages" json)
     CROSS JOIN LATERAL (
       SELECT m.id, m.slug, m.title, m.language, m.provider, m.platform, i.name AS "stewardName", every.why
         FROM (SELECT DISTINCT ON (id) id, why, rank, nearness FROM (
                 SELECT coalesce(m.same_as_id, m.id) AS id, 'key' AS why, 1 AS rank, 1::real AS nearness FROM micro_credential m WHERE m.natural_key = r.key
                 UNION ALL
                 SELECT coalesce(m.same_as_id, m.id), 'page', 2, 1 FROM micro_credential m WHERE bare_address(m.url) = bare_address(nullif(r.url, '')) AND (r.kind IS NULL OR m.kind = r.kind)
                 UNION ALL
                 SELECT coalesce(m.same_as_id, m.id), 'language', 3, 1 FROM json_array_elements_text(coalesce(r."otherPages", '[]'::json)) AS p(url)
                   JOIN micro_credential m ON bare_address(m.url) = bare_address(p.url) AND (r.kind IS NULL OR m.kind = r.kind)
                 UNION ALL
                 SELECT coalesce(m.same_as_id, m.id), 'title', 4, similarity(m.title, r.title) FROM micro_credential m
                  WHERE (m.title % r.title OR r.title <% m.title) AND (r.kind IS NULL OR m.kind = r.kind) AND (lower(m.provider) = lower(r.provider) OR m.provider % r.provider OR EXISTS (
                      SELECT FROM entry_organization e JOIN organization o ON o.folded = folded_name(r.provider) WHERE e.micro_credential_id = m.id AND e.role = 'provider' AND e.organization_id = stands_for(o.id)))
                    AND regexp_replace(m.title, '\\D', '', 'g') = regexp_replace(r.title, '\\D', '', 'g')) any_way
                ORDER BY id, rank, nearness DESC) every
         JOIN micro_credential m ON m.id = every.id
         JOIN institution i ON i.id = m.steward_tenant_id
        ORDER BY every.rank, every.nearness DESC, m.title LIMIT 5) f
     ORDER BY r.place`;
  const found = new Map<number, Likeness[]>();
  for (const { place, ...likeness } of rows) found.set(place, [...(found.get(place) ?? []), likeness]);
  return found;
}
