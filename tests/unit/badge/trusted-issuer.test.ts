import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identityKindOf, issuerIdentityIn } from '@/lib/badge/issuer-identity';
import { trustMeets, trustOn, whyNotEnded } from '@/lib/badge/trusted-issuer';
import { addDays, parseCivilDate } from '@/lib/kernel/civil-date';

const day = parseCivilDate;
const key = 'A'.repeat(43);

describe('what an issuer is known by', () => {
  it.each([
    ['did:web:guild.example:issuers:1', 'did:web:guild.example:issuers:1', 'did'],
    [' did:key:z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi ', expect.any(String), 'did'],
    ['https://Guild.Example', 'https://guild.example/', 'address'],
    ['http://guild.example/issuer.json', 'https://guild.example/issuer.json', 'address'],
    [key, `urn:ietf:params:oauth:jwk-thumbprint:sha-256:${key}`, 'key'],
    [`urn:ietf:params:oauth:jwk-thumbprint:sha-256:${key}`, expect.any(String), 'key'],
  ])('%s has one spelling', (text, spelled, kind) => {
    const identity = issuerIdentityIn(text) ?? '';
    expect(identity).toEqual(spelled);
    expect(identityKindOf(identity)).toBe(kind);
    expect(issuerIdentityIn(identity)).toBe(identity);
  });
  it.each([
    'Guild of Welders',
    '',
    'did:web:',
    'did:web:a b',
    'did:web:guild.example#key-1',
    'https://guild.example/#me',
    'https://guild.example@evil.example/',
    'ftp://guild.example/',
    'https://',
    'urn:uuid:1',
    `https://guild.example/${'a'.repeat(500)}`,
  ])('%j is none', (text) => expect(issuerIdentityIn(text)).toBeNull());
});

describe('the days of trust', () => {
  it('holds from the first to the last day, both of them', () => {
    const days = { firstDay: day('2026-02-01'), lastDay: day('2026-02-03') };
    expect(
      ['2026-01-31', '2026-02-01', '2026-02-03', '2026-02-04'].map((one) => trustOn(days, day(one))),
    ).toEqual(['toCome', 'standing', 'standing', 'ended']);
    expect(trustOn({ ...days, lastDay: null }, day('2999-01-01'))).toBe('standing');
    expect(trustOn({ ...days, lastDay: day('2026-01-31') }, day('2026-01-31'))).toBe('never');
  });

  it('ends sooner than stated, once, and not in the past', () => {
    const state = {
      firstDay: day('2026-01-01'),
      lastDay: day('2026-12-31'),
      outcome: 'confirmed',
      isEnded: false,
    } as const;
    const bounds = { yesterday: day('2026-06-01'), eve: day('2025-12-31') };
    expect(whyNotEnded(state, day('2026-06-01'), bounds)).toBeNull();
    expect(whyNotEnded(state, day('2026-05-31'), bounds)).toBe('issuer/end-past');
    expect(whyNotEnded(state, day('2026-12-31'), bounds)).toBe('issuer/end-later');
    expect(whyNotEnded({ ...state, isEnded: true }, day('2026-06-01'), bounds)).toBe('issuer/ended-already');
    expect(whyNotEnded({ ...state, outcome: null }, day('2026-06-01'), bounds)).toBe('issuer/not-trusted');
    expect(whyNotEnded(state, day('2026-06-01'), { ...bounds, eve: day('2026-06-02') })).toBe(
      'issuer/end-past',
    );
  });

  it('shares a day exactly where some day is in both', () => {
    const start = day('2026-01-01');
    const span = fc.record({ from: fc.nat(8), length: fc.option(fc.integer({ min: -1, max: 6 })) });
    const daysOf = ({ from, length }: { from: number; length: number | null }) => ({
      firstDay: addDays(start, from),
      lastDay: length === null ? null : addDays(start, from + length),
    });
    fc.assert(
      fc.property(span, span, (one, other) => {
        const [a, b] = [daysOf(one), daysOf(other)];
        const both = Array.from({ length: 30 }, (_, n) => addDays(start, n)).some(
          (on) => trustOn(a, on) === 'standing' && trustOn(b, on) === 'standing',
        );
        expect(trustMeets(a, b)).toBe(both);
      }),
    );
  });
});
