import * as z from 'zod';
import { noteListing } from '@/lib/db/certificate-requests';
import { insertListing } from '@/lib/db/listings';
import { refuse } from '@/lib/kernel/refusal';
import { blankContent, listingFields } from '@/lib/micro-credential/listing-content';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { alikeTo } from './alike-to';

export const DraftListing = z.strictObject({
  title: listingFields.title.refine((title) => title !== '', 'field/title'),
  provider: listingFields.provider.refine((provider) => provider !== '', 'field/issuer'),
  platform: listingFields.platform,
  url: listingFields.url,
  /** The title for which somebody was shown the entries that are like it, and says that it is none of them. */
  apart: z.string().max(300).optional(),
  /** The request that asked for it. */
  request: z.uuid().optional(),
});
export type DraftListing = z.output<typeof DraftListing>;

/** The draft, or null where entries are like it and nobody has said yet that it is none of them. */
export interface DraftedListing {
  id: string | null;
}

/**
 * Begins a listing of a certificate that is not in the catalog. What may be the same is proposed first.
 * @refuses conflict `listing/listed-already` where an entry has that title, issuer and platform
 */
export async function draftListing(ctx: Context, input: DraftListing): Promise<DraftedListing> {
  return command(ctx, 'listing.draft', input, async (tx, actor, ctx) => {
    authorize(ctx, 'listing.draft', { tenantId: actor.tenantId });
    const { apart, request, ...said } = input;
    const alike = await alikeTo(tx, said);
    if (alike.length > 0 && apart !== said.title) return { id: null };
    if (alike.some(({ why }) => why === 'key')) refuse('conflict', 'listing/listed-already');
    const id = ctx.newId();
    const content = { ...blankContent, ...said, label: '1' };
    await insertListing(tx, {
      tenantId: actor.tenantId,
      id,
      kind: 'entry',
      microCredentialId: null,
      versionId: null,
      content,
      basedOn: null,
      authorId: actor.personId,
      at: ctx.now,
    });
    if (request !== undefined) await noteListing(tx, request, id);
    await recordAudit(tx, ctx, 'listing.draft', {
      objectType: 'listing',
      objectId: id,
      summary: 'new certificate drafted',
      after: { kind: 'entry', ...said, ...(request !== undefined && { request }) },
    });
    return { id };
  });
}
