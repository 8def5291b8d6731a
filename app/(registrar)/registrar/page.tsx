import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { staffRead } from '@/app/(registrar)/staff-read';
import { FirstSteps } from '@/components/administration/first-steps';
import { PageHeader } from '@/components/layout/page-header';
import { WorkSection } from '@/components/rule/work-section';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { TextLink } from '@/components/ui/text-link';
import { can } from '@/lib/access/can';
import { requestContext } from '@/lib/next/request-context';
import { parseRuleQuery, ruleListHref } from '@/lib/rule/list-query';
import { viewFirstSteps } from '@/lib/usecases/institution/view-first-steps';
import { listWork, type WorkQueue } from '@/lib/usecases/rule/list-work';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registrar.work'))('title') };
}

/** The list that holds the whole of a queue. */
const plain = parseRuleQuery({});
const listOf: Record<WorkQueue, string> = {
  publish: ruleListHref(plain, { state: 'ready' }),
  route: ruleListHref(plain, { state: 'submitted' }),
  conditions: ruleListHref(plain, { state: 'conditionally_approved' }),
  returned: ruleListHref(plain, { state: 'returned', mine: true }),
  drafts: ruleListHref(plain, { state: 'draft', mine: true }),
  overdue: ruleListHref(plain, { due: 'overdue', sort: 'due', direction: 'ascending' }),
  soon: ruleListHref(plain, { due: 'soon', sort: 'due', direction: 'ascending' }),
  suspended: ruleListHref(plain, { state: 'suspended' }),
};

export default async function WorkPage() {
  const [{ value, denied }, steps, { actor }, t, format] = await Promise.all([
    staffRead('/registrar', listWork),
    staffRead('/registrar', viewFirstSteps),
    requestContext(),
    getTranslations('registrar.work'),
    getFormatter(),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const [busy, quiet] = [
    value.waiting.filter(({ total }) => total > 0),
    value.waiting.filter(({ total }) => total === 0),
  ];
  const mayDraft = actor.kind === 'staff' && can(actor, 'rule.draft', { tenantId: actor.tenantId }).allowed;
  return (
    <div className="page">
      <PageHeader
        kicker={t('kicker')}
        title={t('title')}
        lede={t('lede')}
        actions={
          <>
            <LinkButton href="/registrar/rules">{t('all')}</LinkButton>
            {mayDraft && (
              <LinkButton href="/registrar/rules/new" tone="primary">
                {t('map')}
              </LinkButton>
            )}
          </>
        }
      />
      <FirstSteps steps={steps.value ?? null} />
      {value.changes > 0 && (
        <p className="mb-8">
          <TextLink href="/registrar/changes">{t('changes', { count: value.changes })}</TextLink>
        </p>
      )}
      {value.demand > 0 && (
        <p className="mb-8">
          <TextLink href="/registrar/demand">{t('demand', { count: value.demand })}</TextLink>
        </p>
      )}
      <p className="mb-8">
        <TextLink href="/registrar/health">{t('health', { count: value.health.findings ?? 0 })}</TextLink>
        {!value.health.isCurrent && <span className="text-sm text-soft"> · {t('healthLooking')}</span>}
      </p>
      {value.reviews > 0 && (
        <p className="mb-8 font-medium">
          <TextLink href="/faculty/cases?tab=mine">{t('reviews', { count: value.reviews })}</TextLink>
        </p>
      )}
      {value.leaderless > 0 && (
        <p className="mb-8 font-medium">
          <TextLink href="/faculty/cases?tab=mine">{t('leaderless', { count: value.leaderless })}</TextLink>
        </p>
      )}
      {value.questions > 0 && (
        <p>
          <TextLink href="/faculty/cases?tab=mine">{t('questions', { count: value.questions })}</TextLink>
        </p>
      )}
      {busy.length === 0 && value.reviews === 0 && value.leaderless === 0 && value.questions === 0 && (
        <EmptyState title={t('nothing')}>{t('nothingBody')}</EmptyState>
      )}
      {busy.length > 0 && (
        <div className="grid grid-cols-1 gap-10">
          {busy.map(({ queue, rows, total }) => (
            <WorkSection
              key={queue}
              title={t(`queue.${queue}`)}
              total={total}
              rows={rows}
              allHref={listOf[queue]}
              showsDue={queue === 'overdue' || queue === 'soon'}
            />
          ))}
          {quiet.length > 0 && (
            <p className="border-t border-line pt-4 text-sm text-soft">
              {t('quiet', { list: format.list(quiet.map(({ queue }) => t(`queue.${queue}`).toLowerCase())) })}
            </p>
          )}
        </div>
      )}
    </div>
  );
}
