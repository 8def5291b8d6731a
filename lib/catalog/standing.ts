import * as z from 'zod';
import type { CivilDate } from '@/lib/kernel/civil-date';

/**
 * How a micro-credential stands with one institution, strongest first: a decision outranks advice, and advice outranks silence.
 * `undecided` is never a no. lib/db/catalog-search.ts ranks in this same order.
 * @source docs/domain.md §7.2
 */
export const Standing = z.enum(['published', 'suspended', 'refused', 'ended', 'recommended', 'undecided']);
export type Standing = z.infer<typeof Standing>;

/** As much of a public rule version as its standing depends on. */
export interface DecidedRule {
  status: 'published' | 'suspended';
  /** A decided no. */
  deny: boolean;
  /** Last day on which credit can be claimed; null is open. */
  claimTo: CivilDate | null;
}

/** What one rule version amounts to on a day. A window that only begins later has been decided all the same. */
export function standingOfRule(rule: DecidedRule, asOf: CivilDate): Standing {
  if (rule.claimTo !== null && rule.claimTo < asOf) return 'ended';
  if (rule.status === 'suspended') return 'suspended';
  return rule.deny ? 'refused' : 'published';
}

/** The strongest of what an institution's rules say; without any, whether somebody recommends credit. */
export function standingOf(rules: readonly DecidedRule[], isRecommended: boolean, asOf: CivilDate): Standing {
  const said = rules.map((rule) => standingOfRule(rule, asOf));
  return (
    Standing.options.find((standing) => said.includes(standing)) ??
    (isRecommended ? 'recommended' : 'undecided')
  );
}

/** The strongest standing among several institutions. */
export function strongestOf(found: readonly Standing[]): Standing {
  return Standing.options.find((standing) => found.includes(standing)) ?? 'undecided';
}
