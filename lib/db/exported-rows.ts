import type { ExportedCourse, ExportedProgram } from '@/lib/export/curriculum-cells';
import type { ExportedEntry } from '@/lib/export/entry-cells';
import type { ExportedRecommendation } from '@/lib/export/recommendation-cells';
import type { ExportedRule } from '@/lib/export/rule-cells';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { codeInKey, MicroCredentialKind } from '@/lib/micro-credential/natural-key';
import { RuleDefinition } from '@/lib/rule/rule-version';
import { Prisma } from './generated/client';
import { findListedEntries } from './listed-entries';
import { findRecommendations } from './recommendations';
import type { Tx } from './tx';

/** A row that leaves, and the words after which the next part begins. */
type Next<Row> = Row & { after: string };

const ofDepartment = Prisma.sql`d.code AS "departmentCode", d.name AS "departmentName"`;
const department = (entry: Prisma.Sql) =>
  Prisma.sql`LEFT JOIN department d ON d.tenant_id = ${entry}.tenant_id AND d.id = ${entry}.department_id`;

/** How many courses or programs there are. */
export async function countCurriculum(tx: Tx, what: 'courses' | 'programs'): Promise<number> {
  return what === 'courses' ? tx.course.count() : tx.program.count();
}

/** Courses as they are on the day, in the order of their codes, after one of them. */
export async function nextCourses(
  tx: Tx,
  day: CivilDate,
  after: string,
  most: number,
): Promise<Next<ExportedCourse>[]> {
  return tx.$queryRaw<Next<ExportedCourse>[]>`
    SELECT c.code, c.title, c.credits, c.level, c.kind, c.status, k.source, ${ofDepartment}, c.code AS after,
           ARRAY(SELECT o.text FROM course_outcome o WHERE o.tenant_id = c.tenant_id AND o.course_id = c.id ORDER BY o.position) AS outcomes
      FROM course_on(${day}::date) c JOIN course k ON k.tenant_id = c.tenant_id AND k.id = c.id ${department(Prisma.sql`c`)}
     WHERE c.tenant_id = current_tenant() AND c.code > ${after} ORDER BY c.code LIMIT ${most}`;
}

/** Programs as they are on the day, in the order of their codes, after one of them. */
export async function nextPrograms(
  tx: Tx,
  day: CivilDate,
  after: string,
  most: number,
): Promise<Next<ExportedProgram>[]> {
  return tx.$queryRaw<Next<ExportedProgram>[]>`
    SELECT p.code, p.title, p.level, p.total_credits AS "totalCredits", p.limits, p.status, k.source, ${ofDepartment}, p.code AS after
      FROM program_on(${day}::date) p JOIN program k ON k.tenant_id = p.tenant_id AND k.id = p.id ${department(Prisma.sql`p`)}
     WHERE p.tenant_id = current_tenant() AND p.code > ${after} ORDER BY p.code LIMIT ${most}`;
}

/** Rule versions, in the order of these ids. */
export async function exportedRules(tx: Tx, ids: readonly string[]): Promise<ExportedRule[]> {
  const rows = await tx.$queryRaw<ExportedRule[]>`
    SELECT e.code AS "ruleCode", e.title, v.version, v.status, v.definition, v.public_note AS "publicNote",
           v.claim_from::text AS "claimFrom", v.claim_to::text AS "claimTo", d.code AS "departmentCode"
      FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS asked(id, place)
      JOIN rule_version v ON v.tenant_id = current_tenant() AND v.id = asked.id
      JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
      LEFT JOIN department d ON d.tenant_id = e.tenant_id AND d.id = e.department_id
     ORDER BY asked.place`;
  return rows.map((row) => ({ ...row, definition: RuleDefinition.parse(row.definition) }));
}

/** Entries of the catalog with all their versions, in the order of these ids. */
export async function exportedEntries(tx: Tx, ids: readonly string[]): Promise<ExportedEntry[]> {
  type Rest = Pick<ExportedEntry, 'naturalKey' | 'levelLabel' | 'source' | 'retrievedOn'> & { id: string };
  const rows = await tx.$queryRaw<Rest[]>`
    SELECT id, natural_key AS "naturalKey", level_label AS "levelLabel", source, retrieved_on::text AS "retrievedOn"
      FROM micro_credential WHERE id = ANY(${[...ids]}::uuid[])`;
  const rest = new Map(rows.map((row) => [row.id, row]));
  return (await findListedEntries(tx, ids)).flatMap((entry) => {
    const found = rest.get(entry.id);
    return found === undefined ? [] : [{ ...entry, ...found }];
  });
}

/** Recommendations with what they are about, in the order of these ids. */
export async function exportedRecommendations(
  tx: Tx,
  ids: readonly string[],
): Promise<ExportedRecommendation[]> {
  const kept = await findRecommendations(tx, ids);
  const rows = await tx.microCredential.findMany({
    where: { id: { in: [...new Set(kept.map(({ microCredentialId }) => microCredentialId))] } },
    select: { id: true, kind: true, naturalKey: true, title: true, provider: true, platform: true },
  });
  const about = new Map(
    rows.map(({ id, naturalKey, ...row }) => {
      const kind = MicroCredentialKind.parse(row.kind);
      return [id, { ...row, kind, code: codeInKey({ kind, naturalKey }) }];
    }),
  );
  return kept.flatMap(({ microCredentialId, recommender, facts }) => {
    const named = about.get(microCredentialId);
    return named === undefined ? [] : [{ about: named, recommender, facts }];
  });
}
