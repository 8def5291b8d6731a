import { type Colleague, listHolding } from '@/lib/db/colleagues';
import { findFirstFacts } from '@/lib/db/first-facts';
import { find as findRule } from '@/lib/db/rules';
import { firstSteps, type FirstStep } from '@/lib/institution/first-steps';
import { authorIdsOf } from '@/lib/kernel/authors';
import { canSit } from '@/lib/review/eligibility';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
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
    const { mapping, reviewedIn, voterIds } = facts;
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
      const able =
        step.name === 'review' && mapping?.status === 'in_department'
          ? beyondOneVoice(
              holding.filter(({ roles }) => canSit('department', reviewedIn, roles)),
              voterIds,
            )
          : holding;
      return {
        ...step,
        isMine: step.state === 'open' && able.some(({ id }) => id === actor.personId),
        names: able.map(({ name }) => name).slice(0, mostNames),
      };
    });
  });
}

/** Those who can judge it, and nobody where the only one has voted: nobody decides alone, so that it waits for another one. */
function beyondOneVoice(able: readonly Colleague[], voterIds: readonly string[]): readonly Colleague[] {
  return able.length === 1 && able.every(({ id }) => voterIds.includes(id)) ? [] : able;
}
