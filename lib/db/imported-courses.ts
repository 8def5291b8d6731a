import type { CourseRow } from '@/lib/import/course-row';
import type { ProgramRow } from '@/lib/import/program-row';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { CourseFacts, ProgramFacts } from './curriculum';
import { Prisma } from './generated/client';
import type { Tx } from './tx';

/** How a row of a file stands to what the institution holds under the same code. `index` is its place in the list given. */
export interface Standing<Facts> {
  index: number;
  id: string | null;
  /** What that version says. */
  facts: Facts;
  /** What has no versions. */
  beside: { source: string | null; department: string | null };
  /** First day of the version that holds on the day from which the row is to hold. */
  firstDay: CivilDate | null;
  /** Whether the row says something else than that version. */
  isChange: boolean;
  /** Whether it says something else of what has no versions: department, source, outcomes. */
  isOther: boolean;
  /** Whether it says other learning outcomes. */
  hasOtherOutcomes: boolean;
  /** First days of versions that begin later. */
  later: CivilDate[];
  /** The first of those days from which on it says something else than the row. */
  otherwiseFrom: CivilDate | null;
  /** Learning outcomes in order; a program has none. */
  outcomes: string[];
}

/** Who saves, when, and what the file is called. */
export interface SaveAct {
  personId: string;
  today: CivilDate;
  at: string;
  source: string;
}

/** Rows under a code that is new, and rows that change what is known. */
export interface ToSave<Row> {
  fresh: readonly Row[];
  changed: readonly Row[];
}

const beginsLater =
  ({ today }: SaveAct) =>
  ({ firstDay }: CourseRow | ProgramRow) =>
    firstDay !== null && firstDay > today;

const courseCells = Prisma.sql`(
  "index" int, "code" text, "title" text, "credits" text, "level" text, "kind" text, "department" text, "status" text, "firstDay" date, "outcomes" text[], "source" text)`;
const [holding, laterOne] = [Prisma.sql`v`, Prisma.sql`n`];
const statusSays = (v: Prisma.Sql) => Prisma.sql`(r.status IS NOT NULL AND r.status <> ${v}.status)`;
const courseSays = (v: Prisma.Sql) => Prisma.sql`(
  r.title <> ${v}.title OR (r.credits IS NOT NULL AND r.credits IS DISTINCT FROM ${v}.credits) OR (r.level IS NOT NULL AND r.level IS DISTINCT FROM ${v}.level)
  OR (r.kind IS NOT NULL AND r.kind <> ${v}.kind) OR ${statusSays(v)})`;
const courseChanges = courseSays(holding);
const otherChanges = (entry: Prisma.Sql) => Prisma.sql`(
  (r.source IS NOT NULL AND r.source IS DISTINCT FROM ${entry}.source) OR (d.id IS NOT NULL AND d.id IS DISTINCT FROM ${entry}.department_id))`;
const storedBeside = (entry: Prisma.Sql) => Prisma.sql`
  json_build_object('source', ${entry}.source, 'department',
    (SELECT own.code FROM department own WHERE own.tenant_id = ${entry}.tenant_id AND own.id = ${entry}.department_id))`;
const [course, program] = [Prisma.sql`c`, Prisma.sql`p`];

const courseRows = (json: string, today: CivilDate) => Prisma.sql`
  json_to_recordset(${json}::json) AS r${courseCells}
  LEFT JOIN course c ON c.tenant_id = current_tenant() AND c.code = r.code
  LEFT JOIN LATERAL course_version_on(c.tenant_id, c.id, coalesce(r."firstDay", ${today}::date)) v ON true
  LEFT JOIN department d ON d.tenant_id = current_tenant() AND d.code = r.department`;

