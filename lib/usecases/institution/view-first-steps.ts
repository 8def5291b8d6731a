import { listHolding } from '@/lib/db/colleagues';
import { findFirstFacts } from '@/lib/db/first-facts';
import { firstSteps, type FirstStep } from '@/lib/institution/first-steps';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';

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
    // Nobody adopts or publishes what they wrote themselves, and who wrote a mapping does not judge it.
    const barred: Partial<Record<FirstStep['name'], readonly string[]>> = {
      adopt: facts.policyAuthorIds,
      send: [],
      review: facts.mappingAuthorIds,
      publish: facts.mappingAuthorIds,
    };
    return steps.map((step) => {
      const able = staff.filter(
        ({ id, roles }) =>
          !(barred[step.name] ?? []).includes(id) && roles.some(({ role }) => step.roles.includes(role)),
      );
      return {
        ...step,
        isMine: step.state === 'open' && able.some(({ id }) => id === actor.personId),
        names: able.map(({ name }) => name).slice(0, mostNames),
      };
    });
  });
}
