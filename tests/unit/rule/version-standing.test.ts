import { expect, it } from 'vitest';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { RuleDefinition, RuleStatus } from '@/lib/rule/rule-version';
import { standingOfVersion } from '@/lib/rule/version-standing';
import { sound } from '@/tests/support/lint-world';

const today = '2026-11-25' as CivilDate;
const standing = (status: RuleStatus, claimTo: string | null, ownEnd?: string) =>
  standingOfVersion(
    {
      status,
      claimTo: claimTo as CivilDate | null,
      definition: RuleDefinition.parse({ ...sound, ...(ownEnd && { claimWindow: { to: ownEnd } }) }),
    },
    today,
  );

it.each(['published', 'suspended'] as const)('a %s version is called by what has become of it', (status) => {
  expect(standing(status, null)).toBe(status);
  expect(standing(status, '2026-11-25')).toBe(status);
  expect(standing(status, '2026-11-24')).toBe('superseded');
  expect(standing(status, '2026-11-24', '2027-06-30')).toBe('superseded');
  expect(standing(status, '2026-11-24', '2026-11-24')).toBe('ended');
});

it('every other state keeps its name, whatever the day', () => {
  for (const status of RuleStatus.options)
    if (status !== 'published' && status !== 'suspended') expect(standing(status, '2026-01-01')).toBe(status);
});
