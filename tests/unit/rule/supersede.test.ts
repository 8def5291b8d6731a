import { expect, it } from 'vitest';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { RuleDefinition } from '@/lib/rule/rule-version';
import { endOfSuperseded, startOfSuccessor } from '@/lib/rule/supersede';

const version = (windows: object, claimTo: string | null = null) => ({
  definition: RuleDefinition.parse({ premise: { mc: 'a' }, outcomes: [{ lines: [] }], ...windows }),
  claimTo: claimTo as CivilDate | null,
});

it.each([
  ['2026-12-31', 'an open earlier version', version({}), version({ claimWindow: { from: '2027-01-01' } })],
  ['2024-02-29', 'across a leap day', version({}), version({ claimWindow: { from: '2024-03-01' } })],
  [null, 'one that has ended before', version({ claimWindow: { to: '2026-12-31' } }, '2026-12-31'), version({ claimWindow: { from: '2027-01-01' } })],
  [null, 'one that was shortened before', version({ claimWindow: { to: '2028-12-31' } }, '2026-12-31'), version({ claimWindow: { from: '2027-01-01' } })],
  [null, 'one about other credentials', version({ credentialWindow: { to: '2025-12-31' } }), version({ claimWindow: { from: '2027-01-01' }, credentialWindow: { from: '2026-01-01' } })],
] as const)('ends on %s: %s', (expected, _, earlier, later) => {
  expect(endOfSuperseded(earlier, later)).toBe(expected);
});

it('starts the successor today, or the day after an earlier one that starts today or later', () => {
  const today = '2026-11-25' as CivilDate;
  expect(startOfSuccessor(version({}), today)).toBe('2026-11-25');
  expect(startOfSuccessor(version({ claimWindow: { from: '2026-01-01' } }), today)).toBe('2026-11-25');
  expect(startOfSuccessor(version({ claimWindow: { from: '2026-11-25' } }), today)).toBe('2026-11-26');
  expect(startOfSuccessor(version({ claimWindow: { from: '2027-01-01' } }), today)).toBe('2027-01-02');
});
