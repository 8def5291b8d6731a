import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { canBeAsked, subjectKeyOf } from '@/lib/catalog/certificate-request';
import { idsOfSlugs } from '@/lib/db/catalog-entries';
import { noteAsker } from '@/lib/db/certificate-askers';
import { type AskedFor, countOpenWishes, getRequest, takeOpenRequest } from '@/lib/db/certificate-requests';
import { enqueueMail } from '@/lib/db/outbox';
import type { PublicInstitution } from '@/lib/db/public-institutions';
import { Mailbox } from '@/lib/kernel/mailbox';
import { refuse } from '@/lib/kernel/refusal';
import { listingFields } from '@/lib/micro-credential/listing-content';
import { authorize } from '../authorize';
import { visit } from '../command';
import type { Context } from '../context';
import { mailTexts, mailWords } from '../mail-words';
import type { Asker } from '../ports';
import { standingsHere } from './standings-here';

const institution = z.string().min(1, 'field/choose').max(100);
const email = z.union([z.literal(''), Mailbox], 'field/email').default('');

export const AskToList = z.strictObject({
  institution,
  title: listingFields.title.refine((title) => title !== '', 'field/title'),
  provider: listingFields.provider.refine((provider) => provider !== '', 'field/offered-by'),
  url: listingFields.url,
  email,
});
export type AskToList = z.output<typeof AskToList>;

export const AskToDecide = z.strictObject({
  certificate: z.string().min(1).max(250),
  institution,
  email,
});
export type AskToDecide = z.output<typeof AskToDecide>;

/** Wishes to list that one institution keeps open at a time, so that no flood fills its list. */
export const mostOpenWishes = 2_000;

/**
 * Asks an institution to list a certificate that the catalog lacks. The same wish of the same asker counts once.
 * @refuses invalid_input where there is no such institution · rate_limited `request/too-many-open`
 */
export async function askToList(ctx: Context, input: AskToList, by: Asker): Promise<void> {
  authorize(ctx, 'request.make', { tenantId: null });
  const { title, provider, url } = input;
  const asked = await institutionCalled(ctx, input.institution);
  const subjectKey = subjectKeyOf({ kind: 'list', title, provider });
  const wish = { kind: 'list', subjectKey, title, provider, url, microCredentialId: null } as const;
  await keepRequest(ctx, asked, wish, input.email, by);
}

/**
 * Asks an institution to decide about a certificate of the catalog. @refuses not_found where there is no such certificate · invalid_input
 * where there is no such institution, or it has come to something that holds
 */
export async function askToDecide(ctx: Context, input: AskToDecide, by: Asker): Promise<void> {
  authorize(ctx, 'request.make', { tenantId: null });
  const microCredentialId =
    (await idsOfSlugs(ctx.database, [input.certificate])).get(input.certificate) ??
    refuse('not_found', 'catalog/no-such-entry');
  const asked = await institutionCalled(ctx, input.institution);
  const standingOf = await standingsHere(
    ctx.database,
    [microCredentialId],
    await ctx.catalog.upToDate(ctx.now),
  );
  if (!canBeAsked(standingOf(microCredentialId, asked.id)))
    refuse('invalid_input', 'request/decided-already', {
      fieldErrors: { institution: 'request/decided-already' },
    });
  const subjectKey = subjectKeyOf({ kind: 'decide', microCredentialId });
  const wish = { kind: 'decide', subjectKey, title: '', provider: '', url: '', microCredentialId } as const;
  await keepRequest(ctx, asked, wish, input.email, by);
}

async function institutionCalled(ctx: Context, slug: string): Promise<PublicInstitution> {
  const { institutions } = await ctx.catalog.upToDate(ctx.now);
  return (
    institutions.find((one) => one.slug === slug) ??
    refuse('invalid_input', 'field/choose', { fieldErrors: { institution: 'field/choose' } })
  );
}

async function keepRequest(
  ctx: Context,
  { id: tenantId, slug, name }: PublicInstitution,
  wish: Omit<AskedFor, 'tenantId' | 'at'>,
  email: string,
  by: Asker,
): Promise<void> {
  const mail =
    email !== '' && (await by.mayMail(email))
      ? { mailbox: email, token: randomBytes(32).toString('base64url') }
      : null;
  await visit(ctx, tenantId, async (tx) => {
    authorize(ctx, 'request.make', { tenantId: null });
    if (wish.kind === 'list' && (await countOpenWishes(tx)) >= mostOpenWishes)
      refuse('rate_limited', 'request/too-many-open');
    const requestId = await takeOpenRequest(tx, { ...wish, tenantId, at: ctx.now });
    const key = by.hashOf(`${requestId} network ${by.network}`);
    const askerId = await noteAsker(tx, { tenantId, requestId, key, mail, at: ctx.now });
    if (mail === null || askerId === null) return;
    const { title } = await getRequest(tx, requestId);
    const link = new URLSearchParams({ at: slug, token: mail.token }).toString();
    await enqueueMail(tx, {
      tenantId,
      kind: 'request.confirm',
      dedupeKey: `request.confirm:${askerId}:${ctx.now}`,
      payload: {
        to: mail.mailbox,
        ...mailWords(mailTexts.request.confirm[wish.kind], { title, institution: name }),
        path: `/ask/mail?${link}`,
      },
    });
  });
}
