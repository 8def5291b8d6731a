import type { Actor, StaffMember } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import type { Permission } from '@/lib/access/permission';
import { allDepartments, type Department, getInstitution } from '@/lib/db/institutions';
import { list, type RuleSearch } from '@/lib/db/rule-list';
import type { RuleRow } from '@/lib/db/rule-rows';
import { listByIds, listVersionsOf } from '@/lib/db/rules-by-key';
import type { Tx } from '@/lib/db/tx';
import { addMonths, type CivilDate } from '@/lib/kernel/civil-date';
import { noDepartment, whyDepartmentStays } from '@/lib/rule/department-change';
import { type ManyAct, manyActs, type ManyQuery } from '@/lib/rule/many-query';
import { dueSoonMonths } from '@/lib/rule/review-due';
import type { RuleNames } from '@/lib/rule/rule-names';
import type { RuleDefinition, RuleVersion } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Acting, type Context, todayIn } from '../context';
import { reviewDayJudge } from './change-review-day';
import { searchOf } from './list-rules';
import { namesOfRules } from './names-of-rules';
import { reaffirmJudge } from './reaffirm-rules';
import { ruleResource } from './rule-resource';
import { supersedeJudge } from './supersede-rule';

/** Shown at once, and as many as one act may be on. @units rule versions */
export const mostAtOnce = 100;

/** Who may do each, by the name of the permission. */
export const manyPermission = {
  department: 'rule.changeDepartment',
  review: 'rule.changeReviewDay',
  reaffirm: 'rule.reaffirm',
  supersede: 'rule.startNewVersion',
} as const satisfies Record<ManyAct, Permission>;

/** What somebody can do to many rules at once. */
export function actsOnManyOf(actor: Actor): ManyAct[] {
  if (actor.kind !== 'staff') return [];
  return manyActs.filter((act) => can(actor, manyPermission[act], { tenantId: actor.tenantId }).allowed);
}

/** What would become of one of many: `reason` is why it would stay as it is, null where the act would be done. */
export interface PreviewedRule {
  row: RuleRow;
  reason: string | null;
  /** The farthest day of review that the policy leaves it, where that is the reason. */
  latest: CivilDate | null;
  /** The day on which it would be due for review, where the act says it. */
  dueOn: CivilDate | null;
  /** What its next version would say, where the act writes one. */
  next: RuleDefinition | null;
}

export interface ManyPreview {
  rows: PreviewedRule[];
  /** How many the same filters find, shown or not. */
  total: number;
  /** Which page of them this is: the last one where a later one was asked for. */
  page: number;
  departments: Department[];
  /** The department that is meant, or that there is to be none; null where nothing is chosen, or none of the institution's own. */
  department: Department | typeof noDepartment | null;
  names: RuleNames;
  today: CivilDate;
}

/** What is looked at where no state is asked for: what was decided, since nothing else can be given away or put off. */
const decided = ['approved', 'coming', 'published', 'suspended'] as const;

/**
 * What an act on many would do to each that the filters find, and why not to some: asked of what the act itself asks. Nothing is judged
 * before the department or the day is chosen.
 */
export async function previewMany(ctx: Context, asked: ManyQuery, atOnce = mostAtOnce): Promise<ManyPreview> {
  return query(ctx, async (tx, actor, ctx) => {
    const { tenantId } = actor;
    authorize(ctx, manyPermission[asked.act], { tenantId });
    const institution = await getInstitution(tx, tenantId);
    const today = todayIn(ctx, institution.timeZone);
    const { rows, total, page } = await pageOf(tx, whatIsMeant(asked, actor, today), asked.page, atOnce);
    const departments = await allDepartments(tx);
    const department =
      asked.departmentId === noDepartment
        ? noDepartment
        : (departments.find(({ id }) => id === asked.departmentId) ?? null);
    const found = new Map(
      (
        await listByIds(
          tx,
          rows.map(({ id }) => id),
        )
      ).map((version) => [version.id, version]),
    );
    const judge = await judgeOf(tx, ctx, [...found.values()], { asked, department });
    const previewed = rows.flatMap((row) => {
      const version = found.get(row.id);
      if (version === undefined) return [];
      return [{ row, ...stays(null), ...judge?.(version) }];
    });
    return {
      rows: previewed,
      names: await namesOfRules(
        tx,
        institution.homeUnit,
        today,
        previewed.flatMap(({ row, next }) => [row.definition, ...(next === null ? [] : [next])]),
      ),
      total,
      page,
      departments,
      department,
      today,
    };
  });
}

/** One page of what is found. What was done may have left the list, so that a page may no longer be there. */
async function pageOf(tx: Tx, search: RuleSearch, page: number, size: number) {
  const asked = await list(tx, search, page, size);
  if (asked.rows.length > 0 || asked.total === 0) return { ...asked, page: asked.total === 0 ? 1 : page };
  const last = Math.ceil(asked.total / size);
  return { ...(await list(tx, search, last, size)), page: last };
}

