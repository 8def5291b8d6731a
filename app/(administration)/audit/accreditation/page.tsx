import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { staffRead } from '@/app/(registrar)/staff-read';
import { AccreditationParts } from '@/components/audit/accreditation-parts';
import { Denied } from '@/components/administration/denied';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { viewAccreditation } from '@/lib/usecases/accreditation/view-accreditation';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accreditation'))('title') };
}

/** What was decided in a period, to be taken as one archive. */
export default async function AccreditationPage({ searchParams }: PageProps<'/audit/accreditation'>) {
  const [t, audit, asked] = await Promise.all([
    getTranslations('accreditation'),
    getTranslations('audit'),
    searchParams,
  ]);
  const { value, denied } = await staffRead('/audit/accreditation', (ctx) => viewAccreditation(ctx, asked));
  if (denied !== null)
    return (
      <div className="page">
        <Denied title={t('title')} reason={denied} />
      </div>
    );
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs items={[{ href: '/audit', label: audit('title') }, { label: t('title') }]} />
        }
        title={t('title')}
        lede={t('lede')}
      />
      <AccreditationParts view={value} />
    </div>
  );
}
