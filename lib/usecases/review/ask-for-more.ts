import * as z from 'zod';
import * as cases from '@/lib/db/review-cases';
import { addMessage } from '@/lib/db/marks-and-scores';
import { findColleagues } from '@/lib/db/colleagues';
import { authorIdsOf } from '@/lib/kernel/authors';
import { orRefuse } from '@/lib/kernel/result';
import { mayAct } from '@/lib/review/eligibility';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { aboutStage, mailAbout } from './review-mail';
import { seatIn, stageResource } from './stage-resource';

export const AskForMore = z.strictObject({
  stageId: z.uuid(),
  /** A question to the author, or a remark among the reviewers. */
  kind: z.enum(['question', 'comment']),
  body: z.string().trim().min(1, { error: 'field/text' }).max(5_000),
});
export type AskForMore = z.infer<typeof AskForMore>;

/** A reviewer asks the author for more, or says something to the other reviewers. */
export async function askForMore(
  ctx: Context,
  input: AskForMore,
): Promise<{ caseId: string; messageId: string }> {
  return command(ctx, 'review.askForMore', input, async (tx, actor, ctx) => {
    const work = await cases.lockStage(tx, input.stageId);
    authorize(ctx, 'review.askForMore', stageResource(work));
    const { reviewCase } = work;
    orRefuse(mayAct(work.stage.status, seatIn(work, actor.personId)), 'invalid_transition');
    const id = ctx.newId();
    await addMessage(tx, {
      tenantId: actor.tenantId,
      id,
      caseId: reviewCase.id,
      authorId: actor.personId,
      kind: input.kind,
      body: input.body,
      replyToId: null,
      at: ctx.now,
    });
    if (input.kind === 'question') {
      await mailAbout(tx, 'question', aboutStage(work), await findColleagues(tx, authorIdsOf(work)), id);
    }
    await recordAudit(tx, ctx, 'review.askForMore', {
      objectType: 'review_case',
      objectId: reviewCase.id,
      summary: input.kind === 'question' ? 'question asked' : 'remark made',
      after: { stageId: work.stage.id, messageId: id, body: input.body },
    });
    return { caseId: reviewCase.id, messageId: id };
  });
}
