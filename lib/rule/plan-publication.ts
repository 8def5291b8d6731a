import type { CivilDate } from '@/lib/kernel/civil-date';
import { fail, ok, type Result } from '@/lib/kernel/result';
import { isInForce, type MoveReason, transition } from './lifecycle';
import type { Finding, LintWorld } from './lint/finding';
import { countErrors, lintRule } from './linter';
import { endsItRestsOn, reviewDueOn } from './review-due';
import { definitionInForce, type RuleDefinition, type RuleStatus, type RuleVersion } from './rule-version';
import { whatItReplaces } from './supersede';

/** What is to be published, and all that the decision depends on. */
export interface ToPublish {
  version: RuleVersion;
  /** The other versions of the same rule, whatever their state. */
  others: readonly RuleVersion[];
  world: LintWorld;
  /** The review policy in force today. @units months as whole months */
  policy: { reReviewMonths: number } | null;
  today: CivilDate;
  publisherId: string;
  /** Chosen by whoever publishes, where it is not to begin on its own day, or today. */
  firstDay?: CivilDate | null;
  /** Given where a suspended version comes back, with the reason why. */
  resumedBecause?: string;
}

/** All that publishing a version brings about. */
export interface Publication {
  version: RuleVersion;
  /** The move that brings it into force. */
  move: { action: 'publish' | 'resume'; from: RuleStatus; reason: string };
  /** Its first day of claim; null where it has none. */
  claimFrom: CivilDate | null;
  reviewDueOn: CivilDate;
  /** Earlier versions, published or suspended, with the last day of claim that is left to them. */
  ends: { version: RuleVersion; claimTo: CivilDate }[];
  /** Earlier versions, published or suspended, to which no day is left: they had not started before today. */
  revokes: RuleVersion[];
  findings: Finding[];
}

export type FirstDayReason =
  | 'publish/day-over'
  | 'publish/before-own-day'
  | 'publish/after-last-day'
  | 'publish/after-review-day';
export type PublicationReason = MoveReason | FirstDayReason | 'policy/none-in-force';

/** Whether a publication is refused for the first day that was chosen. */
export function isAboutFirstDay(reason: PublicationReason): boolean {
  return reason.startsWith('publish/');
}

/**
 * Why a version cannot begin on a first day that somebody chose for it, or null: what was decided says from when on and until when it
 * holds, and begins no earlier and no later.
 */
export function whyNotFrom(
  { claimWindow }: Pick<RuleDefinition, 'claimWindow'>,
  firstDay: CivilDate,
  today: CivilDate,
): FirstDayReason | null {
  if (firstDay < today) return 'publish/day-over';
  if (claimWindow?.from && firstDay < claimWindow.from) return 'publish/before-own-day';
  return claimWindow?.to && firstDay > claimWindow.to ? 'publish/after-last-day' : null;
}

/**
 * The one road into force: whether a version may be published today, on which day it starts, which earlier versions end or are
 * revoked for it, and when it is due for review. One version, many, imported ones and those that were suspended come into force by this
 * plan alone. What comes back is checked as it would be today, keeps its days, which nobody else could take while it was suspended,
 * and is due for review no later than before. What is published ahead begins on the later day that its publisher chose.
 * @refuses policy/none-in-force · the reasons of whyNotFrom · publish/after-review-day (says when the review is due) · rule/not-from-this-state · rule/author-publishes · rule/linter-errors (with the findings) · rule/reason-missing
 * @source docs/domain.md §4.8 (approved → published), §8.1; docs/decisions/0010-one-road-into-force.md
 */
export function planPublication({
  version: decided,
  others,
  world,
  policy,
  today,
  publisherId,
  firstDay = null,
  resumedBecause,
}: ToPublish): Result<Publication, PublicationReason> {
  if (policy === null) return fail('policy/none-in-force');
  const version = firstDay === null ? decided : { ...decided, claimFrom: firstDay };
  const unfit = firstDay === null ? null : whyNotFrom(decided.definition, firstDay, today);
  if (unfit !== null) return fail(unfit);
  const { ruleId, ruleCode, basis, publicNote } = version;
  const definition = definitionInForce(version);
  const findings = lintRule({ ruleId, ruleCode, basis, publicNote, definition }, world);
  const lintErrors = countErrors(findings);
  const action = resumedBecause === undefined ? 'publish' : 'resume';
  const move = transition(
    version,
    resumedBecause === undefined
      ? { type: 'publish', publisherId, lintErrors }
      : { type: 'resume', publisherId, lintErrors, reason: resumedBecause },
  );
  if (!move.ok)
    return move.reason === 'rule/linter-errors' ? fail(move.reason, { findings }) : fail(move.reason);
  const inForce = others.filter((other) => other.id !== version.id && isInForce(other.status));
  const replaced = whatItReplaces(version, inForce, today);
  const dueOn = noLaterThan(
    version.reviewDueOn,
    reviewDueOn(today, policy.reReviewMonths, endsItRestsOn(version, world)),
  );
  const { claimFrom } = replaced;
  // What begins after it would be due for review never was in force by a review.
  if (action === 'publish' && claimFrom !== null && claimFrom > today && claimFrom > dueOn)
    return fail('publish/after-review-day', { dueOn });
  return ok({
    version: decided,
    move: { action, from: version.status, reason: move.value.reason },
    ...replaced,
    reviewDueOn: dueOn,
    findings,
  });
}

function noLaterThan(kept: CivilDate | null, day: CivilDate): CivilDate {
  return kept !== null && kept < day ? kept : day;
}
