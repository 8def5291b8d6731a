import type { Rejection } from '@/lib/review/rejection';
import type { RuleVersion } from '@/lib/rule/rule-version';
import type { Tx } from './tx';

/**
 * Keeps what the public is told of a rejection; comes before the move, which the database refuses without it. The sentence of "no credit"
 * is the denial's, and public when a registrar publishes that.
 */
export async function tellRejection(
  tx: Tx,
  { tenantId, id }: Pick<RuleVersion, 'tenantId' | 'id'>,
  { kind, publicReason }: Rejection,
  at: string,
): Promise<void> {
  await tx.ruleRejection.create({
    data: {
      tenantId,
      ruleVersionId: id,
      kind,
      publicReason: kind === 'no_credit' ? '' : publicReason,
      rejectedAt: new Date(at),
    },
  });
}

/** Who voted on a version and who stepped back from it, once each; on a denial, on the proposal that it answers. */
export async function findPanel(
  tx: Tx,
  ruleVersionId: string,
): Promise<{ voterIds: string[]; recusedIds: string[] }> {
  const answered = await findAnswered(tx, ruleVersionId);
  const stage = { reviewCase: { ruleVersionId: answered?.id ?? ruleVersionId } };
  const voters = await tx.vote.findMany({
    where: { stage },
    select: { personId: true },
    distinct: ['personId'],
  });
  const recused = await tx.reviewAssignment.findMany({
    where: { stage, isRecused: true },
    select: { personId: true },
    distinct: ['personId'],
  });
  return {
    voterIds: voters.map(({ personId }) => personId),
    recusedIds: recused.map(({ personId }) => personId),
  };
}

/** The proposal that a denial answers, whose review decided it; null of every other version. */
export async function findAnswered(
  tx: Tx,
  ruleVersionId: string,
): Promise<{ id: string; version: number } | null> {
  const version = await tx.ruleVersion.findFirst({
    where: { id: ruleVersionId },
    select: { ruleId: true, version: true, origin: true },
  });
  if (version?.origin !== 'rejection') return null;
  return tx.ruleVersion.findFirst({
    where: { ruleId: version.ruleId, version: { lt: version.version }, rejection: { kind: 'no_credit' } },
    select: { id: true, version: true },
    orderBy: { version: 'desc' },
  });
}
