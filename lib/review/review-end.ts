import type { RuleStatus } from '@/lib/rule/rule-version';
import type { StageOutcome } from './tally';

/** What a review came to: `unmet` was approved on conditions that were not met, which rejects it; `pulledBack` is a draft of its author's again. */
export type ReviewEnd =
  | 'passed'
  | 'conditional'
  | 'unmet'
  | 'failed'
  | 'returned'
  | 'pulledBack'
  | 'withdrawn';

/** How a stage ended: `conditional` is passed on conditions that somebody sees to. */
export type StageEnding = StageOutcome | 'withdrawn' | 'conditional';

/** How a stage ended, as case, agenda, papers and history say it; null while it is open. */
export function endOfStage<Conditions>({
  outcome,
  conditions,
}: {
  outcome: StageOutcome | 'withdrawn' | null;
  conditions: Conditions | null;
}): StageEnding | null {
  return outcome === 'passed' && conditions !== null ? 'conditional' : outcome;
}

/**
 * What a review came to, as every page says it: what its last stage ended with is not the last word where conditions followed, or the
 * mapping was withdrawn. Null while it is open. @source docs/workflow.md
 */
export function endOfReview(
  status: RuleStatus,
  outcome: StageOutcome | 'withdrawn' | null,
): ReviewEnd | null {
  if (outcome === null) return null;
  if (status === 'withdrawn') return 'withdrawn';
  if (outcome === 'withdrawn') return 'pulledBack';
  if (outcome !== 'passed') return outcome;
  if (status === 'conditionally_approved') return 'conditional';
  return status === 'rejected' ? 'unmet' : 'passed';
}
