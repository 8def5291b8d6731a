import { describe, expect, it, test } from 'vitest';
import {
  answerOf,
  askHref,
  canBeAsked,
  closings,
  demandHref,
  parseDemandQuery,
  subjectKeyOf,
} from '@/lib/catalog/certificate-request';
import { Standing } from '@/lib/catalog/standing';

describe('what makes two requests the same', () => {
  it('is title and provider, however they are written', () => {
    const key = (title: string, provider: string) => subjectKeyOf({ kind: 'list', title, provider });
    expect(key('Data  Science ', 'ACME')).toBe(key('data science', 'Acme'));
    expect(key('Data Science', 'ACME')).not.toBe(key('Data Science', 'Other'));
    expect(key('a|b', 'c')).not.toBe(key('b', 'c|a'));
  });

  it('is the entry of a decision, which is never a wish to list', () => {
    const one = subjectKeyOf({ kind: 'decide', microCredentialId: '1' });
    expect(one).not.toBe(subjectKeyOf({ kind: 'decide', microCredentialId: '2' }));
    expect(one.startsWith('decide|')).toBe(true);
    expect(subjectKeyOf({ kind: 'list', title: '1', provider: '' }).startsWith('list|')).toBe(true);
  });
});

test('a decision answers, and so does a proposal that was considered; nothing else does', () => {
  expect(Object.fromEntries(Standing.options.map((one) => [one, answerOf(one)]))).toEqual({
    published: 'given',
    coming: 'given',
    refused: 'refused',
    refusedLater: 'refused',
    considered: 'considered',
    suspended: null,
    ended: null,
    revoked: null,
    recommended: null,
    recommendedLater: null,
    undecided: null,
  });
});

test('whoever has come to something that holds is not asked', () => {
  expect(Standing.options.filter(canBeAsked).sort()).toEqual([
    'ended',
    'recommended',
    'recommendedLater',
    'revoked',
    'undecided',
  ]);
  for (const standing of Standing.options.filter(canBeAsked)) expect(answerOf(standing)).toBeNull();
});

test('no reason of staff closes both kinds', () => {
  expect(closings.list.filter((one) => (closings.decide as readonly string[]).includes(one))).toEqual([]);
});

describe('the part of the demand that an address asks for', () => {
  it('is the most asked decisions where it says nothing, or nonsense', () => {
    const first = { show: 'decide', sort: 'askers', page: 1 };
    for (const given of [{}, { show: 'x', sort: 'y', page: '-3' }, { show: ['list'], page: 'many' }])
      expect(parseDemandQuery(given)).toEqual(first);
    expect(parseDemandQuery({ page: '1e9' }).page).toBe(100_000);
    expect(parseDemandQuery({ page: '2.7' }).page).toBe(2);
  });

  it('comes back from its own address', () => {
    for (const query of [
      { show: 'decide', sort: 'askers', page: 1 },
      { show: 'list', sort: 'last', page: 3 },
    ] as const) {
      const { search } = new URL(demandHref(query), 'http://any.invalid');
      expect(parseDemandQuery(Object.fromEntries(new URLSearchParams(search)))).toEqual(query);
    }
    expect(demandHref({ show: 'decide', sort: 'askers', page: 1 })).toBe('/registrar/demand');
  });
});

test('the page on which one asks is led to with what is known, and with nothing that is not', () => {
  expect(askHref({})).toBe('/ask');
  expect(askHref({ title: '', institution: '' })).toBe('/ask');
  expect(askHref({ title: 'C & D', institution: 'north' })).toBe('/ask?title=C+%26+D&institution=north');
});
