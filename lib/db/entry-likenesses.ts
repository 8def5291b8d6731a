import { Prisma } from './generated/client';
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
  /** Under the same key · with the same page · a title that is like it, of the same issuer. */
  why: 'key' | 'page' | 'title';
}

/**
 * Entries that may be the same: first what has its key, then its page, then titles that are like it or hold all of it. Parts of a series differ in their
 * numbers alone and are not each other. @source lib/db/imported-micro-credentials.ts, similarTitles
 */
export async function findLikenesses(
  tx: Tx,
  { key, title, provider, url }: { key: string; title: string; provider: string; url: string },
): Promise<Likeness[]> {
  const page = addressOf(url);
  const byPage =
    page === ''
      ? Prisma.sql`false`
      : Prisma.sql`lower(regexp_replace(regexp_replace(m.url, '^https?://(www\\.)?', '', 'i'), '[/#?]+$', '')) = lower(${page})`;
  return tx.$queryRaw<Likeness[]>`
    SELECT m.id, m.slug, m.title, m.language, m.provider, m.platform, i.name AS "stewardName", f.why
      FROM (SELECT DISTINCT ON (id) id, why, rank, nearness FROM (
              SELECT m.id, 'key' AS why, 1 AS rank, 1::real AS nearness FROM micro_credential m WHERE m.natural_key = ${key}
              UNION ALL
              SELECT m.id, 'page', 2, 1 FROM micro_credential m WHERE m.url IS NOT NULL AND ${byPage}
              UNION ALL
              SELECT m.id, 'title', 3, similarity(m.title, ${title}) FROM micro_credential m
               WHERE ((m.title % ${title} AND similarity(m.title, ${title}) >= 0.6) OR (${title} <% m.title AND word_similarity(${title}, m.title) >= 0.9))
                 AND (lower(m.provider) = lower(${provider}) OR similarity(m.provider, ${provider}) >= 0.6)
                 AND regexp_replace(m.title, '\\D', '', 'g') = regexp_replace(${title}, '\\D', '', 'g')) every
             ORDER BY id, rank) f
      JOIN micro_credential m ON m.id = f.id
      JOIN institution i ON i.id = m.steward_tenant_id
     ORDER BY f.rank, f.nearness DESC, m.title LIMIT 5`;
}

/** A web address without what makes no difference, as the query has it. */
function addressOf(url: string): string {
  const bare = url.replace(/^https?:\/\/(www\.)?/i, '');
  const end = [...bare].findLastIndex((letter) => !'/#?'.includes(letter));
  return [...bare].slice(0, end + 1).join('');
}
