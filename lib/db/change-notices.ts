import type { CivilDate } from '@/lib/kernel/civil-date';
import { foldCourseCode } from '@/lib/institution/course-code';
import type { AfterChange } from '@/lib/institution/policy-version';
import { refuse } from '@/lib/kernel/refusal';
import { RuleStatus, type RuleVersion } from '@/lib/rule/rule-version';
import { Prisma } from './generated/client';
import { listByIds } from './rules-by-key';
import type { Tx } from './tx';

/** What can change under a rule. */
export type ChangedSubject = 'course' | 'program' | 'micro_credential' | 'recommendation';

/** States in which a rule rests on what the course list says: decided, or on the way to it. */
export const restingStatuses = [
  'submitted',
  'in_department',
  'in_committee',
  'in_dean',
  'conditionally_approved',
  'approved',
  'published',
  'suspended',
] as const satisfies readonly RuleStatus[];

/** @units rules read with one statement */
const atOnce = 500;

/** What rules are looked for by: courses they grant, programs they hold in by name, or certificates they name by id. */
export type Ground = 'course' | 'program' | 'micro_credential';

/**
 * All rule versions, however many, that can still be claimed on the day or later and rest on one of these. The code of a
 * course is the same however it is written.
 */
export async function listResting(
  tx: Tx,
  ground: Ground,
  names: readonly string[],
  day: CivilDate,
): Promise<RuleVersion[]> {
  if (names.length === 0) return [];
  const naming = {
    course: Prisma.sql`EXISTS (SELECT FROM jsonb_path_query(v.definition, '$.outcomes[*].lines[*].target') AS named(code)
                                WHERE fold_course_code(named.code #>> '{}') = ANY(${names.map(foldCourseCode)}))`,
    program: Prisma.sql`v.definition -> 'programs' ?| ${[...names]}::text[]`,
    micro_credential: Prisma.sql`EXISTS (SELECT FROM rule_source s WHERE s.tenant_id = v.tenant_id AND s.rule_version_id = v.id AND s.micro_credential_id = ANY(${[...names]}::uuid[]))`,
  }[ground];
  const rules: RuleVersion[] = [];
  for (let last: string | null = null; ; ) {
    const found: { id: string }[] = await tx.$queryRaw`
    SELECT v.id FROM rule_version v
     WHERE v.tenant_id = current_tenant() AND v.status = ANY(${[...restingStatuses]}) AND (v.claim_to IS NULL OR v.claim_to >= ${day}::date)
       AND ${naming} AND (${last}::uuid IS NULL OR v.id > ${last}::uuid)
     ORDER BY v.id LIMIT ${atOnce}`;
    rules.push(
      ...(await listByIds(
        tx,
        found.map(({ id }) => id),
      )),
    );
    if (found.length < atOnce) break;
    last = found.at(-1)?.id ?? null;
  }
  return rules.sort((a, b) =>
    a.ruleCode === b.ruleCode ? b.version - a.version : a.ruleCode < b.ruleCode ? -1 : 1,
  );
}

/** A change of the catalog that rules of the institution rest on and nobody there has been told of. */
export interface UntoldChange {
  subject: 'micro_credential' | 'recommendation';
  subjectId: string;
  microCredentialId: string;
  name: string;
  firstDay: CivilDate;
  ruleVersionId: string;
}

/** Changes of the catalog, the latest of each entry, under rule versions that were there before and have no notice of it. */
export async function listUntoldChanges(tx: Tx): Promise<UntoldChange[]> {
  return tx.$queryRaw<UntoldChange[]>`
    SELECT DISTINCT c.subject, c.id AS "subjectId", c.micro_credential_id AS "microCredentialId", c.name, c.first_day::text AS "firstDay", v.id AS "ruleVersionId"
      FROM (SELECT 'micro_credential' AS subject, m.id, m.id AS micro_credential_id, m.title AS name, m.first_day, m.changed_at
              FROM micro_credential m WHERE m.changed_at IS NOT NULL
             UNION ALL
            SELECT 'micro_credential', m.id, m.id, m.title, w.first_day, w.changed_at
              FROM micro_credential_version w JOIN micro_credential m ON m.id = w.micro_credential_id WHERE w.changed_at IS NOT NULL
             UNION ALL
            SELECT 'recommendation', r.id, m.id, r.recommender || ': ' || m.title, r.first_day, r.changed_at
              FROM recommendation r JOIN micro_credential m ON m.id = r.micro_credential_id WHERE r.changed_at IS NOT NULL) c
      JOIN rule_source s ON s.tenant_id = current_tenant() AND s.micro_credential_id = c.micro_credential_id
      JOIN rule_version v ON v.tenant_id = s.tenant_id AND v.id = s.rule_version_id
     WHERE v.status = ANY(${[...restingStatuses]}) AND v.created_at < c.changed_at AND (v.claim_to IS NULL OR v.claim_to >= c.first_day)
       AND NOT EXISTS (SELECT FROM change_notice n WHERE n.tenant_id = v.tenant_id AND n.rule_version_id = v.id AND n.subject_id = c.id AND n.first_day >= c.first_day)
     ORDER BY 5, 4, 6`;
}

