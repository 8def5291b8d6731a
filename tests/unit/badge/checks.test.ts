import { describe, expect, it } from 'vitest';
import { checked, isTrusted, verdictOf } from '@/lib/badge/check';
import { checkDays } from '@/lib/badge/days';
import { checkIssuer, type SaidTrust } from '@/lib/badge/issuer';
import { checkRecipient } from '@/lib/badge/recipient';
import type { BadgeFacts, CheckFor } from '@/lib/badge/report';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import badge from '@/messages/en/badge.json';
import { trustIn } from '@/tests/support/badge-world';

const facts: BadgeFacts = {
  kind: 'ob3',
  id: 'urn:uuid:1',
  title: 'Data Ethics',
  achievementIds: [],
  issuer: { id: 'did:web:guild.example', name: 'Guild', url: null },
  completedOn: parseCivilDate('2026-05-30'),
  validFrom: '2026-06-01T00:00:00.000Z',
  validUntil: '2026-12-31T10:00:00.000Z',
  recipients: [],
};
const asked = (claimDay: string, now = '2026-11-30T12:00:00.000Z'): CheckFor => ({
  now,
  claimDay: parseCivilDate(claimDay),
  recipient: null,
});

describe('the verdict', () => {
  const all = (['form', 'signature', 'status', 'days'] as const).map((name) => checked(name, 'pass', 'x'));
  it('is valid where every decisive check passes, and trusted only with the issuer', () => {
    expect(verdictOf(all)).toBe('valid');
    expect(isTrusted(all)).toBe(false);
    expect(isTrusted([...all, checked('issuer', 'pass', 'x')])).toBe(true);
  });
  it.each(['form', 'signature', 'status', 'days'] as const)('takes %s alone to be invalid', (name) => {
    const but = all.map((one) => (one.name === name ? checked(name, 'fail', 'x') : one));
    expect(verdictOf(but)).toBe('invalid');
    expect(isTrusted([...but, checked('issuer', 'pass', 'x')])).toBe(false);
  });
  it('is unproven where one was not looked at, and where one is missing', () => {
    expect(verdictOf(all.slice(1))).toBe('unproven');
    expect(verdictOf([...all.slice(1), checked('form', 'unknown', 'x')])).toBe('unproven');
  });
});

describe('the days', () => {
  it.each([
    ['2026-12-31', 'pass', 'daysUntil'],
    ['2027-01-01', 'fail', 'daysOverCompleted'],
  ])('on %s: %s, with the day of completion beside it', (day, outcome, reason) => {
    expect(checkDays(facts, asked(day))).toMatchObject({
      outcome,
      reason,
      values: { completed: '2026-05-30' },
    });
  });
  it('has not begun before its first instant', () => {
    expect(checkDays(facts, asked('2026-11-30', '2026-05-31T23:59:59.000Z')).reason).toBe('daysToCome');
  });
  it.each([
    ['2025-01-01', 'fail', 'daysBeforeCompleted'],
    ['2026-05-29', 'fail', 'daysBeforeCompleted'],
    // Completed by then, and this badge of it did not exist yet.
    ['2026-05-30', 'fail', 'daysBeforeIssued'],
    ['2026-05-31', 'fail', 'daysBeforeIssued'],
    ['2026-06-01', 'pass', 'daysUntil'],
  ])('knows no badge on a day before it existed: on %s %s', (day, outcome, reason) => {
    expect(checkDays(facts, asked(day))).toMatchObject({ outcome, reason, values: { from: '2026-06-01' } });
  });
  it('knows no badge before its issue where no day of completion is stated', () => {
    const { reason } = checkDays({ ...facts, completedOn: null }, asked('2026-05-31'));
    expect(reason).toBe('daysBeforeIssued');
  });
  it('knows ends before beginnings, and what says no day at all', () => {
    expect(checkDays({ ...facts, validUntil: '2026-01-01T00:00:00.000Z' }, asked('2026-11-30')).reason).toBe(
      'daysTurned',
    );
    expect(checkDays({ ...facts, validFrom: null }, asked('2026-11-30')).outcome).toBe('unknown');
  });
  it('does not take for completed what is still to come', () => {
    const completedOn = parseCivilDate('2027-03-01');
    expect(checkDays({ ...facts, completedOn }, asked('2026-11-30')).reason).toBe('daysNotCompleted');
  });
  it('takes no last day for one that is not stated', () => {
    expect(checkDays({ ...facts, validUntil: null }, asked('2040-01-01')).reason).toBe(
      'daysUntilUnstatedCompleted',
    );
    expect(checkDays({ ...facts, validUntil: null, completedOn: null }, asked('2040-01-01')).reason).toBe(
      'daysUntilUnstated',
    );
    expect(checkDays({ ...facts, completedOn: null }, asked('2027-01-01')).reason).toBe('daysOver');
  });
});

