import { can } from '@/lib/access/can';
import { allDepartments, type Department, getInstitution } from '@/lib/db/institutions';
import { list, type RuleRow } from '@/lib/db/rule-list';
import { listByIds, listVersionsOf } from '@/lib/db/rules-by-key';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { whyDepartmentStays } from '@/lib/rule/department-change';
import type { ManyQuery } from '@/lib/rule/many-query';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Acting, type Context, todayIn } from '../context';
import { reviewDayJudge } from './change-review-day';
import { searchOf } from './list-rules';
import { ruleResource } from './rule-resource';

/** Shown at once, and as many as one act may be on. @units rule versions */
export const mostAtOnce = 100;

/** What would become of one of many: `reason` is why it would stay as it is, null where the act would be done. */
export interface PreviewedRule {
  row: RuleRow;
  reason: string | null;
  /** The farthest day of review that the policy leaves it, where that is the reason. */
  latest: CivilDate | null;
}

export interface ManyPreview {
  rows: PreviewedRule[];
  /** How many the same filters find, shown or not. */
  total: number;
  departments: Department[];
  /** The department that is meant; null where none is, or none of the institution's own. */
  department: Department | null;
  today: CivilDate;
}

/** What is looked at where no state is asked for: what was decided, since nothing else can be given away or put off. */
const decided = ['approved', 'coming', 'published', 'suspended'] as const;

/**
 * What an act on many would do to each that the filters find, and why not to some: asked of what the act itself asks. Nothing is judged
 * before the department or the day is chosen.
 */
export async function previewMany(ctx: Context, asked: ManyQuery): Promise<ManyPreview> {
  return query(ctx, async (tx, actor, ctx) => {
    const { tenantId } = actor;
    authorize(ctx, asked.act === 'department' ? 'rule.changeDepartment' : 'rule.changeReviewDay', {
      tenantId,
    });
    const today = todayIn(ctx, (await getInstitution(tx, tenantId)).timeZone);
    const { rows, total } = await list(
      tx,
      {
        ...searchOf(asked.filters, actor.personId, today),
        ...(asked.filters.state === null && { standings: decided }),
      },
      1,
      mostAtOnce,
    );
    const departments = await allDepartments(tx);
    const department = departments.find(({ id }) => id === asked.departmentId) ?? null;
    const found = new Map(
      (
        await listByIds(
          tx,
          rows.map(({ id }) => id),
        )
      ).map((version) => [version.id, version]),
    );
    const judge =
      asked.act === 'department'
        ? department && (await departmentJudge(tx, ctx, [...found.values()], department))
        : asked.day && (await dayJudge(tx, ctx, [...found.values()], asked.day));
    return {
      rows: rows.flatMap((row) => {
        const version = found.get(row.id);
        if (version === undefined) return [];
        return [{ row, ...(judge ? judge(version) : { reason: null, latest: null }) }];
      }),
      total,
      departments,
      department,
      today,
    };
  });
}

type Judge = (version: RuleVersion) => Omit<PreviewedRule, 'row'>;

async function departmentJudge(
  tx: Tx,
  ctx: Acting,
  versions: readonly RuleVersion[],
  department: Department,
): Promise<Judge> {
  const siblings = await listVersionsOf(tx, [...new Set(versions.map(({ ruleId }) => ruleId))]);
  const seen = new Set<string>();
  return (version) => {
    const may = can(ctx.actor, 'rule.changeDepartment', ruleResource(version));
    if (!may.allowed) return { reason: may.reason, latest: null };
    const reason = whyDepartmentStays(
      siblings.filter(({ ruleId }) => ruleId === version.ruleId),
      department,
    );
    // Versions of one rule have one department: it goes with the first of them.
    const isAgain = reason === null && seen.has(version.ruleId);
    if (reason === null) seen.add(version.ruleId);
    return { reason: isAgain ? 'department/goes-along' : reason, latest: null };
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
    if (!may.allowed) return { reason: may.reason, latest: null };
    const result = judge(version, day);
    if (result.ok) return { reason: null, latest: null };
    const { latest = null } = (result.details ?? {}) as { latest?: CivilDate };
    return { reason: result.reason, latest };
  };
}
