import { toldStatuses } from '@/lib/import/undo-plan';
import type { CourseKind } from '@/lib/institution/course-kind';
import { foldCourseCode } from '@/lib/institution/course-code';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { RuleDefinition, RuleStatus, type RuleVersion } from '@/lib/rule/rule-version';
import { plannedAnew } from './planned-anew';
import { lockRules } from './rules';
import { listByIds, versionsNaming } from './rules-by-key';
import type { Tx } from './tx';

export interface KnownRule {
  ruleId: string;
  versionId: string;
  /** Number of the newest version there is, whatever became of it. */
  lastVersion: number;
  status: RuleStatus;
  /** Whether all that there is of it went with imports that were undone: then nothing stands, and nobody has decided against it. */
  isUndone: boolean;
  origin: string;
  definition: RuleDefinition;
  /** What the newest imported version says: its conditions are those that the decision came with. */
  imported: RuleDefinition | null;
  publicNote: string;
  title: string;
  /** Code of its department. */
  department: string | null;
}

/** The newest version of each rule with one of these codes; those that went with an import that was undone count only where there is no other. */
export async function newestByCode(tx: Tx, codes: readonly string[]): Promise<Map<string, KnownRule>> {
  if (codes.length === 0) return new Map();
  const rows = await tx.$queryRaw<
    (Omit<KnownRule, 'status' | 'definition' | 'imported'> & {
      code: string;
      status: string;
      definition: unknown;
      imported: unknown;
    })[]
  >`
    SELECT ${plannedAnew} e.code, e.id AS "ruleId", v.id AS "versionId", v.last AS "lastVersion", v.status, v.is_undone AS "isUndone", v.origin, v.definition, v.public_note AS "publicNote", e.title,
           (SELECT d.code FROM department d WHERE d.tenant_id = e.tenant_id AND d.id = e.department_id) AS department,
           (SELECT i.definition FROM rule_version i WHERE i.tenant_id = e.tenant_id AND i.rule_id = e.id AND i.origin = 'import'
             ORDER BY i.version DESC LIMIT 1) AS imported
      FROM equivalency_rule e
      JOIN LATERAL (
        SELECT w.*, max(w.version) OVER () AS last, u.is_undone FROM rule_version w CROSS JOIN LATERAL (
          SELECT w.status = 'withdrawn' AND EXISTS (
            SELECT FROM import_batch b WHERE b.tenant_id = w.tenant_id AND b.id = w.import_batch_id AND b.status = 'undone') AS is_undone) u
         WHERE w.tenant_id = e.tenant_id AND w.rule_id = e.id ORDER BY u.is_undone, w.version DESC LIMIT 1) v ON true
     WHERE e.tenant_id = current_tenant() AND e.code = ANY(${[...codes]})`;
  return new Map(
    rows.map(({ code, ...row }) => [
      code,
      {
        ...row,
        status: RuleStatus.parse(row.status),
        definition: RuleDefinition.parse(row.definition),
        imported: RuleDefinition.nullable().parse(row.imported),
      },
    ]),
  );
}

/** Rules that hold, or wait to be published, about these micro-credentials, but for those of this import: code, and all that each names. */
export async function rulesAbout(
  tx: Tx,
  microCredentialIds: readonly string[],
  batchId: string,
): Promise<{ code: string; sources: string[] }[]> {
  const naming = await versionsNaming(tx, microCredentialIds);
  if (naming.length === 0) return [];
  return tx.$queryRaw<{ code: string; sources: string[] }[]>`
    SELECT ${plannedAnew} e.code, array_agg(DISTINCT s.micro_credential_id::text) AS sources
      FROM rule_version v JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
      JOIN rule_source s ON s.tenant_id = v.tenant_id AND s.rule_version_id = v.id
     WHERE v.tenant_id = current_tenant() AND v.status IN ('approved', 'published', 'suspended')
       AND v.import_batch_id IS DISTINCT FROM ${batchId}::uuid AND v.id = ANY(${naming}::uuid[])
     GROUP BY e.code, v.id ORDER BY e.code`;
}

export interface KnownTarget {
  code: string;
  credits: string | null;
  kind: CourseKind;
}

