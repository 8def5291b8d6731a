import type { Publication } from '@/lib/rule/plan-publication';
import { refuse } from '@/lib/kernel/refusal';
import { plannedAnew } from './planned-anew';
import type { Tx } from './tx';

export interface PublishingAct {
  publisherId: string;
  at: string;
  /** Kept with versions that are revoked because no day is left to them. */
  revokedBecause: string;
}

/**
 * Carries out what was planned, for one version or thousands, in a few statements. Earlier versions come first: the database lets no two
 * versions be in force for one claim, not even within a transaction. @refuses conflict `rule/changed-meanwhile`
 */
export async function putInForce(tx: Tx, plans: readonly Publication[], act: PublishingAct): Promise<void> {
  if (plans.length === 0) return;
  const { publisherId, at } = act;
  const ends = plans.flatMap((plan) =>
    plan.ends.map(({ version: { id, rowVersion }, claimTo }) => ({ id, rowVersion, claimTo })),
  );
  const revokes = plans.flatMap((plan) =>
    plan.revokes.map(({ id, rowVersion, status }) => ({ id, rowVersion, status })),
  );
  const publishes = plans.map(({ version: { id, rowVersion }, move, claimFrom, reviewDueOn }) => ({
    id,
    rowVersion,
    claimFrom,
    reviewDueOn,
    ...move,
  }));
  await all(
    ends.length,
    tx.$executeRaw`
      UPDATE ${plannedAnew} rule_version v SET claim_to = r."claimTo", updated_at = ${at}::timestamptz, row_version = v.row_version + 1
        FROM json_to_recordset(${JSON.stringify(ends)}::json) AS r("id" uuid, "rowVersion" int, "claimTo" date)
       WHERE v.tenant_id = current_tenant() AND v.id = r.id AND v.row_version = r."rowVersion"`,
  );
  await all(
    revokes.length,
    tx.$executeRaw`
      UPDATE ${plannedAnew} rule_version v SET status = 'revoked', status_reason = ${act.revokedBecause}, updated_at = ${at}::timestamptz,
             row_version = v.row_version + 1
        FROM json_to_recordset(${JSON.stringify(revokes)}::json) AS r("id" uuid, "rowVersion" int)
       WHERE v.tenant_id = current_tenant() AND v.id = r.id AND v.row_version = r."rowVersion"`,
  );
  await all(
    publishes.length,
    tx.$executeRaw`
      UPDATE ${plannedAnew} rule_version v SET status = 'published', claim_from = r."claimFrom", review_due_on = r."reviewDueOn",
             published_by_id = CASE WHEN v.published_at IS NULL THEN ${publisherId}::uuid ELSE v.published_by_id END,
             published_at = coalesce(v.published_at, ${at}::timestamptz),
             status_reason = r."reason",
             updated_at = ${at}::timestamptz, row_version = v.row_version + 1
        FROM json_to_recordset(${JSON.stringify(publishes)}::json) AS r("id" uuid, "rowVersion" int, "claimFrom" date, "reviewDueOn" date, "reason" text)
       WHERE v.tenant_id = current_tenant() AND v.id = r.id AND v.row_version = r."rowVersion"`,
  );
  await tx.$executeRaw`
    INSERT INTO rule_transition (tenant_id, rule_version_id, action, from_status, to_status, actor_id, reason, at)
    SELECT current_tenant(), r.id, 'revoke', r.status, 'revoked', ${publisherId}::uuid, ${act.revokedBecause}, ${at}::timestamptz
      FROM json_to_recordset(${JSON.stringify(revokes)}::json) AS r("id" uuid, "status" text)
    UNION ALL
    SELECT current_tenant(), r.id, r."action", r."from", 'published', ${publisherId}::uuid, r."reason", ${at}::timestamptz
      FROM json_to_recordset(${JSON.stringify(publishes)}::json) AS r("id" uuid, "action" text, "from" text, "reason" text)`;
}

/** A statement that nobody waits for is not carried out: where there is nothing to change, nothing is asked. @source Prisma, PrismaPromise */
async function all(wanted: number, update: PromiseLike<number>): Promise<void> {
  if (wanted === 0) return;
  if ((await update) !== wanted) refuse('conflict', 'rule/changed-meanwhile');
}
