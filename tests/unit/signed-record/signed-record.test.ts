import { describe, expect, it } from 'vitest';
import type { RegisteredDecision } from '@/lib/catalog/registered-decision';
import type { Offer } from '@/lib/catalog/offered';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import {
  decisionPath,
  didOf,
  institutionAddress,
  isDecisionContext,
  methodOf,
} from '@/lib/signed-record/addresses';
import { type DecidedFacts, decisionRecord } from '@/lib/signed-record/decision-record';
import { didDocument } from '@/lib/signed-record/did-document';
import {
  bitsOf,
  isSet,
  listLength,
  statusEntries,
  unsignedStatusList,
} from '@/lib/signed-record/status-list';

const origin = 'https://credit.example';

describe('addresses', () => {
  it('name an institution by where its keys stand, with a port written as the method asks', () => {
    expect(didOf(origin, 'northbridge')).toBe('did:web:credit.example:institutions:northbridge');
    expect(didOf('http://127.0.0.1:3000', 'n')).toBe('did:web:127.0.0.1%3A3000:institutions:n');
    expect(methodOf('did:web:a', 'k')).toBe('did:web:a#k');
    expect(institutionAddress(origin, 'n')).toBe('https://credit.example/institutions/n');
  });
  it('lead to a decision whatever its code is written with', () => {
    expect(decisionPath('n', { code: 'RPL 4/a?', version: 2 })).toBe(
      '/institutions/n/decisions/RPL%204%2Fa%3F/2',
    );
  });
  it('are those of our vocabulary at any installation, and nothing else', () => {
    expect(isDecisionContext('https://credit.example/contexts/credit-decision/v1')).toBe(true);
    expect(isDecisionContext('http://127.0.0.1:3000/contexts/credit-decision/v1')).toBe(true);
    for (const other of ['/v2', '/v1?x', '/v1#x', '/v1/'])
      expect(isDecisionContext(`https://credit.example/contexts/credit-decision${other}`)).toBe(false);
    expect(isDecisionContext('https://a@b.example/contexts/credit-decision/v1')).toBe(false);
  });
});

describe('a list of what was taken back', () => {
  it('has the first place at the left of the first byte, and the last at the right of the last', () => {
    const bits = bitsOf([0, 9, listLength - 1]);
    expect([bits.length, bits[0], bits[1], bits.at(-1)]).toEqual([16_384, 128, 64, 1]);
    expect(bits.reduce((sum, byte) => sum + byte, 0)).toBe(193);
    for (const place of [-1, listLength, 0.5]) expect(() => bitsOf([place])).toThrow(RangeError);
  });
  it('tells of a suspension on one list and of a revocation on the other', () => {
    expect(isSet('suspension', 'suspended')).toBe(true);
    expect(isSet('revocation', 'suspended')).toBe(false);
    expect(isSet('revocation', 'revoked')).toBe(true);
    expect(isSet('suspension', 'revoked')).toBe(false);
    expect(isSet('suspension', 'stands') || isSet('revocation', 'stands')).toBe(false);
  });
  it('is named by a record for both purposes, at the same place', () => {
    expect(statusEntries('https://credit.example/institutions/n', 'n', { list: 3, place: 7 })).toEqual(
      ['revocation', 'suspension'].map((statusPurpose) => ({
        id: `https://credit.example/institutions/n/status/${statusPurpose}/3#7`,
        type: 'BitstringStatusListEntry',
        statusPurpose,
        statusListIndex: '7',
        statusListCredential: `https://credit.example/institutions/n/status/${statusPurpose}/3`,
      })),
    );
  });
  it('says until when it can be relied on', () => {
    const [validFrom, validUntil] = ['2026-11-25T12:00:00.000Z', '2026-11-25T13:00:00.000Z'];
    expect(
      unsignedStatusList({
        address: 'https://a.example/l',
        issuer: 'did:web:a',
        purpose: 'revocation',
        encodedList: 'uH4s',
        ...{ validFrom, validUntil },
      }),
    ).toMatchObject({
      issuer: 'did:web:a',
      ...{ validFrom, validUntil },
      credentialSubject: { statusPurpose: 'revocation', encodedList: 'uH4s' },
    });
  });
});

