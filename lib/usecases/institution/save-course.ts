import * as z from 'zod';
import { OptionalTypedAmount } from '@/lib/amount/decimal-text';
import { getCourse, updateCourse } from '@/lib/db/curriculum';
import { oneLine } from '@/lib/kernel/shown-text';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

const absent = z.literal('').transform(() => null);
export const SaveCourse = z.strictObject({
  courseId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  title: oneLine(200).min(1, 'Enter a title.'),
  credits: OptionalTypedAmount.transform((credits) => credits ?? null),
  level: z.string().trim().min(1).max(40).or(absent),
  status: z.enum(['active', 'inactive']),
});
export type SaveCourse = z.output<typeof SaveCourse>;

/** Corrects a course. Its code stays: mappings name it. @units credits in the home unit @refuses not_found · conflict `course/changed-meanwhile` */
export async function saveCourse(ctx: Context, input: SaveCourse): Promise<{ id: string }> {
  return command(ctx, 'course.save', input, async (tx, actor, ctx) => {
    const course = await getCourse(tx, input.courseId);
    authorize(ctx, 'course.save', { tenantId: actor.tenantId });
    const { courseId: _, expectedVersion, ...change } = input;
    await updateCourse(tx, course.id, expectedVersion, { ...change, departmentId: course.departmentId });
    const { title, credits, level, status } = course;
    await recordAudit(tx, ctx, 'course.save', {
      objectType: 'course',
      objectId: course.id,
      summary: `course ${course.code} corrected`,
      before: { title, credits, level, status },
      after: change,
    });
    return { id: course.id };
  });
}
