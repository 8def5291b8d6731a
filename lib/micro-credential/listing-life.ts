import * as z from 'zod';
import { fail, ok, type Result } from '@/lib/kernel/result';

/** What a listing is about: a new entry, a new version of an entry, or a version that said something wrong. */
export const ListingKind = z.enum(['entry', 'version', 'correction']);
export type ListingKind = z.infer<typeof ListingKind>;

export const ListingStatus = z.enum(['draft', 'submitted', 'returned', 'published', 'withdrawn']);
export type ListingStatus = z.infer<typeof ListingStatus>;

export type ListingMove = 'submit' | 'return' | 'publish' | 'withdraw';

/** States in which its text can be changed. */
export const writableStatuses: readonly ListingStatus[] = ['draft', 'returned'];
/** States in which it waits for somebody. */
export const openStatuses = ['draft', 'returned', 'submitted'] as const satisfies readonly ListingStatus[];

const moves: Record<ListingMove, Partial<Record<ListingStatus, ListingStatus>>> = {
  submit: { draft: 'submitted', returned: 'submitted' },
  return: { submitted: 'returned' },
  publish: { submitted: 'published' },
  withdraw: { draft: 'withdrawn', returned: 'withdrawn', submitted: 'withdrawn' },
};

/**
 * The only table of what a listing goes through; guard_listing in the database says the same.
 * @refuses `listing/not-from-this-state`
 * @source docs/decisions/0026-listings-are-reviewed.md
 */
export function moveListing(
  from: ListingStatus,
  move: ListingMove,
): Result<ListingStatus, 'listing/not-from-this-state'> {
  const to = moves[move][from];
  return to === undefined ? fail('listing/not-from-this-state') : ok(to);
}
