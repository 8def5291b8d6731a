import type { CourseRow, ProgramRow } from '@/lib/import/course-row';
import { Prisma } from './generated/client';
import type { Tx } from './tx';

/** How a row of a file stands to what the institution holds under the same code. `index` is its place in the list given. */
export interface Standing {
  index: number;
  id: string | null;
  differs: boolean;
}

const courseCells = Prisma.sql`(
  "index" int, "code" text, "title" text, "credits" text, "level" text, "kind" text, "department" text, "status" text, "outcomes" text[], "source" text)`;
const courseDiffers = Prisma.sql`(
  r.title <> c.title OR (r.credits IS NOT NULL AND r.credits IS DISTINCT FROM c.credits) OR (r.level IS NOT NULL AND r.level IS DISTINCT FROM c.level)
  OR (r.kind IS NOT NULL AND r.kind <> c.kind)
  OR (r.status IS NOT NULL AND r.status <> c.status) OR (r.source IS NOT NULL AND r.source IS DISTINCT FROM c.source)
  OR (d.id IS NOT NULL AND d.id IS DISTINCT FROM c.department_id))`;

export async function courseStandings(tx: Tx, rows: readonly CourseRow[]): Promise<Standing[]> {
  return tx.$queryRaw<Standing[]>`
    SELECT r.index, c.id,
           coalesce(${courseDiffers}, false) OR (r.department IS NOT NULL AND d.id IS NULL) OR EXISTS (
             SELECT FROM unnest(r.outcomes) WITH ORDINALITY AS o(text, position)
               LEFT JOIN course_outcome l ON l.tenant_id = c.tenant_id AND l.course_id = c.id AND l.position = o.position WHERE l.text IS DISTINCT FROM o.text) AS differs
      FROM json_to_recordset(${toJson(rows)}::json) AS r${courseCells}
      LEFT JOIN course c ON c.tenant_id = current_tenant() AND c.code = r.code
      LEFT JOIN department d ON d.tenant_id = current_tenant() AND d.code = r.department`;
}

/** Adds new courses and changes what the file gives of known ones; what it leaves empty stays. */
export async function saveCourses(tx: Tx, rows: readonly CourseRow[], source: string): Promise<void> {
  const json = toJson(rows);
  await tx.$executeRaw`
    INSERT INTO course AS c (tenant_id, department_id, code, title, credits, level, kind, status, source)
    SELECT current_tenant(), d.id, r.code, r.title, r.credits, r.level, coalesce(r.kind, 'course'), coalesce(r.status, 'active'), coalesce(r.source, ${source})
      FROM json_to_recordset(${json}::json) AS r${courseCells}
      LEFT JOIN department d ON d.tenant_id = current_tenant() AND d.code = r.department
    ON CONFLICT (tenant_id, code) DO NOTHING`;
  await tx.$executeRaw`
    UPDATE course c
       SET title = r.title, credits = coalesce(r.credits, c.credits), level = coalesce(r.level, c.level), kind = coalesce(r.kind, c.kind),
           status = coalesce(r.status, c.status), source = coalesce(r.source, c.source), department_id = coalesce(d.id, c.department_id), row_version = c.row_version + 1
      FROM json_to_recordset(${json}::json) AS r${courseCells}
      LEFT JOIN department d ON d.tenant_id = current_tenant() AND d.code = r.department
     WHERE c.tenant_id = current_tenant() AND c.code = r.code AND ${courseDiffers}`;
  if (rows.some((row) => row.outcomes)) {
    await tx.$executeRaw`
      INSERT INTO course_outcome AS l (tenant_id, course_id, position, text)
      SELECT current_tenant(), c.id, o.position, o.text
        FROM json_to_recordset(${json}::json) AS r${courseCells}
        JOIN course c ON c.tenant_id = current_tenant() AND c.code = r.code
        CROSS JOIN LATERAL unnest(r.outcomes) WITH ORDINALITY AS o(text, position)
      ON CONFLICT (tenant_id, course_id, position) DO UPDATE SET text = EXCLUDED.text WHERE l.text <> EXCLUDED.text`;
  }
}

const programCells = Prisma.sql`(
  "index" int, "code" text, "title" text, "level" text, "totalCredits" text, "department" text, "limits" jsonb, "status" text, "source" text)`;
const programDiffers = Prisma.sql`(
  r.title <> p.title OR r."totalCredits" <> p.total_credits OR (r.level IS NOT NULL AND r.level IS DISTINCT FROM p.level)
  OR (r.limits IS NOT NULL AND r.limits <> p.limits) OR (r.status IS NOT NULL AND r.status <> p.status)
  OR (r.source IS NOT NULL AND r.source IS DISTINCT FROM p.source) OR (d.id IS NOT NULL AND d.id IS DISTINCT FROM p.department_id))`;

export async function programStandings(tx: Tx, rows: readonly ProgramRow[]): Promise<Standing[]> {
  return tx.$queryRaw<Standing[]>`
    SELECT r.index, p.id, coalesce(${programDiffers}, false) OR (r.department IS NOT NULL AND d.id IS NULL) AS differs
      FROM json_to_recordset(${toJson(rows)}::json) AS r${programCells}
      LEFT JOIN program p ON p.tenant_id = current_tenant() AND p.code = r.code
      LEFT JOIN department d ON d.tenant_id = current_tenant() AND d.code = r.department`;
}

/** Adds new programs and changes what the file gives of known ones; what it leaves empty stays. */
export async function savePrograms(tx: Tx, rows: readonly ProgramRow[], source: string): Promise<void> {
  const json = toJson(rows);
  await tx.$executeRaw`
    INSERT INTO program (tenant_id, department_id, code, title, level, total_credits, limits, status, source)
    SELECT current_tenant(), d.id, r.code, r.title, r.level, r."totalCredits", coalesce(r.limits, '[]'), coalesce(r.status, 'active'), coalesce(r.source, ${source})
      FROM json_to_recordset(${json}::json) AS r${programCells}
      LEFT JOIN department d ON d.tenant_id = current_tenant() AND d.code = r.department
    ON CONFLICT (tenant_id, code) DO NOTHING`;
  await tx.$executeRaw`
    UPDATE program p
       SET title = r.title, total_credits = r."totalCredits", level = coalesce(r.level, p.level), limits = coalesce(r.limits, p.limits),
           status = coalesce(r.status, p.status), source = coalesce(r.source, p.source), department_id = coalesce(d.id, p.department_id),
           row_version = p.row_version + 1
      FROM json_to_recordset(${json}::json) AS r${programCells}
      LEFT JOIN department d ON d.tenant_id = current_tenant() AND d.code = r.department
     WHERE p.tenant_id = current_tenant() AND p.code = r.code AND ${programDiffers}`;
}

/** Which of the department codes exist. */
export async function knownDepartments(tx: Tx, codes: readonly string[]): Promise<Set<string>> {
  if (codes.length === 0) return new Set();
  const rows = await tx.department.findMany({ where: { code: { in: [...codes] } }, select: { code: true } });
  return new Set(rows.map(({ code }) => code));
}

export async function addDepartments(
  tx: Tx,
  tenantId: string,
  departments: readonly { code: string; name: string }[],
): Promise<void> {
  if (departments.length > 0)
    await tx.department.createMany({
      data: departments.map((department) => ({ tenantId, ...department })),
      skipDuplicates: true,
    });
}

function toJson(rows: readonly (CourseRow | ProgramRow)[]): string {
  return JSON.stringify(rows.map((row, index) => ({ index, ...row })));
}
