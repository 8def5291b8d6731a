import * as z from 'zod';
import { getInstitution } from '@/lib/db/institutions';
import { lastReaffirmed } from '@/lib/db/reaffirmations';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import { type CivilDate, CivilDateText } from '@/lib/kernel/civil-date';
import { orRefuse, type Result } from '@/lib/kernel/result';
import { moveReviewDay, type ReviewDayReason } from '@/lib/rule/review-due';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { dayIn } from '@/lib/usecases/day-in';
import { recordAudit } from '../record-audit';
import { loadHouse, loadSurroundings } from './check-rule';
import { auditStateOf } from './rule-audit';
import { ruleResource } from './rule-resource';
import { MoveRule } from './submit-rule';

export const ChangeReviewDay = MoveRule.extend({
  day: z.string().min(1, 'field/review-day').pipe(CivilDateText),
  reason: z.string().trim().min(1, 'field/why').max(2_000),
});
export type ChangeReviewDay = z.infer<typeof ChangeReviewDay>;

/**
 * Has a version in force reviewed on another day: nearer, or as far as the policy lets it be in force without a review.
 * @refuses forbidden · conflict · rule_violation, the reasons of moveReviewDay
 */
export async function changeReviewDay(
  ctx: Context,
  input: ChangeReviewDay,
): Promise<{ id: string; reviewDueOn: CivilDate }> {
  return command(ctx, 'rule.changeReviewDay', input, async (tx, _actor, ctx) => {
    const version = await rules.get(tx, input.ruleVersionId);
    authorize(ctx, 'rule.changeReviewDay', ruleResource(version));
    const judge = await reviewDayJudge(tx, ctx, version.tenantId, [version]);
    const reviewDueOn = orRefuse(judge(version, input.day));
    const saved = await rules.save(tx, { ...version, reviewDueOn }, input.expectedVersion, ctx.now);
    await recordAudit(tx, ctx, 'rule.changeReviewDay', {
      objectType: 'rule_version',
      objectId: version.id,
      summary: `version ${version.version} is due for review on ${reviewDueOn}`,
      before: auditStateOf(version),
      after: { ...auditStateOf(saved), reason: input.reason },
    });
    return { id: version.id, reviewDueOn };
  });
}

/** What says of each of these versions whether it may be due on a day: one answer for the act and for what is shown before it. */
export async function reviewDayJudge(
  tx: Tx,
  ctx: Context,
  tenantId: string,
  versions: readonly RuleVersion[],
): Promise<(version: RuleVersion, day: CivilDate) => Result<CivilDate, ReviewDayReason>> {
  const { timeZone } = await getInstitution(tx, tenantId);
  const house = await loadHouse(tx, ctx, tenantId);
  const { today, policy, worldOf } = await loadSurroundings(tx, house, versions);
  const reaffirmed = await lastReaffirmed(
    tx,
    versions.map(({ id }) => id),
  );
  const lookedAtOn = ({ id, publishedAt }: RuleVersion) => {
    const at = reaffirmed.get(id) ?? publishedAt;
    return at === null ? null : dayIn(at, timeZone);
  };
  return (version, day) =>
    moveReviewDay(version, day, {
      today,
      lookedAtOn: lookedAtOn(version),
      policy: policy && policy.review,
      microCredentials: worldOf(version).microCredentials,
    });
}
