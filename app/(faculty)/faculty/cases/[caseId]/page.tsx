import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { metadataOrNothing, orNothingHere } from '@/app/_components/or-nothing-here';
import { staffRead } from '@/app/(registrar)/staff-read';
import { PageHeader } from '@/components/layout/page-header';
import { ConflictForm } from '@/components/review/conflict-form';
import { EffectOfRule } from '@/components/rule/effect-brief';
import { RuleStatePill } from '@/components/rule/state-pill';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Notice } from '@/components/ui/notice';
import { requestContext } from '@/lib/next/request-context';
import type { CaseView } from '@/lib/usecases/review/case-view';
import { inSight, rowsInSight } from '@/lib/catalog/effect';
import { canComeIntoForce, testRule } from '@/lib/usecases/rule/test-rules';
import { ViewCase, viewCase } from '@/lib/usecases/review/view-case';
import { meetingsOfStage } from '@/lib/usecases/meeting/meetings-of-stage';
import { viewLedActs } from '@/lib/usecases/review/view-led-acts';
import { CaseQuestion } from '../../../_components/case-question';
import { CaseOnTable } from '../../../_components/case-on-table';
import { OwnConditionsNotice } from '../../../_components/case-task';
import { OnAgenda } from '../../../_components/on-agenda';
import { declareConflictAction } from '../actions';

type Props = { params: Promise<{ caseId: string }> };

const load = cache(async (caseId: string): Promise<CaseView | null> => {
  const input = ViewCase.safeParse({ caseId });
  if (!input.success) return null;
  return (await staffRead(`/faculty/cases/${caseId}`, (ctx) => viewCase(ctx, input.data))).value;
});

export const generateMetadata = metadataOrNothing(async ({ params }: Props): Promise<Metadata> => {
  const [view, t] = await Promise.all([load((await params).caseId), getTranslations('faculty')]);
  return { title: view ? view.question.title : t('title') };
});

export default orNothingHere(async function CasePage({ params }: Props) {
  const [view, t] = await Promise.all([load((await params).caseId), getTranslations('faculty')]);
  if (!view) notFound();
  const { question, deliberation: table, standing } = view;
  const { value: acts } = await staffRead(`/faculty/cases/${view.caseId}`, (ctx) =>
    viewLedActs(ctx, { caseId: view.caseId }),
  );
  const { value: meetings } = view.isOpen
    ? await staffRead(`/faculty/cases/${view.caseId}`, (ctx) =>
        meetingsOfStage(ctx, { stageId: view.stageId }),
      )
    : { value: [] };
  const effect = canComeIntoForce(question)
    ? (await testRule(await requestContext(), question)).effect
    : undefined;
  const tested = effect !== undefined && (
    <EffectOfRule effect={inSight(effect, rowsInSight)} id={question.ruleVersionId} />
  );
  const stage = table?.stages.at(-1);
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs items={[{ href: '/faculty/cases', label: t('title') }, { label: question.title }]} />
        }
        kicker={t('case.kicker', { code: question.ruleCode, version: question.version })}
        title={question.title}
        standing={<RuleStatePill standing={question.standing} />}
      />
      <div className="grid gap-8">
        <OnAgenda meetings={meetings ?? []} />
        {standing === 'recused' && (
          <Notice tone="warning" title={t('case.recused.title')}>
            <p>{t('case.recused.body')}</p>
          </Notice>
        )}
        {view.hasLostRole && (
          <Notice tone="warning" title={t('case.roleEnded.title')}>
            <p>{t('case.roleEnded.body')}</p>
          </Notice>
        )}
        {standing === 'declare' && view.ownEnded !== null && (
          <Notice
            tone="done"
            title={t('case.ownEnded', {
              stage: t(`stage.${view.ownEnded.kind}`),
              outcome: t(`outcome.${view.ownEnded.outcome}`),
            })}
          />
        )}
        {standing === 'none' && !view.hasLostRole && (
          <Notice tone="warning" title={t('case.noPermission.title')}>
            <p>{t('case.noPermission.body')}</p>
          </Notice>
        )}
        {!table || !stage ? (
          <div className="grid content-start gap-8">
            <OwnConditionsNotice view={view} />
            <CaseQuestion question={question} />
            {tested}
          </div>
        ) : (
          <CaseOnTable view={view} table={table} stage={stage} acts={acts ?? []} tested={tested} />
        )}
        {standing === 'declare' && <ConflictForm action={declareConflictAction} stageId={view.stageId} />}
      </div>
    </div>
  );
});
