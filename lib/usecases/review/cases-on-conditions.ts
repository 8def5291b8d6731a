import { holds, type StaffMember } from '@/lib/access/actor';
import { settlingRoles } from '@/lib/access/can';
import { versionsOwedBy } from '@/lib/db/owed-conditions';
import { listClosedCases } from '@/lib/db/review-case-list';
import { listKeys } from '@/lib/db/rule-list';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { asksForConditions } from '@/lib/review/owed-conditions';
import type { OpenItem } from './open-item';

/** More open conditions than anybody settles from one list. */
const most = 500;

/** The reviews that ended with conditions of which something is asked of the person: to settle them, or to see to them. */
export async function casesOnConditions(tx: Tx, actor: StaffMember, today: CivilDate): Promise<OpenItem[]> {
  const settleable = holds(actor, settlingRoles)
    ? await listKeys(
        tx,
        { today, standings: ['conditionally_approved'], settleableBy: actor.personId, sort: 'owed' },
        most,
      )
    : { keys: [] };
  const settles = new Set(settleable.keys.map(({ id }) => id));
  const ids = [...new Set([...settles, ...(await versionsOwedBy(tx, actor, most))])];
  if (ids.length === 0) return [];
  const rows = await listClosedCases(tx, 1, ids.length, ids);
  return rows.flatMap(({ ruleVersionId, departmentId, owed, ...row }): OpenItem[] => {
    const maySettle = settles.has(ruleVersionId);
    const asks = asksForConditions(owed, actor, { departmentId, maySettle, today });
    const [turn = null] = asks;
    if (turn === null) return [];
    const dueOn = owed?.dueOn ?? null;
    return [{ ...row, dueOn, openedAt: row.closedAt, turn, asks, expected: () => [] }];
  });
}