/** Whoever tells of changes waits until nobody else does, so that each is told once. */
export async function lockTelling(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(current_tenant()::text || '/catalog-changes', 0))`;
}

export interface NewNotice {
  ruleVersionId: string;
  subject: ChangedSubject;
  subjectId: string;
  code: string;
  firstDay: CivilDate;
  /** What the rule gives, in the home unit; null where nobody can say. */
  earnedBefore: string | null;
  earnedAfter: string | null;
  asksFor: AfterChange;
}

/** Keeps notices; one about the same day that was settled already is open again, since what was looked at has changed. */
export async function addNotices(
  tx: Tx,
  notices: readonly NewNotice[],
  by: { personId: string | null; at: string },
): Promise<void> {
  if (notices.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO change_notice AS n (tenant_id, rule_version_id, subject, subject_id, code, first_day, earned_before, earned_after, asks_for, changed_by_id, changed_at)
    SELECT current_tenant(), r."ruleVersionId", r.subject, r."subjectId", r.code, r."firstDay", r."earnedBefore", r."earnedAfter", r."asksFor", ${by.personId}::uuid, ${by.at}::timestamptz
      FROM json_to_recordset(${JSON.stringify(notices)}::json)
        AS r("ruleVersionId" uuid, "subject" text, "subjectId" uuid, "code" text, "firstDay" date, "earnedBefore" text, "earnedAfter" text, "asksFor" text)
    ON CONFLICT (tenant_id, rule_version_id, subject_id, first_day) DO UPDATE
       SET earned_after = EXCLUDED.earned_after, asks_for = EXCLUDED.asks_for, changed_by_id = EXCLUDED.changed_by_id, changed_at = EXCLUDED.changed_at, followed_by_id = NULL, followed_at = NULL`;
}

/** Who else wrote the version `v`. */
const contributorIds = Prisma.sql`ARRAY(SELECT c.person_id::text FROM rule_contributor c WHERE c.tenant_id = v.tenant_id AND c.rule_version_id = v.id) AS "contributorIds"`;

/** A notice that nobody has settled, and the rule that it is about. */
export interface OpenNotice extends NewNotice {
  id: string;
  ruleTitle: string;
  ruleCode: string;
  version: number;
  status: RuleStatus;
  departmentId: string | null;
  authorId: string;
  contributorIds: string[];
  /** Null where the catalog changed: whoever lists the entry did it. */
  changedBy: string | null;
}

/** Open notices, of one version where it is given, the longest waiting first; one is settled by a word that the rule follows, or by a newer version of the rule. */
export async function listOpenNotices(
  tx: Tx,
  page: number,
  size: number,
  ruleVersionId: string | null = null,
): Promise<{ rows: OpenNotice[]; total: number }> {
  const rows = await tx.$queryRaw<(Omit<OpenNotice, 'status'> & { status: string; total: number })[]>`
    SELECT n.id, n.rule_version_id AS "ruleVersionId", n.subject, n.subject_id AS "subjectId", n.code, n.first_day::text AS "firstDay",
           n.earned_before AS "earnedBefore", n.earned_after AS "earnedAfter", n.asks_for AS "asksFor", v.author_id AS "authorId", ${contributorIds}, e.title AS "ruleTitle", e.code AS "ruleCode", e.department_id AS "departmentId", v.version, v.status, p.name AS "changedBy",
           count(*) OVER ()::int AS total
      FROM change_notice n
      JOIN rule_version v ON v.tenant_id = n.tenant_id AND v.id = n.rule_version_id
      JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
      LEFT JOIN person p ON p.tenant_id = n.tenant_id AND p.id = n.changed_by_id
     WHERE n.tenant_id = current_tenant() AND n.followed_at IS NULL AND v.status = ANY(${[...restingStatuses]})
       AND (${ruleVersionId}::uuid IS NULL OR v.id = ${ruleVersionId}::uuid)
       AND NOT EXISTS (SELECT FROM rule_version w WHERE w.tenant_id = v.tenant_id AND w.rule_id = v.rule_id AND w.version > v.version AND w.status NOT IN ('withdrawn', 'rejected'))
     ORDER BY n.changed_at, e.code, n.code LIMIT ${size} OFFSET ${(page - 1) * size}`;
  return {
    rows: rows.map(({ total: _, status, ...row }) => ({ ...row, status: RuleStatus.parse(status) })),
    total: rows[0]?.total ?? 0,
  };
}

/** How many notices about each of these versions nobody has settled; what has none is not among them. */
export async function countOpenNotices(
  tx: Tx,
  ruleVersionIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.changeNotice.groupBy({
    by: ['ruleVersionId'],
    where: { ruleVersionId: { in: [...ruleVersionIds] }, followedAt: null },
    _count: true,
  });
  return new Map(rows.map((row) => [row.ruleVersionId, row._count]));
}

export interface LockedNotice {
  id: string;
  tenantId: string;
  departmentId: string | null;
  ruleVersionId: string;
  authorId: string;
  contributorIds: string[];
  code: string;
  asksFor: AfterChange;
  isFollowed: boolean;
}

/** Takes the notice for this transaction. @refuses not_found */
export async function lockNotice(tx: Tx, id: string): Promise<LockedNotice> {
  const [row] = await tx.$queryRaw<LockedNotice[]>`
    SELECT n.id, n.tenant_id AS "tenantId", e.department_id AS "departmentId", n.rule_version_id AS "ruleVersionId", v.author_id AS "authorId", ${contributorIds}, n.code, n.asks_for AS "asksFor", n.followed_at IS NOT NULL AS "isFollowed"
      FROM change_notice n
      JOIN rule_version v ON v.tenant_id = n.tenant_id AND v.id = n.rule_version_id
      JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
     WHERE n.tenant_id = current_tenant() AND n.id = ${id}::uuid FOR UPDATE OF n`;
  return row ?? refuse('not_found', 'notice/not-found');
}

export async function settleNotice(tx: Tx, id: string, personId: string, at: string): Promise<void> {
  await tx.changeNotice.updateMany({ where: { id }, data: { followedById: personId, followedAt: at } });
}
