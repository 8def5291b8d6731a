import type { AuditEntry } from '@/lib/audit/chain';
import type { AuditStates } from '@/lib/db/audit';
import { listOpenStages, type OpenStage } from '@/lib/db/review-cases';
import type { Tx } from '@/lib/db/tx';
import { isBlind, isJudging, isWithheld } from '@/lib/review/blind';

/** Which of these entries withhold their states, by number, and the blind stage that has to end or be revealed first. What was erased has nothing to withhold. */
export async function withheldOf(
  tx: Tx,
  found: readonly { entry: AuditEntry; states: AuditStates | null }[],
): Promise<Map<string, OpenStage>> {
  const judging = found.filter(({ entry, states }) => isJudging(entry.action) && states?.erasedAt === null);
  const cases = [...new Set(judging.map(({ entry }) => entry.objectId))];
  const blind = new Map(
    (await listOpenStages(tx, cases)).filter(isBlind).map(({ caseId, ...stage }) => [caseId, stage]),
  );
  return new Map(
    judging.flatMap(({ entry, states }) => {
      const stage = blind.get(entry.objectId);
      return stage && isWithheld({ action: entry.action, stageId: stageIdIn(states?.after) }, stage.id)
        ? [[entry.seq, stage] as const]
        : [];
    }),
  );
}

function stageIdIn(state: unknown): string | null {
  return typeof state === 'object' &&
    state !== null &&
    'stageId' in state &&
    typeof state.stageId === 'string'
    ? state.stageId
    : null;
}
