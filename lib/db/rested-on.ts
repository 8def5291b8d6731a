import type { CivilDate } from '@/lib/kernel/civil-date';
import { Prisma } from './generated/client';
import type { Tx } from './tx';
import { versionShownOn } from './version-shown';

/** A certificate as the catalog told it on a day. */
export interface CertificateThen {
  id: string;
  slug: string;
  title: string;
  provider: string;
  language: string | null;
  /** The version that a review covers, else the one that was shown; null where none was listed. */
  version: {
    label: string;
    validFrom: CivilDate | null;
    validTo: CivilDate | null;
    workloadHours: string | null;
    assessment: string[];
    supervision: string | null;
    outcomes: number;
  } | null;
}

/** Advice as the catalog told it on a day. */
export interface AdviceThen {
  id: string;
  recommender: string;
  amount: string | null;
  isMaximum: boolean;
  unit: string | null;
  levels: string[];
  validFrom: CivilDate | null;
  validTo: CivilDate | null;
  sourceUrl: string;
}

/** These certificates as they were on the day, in the order of their titles; of each one of `versionIds`, where it has one. */
export async function certificatesThen(
  tx: Tx,
  ids: readonly string[],
  versionIds: readonly string[],
  day: CivilDate,
): Promise<CertificateThen[]> {
  return tx.$queryRaw<CertificateThen[]>`
    SELECT m.id, m.slug, m.title, m.provider, m.language,
           (SELECT json_build_object('label', v.label, 'validFrom', v.valid_from, 'validTo', v.valid_to, 'workloadHours', v.workload_hours,
                   'assessment', v.assessment, 'supervision', v.supervision,
                   'outcomes', (SELECT count(*) FROM learning_outcome o WHERE o.version_id = v.id))
              FROM (SELECT w.* FROM (SELECT 0 AS place, w.* FROM versions_on(m.id, d.day) w WHERE w.id = ANY(${[...versionIds]}::uuid[])
                    UNION ALL SELECT 1, w.* FROM (${Prisma.raw(versionShownOn('m', 'd.day'))}) w) w ORDER BY w.place LIMIT 1) v) AS version
      FROM (SELECT ${day}::date AS day) d CROSS JOIN unnest(${[...ids]}::uuid[]) named (id) CROSS JOIN LATERAL micro_credential_on(named.id, d.day) m
     ORDER BY m.title, m.id`;
}

/** These recommendations about these certificates as they were on the day. */
export async function adviceThen(
  tx: Tx,
  microCredentialIds: readonly string[],
  ids: readonly string[],
  day: CivilDate,
): Promise<AdviceThen[]> {
  return tx.$queryRaw<AdviceThen[]>`
    SELECT r.id, r.recommender, r.amount, r.is_maximum AS "isMaximum", r.unit, r.levels, r.valid_from::text AS "validFrom", r.valid_to::text AS "validTo",
           r.source_url AS "sourceUrl"
      FROM unnest(${[...microCredentialIds]}::uuid[]) named (id) CROSS JOIN LATERAL recommendations_on(named.id, ${day}::date) r
     WHERE r.id = ANY(${[...ids]}::uuid[]) ORDER BY r.recommender, r.id`;
}

/** What came of decisions about claims under a version: how many claims were given credit by it, and how much of that was taken back. */
export async function awardsUnder(
  tx: Tx,
  ruleVersionIds: readonly string[],
): Promise<Map<string, { standing: number; takenBack: number }>> {
  const rows = await tx.$queryRaw<{ id: string; standing: number; takenBack: number }[]>`
    SELECT l.rule_version_id AS id,
           count(DISTINCT d.id) FILTER (WHERE r.id IS NULL)::int AS standing,
           count(DISTINCT d.id) FILTER (WHERE r.id IS NOT NULL)::int AS "takenBack"
      FROM award_line l JOIN claim_decision d ON d.tenant_id = l.tenant_id AND d.id = l.decision_id
      LEFT JOIN claim_decision r ON r.tenant_id = d.tenant_id AND r.reverses_id = d.id
     WHERE l.tenant_id = current_tenant() AND l.rule_version_id = ANY(${[...ruleVersionIds]}::uuid[])
     GROUP BY l.rule_version_id`;
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
