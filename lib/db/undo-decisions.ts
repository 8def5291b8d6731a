import { RuleStatus } from '@/lib/rule/rule-version';
import { closedStatuses } from '@/lib/rule/lifecycle';
import { Prisma } from './generated/client';
import type { ImportAct } from './added-rules';
import { plannedAnew } from './planned-anew';
import type { Tx } from './tx';

/** A decision that came with an import, as things stand. */
export interface ImportedDecision {
  id: string;
  /** Line of the file that brought it; null where that is not kept, or undoing another import let it wait again. */
  line: number | null;
  title: string;
  status: RuleStatus;
  /** Number of the newest later version that another road made and nobody withdrew. */
  later: number | null;
  /** The imported decision whose place it took before anybody published it. */
  replaces: string | null;
}

/** Takes all decisions of a batch, with their mappings, for this transaction. */
export async function lockDecisions(tx: Tx, batchId: string): Promise<void> {
  await tx.$executeRaw`
    SELECT FROM equivalency_rule e WHERE e.tenant_id = current_tenant()
       AND e.id IN (SELECT v.rule_id FROM rule_version v WHERE v.tenant_id = current_tenant() AND v.import_batch_id = ${batchId}::uuid) ORDER BY e.id FOR UPDATE`;
  await tx.$executeRaw`
    SELECT FROM rule_version v WHERE v.tenant_id = current_tenant() AND v.import_batch_id = ${batchId}::uuid ORDER BY v.id FOR UPDATE`;
}

/** How many decisions a batch brought, or let wait again. */
export async function countDecisions(tx: Tx, importBatchId: string): Promise<number> {
  return tx.ruleVersion.count({ where: { importBatchId } });
}

/** Which decision of a batch stands where in its file. */
export type DecisionPlace = Pick<ImportedDecision, 'id' | 'line'>;

/** All decisions of a batch in the order of its file; behind them, by id, those whose line is not kept. */
export async function decisionsInOrder(tx: Tx, batchId: string): Promise<DecisionPlace[]> {
  const placed = Prisma.sql`
    SELECT (r.effect ->> 'ruleVersionId')::uuid AS id, r.line FROM import_row r
     WHERE r.tenant_id = current_tenant() AND r.batch_id = ${batchId}::uuid AND r.effect IS NOT NULL`;
  // Two lists of which one is taken from the other: a look into the rows for each decision would be as many looks as there are of both.
  return tx.$queryRaw<DecisionPlace[]>`
    SELECT ${plannedAnew} id, line FROM (${placed}) p
     UNION ALL
    SELECT o.id, NULL FROM (
      SELECT v.id FROM rule_version v WHERE v.tenant_id = current_tenant() AND v.import_batch_id = ${batchId}::uuid
      EXCEPT SELECT p.id FROM (${placed}) p) o
     ORDER BY line NULLS LAST, id`;
}

/** These decisions of a batch as things stand. `replacedBecause` is the reason under which an import withdraws what it replaces. */
export async function decisionsNow(
  tx: Tx,
  batchId: string,
  places: readonly DecisionPlace[],
  replacedBecause: string,
): Promise<ImportedDecision[]> {
  // The version before is looked up by itself, or all that were withdrawn so far are looked through for each.
  const rows = await tx.$queryRaw<(Omit<ImportedDecision, 'status'> & { status: string })[]>`
    SELECT ${plannedAnew} s.line, v.id, e.title, v.status,
           (SELECT max(w.version) FROM rule_version w
             WHERE w.tenant_id = v.tenant_id AND w.rule_id = v.rule_id AND w.version > v.version AND w.status <> 'withdrawn'
               AND w.import_batch_id IS DISTINCT FROM v.import_batch_id) AS later,
           (SELECT w.id FROM (
              SELECT x.* FROM rule_version x WHERE x.tenant_id = v.tenant_id AND x.rule_id = v.rule_id AND x.version = v.version - 1 LIMIT 1) w
             WHERE w.status = 'withdrawn' AND w.origin = 'import' AND w.status_reason = ${replacedBecause} AND w.updated_at = v.created_at) AS replaces
      FROM jsonb_to_recordset(${JSON.stringify(places)}::jsonb) AS s(id uuid, line int) CROSS JOIN LATERAL (SELECT w.* FROM rule_version w WHERE w.tenant_id = current_tenant() AND w.id = s.id LIMIT 1) v
      JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
     WHERE v.import_batch_id = ${batchId}::uuid
     ORDER BY s.line NULLS LAST, v.id`;
  return rows.map((row) => ({ ...row, status: RuleStatus.parse(row.status) }));
}

