import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { staffRead } from '@/app/(registrar)/staff-read';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { viewAway } from '@/lib/usecases/review/view-away';
import { DaysAway } from '../../_components/days-away';
import { Delegations } from '../../_components/delegations';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('faculty.away'))('title') };
}

export default orNothingHere(async function AwayPage() {
  const [t, faculty, { value: view }] = await Promise.all([
    getTranslations('faculty.away'),
    getTranslations('faculty'),
    staffRead('/faculty/away', viewAway),
  ]);
  if (!view) notFound();
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs items={[{ href: '/faculty/cases', label: faculty('title') }, { label: t('title') }]} />
        }
        title={t('title')}
        lede={t('lede')}
      />
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-2">
        <DaysAway view={view} />
        <Delegations view={view} />
      </div>
    </div>
  );
});
