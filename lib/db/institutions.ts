import * as z from 'zod';
import { HomeUnit } from '@/lib/amount/unit';
import { Limit } from '@/lib/credit/input';
import { CreditPolicy, ReviewPolicy } from '@/lib/institution/policy-version';
import { CourseKind } from '@/lib/institution/course-kind';
import { SuggestFrom } from '@/lib/institution/suggest-from';
import { foldCourseCode } from '@/lib/institution/course-code';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { fromDay, likePattern, type Page, toDay } from './codec';
import { Prisma } from './generated/client';
import { hasTypedWords } from './has-typed-words';
import type { Tx } from './tx';

export interface Institution {
  id: string;
  slug: string;
  name: string;
  shortName: string;
  country: string;
  homeUnit: HomeUnit;
  timeZone: string;
  siteUrl: string | null;
  isDemonstration: boolean;
  rowVersion: number;
  /** Days without work, apart from weekends, in order. */
  holidays: CivilDate[];
  suggestFrom: SuggestFrom;
}

export interface Department {
  id: string;
  code: string;
  name: string;
  isArchived: boolean;
  rowVersion: number;
}

/** A course as its version of a day has it. */
export interface Course {
  id: string;
  departmentId: string | null;
  code: string;
  title: string;
  /** In the institution's home unit. */
  credits: string | null;
  level: string | null;
  /** A collective place counts as often as something is put there, a course once. */
  kind: CourseKind;
  status: 'active' | 'inactive';
  rowVersion: number;
  /** Of this version; null since ever. */
  firstDay: CivilDate | null;
}
export interface CourseWithOutcomes extends Course {
  outcomes: { id: string; position: number; text: string }[];
}

/** A program as its version of a day has it. */
export interface Program {
  id: string;
  departmentId: string | null;
  code: string;
  title: string;
  level: string | null;
  totalCredits: string;
  limits: Limit[];
  status: 'active' | 'inactive';
  rowVersion: number;
  /** Of this version; null since ever. */
  firstDay: CivilDate | null;
}

export interface PolicyInForce {
  id: string;
  version: number;
  credit: CreditPolicy;
  review: ReviewPolicy;
  effectiveFrom: CivilDate;
  effectiveTo: CivilDate | null;
}

/** @refuses not_found */
export async function getInstitution(tx: Tx, tenantId: string): Promise<Institution> {
  const row = await tx.institution.findUnique({ where: { id: tenantId } });
  if (!row) refuse('not_found', 'institution/not-found');
  const { createdAt: _, homeUnit, holidays, suggestFrom, ...rest } = row;
  return {
    ...rest,
    homeUnit: HomeUnit.parse(homeUnit),
    holidays: holidays.map((day) => toDay(day)).sort(),
    suggestFrom: SuggestFrom.parse(suggestFrom),
  };
}

/** The adopted policy of that day. @refuses rule_violation `policy/none-in-force` */
export async function getPolicyInForce(tx: Tx, day: CivilDate): Promise<PolicyInForce> {
  return (await findPolicyInForce(tx, day)) ?? refuse('rule_violation', 'policy/none-in-force');
}

export async function findPolicyInForce(tx: Tx, day: CivilDate): Promise<PolicyInForce | null> {
  const at = fromDay(day) as Date;
  const row = await tx.policyVersion.findFirst({
    where: {
      status: 'adopted',
      effectiveFrom: { lte: at },
      OR: [{ effectiveTo: null }, { effectiveTo: { gte: at } }],
    },
  });
  return (
    row && {
      id: row.id,
      version: row.version,
      credit: CreditPolicy.parse(row.credit),
      review: ReviewPolicy.parse(row.review),
      effectiveFrom: toDay(row.effectiveFrom),
      effectiveTo: toDay(row.effectiveTo),
    }
  );
}

export async function allDepartments(tx: Tx): Promise<Department[]> {
  const rows = await tx.department.findMany({ orderBy: [{ name: 'asc' }, { code: 'asc' }] });
  return rows.map(({ tenantId: _, ...department }) => department);
}

export interface CourseSearch {
  words?: string;
  departmentId?: string;
  status?: 'active' | 'inactive';
}

