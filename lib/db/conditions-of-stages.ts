import type { OwedConditions } from '@/lib/review/owed-conditions';
import { toOwedConditions } from './stored-stage';
import type { Tx } from './tx';

/** What an approval of a stage is conditional on: who sees to it, and whether it is still open. */
export interface StageConditions extends OwedConditions {
  /** Nobody has said yet whether they are met. */
  isOpen: boolean;
}

/** The conditions on which some stages approved, by stage; of others there is nothing. */
export async function conditionsOfStages(
  tx: Tx,
  stageIds: readonly string[],
): Promise<Map<string, StageConditions>> {
  const rows = await tx.reviewStage.findMany({
    where: { id: { in: [...stageIds] }, conditionsDueOn: { not: null } },
    select: {
      id: true,
      conditionsOwnerId: true,
      conditionsOwnerRole: true,
      conditionsDueOn: true,
      conditionsOwner: { select: { name: true } },
      reviewCase: { select: { ruleVersion: { select: { status: true } } } },
    },
  });
  return new Map(
    rows.flatMap(({ id, reviewCase, ...row }) => {
      const owed = toOwedConditions(row);
      const isOpen = reviewCase.ruleVersion.status === 'conditionally_approved';
      return owed === null ? [] : [[id, { ...owed, isOpen }] as const];
    }),
  );
}
