import * as z from 'zod';
import { type Change, changesBetween } from '@/lib/audit/changes';
import * as audit from '@/lib/db/audit';
import * as cases from '@/lib/db/review-cases';
import type { OpenStage } from '@/lib/db/review-cases';
import { isAuthorOf } from '@/lib/kernel/authors';
import { refuse } from '@/lib/kernel/refusal';
import { isJudging } from '@/lib/review/blind';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { withheldOf } from './withhold';

export const AuditEntryId = z.strictObject({ seq: z.string().regex(/^[1-9]\d{0,17}$/) });
export type AuditEntryId = z.infer<typeof AuditEntryId>;

export interface AuditEntryView {
  entry: audit.AuditRow;
  changes: Change[];
  /** When the states were erased; null while they are here. */
  erasedAt: string | null;
  /** The open stage of a blind review that has to close before the changes are shown; null where nothing is withheld. */
  withheld: OpenStage | null;
  /** How somebody judged what the reader wrote: an author learns why, not who. */
  isOwnReview: boolean;
}

/** One entry with what it changed. @refuses not_found */
export async function viewAuditEntry(ctx: Context, { seq }: AuditEntryId): Promise<AuditEntryView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'audit.list', { tenantId: actor.tenantId });
    const found = (await audit.findEvent(tx, seq)) ?? refuse('not_found', 'audit/no-such-entry');
    const { entry, states } = found;
    const withheld = (await withheldOf(tx, [found])).get(seq) ?? null;
    const isOwnReview =
      isJudging(entry.action) &&
      (await cases.listStages(tx, entry.objectId)).some((work) => isAuthorOf(work, actor.personId));
    const changes =
      states && states.erasedAt === null && withheld === null && !isOwnReview
        ? changesBetween(states.before, states.after)
        : [];
    return { entry, changes, erasedAt: states?.erasedAt ?? null, withheld, isOwnReview };
  });
}
