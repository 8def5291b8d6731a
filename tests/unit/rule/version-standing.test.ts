import { describe, expect, it } from 'vitest';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { RuleDefinition, RuleStatus } from '@/lib/rule/rule-version';
import { firstDayAhead, hadADay, refusedOnceOver, standingOfVersion } from '@/lib/rule/version-standing';
import { sound } from '@/tests/support/lint-world';

const today = '2026-11-25' as CivilDate;
const standing = (status: RuleStatus, claimTo: string | null, ownEnd?: string, claimFrom?: string) =>
  standingOfVersion(
    {
      status,
      claimFrom: (claimFrom ?? null) as CivilDate | null,
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

it('a version that was published ahead is to come until its first day; one that is suspended stays suspended', () => {
  expect(standing('published', null, undefined, '2026-11-26')).toBe('coming');
  expect(standing('published', null, undefined, '2026-11-25')).toBe('published');
  expect(standing('suspended', null, undefined, '2026-11-26')).toBe('suspended');
  expect(standing('approved', null, undefined, '2026-11-26')).toBe('approved');
});

it('the first day of what was published ahead is known until it comes, suspended or not', () => {
  const ahead = (status: RuleStatus, claimFrom: string | null, claimTo: string | null = null) =>
    firstDayAhead(
      {
        status,
        claimFrom: claimFrom as CivilDate | null,
        claimTo: claimTo as CivilDate | null,
        definition: RuleDefinition.parse(sound),
      },
      today,
    );
  for (const status of ['published', 'suspended'] as const) {
    expect(ahead(status, '2026-11-26')).toBe('2026-11-26');
    expect(ahead(status, '2026-11-25')).toBeNull();
    expect(ahead(status, null)).toBeNull();
    // A later version has taken its days.
    expect(ahead(status, '2026-11-26', '2026-11-24')).toBeNull();
  }
  expect(ahead('approved', '2026-11-26')).toBeNull();
  expect(ahead('revoked', '2026-11-26')).toBeNull();
});

it('every other state keeps its name, whatever the day', () => {
  for (const status of RuleStatus.options)
    if (status !== 'published' && status !== 'suspended') expect(standing(status, '2026-01-01')).toBe(status);
});

it.each([
  // claimFrom, claimTo, published on, taken over, whether there was a day
  [null, '2026-11-24', '2026-11-25', 'review', false],
  [null, '2026-11-24', '2026-11-24', 'review', true],
  ['2026-11-26', '2026-11-25', '2026-11-20', 'review', false],
  ['2026-11-26', '2026-11-26', '2026-11-20', 'review', true],
  ['2020-01-01', '2026-11-24', '2026-11-25', 'review', false],
  ['2020-01-01', '2023-12-31', '2026-11-25', 'import', true],
  [null, null, '2026-11-25', 'review', true],
  [null, null, null, 'review', false],
] as const)(
  'claims from %s to %s, published on %s by %s: a day was there %s',
  (from, to, on, origin, expected) => {
    const claims = { claimFrom: from as CivilDate | null, claimTo: to as CivilDate | null };
    expect(
      hadADay({ ...claims, origin, definition: RuleDefinition.parse(sound) }, on as CivilDate | null),
    ).toBe(expected);
  },
);

describe('what is refused once the days of claim are over', () => {
  const version = (status: RuleStatus, claimTo: string | null, ownEnd?: string) => ({
    status,
    claimFrom: null,
    claimTo: claimTo as CivilDate | null,
    origin: 'review' as const,
    definition: RuleDefinition.parse({ ...sound, ...(ownEnd && { claimWindow: { to: ownEnd } }) }),
  });
  const long = '2026-01-05' as CivilDate;

  it.each([
    // what, of which version, published on, and with which words
    ['suspend', version('published', '2026-11-24'), long, 'rule/days-over'],
    ['suspend', version('published', '2026-11-24', '2026-11-24'), long, 'rule/days-over'],
    ['resume', version('suspended', '2026-11-24'), long, 'rule/days-over'],
    ['revoke', version('published', '2026-11-24'), today, 'rule/never-had-a-day'],
    ['revoke', version('suspended', '2026-11-24'), today, 'rule/never-had-a-day'],
    // Somebody may have claimed by it, and what was wrong from the start is looked at.
    ['revoke', version('published', '2026-11-24'), long, null],
    ['revoke', version('suspended', '2026-11-24', '2026-11-24'), today, null],
    ['startNewVersion', version('published', '2026-11-24'), today, null],
    ['suspend', version('published', '2026-11-25'), long, null],
    ['suspend', version('published', null), today, null],
    ['suspend', version('revoked', '2026-11-24'), long, null],
  ] as const)('%s of %o, published on %s: %s', (act, one, on, expected) => {
    expect(refusedOnceOver(act, one, today, on)).toBe(expected);
  });
});
