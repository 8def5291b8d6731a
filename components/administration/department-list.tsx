/** DepartmentList: departments, saveAction? and archiveAction? (when the reader may). Renaming opens in place. */
import { useFormatter, useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Disclosure } from '@/components/ui/disclosure';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';
import type { listDepartments } from '@/lib/usecases/department/list-departments';

type Action = ActionFormProps['action'];
type Department = Awaited<ReturnType<typeof listDepartments>>['departments'][number];

export function DepartmentFields({ department }: { department?: Department }) {
  const t = useTranslations('administration.departments');
  return (
    <>
      <Field name="code" label={t('code')} required>
        <TextInput width="tiny" defaultValue={department?.code ?? ''} maxLength={20} />
      </Field>
      <Field name="name" label={t('name')} required>
        <TextInput defaultValue={department?.name ?? ''} maxLength={200} />
      </Field>
    </>
  );
}

/** The chair and a reviewer of a new department, for whoever may add people. */
export function FirstPeopleFields() {
  const t = useTranslations('administration.departments');
  return (
    <fieldset className="grid gap-4">
      <legend className="font-semibold">{t('withPeople')}</legend>
      <p className="measure text-sm text-soft">{t('withPeopleHint')}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {(['chair', 'reviewer'] as const).map((role) => (
          <Fragment key={role}>
            <Field name={`${role}Name`} label={t(`${role}Name`)}>
              <TextInput autoComplete="off" maxLength={200} />
            </Field>
            <Field name={`${role}Email`} label={t(`${role}Email`)}>
              <TextInput type="email" autoComplete="off" />
            </Field>
          </Fragment>
        ))}
      </div>
    </fieldset>
  );
}

function Identity({ department }: { department: Department }) {
  return (
    <>
      <input type="hidden" name="departmentId" value={department.id} />
      <input type="hidden" name="expectedVersion" value={department.rowVersion} />
    </>
  );
}

export function DepartmentList({
  departments,
  saveAction,
  archiveAction,
}: {
  departments: readonly Department[];
  saveAction?: Action | undefined;
  archiveAction?: Action | undefined;
}) {
  const t = useTranslations('administration.departments');
  const format = useFormatter();
  if (departments.length === 0) return <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>;
  return (
    <ul className="stack border-y border-line">
      {departments.map((department) => (
        <li
          key={department.id}
          className="grid gap-x-6 gap-y-2 py-3 wrap-anywhere sm:grid-cols-[5rem_minmax(0,1fr)]"
        >
          <span className="tabular text-soft">{department.code}</span>
          <div className="grid min-w-0 gap-2">
            <p>
              <span className={department.isArchived ? 'text-faint' : 'font-medium'}>{department.name}</span>
              {department.isArchived && <span className="text-sm text-faint"> · {t('archived')}</span>}
            </p>
            {!department.isArchived && (
              <p className="text-sm text-soft">
                {t('chairs', {
                  count: department.chairs.length,
                  names: format.list(department.chairs),
                })}{' '}
                · {t('reviewers', { count: department.reviewers })}
              </p>
            )}
            {saveAction !== undefined && archiveAction !== undefined && (
              <Disclosure summary={t('change')} className="text-sm">
                <div className="grid gap-4 text-base">
                  <ActionForm
                    action={saveAction}
                    submit={t('save')}
                    submitTone="secondary"
                    edits={department}
                    className="max-w-xl"
                  >
                    <input type="hidden" name="departmentId" value={department.id} />
                    <DepartmentFields department={department} />
                  </ActionForm>
                  <p className="measure">{t('uses', { ...department.uses })}</p>
                  <ActionForm action={archiveAction}>
                    <Identity department={department} />
                    <input type="hidden" name="isArchived" value={department.isArchived ? 'no' : 'yes'} />
                    <ConfirmButton
                      size="small"
                      tone={department.isArchived ? 'secondary' : 'danger'}
                      trigger={t(department.isArchived ? 'takeBack' : 'archive')}
                      question={t(department.isArchived ? 'takeBackQuestion' : 'archiveQuestion')}
                      confirm={t(department.isArchived ? 'takeBack' : 'archive')}
                    />
                  </ActionForm>
                </div>
              </Disclosure>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
