import { type Check, isTrusted, type Verdict, verdictOf } from '@/lib/badge/check';
import type { StatedHolding } from '@/lib/catalog/estimate-query';
import type { CivilDate } from '@/lib/kernel/civil-date';

/** Whether a certificate is the student's: shown, likely, or not; people decide the last two. @source docs/domain.md §6.2 */
export const identityMatches = ['exact', 'probable', 'mismatch'] as const;
export type IdentityMatch = (typeof identityMatches)[number];

/** Where a certificate of a claim can be looked at: a badge that was checked, or the issuer's own page about it. */
export const evidenceKinds = ['badge', 'page'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** What is kept of a badge: what came of each check, whose it is, and a hash that tells it from others. Never the badge. */
export interface KeptBadge {
  sha256: string;
  checks: readonly Check[];
  /** What it says of days; the student cannot say otherwise. */
  issuedOn: CivilDate | null;
  expiresOn: CivilDate | null;
}

/** What a person found where the checks decide nothing. */
export interface PersonsFinding {
  isVerified: boolean;
  identity: IdentityMatch;
  reason: string;
}

/** The evidence of one certificate. Null where nothing of the kind was handed in or found. */
export interface HoldingEvidence {
  badge: KeptBadge | null;
  page: string | null;
  finding: PersonsFinding | null;
}

/**
 * Whether the badge is the student's, whose mailbox was confirmed: the same mailbox is exact, a likeness of names or nobody named is
 * probable, somebody else named is a mismatch.
 * @source docs/domain.md §6.2; lib/badge/recipient.ts
 */
export function identityOf(checks: readonly Check[]): IdentityMatch {
  const found = checks.find(({ name }) => name === 'recipient');
  if (found?.outcome === 'pass') return 'exact';
  return found?.outcome === 'fail' || found?.reason === 'recipientUnlike' ? 'mismatch' : 'probable';
}

/** What the checks of a badge come to. */
export function verdictOfBadge({ checks }: KeptBadge): Verdict {
  return verdictOf(checks);
}

/** Whether a badge alone settles its certificate: valid, of a trusted issuer, of this entry of the catalog, and the student's. */
export function isSettledByChecks({ badge }: HoldingEvidence): boolean {
  return (
    badge !== null &&
    isTrusted(badge.checks) &&
    badge.checks.some(({ name, outcome }) => name === 'achievement' && outcome === 'pass') &&
    identityOf(badge.checks) === 'exact'
  );
}

/** Whether nothing more has to be found out about a certificate: its checks say so, or a person did. */
export function isSettled(evidence: HoldingEvidence): boolean {
  return isSettledByChecks(evidence) || evidence.finding !== null;
}

/** Whether a certificate may earn credit: its checks say so, or a person found it true and the student's. */
export function countsForCredit(evidence: HoldingEvidence): boolean {
  const { finding } = evidence;
  return finding === null
    ? isSettledByChecks(evidence)
    : finding.isVerified && finding.identity !== 'mismatch';
}

/** Whether what is said of a certificate is no more than its badge says; a score, say, is nobody's but the student's word. */
export function isShownByBadge(stated: StatedHolding, { badge }: HoldingEvidence): boolean {
  return (
    badge !== null &&
    stated.issuedOn === badge.issuedOn &&
    stated.issuedOn !== null &&
    stated.expiresOn === badge.expiresOn &&
    !stated.neverExpires &&
    stated.credits === null &&
    stated.score === null &&
    stated.version === null &&
    stated.eqf === null &&
    !stated.idVerified &&
    !stated.proctored &&
    stated.evidence.length === 0
  );
}

/** What is said of a certificate once its badge was read: its days are those of the badge. */
export function statedByBadge(stated: StatedHolding, { issuedOn, expiresOn }: KeptBadge): StatedHolding {
  return { ...stated, issuedOn, expiresOn, neverExpires: false };
}
