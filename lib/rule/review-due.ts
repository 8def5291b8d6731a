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
  /** On which the version was published or, if later, reaffirmed last. */
  lookedAtOn: CivilDate | null;
  /** The review policy in force today. */
  policy: { reReviewMonths: number } | null;
  microCredentials: LintWorld['microCredentials'];
}

/**
 * Whether a version in force can be due for review on another day: not before its own first day. Nearer, always; farther only as far as it would be due by the policy in
 * force, counted from when it was looked at last: what stays in force for longer is reviewed again. Gives the farthest day with the refusal.
 * @refuses the reasons of ReviewDayReason   @source docs/domain.md §4.8, "never silent continuation"
 */
export function moveReviewDay(
  version: Pick<RuleVersion, 'status' | 'claimFrom' | 'claimTo' | 'definition' | 'basis' | 'reviewDueOn'>,
  day: CivilDate,
  { today, lookedAtOn, policy, microCredentials }: ReviewDayWorld,
): Result<CivilDate, ReviewDayReason> {
  if (!isInForce(version.status) || lookedAtOn === null) return fail('rule/not-in-force');
  if (isOver(version, today)) return fail('rule/days-over');
  if (policy === null) return fail('policy/none-in-force');
  if (day < today) return fail('review/day-over');
  const firstDay = version.claimFrom ?? version.definition.claimWindow?.from ?? null;
  if (firstDay !== null && day < firstDay) return fail('review/before-first-day', { firstDay });
  if (day === version.reviewDueOn) return fail('review/day-same');
  if (version.reviewDueOn !== null && day < version.reviewDueOn) return ok(day);
  const latest = reviewDueOn(lookedAtOn, policy.reReviewMonths, endsItRestsOn(version, { microCredentials }));
  return day <= latest ? ok(day) : fail('review/needs-review', { latest });
}

/** How long before its day a review counts as due soon. @units months */
export const dueSoonMonths = 3;

/** Whether a version is to be looked at again: its day has come, comes soon, or was never set. */
export function isReviewDue({ reviewDueOn }: Pick<RuleVersion, 'reviewDueOn'>, today: CivilDate): boolean {
  return reviewDueOn === null || reviewDueOn <= addMonths(today, dueSoonMonths);
}

export type ReaffirmReason =
  | 'review/suspended'
  | 'rule/not-in-force'
  | 'rule/days-over'
  | 'policy/none-in-force'
  | 'review/not-due-yet'
  | 'review/changes-open'
  | 'review/findings-open'
  | 'review/rests-on-what-ends';

/** What a review without changes rests on. */
export interface ReaffirmWorld extends Pick<ReviewDayWorld, 'today' | 'policy' | 'microCredentials'> {
  /** Changes below the version that nobody has settled. */
  openChanges: number;
  /** What the linter finds in it today that would keep it from being published. */
  errors: number;
}

/**
 * Until when a version in force, and due for review, is in force once somebody has looked at it and found that it stays as it is: the
 * policy's months from today, or the end of what it rests on, if that comes earlier. What has changed below it, or could not be published
 * today, is not left as it is; neither is what would be due no later than it is already.
 * @refuses the reasons of ReaffirmReason   @source docs/domain.md §4.8, "re-review due"
 */
export function reaffirm(
  version: Pick<RuleVersion, 'status' | 'claimFrom' | 'claimTo' | 'definition' | 'basis' | 'reviewDueOn'>,
  { today, policy, microCredentials, openChanges, errors }: ReaffirmWorld,
): Result<CivilDate, ReaffirmReason> {
  if (version.status === 'suspended') return fail('review/suspended');
  if (!isInForce(version.status)) return fail('rule/not-in-force');
  if (isOver(version, today)) return fail('rule/days-over');
  if (policy === null) return fail('policy/none-in-force');
  if (!isReviewDue(version, today)) return fail('review/not-due-yet');
  if (openChanges > 0) return fail('review/changes-open');
  if (errors > 0) return fail('review/findings-open');
  const day = reviewDueOn(today, policy.reReviewMonths, endsItRestsOn(version, { microCredentials }));
  return version.reviewDueOn !== null && day <= version.reviewDueOn
    ? fail('review/rests-on-what-ends')
    : ok(day);
}
