import type { Advised } from '@/lib/catalog/advice';
import type { EntryTexts } from '@/lib/catalog/entry-document';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { adviceAbout, advisedOn, adviceStandsOn } from './advice-standing';
import type { Database } from './client';
import { publicRead } from './public-read';
import { versionShownAt } from './version-shown';

/** SQL for whether a recommendation has not lapsed by the day: it stands, or is to come. */
const isLeft = `${adviceStandsOn('$3::date')} <> 'lapsed'`;

/**
 * What these entries say at an instant, and what is recommended for them on a day, in no order; those that are not there any more, were
 * merged into others, or were refused by whom they name, are missing.
 */
export async function listEntryTexts(
  database: Database,
  ids: readonly string[],
  { now, day }: { now: string; day: CivilDate },
): Promise<(EntryTexts & { advised: Advised })[]> {
  return publicRead(
    database,
    `SELECT m.id, m.kind, m.title, CASE WHEN m.kind = 'external_course' THEN nullif(split_part(m.natural_key, '|', 3), '') END AS code,
            m.provider, m.platform, m.awarding_body AS "awardingBody", m.subject, m.isced_f AS "iscedF", m.cip, m.language, m.level_label AS "levelLabel",
            m.status = 'withdrawn' AS "isWithdrawn", m.skills, v.description, v.workload_hours AS "workloadHours",
            v.eqf_min AS "eqfMin", v.eqf_max AS "eqfMax", coalesce(v.assessment, '{}') AS assessment, v.supervision, v.participation,
            v.quality_assurance AS "qualityAssurance", v.price, v.currency, v.credit_amount || ' ' || v.credit_unit AS "statedCredit", extract(epoch FROM m.created_at)::float8 * 1000 AS "listedAt",
            ARRAY(SELECT DISTINCT r.amount || ' ' || r.unit FROM ${adviceAbout('m.id')} AND ${isLeft} AND r.amount IS NOT NULL AND r.unit IS NOT NULL) AS recommended,
            coalesce((SELECT array_agg(o.text ORDER BY o.position) FROM learning_outcome o WHERE o.version_id = v.id), '{}') AS outcomes,
            ${advisedOn(adviceAbout('m.id'), '$3::date')} AS advised
       FROM micro_credential m
       LEFT JOIN LATERAL (${versionShownAt('m', '$2')}) v ON true
       WHERE m.id = ANY($1::uuid[]) AND m.same_as_id IS NULL AND m.refused_at IS NULL`,
    [ids, now, day],
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

/** Ids of the entries that these institutions listed and of which a version began between two of their days, the first of them left out. */
export async function listEntriesBegun(
  database: Database,
  spans: readonly { listedBy: string; after: CivilDate; until: CivilDate }[],
): Promise<string[]> {
  const some = spans.filter(({ after, until }) => after < until);
  if (some.length === 0) return [];
  const rows = await publicRead<{ id: string }>(
    database,
    `SELECT DISTINCT v.micro_credential_id AS id FROM unnest($1::uuid[], $2::date[], $3::date[]) AS span (listed_by, after, until)
       JOIN micro_credential_version v ON v.steward_tenant_id = span.listed_by AND v.valid_from > span.after AND v.valid_from <= span.until`,
    [some.map(({ listedBy }) => listedBy), some.map(({ after }) => after), some.map(({ until }) => until)],
  );
  return rows.map(({ id }) => id);
}

/** Ids of the entries of which a recommendation stands otherwise on one of two days than on the other, whichever comes first: it began or lapsed between. */
export async function listEntriesTurned(
  database: Database,
  one: CivilDate,
  other: CivilDate,
): Promise<string[]> {
  if (one === other) return [];
  const rows = await publicRead<{ id: string }>(
    database,
    `SELECT DISTINCT coalesce(m.same_as_id, m.id) AS id FROM recommendation r JOIN micro_credential m ON m.id = r.micro_credential_id
      WHERE r.valid_to >= least($1::date, $2::date) AND r.valid_to < greatest($1::date, $2::date)
         OR r.valid_from > least($1::date, $2::date) AND r.valid_from <= greatest($1::date, $2::date)`,
    [one, other],
  );
  return rows.map(({ id }) => id);
}
