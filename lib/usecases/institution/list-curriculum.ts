import * as z from 'zod';
import { can } from '@/lib/access/can';
import type { Page } from '@/lib/db/codec';
import {
  type Course,
  type Department,
  getInstitution,
  type Institution,
  coursesOn,
  allDepartments,
  programsOn,
  type Program,
} from '@/lib/db/institutions';
import type { Tx } from '@/lib/db/tx';
import { hasAllWords } from '@/lib/catalog/has-all-words';
import { foldCourseCode } from '@/lib/institution/course-code';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';

const blank = z.literal('').transform(() => undefined);
export const CourseSearch = z.strictObject({
  words: z
    .string()
    .trim()
    .max(100)
    .transform((text) => text || undefined)
    .optional(),
  status: z.enum(['active', 'inactive']).or(blank).optional(),
  departmentId: z.uuid().or(blank).optional(),
  page: z.coerce.number().int().min(1).max(10_000).optional(),
});
export type CourseSearch = z.output<typeof CourseSearch>;
export const coursePageSize = 50;

export async function listCourses(
  ctx: Context,
  search: CourseSearch,
): Promise<
  Page<Course> & {
    institution: Institution;
    departments: Department[];
    maySave: boolean;
    mayAddDepartment: boolean;
  }
> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'institution.view', { tenantId: actor.tenantId });
    const { words, status, departmentId, page } = search;
    const institution = await getInstitution(tx, actor.tenantId);
    const found = await coursesOn(
      tx,
      todayIn(ctx, institution.timeZone),
      { ...(words && { words }), ...(status && { status }), ...(departmentId && { departmentId }) },
      page ?? 1,
      coursePageSize,
    );
    return {
      ...found,
      institution,
      departments: await openDepartments(tx),
      maySave: can(actor, 'course.save', { tenantId: actor.tenantId }).allowed,
      mayAddDepartment: can(actor, 'department.save', { tenantId: actor.tenantId }).allowed,
    };
  });
}

export const ProgramSearch = CourseSearch.pick({ words: true, page: true });
export type ProgramSearch = z.output<typeof ProgramSearch>;

/** Programs by code, however written, or title. There are hundreds at most, so they are searched where they are read. */
export async function listPrograms(
  ctx: Context,
  search: ProgramSearch = {},
): Promise<{
  programs: Program[];
  total: number;
  /** Whether there is none at all. */
  isEmpty: boolean;
  institution: Institution;
  departments: Department[];
  today: CivilDate;
  maySave: boolean;
}> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'institution.view', { tenantId: actor.tenantId });
    const institution = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    const all = await programsOn(tx, today);
    const words = search.words ?? '';
    const code = foldCourseCode(words);
    const found = all.filter(
      (program) =>
        hasAllWords(program.title, words) || (code !== '' && foldCourseCode(program.code).includes(code)),
    );
    const first = ((search.page ?? 1) - 1) * coursePageSize;
    return {
      programs: found.slice(first, first + coursePageSize),
      total: found.length,
      isEmpty: all.length === 0,
      institution,
      departments: await openDepartments(tx),
      today,
      maySave: can(actor, 'program.save', { tenantId: actor.tenantId }).allowed,
    };
  });
}

async function openDepartments(tx: Tx): Promise<Department[]> {
  return (await allDepartments(tx)).filter(({ isArchived }) => !isArchived);
}
