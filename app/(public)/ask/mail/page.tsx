import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/components/layout/page-header';
import { ActionForm } from '@/components/ui/action-form';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { requestContext } from '@/lib/next/request-context';
import { RequestLink, viewRequestLink } from '@/lib/usecases/request/confirm-request';
import { confirmRequestAction, leaveRequestAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  // The address holds the link's secret; it goes to nobody else, and into no index. With no referrer at all a browser would not say where
  // the form comes from either, and the guard would turn it away.
  return {
    title: (await getTranslations('requests.mail'))('title'),
    referrer: 'same-origin',
    robots: { index: false },
  };
}

/** Opening the page does nothing: mail scanners open links too. Its buttons confirm an address, or delete it. */
export default async function RequestMailPage({ searchParams }: PageProps<'/ask/mail'>) {
  const { at, token } = await searchParams;
  const link = RequestLink.safeParse({ at, token });
  const [asked, t] = await Promise.all([
    link.success ? viewRequestLink(await requestContext(), link.data) : null,
    getTranslations('requests.mail'),
  ]);
  const secret = link.success && (
    <>
      <input type="hidden" name="at" value={link.data.at} />
      <input type="hidden" name="token" value={link.data.token} />
    </>
  );
  return (
    <div className="page-narrow">
      <PageHeader title={t('title')} />
      {asked === null ? (
        <div className="grid gap-6">
          <Notice title={t('over')}>
            <p>{t('overWhy')}</p>
          </Notice>
          <LinkButton href="/catalog">{t('catalog')}</LinkButton>
        </div>
      ) : (
        <div className="grid gap-8">
          <p className="measure">
            {t(asked.isConfirmed ? 'waits' : 'asks', {
              title: asked.title,
              institution: asked.institutionName,
            })}
          </p>
          {!asked.isConfirmed && (
            <ActionForm action={confirmRequestAction} submit={t('confirm')}>
              {secret}
            </ActionForm>
          )}
          <ActionForm
            action={leaveRequestAction}
            submit={t(asked.isConfirmed ? 'leaveConfirmed' : 'leave')}
            submitTone="secondary"
          >
            {secret}
          </ActionForm>
        </div>
      )}
    </div>
  );
}