/** Courses as they are on the day, by their folded code; of two that fold to one, the one that is written as the file writes it. */
export async function coursesByCode(
  tx: Tx,
  codes: readonly string[],
  day: CivilDate,
): Promise<Map<string, KnownTarget>> {
  if (codes.length === 0) return new Map();
  const rows = await tx.$queryRaw<(KnownTarget & { folded: string })[]>`
    SELECT c.code, v.credits, v.kind, fold_course_code(c.code) AS folded
      FROM course c JOIN LATERAL course_version_on(c.tenant_id, c.id, ${day}::date) v ON true
     WHERE c.tenant_id = current_tenant() AND fold_course_code(c.code) = ANY(${codes.map(foldCourseCode)})
     ORDER BY c.code = ANY(${[...codes]})`;
  return new Map(rows.map(({ folded, ...row }) => [folded, row]));
}

/** Codes of programs as the institution writes them, by their folded form. */
export async function programCodes(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ code: string; folded: string }[]>`
    SELECT code, fold_course_code(code) AS folded
      FROM program WHERE tenant_id = current_tenant() AND fold_course_code(code) = ANY(${codes.map(foldCourseCode)})
     ORDER BY code = ANY(${[...codes]})`;
  return new Map(rows.map(({ code, folded }) => [folded, code]));
}

export interface ExternalCourse {
  key: string;
  slug: string;
  title: string;
  provider: string;
}

/** Lists courses of other universities, so that rules can name them; those that anybody has listed already stay as they are, and are not among what is answered. */
export async function listExternalCourses(
  tx: Tx,
  courses: readonly ExternalCourse[],
  source: string,
): Promise<{ key: string; id: string }[]> {
  if (courses.length === 0) return [];
  return tx.$queryRaw<{ key: string; id: string }[]>`
    INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, kind, title, provider, awarding_body, source)
    SELECT current_tenant(), r.slug, r.key, 'external_course', r.title, r.provider, r.provider, ${source}
      FROM json_to_recordset(${JSON.stringify(courses)}::json) AS r("key" text, "slug" text, "title" text, "provider" text)
    ON CONFLICT (natural_key) DO NOTHING RETURNING natural_key AS key, id`;
}

const unpublishedIn = (batchId: string) => ({ importBatchId: batchId, status: 'approved' });

/** How many versions of a batch are published, or were, on whatever page. */
export async function countTold(tx: Tx, batchId: string): Promise<number> {
  return tx.ruleVersion.count({ where: { importBatchId: batchId, status: { in: [...toldStatuses] } } });
}

/** How many versions of a batch wait for a second person. */
export async function countUnpublished(tx: Tx, batchId: string): Promise<number> {
  return tx.ruleVersion.count({ where: unpublishedIn(batchId) });
}

/** Those versions, in the order of their ids, at most so many. */
export async function unpublishedIds(tx: Tx, batchId: string, most: number): Promise<string[]> {
  const rows = await tx.ruleVersion.findMany({
    where: unpublishedIn(batchId),
    select: { id: true },
    orderBy: { id: 'asc' },
    take: most,
  });
  return rows.map(({ id }) => id);
}

/** Everybody who applied the batch, and so is the author of its rules. */
export async function authorsOfBatch(tx: Tx, batchId: string): Promise<string[]> {
  const rows = await tx.ruleVersion.findMany({
    where: { importBatchId: batchId },
    select: { authorId: true },
    distinct: ['authorId'],
  });
  return rows.map(({ authorId }) => authorId);
}

/** The next of a batch's approved versions by id, held for this transaction. */
export async function takeUnpublished(
  tx: Tx,
  batchId: string,
  after: string | null,
  most: number,
): Promise<{ id: string; ruleId: string }[]> {
  return tx.$queryRaw<{ id: string; ruleId: string }[]>`
    SELECT ${plannedAnew} id, rule_id AS "ruleId" FROM rule_version
     WHERE tenant_id = current_tenant() AND import_batch_id = ${batchId}::uuid AND status = 'approved'
       AND (${after}::uuid IS NULL OR id > ${after}::uuid)
     ORDER BY id LIMIT ${most} FOR UPDATE`;
}

/** Versions that were taken, in the order of their ids, held together with their rules. */
export async function listTaken(
  tx: Tx,
  taken: readonly { id: string; ruleId: string }[],
): Promise<RuleVersion[]> {
  await lockRules(
    tx,
    taken.map(({ ruleId }) => ruleId),
  );
  return listByIds(
    tx,
    taken.map(({ id }) => id),
  );
}