it('never says of a badge that it lasts for ever: nobody has said so', () => {
  for (const [reason, words] of Object.entries(badge.reason))
    if (reason.startsWith('days')) expect(words).not.toMatch(/no last day|never|for ever/);
  expect(badge.reason.daysUntilUnstated).toContain('not stated until when');
  expect(badge.reason.daysUntilUnstatedCompleted).toContain('not stated until when');
});

describe('the issuer', () => {
  const day = parseCivilDate('2026-11-30');
  const key = `urn:ietf:params:oauth:jwk-thumbprint:sha-256:${'A'.repeat(43)}`;
  const here = trustIn('did:web:guild.example');
  const over = { ...here, institution: 'Carrowmere', lastDay: parseCivilDate('2026-11-29') };
  const never = { ...here, lastDay: parseCivilDate('2019-12-31') };
  const answer = (isIssuer: boolean | null, said: SaidTrust[], only: string | null = null) =>
    checkIssuer({ facts, signer: { isIssuer, key } }, said, { day, only });
  it.each([
    [true, [here], 'pass', 'issuerTrusted'],
    [true, [over, here], 'pass', 'issuerTrusted'],
    [true, [over], 'unknown', 'issuerNotThatDay'],
    [true, [never], 'unknown', 'issuerNotListed'],
    [true, [], 'unknown', 'issuerNotListed'],
    [true, [trustIn('did:web:guild.example.evil')], 'unknown', 'issuerNotListed'],
    [true, [trustIn(key)], 'pass', 'issuerTrusted'],
    [false, [], 'unknown', 'issuerUnshown'],
    [false, [trustIn(key)], 'pass', 'issuerKeyTrusted'],
    // The name of a trusted issuer over the signature of somebody else, even of somebody who is trusted.
    [false, [here], 'fail', 'issuerPretended'],
    [false, [here, trustIn(key)], 'fail', 'issuerPretended'],
    [false, [over], 'unknown', 'issuerUnshown'],
    [null, [here, trustIn(key)], 'unknown', 'issuerUnlooked'],
  ])('signed by it: %s, said %j: %s', (isIssuer, said, outcome, reason) => {
    expect(answer(isIssuer, said).check).toMatchObject({ outcome, reason });
  });
  it('tells who trusts it, who did with the last day, and of one institution that it said nothing', () => {
    expect(answer(true, [over, here, never]).trust).toMatchObject([
      { institution: 'Northbridge', standing: 'standing', reason: 'On the register' },
      { institution: 'Carrowmere', standing: 'ended', lastDay: '2026-11-29' },
    ]);
    expect(answer(true, [], 'Northbridge').check).toMatchObject({
      outcome: 'unknown',
      reason: 'issuerNotListedAt',
      values: { institution: 'Northbridge' },
    });
    expect(answer(false, [here]).trust).toEqual([]);
  });
});

describe('the recipient', () => {
  const hashOf = (algorithm: string, text: string) => (algorithm === 'sha256' ? `<${text}>` : null);
  const mail = {
    kind: 'email',
    identity: 'sha256$<mia@home.examplesalt>',
    hashed: true,
    salt: 'salt',
  } as const;
  it.each([
    [[], 'mia@home.example', 'unknown', 'recipientUnnamed'],
    [[mail], null, 'unknown', 'recipientUnasked'],
    [[mail], ' Mia@Home.example ', 'pass', 'recipientSame'],
    [[mail], 'leo@home.example', 'fail', 'recipientOther'],
    [[{ ...mail, identity: 'md5$ab' }], 'leo@home.example', 'unknown', 'recipientUnlike'],
    [[{ ...mail, identity: 'Mia@home.example', hashed: false }], 'mia@home.example', 'pass', 'recipientSame'],
    [[{ ...mail, kind: 'name', identity: 'Mia Alvarez' }], 'alvarez  mia', 'unknown', 'recipientLike'],
    [[{ ...mail, kind: 'name', identity: 'Mia Alvarez' }], 'Leo Park', 'unknown', 'recipientUnlike'],
    [[{ ...mail, kind: 'other', identity: 'S-1' }], 'Leo Park', 'unknown', 'recipientUnnamed'],
  ] as const)('%j, said %s: %s', (recipients, said, outcome, reason) => {
    expect(checkRecipient(recipients, said, hashOf)).toMatchObject({ outcome, reason });
  });
});
