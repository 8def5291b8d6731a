import * as z from 'zod';
import * as cases from '@/lib/db/review-cases';
import { addMessage, listMessages } from '@/lib/db/marks-and-scores';
import { listConflicts } from '@/lib/db/review-seats';
import { findColleagues } from '@/lib/db/colleagues';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { mailAbout } from './review-mail';

export const AnswerQuestion = z.strictObject({
  caseId: z.uuid(),
  replyToId: z.uuid(),
  body: z.string().trim().min(1, { error: 'field/text' }).max(5_000),
});
export type AnswerQuestion = z.infer<typeof AnswerQuestion>;

/** The author, or a colleague in the registry, answers a reviewer's question or a comment with which a rule was returned. */
export async function answerQuestion(
  ctx: Context,
  input: AnswerQuestion,
): Promise<{ caseId: string; messageId: string }> {
  return command(ctx, 'review.answer', input, async (tx, actor, ctx) => {
    const reviewCase = (await cases.findCase(tx, input.caseId)) ?? refuse('not_found', 'review/not-found');
    const recusedIds = [...(await listConflicts(tx, reviewCase.id)).keys()];
    authorize(ctx, 'review.answer', { tenantId: reviewCase.tenantId, recusedIds });
    const asked = (await listMessages(tx, reviewCase.id)).find((message) => message.id === input.replyToId);
    if (!asked || (asked.kind !== 'question' && asked.kind !== 'return'))
      refuse('not_found', 'review/question-not-found');
    const id = ctx.newId();
    await addMessage(tx, {
      tenantId: actor.tenantId,
      id,
      caseId: reviewCase.id,
      authorId: actor.personId,
      kind: 'answer',
      body: input.body,
      replyToId: asked.id,
      at: ctx.now,
    });
    await mailAbout(
      tx,
      'answer',
      {
        tenantId: actor.tenantId,
        stageId: reviewCase.id,
        caseId: reviewCase.id,
        ruleVersionId: reviewCase.ruleVersionId,
      },
      await findColleagues(tx, [asked.authorId]),
      id,
    );
    await recordAudit(tx, ctx, 'review.answer', {
      objectType: 'review_case',
      objectId: reviewCase.id,
      summary: 'question answered',
      after: { messageId: id, replyToId: asked.id, body: input.body },
    });
    return { caseId: reviewCase.id, messageId: id };
  });
}
