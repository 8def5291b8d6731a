import { type Colleague, listHolding } from '@/lib/db/colleagues';
import { findFirstFacts } from '@/lib/db/first-facts';
import { listStages } from '@/lib/db/review-cases';
import { find as findRule } from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import { type FirstFacts, firstSteps, type FirstStep } from '@/lib/institution/first-steps';
import { authorIdsOf } from '@/lib/kernel/authors';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { canSit } from '@/lib/review/eligibility';
import { isAsk, turnOf } from '@/lib/review/turn';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { placeInReview } from '../review/place-in-review';
import { asStaff, leadingRoles } from '../review/stage-resource';
import { departmentOfRule } from '../rule/department-of-rule';
import { todayAt } from '../today-at';

/** Whose turn a step is, where it can be taken now: the reader's, or that of others by name; nobody where no one here can. */
export interface FirstStepAtHand extends FirstStep {
  isMine: boolean;
  names: string[];
}

/** Most names told; who is beyond them has the same turn. */
const mostNames = 3;

/** What is left until the first mapping is published, for everybody on the staff; null from then on. */
export async function viewFirstSteps(ctx: Context): Promise<FirstStepAtHand[] | null> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'institution.view', { tenantId: actor.tenantId });
    const facts = await findFirstFacts(tx);
    if (facts === null) return null;
    const steps = firstSteps(facts);
    const staff = await listHolding(tx, [...new Set(steps.flatMap(({ roles }) => roles))]);
    const { mapping } = facts;
    const canTakePart = await takesPartIn(
      tx,
      mapping,
      actor.tenantId,
      await todayAt(tx, ctx, actor.tenantId),
    );
    const version = mapping === null ? null : await findRule(tx, mapping.id);
    // Several can have written it; one of them sends it to its own department, and never chooses one.
    const mappingAuthorIds = version === null ? facts.mappingAuthorIds : authorIdsOf(version);
    const isNowhere =
      version?.status === 'submitted' &&
      (await departmentOfRule(tx, version, await todayAt(tx, ctx, actor.tenantId))) === null;
    // Nobody adopts or publishes what they wrote themselves, and who wrote a mapping does not judge it.
    const barred: Partial<Record<FirstStep['name'], readonly string[]>> = {
      adopt: facts.policyAuthorIds,
      send: isNowhere ? mappingAuthorIds : [],
      review: mappingAuthorIds,
      publish: mappingAuthorIds,
    };
    return steps.map((step) => {
      const holding = staff.filter(
        ({ id, roles }) =>
          !(barred[step.name] ?? []).includes(id) && roles.some(({ role }) => step.roles.includes(role)),
      );
      const able = step.name === 'review' ? holding.filter(canTakePart) : holding;
      return {
        ...step,
        isMine: step.state === 'open' && able.some(({ id }) => id === actor.personId),
        names: able.map(({ name }) => name).slice(0, mostNames),
      };
    });
  });
}

/**
 * Who can go on with the review of a mapping in its department: those of whom something is asked there, and those who have no part yet and
 * could be given one. Whoever has voted is done; a chair who alone has voted waits for somebody else to assign.
 */
async function takesPartIn(
  tx: Tx,
  mapping: FirstFacts['mapping'],
  tenantId: string,
  today: CivilDate,
): Promise<(colleague: Colleague) => boolean> {
  const stages = mapping?.caseId ? await listStages(tx, mapping.caseId) : [];
  const work = stages.at(-1);
  if (mapping?.status !== 'in_department' || !work) return () => true;
  const leaders = await listHolding(tx, leadingRoles);
  return (colleague) => {
    if (!canSit('department', work.reviewCase.departmentId, colleague.roles)) return false;
    const place = placeInReview(work, asStaff(colleague, tenantId), leaders, today, 0);
    const turn = turnOf(place);
    return turn === null || (isAsk(turn) && !(turn === 'assign' && place.hasVoted));
  };
}
