import * as z from 'zod';
import { titlesOf } from '@/lib/db/rule-list';
import { CivilDateText } from '@/lib/kernel/civil-date';
import { Refusal, type RefusalCode } from '@/lib/kernel/refusal';
import { someOf } from '@/lib/kernel/some-of';
import { query } from '../command';
import type { Context } from '../context';
import { noDepartment } from '@/lib/rule/department-change';
import { changeDepartment } from './change-department';
import { changeReviewDay } from './change-review-day';
import { LaterDay, publishRule } from './publish-rule';
import { resumeRule } from './resume-rule';
import type { MoveRule } from './submit-rule';
import { pullBackRule } from './pull-back-rule';
import { Supersession, supersedeRule } from './supersede-rule';
import { suspendRule } from './suspend-rule';
import { withdrawRule } from './withdraw-rule';

/** Versions as `id:rowVersion`, as they were seen in the list. */
const Seen = z
  .string()
  .regex(/^[0-9a-f-]{36}:\d{1,9}$/)
  .transform((text) => {
    const [ruleVersionId = '', rowVersion] = text.split(':');
    return { ruleVersionId, expectedVersion: Number(rowVersion) };
  });
/** Some of a list, at most as many as are shown at once. */
export const chosen = someOf(Seen, { reason: 'field/mappings', most: 100 });
export const ChosenRules = z.strictObject({ chosen });
export type ChosenRules = z.infer<typeof ChosenRules>;
/** The first day is one for all of them. */
export const ChosenRulesToPublish = ChosenRules.extend({ firstDay: LaterDay });
export type ChosenRulesToPublish = z.infer<typeof ChosenRulesToPublish>;
/** The reason is one for all of them; students read it beside each that is suspended. */
export const ChosenRulesWithReason = z.strictObject({
  chosen,
  reason: z.string().trim().min(1, { error: 'field/why' }).max(2_000),
});
export type ChosenRulesWithReason = z.infer<typeof ChosenRulesWithReason>;

export const ChosenRulesWithDepartment = z.strictObject({
  chosen,
  departmentId: z
    .literal(noDepartment)
    .transform(() => null)
    .or(z.uuid({ error: 'field/department' })),
});
export type ChosenRulesWithDepartment = z.infer<typeof ChosenRulesWithDepartment>;
/** The change, its first day and the reason are one for all of them. */
export const ChosenRulesToSupersede = Supersession.extend({ chosen });
export type ChosenRulesToSupersede = z.infer<typeof ChosenRulesToSupersede>;
/** The reason is one for all of them, and for staff. */
export const ChosenRulesWithReviewDay = ChosenRulesWithReason.extend({
  day: z.string().min(1, 'field/review-day').pipe(CivilDateText),
});
export type ChosenRulesWithReviewDay = z.infer<typeof ChosenRulesWithReviewDay>;

export interface MovedMany {
  moved: number;
  /** What was left as it was, and why each. */
  refused: { id: string; title: string; code: RefusalCode; reason: string }[];
}

/** Publishes many. @refuses unauthenticated */
export async function publishRules(
  ctx: Context,
  { chosen, firstDay }: ChosenRulesToPublish,
): Promise<MovedMany> {
  return onEach(ctx, chosen, (ctx, one) => publishRule(ctx, { ...one, firstDay }));
}

/** Suspends many, for one reason. @refuses unauthenticated */
export async function suspendRules(
  ctx: Context,
  { chosen, reason }: ChosenRulesWithReason,
): Promise<MovedMany> {
  return onEach(ctx, chosen, (ctx, one) => suspendRule(ctx, { ...one, reason }));
}

/** Puts many that are suspended in force again, for one reason. @refuses unauthenticated */
export async function resumeRules(
  ctx: Context,
  { chosen, reason }: ChosenRulesWithReason,
): Promise<MovedMany> {
  return onEach(ctx, chosen, (ctx, one) => resumeRule(ctx, { ...one, reason }));
}

/** Gives many to another department, or to none. @refuses unauthenticated */
export async function changeDepartments(
  ctx: Context,
  { chosen, departmentId }: ChosenRulesWithDepartment,
): Promise<MovedMany> {
  return onEach(ctx, chosen, (ctx, one) => changeDepartment(ctx, { ...one, departmentId }));
}

/** Has many reviewed on another day, for one reason. @refuses unauthenticated */
export async function changeReviewDays(
  ctx: Context,
  { chosen, day, reason }: ChosenRulesWithReviewDay,
): Promise<MovedMany> {
  return onEach(ctx, chosen, (ctx, one) => changeReviewDay(ctx, { ...one, day, reason }));
}

/** Writes the next version of many with one change, and hands each in. @refuses unauthenticated */
export async function supersedeRules(
  ctx: Context,
  { chosen, ...supersession }: ChosenRulesToSupersede,
): Promise<MovedMany> {
  return onEach(ctx, chosen, (ctx, one) => supersedeRule(ctx, { ...one, ...supersession }));
}

/** Makes many drafts again that nobody has voted about. @refuses unauthenticated */
export async function pullBackRules(ctx: Context, { chosen }: ChosenRules): Promise<MovedMany> {
  return onEach(ctx, chosen, pullBackRule);
}

/** Gives up many that are not in force yet, for one reason. @refuses unauthenticated */
export async function withdrawRules(
  ctx: Context,
  { chosen, reason }: ChosenRulesWithReason,
): Promise<MovedMany> {
  return onEach(ctx, chosen, (ctx, one) => withdrawRule(ctx, { ...one, reason }));
}

/**
 * The same act on many, each on its own: what is refused stays as it is and stops none of the others. Whose session ends meanwhile is
 * told that, and no list.
 */
async function onEach(
  ctx: Context,
  chosen: readonly MoveRule[],
  act: (ctx: Context, one: MoveRule) => Promise<unknown>,
): Promise<MovedMany> {
  let moved = 0;
  const reasons = new Map<string, Pick<Refusal, 'code' | 'reason'>>();
  for (const one of chosen) {
    const key = ctx.idempotencyKey && `${ctx.idempotencyKey.slice(0, 28)}-${one.ruleVersionId.slice(0, 35)}`;
    try {
      await act({ ...ctx, ...(key && { idempotencyKey: key }) }, one);
      moved += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      reasons.set(one.ruleVersionId, error);
    }
  }
  // Also where nothing was refused: a reply is for somebody who is still at work here.
  const titles = await query(ctx, (tx) => titlesOf(tx, [...reasons.keys()]));
  return {
    moved,
    refused: [...reasons].map(([id, { code, reason }]) => ({
      id,
      title: titles.get(id) ?? '',
      code,
      reason,
    })),
  };
}
