import { describe, expect, it } from 'vitest';
import { type Check, checked } from '@/lib/badge/check';
import { statedHolding } from '@/lib/catalog/estimate-query';
import {
  countsForCredit,
  type HoldingEvidence,
  identityOf,
  isSettled,
  isSettledByChecks,
  isShownByBadge,
  statedByBadge,
  verdictOfBadge,
} from '@/lib/claim/evidence';
import { parseCivilDate } from '@/lib/kernel/civil-date';

const passed: Check[] = (
  ['form', 'signature', 'issuer', 'status', 'days', 'recipient', 'achievement'] as const
).map((name) => checked(name, 'pass', `${name}Good`));
const issuedOn = parseCivilDate('2026-03-01');
const withBadge = (...others: Check[]): HoldingEvidence => ({
  badge: {
    sha256: 'a'.repeat(64),
    checks: passed.map((one) => others.find(({ name }) => name === one.name) ?? one),
    issuedOn,
    expiresOn: null,
  },
  page: null,
  finding: null,
});

describe('the evidence of a claim', () => {
  it('is settled by a badge that passes, and by nothing less', () => {
    expect(isSettledByChecks(withBadge())).toBe(true);
    for (const name of ['signature', 'status', 'days', 'issuer', 'achievement', 'recipient'] as const)
      for (const outcome of ['fail', 'unknown'] as const) {
        const less = withBadge(checked(name, outcome, 'other'));
        expect([name, isSettledByChecks(less), isSettled(less), countsForCredit(less)]).toEqual([
          name,
          false,
          false,
          false,
        ]);
      }
    const page = { badge: null, page: 'https://issuer.example/1', finding: null };
    expect([isSettled(page), countsForCredit(page)]).toEqual([false, false]);
    expect(verdictOfBadge({ sha256: '', checks: passed, issuedOn, expiresOn: null })).toBe('valid');
  });

  it('is what a person finds where one looked, also against the checks', () => {
    const found = (isVerified: boolean, identity: 'exact' | 'probable' | 'mismatch') => ({
      ...withBadge(),
      finding: { isVerified, identity, reason: 'Looked at' },
    });
    expect(isSettled(found(false, 'mismatch'))).toBe(true);
    expect(countsForCredit(found(true, 'exact'))).toBe(true);
    expect(countsForCredit(found(true, 'probable'))).toBe(true);
    expect(countsForCredit(found(true, 'mismatch'))).toBe(false);
    expect(countsForCredit(found(false, 'exact'))).toBe(false);
  });

  it.each([
    ['pass', 'recipientSame', 'exact'],
    ['fail', 'recipientOther', 'mismatch'],
    ['unknown', 'recipientUnlike', 'mismatch'],
    ['unknown', 'recipientLike', 'probable'],
    ['unknown', 'recipientUnnamed', 'probable'],
  ] as const)('is of the student: %s, %s is %s', (outcome, reason, match) => {
    expect(identityOf([checked('recipient', outcome, reason)])).toBe(match);
  });

  it('shows days, and no score', () => {
    const stated = statedByBadge(
      statedHolding('x'),
      withBadge().badge ?? { sha256: '', checks: [], issuedOn, expiresOn: null },
    );
    expect(isShownByBadge(stated, withBadge())).toBe(true);
    for (const more of [
      { score: '90' },
      { version: '2' },
      { eqf: 6 },
      { idVerified: true },
      { proctored: true },
      { evidence: ['credly'] },
      { neverExpires: true },
      { credits: { amount: '3', unit: null } },
      { issuedOn: null },
      { expiresOn: parseCivilDate('2030-01-01') },
    ])
      expect([more, isShownByBadge({ ...stated, ...more }, withBadge())]).toEqual([more, false]);
    expect(isShownByBadge(stated, { badge: null, page: null, finding: null })).toBe(false);
  });
});
