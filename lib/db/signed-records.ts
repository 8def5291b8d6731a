import type { RecordStanding, StatusPlace } from '@/lib/signed-record/status-list';
import { closedBefore } from './as-of';
import type { Database } from './client';
import { Prisma } from './generated/client';
import { publicRead } from './public-read';
import type { Tx } from './tx';

export interface NewSignedRecord {
  tenantId: string;
  id: string;
  keyId: string;
  status: StatusPlace;
  document: string;
  signedAt: string;
  about: { ruleVersionId: string; policyVersionId: string } | { decisionId: string; studentId: string };
}

/** Keeps what was signed, byte for byte; whether there was room for it: another record may be at its place of the list. */
export async function addSignedRecord(
  tx: Tx,
  { status: { list, place }, about, ...record }: NewSignedRecord,
): Promise<boolean> {
  const { count } = await tx.signedRecord.createMany({
    data: [{ ...record, ...about, statusList: list, statusPlace: place }],
    skipDuplicates: true,
  });
  return count === 1;
}

/**
 * Published rules of the institution at work that nobody signed yet under the policy: so many at most, how many there are, and how
 * many of these gave way to a later version. What had ended
 * before the policy came into force was decided under another one, and is not signed under it.
 */
export async function unsignedRules(
  tx: Tx,
  policyVersionId: string,
  most: number,
): Promise<{ ids: string[]; total: number; earlier: number }> {
  const rows = await tx.$queryRaw<{ id: string; total: number; earlier: number }[]>`
    SELECT v.id, (count(*) OVER ())::int AS total, (count(*) FILTER (WHERE EXISTS (
             SELECT FROM rule_version n WHERE n.tenant_id = v.tenant_id AND n.rule_id = v.rule_id AND n.version > v.version AND n.status = 'published')) OVER ())::int AS earlier
      FROM rule_version v
      JOIN policy_version p ON p.tenant_id = v.tenant_id AND p.id = ${policyVersionId}::uuid
     WHERE v.tenant_id = current_tenant() AND v.status = 'published' AND NOT ${Prisma.raw(closedBefore('p.effective_from', 'v.claim_to'))}
       AND NOT EXISTS (SELECT FROM signed_record r WHERE r.tenant_id = v.tenant_id AND r.rule_version_id = v.id AND r.policy_version_id = p.id)
     ORDER BY v.id LIMIT ${most}`;
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0, earlier: rows[0]?.earlier ?? 0 };
}

/** How many records of decisions the institution at work has signed, and how many badges of awards. */
export async function countSignedRecords(tx: Tx): Promise<{ decisions: number; badges: number }> {
  const badges = await tx.signedRecord.count({ where: { decisionId: { not: null } } });
  return { decisions: (await tx.signedRecord.count()) - badges, badges };
}

/** The id of the policy of the institution at work that is in force on a day, by its version; null where it is not adopted. */
export async function policyIdOf(tx: Tx, version: number): Promise<string | null> {
  const row = await tx.policyVersion.findFirst({
    where: { version, status: 'adopted' },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** The list on which new records of the institution at work are told, and which of its places are taken. */
export async function openStatusList(
  tx: Tx,
  mostOnList: number,
): Promise<{ list: number; taken: Set<number> }> {
  const [newest] = await tx.$queryRaw<{ list: number; count: number }[]>`
    SELECT status_list AS list, count(*)::int AS count FROM signed_record WHERE tenant_id = current_tenant() GROUP BY 1 ORDER BY 1 DESC LIMIT 1`;
  if (newest === undefined || newest.count >= mostOnList)
    return { list: (newest?.list ?? 0) + 1, taken: new Set() };
  const rows = await tx.signedRecord.findMany({
    where: { statusList: newest.list },
    select: { statusPlace: true },
  });
  return { list: newest.list, taken: new Set(rows.map(({ statusPlace }) => statusPlace)) };
}

/**
 * The records on a list that do not stand: those of rules that are suspended or revoked, and of awards that were taken back; null where
 * nothing is on it.
 */
export async function fallenOnList(
  tx: Tx,
  list: number,
): Promise<{ place: number; standing: RecordStanding }[] | null> {
  const rows = await tx.$queryRaw<{ place: number | null; standing: RecordStanding }[]>`
    SELECT r.status_place AS place, CASE WHEN v.status = 'revoked' OR r.decision_id IS NOT NULL THEN 'revoked' ELSE 'suspended' END AS standing
      FROM signed_record r LEFT JOIN rule_version v ON v.tenant_id = r.tenant_id AND v.id = r.rule_version_id
     WHERE r.tenant_id = current_tenant() AND r.status_list = ${list}::int
       AND (v.status IN ('suspended', 'revoked')
            OR EXISTS (SELECT FROM claim_decision d WHERE d.tenant_id = r.tenant_id AND d.reverses_id = r.decision_id))
     ORDER BY 1`;
  if (rows.length > 0)
    return rows.flatMap(({ place, standing }) => (place === null ? [] : [{ place, standing }]));
  return (await tx.signedRecord.findFirst({ where: { statusList: list }, select: { id: true } })) === null
    ? null
    : [];
}

/** What was signed last about a version of a rule; null where nothing was. */
export async function recordOfRule(
  database: Database,
  tenantId: string,
  ruleVersionId: string,
): Promise<{ id: string; document: string; signedAt: string } | null> {
  const [row] = await publicRead<{ id: string; document: string; signedAt: string }>(
    database,
    `SELECT id, document, to_json(signed_at) #>> '{}' AS "signedAt" FROM signed_record
      WHERE tenant_id = $1::uuid AND rule_version_id = $2::uuid ORDER BY signed_at DESC, id LIMIT 1`,
    [tenantId, ruleVersionId],
  );
  return row ?? null;
}

/** What was signed about an award, by the decision that made it; null where nothing was. */
export async function recordOfAward(
  tx: Tx,
  decisionId: string,
): Promise<{ id: string; document: string } | null> {
  return tx.signedRecord.findFirst({ where: { decisionId }, select: { id: true, document: true } });
}

/** A badge that the institution at work signed, and whether its award was taken back; null where there is none under that id. */
export async function findAwardBadge(
  tx: Tx,
  id: string,
): Promise<{ document: string; isRevoked: boolean } | null> {
  const row = await tx.signedRecord.findFirst({
    where: { id, decisionId: { not: null } },
    select: { document: true, decision: { select: { reversals: { select: { id: true } } } } },
  });
  return row && { document: row.document, isRevoked: (row.decision?.reversals.length ?? 0) > 0 };
}
