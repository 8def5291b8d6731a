import * as z from 'zod';
import { listOutcomes, putOutcomes, takeCourse } from '@/lib/db/course-content';
import { getCourse } from '@/lib/db/curriculum';
import { planOutcomes } from '@/lib/institution/course-outcomes';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { oneLine } from '@/lib/kernel/shown-text';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { ownDepartment } from '../rule/own-department';

/** Most outcomes of a course; a syllabus has a dozen. */
const mostOutcomes = 60;
const Outcome = oneLine(1_000);

export const SaveCourseContent = z.strictObject({
  courseId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  departmentId: z.uuid().or(z.literal('').transform(() => null)),
  /** One a line. */
  outcomes: z
    .string()
    .max(60_000)
    .transform((text, context) => {
      const lines = text.split(/\r\n|[\r\n]/).flatMap((line, index) => {
        const read = Outcome.safeParse(line);
        if (!read.success) context.addIssue({ code: 'custom', message: `field/outcome-line ${index + 1}` });
        return read.success && read.data !== '' ? [read.data] : [];
      });
      const twice = lines.find((line, index) => lines.indexOf(line) !== index);
      if (twice !== undefined)
        context.addIssue({ code: 'custom', message: `field/outcome-twice ${lines.lastIndexOf(twice) + 1}` });
      if (lines.length > mostOutcomes)
        context.addIssue({ code: 'custom', message: `field/too-many ${mostOutcomes}` });
      return lines;
    }),
});
export type SaveCourseContent = z.output<typeof SaveCourseContent>;

/**
 * Saves what of a course has no versions: its department, and its outcomes in order. An outcome that reviewers have compared stays.
 * @refuses not_found · conflict `course/changed-meanwhile` · rule_violation `course/outcome-compared`
 */
export async function saveCourseContent(ctx: Context, input: SaveCourseContent): Promise<{ id: string }> {
  return command(ctx, 'course.save', input, async (tx, actor, ctx) => {
    const course = await getCourse(tx, input.courseId);
    authorize(ctx, 'course.save', { tenantId: actor.tenantId });
    const { id } = course;
    const departmentId = await ownDepartment(tx, input.departmentId);
    await takeCourse(tx, id, input.expectedVersion, departmentId);
    const before = await listOutcomes(tx, id);
    const planned = planOutcomes(before, input.outcomes);
    if (!planned.ok)
      refuse('rule_violation', planned.reason, { fieldErrors: { outcomes: 'field/outcome-compared' } });
    await putOutcomes(tx, { tenantId: actor.tenantId, courseId: id }, orRefuse(planned));
    await recordAudit(tx, ctx, 'course.save', {
      objectType: 'course',
      objectId: id,
      summary: `outcomes or department of course ${course.code} changed`,
      before: { departmentId: course.departmentId, outcomes: before.map(({ text }) => text) },
      after: { departmentId, outcomes: input.outcomes },
    });
    return { id };
  });
}
