import { can } from '@/lib/access/can';
import type { Party } from './row';
import type { StageThing } from './tenant-shape';

/** Whether somebody reads the table of a case: as the policy says over all its stages, and not before an own conflict has been denied. */
export function seesTable({ actor }: Party, stage: StageThing): boolean {
  if (actor.kind !== 'staff') return false;
  // A seat lets nobody read who does not hold the role for it any more; earlier stages were those of the department.
  const isOfDepartment = actor.roles.some(
    ({ role, departmentId }) =>
      (role === 'reviewer' || role === 'chair') && departmentId === stage.facts.departmentId,
  );
  const facts = {
    ...stage.facts,
    assigneeIds: [
      ...(stage.stageKind !== 'department' || isOfDepartment ? (stage.facts.assigneeIds ?? []) : []),
      ...(isOfDepartment ? stage.earlierIds : []),
    ],
  };
  const isSeated = stage.facts.assigneeIds?.includes(actor.personId) ?? false;
  // Whoever leads an open stage without a seat has not said yet whether there is a conflict.
  const leadsUnasked =
    stage.status === 'open' && !isSeated && can(actor, 'review.closeStage', stage.facts).allowed;
  return (
    can(actor, 'review.view', facts).allowed && !leadsUnasked && !stage.undeclaredIds.includes(actor.personId)
  );
}

/** Whether somebody reads who voted how and why: who reads the table, but for the author, who learns why and not who. */
export function seesVotes(party: Party, stage: StageThing): boolean {
  return seesTable(party, stage) && party.actor.kind === 'staff' && party.actor.personId !== stage.authorId;
}
