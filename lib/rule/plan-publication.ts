import type { CivilDate } from '@/lib/kernel/civil-date';
import { fail, ok, type Result } from '@/lib/kernel/result';
import { isInForce, type MoveReason, transition } from './lifecycle';
import type { Finding, LintWorld } from './lint/finding';
import { countErrors, lintRule } from './linter';
import { reviewDueOn } from './review-due';
import { definitionInForce, microCredentialIdsIn, type RuleStatus, type RuleVersion } from './rule-version';
import { endOfSuperseded, startWhenPublished } from './supersede';

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

export type PublicationReason = MoveReason | 'policy/none-in-force';

/**
 * The one road into force: whether a version may be published today, on which day it starts, which earlier versions end or are
 * revoked for it, and when it is due for review. One version, many, imported ones and those that were suspended come into force by this
 * plan alone. What comes back is checked as it would be today, keeps its days, which nobody else could take while it was suspended,
 * and is due for review no later than before.
 * @refuses policy/none-in-force · rule/not-from-this-state · rule/author-publishes · rule/linter-errors (with the findings) · rule/reason-missing
 * @source docs/domain.md §4.8 (approved → published), §8.1; docs/decisions/0010-one-road-into-force.md
 */
export function planPublication({
  version,
  others,
  world,
  policy,
  today,
  publisherId,
  resumedBecause,
}: ToPublish): Result<Publication, PublicationReason> {
  if (policy === null) return fail('policy/none-in-force');
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
  const claimFrom = startWhenPublished(version, inForce, today);
  const plan: Publication = {
    version,
    move: { action, from: version.status, reason: move.value.reason },
    claimFrom,
    reviewDueOn: noLaterThan(
      version.reviewDueOn,
      reviewDueOn(today, policy.reReviewMonths, endsOf(version, world)),
    ),
    ends: [],
    revokes: [],
    findings,
  };
  for (const earlier of inForce) {
    const claimTo = endOfSuperseded(earlier, { ...version, claimFrom });
    if (claimTo === null) continue;
    const start = earlier.claimFrom ?? earlier.definition.claimWindow?.from;
    if (start && start > claimTo) plan.revokes.push(earlier);
    else plan.ends.push({ version: earlier, claimTo });
  }
  return ok(plan);
}

function noLaterThan(kept: CivilDate | null, day: CivilDate): CivilDate {
  return kept !== null && kept < day ? kept : day;
}

/** Days with which something ends that the decision rests on: its recommendations, and the window for certificates. */
function endsOf({ basis, definition }: RuleVersion, world: LintWorld): (CivilDate | null)[] {
  const recommendations = microCredentialIdsIn(definition.premise).flatMap((id) =>
    (world.microCredentials[id]?.recommendations ?? []).filter((one) =>
      basis.recommendationIds.includes(one.id),
    ),
  );
  return [...recommendations.map(({ validTo }) => validTo), definition.credentialWindow?.to ?? null];
}
