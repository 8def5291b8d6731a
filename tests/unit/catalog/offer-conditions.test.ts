import { expect, test } from 'vitest';
import { conditionCodes } from '@/lib/catalog/offer-conditions';
import { parseCivilDate } from '@/lib/kernel/civil-date';

test('each condition is named once, with its value; what is not asked is not there', () => {
  expect(
    conditionCodes({
      leaf: {
        mc: 'a',
        minScore: '80',
        proctored: true,
        maxAge: { years: 5 },
        versions: ['1', '2'],
        idVerified: false,
      } as never,
      ways: [{ microCredentials: ['b', 'c'], assessments: [{ id: 'Exam', minScore: '50' }] }],
      programs: ['P', 'Q'],
      windows: [{ of: 'claim', from: parseCivilDate('2026-01-01'), to: parseCivilDate('2026-06-30') }],
    }),
  ).toEqual([
    'certificates 2',
    'exams 1',
    'programs P|Q',
    'minScore 80',
    'proctored',
    'maxAge 5 years',
    'versions 1|2',
    'claim from 2026-01-01',
    'claim by 2026-06-30',
  ]);
  expect(conditionCodes({ leaf: { mc: 'a' }, ways: [], programs: null, windows: [] })).toEqual([]);
});
