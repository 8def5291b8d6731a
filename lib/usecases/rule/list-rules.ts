import type { StaffMember } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { getInstitution, allDepartments, type Department } from '@/lib/db/institutions';
import { listCounted, listProviders, foundAmong, type RuleSearch } from '@/lib/db/rule-list';
import type { RuleRow } from '@/lib/db/rule-rows';
import { listViews, type SavedView } from '@/lib/db/saved-views';
import type { Tx } from '@/lib/db/tx';
import { addDays, addMonths, type CivilDate } from '@/lib/kernel/civil-date';
import { editableStatuses } from '@/lib/rule/lifecycle';
import { type RuleQuery, standingsAsked } from '@/lib/rule/list-query';
import type { VersionStanding } from '@/lib/rule/version-standing';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import type { RuleNames } from '@/lib/rule/rule-names';
import { namesOfRules } from './names-of-rules';

export const rulesPerPage = 25;

/** What can be done with many rules of a list at once. */
export const actsAtOnce = ['publish', 'suspend', 'resume', 'pullBack', 'withdraw'] as const;
export type ActAtOnce = (typeof actsAtOnce)[number];

export interface RuleListView {
  rows: RuleRow[];
  /** What the reader may do with many of this list at once, if anything, and with which of the rows. */
  atOnce: { act: ActAtOnce; among: ReadonlySet<string> } | null;
  total: number;
  /** How many stand in each way under the same filters. */
  counts: Partial<Record<VersionStanding, number>>;
  departments: Department[];
  providers: string[];
  names: RuleNames;
  /** Lists under names: the reader's own, and those that are shared. */
  views: SavedView[];
  today: CivilDate;
}

/** The institution's rules, one page, with counts that agree with the filters. */
export async function listRules(ctx: Context, wanted: RuleQuery): Promise<RuleListView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'rule.list', { tenantId: actor.tenantId });
    const institution = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    const search = searchOf(wanted, actor.personId, today);
    const { rows, total, counts } = await listCounted(tx, search, wanted.page, rulesPerPage);
    return {
      rows,
      atOnce: await actAtOnce(tx, actor, wanted, rows, today),
      total,
      today,
      counts,
      views: await listViews(tx, actor.personId),
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
    today,
    ...(wanted.departmentId && { departmentId: wanted.departmentId }),
    ...(wanted.provider && { provider: wanted.provider }),
    ...(wanted.words && { words: wanted.words }),
    ...(wanted.mine && { writtenBy: personId }),
    ...(wanted.due && {
      reviewDue:
        wanted.due === 'overdue' ? { to: addDays(today, -1) } : { from: today, to: addMonths(today, 3) },
    }),
    ...(wanted.state && { standings: standingsAsked(wanted) }),
    sort: wanted.sort,
    direction: wanted.direction,
  };
}

/** What is done to many of a list, by the state that it shows; in every other list what is approved is published. */
const actOf: Partial<Record<NonNullable<RuleQuery['state']>, ActAtOnce>> = {
  suspended: 'resume',
  force: 'suspend',
  published: 'suspend',
  coming: 'suspend',
  review: 'pullBack',
  submitted: 'pullBack',
  in_department: 'pullBack',
  work: 'withdraw',
  draft: 'withdraw',
  returned: 'withdraw',
};

/** One act a list, and with which of its rows: as far as their standing and who wrote them decides it. */
async function actAtOnce(
  tx: Tx,
  actor: StaffMember,
  { state }: RuleQuery,
  rows: readonly RuleRow[],
  today: CivilDate,
): Promise<RuleListView['atOnce']> {
  const act = (state && actOf[state]) ?? 'publish';
  const { tenantId, personId } = actor;
  const needs = act === 'pullBack' || act === 'withdraw' ? 'rule.draft' : (`rule.${act}` as const);
  if (!can(actor, needs, { tenantId }).allowed) return null;
  const searches: Record<ActAtOnce, RuleSearch> = {
    publish: { today, standings: ['approved'], publishableBy: personId },
    resume: { today, standings: ['suspended'], publishableBy: personId },
    suspend: { today, standings: ['published', 'coming'] },
    pullBack: { today, standings: ['submitted', 'in_department'], writtenBy: personId },
    withdraw: { today, standings: editableStatuses, writtenBy: personId },
  };
  const among = await foundAmong(
    tx,
    rows.map(({ id }) => id),
    searches[act],
  );
  return among.size === 0 ? null : { act, among };
}