export async function courseStandings(
  tx: Tx,
  rows: readonly CourseRow[],
  today: CivilDate,
): Promise<Standing<CourseFacts>[]> {
  return tx.$queryRaw<Standing<CourseFacts>[]>`
    SELECT r.index, c.id, json_build_object('title', v.title, 'credits', v.credits, 'level', v.level, 'kind', v.kind, 'status', v.status) AS facts,
           ${storedBeside(course)} AS beside, v.first_day::text AS "firstDay", coalesce(${courseChanges}, false) AS "isChange",
           coalesce(${otherChanges(course)}, false) OR (r.department IS NOT NULL AND d.id IS NULL) OR x.differ AS "isOther", x.differ AS "hasOtherOutcomes",
           ARRAY(SELECT n.first_day::text FROM course_version n WHERE n.tenant_id = c.tenant_id AND n.course_id = c.id
                    AND n.first_day > coalesce(r."firstDay", ${today}::date)) AS later,
           (SELECT min(n.first_day)::text FROM course_version n WHERE n.tenant_id = c.tenant_id AND n.course_id = c.id
                    AND n.first_day > coalesce(r."firstDay", ${today}::date) AND (${courseSays(laterOne)} OR (r.status IS NULL AND n.status = 'inactive'))) AS "otherwiseFrom",
           ARRAY(SELECT o.text FROM course_outcome o WHERE o.tenant_id = c.tenant_id AND o.course_id = c.id ORDER BY o.position) AS outcomes
      FROM ${courseRows(toJson(rows), today)}
      CROSS JOIN LATERAL (SELECT EXISTS (
             SELECT FROM unnest(r.outcomes) WITH ORDINALITY AS o(text, position)
               LEFT JOIN course_outcome l ON l.tenant_id = c.tenant_id AND l.course_id = c.id AND l.position = o.position WHERE l.text IS DISTINCT FROM o.text) AS differ) x`;
}

/**
 * Adds new courses and, of known ones, new versions that say what the file gives; what it leaves empty stays. A new course that
 * begins later, and so says its status, is inactive until then.
 */
export async function saveCourses(
  tx: Tx,
  { fresh, changed }: ToSave<CourseRow>,
  act: SaveAct,
): Promise<void> {
  const rows = [...fresh, ...changed];
  const known = toJson([...fresh.filter(beginsLater(act)), ...changed]);
  await tx.$executeRaw`
    INSERT INTO course AS c (tenant_id, department_id, code, title, credits, level, kind, status, source)
    SELECT current_tenant(), d.id, r.code, r.title, r.credits, r.level, coalesce(r.kind, 'course'),
           CASE WHEN r."firstDay" > ${act.today}::date THEN 'inactive' ELSE coalesce(r.status, 'active') END, coalesce(r.source, ${act.source})
      FROM json_to_recordset(${toJson(fresh)}::json) AS r${courseCells}
      LEFT JOIN department d ON d.tenant_id = current_tenant() AND d.code = r.department
    ON CONFLICT (tenant_id, code) DO NOTHING`;
  await tx.$executeRaw`
    UPDATE course k
       SET source = coalesce(r.source, k.source), department_id = coalesce(d.id, k.department_id), row_version = k.row_version + 1
      FROM ${courseRows(known, act.today)} WHERE k.tenant_id = c.tenant_id AND k.id = c.id AND (${courseChanges} OR ${otherChanges(course)})`;
  await tx.$executeRaw`
    INSERT INTO course_version AS n (tenant_id, course_id, first_day, title, credits, level, kind, status, changed_by_id, changed_at)
    SELECT c.tenant_id, c.id, coalesce(r."firstDay", ${act.today}::date), r.title, coalesce(r.credits, v.credits), coalesce(r.level, v.level),
           coalesce(r.kind, v.kind), coalesce(r.status, v.status), ${act.personId}::uuid, ${act.at}::timestamptz
      FROM ${courseRows(known, act.today)} WHERE c.id IS NOT NULL AND (${courseChanges})
    ON CONFLICT (tenant_id, course_id, first_day) DO UPDATE
       SET title = EXCLUDED.title, credits = EXCLUDED.credits, level = EXCLUDED.level, kind = EXCLUDED.kind, status = EXCLUDED.status,
           changed_by_id = EXCLUDED.changed_by_id, changed_at = EXCLUDED.changed_at`;
  if (rows.some((row) => row.outcomes)) {
    await tx.$executeRaw`
      INSERT INTO course_outcome AS l (tenant_id, course_id, position, text)
      SELECT current_tenant(), c.id, o.position, o.text
        FROM json_to_recordset(${toJson(rows)}::json) AS r${courseCells}
        JOIN course c ON c.tenant_id = current_tenant() AND c.code = r.code
        CROSS JOIN LATERAL unnest(r.outcomes) WITH ORDINALITY AS o(text, position)
      ON CONFLICT (tenant_id, course_id, position) DO UPDATE SET text = EXCLUDED.text WHERE l.text <> EXCLUDED.text`;
  }
}

const programCells = Prisma.sql`(
  "index" int, "code" text, "title" text, "level" text, "totalCredits" text, "department" text, "limits" jsonb, "status" text, "firstDay" date, "source" text)`;
