import { describe, expect, test } from 'vitest';
import { nothingStated, type StatedHolding, statedHolding } from '@/lib/catalog/estimate-query';
import { findStatedProblems, type StatedFacts } from '@/lib/catalog/stated-problems';
import { parseCivilDate } from '@/lib/kernel/civil-date';

const day = parseCivilDate;
const problems = (
  holding: Partial<StatedHolding>,
  { facts = {}, query = {} }: { facts?: Partial<StatedFacts>; query?: object } = {},
) =>
  findStatedProblems(
    { ...nothingStated, holdings: [{ ...statedHolding('a'), ...holding }], ...query },
    {
      today: day('2026-11-28'),
      holdings: [{ versions: [], leaves: [], ...facts }],
      thresholds: { Challenge: ['70'], Big: ['650'] },
    },
  ).map(({ field, reason }) => `${field} ${reason}`);
const versions = [
  { label: '1', validFrom: day('2020-03-01') },
  { label: '2', validFrom: day('2023-01-01') },
];

describe('what is stated and cannot be true', () => {
  test.each<[Partial<StatedHolding>, string[]]>([
    [{ issuedOn: day('2026-11-28') }, []],
    [{ issuedOn: day('2026-11-29') }, ['on1 day/in-the-future']],
    [{ issuedOn: day('2031-01-01') }, ['on1 day/in-the-future']],
    [{ issuedOn: day('1901-01-01') }, ['on1 day/out-of-reach']],
    [{ issuedOn: day('1950-01-01') }, []],
    [{ score: '100' }, []],
    [{ score: '100.01' }, ['score1 score/beyond-scale']],
    [{ score: '150' }, ['score1 score/beyond-scale']],
    [{ issuedOn: day('2024-05-02'), expiresOn: day('2024-05-01') }, ['until1 day/before-completion']],
    [{ issuedOn: day('2024-05-02'), expiresOn: day('2024-05-02') }, []],
    [{ expiresOn: day('2024-05-01') }, []],
  ])('%o', (holding, expected) => expect(problems(holding)).toEqual(expected));

  test('completed before the version existed, or any version where none is said; not where a first day is not known', () => {
    const on = (text: string, version: string | null = null) => ({ issuedOn: day(text), version });
    expect(problems(on('2020-02-29'), { facts: { versions } })).toEqual(['on1 day/before-it-existed']);
    expect(problems(on('2020-03-01'), { facts: { versions } })).toEqual([]);
    expect(problems(on('2022-12-31', '2'), { facts: { versions } })).toEqual(['on1 day/before-it-existed']);
    expect(problems(on('2022-12-31', '1'), { facts: { versions } })).toEqual([]);
    const older = [...versions, { label: '0', validFrom: null }];
    expect(problems(on('2020-02-29'), { facts: { versions: older } })).toEqual([]);
  });

  test('a scale is as long as the rules say', () => {
    const facts = { leaves: [{ minScore: '720' }] };
    expect(problems({ score: '1000' }, { facts })).toEqual([]);
    expect(problems({ score: '1001' }, { facts })).toEqual(['score1 score/beyond-scale']);
    const assessments = [
      { id: 'Challenge', score: '101' },
      { id: 'Big', score: '800' },
    ];
    expect(problems({}, { query: { assessments } })).toEqual(['examscore1 score/beyond-scale']);
  });

  test('a claim or a term may lie ahead, not beyond reach; nobody claims before completing', () => {
    expect(problems({}, { query: { claimDate: day('2036-11-28'), termStart: day('2027-09-01') } })).toEqual(
      [],
    );
    expect(problems({}, { query: { claimDate: day('2036-11-29'), termStart: day('1900-01-01') } })).toEqual([
      'claim day/out-of-reach',
      'term day/out-of-reach',
    ]);
    expect(problems({ issuedOn: day('2024-05-02') }, { query: { claimDate: day('2024-05-01') } })).toEqual([
      'on1 day/after-the-claim',
    ]);
  });
});