/**
 * What rests on decisions of a batch without being of it: mappings that take one as a precedent, and those that go before a mapping which
 * the batch added. Up to five codes by id of the decision.
 */
export async function restingOnDecisions(tx: Tx, batchId: string): Promise<Map<string, string[]>> {
  const rows = await tx.$queryRaw<{ id: string; codes: string[] }[]>`
    WITH mine AS MATERIALIZED (
           SELECT v.id, v.version, e.code FROM rule_version v JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
            WHERE v.tenant_id = current_tenant() AND v.import_batch_id = ${batchId}::uuid),
         others AS MATERIALIZED (
           SELECT y.rule_id, y.basis -> 'precedentRuleVersionIds' AS precedents, y.definition -> 'overrides' AS overrides FROM rule_version y
            WHERE y.tenant_id = current_tenant() AND y.status <> ALL(${[...closedStatuses]}) AND y.import_batch_id IS DISTINCT FROM ${batchId}::uuid
              AND (jsonb_array_length(coalesce(y.basis -> 'precedentRuleVersionIds', '[]')) > 0 OR jsonb_array_length(coalesce(y.definition -> 'overrides', '[]')) > 0)),
         resting AS (
           SELECT m.id, o.rule_id FROM others o CROSS JOIN LATERAL jsonb_array_elements_text(coalesce(o.precedents, '[]')) AS p(id) JOIN mine m ON m.id::text = p.id
            UNION
           SELECT m.id, o.rule_id FROM others o CROSS JOIN LATERAL jsonb_array_elements_text(coalesce(o.overrides, '[]')) AS p(code)
             JOIN mine m ON m.code = p.code AND m.version = 1)
    SELECT r.id, (array_agg(DISTINCT e.code))[1:5] AS codes FROM resting r JOIN equivalency_rule e ON e.tenant_id = current_tenant() AND e.id = r.rule_id GROUP BY r.id`;
  return new Map(rows.map(({ id, codes }) => [id, codes]));
}

/**
 * Lets imported decisions wait again that another import had replaced before anybody published them: each as a new version that says what
 * they said, of the same import and author as before.
 */
export async function restoreUnpublished(
  tx: Tx,
  versionIds: readonly string[],
  act: Omit<ImportAct, 'batchId'>,
): Promise<void> {
  if (versionIds.length === 0) return;
  await tx.$executeRaw`
    WITH again AS (
      INSERT INTO rule_version (tenant_id, rule_id, version, status, origin, definition, basis, public_note, claim_from, claim_to, credential_from, credential_to,
                                author_id, import_batch_id, approved_at, created_at, updated_at)
      SELECT w.tenant_id, w.rule_id, (SELECT max(n.version) + 1 FROM rule_version n WHERE n.tenant_id = w.tenant_id AND n.rule_id = w.rule_id), 'approved', 'import',
             w.definition, w.basis, w.public_note, w.claim_from, w.claim_to, w.credential_from, w.credential_to, w.author_id, w.import_batch_id,
             ${act.at}::timestamptz, ${act.at}::timestamptz, ${act.at}::timestamptz
        FROM rule_version w WHERE w.tenant_id = current_tenant() AND w.id = ANY(${[...versionIds]}::uuid[])
      RETURNING tenant_id, id, rule_id, version),
    sources AS (
      INSERT INTO rule_source (tenant_id, rule_version_id, micro_credential_id)
      SELECT a.tenant_id, a.id, s.micro_credential_id FROM again a
        JOIN rule_version w ON w.tenant_id = a.tenant_id AND w.rule_id = a.rule_id AND w.id = ANY(${[...versionIds]}::uuid[])
        JOIN rule_source s ON s.tenant_id = w.tenant_id AND s.rule_version_id = w.id)
    INSERT INTO rule_transition (tenant_id, rule_version_id, action, from_status, to_status, actor_id, reason, at)
    SELECT tenant_id, id, 'import', 'draft', 'approved', ${act.authorId}::uuid, ${act.reason}, ${act.at}::timestamptz FROM again`;
}
