import { buildAtomTable } from './atoms';
import type { LeafFailure } from './evaluation';
import type { AssessmentLeaf, Credential, CreditCase, MicroCredentialLeaf, Rule } from './input';
import { failureRank, findLeafFailure, isScoreAtLeast, latestClaimDate } from './leaf';
import { candidatesOf } from './witness';

/** Values of a message. Those named day… are civil dates and those named amount… are exact amounts; show both in the reader's form. */
export type Values = Readonly<Record<string, string | number>>;

/** A sentence and what would change it: keys below `reasons` in messages/en/credit.json. */
export interface Sentence {
  key: string;
  values: Values;
  change?: { key: string; values: Values };
}

/** Why a leaf is not satisfied by the credential that got furthest, or null when it is. @source tests/fixtures/credit-cases.json, algorithm 3 and 5 */
export function explainLeaf(
  leaf: MicroCredentialLeaf,
  rule: Rule,
  { student, catalog }: CreditCase,
): Sentence | null {
  const window = rule.credentialWindow;
  let furthest: { credential: Credential; failure: LeafFailure } | null = null;
  for (const credential of candidatesOf(leaf, student, buildAtomTable(catalog))) {
    const failure = findLeafFailure(credential, leaf, window, student.claimDate);
    if (failure === null) return null;
    if (!furthest || failureRank(failure) > failureRank(furthest.failure)) furthest = { credential, failure };
  }
  if (furthest) return explainFailure(furthest.failure, furthest.credential, leaf, window);
  return explainFurther(leaf, window);
}

/** A certificate that is not there, and when it would have to be completed. */
export function explainFurther({ mc }: MicroCredentialLeaf, window: Rule['credentialWindow']): Sentence {
  const from = window?.basis === 'heldDuring' ? null : window?.from;
  const to = window?.to;
  const change =
    from && to
      ? { key: 'change.earnBetween', values: { mc, dayFrom: from, dayTo: to } }
      : to
        ? { key: 'change.earnBy', values: { mc, day: to } }
        : from
          ? { key: 'change.earnFrom', values: { mc, day: from } }
          : { key: 'change.earn', values: { mc } };
  return { key: 'leaf.MISSING_CREDENTIAL', values: { mc }, change };
}

/** What is wrong with one certificate for a leaf, in words. @source tests/fixtures/credit-cases.json, algorithm 3 */
export function explainFailure(
  failure: LeafFailure,
  credential: Credential,
  leaf: MicroCredentialLeaf,
  window: Rule['credentialWindow'],
): Sentence {
  const base = { mc: leaf.mc, credential: credential.id };
  const say = (key: string, values: Values = {}, change?: { key: string; values: Values }): Sentence => ({
    key: `leaf.${key}`,
    values: { ...base, ...values },
    ...(change && { change }),
  });
  switch (failure) {
    case 'MISSING_CREDENTIAL':
    case 'REVOKED':
      return say(failure, {}, { key: 'change.validCopy', values: {} });
    case 'VERSION_MISMATCH':
      return say(
        credential.version ? failure : 'VERSION_NOT_STATED',
        { version: credential.version ?? '' },
        { key: 'change.versions', values: { versions: listed(leaf.versions) } },
      );
    case 'LEVEL_BELOW_MIN': {
      const minimum = leaf.minEqf ?? 0;
      return say(
        credential.eqf ? failure : 'LEVEL_NOT_STATED',
        { level: credential.eqf ?? 0, minimum },
        { key: 'change.level', values: { minimum } },
      );
    }
    case 'CREDENTIAL_WINDOW':
      return say(
        `${failure}${window?.basis === 'heldDuring' ? '_HELD' : ''}${credential.issuedOnAssumed ? '_ASSUMED' : ''}`,
        { dayIssued: credential.issuedOn },
        windowChange(window),
      );
    case 'EXPIRED':
      if (credential.expiryUnknown) return say('EXPIRY_NOT_STATED', {}, { key: 'change.expiry', values: {} });
      return say(failure, { dayExpired: credential.expiresOn ?? '' }, { key: 'change.renew', values: {} });
    case 'EXPIRY_KIND':
      if (credential.expiryUnknown) return say('EXPIRY_NOT_STATED', {}, { key: 'change.expiry', values: {} });
      return leaf.expiringOnly && !credential.expiresOn
        ? say('EXPIRY_KIND_LIFETIME')
        : say('EXPIRY_KIND_EXPIRING');
    case 'TOO_OLD': {
      const dayLast = latestClaimDate(credential.issuedOn, leaf.maxAge ?? {});
      return say(failure, { dayIssued: credential.issuedOn, dayLast }, { key: 'change.newer', values: {} });
    }
    case 'EVIDENCE_NOT_ACCEPTED':
      return say(failure, {}, { key: 'change.evidence', values: { evidence: listed(leaf.evidence) } });
    case 'ID_NOT_VERIFIED':
      return say(failure, {}, { key: 'change.idVerified', values: {} });
    case 'NOT_PROCTORED':
      return say(failure, {}, { key: 'change.proctored', values: {} });
    case 'SCORE_BELOW_MIN': {
      const minimum = leaf.minScore ?? '';
      return say(
        credential.score ? failure : 'SCORE_NOT_STATED',
        { score: credential.score ?? '', minimum },
        { key: credential.score ? 'change.score' : 'change.enterScore', values: { minimum } },
      );
    }
    case 'SCORE_ABOVE_MAX':
      return say(failure, { score: credential.score ?? '', maximum: leaf.belowScore ?? '' });
  }
}

function windowChange(window: Rule['credentialWindow']): { key: string; values: Values } {
  const verb = window?.basis === 'heldDuring' ? 'held' : 'complete';
  if (window?.from && window.to)
    return { key: `change.${verb}Between`, values: { dayFrom: window.from, dayTo: window.to } };
  return window?.to
    ? { key: `change.${verb}By`, values: { day: window.to } }
    : { key: `change.${verb}From`, values: { day: window?.from ?? '' } };
}

/** Why an assessment leaf is not satisfied, or null when it is. */
export function explainAssessment(
  { assessment, minScore }: AssessmentLeaf,
  { student }: CreditCase,
): Sentence | null {
  const scores = (student.assessments ?? []).filter(({ id }) => id === assessment).map(({ score }) => score);
  if (scores.some((score) => isScoreAtLeast(score, minScore))) return null;
  const [first = '', ...others] = scores;
  const best = others.reduce((most, score) => (isScoreAtLeast(score, most) ? score : most), first);
  const change = { key: 'change.pass', values: { assessment, minimum: minScore } };
  return scores.length === 0
    ? { key: 'leaf.ASSESSMENT_OPEN', values: { assessment, minimum: minScore }, change }
    : { key: 'leaf.ASSESSMENT_NOT_PASSED', values: { assessment, score: best, minimum: minScore }, change };
}

/** Names one after another; what joins them is the same in every language that uses this alphabet. */
export function listed(names: readonly string[] = []): string {
  return names.join(', ');
}