/** Courses by code, however written, or title, as they are on the day. `page` counts from 1. */
export async function coursesOn(
  tx: Tx,
  day: CivilDate,
  search: CourseSearch,
  page = 1,
  size = 50,
): Promise<Page<Course>> {
  const words = search.words ?? '';
  const folded = foldCourseCode(words);
  const code = folded === '' ? null : likePattern(folded);
  const rows = await tx.$queryRaw<(CourseRow & { total: number })[]>`
    SELECT ${courseColumns}, count(*) OVER ()::int AS total FROM course_on(${day}::date) c JOIN course k ON k.tenant_id = c.tenant_id AND k.id = c.id
     WHERE c.tenant_id = current_tenant()
       AND (${search.departmentId ?? null}::uuid IS NULL OR c.department_id = ${search.departmentId ?? null}::uuid)
       AND (${search.status ?? null}::text IS NULL OR c.status = ${search.status ?? null})
       AND (${hasTypedWords(Prisma.sql`compact_form(c.title)`, words)} OR fold_course_code(c.code) LIKE ${code})
     ORDER BY c.code LIMIT ${size} OFFSET ${(page - 1) * size}`;
  return { rows: rows.map(({ total: _, ...row }) => toCourse(row)), total: rows[0]?.total ?? 0 };
}

/** Every level that a course of the institution has on the day. */
export async function listCourseLevels(tx: Tx, day: CivilDate): Promise<string[]> {
  const rows = await tx.$queryRaw<{ level: string }[]>`
    SELECT DISTINCT c.level FROM course_on(${day}::date) c WHERE c.tenant_id = current_tenant() AND c.level IS NOT NULL`;
  return rows.map(({ level }) => level);
}

/** The courses with these codes, however written, as they are on the day, in the order of their codes; a code without a course is left out. */
export async function findCourses(
  tx: Tx,
  codes: readonly string[],
  day: CivilDate,
): Promise<CourseWithOutcomes[]> {
  if (codes.length === 0) return [];
  const rows = await tx.$queryRaw<(CourseRow & { outcomes: CourseWithOutcomes['outcomes'] })[]>`
    SELECT ${courseColumns},
           (SELECT coalesce(json_agg(json_build_object('id', o.id, 'position', o.position, 'text', o.text) ORDER BY o.position), '[]')
              FROM course_outcome o WHERE o.tenant_id = c.tenant_id AND o.course_id = c.id) AS outcomes
      FROM course_on(${day}::date) c JOIN course k ON k.tenant_id = c.tenant_id AND k.id = c.id
     WHERE c.tenant_id = current_tenant() AND fold_course_code(c.code) = ANY(${codes.map(foldCourseCode)}) ORDER BY c.code`;
  return rows.map(({ outcomes, ...row }) => ({ ...toCourse(row), outcomes }));
}

/** The programs as they are on the day. */
export async function programsOn(
  tx: Tx,
  day: CivilDate,
  status: 'active' | 'inactive' | null = null,
): Promise<Program[]> {
  const rows = await tx.$queryRaw<
    (Omit<Program, 'limits' | 'status'> & { limits: unknown; status: string })[]
  >`
    SELECT p.id, p.department_id AS "departmentId", p.code, p.title, p.level, p.total_credits AS "totalCredits", p.limits, p.status, k.row_version AS "rowVersion",
           p.first_day::text AS "firstDay"
      FROM program_on(${day}::date) p JOIN program k ON k.tenant_id = p.tenant_id AND k.id = p.id
     WHERE p.tenant_id = current_tenant() AND (${status}::text IS NULL OR p.status = ${status}) ORDER BY p.code`;
  return rows.map((row) => ({
    ...row,
    limits: z.array(Limit).parse(row.limits),
    status: Status.parse(row.status),
  }));
}

const Status = z.enum(['active', 'inactive']);

type CourseRow = Omit<Course, 'status' | 'kind'> & { status: string; kind: string };
const courseColumns = Prisma.sql`c.id, c.department_id AS "departmentId", c.code, c.title, c.credits, c.level, c.kind, c.status, k.row_version AS "rowVersion", c.first_day::text AS "firstDay"`;

function toCourse(row: CourseRow): Course {
  return { ...row, kind: CourseKind.parse(row.kind), status: Status.parse(row.status) };
}
