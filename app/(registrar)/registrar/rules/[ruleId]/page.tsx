import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { metadataOrNothing, orNothingHere } from '@/app/_components/or-nothing-here';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { PageHeader } from '@/components/layout/page-header';
import { RuleStatePill } from '@/components/rule/state-pill';
import { readSuggested } from '@/lib/rule/suggested-target';
import { firstDayAhead, standingOfVersion } from '@/lib/rule/version-standing';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Day } from '@/components/ui/day';
import { LinkButton } from '@/components/ui/link-button';
import { requestContext } from '@/lib/next/request-context';
import { canComeIntoForce } from '@/lib/usecases/rule/test-rules';
import { tryRule } from '@/lib/usecases/rule/try-rule';
import { viewRule, type OfferedAct } from '@/lib/usecases/rule/view-rule';
import { viewSuggestions } from '@/lib/usecases/suggestion/view-suggestions';
import * as actions from '../actions';
import { EvidenceAndFacts } from './_components/evidence-and-facts';
import { Draft } from './_components/draft';
import { Record } from './_components/record';
import { StandingNotices } from './_components/standing-notices';
import { WhatCanBeDone } from './_components/what-can-be-done';

type Props = PageProps<'/registrar/rules/[ruleId]'>;
const read = cache(async (id: string) =>
  staffRead(`/registrar/rules/${id}`, (ctx) => viewRule(ctx, idInPath(id))),
);

export const generateMetadata = metadataOrNothing(async ({ params }: Props): Promise<Metadata> => {
  return { title: (await read((await params).ruleId)).value?.version.title ?? '' };
});

export default orNothingHere(async function RulePage({ params, searchParams }: Props) {
  const [{ ruleId }, { suggested }] = [await params, await searchParams];
  const [{ value: view, denied }, t] = await Promise.all([read(ruleId), getTranslations('registrar.rule')]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { version, acts, caseId } = view;
  const reviewId = caseId ?? view.reviewRecord.decidedBy?.caseId ?? null;
  const { definition, basis, publicNote } = version;
  const ahead = firstDayAhead(version, view.today);
  const ctx = await requestContext();
  const may = (act: OfferedAct['act']) => acts.some((offer) => offer.act === act && offer.reason === null);
  const [trial, suggestions] = await Promise.all([
    tryRule(ctx, { ruleVersionId: version.id, definition, basis, publicNote }),
    may('revise') ? viewSuggestions(ctx, version.id) : { state: 'off' as const },
  ]);
  const isPublishedHere = may('publish') || may('resume');
  const whatCanBeDone = <WhatCanBeDone view={view} effect={isPublishedHere ? trial.effect : undefined} />;
  const around = (
    <EvidenceAndFacts
      view={view}
      isWritten={may('revise')}
      attach={may('attachEvidence') ? actions.attachEvidenceAction : undefined}
    />
  );
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[{ href: '/registrar/rules', label: t('breadcrumb') }, { label: version.title }]}
          />
        }
        kicker={t('kicker', { version: version.version })}
        title={version.title}
        standing={
          <>
            <RuleStatePill standing={standingOfVersion(version, view.today)} />
            {ahead !== null && (
              <span className="text-soft">{t.rich('beginsOn', { date: () => <Day date={ahead} /> })}</span>
            )}
            {version.statusReason !== '' && (
              <span className="whitespace-pre-line text-soft">
                {t('lastReason', { reason: version.statusReason })}
              </span>
            )}
          </>
        }
        actions={
          <>
            {reviewId !== null && <LinkButton href={`/faculty/cases/${reviewId}`}>{t('review')}</LinkButton>}
            <LinkButton href={`/registrar/rules/${version.id}/history`}>{t('history')}</LinkButton>
          </>
        }
      />
      <StandingNotices view={view} />
      {may('revise') ? (
        <>
          <Draft
            view={view}
            trial={trial}
            suggestions={suggestions}
            chosen={typeof suggested === 'string' ? readSuggested(suggested) : undefined}
            action={actions.reviseRuleAction}
            mayHandIn={may('submit')}
          />
          <div className="mt-10 grid grid-cols-1 gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
            <div className="grid content-start gap-8">{around}</div>
            {whatCanBeDone}
          </div>
        </>
      ) : (
        <Record
          view={view}
          trial={trial}
          acts={whatCanBeDone}
          isTried={!isPublishedHere && canComeIntoForce(version)}
        >
          {around}
        </Record>
      )}
    </div>
  );
});
