import * as z from 'zod';
import { type Change, changesBetween } from '@/lib/audit/changes';
import * as audit from '@/lib/db/audit';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { type ToldEntry, type ToldThings, toldThings } from './told-things';
import { type WithheldStates, withheldOf } from './withhold';

export const AuditEntryId = z.strictObject({ seq: z.string().regex(/^[1-9]\d{0,17}$/) });
export type AuditEntryId = z.infer<typeof AuditEntryId>;

export interface AuditEntryView {
  entry: ToldEntry;
  changes: Change[];
  /** What the ids in the changes lead to. */
  things: ToldThings;
  /** When the states were erased; null while they are here. */
  erasedAt: string | null;
  /** Why the changes are kept from the reader; null where they are not. */
  withheld: WithheldStates | null;
}

/** One entry with what it changed. @refuses not_found */
export async function viewAuditEntry(ctx: Context, { seq }: AuditEntryId): Promise<AuditEntryView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'audit.list', { tenantId: actor.tenantId });
    const found = (await audit.findEvent(tx, seq)) ?? refuse('not_found', 'audit/no-such-entry');
    const { entry, states } = found;
    const withheld = (await withheldOf(tx, [found], actor)).get(seq) ?? null;
    const changes =
      states && states.erasedAt === null && withheld === null
        ? changesBetween(states.before, states.after)
        : [];
    const things = await toldThings(tx, actor, [
      entry.objectId,
      ...changes.flatMap(({ before = '', after = '' }) => [before, after]),
    ]);
    return {
      entry: { ...entry, subject: things[entry.objectId] ?? null },
      changes,
      things,
      erasedAt: states?.erasedAt ?? null,
      withheld,
    };
  });
}
