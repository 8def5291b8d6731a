import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { staffRead } from '@/app/(registrar)/staff-read';
import { Denied } from '@/components/administration/denied';
import { PolicyTable } from '@/components/administration/policy-table';
import { PageHeader } from '@/components/layout/page-header';
import { ActionForm } from '@/components/ui/action-form';
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
        {value.mayDraft && !hasDraft && <ActionForm action={draftPolicyAction} submit={t('draftNew')} />}
      </div>
    </>
  );
}
