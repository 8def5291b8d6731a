import { addMonths, type CivilDate } from '@/lib/kernel/civil-date';
import { fail, ok, type Result } from '@/lib/kernel/result';
import { isInForce } from './lifecycle';
import type { LintWorld } from './lint/finding';
import { microCredentialIdsIn, type RuleVersion } from './rule-version';
import { isOver } from './version-standing';

/**
 * The day on which a published rule is due for review again: the policy's months after publication, or the end of a
 * recommendation it rests on, if that comes earlier. One that had ended before publication says nothing about the future.
 * @units months as whole months   @source docs/domain.md §4.8, "re-review due"
 */
export function reviewDueOn(
  publishedOn: CivilDate,
  reReviewMonths: number,
  recommendationEnds: readonly (CivilDate | null)[],
): CivilDate {
  const ends = recommendationEnds.filter((end): end is CivilDate => end !== null && end >= publishedOn);
  return [addMonths(publishedOn, reReviewMonths), ...ends].reduce((a, b) => (a <= b ? a : b));
}

/** Days with which something ends that the decision rests on: its recommendations, and the window for certificates. */
export function endsItRestsOn(
  { basis, definition }: Pick<RuleVersion, 'basis' | 'definition'>,
  { microCredentials }: Pick<LintWorld, 'microCredentials'>,
): (CivilDate | null)[] {
  const recommendations = microCredentialIdsIn(definition.premise).flatMap((id) =>
    (microCredentials[id]?.recommendations ?? []).filter((one) => basis.recommendationIds.includes(one.id)),
  );
  return [...recommendations.map(({ validTo }) => validTo), definition.credentialWindow?.to ?? null];
}

export type ReviewDayReason =
  | 'rule/not-in-force'
  | 'rule/days-over'
  | 'policy/none-in-force'
  | 'review/day-over'
  | 'review/before-first-day'
  | 'review/day-same'
  | 'review/needs-review';

/** What the day of a review rests on. @units months as whole months */
export interface ReviewDayWorld {
  today: CivilDate;
  /** On which the version was published. */
  publishedOn: CivilDate | null;
  /** The review policy in force today. */
  policy: { reReviewMonths: number } | null;
  microCredentials: LintWorld['microCredentials'];
}

/**
 * Whether a version in force can be due for review on another day: not before its own first day. Nearer, always; farther only as far as it would be due by the policy in
 * force, counted from its publication: what stays in force for longer is reviewed again. Gives the farthest day with the refusal.
 * @refuses the reasons of ReviewDayReason   @source docs/domain.md §4.8, "never silent continuation"
 */
export function moveReviewDay(
  version: Pick<RuleVersion, 'status' | 'claimFrom' | 'claimTo' | 'definition' | 'basis' | 'reviewDueOn'>,
  day: CivilDate,
  { today, publishedOn, policy, microCredentials }: ReviewDayWorld,
): Result<CivilDate, ReviewDayReason> {
  if (!isInForce(version.status) || publishedOn === null) return fail('rule/not-in-force');
  if (isOver(version, today)) return fail('rule/days-over');
  if (policy === null) return fail('policy/none-in-force');
  if (day < today) return fail('review/day-over');
  const firstDay = version.claimFrom ?? version.definition.claimWindow?.from ?? null;
  if (firstDay !== null && day < firstDay) return fail('review/before-first-day', { firstDay });
  if (day === version.reviewDueOn) return fail('review/day-same');
  if (version.reviewDueOn !== null && day < version.reviewDueOn) return ok(day);
  const latest = reviewDueOn(
    publishedOn,
    policy.reReviewMonths,
    endsItRestsOn(version, { microCredentials }),
  );
  return day <= latest ? ok(day) : fail('review/needs-review', { latest });
}