it('publishes every key for what it asserts, those that signed before among them', () => {
  const did = 'did:web:credit.example:institutions:n';
  const published = didDocument([
    { id: 'new', did, publicKey: 'z6MkNew' },
    { id: 'old', did, publicKey: 'z6MkOld' },
  ]);
  expect(published).toMatchObject({ id: did, assertionMethod: [`${did}#new`, `${did}#old`] });
  expect(JSON.stringify(published)).not.toMatch(/revoked|expires|private|secret/i);
});

describe('a decision as a record', () => {
  const offer = {
    unit: 'ECTS',
    amount: '6',
    total: '6',
    isAsStated: false,
    isMaximum: false,
    programs: ['B', 'A'],
    lines: [
      {
        line: { kind: 'course', target: 'WELD 101', credits: { amount: '6', unit: 'ECTS' } },
        amount: '6',
      },
    ],
  } as unknown as Offer;
  const row = {
    rule: 'RPL-4',
    version: '2',
    decision: 'partly',
    decidedOn: '2026-01-01',
    credit: '6',
    countsAs: ['WELD 101 6', 'or FREE 6 ECTS'],
    conditions: ['programs B|A', 'proctored'],
    reason: '',
  } as unknown as RegisteredDecision;
  const made = (
    more: Partial<Offer> = {},
    changed: Partial<RegisteredDecision> = {},
    claimable: Partial<DecidedFacts['claimable']> = {},
  ) =>
    decisionRecord(
      { origin, did: 'did:web:credit.example:institutions:n', slug: 'n', name: 'Northbridge' },
      {
        row: { ...row, ...changed, offer: { ...offer, ...more } },
        certificates: [{ slug: 'welding', title: 'Welding', versions: ['2', '1'] }],
        policy: { version: 3, effectiveFrom: parseCivilDate('2026-01-01') },
        asOf: parseCivilDate('2026-11-25'),
        claimable: { from: null, until: null, ...claimable },
      },
      {
        id: '0b9c3d34-3bd7-4a3f-a8a1-3f4f60b6a001',
        at: '2026-11-25T12:00:00.000Z',
        status: { list: 1, place: 5 },
      },
    )['credentialSubject'] as Record<string, unknown>;

  it('says what, how much in which unit and framework, by which versions, on which day', () => {
    expect(made()).toMatchObject({
      id: 'https://credit.example/institutions/n/decisions/RPL-4/2',
      decision: 'partly',
      asOf: '2026-11-25',
      ruleVersion: '2',
      policyVersion: '3',
      certificate: [{ id: 'https://credit.example/catalog/welding', certificateVersion: ['1', '2'] }],
      credit: {
        amount: '6',
        unit: 'ECTS',
        framework: expect.stringMatching(/^European/) as string,
        qualifier: 'exact',
      },
      countsAs: [{ kind: 'course', target: 'WELD 101', credit: { amount: '6' } }],
      insteadOf: ['or FREE 6 ECTS'],
      condition: ['proctored', 'programs B|A'],
      program: ['A', 'B'],
    });
    expect(made()).not.toHaveProperty('creditTotal');
  });
  it('says from and until when it can be claimed, where it has such days', () => {
    expect(made()).not.toHaveProperty('claimableFrom');
    expect(made()).not.toHaveProperty('claimableUntil');
    const [from, until] = [parseCivilDate('2026-09-01'), parseCivilDate('2027-06-30')];
    expect(made({}, {}, { from, until })).toMatchObject({ claimableFrom: from, claimableUntil: until });
  });
  it('says how an amount is meant', () => {
    const meant = (more: Partial<Offer>) => (made(more)['credit'] as { qualifier: string }).qualifier;
    expect([meant({}), meant({ isMaximum: true }), meant({ isAsStated: true })]).toEqual([
      'exact',
      'up-to',
      'as-stated-up-to',
    ]);
    expect(made({ total: '9' })['creditTotal']).toMatchObject({ amount: '9' });
  });
  it('names no amount where none is given, and the public reason', () => {
    const no = made(
      { amount: null, total: null, lines: [] },
      { credit: '', countsAs: [], conditions: [], decision: 'no', reason: 'Not taught' },
    );
    expect(no).toMatchObject({ decision: 'no', reason: 'Not taught' });
    for (const name of ['credit', 'countsAs', 'condition', 'insteadOf']) expect(no).not.toHaveProperty(name);
  });
});
