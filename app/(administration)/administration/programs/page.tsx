import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { staffRead } from '@/app/(registrar)/staff-read';
import { Denied } from '@/components/administration/denied';
import { NewEntryFields } from '@/components/administration/course-fields';
import { ProgramCapsList, ProgramFields } from '@/components/administration/program-caps-list';
import { PageHeader } from '@/components/layout/page-header';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { DownloadLinks } from '@/components/ui/download-links';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Pagination } from '@/components/ui/pagination';
import { TextInput } from '@/components/ui/text-input';
import { coursePageSize, listPrograms, ProgramSearch } from '@/lib/usecases/institution/list-curriculum';
import { hrefWith } from '../../href-with';
import { addProgramAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('administration.places'))('programs') };
}

export default async function ProgramsPage({ searchParams }: PageProps<'/administration/programs'>) {
  // A mistyped address asks for all programs.
  const search = ProgramSearch.safeParse(await searchParams).data ?? {};
  const here = hrefWith('/administration/programs', search);
  const [{ value, denied }, t, places, out] = await Promise.all([
    staffRead(here, (ctx) => listPrograms(ctx, search)),
    getTranslations('administration.curriculum'),
    getTranslations('administration.places'),
    getTranslations('imports.out'),
  ]);
  if (denied !== null) return <Denied title={places('programs')} reason={denied} />;
  return (
    <>
      <PageHeader title={places('programs')} lede={t('programsLede')} />
      <div className="grid gap-6">
        <form method="get" action="/administration/programs" role="search" className="flex items-end gap-3">
          <Field name="words" label={t('words')} className="grow">
            <TextInput type="search" defaultValue={search.words ?? ''} />
          </Field>
          <Button type="submit">{t('show')}</Button>
        </form>
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
        <p className="text-sm text-soft">{t('programsFound', { count: value.total })}</p>
        {value.total === 0 && !value.isEmpty ? (
          <EmptyState title={t('noProgramMatches')}>{t('noProgramMatchesWhy')}</EmptyState>
        ) : (
          <ProgramCapsList programs={value.programs} homeUnit={value.institution.homeUnit} />
        )}
        <Pagination
          page={search.page ?? 1}
          pages={Math.ceil(value.total / coursePageSize)}
          hrefOf={(page) => hrefWith('/administration/programs', { ...search, page })}
        />
        <DownloadLinks hrefOf={(form) => `/administration/programs/export?as=${form}`}>
          {out('programs')}
        </DownloadLinks>
      </div>
    </>
  );
}
