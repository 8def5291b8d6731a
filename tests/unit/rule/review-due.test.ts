import { expect, it } from 'vitest';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { reviewDueOn } from '@/lib/rule/review-due';

it.each([
  ['2029-11-25', 36, []],
  ['2029-11-25', 36, [null, '2030-01-01']],
  ['2027-10-31', 36, ['2028-01-01', '2027-10-31']],
  ['2026-11-25', 36, ['2026-11-25']],
  ['2029-11-25', 36, ['2026-11-24']],
] as const)('is %s after %d months with ends %j', (expected, months, ends) => {
  expect(reviewDueOn('2026-11-25' as CivilDate, months, ends as readonly (CivilDate | null)[])).toBe(
    expected,
  );
});
