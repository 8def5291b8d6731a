import type { Finding } from './lint/finding';
import type { RuleBasis } from './rule-version';

/**
 * Whether the basis says on what the decision rests: a recommendation or a precedent is named, and a changed recommendation
 * says why; an own review or an agreement stands in the evidence. What came with an import and decides as that did has its precedent in it.
 * @source docs/domain.md §4.8, draft → submitted: "recommendation or own review stated as basis"
 */
export function hasBasis(basis: RuleBasis, { restsOnImport }: { restsOnImport: boolean }): boolean {
  if (basis.kind === 'recommendation')
    return (
      basis.recommendationIds.length > 0 &&
      (basis.adoption !== 'changed' || basis.changedBecause.trim() !== '')
    );
  if (basis.kind === 'precedent') return restsOnImport || basis.precedentRuleVersionIds.length > 0;
  return true;
}

/**
 * Whether a mapping decides the opposite of one in force, and nobody says why. What an institution decided about a certificate is a
 * precedent of its own: whoever decides otherwise owes a sentence to those who review it. @source docs/domain.md §5.5
 */
export function contradictsWithoutReason(
  { otherwiseBecause }: Pick<RuleBasis, 'otherwiseBecause'>,
  findings: readonly Pick<Finding, 'code'>[],
): boolean {
  return (
    otherwiseBecause.trim() === '' &&
    findings.some(({ code }) => code === 'denied-elsewhere' || code === 'decided-otherwise')
  );
}
