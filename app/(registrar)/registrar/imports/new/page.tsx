import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { staffRead } from '@/app/(registrar)/staff-read';
import { ColumnTable } from '@/components/import/column-table';
import { UploadFields } from '@/components/import/upload-fields';
import { PageHeader } from '@/components/layout/page-header';
import { ActionForm } from '@/components/ui/action-form';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Tabs } from '@/components/ui/tabs';
import { can } from '@/lib/access/can';
import { columnsOf } from '@/lib/import/columns';
import { formatsOf, ImportKind, permissionOf } from '@/lib/import/kind';
import { requestContext } from '@/lib/next/request-context';
import { authorize } from '@/lib/usecases/authorize';
import { query } from '@/lib/usecases/command';
import { receiveImportAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('imports.new'))('title') };
}

export default async function NewImportPage({ searchParams }: PageProps<'/registrar/imports/new'>) {
  const kind = ImportKind.catch('micro_credentials').parse((await searchParams)['kind']);
  const t = await getTranslations('imports');
  const { denied } = await staffRead(`/registrar/imports/new?kind=${kind}`, (ctx) =>
    query(ctx, async (_tx, { tenantId }, ctx) => {
      authorize(ctx, 'import.check', { tenantId });
      authorize(ctx, permissionOf[kind], { tenantId });
    }),
  );
  const { actor } = await requestContext();
  // The one that was asked for stays among them, with why it is not for this person.
  const offered = ImportKind.options.filter(
    (option) =>
      option === kind ||
      (actor.kind === 'staff' && can(actor, permissionOf[option], { tenantId: actor.tenantId }).allowed),
  );
  const tabs = (
    <Tabs
      label={t('new.kinds')}
      items={offered.map((option) => ({
        href: `/registrar/imports/new?kind=${option}`,
        label: t(`kind.${option}`),
        current: option === kind,
      }))}
    />
  );
  return (
    <div className="page grid gap-8">
      <PageHeader
        title={t('new.title')}
        lede={t('new.lede')}
        breadcrumbs={
          <Breadcrumbs
            items={[{ href: '/registrar/imports', label: t('list.title') }, { label: t('new.title') }]}
          />
        }
      />
      {tabs}
      {denied !== null ? (
        <NoPermission reason={denied} />
      ) : (
        <div className="grid gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
          <section aria-label={t('new.title')}>
            <p className="measure mb-6">{t(`about.${kind}`)}</p>
            <ActionForm key={kind} action={receiveImportAction} submit={t('new.check')}>
              <UploadFields kind={kind} formats={formatsOf[kind]} />
            </ActionForm>
          </section>
          <ColumnTable kind={kind} columns={columnsOf[kind]} />
        </div>
      )}
    </div>
  );
}
