import { can } from '@/lib/access/can';
import type { Party } from './row';
import type { StageThing } from './world';

/** Whether somebody reads the table of a case: as the policy says over all its stages, and not before an own conflict has been denied. */
export function seesTable({ actor }: Party, stage: StageThing): boolean {
  if (actor.kind !== 'staff') return false;
  const facts = { ...stage.facts, assigneeIds: [...(stage.facts.assigneeIds ?? []), ...stage.earlierIds] };
  return can(actor, 'review.view', facts).allowed && !stage.undeclaredIds.includes(actor.personId);
}