const programSays = (v: Prisma.Sql) => Prisma.sql`(
  r.title <> ${v}.title OR r."totalCredits" <> ${v}.total_credits OR (r.level IS NOT NULL AND r.level IS DISTINCT FROM ${v}.level)
  OR (r.limits IS NOT NULL AND r.limits <> ${v}.limits) OR ${statusSays(v)})`;
const programChanges = programSays(holding);

const programRows = (json: string, today: CivilDate) => Prisma.sql`
  json_to_recordset(${json}::json) AS r${programCells}
  LEFT JOIN program p ON p.tenant_id = current_tenant() AND p.code = r.code
  LEFT JOIN LATERAL program_version_on(p.tenant_id, p.id, coalesce(r."firstDay", ${today}::date)) v ON true
  LEFT JOIN department d ON d.tenant_id = current_tenant() AND d.code = r.department`;

export async function programStandings(
  tx: Tx,
  rows: readonly ProgramRow[],
  today: CivilDate,
): Promise<Standing<ProgramFacts>[]> {
  return tx.$queryRaw<Standing<ProgramFacts>[]>`
    SELECT r.index, p.id,
           json_build_object('title', v.title, 'level', v.level, 'totalCredits', v.total_credits, 'limits', v.limits, 'status', v.status) AS facts,
           ${storedBeside(program)} AS beside, v.first_day::text AS "firstDay", coalesce(${programChanges}, false) AS "isChange",
           coalesce(${otherChanges(program)}, false) OR (r.department IS NOT NULL AND d.id IS NULL) AS "isOther", false AS "hasOtherOutcomes",
           ARRAY(SELECT n.first_day::text FROM program_version n WHERE n.tenant_id = p.tenant_id AND n.program_id = p.id
                    AND n.first_day > coalesce(r."firstDay", ${today}::date)) AS later,
           (SELECT min(n.first_day)::text FROM program_version n WHERE n.tenant_id = p.tenant_id AND n.program_id = p.id
                    AND n.first_day > coalesce(r."firstDay", ${today}::date) AND (${programSays(laterOne)} OR (r.status IS NULL AND n.status = 'inactive'))) AS "otherwiseFrom",
           ARRAY[]::text[] AS outcomes
      FROM ${programRows(toJson(rows), today)}`;
}

/** Adds new programs and new versions of known ones, as saveCourses does. */
export async function savePrograms(
  tx: Tx,
  { fresh, changed }: ToSave<ProgramRow>,
  act: SaveAct,
): Promise<void> {
  const known = toJson([...fresh.filter(beginsLater(act)), ...changed]);
  await tx.$executeRaw`
    INSERT INTO program (tenant_id, department_id, code, title, level, total_credits, limits, status, source)
    SELECT current_tenant(), d.id, r.code, r.title, r.level, r."totalCredits", coalesce(r.limits, '[]'),
           CASE WHEN r."firstDay" > ${act.today}::date THEN 'inactive' ELSE coalesce(r.status, 'active') END, coalesce(r.source, ${act.source})
      FROM json_to_recordset(${toJson(fresh)}::json) AS r${programCells}
      LEFT JOIN department d ON d.tenant_id = current_tenant() AND d.code = r.department
    ON CONFLICT (tenant_id, code) DO NOTHING`;
  await tx.$executeRaw`
    UPDATE program k
       SET source = coalesce(r.source, k.source), department_id = coalesce(d.id, k.department_id), row_version = k.row_version + 1
      FROM ${programRows(known, act.today)} WHERE k.tenant_id = p.tenant_id AND k.id = p.id AND (${programChanges} OR ${otherChanges(program)})`;
  await tx.$executeRaw`
    INSERT INTO program_version AS n (tenant_id, program_id, first_day, title, level, total_credits, limits, status, changed_by_id, changed_at)
    SELECT p.tenant_id, p.id, coalesce(r."firstDay", ${act.today}::date), r.title, coalesce(r.level, v.level), r."totalCredits", coalesce(r.limits, v.limits),
           coalesce(r.status, v.status), ${act.personId}::uuid, ${act.at}::timestamptz
      FROM ${programRows(known, act.today)} WHERE p.id IS NOT NULL AND (${programChanges})
    ON CONFLICT (tenant_id, program_id, first_day) DO UPDATE
       SET title = EXCLUDED.title, level = EXCLUDED.level, total_credits = EXCLUDED.total_credits, limits = EXCLUDED.limits, status = EXCLUDED.status,
           changed_by_id = EXCLUDED.changed_by_id, changed_at = EXCLUDED.changed_at`;
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
