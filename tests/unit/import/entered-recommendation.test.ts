import { describe, expect, it } from 'vitest';
import { type EnteredRecommendation, readEnteredRecommendation } from '@/lib/import/entered-recommendation';

const entered: EnteredRecommendation = {
  recommender: 'ACE',
  externalId: 'ACE-0123 v2',
  amount: '2,5',
  isMaximum: true,
  unit: 'US_SEM',
  levels: 'EQF 6\r\n\r\nlower division',
  subjects: 'statistics; methods\nmathematics',
  passMark: '70',
  validFrom: '2026-01-01',
  validTo: '2028-12-31',
  sourceUrl: 'https://example.org/advice',
};
const problems = (over: Partial<EnteredRecommendation>) => {
  const read = readEnteredRecommendation({ ...entered, ...over });
  return read.ok ? {} : read.problems;
};

describe('readEnteredRecommendation', () => {
  it('reads what a file would say, one level and subject a line', () => {
    expect(readEnteredRecommendation(entered)).toMatchObject({
      ok: true,
      recommender: 'ACE',
      facts: {
        externalId: 'ACE-0123 v2',
        amount: '2.5',
        isMaximum: true,
        unit: 'US_SEM',
        levels: ['EQF 6', 'lower division'],
        subjects: ['statistics; methods', 'mathematics'],
        passMark: '70',
        validFrom: '2026-01-01',
        validTo: '2028-12-31',
        note: null,
      },
    });
  });

  it('says of each field what is wrong with it', () => {
    expect(problems({ recommender: ' ', sourceUrl: '' })).toEqual({
      recommender: 'field/empty',
      sourceUrl: 'field/empty',
    });
    expect(problems({ passMark: '150' })).toEqual({ passMark: 'field/at-most-hundred' });
    expect(problems({ passMark: '100' })).toEqual({});
    expect(problems({ amount: 'many', unit: 'APPLES', passMark: '-1' })).toEqual({
      amount: 'amount/not-a-number',
      unit: 'field/choose',
      passMark: 'amount/negative',
    });
    expect(problems({ unit: '' })).toEqual({ unit: 'field/unit' });
    expect(problems({ amount: '1,500' })).toEqual({ amount: 'amount/maybe-thousands 1.5' });
    expect(problems({ amount: '10001' })).toEqual({ amount: 'field/at-most 10000' });
    expect(problems({ amount: '1,500', unit: '' })).toMatchObject({ unit: 'field/unit' });
    expect(problems({ validTo: '2025-12-31' })).toEqual({ validTo: 'field/ends-first' });
    expect(problems({ validFrom: '2026-02-30' })).toEqual({ validFrom: 'field/day' });
    expect(problems({ sourceUrl: 'javascript:alert(1)' })).toEqual({ sourceUrl: 'field/web-address' });
    expect(problems({ recommender: '=cmd()', externalId: 'x'.repeat(81) })).toEqual({
      recommender: 'field/formula',
      externalId: 'field/too-long 80',
    });
    expect(problems({ subjects: Array.from({ length: 101 }, String).join('\n') })).toEqual({
      subjects: 'field/too-many 100',
    });
    expect(problems({ subjects: 'FranÃ§ais' })).toEqual({ subjects: 'field/double-encoded' });
    expect(problems({ recommender: 'A\u202eB' })).toEqual({ recommender: 'field/unseen-letters' });
  });
});
