import 'server-only';
import { getTranslations } from 'next-intl/server';
import { cookies } from 'next/headers';
import { after } from 'next/server';
import { installationMailer } from '@/lib/adapters/installation-mailer';
import { env } from '@/lib/env';
import { refuse } from '@/lib/kernel/refusal';
import { logError } from '@/lib/next/log';
import { mayMailAsker, spendSignIn } from '@/lib/next/rate-budget';
import { callerAddress } from '@/lib/next/request-context';
import type { Context } from '@/lib/usecases/context';
import { redeemSignInLink, type RedeemSignInLink } from '@/lib/usecases/account/redeem-sign-in-link';
import {
  linkLimits,
  requestSignInLink,
  type RequestSignInLink,
} from '@/lib/usecases/account/request-sign-in-link';
import { cookieName } from './cookie-name';
import { returnPath } from './return-path';
import { cookieFlags, keepSession, sessionToken } from './session-jar';

/** The half of a sign-in link that stays in the browser that asked; the mail carries the other. */
export function linkCookieName(): string {
  return cookieName(env().NEXTAUTH_URL, 'link');
}

/** Sends a link after the answer has gone out, so that the time of the answer tells nothing. @refuses rate_limited */
export async function sendSignInLink(ctx: Context, input: RequestSignInLink): Promise<void> {
  const mailer = installationMailer();
  if (!mailer) refuse('forbidden', 'account/no-mail');
  // Whoever claims may name any mailbox, a stranger's as well.
  if (input.purpose === 'claim' && !(await mayMailAsker(input.email)))
    refuse('rate_limited', 'access/too-many-requests');
  await spendSignIn(await callerAddress());
  const jar = await cookies();
  const { browserSecret, mail } = await requestSignInLink(ctx, input, jar.get(linkCookieName())?.value);
  jar.set(linkCookieName(), browserSecret, {
    ...cookieFlags(),
    maxAge: linkLimits.minutes * 60,
  });
  if (!mail) return;
  const t = await getTranslations('account.mail');
  const link = new URL('/sign-in/link', env().NEXTAUTH_URL);
  link.searchParams.set('token', mail.token);
  if (input.next) link.searchParams.set('next', returnPath(input.next));
  const { host } = new URL(env().NEXTAUTH_URL);
  const text = t('text', { host, link: link.href, minutes: linkLimits.minutes });
  after(() =>
    mailer
      .send({ to: mail.to, subject: t('subject', { host }), text })
      .catch((error: unknown) => logError('sign-in mail failed', ctx.requestId, error)),
  );
}

/** Redeems a link in this browser. */
export async function redeemHere(ctx: Context, input: RedeemSignInLink): Promise<void> {
  await spendSignIn(await callerAddress());
  const jar = await cookies();
  const opened = await redeemSignInLink(ctx, input, {
    browserSecret: jar.get(linkCookieName())?.value,
    earlierToken: await sessionToken(),
  });
  jar.set(linkCookieName(), '', { ...cookieFlags(), maxAge: 0 });
  await keepSession(ctx, 'link', opened);
}
