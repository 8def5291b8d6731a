import * as z from 'zod';
import * as cases from '@/lib/db/review-cases';
import { recordsOf } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { findColleagues, listHolding } from '@/lib/db/colleagues';
import { recordsOfSamePeople } from '@/lib/db/same-people';
import { authorIdsOf } from '@/lib/kernel/authors';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { canLead, mayAct } from '@/lib/review/eligibility';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';
import { aboutStage, mailAbout } from './review-mail';
import {
  leadingRoles,
  leadResource,
  mayNameLeaderIn,
  placeIn,
  stageResource,
  actedFor,
} from './stage-resource';

export const NameChair = z.strictObject({
  stageId: z.uuid(),
  personId: z.uuid({ error: 'field/people' }),
});
export type NameChair = z.infer<typeof NameChair>;

/**
 * Names who leads a stage in place of its chair: whoever leads it, or a registrar where nobody can. Never the author, nobody with a
 * declared conflict, and not oneself; and not once it may be known how the votes stand, or whoever leads could choose who decides.
 */
export async function nameChair(ctx: Context, input: NameChair): Promise<{ caseId: string }> {
  return command(ctx, 'review.nameChair', input, async (tx, actor, ctx) => {
    const work = await cases.lockStage(tx, input.stageId);
    const colleagues = await listHolding(tx, leadingRoles);
    authorize(ctx, 'review.nameChair', leadResource(work, colleagues));
    const { stage, reviewCase, recusedIds } = work;
    // Whoever leads has said first that there is no conflict: one who has a conflict does not choose who follows.
    if (can(actor, 'review.closeStage', stageResource(work)).allowed)
      orRefuse(mayAct(stage.status, placeIn(work, actor.personId)), 'invalid_transition');
    const today = await todayAt(tx, ctx, reviewCase.tenantId);
    const allowed = mayNameLeaderIn(work, colleagues, today);
    orRefuse(
      allowed,
      !allowed.ok && allowed.reason === 'review/stage-closed' ? 'invalid_transition' : 'rule_violation',
    );
    const named = await recordsOfSamePeople(tx, [input.personId]);
    if (authorIdsOf(work).some((id) => named.includes(id))) refuse('rule_violation', 'rule/author-reviews');
    if (recordsOf(actor).includes(input.personId)) refuse('rule_violation', 'access/oneself');
    if (recusedIds.some((id) => named.includes(id))) refuse('rule_violation', 'review/conflict-known');
    const [person] = await findColleagues(tx, [input.personId]);
    if (!person || !canLead(stage.kind, reviewCase.departmentId, person.roles))
      refuse('rule_violation', 'review/not-eligible', { personIds: [input.personId] });
    await cases.setChair(tx, { tenantId: actor.tenantId, stageId: stage.id }, person.id);
    const about = aboutStage(work);
    const event = `${stage.id}.${stage.rowVersion}`;
    await mailAbout(tx, 'chairing', about, [person], event);
    const replaced = stage.chairId === null || stage.chairId === actor.personId ? [] : [stage.chairId];
    await mailAbout(tx, 'replaced', about, await findColleagues(tx, replaced), event);
    await recordAudit(tx, ctx, 'review.nameChair', {
      objectType: 'review_case',
      objectId: reviewCase.id,
      summary: `somebody else leads the ${stage.kind} stage`,
      before: { chairId: stage.chairId },
      after: {
        ...actedFor(work, actor),
        stageId: stage.id,
        chairId: person.id,
      },
    });
    return { caseId: reviewCase.id };
  });
}
