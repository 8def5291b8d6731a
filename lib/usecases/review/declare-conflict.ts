import * as z from 'zod';
import * as cases from '@/lib/db/review-cases';
import { orRefuse } from '@/lib/kernel/result';
import { mayDeclare } from '@/lib/review/eligibility';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { seatIn, stageResource } from './stage-resource';

export const DeclareConflict = z
  .strictObject({
    stageId: z.uuid(),
    conflict: z.enum(['none', 'conflict']),
    note: z.string().trim().max(2_000).default(''),
  })
  .refine((input) => input.conflict === 'none' || input.note !== '', {
    path: ['note'],
    error: 'Say in a few words what the conflict is.',
  });
export type DeclareConflict = z.infer<typeof DeclareConflict>;

/** An assignee says whether there is a conflict of interest, before reading on. A conflict ends the part in this stage for good. */
export async function declareConflict(
  ctx: Context,
  input: DeclareConflict,
): Promise<{ caseId: string; isRecused: boolean }> {
  return command(ctx, 'review.declareConflict', input, async (tx, actor, ctx) => {
    const work = await cases.lockStage(tx, input.stageId);
    authorize(ctx, 'review.declareConflict', stageResource(work));
    const seat = seatIn(work, actor.personId);
    const hasConflict = input.conflict === 'conflict';
    orRefuse(mayDeclare(work.stage.status, seat, hasConflict), 'invalid_transition');
    await cases.declare(
      tx,
      { tenantId: actor.tenantId, stageId: work.stage.id, personId: actor.personId },
      hasConflict,
      input.note,
    );
    await recordAudit(tx, ctx, 'review.declareConflict', {
      objectType: 'review_case',
      objectId: work.reviewCase.id,
      summary: hasConflict ? 'conflict declared' : 'no conflict declared',
      before: { conflictDeclared: seat.conflictDeclared },
      after: { conflictDeclared: hasConflict, note: input.note },
    });
    return { caseId: work.reviewCase.id, isRecused: hasConflict };
  });
}
