import type { Route } from 'next';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { providerConfig } from '@/lib/auth/provider-config';
import { isStudents, returnPath } from '@/lib/auth/return-path';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/next/request-context';
import { listDemonstrationPeople } from '@/lib/usecases/account/list-demonstration-people';
import { DemonstrationPeople } from '../_components/demonstration-people';
import { DemonstrationStudents } from '../_components/demonstration-students';
import { LinkRequest } from '../_components/link-request';
import { ProviderForm } from '../_components/provider-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.signIn'))('title') };
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next, error } = await searchParams;
  const wanted = typeof next === 'string' ? returnPath(next) : undefined;
  const [ctx, t] = await Promise.all([requestContext(), getTranslations('account.signIn')]);
  const demonstration = env().CROSSWALK_DEMONSTRATION === true;
  // In a demonstration somebody signed in may still want to be somebody else.
  if (ctx.actor.kind !== 'visitor' && !demonstration)
    redirect(
      (ctx.actor.kind === 'staff' || isStudents(wanted) ? (wanted ?? '/account') : '/account') as Route,
    );
  const [provider, byMail] = [providerConfig(), env().SMTP_URL !== undefined];
  const institutions = await listDemonstrationPeople(ctx, { demonstration });
  return (
    <div className={demonstration ? 'page' : 'page-narrow'}>
      <PageHeader title={t('title')} lede={t('lede')} />
      <div className="grid gap-12">
        {error !== undefined && (
          <Notice tone="refused" title={t('failed')}>
            {error === 'AccessDenied'
              ? t('denied')
              : error === 'SignInTooWeak'
                ? t('tooWeak')
                : t('failedWhy')}
          </Notice>
        )}
        {demonstration && <DemonstrationPeople institutions={institutions} next={wanted} />}
        {demonstration && <DemonstrationStudents next={wanted} />}
        {provider && <ProviderForm name={provider.name} next={wanted} />}
        {byMail && <LinkRequest next={wanted} />}
        {!demonstration && !provider && !byMail && (
          <EmptyState title={t('noWay')}>{t('noWayWhy')}</EmptyState>
        )}
      </div>
    </div>
  );
}
