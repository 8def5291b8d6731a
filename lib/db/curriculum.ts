import * as z from 'zod';
import { Limit } from '@/lib/credit/input';
import { CourseKind } from '@/lib/institution/course-kind';
import type { DatedVersion, PlannedChange } from '@/lib/institution/dated-version';
import { ProgramArea } from '@/lib/institution/program-areas';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { fromDay, toDay, toInstant } from './codec';
import type { Prisma } from './generated/client';
import type { Course, Program } from './institutions';
import type { Tx } from './tx';

/** What a version of a course says. */
export type CourseFacts = Pick<Course, 'title' | 'credits' | 'level' | 'kind' | 'status'>;
/** What a version of a program says. */
export type ProgramFacts = Pick<Program, 'title' | 'level' | 'totalCredits' | 'limits' | 'status'>;

interface Kept extends DatedVersion {
  id: string;
  /** Null for what was there at the beginning. */
  changedBy: string | null;
  changedAt: string;
}
export type CourseVersion = CourseFacts & Kept;
export type ProgramVersion = ProgramFacts & Kept & { areas: ProgramArea[] };

/** A course or a program with all its versions, the latest first. */
export interface Versioned<Version extends DatedVersion> {
  id: string;
  code: string;
  departmentId: string | null;
  rowVersion: number;
  versions: Version[];
}

const latestFirst = { firstDay: { sort: 'desc', nulls: 'last' } } as const;
const withName = { changedBy: { select: { name: true } } } as const;

/** @refuses not_found */
export async function getCourse(tx: Tx, id: string): Promise<Versioned<CourseVersion>> {
  const row = await tx.course.findFirst({
    where: { id },
    select: { id: true, code: true, departmentId: true, rowVersion: true },
  });
  if (!row) refuse('not_found', 'course/not-found');
  const versions = await tx.courseVersion.findMany({
    where: { courseId: id },
    include: withName,
    orderBy: latestFirst,
  });
  return {
    ...row,
    versions: versions.map(({ title, credits, level, kind, status, ...kept }) => ({
      title,
      credits,
      level,
      kind: CourseKind.parse(kind),
      status: Status.parse(status),
      ...toKept(kept),
    })),
  };
}

/** @refuses not_found */
export async function getProgram(tx: Tx, id: string): Promise<Versioned<ProgramVersion>> {
  const row = await tx.program.findFirst({
    where: { id },
    select: { id: true, code: true, departmentId: true, rowVersion: true },
  });
  if (!row) refuse('not_found', 'program/not-found');
  const versions = await tx.programVersion.findMany({
    where: { programId: id },
    include: withName,
    orderBy: latestFirst,
  });
  return {
    ...row,
    versions: versions.map(({ title, level, totalCredits, limits, areas, status, ...kept }) => ({
      title,
      level,
      areas: z.array(ProgramArea).parse(areas),
      totalCredits,
      limits: z.array(Limit).parse(limits),
      status: Status.parse(status),
      ...toKept(kept),
    })),
  };
}

/** Whose change is saved, when, and from which day on it holds. */
export interface Change {
  tenantId: string;
  id: string;
  expectedVersion: number;
  firstDay: CivilDate;
  personId: string;
  at: string;
}

/** Keeps a planned change of a course. @refuses conflict `course/changed-meanwhile` */
export async function saveCourseVersion(
  tx: Tx,
  { tenantId, id, expectedVersion, firstDay, personId, at }: Change,
  planned: PlannedChange<CourseVersion>,
  facts: CourseFacts,
): Promise<void> {
  const { count } = await tx.course.updateMany({
    where: { id, rowVersion: expectedVersion },
    data: { rowVersion: { increment: 1 } },
  });
  if (count !== 1) refuse('conflict', 'course/changed-meanwhile');
  const data = { ...facts, firstDay: fromDay(firstDay), changedById: personId, changedAt: at };
  if (planned.kind === 'new') await tx.courseVersion.create({ data: { tenantId, courseId: id, ...data } });
  if (planned.kind === 'amend') await tx.courseVersion.updateMany({ where: { id: planned.before.id }, data });
}

/** Keeps a planned change of a program. @refuses conflict `program/changed-meanwhile` */
export async function saveProgramVersion(
  tx: Tx,
  { tenantId, id, expectedVersion, firstDay, personId, at }: Change,
  planned: PlannedChange<ProgramVersion>,
  { limits, ...facts }: ProgramFacts,
): Promise<void> {
  const { count } = await tx.program.updateMany({
    where: { id, rowVersion: expectedVersion },
    data: { rowVersion: { increment: 1 } },
  });
  if (count !== 1) refuse('conflict', 'program/changed-meanwhile');
  const data = {
    ...facts,
    limits: limits as Prisma.InputJsonValue,
    firstDay: fromDay(firstDay),
    changedById: personId,
    changedAt: at,
  };
  const { areas } = planned.before;
  if (planned.kind === 'new')
    await tx.programVersion.create({ data: { tenantId, programId: id, areas, ...data } });
  if (planned.kind === 'amend')
    await tx.programVersion.updateMany({ where: { id: planned.before.id }, data });
}

/** What is new in the list: its first version holds since ever, as nothing can have rested on it. */
interface Entry {
  tenantId: string;
  id: string;
  code: string;
  departmentId: string | null;
}

/** @refuses conflict `course/code-taken` */
export async function insertCourse(
  tx: Tx,
  { tenantId, id, code, departmentId }: Entry,
  facts: CourseFacts,
): Promise<void> {
  const added = await tx.$executeRaw`
    INSERT INTO course (tenant_id, id, code, department_id, kind, title, credits, level, status)
    SELECT ${tenantId}::uuid, ${id}::uuid, ${code}, ${departmentId}::uuid, ${facts.kind}, ${facts.title}, ${facts.credits}, ${facts.level}, ${facts.status}
     WHERE NOT EXISTS (SELECT FROM course WHERE tenant_id = current_tenant() AND fold_course_code(code) = fold_course_code(${code}))
    ON CONFLICT (tenant_id, code) DO NOTHING`;
  if (added !== 1) refuse('conflict', 'course/code-taken', { fieldErrors: { code: 'course/code-taken' } });
}

/** @refuses conflict `program/code-taken` */
export async function insertProgram(
  tx: Tx,
  { tenantId, id, code, departmentId }: Entry,
  facts: ProgramFacts,
): Promise<void> {
  const added = await tx.$executeRaw`
    INSERT INTO program (tenant_id, id, code, department_id, title, level, total_credits, limits, status)
    SELECT ${tenantId}::uuid, ${id}::uuid, ${code}, ${departmentId}::uuid, ${facts.title}, ${facts.level}, ${facts.totalCredits}, ${JSON.stringify(facts.limits)}::jsonb, ${facts.status}
     WHERE NOT EXISTS (SELECT FROM program WHERE tenant_id = current_tenant() AND fold_course_code(code) = fold_course_code(${code}))
    ON CONFLICT (tenant_id, code) DO NOTHING`;
  if (added !== 1) refuse('conflict', 'program/code-taken', { fieldErrors: { code: 'program/code-taken' } });
}

const Status = z.enum(['active', 'inactive']);

function toKept(row: {
  id: string;
  firstDay: Date | null;
  changedAt: Date;
  changedBy: { name: string } | null;
}): Kept {
  return {
    id: row.id,
    firstDay: toDay(row.firstDay),
    changedBy: row.changedBy?.name ?? null,
    changedAt: toInstant(row.changedAt),
  };
}
