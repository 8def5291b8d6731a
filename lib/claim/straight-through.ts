import type { StatedHolding } from '@/lib/catalog/estimate-query';
import { type HoldingEvidence, isSettledByChecks, isShownByBadge } from './evidence';
import type { ClaimOutcome } from './lifecycle';

/** What a grant without a person rests on. */
export interface StraightThrough {
  /** Whether the policy that was frozen with the claim lets rules grant by themselves. */
  isAllowed: boolean;
  outcome: ClaimOutcome;
  holdings: readonly { stated: StatedHolding; evidence: HoldingEvidence }[];
  /** How the rules that are used stand today. */
  ruleStatuses: readonly string[];
  /** Whether the student said to have passed an examination here: no badge shows that. */
  saysAssessments: boolean;
}

export type AttendedReason = 'policy' | 'outcome' | 'evidence' | 'stated' | 'assessment' | 'rule';

/**
 * Why a person has to look before this is granted; null: nobody has to. A refusal, and a part of what was claimed, always wait for a
 * person. @source docs/domain.md §7.4, §11.11
 */
export function whyAttended(facts: StraightThrough): AttendedReason | null {
  if (facts.outcome !== 'granted') return 'outcome';
  if (facts.holdings.length === 0 || !facts.holdings.every(({ evidence }) => isSettledByChecks(evidence)))
    return 'evidence';
  if (!facts.holdings.every(({ stated, evidence }) => isShownByBadge(stated, evidence))) return 'stated';
  if (facts.saysAssessments) return 'assessment';
  if (facts.ruleStatuses.length === 0 || facts.ruleStatuses.some((status) => status !== 'published'))
    return 'rule';
  return facts.isAllowed ? null : 'policy';
}
