import * as z from 'zod';
import type { Database } from '@/lib/db/client';
import { idsBySlug } from '@/lib/db/imported-micro-credentials';
import { type CalledEntry, getListedEntry, type ListedEntry, lockListedEntry } from '@/lib/db/listed-entries';
import { findOpenChange } from '@/lib/db/listings';
import {
  type DecisionInTheWay,
  differencesOf,
  type EntryDifference,
  type EntryTies,
  listDecisionsInTheWay,
  setSameAs,
  tiesOf,
} from '@/lib/db/merged-entries';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { type MergingReason, whyNotMerged } from '@/lib/micro-credential/merging';
import { isInWork } from '@/lib/rule/lifecycle';
import { RuleStatus } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';

export const MergeEntry = z.strictObject({
  microCredentialId: z.uuid(),
  /** The word in the address of the one that stays. */
  into: z.string().min(1).max(250),
  /** Why, which is asked for where the two say different things. */
  reason: z.string().trim().max(1_000).optional(),
  expectedVersion: z.coerce.number().int().min(1),
});
export type MergeEntry = z.infer<typeof MergeEntry>;

/** What would follow if an entry led to another one, and what keeps it from that. */
export interface MergingLook {
  ties: EntryTies;
  decisions: DecisionInTheWay[];
  /** In what the two differ: then a reason is asked for. */
  differences: EntryDifference[];
  barredBy: MergingReason | null;
}

/** The same for the look before and for the act. */
export async function lookAtMerging(
  tx: Tx,
  database: Database,
  entry: ListedEntry,
  into: Pick<ListedEntry, 'id' | 'kind'>,
  tenantId: string,
): Promise<MergingLook> {
  const ties = await tiesOf(tx, entry.id, [...RuleStatus.options.filter(isInWork), 'approved']);
  const decisions = await listDecisionsInTheWay(database, entry.id, into.id);
  const barredBy = whyNotMerged({
    isOurs: entry.stewardId === tenantId,
    isMerged: entry.mergedInto !== null,
    isRefused: entry.isRefused,
    isSame: into.id === entry.id,
    isOtherKind: into.kind !== entry.kind,
    isBeingChanged: (await findOpenChange(tx, entry.id)) !== null,
    decisions,
    ...ties,
  });
  return { ties, decisions, differences: await differencesOf(tx, entry.id, into.id), barredBy };
}

/** The entry at that address, or the one that it was merged into. */
export async function findEntryAt(tx: Tx, slug: string): Promise<ListedEntry | null> {
  const id = (await idsBySlug(tx, [slug])).get(slug);
  return id === undefined ? null : getListedEntry(tx, id);
}

/**
 * Lets an entry of one's own lead to another one that lists the same certificate, from today on: its address, its name in files and what is
 * asked about it, and what third parties advise about it is told of the one that stays. It keeps what it says, so that it can be taken apart.
 * @refuses not_found · forbidden `listing/other-steward` · rule_violation the reasons of MergingReason · invalid_transition
 *   `listing/merged-already` · invalid_input `listing/merge-unlike` · conflict `listing/entry-changed`
 */
export async function mergeEntry(ctx: Context, input: MergeEntry): Promise<{ id: string }> {
  return command(ctx, 'microCredential.merge', input, async (tx, actor, ctx) => {
    authorize(ctx, 'microCredential.merge', { tenantId: actor.tenantId });
    const entry = await lockListedEntry(tx, input.microCredentialId);
    const into = (await findEntryAt(tx, input.into)) ?? refuse('not_found', 'catalog/no-such-entry');
    const { barredBy, differences } = await lookAtMerging(tx, ctx.database, entry, into, actor.tenantId);
    if (barredBy === 'listing/other-steward') refuse('forbidden', barredBy);
    if (barredBy === 'listing/merged-already') refuse('invalid_transition', barredBy);
    if (barredBy !== null) refuse('rule_violation', barredBy);
    if (entry.rowVersion !== input.expectedVersion) refuse('conflict', 'listing/entry-changed');
    const reason = input.reason ?? '';
    if (differences.length > 0 && reason === '')
      refuse('invalid_input', 'listing/merge-unlike', { fieldErrors: { reason: 'listing/merge-unlike' } });
    const since = await todayAt(tx, ctx, actor.tenantId);
    await setSameAs(tx, entry, { asId: into.id, since, by: actor.tenantId, reason });
    await recordAudit(tx, ctx, 'microCredential.merge', {
      objectType: 'micro_credential',
      objectId: entry.id,
      summary: 'entry merged',
      before: { ...entryCalled(entry), leadsTo: null },
      after: { ...entryCalled(entry), leadsTo: entryCalled(into), since, reason, differences },
    });
    return { id: entry.id };
  });
}

/** An entry by its name. */
export function entryCalled({ id, slug, title, content }: ListedEntry): CalledEntry {
  return { id, slug, title, language: content.language, provider: content.provider };
}
