import { expect, test } from 'vitest';
import { decidedAt, isDecided } from '@/lib/rule/decision-day';
import { RuleStatus } from '@/lib/rule/rule-version';

const [first, second] = ['2026-10-01T09:00:00.000Z', '2026-11-01T09:00:00.000Z'];

test('what has passed some stages is not decided', () => {
  expect(RuleStatus.options.filter((status) => isDecided({ status }))).toEqual([
    'conditionally_approved',
    'approved',
    'published',
    'suspended',
    'revoked',
    'rejected',
  ]);
  expect(decidedAt({ status: 'in_dean', approvedAt: first, publishedAt: null }, null)).toBeNull();
});

test.each([
  ['approved and then published', 'published', first, second, null, first],
  ['published without a review here', 'published', null, second, null, second],
  ['rejected', 'rejected', null, null, second, second],
] as const)('%s: on the day of the first', (_, status, approvedAt, publishedAt, rejectedAt, at) => {
  expect(decidedAt({ status, approvedAt, publishedAt }, rejectedAt)).toBe(at);
});
