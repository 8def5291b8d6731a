import * as z from 'zod';
import { findColleagues, listHolding } from '@/lib/db/colleagues';
import { keepReminder, listReminders } from '@/lib/db/review-acts';
import { openQuestionsIn } from '@/lib/db/review-case-list';
import * as cases from '@/lib/db/review-cases';
import { recordsOf } from '@/lib/access/actor';
import { orRefuse } from '@/lib/kernel/result';
import { mayAct } from '@/lib/review/eligibility';
import { mayRemind } from '@/lib/review/leading';
import { asksOf } from '@/lib/review/turn';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';
import { placeInReview } from './place-in-review';
import { aboutStage, mailAbout } from './review-mail';
import { asStaff, leadingRoles, placeIn, stageResource, actedFor } from './stage-resource';

export const RemindPerson = z.strictObject({ stageId: z.uuid(), personId: z.uuid() });
export type RemindPerson = z.infer<typeof RemindPerson>;

/** Sends one mail to somebody whose vote or answer a stage waits for: of one stage once a day, and on record. */
export async function remindPerson(ctx: Context, input: RemindPerson): Promise<{ caseId: string }> {
  return command(ctx, 'review.remind', input, async (tx, actor, ctx) => {
    const work = await cases.lockStage(tx, input.stageId);
    authorize(ctx, 'review.remind', stageResource(work));
    const { stage, reviewCase } = work;
    orRefuse(mayAct(stage.status, placeIn(work, actor.personId)), 'invalid_transition');
    const today = await todayAt(tx, ctx, actor.tenantId);
    const [person] = await findColleagues(tx, [input.personId]);
    const asks = person
      ? asksOf(
          placeInReview(
            work,
            asStaff(person, actor.tenantId),
            await listHolding(tx, leadingRoles),
            today,
            (await openQuestionsIn(tx, [reviewCase.id]))(reviewCase.id).count,
          ),
        )
      : [];
    const reminders = await listReminders(tx, [stage.id]);
    orRefuse(
      mayRemind({
        status: stage.status,
        isOneself: recordsOf(actor).includes(input.personId),
        isAwaited: asks.includes('vote') || asks.includes('answer'),
        remindedOn: reminders
          .filter(({ personId }) => personId === input.personId)
          .map(({ remindedOn }) => remindedOn),
        today,
      }),
      'rule_violation',
    );
    await keepReminder(tx, {
      tenantId: actor.tenantId,
      stageId: stage.id,
      personId: input.personId,
      remindedOn: today,
      byId: actor.personId,
      at: ctx.now,
    });
    await mailAbout(tx, 'reminded', aboutStage(work), person ? [person] : [], `${stage.id}.${today}`);
    await recordAudit(tx, ctx, 'review.remind', {
      objectType: 'review_case',
      objectId: reviewCase.id,
      summary: `somebody reminded of the ${stage.kind} stage`,
      after: {
        ...actedFor(work, actor),
        stageId: stage.id,
        personId: input.personId,
      },
    });
    return { caseId: reviewCase.id };
  });
}
