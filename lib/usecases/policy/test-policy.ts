import type { Effect } from '@/lib/catalog/effect';
import { getInstitution } from '@/lib/db/institutions';
import { getPolicy } from '@/lib/db/policies';
import { listByIds } from '@/lib/db/rules-by-key';
import { listInForce } from '@/lib/db/rules-in-force';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { bookAround } from '../rule/book-around';
import { effectOfBooks } from '../rule/effect-of-books';

/** @units mappings in force around which a policy is tried */
const most = 150;

/** What a policy would change, and on how much of the rule book that was tried. */
export interface TestedPolicy {
  effect: Effect | null;
  /** Mappings around which it was tried, of those in force on its first day. */
  shown: number;
  total: number;
}

/**
 * What adopting a draft would change for those whom mappings in force ask for, from its first day on. A policy reaches the whole book, so of a large one some mappings are
 * tried, as far apart as possible. Null where it says of credit what is said already, or where nothing is in force. @refuses not_found
 */
export async function testPolicy(ctx: Context, policyId: string): Promise<TestedPolicy | null> {
  const found = await query(ctx, async (tx, actor, ctx) => {
    const draft = await getPolicy(tx, policyId);
    authorize(ctx, 'policy.list', { tenantId: actor.tenantId });
    if (draft.status !== 'draft') return null;
    const institution = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    const day = draft.effectiveFrom > today ? draft.effectiveFrom : today;
    const ids = await listInForce(tx, day, 0);
    const step = Math.max(1, Math.ceil(ids.length / most));
    const centre = await listByIds(
      tx,
      ids.filter((_, at) => at % step === 0),
    );
    if (centre.length === 0) return null;
    const { book, ...around } = await bookAround(tx, ctx.database, institution, day, centre);
    if (canonicalJson(book.policy) === canonicalJson(draft.credit)) return null;
    const after = { ...book, policy: draft.credit };
    return {
      books: { ...around, institution, today, day, before: book, after },
      shown: centre.length,
      total: ids.length,
    };
  });
  if (found === null) return null;
  const { books, shown, total } = found;
  return { effect: await effectOfBooks(books), shown, total };
}
