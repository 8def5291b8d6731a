import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { staffRead } from '@/app/(registrar)/staff-read';
import {
  CourseFields,
  KindField,
  NewDepartmentFields,
  NewEntryFields,
} from '@/components/administration/course-fields';
import { CourseList } from '@/components/administration/course-list';
import { Denied } from '@/components/administration/denied';
import { PageHeader } from '@/components/layout/page-header';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { DownloadLinks } from '@/components/ui/download-links';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Pagination } from '@/components/ui/pagination';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { departmentOptions } from '@/lib/institution/department-options';
import { coursePageSize, CourseSearch, listCourses } from '@/lib/usecases/institution/list-curriculum';
import { hrefWith } from '../../href-with';
import { addCourseAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('administration.places'))('courses') };
}

export default async function CoursesPage({ searchParams }: PageProps<'/administration/courses'>) {
  // A mistyped address asks for all courses.
  const search = CourseSearch.safeParse(await searchParams).data ?? {};
  const here = hrefWith('/administration/courses', search);
  const [{ value, denied }, t, places, out] = await Promise.all([
    staffRead(here, (ctx) => listCourses(ctx, search)),
    getTranslations('administration.curriculum'),
    getTranslations('administration.places'),
    getTranslations('imports.out'),
  ]);
  if (denied !== null) return <Denied title={places('courses')} reason={denied} />;
  return (
    <>
      <PageHeader title={places('courses')} lede={t('coursesLede')} />
      <div className="grid gap-6">
        <form
          method="get"
          action="/administration/courses"
          role="search"
          className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,12rem)_8rem_auto]"
        >
          <Field name="words" label={t('words')}>
            <TextInput type="search" defaultValue={search.words ?? ''} />
          </Field>
          <Field name="departmentId" label={t('departmentFilter')}>
            <Select
              options={[{ value: '', label: t('anyDepartment') }, ...departmentOptions(value.departments)]}
              defaultValue={search.departmentId ?? ''}
            />
          </Field>
          <Field name="status" label={t('stateFilter')}>
            <Select
              options={[
                { value: '', label: t('anyState') },
                { value: 'active', label: t('active') },
                { value: 'inactive', label: t('inactive') },
              ]}
              defaultValue={search.status ?? ''}
            />
          </Field>
          <Button type="submit">{t('show')}</Button>
        </form>
        {value.maySave && (
          <Disclosure summary={t('addCourse')}>
            <ActionForm action={addCourseAction} submit={t('add')} resetWhenDone className="max-w-xl">
              <NewEntryFields departments={value.departments} />
              <KindField />
              <CourseFields />
              {value.departments.length === 0 && value.mayAddDepartment && <NewDepartmentFields />}
            </ActionForm>
          </Disclosure>
        )}
        <p className="text-sm text-soft">{t('courses', { count: value.total })}</p>
        {value.total === 0 && here === '/administration/courses' ? (
          <EmptyState title={t('noCoursesYet')}>{t('noCoursesYetWhy')}</EmptyState>
        ) : (
          <CourseList courses={value.rows} homeUnit={value.institution.homeUnit} />
        )}
        <Pagination
          page={search.page ?? 1}
          pages={Math.ceil(value.total / coursePageSize)}
          hrefOf={(page) => hrefWith('/administration/courses', { ...search, page })}
        />
        <DownloadLinks hrefOf={(form) => `/administration/courses/export?as=${form}`}>
          {out('courses')}
        </DownloadLinks>
      </div>
    </>
  );
}
