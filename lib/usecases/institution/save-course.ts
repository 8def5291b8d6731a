import * as z from 'zod';
import { atMost, OptionalTypedAmount } from '@/lib/amount/decimal-text';
import {
  type CourseFacts,
  type CourseVersion,
  getCourse,
  insertCourse,
  saveCourseVersion,
} from '@/lib/db/curriculum';
import { CourseKind } from '@/lib/institution/course-kind';
import { ontoVersion, planChange, versionOn } from '@/lib/institution/dated-version';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { Refusal, refuse } from '@/lib/kernel/refusal';
import { mostCredits } from '@/lib/institution/most-credits';
import { orRefuse } from '@/lib/kernel/result';
import { oneLine } from '@/lib/kernel/shown-text';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { addDepartmentIn, DepartmentCode, DepartmentName } from '../department/save-department';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';
import { FirstDay } from './first-day';
import { type SavedChange, tellOwners, touchedRules } from './touched-rules';

const absent = z.literal('').transform(() => null);
const blank = z.literal('').transform(() => undefined);
const facts = {
  title: oneLine(200).min(1, 'field/title'),
  credits: OptionalTypedAmount.refine(
    atMost(mostCredits.course),
    `field/at-most ${mostCredits.course}`,
  ).transform((credits) => credits ?? null),
  level: oneLine(40).transform((level) => (level === '' ? null : level)),
  status: z.enum(['active', 'inactive']),
};
const Code = oneLine(40).min(1, 'field/code');

export const AddCourse = z
  .strictObject({
    code: Code,
    /** A collective place for transfer credit is granted again and again, a course once. */
    kind: CourseKind,
    departmentId: z.uuid().or(absent),
    /** A department that is added with the course; in place of one that is there. */
    newDepartmentCode: DepartmentCode.or(blank).optional(),
    newDepartmentName: DepartmentName.or(blank).optional(),
    ...facts,
  })
  .superRefine(({ departmentId, newDepartmentCode, newDepartmentName }, context) => {
    const say = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (newDepartmentName && !newDepartmentCode) say('newDepartmentCode', 'field/code');
    if (newDepartmentCode && !newDepartmentName) say('newDepartmentName', 'field/name');
    if (newDepartmentCode && departmentId) say('newDepartmentCode', 'field/department-twice');
  });
export type AddCourse = z.output<typeof AddCourse>;

/**
 * Adds a course, or a collective place for transfer credit, and the department that it is the first of where one is named.
 * @units credits in the home unit @refuses conflict `course/code-taken`, `department/code-taken`
 */
export async function addCourse(ctx: Context, input: AddCourse): Promise<{ id: string }> {
  return command(ctx, 'course.save', input, async (tx, actor, ctx) => {
    authorize(ctx, 'course.save', { tenantId: actor.tenantId });
    const { code, departmentId: chosen, newDepartmentCode, newDepartmentName, ...after } = input;
    const departmentId =
      newDepartmentCode && newDepartmentName
        ? await newDepartment(tx, ctx, actor, { code: newDepartmentCode, name: newDepartmentName })
        : chosen;
    const id = ctx.newId();
    await insertCourse(tx, { tenantId: actor.tenantId, id, code, departmentId }, after);
    await recordAudit(tx, ctx, 'course.save', {
      objectType: 'course',
      objectId: id,
      summary: `course ${code} added`,
      after: { code, departmentId, ...after },
    });
    return { id };
  });
}

/** A code that is taken is said beside the field of this form. */
async function newDepartment(
  ...given: Parameters<typeof addDepartmentIn>
): Promise<Awaited<ReturnType<typeof addDepartmentIn>>> {
  try {
    return await addDepartmentIn(...given);
  } catch (error) {
    if (error instanceof Refusal && error.reason === 'department/code-taken')
      refuse('conflict', error.reason, { fieldErrors: { newDepartmentCode: 'field/department-code' } });
    throw error;
  }
}

export const SaveCourse = z.strictObject({
  courseId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  firstDay: FirstDay,
  /** The version that the form was filled from: what nobody touched in it is as it holds on the first day. */
  filledFrom: z.uuid().or(blank).optional(),
  /** Not sent: as it was. */
  kind: CourseKind.optional(),
  ...facts,
});
export type SaveCourse = z.output<typeof SaveCourse>;

/**
 * Changes a course from a day on: a new version, or a correction of one that has not begun. The code stays: mappings name it.
 * @units credits in the home unit
 * @refuses not_found · conflict `course/changed-meanwhile` · rule_violation `version/in-the-past`, `version/begins-today`, `version/same`
 */
export async function saveCourse(ctx: Context, input: SaveCourse): Promise<SavedChange> {
  return command(ctx, 'course.save', input, async (tx, actor, ctx) => {
    const course = await getCourse(tx, input.courseId);
    authorize(ctx, 'course.save', { tenantId: actor.tenantId });
    const { courseId: id, expectedVersion, firstDay: wanted } = input;
    const today = await todayAt(tx, ctx, actor.tenantId);
    const firstDay = wanted ?? today;
    const meant = courseMeant(course.versions, input, firstDay);
    const planned = orRefuse(
      planChange(course.versions, firstDay, today, (one) => isSameCourse(one, courseAfter(one, meant))),
    );
    if (planned.kind === 'same') refuse('rule_violation', 'version/same');
    const after = courseAfter(planned.before, meant);
    const change = { tenantId: actor.tenantId, id, expectedVersion, firstDay, personId: actor.personId };
    const [before, code] = [courseFacts(planned.before), course.code];
    const touched = await touchedRules(tx, ctx, [{ subject: 'course', id, code, firstDay, before, after }]);
    await saveCourseVersion(tx, { ...change, at: ctx.now }, planned, after);
    const told = await tellOwners(tx, { at: ctx.now, event: ctx.requestId }, touched, actor);
    await recordAudit(tx, ctx, 'course.save', {
      objectType: 'course',
      objectId: id,
      summary: `course ${course.code} changed from ${firstDay} on`,
      before: { ...before, firstDay: planned.before.firstDay },
      after: { ...after, firstDay },
    });
    return { id, firstDay, told };
  });
}

/** The change as it is meant for its first day. */
export function courseMeant(
  versions: readonly CourseVersion[],
  input: SaveCourse,
  firstDay: CivilDate,
): SaveCourse {
  const filledFrom = versions.find(({ id }) => id === input.filledFrom);
  const holding = versionOn(versions, firstDay);
  if (filledFrom === undefined || holding === null) return input;
  const { title, credits, level, kind, status } = input;
  const entered = { title, credits, level, kind: kind ?? filledFrom.kind, status };
  return { ...input, ...ontoVersion(courseFacts(filledFrom), entered, courseFacts(holding)) };
}

/** What a course says after the change; what the form does not send stays. */
export function courseAfter(
  before: Pick<CourseFacts, 'kind'>,
  { title, credits, level, kind, status }: Pick<SaveCourse, keyof CourseFacts>,
): CourseFacts {
  return { title, credits, level, kind: kind ?? before.kind, status };
}

/** Whether two versions say the same of a course. */
export function isSameCourse(a: CourseFacts, b: CourseFacts): boolean {
  return (
    a.title === b.title &&
    a.credits === b.credits &&
    a.level === b.level &&
    a.kind === b.kind &&
    a.status === b.status
  );
}

/** What of a version is the course's own matter. */
export function courseFacts({ title, credits, level, kind, status }: CourseFacts): CourseFacts {
  return { title, credits, level, kind, status };
}
