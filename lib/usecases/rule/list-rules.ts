import { can } from '@/lib/access/can';
import { getInstitution, allDepartments, type Department } from '@/lib/db/institutions';
import {
  countByStatus,
  list,
  listProviders,
  publishableAmong,
  type RuleRow,
  type RuleSearch,
} from '@/lib/db/rule-list';
import { addDays, addMonths, type CivilDate } from '@/lib/kernel/civil-date';
import { type RuleQuery, statusesOf } from '@/lib/rule/list-query';
import type { RuleStatus } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import type { RuleNames } from '@/lib/rule/rule-names';
import { namesOfRules } from './names-of-rules';

export const rulesPerPage = 25;

export interface RuleListView {
  rows: RuleRow[];
  /** Those of the rows that the reader may publish. */
  publishable: ReadonlySet<string>;
  total: number;
  /** How many there are in each state under the same filters. */
  counts: Partial<Record<RuleStatus, number>>;
  departments: Department[];
  providers: string[];
  names: RuleNames;
  today: CivilDate;
}

/** The institution's rules, one page, with counts that agree with the filters. */
export async function listRules(ctx: Context, wanted: RuleQuery): Promise<RuleListView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'rule.list', { tenantId: actor.tenantId });
    const institution = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    const search = searchOf(wanted, actor.personId, today);
    const { rows, total } = await list(tx, search, wanted.page, rulesPerPage);
    return {
      rows,
      publishable: can(actor, 'rule.publish', { tenantId: actor.tenantId }).allowed
        ? await publishableAmong(
            tx,
            rows.map(({ id }) => id),
            actor.personId,
          )
        : new Set(),
      total,
      today,
      counts: await countByStatus(tx, search),
      departments: await allDepartments(tx),
      providers: await listProviders(tx),
      names: await namesOfRules(
        tx,
        institution.homeUnit,
        today,
        rows.map(({ definition }) => definition),
      ),
    };
  });
}

/** What the list, and the file of the same rows, ask the database for. */
export function searchOf(wanted: RuleQuery, personId: string, today: CivilDate): RuleSearch {
  return {
    ...(wanted.departmentId && { departmentId: wanted.departmentId }),
    ...(wanted.provider && { provider: wanted.provider }),
    ...(wanted.words && { words: wanted.words }),
    ...(wanted.mine && { writtenBy: personId }),
    ...(wanted.due && {
      claimableOn: today,
      reviewDue:
        wanted.due === 'overdue' ? { to: addDays(today, -1) } : { from: today, to: addMonths(today, 3) },
    }),
    ...(wanted.state && { statuses: statusesOf(wanted) }),
    sort: wanted.sort,
    direction: wanted.direction,
  };
}
