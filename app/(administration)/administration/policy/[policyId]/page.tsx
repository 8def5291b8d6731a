import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { AdoptForm } from '@/components/administration/adopt-form';
import { Denied } from '@/components/administration/denied';
import { PolicyDifference } from '@/components/administration/policy-difference';
import { PolicyEffect } from '@/components/administration/policy-effect';
import { PolicyForm } from '@/components/administration/policy-form';
import { PolicyTable } from '@/components/administration/policy-table';
import { PolicyParts } from '@/components/catalog/policy-sentences';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Notice } from '@/components/ui/notice';
import { problemSentence } from '@/lib/next/refusal-words';
import { testPolicy } from '@/lib/usecases/policy/test-policy';
import { viewPolicy } from '@/lib/usecases/policy/view-policy';
import { adoptPolicyAction, revisePolicyAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('administration.policy'))('title') };
}

export default orNothingHere(async function PolicyPage({
  params,
}: PageProps<'/administration/policy/[policyId]'>) {
  const id = idInPath((await params).policyId);
  const here = `/administration/policy/${id}`;
  const [{ value, denied }, t] = await Promise.all([
    staffRead(here, (ctx) => viewPolicy(ctx, id)),
    getTranslations('administration.policy'),
  ]);
  if (denied !== null) return <Denied title={t('title')} reason={denied} />;
  const tested = (await staffRead(here, (ctx) => testPolicy(ctx, id))).value;
  const { institution, policy, standing, changes, comparedWith, may, isAuthor, obstacle } = value;
  const title = t('versionOf', { version: policy.version });
  return (
    <>
      <PageHeader
        breadcrumbs={
          <Breadcrumbs items={[{ href: '/administration/policy', label: t('title') }, { label: title }]} />
        }
        title={title}
        lede={policy.note || undefined}
      />
      <div className="grid gap-12">
        <PolicyTable policies={[{ ...policy, standing }]} />
        {obstacle !== null && (
          <Notice tone="warning" title={t('notAsItStands')}>
            {await problemSentence(obstacle)}
          </Notice>
        )}
        {standing === 'draft' && obstacle === null && (
          <Notice title={t(isAuthor ? 'waitsForOther' : 'draftTitle')}>
            {t(isAuthor ? 'waitsForOtherWhy' : 'draftWhy')}
          </Notice>
        )}
        <PolicyDifference changes={changes} comparedWith={comparedWith} />
        {tested !== null && <PolicyEffect tested={tested} />}
        {may.adopt && obstacle === null && <AdoptForm policy={policy} action={adoptPolicyAction} />}
        {standing === 'draft' && may.draft ? (
          <PolicyForm policy={policy} action={revisePolicyAction} />
        ) : (
          <PolicyParts
            policy={policy}
            institution={institution.shortName}
            programsHref="/administration/programs"
          />
        )}
      </div>
    </>
  );
});
