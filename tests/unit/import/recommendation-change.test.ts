import { describe, expect, it } from 'vitest';
import { planRecommendation } from '@/lib/import/recommendation-change';
import { type RecommendationFacts, recommendationKey } from '@/lib/import/recommendation-facts';
import { parseCivilDate } from '@/lib/kernel/civil-date';

const day = parseCivilDate;
const [yesterday, today, tomorrow] = [day('2026-11-24'), day('2026-11-25'), day('2026-11-26')];
const stored: RecommendationFacts = {
  externalId: null,
  amount: '6',
  isMaximum: false,
  unit: 'ECTS',
  levels: [],
  subjects: null,
  passMark: null,
  workloadHours: null,
  validFrom: day('2026-01-01'),
  validTo: null,
  sourceUrl: 'https://example.org',
  retrievedOn: null,
  confidence: 'medium',
  note: null,
};
const entered = { ...stored, amount: '4' };
const plan = (before: object, after: object, firstDay = today) =>
  planRecommendation({ ...stored, ...before }, { ...entered, ...after }, firstDay, today);

describe('planRecommendation', () => {
  it('says in place what holds from today on, with the first day that it had', () => {
    expect(plan({}, { validFrom: today })).toEqual({
      ok: true,
      value: { kind: 'inPlace', after: entered },
    });
  });

  it('lets advice of a later day follow, and what is there end the day before', () => {
    expect(plan({}, {}, tomorrow)).toEqual({
      ok: true,
      value: {
        kind: 'follows',
        before: { ...stored, validTo: today },
        after: { ...entered, validFrom: tomorrow },
      },
    });
    expect(plan({ validTo: yesterday }, {}, tomorrow)).toMatchObject({ value: { before: null } });
    expect(plan({ validTo: tomorrow }, {}, tomorrow)).toMatchObject({
      value: { before: { validTo: today } },
    });
  });

  it('makes other advice of another number or pass mark, from today on as well', () => {
    expect(plan({ externalId: 'A v1' }, { externalId: 'A v2' })).toMatchObject({
      value: { kind: 'follows', before: { externalId: 'A v1', validTo: yesterday } },
    });
    expect(plan({}, { passMark: '80' })).toMatchObject({ value: { kind: 'follows' } });
    expect(plan({ validFrom: today }, { passMark: '80' })).toMatchObject({
      value: { kind: 'inPlace', after: { passMark: '80', validFrom: today } },
    });
  });

  it('asks for another number where one would stand for both', () => {
    const numbered = { externalId: 'A v1' };
    expect(plan(numbered, { externalId: 'a V1' }, tomorrow)).toEqual({
      ok: false,
      reason: 'recommendation/number-again',
    });
    expect(plan(numbered, numbered)).toMatchObject({ value: { kind: 'inPlace' } });
  });

  it('corrects what has not begun, first day and all, and leaves the past alone', () => {
    expect(plan({ validFrom: tomorrow, externalId: 'A' }, {}, today)).toMatchObject({
      value: { kind: 'inPlace', after: { validFrom: today, externalId: null } },
    });
    expect(plan({}, {}, yesterday)).toEqual({ ok: false, reason: 'version/in-the-past' });
  });
});

describe('recommendationKey', () => {
  const key = (over: Partial<RecommendationFacts>, by = 'ＡCE') =>
    recommendationKey('m', by, { ...stored, ...over });
  it('tells advice apart by number, else by first day, and by pass mark', () => {
    expect(key({})).toBe('m#ace#2026-01-01');
    expect(key({ externalId: 'X1', passMark: '70' })).toBe('m#ace#x1#70');
  });
});
