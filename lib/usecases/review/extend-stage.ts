import * as z from 'zod';
import { findColleagues } from '@/lib/db/colleagues';
import { getInstitution } from '@/lib/db/institutions';
import { listExtensions, moveDueDay } from '@/lib/db/review-acts';
import * as cases from '@/lib/db/review-cases';
import { authorIdsOf } from '@/lib/kernel/authors';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { mayAct } from '@/lib/review/eligibility';
import { extendedDueDay, extensionLeft, mayExtend } from '@/lib/review/leading';
import { holidaysOf } from '@/lib/review/sla';
import { hasCastingVote } from '@/lib/review/tally';
import { authorize } from '../authorize';
import { command } from '../command';
import { type Context, todayIn } from '../context';
import { recordAudit } from '../record-audit';
import { aboutStage, mailAbout } from './review-mail';
import { placeIn, stageResource, tallyOf, actedFor } from './stage-resource';

export const ExtendStage = z.strictObject({
  stageId: z.uuid(),
  /** The stage as whoever leads it saw it: a vote or another extension meanwhile is a conflict. */
  expectedVersion: z.coerce.number().int().min(1),
  days: z.coerce.number().int().min(1, 'field/choose').max(120, 'field/choose'),
  reason: z.string().trim().min(1).max(500),
});
export type ExtendStage = z.infer<typeof ExtendStage>;

/** Moves the due day of a stage on by business days, with a reason and within what its policy allows; who sits in it and who wrote it hear of it. */
export async function extendStage(
  ctx: Context,
  input: ExtendStage,
): Promise<{ caseId: string; dueOn: CivilDate }> {
  return command(ctx, 'review.extend', input, async (tx, actor, ctx) => {
    const work = await cases.lockStage(tx, input.stageId);
    authorize(ctx, 'review.extend', stageResource(work));
    const { stage, reviewCase } = work;
    orRefuse(mayAct(stage.status, placeIn(work, actor.personId)), 'invalid_transition');
    const institution = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    const { days, reason } = input;
    orRefuse(
      mayExtend({
        status: stage.status,
        days,
        left: extensionLeft(stage.config, await listExtensions(tx, [stage.id])),
        givesCastingVote: hasCastingVote(stage.config),
        isQuorate: tallyOf(work, today).missing === 0,
        isRevealed: stage.revealedAt !== null,
      }),
      'rule_violation',
    );
    if (input.expectedVersion !== stage.rowVersion) refuse('conflict', 'review/changed-meanwhile');
    const dueBefore = stage.dueOn ?? refuse('rule_violation', 'review/extend-no-day');
    const dueOn = extendedDueDay(dueBefore, today, days, holidaysOf(institution));
    await moveDueDay(tx, {
      tenantId: actor.tenantId,
      stageId: stage.id,
      dueBefore,
      dueOn,
      days,
      reason,
      byId: actor.personId,
      at: ctx.now,
    });
    const seated = work.assignments
      .filter(({ isVoting, isRecused, isInRole }) => isVoting && !isRecused && isInRole)
      .map(({ personId }) => personId);
    const concerned = new Set([...seated, ...authorIdsOf(work)]);
    concerned.delete(actor.personId);
    await mailAbout(
      tx,
      'extended',
      aboutStage(work),
      await findColleagues(tx, [...concerned]),
      `${stage.id}.${dueOn}`,
    );
    await recordAudit(tx, ctx, 'review.extend', {
      objectType: 'review_case',
      objectId: reviewCase.id,
      summary: `the ${stage.kind} stage is due later`,
      before: { dueOn: dueBefore },
      after: {
        ...actedFor(work, actor),
        stageId: stage.id,
        dueOn,
        reason,
      },
    });
    return { caseId: reviewCase.id, dueOn };
  });
}
