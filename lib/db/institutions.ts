import * as z from 'zod';
import { HomeUnit } from '@/lib/amount/unit';
import { Limit } from '@/lib/credit/input';
import { CreditPolicy, ReviewPolicy } from '@/lib/institution/policy-version';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { fromDay, type Page, toDay } from './codec';
import type { Prisma } from './generated/client';
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
}

export interface Department {
  id: string;
  code: string;
  name: string;
  isArchived: boolean;
  rowVersion: number;
}

export interface Course {
  id: string;
  departmentId: string | null;
  code: string;
  title: string;
  /** In the institution's home unit. */
  credits: string | null;
  level: string | null;
  status: 'active' | 'inactive';
  rowVersion: number;
}
export interface CourseWithOutcomes extends Course {
  outcomes: { id: string; position: number; text: string }[];
}

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
  const { createdAt: _, homeUnit, ...rest } = row;
  return { ...rest, homeUnit: HomeUnit.parse(homeUnit) };
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

export async function listDepartments(tx: Tx): Promise<Department[]> {
  const rows = await tx.department.findMany({ orderBy: [{ name: 'asc' }, { code: 'asc' }] });
  return rows.map(({ tenantId: _, ...department }) => department);
}

export interface CourseSearch {
  words?: string;
  departmentId?: string;
  status?: 'active' | 'inactive';
}

/** Courses by code or title. `page` counts from 1. */
export async function listCourses(tx: Tx, search: CourseSearch, page = 1, size = 50): Promise<Page<Course>> {
  const where: Prisma.CourseWhereInput = {
    ...(search.departmentId && { departmentId: search.departmentId }),
    ...(search.status && { status: search.status }),
    ...(search.words && {
      OR: [
        { code: { contains: search.words, mode: 'insensitive' } },
        { title: { contains: search.words, mode: 'insensitive' } },
      ],
    }),
  };
  const rows = await tx.course.findMany({
    where,
    orderBy: { code: 'asc' },
    skip: (page - 1) * size,
    take: size,
  });
  return { rows: rows.map(toCourse), total: await tx.course.count({ where }) };
}

/** The courses with these codes, in the order of their codes; a code without a course is left out. */
export async function findCourses(tx: Tx, codes: readonly string[]): Promise<CourseWithOutcomes[]> {
  if (codes.length === 0) return [];
  const rows = await tx.course.findMany({
    where: { code: { in: [...codes] } },
    include: { outcomes: { orderBy: { position: 'asc' }, select: { id: true, position: true, text: true } } },
    orderBy: { code: 'asc' },
  });
  return rows.map((row) => ({ ...toCourse(row), outcomes: row.outcomes }));
}

export async function listPrograms(tx: Tx, status?: 'active' | 'inactive'): Promise<Program[]> {
  const rows = await tx.program.findMany({ ...(status && { where: { status } }), orderBy: { code: 'asc' } });
  return rows.map((row) => ({
    id: row.id,
    departmentId: row.departmentId,
    code: row.code,
    title: row.title,
    level: row.level,
    totalCredits: row.totalCredits,
    limits: z.array(Limit).parse(row.limits),
    status: Status.parse(row.status),
    rowVersion: row.rowVersion,
  }));
}

const Status = z.enum(['active', 'inactive']);

function toCourse(row: Prisma.CourseModel): Course {
  const { id, departmentId, code, title, credits, level, status, rowVersion } = row;
  return { id, departmentId, code, title, credits, level, status: Status.parse(status), rowVersion };
}
