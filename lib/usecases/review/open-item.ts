import type { CaseRow } from '@/lib/db/review-case-list';
import type { Ask, Rest } from '@/lib/review/turn';
import type { ExpectedView } from './open-reviews';

/** A review as somebody finds it who may have something to do there. */
export interface OpenItem extends CaseRow {
  /** Since when it waits: when its stage was opened, or when it ended with conditions. */
  openedAt: string;
  seated: number;
  voted: number;
  turn: Ask | Rest | null;
  asks: readonly Ask[];
  expected: () => ExpectedView[];
}
