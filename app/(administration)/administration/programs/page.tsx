import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { staffRead } from '@/app/(registrar)/staff-read';
import { Denied } from '@/components/administration/denied';
import { ProgramCapsList } from '@/components/administration/program-caps-list';
import { PageHeader } from '@/components/layout/page-header';
import { listPrograms } from '@/lib/usecases/institution/list-curriculum';
import { saveProgramAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('administration.places'))('programs') };
}

export default async function ProgramsPage() {
  const [{ value, denied }, t, places] = await Promise.all([
    staffRead('/administration/programs', listPrograms),
    getTranslations('administration.curriculum'),
    getTranslations('administration.places'),
  ]);
  if (denied !== null) return <Denied title={places('programs')} reason={denied} />;
  return (
    <>
      <PageHeader title={places('programs')} lede={t('programsLede')} />
      <ProgramCapsList
        programs={value.programs}
        homeUnit={value.institution.homeUnit}
        saveAction={value.maySave ? saveProgramAction : undefined}
      />
    </>
  );
}
