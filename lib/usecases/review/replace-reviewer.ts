import * as z from 'zod';
import { listWhoStoodIn } from '@/lib/db/delegations';
import { findColleagues } from '@/lib/db/colleagues';
import { keepReplacement } from '@/lib/db/review-acts';
import * as cases from '@/lib/db/review-cases';
import * as reviewSeats from '@/lib/db/review-seats';
import { recordsOfSamePeople } from '@/lib/db/same-people';
import { authorIdsOf } from '@/lib/kernel/authors';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { maySeat } from '@/lib/review/casting-vote';
import { canSit, mayAct, mayUnassign } from '@/lib/review/eligibility';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';
import { hasEverVotedIn } from './ballots';
import { aboutStage, mailAbout } from './review-mail';
import { refuseSecondSeat } from './second-seat';
import { maySitIn, placeIn, stageResource, standsInFor, actedFor, settlingOf } from './stage-resource';

export const ReplaceReviewer = z.strictObject({
  stageId: z.uuid(),
  personId: z.uuid({ error: 'field/people' }),
  successorId: z.uuid({ error: 'field/people' }),
  reason: z.string().trim().min(1).max(500),
});
export type ReplaceReviewer = z.infer<typeof ReplaceReviewer>;

/**
 * Gives the seat of a reviewer who has not voted to somebody else, in one act with its reason. Who comes is asked about conflicts like
 * everybody; ballots that were cast stay as they are.
 */
export async function replaceReviewer(ctx: Context, input: ReplaceReviewer): Promise<{ caseId: string }> {
  return command(ctx, 'review.replace', input, async (tx, actor, ctx) => {
    const work = await cases.lockStage(tx, input.stageId);
    authorize(ctx, 'review.replace', stageResource(work));
    const { stage, reviewCase, assignments } = work;
    orRefuse(mayAct(stage.status, placeIn(work, actor.personId)), 'invalid_transition');
    const seat = placeIn(work, input.personId) ?? refuse('rule_violation', 'review/no-seat');
    if (!seat.isVoting && !seat.hasLeft) refuse('rule_violation', 'review/no-seat');
    const hasVoted = hasEverVotedIn(work, seat.personId);
    orRefuse(
      mayUnassign({ status: stage.status, kind: stage.kind, seat, hasVoted, actorId: actor.personId }),
      'rule_violation',
    );
    orRefuse(maySeat(settlingOf(work, await todayAt(tx, ctx, actor.tenantId))), 'rule_violation');
    const { successorId } = input;
    if (successorId === seat.personId) refuse('rule_violation', 'review/replace-nobody');
    const same = await recordsOfSamePeople(tx, [successorId]);
    if (authorIdsOf(work).some((id) => same.includes(id))) refuse('rule_violation', 'rule/author-reviews');
    const [successor] = await findColleagues(tx, [successorId]);
    if (
      !successor ||
      !canSit(stage.kind, reviewCase.departmentId, successor.roles) ||
      placeIn(work, successorId)?.isVoting
    )
      refuse('rule_violation', 'review/not-eligible', { personIds: [successorId] });
    if (work.recusedIds.some((id) => same.includes(id))) refuse('rule_violation', 'review/conflict-known');
    if (standsInFor(work, successor) || (await listWhoStoodIn(tx, stage.id)).includes(successorId))
      refuse('rule_violation', 'review/stands-in');
    if (!maySitIn(work, successorId)) refuse('rule_violation', 'review/saw-ballots');
    const others = assignments.filter(({ isVoting, personId }) => isVoting && personId !== seat.personId);
    await refuseSecondSeat(
      tx,
      others.map(({ personId }) => personId),
      [successor],
    );
    const at = { tenantId: actor.tenantId, stageId: stage.id };
    const { personId } = seat;
    await keepReplacement(tx, {
      ...at,
      personId,
      successorId,
      reason: input.reason,
      byId: actor.personId,
      at: ctx.now,
    });
    // The successor first: where everybody else has voted, the seat that is left is the last one that keeps the stage open to seats.
    const given = { personId: successorId, isVoting: true, knownConflict: null };
    await reviewSeats.assign(tx, at, [given], actor.personId, ctx.now);
    await reviewSeats.unassign(tx, { ...at, personId });
    const event = `${stage.id}.${stage.rowVersion}`;
    await mailAbout(tx, 'unassigned', aboutStage(work), await findColleagues(tx, [personId]), event);
    await mailAbout(tx, 'assigned', aboutStage(work), [successor], event);
    await recordAudit(tx, ctx, 'review.replace', {
      objectType: 'review_case',
      objectId: reviewCase.id,
      summary: `a seat in the ${stage.kind} stage given to somebody else`,
      before: { assigneeIds: assignments.map((assignment) => assignment.personId) },
      after: {
        ...actedFor(work, actor),
        stageId: stage.id,
        removedId: personId,
        addedIds: [successorId],
        reason: input.reason,
      },
    });
    return { caseId: reviewCase.id };
  });
}
