import * as z from 'zod';
import * as cases from '@/lib/db/review-cases';
import * as reviewSeats from '@/lib/db/review-seats';
import { findColleagues } from '@/lib/db/colleagues';
import { orRefuse } from '@/lib/kernel/result';
import { maySeat } from '@/lib/review/casting-vote';
import { mayAct, mayUnassign } from '@/lib/review/eligibility';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';
import { hasEverVotedIn } from './ballots';
import { aboutStage, mailAbout } from './review-mail';
import { placeIn, stageResource, actedFor, settlingOf } from './stage-resource';

export const UnassignReviewer = z.strictObject({ stageId: z.uuid(), personId: z.uuid() });
export type UnassignReviewer = z.infer<typeof UnassignReviewer>;

/** Takes back a seat whose person has not voted, who is told, and may be assigned again later. */
export async function unassignReviewer(ctx: Context, input: UnassignReviewer): Promise<{ caseId: string }> {
  return command(ctx, 'review.unassign', input, async (tx, actor, ctx) => {
    const work = await cases.lockStage(tx, input.stageId);
    authorize(ctx, 'review.unassign', stageResource(work));
    const { stage, reviewCase } = work;
    orRefuse(mayAct(stage.status, placeIn(work, actor.personId)), 'invalid_transition');
    const seat = placeIn(work, input.personId) ?? refuse('rule_violation', 'review/no-seat');
    const hasVoted = hasEverVotedIn(work, seat.personId);
    orRefuse(
      mayUnassign({ status: stage.status, kind: stage.kind, seat, hasVoted, actorId: actor.personId }),
      'rule_violation',
    );
    orRefuse(maySeat(settlingOf(work, await todayAt(tx, ctx, actor.tenantId))), 'rule_violation');
    await reviewSeats.unassign(tx, {
      tenantId: actor.tenantId,
      stageId: stage.id,
      personId: seat.personId,
    });
    await mailAbout(
      tx,
      'unassigned',
      aboutStage(work),
      await findColleagues(tx, [seat.personId]),
      `${stage.id}.${stage.rowVersion}`,
    );
    await recordAudit(tx, ctx, 'review.unassign', {
      objectType: 'review_case',
      objectId: reviewCase.id,
      summary: `assignment to the ${stage.kind} stage taken back`,
      before: { assigneeIds: work.assignments.map((assignment) => assignment.personId) },
      after: {
        ...actedFor(work, actor),
        stageId: stage.id,
        removedId: seat.personId,
      },
    });
    return { caseId: reviewCase.id };
  });
}
