import { expect, test } from 'vitest';
import { Refusal, refuse } from '@/lib/kernel/refusal';
import { fail, ok, orRefuse } from '@/lib/kernel/result';

test('a good result gives its value', () => {
  expect(orRefuse(ok(7))).toBe(7);
});

test('a bad one becomes a refusal with its own reason and details', () => {
  const caught = catchError(() =>
    orRefuse(fail('rule/not-draft', { status: 'published' }), 'invalid_transition'),
  );
  expect(caught).toBeInstanceOf(Refusal);
  expect(caught).toMatchObject({
    code: 'invalid_transition',
    reason: 'rule/not-draft',
    details: { status: 'published' },
  });
  expect(catchError(() => orRefuse(fail('rule/no-evidence')))).toMatchObject({ code: 'rule_violation' });
});

test('a failure without details has none, not even undefined', () => {
  expect(fail('rule/no-evidence')).toStrictEqual({ ok: false, reason: 'rule/no-evidence' });
});

test('refusing names code and reason in the message, which is what a log shows', () => {
  expect(() => refuse('conflict', 'rule/stale')).toThrow('conflict: rule/stale');
});

function catchError(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
