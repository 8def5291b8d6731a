import { describe, expect, test } from 'vitest';
import {
  type ListingMove,
  ListingStatus,
  moveListing,
  openStatuses,
} from '@/lib/micro-credential/listing-life';

const reached = (move: ListingMove) =>
  Object.fromEntries(
    ListingStatus.options.flatMap((from) => {
      const moved = moveListing(from, move);
      return moved.ok ? [[from, moved.value]] : [];
    }),
  );

describe('moveListing', () => {
  test('only what waits for a decision is published or returned', () => {
    expect(reached('publish')).toEqual({ submitted: 'published' });
    expect(reached('return')).toEqual({ submitted: 'returned' });
  });

  test('a draft and what came back are handed in', () => {
    expect(reached('submit')).toEqual({ draft: 'submitted', returned: 'submitted' });
  });

  test('everything open can be given up, and nothing that is over moves again', () => {
    expect(Object.keys(reached('withdraw')).sort()).toEqual([...openStatuses].sort());
    expect(moveListing('published', 'withdraw')).toMatchObject({
      ok: false,
      reason: 'listing/not-from-this-state',
    });
  });
});
