import * as z from 'zod';
import { getListedEntry, type ListedEntry, type ListedVersion } from '@/lib/db/listed-entries';
import { type BasedOn, findOpenChange, insertListing } from '@/lib/db/listings';
import { refuse } from '@/lib/kernel/refusal';
import { blankContent, type ListingContent } from '@/lib/micro-credential/listing-content';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

export const ChangeEntry = z.strictObject({
  microCredentialId: z.uuid(),
  kind: z.enum(['version', 'correction']),
  /** The version that is corrected, or that the new one begins from. */
  versionId: z.union([z.uuid(), z.literal('')]).default(''),
});
export type ChangeEntry = z.output<typeof ChangeEntry>;

/**
 * Begins a new version of an entry of one's own, or the correction of a version that said something wrong: the same days, with a reason.
 * @refuses not_found · forbidden `listing/other-steward` · invalid_transition `listing/merged-already` · conflict `listing/open-already` where somebody is at a change of it
 */
export async function changeEntry(ctx: Context, input: ChangeEntry): Promise<{ id: string }> {
  return command(ctx, 'listing.draft', input, async (tx, actor, ctx) => {
    authorize(ctx, 'listing.draft', { tenantId: actor.tenantId });
    const entry = await getListedEntry(tx, input.microCredentialId);
    if (entry.stewardId !== actor.tenantId) refuse('forbidden', 'listing/other-steward');
    if (entry.mergedInto !== null) refuse('invalid_transition', 'listing/merged-already');
    if (await findOpenChange(tx, entry.id)) refuse('conflict', 'listing/open-already');
    const version =
      entry.versions.find(({ id }) => id === input.versionId) ??
      (input.kind === 'version'
        ? (entry.versions[0] ?? null)
        : refuse('not_found', 'listing/no-such-version'));
    const id = ctx.newId();
    await insertListing(tx, {
      tenantId: actor.tenantId,
      id,
      kind: input.kind,
      microCredentialId: entry.id,
      versionId: input.kind === 'correction' ? (version?.id ?? null) : null,
      content: input.kind === 'version' ? asNext(entry, version) : (version?.content ?? entry.content),
      basedOn: basisOf(entry, input.kind === 'correction' ? version : null),
      authorId: actor.personId,
      at: ctx.now,
    });
    await recordAudit(tx, ctx, 'listing.draft', {
      objectType: 'listing',
      objectId: id,
      summary:
        input.kind === 'version'
          ? 'new version drafted'
          : `correction of version ${version?.label ?? ''} drafted`,
      after: { kind: input.kind, microCredentialId: entry.id, versionId: version?.id ?? null },
    });
    return { id };
  });
}

/** Which states of the entry and the version a change is written against. */
export function basisOf(entry: ListedEntry, version: ListedVersion | null): BasedOn {
  return { entry: entry.rowVersion, version: version?.rowVersion ?? null };
}

/** A new version begins with what the one before it says, apart from its name and its days. */
function asNext(entry: ListedEntry, before: ListedVersion | null): ListingContent {
  const { label, validFrom, validTo, qualityUntil } = blankContent;
  return { ...(before?.content ?? entry.content), label, validFrom, validTo, qualityUntil };
}