/** What the filters find, of what the act can be done to; of what is due for review, what is in the reader's own departments, first. */
function whatIsMeant({ act, filters, change }: ManyQuery, actor: StaffMember, today: CivilDate): RuleSearch {
  const search = {
    ...searchOf(filters, actor.personId, today),
    // What is done changes when they were changed: in that order nobody could go through them page by page.
    ...(filters.sort === 'updated' && ({ sort: 'code', direction: 'ascending' } as const)),
  };
  if (act === 'supersede')
    return {
      ...search,
      ...(filters.state === null && { standings: ['published', 'coming'] }),
      ...(change?.kind === 'course' && { grants: change.from }),
    };
  if (act !== 'reaffirm') return { ...search, ...(filters.state === null && { standings: decided }) };
  return {
    ...search,
    ...dueForReview(actor, today),
    ...(filters.departmentId && { departmentIds: [filters.departmentId] }),
    ...(filters.due && search.reviewDue && { reviewDue: search.reviewDue }),
  };
}

/** What is due for review, or soon, in the departments in which the person can say that it stays as it is; what is due first comes first. */
export function dueForReview(actor: StaffMember, today: CivilDate): RuleSearch {
  return {
    today,
    departmentIds: actor.roles.flatMap(({ role, departmentId }) =>
      departmentId !== null && (role === 'reviewer' || role === 'chair') ? [departmentId] : [],
    ),
    reviewDue: { to: addMonths(today, dueSoonMonths) },
    sort: 'due',
    direction: 'ascending',
  };
}

/** How many mappings are due for review, or soon, where the actor can say that they stay as they are. */
export async function countDueForReview(ctx: Context): Promise<number> {
  return query(ctx, async (tx, actor, ctx) => {
    const { tenantId } = actor;
    authorize(ctx, 'rule.list', { tenantId });
    if (!can(actor, 'rule.reaffirm', { tenantId }).allowed) return 0;
    const today = todayIn(ctx, (await getInstitution(tx, tenantId)).timeZone);
    return (await list(tx, dueForReview(actor, today), 1, 0)).total;
  });
}

type Judgement = Omit<PreviewedRule, 'row'>;
type Judge = (version: RuleVersion) => Judgement;
const stays = (reason: string | null): Judgement => ({
  reason,
  latest: null,
  dueOn: null,
  next: null,
});

/** Null while nothing is chosen that each could be judged by. */
async function judgeOf(
  tx: Tx,
  ctx: Acting,
  versions: readonly RuleVersion[],
  { asked, department }: { asked: ManyQuery; department: ManyPreview['department'] },
): Promise<Judge | null> {
  switch (asked.act) {
    case 'department':
      return (
        department && departmentJudge(tx, ctx, versions, department === noDepartment ? null : department)
      );
    case 'review':
      return asked.day && dayJudge(tx, ctx, versions, asked.day);
    case 'supersede': {
      if (asked.change === null || asked.day === null) return null;
      const { change, day } = asked;
      const judge = await supersedeJudge(tx, ctx, versions, { change, day });
      return (version) => {
        const verdict = judge(version);
        return verdict.ok ? { ...stays(null), next: verdict.value } : stays(verdict.reason);
      };
    }
    case 'reaffirm': {
      const { judge } = await reaffirmJudge(tx, ctx, ctx.actor.tenantId, versions);
      return (version) => {
        const verdict = judge(version);
        return verdict.ok ? { ...stays(null), dueOn: verdict.value } : stays(verdict.reason);
      };
    }
  }
}

async function departmentJudge(
  tx: Tx,
  ctx: Acting,
  versions: readonly RuleVersion[],
  department: Department | null,
): Promise<Judge> {
  const siblings = await listVersionsOf(tx, [...new Set(versions.map(({ ruleId }) => ruleId))]);
  const seen = new Set<string>();
  return (version) => {
    const may = can(ctx.actor, 'rule.changeDepartment', ruleResource(version));
    if (!may.allowed) return stays(may.reason);
    const reason = whyDepartmentStays(
      siblings.filter(({ ruleId }) => ruleId === version.ruleId),
      department,
    );
    // Versions of one rule have one department: it goes with the first of them.
    const isAgain = reason === null && seen.has(version.ruleId);
    if (reason === null) seen.add(version.ruleId);
    return stays(isAgain ? 'department/goes-along' : reason);
  };
}

async function dayJudge(
  tx: Tx,
  ctx: Acting,
  versions: readonly RuleVersion[],
  day: CivilDate,
): Promise<Judge> {
  const judge = await reviewDayJudge(tx, ctx, ctx.actor.tenantId, versions);
  return (version) => {
    const may = can(ctx.actor, 'rule.changeReviewDay', ruleResource(version));
    if (!may.allowed) return stays(may.reason);
    const result = judge(version, day);
    if (result.ok) return stays(null);
    const { latest = null } = (result.details ?? {}) as { latest?: CivilDate };
    return { ...stays(result.reason), latest };
  };
}
