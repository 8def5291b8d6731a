import * as z from 'zod';
import * as cases from '@/lib/db/review-cases';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { isChairAlone, mayClose } from '@/lib/review/eligibility';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { finishStage, type FinishedStage } from './finish-stage';
import { stageResource, tallyOf } from './stage-resource';

export const CloseStage = z.strictObject({
  stageId: z.uuid(),
  /** The stage as the chair saw it: a vote cast meanwhile is a conflict. */
  expectedVersion: z.coerce.number().int().min(1),
  /** Where the minutes of the meeting are; committees need it. */
  minutesRef: z.string().trim().max(200).default(''),
  note: z.string().trim().max(4_000).default(''),
  /** The note states conditions; only where the outcome is an approval. */
  conditional: z.literal('on').optional(),
});
export type CloseStage = z.infer<typeof CloseStage>;

/** The chair closes the stage. The outcome is what the votes make of it; nobody chooses it. */
export async function closeStage(
  ctx: Context,
  input: CloseStage,
): Promise<FinishedStage & { caseId: string }> {
  return command(ctx, 'review.closeStage', input, async (tx, actor, ctx) => {
    const work = await cases.lockStage(tx, input.stageId);
    authorize(ctx, 'review.closeStage', stageResource(work));
    const { stage, reviewCase } = work;
    const count = tallyOf(work);
    const allowed = mayClose(
      stage.status,
      stage.kind,
      count,
      isChairAlone(
        stage.kind,
        stage.chairId,
        work.votes.map((vote) => vote.personId),
      ),
      input.minutesRef,
    );
    if (!allowed.ok && allowed.reason === 'review/minutes-missing')
      refuse('invalid_input', allowed.reason, {
        fieldErrors: { minutesRef: 'Say where the minutes of the meeting are.' },
      });
    orRefuse(
      allowed,
      !allowed.ok && allowed.reason === 'review/stage-closed' ? 'invalid_transition' : 'rule_violation',
    );
    if (input.expectedVersion !== stage.rowVersion) refuse('conflict', 'review/changed-meanwhile');
    const isConditional = input.conditional === 'on';
    if (isConditional && count.ifClosedNow !== 'passed')
      refuse('rule_violation', 'review/conditions-without-approval');
    if (isConditional && !input.note)
      refuse('invalid_input', 'review/conditions-missing', {
        fieldErrors: { note: 'State each condition, who sees to it and until when.' },
      });
    const outcome = count.ifClosedNow ?? refuse('rule_violation', 'review/votes-missing');
    const finished = await finishStage(tx, ctx, work, {
      outcome,
      closedById: actor.personId,
      minutesRef: input.minutesRef,
      note: input.note,
      isConditional,
    });
    await recordAudit(tx, ctx, 'review.closeStage', {
      objectType: 'review_case',
      objectId: reviewCase.id,
      summary: `${stage.kind} stage closed: ${outcome}`,
      before: { status: stage.status },
      after: { stageId: stage.id, tally: count, minutesRef: input.minutesRef, note: input.note, ...finished },
    });
    return { ...finished, caseId: reviewCase.id };
  });
}
