import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { staffRead } from '@/app/(registrar)/staff-read';
import { Denied } from '@/components/administration/denied';
import { PolicyTable } from '@/components/administration/policy-table';
import { PageHeader } from '@/components/layout/page-header';
import { ActionForm } from '@/components/ui/action-form';
import { DateInput } from '@/components/ui/date-input';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { listPolicies } from '@/lib/usecases/policy/list-policies';
import { draftPolicyAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('administration.policy'))('title') };
}

export default async function PoliciesPage() {
  const [{ value, denied }, t] = await Promise.all([
    staffRead('/administration/policy', listPolicies),
    getTranslations('administration.policy'),
  ]);
  if (denied !== null) return <Denied title={t('title')} reason={denied} />;
  const hasDraft = value.policies.some(({ standing }) => standing === 'draft');
  return (
    <>
      <PageHeader title={t('title')} lede={t('lede')} />
      <div className="grid gap-8">
        <PolicyTable policies={value.policies} />
        {value.mayDraft &&
          !hasDraft &&
          (value.policies.length === 0 ? (
            <ActionForm action={draftPolicyAction} submit={t('draftFirst')} className="max-w-xl">
              <Field name="stages" label={t('firstStages')} hint={t('firstStagesHint')}>
                <Select
                  options={[
                    { value: 'department', label: t('firstStagesDepartment') },
                    { value: 'committee', label: t('firstStagesCommittee') },
                  ]}
                  defaultValue="department"
                />
              </Field>
              <Field name="firstDay" label={t('firstDay')} hint={t('firstDayHint')}>
                <DateInput defaultValue={value.today} />
              </Field>
            </ActionForm>
          ) : (
            <ActionForm action={draftPolicyAction} submit={t('draftNew')} />
          ))}
      </div>
    </>
  );
}
