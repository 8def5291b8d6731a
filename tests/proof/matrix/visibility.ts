import { can } from '@/lib/access/can';
import type { Party } from './row';
import type { StageThing } from './tenant-shape';

/** Whether somebody reads the table of a case: as the policy says over all its stages, and not before an own conflict has been denied. */
export function seesTable({ actor }: Party, stage: StageThing): boolean {
  if (actor.kind !== 'staff') return false;
  const facts = { ...stage.facts, assigneeIds: [...(stage.facts.assigneeIds ?? []), ...stage.earlierIds] };
  const isSeated = stage.facts.assigneeIds?.includes(actor.personId) ?? false;
  // Whoever leads an open stage without a seat has not said yet whether there is a conflict.
  const leadsUnasked =
    stage.status === 'open' && !isSeated && can(actor, 'review.closeStage', stage.facts).allowed;
  return (
    can(actor, 'review.view', facts).allowed && !leadsUnasked && !stage.undeclaredIds.includes(actor.personId)
  );
}
