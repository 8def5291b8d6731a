import { parseRational } from '@/lib/amount/rational';
import { addMonths, isWithin, type CivilDate } from '@/lib/kernel/civil-date';
import type { LeafFailure } from './evaluation';
import type { Credential, MicroCredentialLeaf, Rule } from './input';

type Check = (
  credential: Credential,
  leaf: MicroCredentialLeaf,
  window: Rule['credentialWindow'],
  claimDate: CivilDate,
) => boolean;

/** What each check finds wrong, in the order in which they are made. @source tests/fixtures/credit-cases.json, algorithm 3 */
const checks: readonly (readonly [LeafFailure, Check])[] = [
  ['REVOKED', (credential) => credential.status === 'revoked'],
  [
    'VERSION_MISMATCH',
    ({ version }, { versions }) => versions !== undefined && !(version && versions.includes(version)),
  ],
  ['LEVEL_BELOW_MIN', ({ eqf }, { minEqf }) => minEqf !== undefined && (eqf ?? 0) < minEqf],
  [
    'CREDENTIAL_WINDOW',
    (credential, _leaf, window) => window !== undefined && !isInCredentialWindow(credential, window),
  ],
  [
    'EXPIRED',
    ({ expiresOn, expiryUnknown }, { mustBeActive }, _window, claimDate) =>
      mustBeActive === true && (expiryUnknown === true || (!!expiresOn && claimDate > expiresOn)),
  ],
  [
    'EXPIRY_KIND',
    ({ expiresOn, expiryUnknown }, { expiringOnly, lifetimeOnly }) =>
      (expiringOnly === true && !expiresOn) ||
      (lifetimeOnly === true && (!!expiresOn || expiryUnknown === true)),
  ],
  [
    'TOO_OLD',
    ({ issuedOn }, { maxAge }, _window, claimDate) =>
      maxAge !== undefined && claimDate > latestClaimDate(issuedOn, maxAge),
  ],
  [
    'EVIDENCE_NOT_ACCEPTED',
    ({ evidence }, leaf) =>
      leaf.evidence !== undefined && !leaf.evidence.some((route) => evidence?.includes(route)),
  ],
  ['ID_NOT_VERIFIED', ({ idVerified }, leaf) => leaf.idVerified === true && idVerified !== true],
  ['NOT_PROCTORED', ({ proctored }, leaf) => leaf.proctored === true && proctored !== true],
  [
    'SCORE_BELOW_MIN',
    ({ score }, { minScore }) => minScore !== undefined && !(score && isScoreAtLeast(score, minScore)),
  ],
  [
    'SCORE_ABOVE_MAX',
    ({ score }, { belowScore }) => belowScore !== undefined && !!score && isScoreAtLeast(score, belowScore),
  ],
];

const rank = new Map<LeafFailure, number>(checks.map(([failure], index) => [failure, index + 1]));

/**
 * What keeps a credential from satisfying a leaf: the first check that fails, or null. A score, level or version that the
 * credential does not state cannot meet a minimum; it cannot be above a maximum either. Where nobody said whether it expires, it is
 * neither still valid nor of a kind, and known to be valid on its first day alone.
 * @units scores on the scale of the credential   @source tests/fixtures/credit-cases.json, algorithm 3
 */
export function findLeafFailure(
  credential: Credential,
  leaf: MicroCredentialLeaf,
  window: Rule['credentialWindow'],
  claimDate: CivilDate,
): LeafFailure | null {
  return checks.find(([, fails]) => fails(credential, leaf, window, claimDate))?.[0] ?? null;
}

/** Everything that keeps a credential from satisfying a leaf, in the order of the checks. @source tests/fixtures/credit-cases.json, algorithm 3 */
export function findLeafFailures(
  credential: Credential,
  leaf: MicroCredentialLeaf,
  window: Rule['credentialWindow'],
  claimDate: CivilDate,
): LeafFailure[] {
  return checks.filter(([, fails]) => fails(credential, leaf, window, claimDate)).map(([failure]) => failure);
}

/** How far the checks got before this failure; 0 when there was nothing to check. */
export function failureRank(failure: LeafFailure): number {
  return rank.get(failure) ?? 0;
}

/** The last day on which a credential of that day is still young enough. @source tests/fixtures/credit-cases.json, algorithm 3 (TOO_OLD) */
export function latestClaimDate(
  issuedOn: CivilDate,
  { years = 0, months = 0 }: NonNullable<MicroCredentialLeaf['maxAge']>,
): CivilDate {
  return addMonths(issuedOn, years * 12 + months);
}

function isInCredentialWindow(
  { issuedOn, expiresOn, expiryUnknown }: Credential,
  window: NonNullable<Rule['credentialWindow']>,
): boolean {
  if (window.basis !== 'heldDuring') return isWithin(window, issuedOn);
  const lastKnownDay = expiryUnknown ? issuedOn : expiresOn;
  return (
    (!window.to || issuedOn <= window.to) && (!lastKnownDay || !window.from || lastKnownDay >= window.from)
  );
}

/** Compares exactly: 79.99 is not 80. */
export function isScoreAtLeast(score: string, minimum: string): boolean {
  return parseRational(score).compare(parseRational(minimum)) >= 0;
}
