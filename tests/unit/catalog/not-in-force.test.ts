import { expect, test } from 'vitest';
import { isReplaced, notInForceKeys, whyNotInForce } from '@/lib/catalog/not-in-force';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import messages from '@/messages/en/credit.json';

const stood = {
  status: 'published',
  statusSince: parseCivilDate('2026-11-28'),
  statusReason: 'A question is open.',
} as const;

test('a rule that is not in force says since when, and why; one in force says nothing', () => {
  const values = { day: '2026-11-28', why: 'A question is open.' };
  expect(whyNotInForce(stood)).toBeNull();
  expect(whyNotInForce({ ...stood, status: 'suspended' })).toEqual({ key: 'SUSPENDED_SINCE', values });
  expect(whyNotInForce({ ...stood, status: 'revoked' })).toEqual({ key: 'REVOKED_ON', values });
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
