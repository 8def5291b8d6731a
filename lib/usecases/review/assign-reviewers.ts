import * as z from 'zod';
import * as cases from '@/lib/db/review-cases';
import * as reviewSeats from '@/lib/db/review-seats';
import { listWhoStoodIn } from '@/lib/db/delegations';
import { findColleagues } from '@/lib/db/colleagues';
import { recordsOfSamePeople } from '@/lib/db/same-people';
import { authorIdsOf } from '@/lib/kernel/authors';
import { refuse } from '@/lib/kernel/refusal';
import { someOf } from '@/lib/kernel/some-of';
import { orRefuse } from '@/lib/kernel/result';
import { maySeat } from '@/lib/review/casting-vote';
import { canSit, mayAct } from '@/lib/review/eligibility';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';
import { aboutStage, mailAbout } from './review-mail';
import { refuseSecondSeat } from './second-seat';
import { maySitIn, placeIn, stageResource, standsInFor, actedFor, settlingOf } from './stage-resource';

export const AssignReviewers = z.strictObject({
  stageId: z.uuid(),
  personIds: someOf(z.uuid(), { reason: 'field/people', most: 20 }),
});
export type AssignReviewers = z.infer<typeof AssignReviewers>;

/** Gives people a seat in a stage: at its start, or in place of those who declared a conflict. Never the author. */
export async function assignReviewers(
  ctx: Context,
  input: AssignReviewers,
): Promise<{ caseId: string; assigned: number }> {
  return command(ctx, 'review.assign', input, async (tx, actor, ctx) => {
    const work = await cases.lockStage(tx, input.stageId);
    authorize(ctx, 'review.assign', stageResource(work));
    const { stage, reviewCase } = work;
    orRefuse(mayAct(stage.status, placeIn(work, actor.personId)), 'invalid_transition');
    const authorIds = await recordsOfSamePeople(tx, authorIdsOf(work));
    if (input.personIds.some((id) => authorIds.includes(id))) refuse('rule_violation', 'rule/author-reviews');
    const people = await findColleagues(tx, input.personIds);
    const unfit = input.personIds.filter(
      (id) =>
        !people.some(
          (person) => person.id === id && canSit(stage.kind, reviewCase.departmentId, person.roles),
        ),
    );
    if (unfit.length > 0) refuse('rule_violation', 'review/not-eligible', { personIds: unfit });
    const added = people.filter(
      (person) => !work.assignments.some((seat) => seat.personId === person.id && seat.isVoting),
    );
    const recusedIds = await recordsOfSamePeople(tx, work.recusedIds);
    if (added.some(({ id }) => recusedIds.includes(id))) refuse('rule_violation', 'review/conflict-known');
    const stoodIn = await listWhoStoodIn(tx, stage.id);
    if (added.some((person) => standsInFor(work, person) || stoodIn.includes(person.id)))
      refuse('rule_violation', 'review/stands-in');
    orRefuse(maySeat(settlingOf(work, await todayAt(tx, ctx, actor.tenantId))), 'rule_violation');
    if (added.some(({ id }) => !maySitIn(work, id))) refuse('rule_violation', 'review/saw-ballots');
    const seated = work.assignments.filter(({ isVoting }) => isVoting).map(({ personId }) => personId);
    await refuseSecondSeat(tx, seated, added);
    const seats = added.map((person) => ({ personId: person.id, isVoting: true, knownConflict: null }));
    await reviewSeats.assign(
      tx,
      { tenantId: actor.tenantId, stageId: stage.id },
      seats,
      actor.personId,
      ctx.now,
    );
    await mailAbout(tx, 'assigned', aboutStage(work), added, `${stage.id}.${stage.rowVersion}`);
    await recordAudit(tx, ctx, 'review.assign', {
      objectType: 'review_case',
      objectId: reviewCase.id,
      summary: `${added.length} assigned to the ${stage.kind} stage`,
      before: { assigneeIds: work.assignments.map((assignment) => assignment.personId) },
      after: {
        ...actedFor(work, actor),
        addedIds: added.map((person) => person.id),
      },
    });
    return { caseId: reviewCase.id, assigned: added.length };
  });
}
