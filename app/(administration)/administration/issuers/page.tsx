import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { staffRead } from '@/app/(registrar)/staff-read';
import { Denied } from '@/components/administration/denied';
import { IssuerFields, IssuerList } from '@/components/administration/issuer-list';
import { Section } from '@/components/administration/section';
import { PageHeader } from '@/components/layout/page-header';
import { ActionForm } from '@/components/ui/action-form';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/pagination';
import { IssuerSearch, issuerPageSize, listIssuers } from '@/lib/usecases/issuer/list-issuers';
import { hrefWith } from '../../href-with';
import { confirmIssuerAction, declineIssuerAction, endIssuerAction, proposeIssuerAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('administration.issuers'))('title') };
}

export default async function IssuersPage({ searchParams }: PageProps<'/administration/issuers'>) {
  // A mistyped address asks for the first page.
  const search = IssuerSearch.safeParse(await searchParams).data ?? {};
  const here = hrefWith('/administration/issuers', search);
  const [{ value, denied }, t] = await Promise.all([
    staffRead(here, (ctx) => listIssuers(ctx, search)),
    getTranslations('administration.issuers'),
  ]);
  if (denied !== null) return <Denied title={t('title')} reason={denied} />;
  const { rows, total, mayPropose, today, yesterday } = value;
  const actions = { confirm: confirmIssuerAction, decline: declineIssuerAction, end: endIssuerAction };
  return (
    <>
      <PageHeader title={t('title')} lede={t('lede')} />
      <div className="grid gap-12">
        <div className="grid gap-6">
          {total === 0 ? (
            <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>
          ) : (
            <IssuerList issuers={rows} actions={actions} yesterday={yesterday} today={today} />
          )}
          <Pagination
            page={search.page ?? 1}
            pages={Math.ceil(total / issuerPageSize)}
            hrefOf={(page) => hrefWith('/administration/issuers', { page })}
          />
        </div>
        {mayPropose && (
          <Section title={t('addTitle')} lede={t('addLede')}>
            <ActionForm action={proposeIssuerAction} submit={t('propose')} resetWhenDone className="max-w-xl">
              <IssuerFields today={today} />
            </ActionForm>
          </Section>
        )}
      </div>
    </>
  );
}
