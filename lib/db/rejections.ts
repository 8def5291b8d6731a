import { type Rejection, RejectionKind } from '@/lib/review/rejection-kind';
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

/** Which no a rejected version came to, and what the public reads of it; null of what was not rejected. The sentence of "no credit" is in its denial. */
export async function findRejection(tx: Tx, ruleVersionId: string): Promise<Rejection | null> {
  const row = await tx.ruleRejection.findFirst({
    where: { ruleVersionId },
    select: { kind: true, publicReason: true },
  });
  return row && { kind: RejectionKind.parse(row.kind), publicReason: row.publicReason };
}

/**
 * Who judged a version and who stepped back from it, once each; of a denial, from the proposal that it answers. Nobody has judged it whose
 * conflict came up later, or who said something only before it was returned and came back.
 */
export async function findPanel(
  tx: Tx,
  ruleVersionId: string,
): Promise<{ voterIds: string[]; recusedIds: string[] }> {
  const rows = await tx.$queryRaw<
    { id: string; isRecused: boolean }[]
  >`SELECT person_id AS id, is_recused AS "isRecused" FROM panel_of_version(current_tenant(), ${ruleVersionId}::uuid)`;
  const idsOf = (recused: boolean) =>
    rows.flatMap(({ id, isRecused }) => (isRecused === recused ? [id] : []));
  return { voterIds: idsOf(false), recusedIds: idsOf(true) };
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
