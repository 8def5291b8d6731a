import { expect, test } from 'vitest';
import { isReplaced, notInForceKeys, whyNotInForce } from '@/lib/catalog/not-in-force';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import messages from '@/messages/en/credit.json';

const stood = {
  status: 'published',
  statusSince: parseCivilDate('2026-11-28'),
  statusReason: 'A question is open.',
  definition: {},
} as const;
const today = parseCivilDate('2026-11-30');

test('a rule that is not in force says since when, and why; one in force says nothing', () => {
  const values = { day: '2026-11-28', why: 'A question is open.' };
  expect(whyNotInForce(stood, today)).toBeNull();
  expect(whyNotInForce({ ...stood, status: 'suspended' }, today)).toEqual({ key: 'SUSPENDED_SINCE', values });
  expect(whyNotInForce({ ...stood, status: 'revoked' }, today)).toEqual({ key: 'REVOKED_ON', values });
});

test('one that was suspended before it began keeps its first day, until that has come', () => {
  const first = parseCivilDate('2027-01-01');
  const ahead = { ...stood, status: 'suspended', definition: { claimWindow: { from: first } } } as const;
  expect(whyNotInForce(ahead, today)).toEqual({
    key: 'SUSPENDED_AHEAD',
    values: { day: '2026-11-28', why: 'A question is open.', dayFirst: first },
  });
  expect(whyNotInForce(ahead, first)?.key).toBe('SUSPENDED_SINCE');
  expect(whyNotInForce({ ...ahead, status: 'revoked' }, today)?.key).toBe('REVOKED_ON');
});

test('each of these sentences has words that name the day and the reason', () => {
  const reasons: Record<string, unknown> = messages.reasons;
  for (const key of notInForceKeys) expect(reasons[key]).toMatch(/\{day\}.*\{why\}/);
});

test('a revoked version is no news where a later one of its rule is public, and only there', () => {
  const revoked = { status: 'revoked', ruleId: 'a', version: 2 } as const;
  expect(isReplaced(revoked, [revoked, { ruleId: 'a', version: 3 }])).toBe(true);
  expect(isReplaced(revoked, [revoked, { ruleId: 'a', version: 1 }, { ruleId: 'b', version: 3 }])).toBe(
    false,
  );
  expect(isReplaced({ ...revoked, status: 'suspended' }, [{ ruleId: 'a', version: 3 }])).toBe(false);
});
