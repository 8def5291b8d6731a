import { expect, test } from 'vitest';
import { heldUntil } from '@/lib/catalog/held-until';
import type { CreditCase } from '@/lib/credit/input';

const policy = { postAfterResidentCredits: '12' } as CreditCase['policy'];
const totals = { awarded: '6', counted: '6' };

test('an award waits for what has to be earned at the institution; nothing waits for nothing', () => {
  expect(heldUntil({ policy }, { posting: 'held', totals })).toBe('12');
  expect(heldUntil({ policy }, { posting: 'ready', totals })).toBeNull();
  expect(heldUntil({ policy }, { posting: 'held', totals: { awarded: '0', counted: '0' } })).toBeNull();
});
