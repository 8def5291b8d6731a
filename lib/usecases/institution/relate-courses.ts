import * as z from 'zod';
import { atMost, OptionalTypedAmount } from '@/lib/amount/decimal-text';
import { parseRational, zero } from '@/lib/amount/rational';
import * as relations from '@/lib/db/course-relations';
import { getCourse } from '@/lib/db/curriculum';
import { findCourses } from '@/lib/db/institutions';
import { byCode } from '@/lib/institution/course-code';
import { keptRelation, mayRelate, RelationKind } from '@/lib/institution/course-relation';
import { mostCredits } from '@/lib/institution/most-credits';
import { CivilDateText } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { oneLine } from '@/lib/kernel/shown-text';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';

export const RelateCourses = z
  .strictObject({
    courseId: z.uuid(),
    kind: RelationKind,
    /** However it is written. */
    otherCode: oneLine(40).min(1, 'field/code'),
    /** What an overlap takes away, in the home unit; of no other kind. */
    credits: OptionalTypedAmount.refine(
      atMost(mostCredits.course),
      `field/at-most ${mostCredits.course}`,
    ).transform((credits) => credits ?? null),
  })
  .superRefine(({ kind, credits }, context) => {
    const say = (message: string) => context.addIssue({ code: 'custom', path: ['credits'], message });
    if (kind === 'overlap' && (credits === null || parseRational(credits).compare(zero) === 0))
      say('field/overlap-amount');
    if (kind !== 'overlap' && credits !== null) say('field/overlap-only');
  });
export type RelateCourses = z.output<typeof RelateCourses>;

/**
 * Says how two courses relate, from today on; before anything was published, since ever.
 * @units credits in the home unit
 * @refuses not_found · invalid_input `course/other-not-found` · rule_violation `course/relates-to-itself`, `course/relation-known`,
 *   `course/relation-cycle` · conflict `course/relation-ended`
 */
export async function relateCourses(ctx: Context, input: RelateCourses): Promise<{ id: string }> {
  return command(ctx, 'course.save', input, async (tx, actor, ctx) => {
    const course = await getCourse(tx, input.courseId);
    authorize(ctx, 'course.save', { tenantId: actor.tenantId });
    const today = await todayAt(tx, ctx, actor.tenantId);
    const other = byCode(await findCourses(tx, [input.otherCode], today), [input.otherCode]).get(
      input.otherCode,
    );
    if (other === undefined)
      refuse('invalid_input', 'course/other-not-found', {
        fieldErrors: { otherCode: 'field/no-such-course' },
      });
    const relation = keptRelation(input.kind, course.id, other.id);
    const may = mayRelate(relation, await relations.lockRelations(tx, today));
    if (!may.ok) refuse('rule_violation', may.reason, { fieldErrors: { otherCode: may.reason } });
    await relations.insertRelation(tx, actor.tenantId, relation, input.credits);
    await recordAudit(tx, ctx, 'course.save', {
      objectType: 'course',
      objectId: course.id,
      summary: `course ${course.code} related to ${other.code}`,
      after: { ...relation, credits: input.credits },
    });
    return { id: course.id };
  });
}

export const EndCourseRelation = z.strictObject({
  /** The course on whose page it is ended. */
  pageId: z.uuid(),
  kind: z.enum(['equivalent', 'outranks', 'overlap']),
  courseId: z.uuid(),
  otherCourseId: z.uuid(),
  lastDay: z.string().min(1, 'field/last-day').pipe(CivilDateText),
});
export type EndCourseRelation = z.output<typeof EndCourseRelation>;

/** Ends a relation with a last day, today or later; until then the day can be changed. @refuses not_found · rule_violation `version/in-the-past` */
export async function endCourseRelation(ctx: Context, input: EndCourseRelation): Promise<{ id: string }> {
  return command(ctx, 'course.save', input, async (tx, actor, ctx) => {
    const course = await getCourse(tx, input.pageId);
    authorize(ctx, 'course.save', { tenantId: actor.tenantId });
    const today = await todayAt(tx, ctx, actor.tenantId);
    const { lastDay, kind, courseId, otherCourseId } = input;
    if (lastDay < today)
      refuse('rule_violation', 'version/in-the-past', { fieldErrors: { lastDay: 'field/not-before-today' } });
    await relations.endRelation(tx, { kind, courseId, otherCourseId }, lastDay, today);
    await recordAudit(tx, ctx, 'course.save', {
      objectType: 'course',
      objectId: course.id,
      summary: `a relation of course ${course.code} ends on ${lastDay}`,
      after: { kind, courseId, otherCourseId, lastDay },
    });
    return { id: course.id };
  });
}
