import { idsBySlug } from '@/lib/db/imported-micro-credentials';
import { isDecidedAbout, isWithin } from '@/lib/db/published-listings';
import type { Tx } from '@/lib/db/tx';
import { fail, ok, type Result } from '@/lib/kernel/result';

export type PartsReason = 'listing/no-such-part' | 'listing/parts-fixed' | 'listing/contains-itself';

/**
 * The ids of what an entry is to consist of, or null where that stays as it is. A part that somebody has decided about is what it was
 * decided as: nothing is put together of it. Asked when a listing is handed in and when it is published, of a new entry as of a change.
 * @refuses `listing/no-such-part` · `listing/parts-fixed` · `listing/contains-itself`   @source prisma/migrations, guard_composition
 */
export async function plannedParts(
  tx: Tx,
  entry: { id: string; components: readonly string[] } | null,
  slugs: readonly string[],
): Promise<Result<string[] | null, PartsReason>> {
  const before = entry?.components ?? [];
  if (slugs.join() === before.join()) return ok(null);
  const ids = await idsBySlug(tx, [...slugs, ...before]);
  const parts: string[] = [];
  for (const slug of slugs) {
    const id = ids.get(slug);
    if (id === undefined) return fail('listing/no-such-part');
    parts.push(id);
  }
  if (entry !== null && (await isWithin(tx, entry.id, parts))) return fail('listing/contains-itself');
  const concerned = [
    ...(entry === null ? [] : [entry.id]),
    ...before.flatMap((slug) => ids.get(slug) ?? []),
    ...parts,
  ];
  return (await isDecidedAbout(tx, concerned)) ? fail('listing/parts-fixed') : ok(parts);
}
