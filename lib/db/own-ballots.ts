import type { OwnBallot, OwnCastingVote } from '@/lib/figures/reviewing-record';
import { StageKind } from '@/lib/review/stage-config';
import type { Days } from './figure-facts';
import type { Tx } from './tx';

/** The first ballot of these records of one person in each stage, within the days; the latest first. Casting votes are beside a seat. */
export async function listOwnBallots(
  tx: Tx,
  personIds: readonly string[],
  { from, until }: Days,
): Promise<OwnBallot[]> {
  const rows = await tx.$queryRaw<(Omit<OwnBallot, 'kind'> & { kind: string })[]>`
    SELECT c.id AS "caseId", e.title, s.kind, (a.assigned_at AT TIME ZONE i.time_zone)::date::text AS "seatedOn", b."votedOn"::text AS "votedOn", s.due_on::text AS "dueOn"
      FROM review_assignment a JOIN institution i ON i.id = a.tenant_id
      JOIN review_stage s ON s.tenant_id = a.tenant_id AND s.id = a.stage_id
      JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
      JOIN rule_version v ON v.tenant_id = c.tenant_id AND v.id = c.rule_version_id
      JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
      JOIN LATERAL (SELECT (min(t.cast_at) AT TIME ZONE i.time_zone)::date AS "votedOn" FROM vote t
                     WHERE t.tenant_id = a.tenant_id AND t.stage_id = a.stage_id AND t.person_id = a.person_id AND NOT t.is_casting AND stands(t)) b
        ON b."votedOn" >= ${from}::date AND b."votedOn" < ${until}::date
     WHERE a.tenant_id = current_tenant() AND a.person_id = ANY(${[...personIds]}::uuid[]) AND a.is_voting AND NOT a.is_recused
     ORDER BY b."votedOn" DESC, e.title, s.id`;
  return rows.map(({ kind, ...row }) => ({ ...row, kind: StageKind.parse(kind) }));
}

/** The casting vote of these records of one person in each tied stage, within the days; the latest first. Whoever stepped back has none that stands. */
export async function listOwnCastingVotes(
  tx: Tx,
  personIds: readonly string[],
  { from, until }: Days,
): Promise<OwnCastingVote[]> {
  const mine = [...personIds];
  const rows = await tx.$queryRaw<(Omit<OwnCastingVote, 'kind'> & { kind: string })[]>`
    SELECT c.id AS "caseId", e.title, s.kind, t."votedOn"::text AS "votedOn"
      FROM (SELECT b.tenant_id, b.stage_id, (max(b.cast_at) AT TIME ZONE i.time_zone)::date AS "votedOn"
              FROM vote b JOIN institution i ON i.id = b.tenant_id
             WHERE b.tenant_id = current_tenant() AND b.person_id = ANY(${mine}::uuid[]) AND b.is_casting AND stands(b)
             GROUP BY b.tenant_id, b.stage_id, i.time_zone) t
      JOIN review_stage s ON s.tenant_id = t.tenant_id AND s.id = t.stage_id
      JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
      JOIN rule_version v ON v.tenant_id = c.tenant_id AND v.id = c.rule_version_id
      JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
     WHERE t."votedOn" >= ${from}::date AND t."votedOn" < ${until}::date
       AND NOT EXISTS (SELECT FROM review_assignment a WHERE a.tenant_id = t.tenant_id AND a.stage_id = t.stage_id
                          AND a.person_id = ANY(${mine}::uuid[]) AND a.is_recused)
     ORDER BY t."votedOn" DESC, e.title, s.id`;
  return rows.map(({ kind, ...row }) => ({ ...row, kind: StageKind.parse(kind) }));
}
