import type { ReviewPolicy } from '@/lib/institution/policy-version';
import type { RuleEvent } from '@/lib/rule/lifecycle';
import type { StageConfig, StageKind } from './stage-config';
import type { StageOutcome } from './tally';

/**
 * The stage that follows, in the policy's own order; null when the review is through. The dean's stage is held only for
 * rules that are large enough. `after` is null before the first stage.
 * @source docs/domain.md §4.8, §5.2
 */
export function nextStage(
  policy: ReviewPolicy,
  after: StageKind | null,
  isLarge: boolean,
): StageConfig | null {
  const at = after === null ? -1 : policy.stages.findIndex((stage) => stage.kind === after);
  if (after !== null && at === -1) return null;
  return policy.stages.slice(at + 1).find((stage) => stage.kind !== 'dean' || isLarge) ?? null;
}

/** What a closed stage does to the rule version. `reason` is what the author reads. */
export function eventOf(outcome: StageOutcome, following: StageConfig | null, reason: string): RuleEvent {
  if (outcome === 'failed') return { type: 'reject', reason };
  if (outcome === 'returned') return { type: 'return', reason };
  if (!following) return { type: 'approve' };
  return { type: 'advance', to: following.kind === 'dean' ? 'in_dean' : 'in_committee' };
}
