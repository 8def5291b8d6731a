import { listWhoStoodIn } from '@/lib/db/delegations';
import { listHolding } from '@/lib/db/colleagues';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import type { Tx } from '@/lib/db/tx';
import { authorIdsOf } from '@/lib/kernel/authors';
import { canSit, seatsOf } from '@/lib/review/eligibility';
import { maySitIn, standsInFor } from './stage-resource';

/** Who can be given a seat in the stage, by name: in a role for it, neither author nor in conflict nor seated, and blind as yet. */
export async function candidatesFor(tx: Tx, work: StageAtWork): Promise<{ id: string; name: string }[]> {
  const { stage, reviewCase, assignments, recusedIds } = work;
  const stoodIn = await listWhoStoodIn(tx, stage.id);
  const taken = [
    ...authorIdsOf(work),
    ...recusedIds,
    ...stoodIn,
    ...assignments.filter((seat) => seat.isVoting).map((seat) => seat.personId),
  ];
  const people = await listHolding(tx, seatsOf(stage.kind));
  return people
    .filter(
      (person) =>
        !taken.includes(person.id) &&
        canSit(stage.kind, reviewCase.departmentId, person.roles) &&
        maySitIn(work, person.id) &&
        !standsInFor(work, person),
    )
    .map(({ id, name }) => ({ id, name }));
}
