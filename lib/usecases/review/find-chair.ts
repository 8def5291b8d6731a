import { type Colleague, listHolding } from '@/lib/db/colleagues';
import type { Tx } from '@/lib/db/tx';
import { canSit, officeOf } from '@/lib/review/eligibility';
import type { StageKind } from '@/lib/review/stage-config';

/** Who leads a stage by office: the first by name who holds it there and is not barred (the author, whoever declared a conflict). */
export async function findChair(
  tx: Tx,
  kind: StageKind,
  departmentId: string | null,
  barredIds: readonly string[],
): Promise<Colleague | null> {
  const office = officeOf(kind);
  const holders = await listHolding(tx, [office]);
  return (
    holders.find(
      ({ id, roles }) =>
        !barredIds.includes(id) &&
        canSit(
          kind,
          departmentId,
          roles.filter(({ role }) => role === office),
        ),
    ) ?? null
  );
}
