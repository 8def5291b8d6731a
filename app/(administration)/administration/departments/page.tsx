import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { staffRead } from '@/app/(registrar)/staff-read';
import { Denied } from '@/components/administration/denied';
import {
  DepartmentFields,
  DepartmentList,
  FirstPeopleFields,
} from '@/components/administration/department-list';
import { Section } from '@/components/administration/section';
import { PageHeader } from '@/components/layout/page-header';
import { ActionForm } from '@/components/ui/action-form';
import { listDepartments } from '@/lib/usecases/department/list-departments';
import { addDepartmentAction, archiveDepartmentAction, saveDepartmentAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('administration.departments'))('title') };
}

export default async function DepartmentsPage() {
  const [{ value, denied }, t] = await Promise.all([
    staffRead('/administration/departments', listDepartments),
    getTranslations('administration.departments'),
  ]);
  if (denied !== null) return <Denied title={t('title')} reason={denied} />;
  const { departments, maySave, mayStaff } = value;
  const actions = maySave ? { saveAction: saveDepartmentAction, archiveAction: archiveDepartmentAction } : {};
  return (
    <>
      <PageHeader title={t('title')} lede={t('lede')} />
      <div className="grid gap-12">
        <DepartmentList departments={departments} {...actions} />
        {maySave && (
          <Section title={t('addTitle')}>
            <ActionForm action={addDepartmentAction} submit={t('add')} resetWhenDone className="max-w-xl">
              <DepartmentFields />
              {mayStaff && <FirstPeopleFields />}
            </ActionForm>
          </Section>
        )}
      </div>
    </>
  );
}
