import type { Likeness } from '@/lib/db/entry-likenesses';
import { getListedEntry, type ListedEntry } from '@/lib/db/listed-entries';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { alikeTo } from './alike-to';
import { findEntryAt, lookAtMerging, type MergingLook } from './merge-entry';

export interface EntryMergingView {
  entry: ListedEntry;
  isOurs: boolean;
  /** Entries that may be the same. */
  proposed: readonly Likeness[];
  /** The one that was chosen to stay, and what follows. */
  into: {
    id: string;
    slug: string;
    title: string;
    language: string | null;
    provider: string;
    look: MergingLook;
  } | null;
  /** Whether a word was given that is the address of no entry. */
  isUnknown: boolean;
}

/** What would become of it if an entry led to another one, before it does. @refuses not_found */
export async function viewEntryMerging(
  ctx: Context,
  asked: { microCredentialId: string; into: string },
): Promise<EntryMergingView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'microCredential.merge', { tenantId: actor.tenantId });
    const entry = await getListedEntry(tx, asked.microCredentialId);
    const { title, provider, platform, url } = entry.content;
    const chosen = asked.into === '' ? null : await findEntryAt(tx, asked.into);
    return {
      entry,
      isOurs: entry.stewardId === actor.tenantId,
      proposed: (await alikeTo(tx, { title, provider, platform, url })).filter(({ id }) => id !== entry.id),
      into: chosen && {
        id: chosen.id,
        slug: chosen.slug,
        title: chosen.title,
        language: chosen.content.language,
        provider: chosen.content.provider,
        look: await lookAtMerging(tx, ctx.database, entry, chosen, actor.tenantId),
      },
      isUnknown: asked.into !== '' && chosen === null,
    };
  });
}
