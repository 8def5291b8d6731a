import type { EntryTexts } from '@/lib/catalog/entry-document';
import type { Database } from './client';
import { publicRead } from './public-read';

/** What these entries say, in no order; those that are not there any more are missing. */
export async function listEntryTexts(
  database: Database,
  ids: readonly string[],
): Promise<(EntryTexts & { isRecommended: boolean })[]> {
  return publicRead(
    database,
    `SELECT m.id, m.kind, m.title, CASE WHEN m.kind = 'external_course' THEN nullif(split_part(m.natural_key, '|', 3), '') END AS code,
            m.provider, m.platform, m.awarding_body AS "awardingBody", m.subject, m.language, m.level_label AS "levelLabel",
            m.status = 'withdrawn' AS "isWithdrawn", m.skills, v.description, v.workload_hours AS "workloadHours",
            v.eqf_min AS "eqfMin", v.eqf_max AS "eqfMax", coalesce(v.assessment, '{}') AS assessment, v.supervision, v.participation,
            v.quality_assurance AS "qualityAssurance", extract(epoch FROM m.created_at)::float8 * 1000 AS "listedAt",
            ARRAY(SELECT DISTINCT r.amount || ' ' || r.unit FROM recommendation r WHERE r.micro_credential_id = m.id AND r.amount IS NOT NULL AND r.unit IS NOT NULL) AS recommended,
            coalesce((SELECT array_agg(o.text ORDER BY o.position) FROM learning_outcome o WHERE o.version_id = v.id), '{}') AS outcomes,
            EXISTS (SELECT FROM recommendation r WHERE r.micro_credential_id = m.id) AS "isRecommended"
       FROM micro_credential m
       LEFT JOIN LATERAL (SELECT v.* FROM micro_credential_version v WHERE v.micro_credential_id = m.id
                           ORDER BY v.valid_from DESC NULLS LAST, v.label DESC LIMIT 1) v ON true
      WHERE m.id = ANY($1::uuid[])`,
    [ids],
  );
}

/** Ids of entries in their order, from one on; so many at most. */
export async function listEntryIds(
  database: Database,
  after: string | null,
  most: number,
): Promise<string[]> {
  const rows = await publicRead<{ id: string }>(
    database,
    `SELECT id FROM micro_credential WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2`,
    [after, most],
  );
  return rows.map(({ id }) => id);
}
