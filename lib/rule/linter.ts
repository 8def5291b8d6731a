import { lintAmbiguity, lintOverrides, lintVersionsInForce } from './lint/ambiguity';
import type { Finding, LintSubject, LintWorld } from './lint/finding';
import { lintOutcomes, lintRecommendation } from './lint/outcomes';
import { lintPremise } from './lint/premise';
import { lintTiers } from './lint/tiers';

/**
 * Everything that is wrong or doubtful with a version of a rule, errors first. Errors block submitting and publishing.
 * @source docs/domain.md §8, 1 to 6 and 8 (7 is about the catalog, 9 and 10 about the engine)
 */
export function lintRule(subject: LintSubject, world: LintWorld): Finding[] {
  const checks = [
    lintPremise,
    lintOutcomes,
    lintTiers,
    lintVersionsInForce,
    lintOverrides,
    lintRecommendation,
    lintAmbiguity,
  ];
  const found = checks.flatMap((check) => check(subject, world));
  return [
    ...found.filter(({ severity }) => severity === 'error'),
    ...found.filter(({ severity }) => severity === 'warning'),
  ];
}

/** How many findings stand in the way of submitting. */
export function countErrors(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity === 'error').length;
}
