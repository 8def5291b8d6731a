import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { idInPath } from '@/app/(registrar)/staff-read';
import { studentRead } from '@/app/(student)/student-read';
import { DecisionWords } from '@/components/claim/decision-words';
import { ClaimReasons } from '@/components/claim/claim-reasons';
import { EarlierDecisions } from '@/components/claim/earlier-decisions';
import { ClaimRecord } from '@/components/claim/claim-record';
import { ClaimTurn } from '@/components/claim/claim-turn';
import { HeldPosting } from '@/components/claim/held-posting';
import { HoldingEvidence } from '@/components/claim/holding-evidence';
import { StatedQuestion } from '@/components/claim/stated-facts';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import { appealOf } from '@/lib/claim/appeals';
import { claimHref } from '@/lib/claim/claim-href';
import { viewOwnClaim } from '@/lib/usecases/claim/view-own-claims';
import { viewOwnBadge } from '@/lib/usecases/record/view-badge';
import { OwnBadge } from '../../_components/own-badge';
import {
  AcceptForm,
  AnswerForm,
  AppealForm,
  EvidenceForm,
  SendForm,
  WithdrawForm,
} from '../../_components/own-acts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('claim.page'))('title'), robots: { index: false } };
}

/** One claim to its student: where it is, whose turn, and what can be done now. */
export default orNothingHere(async function OwnClaimPage({
  params,
}: PageProps<'/my/claims/[institution]/[claimId]'>) {
  const { institution: at, claimId: given } = await params;
  const claimId = idInPath(given);
  const here = claimHref({ at, claimId });
  const [[view, badge], t] = await Promise.all([
    studentRead(here, (ctx) => Promise.all([viewOwnClaim(ctx, at, claimId), viewOwnBadge(ctx, at, claimId)])),
    getTranslations('claim'),
  ]);
  const { claim, institution, turn, holdings, events, decision, undecided, shown } = view;
  const { state } = claim;
  const asked = events.findLast(({ move }) => move === 'askForMore');
  const act = { at, claimId, expectedVersion: claim.rowVersion };
  const takesEvidence = state === 'draft' || state === 'info_requested';
  const mayAppeal =
    (state === 'decided' || state === 'reversed') &&
    claim.appealUntil !== null &&
    view.today <= claim.appealUntil &&
    appealOf(events) === undefined;
  return (
    <div className="page-narrow">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs items={[{ href: '/my/claims', label: t('own.title') }, { label: t('page.title') }]} />
        }
        kicker={t('page.at', { institution: institution.name })}
        title={state === 'decided' && shown !== null ? t(`outcome.${shown}`) : t(`state.${state}`)}
        lede={<ClaimTurn turn={turn} institution={institution.name} />}
      />
      <div className="grid gap-12">
        {state === 'info_requested' && asked !== undefined && (
          <Notice tone="warning" title={t('page.asked', { institution: institution.name })}>
            <p className="whitespace-pre-line [overflow-wrap:anywhere]">
              <bdi>{asked.note}</bdi>
            </p>
          </Notice>
        )}
        {decision !== null && (
          <section className="grid gap-4">
            <h2 className="serif text-xl">{t('page.decision')}</h2>
            <DecisionWords withAnswers decision={decision} hasProgram={claim.asked.program !== null} />
            {view.reasons !== null && (
              <ClaimReasons
                reasons={view.reasons}
                titles={Object.fromEntries(holdings.map(({ place, entry }) => [String(place), entry.title]))}
              />
            )}
            <HeldPosting amount={view.heldUntil} unit={institution.homeUnit} />
            <p>
              <TextLink href={`${here}/letter`}>{t('page.letter')}</TextLink>
            </p>
            {state === 'decided' && decision.lines.length > 0 && (
              <AcceptForm act={act} lines={decision.lines} />
            )}
            {mayAppeal && (
              <AppealForm act={act} until={claim.appealUntil ?? ''} isBefore={decision.lines.length > 0} />
            )}
          </section>
        )}
        {mayAppeal && decision === null && (
          <AppealForm act={act} until={claim.appealUntil ?? ''} isBefore={false} />
        )}
        <OwnBadge act={act} at={at} badge={badge} here={here} />
        <EarlierDecisions
          hasProgram={claim.asked.program !== null}
          decisions={view.earlier}
          letter={`${here}/letter`}
        />
        <section className="grid gap-6">
          <h2 className="serif text-xl">{t('page.evidence')}</h2>
          {holdings.map((holding) => (
            <div key={holding.id} className="grid gap-4 border-t border-line pt-4">
              <HoldingEvidence
                holding={holding}
                to="student"
                isOver={!takesEvidence}
                claimDate={claim.claimDate}
                unit={institution.homeUnit}
                isUndecided={undecided.includes(holding.place)}
              />
              {takesEvidence && <EvidenceForm act={act} holding={holding} />}
            </div>
          ))}
        </section>
        <StatedQuestion asked={claim.asked} />
        {state === 'draft' && <SendForm act={act} institution={institution.name} />}
        {state === 'info_requested' && <AnswerForm act={act} />}
        <ClaimRecord events={events} to="student" timeZone={institution.timeZone} />
        {view.mayWithdraw && <WithdrawForm act={act} />}
      </div>
    </div>
  );
});
