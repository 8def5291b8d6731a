import { RuleStatus } from '@/lib/rule/rule-version';
import { toInstant } from './codec';
import { namesOf } from './rules';
import type { Tx } from './tx';

export interface RuleTransition {
  ruleVersionId: string;
  action: string;
  fromStatus: RuleStatus;
  toStatus: RuleStatus;
  actorId: string;
  reason: string;
  at: string;
}

export async function addTransition(tx: Tx, tenantId: string, move: RuleTransition): Promise<void> {
  await tx.ruleTransition.create({ data: { tenantId, ...move, at: new Date(move.at) } });
}

/** Every change of state of all versions of a rule, the newest first, with the actor's name. */
export async function listTransitions(
  tx: Tx,
  ruleId: string,
): Promise<(RuleTransition & { id: string; version: number; actorName: string })[]> {
  const rows = await tx.ruleTransition.findMany({
    where: { ruleVersion: { ruleId } },
    include: { ruleVersion: { select: { version: true } } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  });
  const names = await namesOf(
    tx,
    rows.map((row) => row.actorId),
  );
  return rows.map((row) => ({
    id: row.id,
    ruleVersionId: row.ruleVersionId,
    action: row.action,
    actorId: row.actorId,
    reason: row.reason,
    at: toInstant(row.at),
    fromStatus: RuleStatus.parse(row.fromStatus),
    toStatus: RuleStatus.parse(row.toStatus),
    version: row.ruleVersion.version,
    actorName: names.get(row.actorId) ?? '',
  }));
}
