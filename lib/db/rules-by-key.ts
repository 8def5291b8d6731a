import type { RuleStatus, RuleVersion } from '@/lib/rule/rule-version';
import { Prisma } from './generated/client';
import { plannedAnew } from './planned-anew';
import { fromRow, type StoredVersion } from './rules';
import type { Tx } from './tx';

// Thousands of keys at once are looked up one by one, each by its index: within a transaction that adds or changes as many rows the planner
// knows nothing of them, takes the tables for small, and would read all that the institution has for each thousand.

type Found = Omit<StoredVersion, 'rule' | 'importBatch' | 'contributors'> & {
  code: string;
  title: string;
  departmentId: string | null;
  importedById: string | null;
  contributorIds: string[];
};

/** What is read of `v`, a version that was found, and of all that belongs to it. */
const whole = Prisma.sql`${plannedAnew}
  v.tenant_id AS "tenantId", v.id, v.rule_id AS "ruleId", v.version, v.status, v.origin, v.definition, v.basis, v.change_class AS "changeClass",
  v.public_note AS "publicNote", v.internal_note AS "internalNote", v.claim_from AS "claimFrom", v.claim_to AS "claimTo",
  v.review_due_on AS "reviewDueOn", v.author_id AS "authorId", v.submitted_at AS "submittedAt", v.approved_at AS "approvedAt",
  v.published_by_id AS "publishedById", v.published_at AS "publishedAt", v.status_reason AS "statusReason", v.created_at AS "createdAt",
  v.updated_at AS "updatedAt", v.row_version AS "rowVersion", e.code, e.title, e.department_id AS "departmentId",
  (SELECT b.created_by_id FROM import_batch b WHERE b.tenant_id = v.tenant_id AND b.id = v.import_batch_id) AS "importedById",
  (SELECT coalesce(array_agg(c.person_id::text ORDER BY c.since, c.person_id), '{}') FROM rule_contributor c
    WHERE c.tenant_id = v.tenant_id AND c.rule_version_id = v.id) AS "contributorIds"`;
const itsRule = Prisma.sql`CROSS JOIN LATERAL (
  SELECT r.code, r.title, r.department_id FROM equivalency_rule r WHERE r.tenant_id = v.tenant_id AND r.id = v.rule_id LIMIT 1) e`;
/** The versions that name one of these micro-credentials, once each, without those that are known already. */
const naming = (ids: readonly string[], known: readonly string[] = []) => Prisma.sql`
  (SELECT DISTINCT s.rule_version_id AS id FROM unnest(${[...new Set(ids)]}::uuid[]) AS named(id) CROSS JOIN LATERAL (
     SELECT t.rule_version_id FROM rule_source t WHERE t.tenant_id = current_tenant() AND t.micro_credential_id = named.id OFFSET 0) s
    WHERE s.rule_version_id NOT IN (SELECT unnest(${[...known]}::uuid[])))`;

/** These versions, in the order of their ids. */
export async function listByIds(tx: Tx, ids: readonly string[]): Promise<RuleVersion[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<Found[]>`
    SELECT ${whole}
      FROM unnest(${[...new Set(ids)]}::uuid[]) AS given(id) CROSS JOIN LATERAL (
        SELECT w.* FROM rule_version w WHERE w.tenant_id = current_tenant() AND w.id = given.id LIMIT 1) v ${itsRule}
     ORDER BY v.id`;
  return rows.map(fromFound);
}

/** The same, held until the transaction ends; always in the same order. */
export async function lockByIds(tx: Tx, ids: readonly string[]): Promise<RuleVersion[]> {
  await tx.$queryRaw`
    SELECT v.id FROM rule_version v WHERE v.tenant_id = current_tenant() AND v.id = ANY(${[...ids]}::uuid[]) ORDER BY v.id FOR UPDATE`;
  return listByIds(tx, ids);
}

/** All versions of these rules but those that are known already. */
export async function listVersionsOf(
  tx: Tx,
  ruleIds: readonly string[],
  known: readonly string[] = [],
): Promise<RuleVersion[]> {
  if (ruleIds.length === 0) return [];
  const rows = await tx.$queryRaw<Found[]>`
    SELECT ${whole}
      FROM unnest(${[...new Set(ruleIds)]}::uuid[]) AS given(id) CROSS JOIN LATERAL (
        SELECT w.* FROM rule_version w WHERE w.tenant_id = current_tenant() AND w.rule_id = given.id OFFSET 0) v ${itsRule}
     WHERE v.id NOT IN (SELECT unnest(${[...known]}::uuid[]))`;
  return rows.map(fromFound);
}

/**
 * Rule versions in those states that name one of the micro-credentials, by code, the newest first; at most so many where that is said,
 * and without those that are known already.
 */
export async function listNaming(
  tx: Tx,
  microCredentialIds: readonly string[],
  statuses: readonly RuleStatus[],
  { most, known = [] }: { most?: number; known?: readonly string[] } = {},
): Promise<RuleVersion[]> {
  if (microCredentialIds.length === 0) return [];
  const rows = await tx.$queryRaw<Found[]>`
    SELECT ${whole}
      FROM ${naming(microCredentialIds, known)} AS given CROSS JOIN LATERAL (
        SELECT w.* FROM rule_version w WHERE w.tenant_id = current_tenant() AND w.id = given.id LIMIT 1) v ${itsRule}
     WHERE v.status = ANY(${[...statuses]}::text[])
     ORDER BY e.code, v.version DESC LIMIT ${most ?? null}::bigint`;
  return rows.map(fromFound);
}

/** Ids of the versions that name one of these micro-credentials, in any state. */
export async function versionsNaming(tx: Tx, microCredentialIds: readonly string[]): Promise<string[]> {
  if (microCredentialIds.length === 0) return [];
  const rows = await tx.$queryRaw<
    { id: string }[]
  >`SELECT ${plannedAnew} id FROM ${naming(microCredentialIds)} AS given`;
  return rows.map(({ id }) => id);
}

function fromFound({ code, title, departmentId, importedById, contributorIds, ...row }: Found): RuleVersion {
  return fromRow({
    ...row,
    rule: { code, title, departmentId },
    importBatch: importedById === null ? null : { createdById: importedById },
    contributors: contributorIds.map((personId) => ({ personId })),
  });
}
