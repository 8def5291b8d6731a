import { expect, it } from 'vitest';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { RuleDefinition } from '@/lib/rule/rule-version';
import { endOfSuperseded, startOfSuccessor, startWhenPublished } from '@/lib/rule/supersede';

const version = (windows: object, claimTo: string | null = null) => ({
  definition: RuleDefinition.parse({ premise: { mc: 'a' }, outcomes: [{ lines: [] }], ...windows }),
  claimFrom: null,
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

it.each([
  ['2026-11-25', 'today', {}, [version({})]],
  ['2026-11-25', 'today, after one that has started', { claimWindow: { from: '2026-01-01' } }, [version({ claimWindow: { from: '2026-01-01' } })]],
  ['2026-11-26', 'the day after one that starts today', {}, [version({ claimWindow: { from: '2026-11-25' } })]],
  ['2027-01-02', 'the day after the last one that is to start', {}, [version({ claimWindow: { from: '2027-01-01' } }), version({}, '2026-12-31')]],
  ['2027-06-01', 'on its own day, where that is later', { claimWindow: { from: '2027-06-01' } }, [version({})]],
  [null, 'on no day of its own, where nothing is in force', {}, []],
  ['2020-01-01', 'on the day it had, where nothing is in force', { claimWindow: { from: '2020-01-01' } }, []],
  [null, 'on no day of its own, beside one about other credentials', { credentialWindow: { from: '2026-01-01' } }, [version({ credentialWindow: { to: '2025-12-31' } })]],
] as const)('starts a successor on %s: %s', (expected, _, windows, inForce) => {
  expect(startOfSuccessor(version(windows).definition, inForce, '2026-11-25' as CivilDate)).toBe(expected);
});

it.each([
  ['2026-11-25', 'today, where the day of its draft has passed and another one was in force since', { claimWindow: { from: '2026-08-01' } }, [version({})]],
  ['2026-12-01', 'its own day, where that is still to come', { claimWindow: { from: '2026-12-01' } }, [version({})]],
  ['2026-08-01', 'its own day, where nothing is in force', { claimWindow: { from: '2026-08-01' } }, []],
  ['2026-08-01', 'its own day, where the other one had ended before', { claimWindow: { from: '2026-08-01' } }, [version({}, '2026-07-31')]],
  ['2026-08-01', 'its own day, beside one about other credentials', { claimWindow: { from: '2026-08-01' }, credentialWindow: { from: '2026-01-01' } }, [version({ credentialWindow: { to: '2025-12-31' } })]],
  [null, 'no day, where it names none', {}, [version({})]],
] as const)('published today, a version starts on %s: %s', (expected, _, windows, inForce) => {
  expect(startWhenPublished(version(windows), inForce, '2026-11-25' as CivilDate)).toBe(expected);
});
