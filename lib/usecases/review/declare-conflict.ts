import * as z from 'zod';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import * as cases from '@/lib/db/review-cases';
import * as reviewSeats from '@/lib/db/review-seats';
import { listHolding } from '@/lib/db/colleagues';
import { recordsOf } from '@/lib/access/actor';
import type { Tx } from '@/lib/db/tx';
import { authorIdsOf } from '@/lib/kernel/authors';
import { orRefuse } from '@/lib/kernel/result';
import { mayDeclare } from '@/lib/review/eligibility';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { findChair } from './find-chair';
import { aboutStage, mailAbout } from './review-mail';
import { leadersOf, leadingRoles, placeIn, stageResource } from './stage-resource';

export const DeclareConflict = z
  .strictObject({
    stageId: z.uuid(),
    conflict: z.enum(['none', 'conflict']),
    note: z.string().trim().max(2_000).default(''),
  })
  .refine((input) => input.conflict === 'none' || input.note !== '', {
    path: ['note'],
    error: 'field/conflict',
  });
export type DeclareConflict = z.infer<typeof DeclareConflict>;

/**
 * Whoever sits in a stage or leads it says whether there is a conflict of interest, before reading on. A conflict ends the part in this
 * case for good; the chair is told, and somebody else leads in place of a chair.
 */
export async function declareConflict(
  ctx: Context,
  input: DeclareConflict,
): Promise<{ caseId: string; isRecused: boolean }> {
  return command(ctx, 'review.declareConflict', input, async (tx, actor, ctx) => {
    const work = await cases.lockStage(tx, input.stageId);
    authorize(ctx, 'review.declareConflict', stageResource(work));
    const seat = placeIn(work, actor.personId);
    const hasConflict = input.conflict === 'conflict';
    const isRecused = recordsOf(actor).some((id) => work.recusedIds.includes(id));
    orRefuse(mayDeclare(work.stage.status, isRecused, hasConflict), 'invalid_transition');
    await reviewSeats.declare(
      tx,
      { tenantId: actor.tenantId, stageId: work.stage.id, personId: actor.personId },
      hasConflict,
      input.note,
      ctx.now,
    );
    const chairId = hasConflict ? await followRecusal(tx, work, actor.personId) : work.stage.chairId;
    await recordAudit(tx, ctx, 'review.declareConflict', {
      objectType: 'review_case',
      objectId: work.reviewCase.id,
      summary: hasConflict ? 'conflict declared' : 'no conflict declared',
      before: { conflictDeclared: seat?.conflictDeclared ?? null, chairId: work.stage.chairId },
      after: { stageId: work.stage.id, conflictDeclared: hasConflict, note: input.note, chairId },
    });
    return { caseId: work.reviewCase.id, isRecused: hasConflict };
  });
}

/** Who leads the stage once somebody has stepped back: the chair as before, where whoever leads is told, or whoever stands in for the chair. */
async function followRecusal(tx: Tx, work: StageAtWork, personId: string): Promise<string | null> {
  const { stage, reviewCase, recusedIds } = work;
  const about = aboutStage(work);
  if (stage.chairId !== personId) {
    const told = leadersOf(work, await listHolding(tx, leadingRoles)).filter(({ id }) => id !== personId);
    await mailAbout(tx, 'recused', about, told, `${stage.id}.${personId}`);
    return stage.chairId;
  }
  const barred = [...authorIdsOf(work), personId, ...recusedIds];
  const substitute = await findChair(tx, stage.kind, reviewCase.departmentId, barred);
  await cases.setChair(tx, { tenantId: reviewCase.tenantId, stageId: stage.id }, substitute?.id ?? null);
  if (substitute) await mailAbout(tx, 'chairing', about, [substitute], `${stage.id}.${personId}`);
  else {
    const registrars = (await listHolding(tx, ['registrar'])).filter(({ id }) => !barred.includes(id));
    await mailAbout(tx, 'chairless', about, registrars, `${stage.id}.${personId}`);
  }
  return substitute?.id ?? null;
}
