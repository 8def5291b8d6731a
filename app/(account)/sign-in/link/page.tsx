import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cookies } from 'next/headers';
import { PageHeader } from '@/components/layout/page-header';
import { ActionForm } from '@/components/ui/action-form';
import { Notice } from '@/components/ui/notice';
import { returnPath } from '@/lib/auth/return-path';
import { linkCookieName } from '@/lib/auth/sign-in-link';
import { isPrintedToken } from '@/lib/kernel/printed-token';
import { LinkRequest } from '../../_components/link-request';
import { redeemSignInLinkAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  // The address holds the link's secret; it goes to nobody else, and into no index. With no referrer at all a browser would not say where
  // the form comes from, and pressing the button before the page's script has run would be turned away as a foreign one.
  return {
    title: (await getTranslations('account.link'))('pageTitle'),
    referrer: 'same-origin',
    robots: { index: false },
  };
}

/** Opening the page does nothing: mail scanners open links too. Only the button signs in, and only in the browser that asked; a link that a command printed was asked for in none. */
export default async function SignInLinkPage({ searchParams }: PageProps<'/sign-in/link'>) {
  const [{ token, next }, t, jar] = await Promise.all([
    searchParams,
    getTranslations('account.link'),
    cookies(),
  ]);
  const wanted = typeof next === 'string' ? returnPath(next) : undefined;
  const counts =
    typeof token === 'string' && (isPrintedToken(token) || jar.get(linkCookieName()) !== undefined);
  return (
    <div className="page-narrow">
      <PageHeader title={t('pageTitle')} {...(counts && { lede: t('lede') })} />
      {counts ? (
        <ActionForm action={redeemSignInLinkAction} submit={t('redeem')}>
          <input type="hidden" name="token" value={token} />
          {wanted !== undefined && <input type="hidden" name="next" value={wanted} />}
        </ActionForm>
      ) : (
        <div className="grid gap-10">
          <Notice tone="warning" title={t('elsewhere')}>
            {t('elsewhereWhy')}
          </Notice>
          <LinkRequest next={wanted} />
        </div>
      )}
    </div>
  );
}
