import { recordsOf, type StaffMember } from '@/lib/access/actor';
import type { OwedConditions } from '@/lib/review/owed-conditions';
import { toOwedConditions } from './stored-stage';
import type { Tx } from './tx';

/** Versions that are approved on conditions which the person may owe, by name or by an office: what is due first, at most so many. */
export async function versionsOwedBy(tx: Tx, actor: StaffMember, most: number): Promise<string[]> {
  const rows = await tx.reviewStage.findMany({
    where: {
      conditionsDueOn: { not: null },
      OR: [
        { conditionsOwnerId: { in: recordsOf(actor) } },
        { conditionsOwnerRole: { in: actor.roles.map(({ role }) => role) } },
      ],
      reviewCase: { ruleVersion: { status: 'conditionally_approved' } },
    },
    select: { reviewCase: { select: { ruleVersionId: true } } },
    orderBy: [{ conditionsDueOn: 'asc' }, { id: 'asc' }],
    take: most,
  });
  return rows.map(({ reviewCase }) => reviewCase.ruleVersionId);
}

/** Who owes the conditions of these versions, and until when, by the id of the version; nothing of those for which nobody was named. */
export async function owedOfVersions(
  tx: Tx,
  versionIds: readonly string[],
): Promise<Map<string, OwedConditions & { departmentId: string | null }>> {
  if (versionIds.length === 0) return new Map();
  const rows = await tx.reviewStage.findMany({
    where: { conditionsDueOn: { not: null }, reviewCase: { ruleVersionId: { in: [...versionIds] } } },
    select: {
      conditionsOwnerId: true,
      conditionsOwnerRole: true,
      conditionsDueOn: true,
      conditionsOwner: { select: { name: true } },
      reviewCase: { select: { ruleVersionId: true, departmentId: true } },
    },
    orderBy: { position: 'asc' },
  });
  return new Map(
    rows.flatMap(({ reviewCase: { ruleVersionId, departmentId }, ...row }) => {
      const owed = toOwedConditions(row);
      return owed ? [[ruleVersionId, { ...owed, departmentId }] as const] : [];
    }),
  );
}
