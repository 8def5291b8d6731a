import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { staffRead } from '@/app/(registrar)/staff-read';
import { Denied } from '@/components/administration/denied';
import { NewEntryFields } from '@/components/administration/course-fields';
import { ProgramCapsList, ProgramFields } from '@/components/administration/program-caps-list';
import { PageHeader } from '@/components/layout/page-header';
import { ActionForm } from '@/components/ui/action-form';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';
import { listPrograms } from '@/lib/usecases/institution/list-curriculum';
import { addProgramAction } from './actions';

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
      {value.maySave && (
        <Disclosure summary={t('addProgram')}>
          <ActionForm action={addProgramAction} submit={t('add')} resetWhenDone className="max-w-xl">
            <NewEntryFields departments={value.departments} />
            <Field name="level" label={t('level')}>
              <TextInput width="short" maxLength={40} />
            </Field>
            <ProgramFields />
          </ActionForm>
        </Disclosure>
      )}
      <ProgramCapsList programs={value.programs} homeUnit={value.institution.homeUnit} />
    </>
  );
}
