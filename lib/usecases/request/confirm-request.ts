import * as z from 'zod';
import { bareMailbox } from '@/lib/access/same-person';
import {
  confirmMailbox,
  findMailedAsker,
  forgetMailbox,
  type MailedAsker,
} from '@/lib/db/certificate-askers';
import { getRequest } from '@/lib/db/certificate-requests';
import { type Tx, withTenant } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { visit } from '../command';
import type { Context } from '../context';
import type { Asker } from '../ports';

export const RequestLink = z.strictObject({
  /** The institution that was asked. */
  at: z.string().min(1).max(100),
  token: z.string().regex(/^[\w-]{43}$/),
});
export type RequestLink = z.output<typeof RequestLink>;

/** What a link from a mail is about. */
export interface LinkedRequest {
  title: string;
  institutionName: string;
  isConfirmed: boolean;
}

/** What somebody's link is about; null where it is over, or never was one. */
export async function viewRequestLink(ctx: Context, link: RequestLink): Promise<LinkedRequest | null> {
  authorize(ctx, 'request.confirm', { tenantId: null });
  const institution = await institutionOf(ctx, link);
  if (institution === null) return null;
  return withTenant(ctx.database, { tenantId: institution.id }, async (tx) => {
    const asker = await findMailedAsker(tx, link.token);
    if (asker === null) return null;
    const { title } = await getRequest(tx, asker.requestId);
    return { title, institutionName: institution.name, isConfirmed: asker.isConfirmed };
  });
}

/** The answer is to go to the mailbox that opened the link. @refuses not_found `request/link-over` */
export async function confirmRequest(ctx: Context, link: RequestLink, by: Asker): Promise<void> {
  await visit(ctx, await askedOf(ctx, link), async (tx) => {
    authorize(ctx, 'request.confirm', { tenantId: null });
    const { id, requestId, mailbox, isConfirmed } = await mailedAsker(tx, link);
    if (isConfirmed) return;
    const key = by.hashOf(`${requestId} mailbox ${bareMailbox(mailbox)}`);
    await confirmMailbox(tx, id, { key, at: ctx.now });
  });
}

/** Deletes the address; that somebody asked stays counted. @refuses not_found `request/link-over` */
export async function leaveRequest(ctx: Context, link: RequestLink): Promise<void> {
  await visit(ctx, await askedOf(ctx, link), async (tx) => {
    authorize(ctx, 'request.leave', { tenantId: null });
    await forgetMailbox(tx, (await mailedAsker(tx, link)).id);
  });
}

async function institutionOf(ctx: Context, { at }: RequestLink) {
  const { institutions } = await ctx.catalog.upToDate(ctx.now);
  return institutions.find(({ slug }) => slug === at) ?? null;
}

async function askedOf(ctx: Context, link: RequestLink): Promise<string> {
  return (await institutionOf(ctx, link))?.id ?? refuse('not_found', 'request/link-over');
}

async function mailedAsker(tx: Tx, { token }: RequestLink): Promise<MailedAsker> {
  return (await findMailedAsker(tx, token)) ?? refuse('not_found', 'request/link-over');
}
