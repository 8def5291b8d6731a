import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { AwardLines } from '@/components/claim/award-lines';
import { ClaimReasons } from '@/components/claim/claim-reasons';
import { EarlierDecisions } from '@/components/claim/earlier-decisions';
import { ClaimRecord } from '@/components/claim/claim-record';
import { HeldPosting } from '@/components/claim/held-posting';
import { HoldingEvidence } from '@/components/claim/holding-evidence';
import { StatedFacts, StatedQuestion } from '@/components/claim/stated-facts';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { shownOutcome } from '@/lib/claim/undecided';
import { viewClaim } from '@/lib/usecases/claim/view-claims';
import { AfterAcceptance } from '../_components/after-acceptance';
import { DeskTurn } from '../_components/desk-turn';
import { StandingDecision } from '../_components/standing-decision';
import {
  AppealAnswer,
  AskForm,
  DecideForm,
  EndRequestForm,
  MapIt,
  VerifyForm,
} from '../_components/desk-acts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('claim.case'))('kicker') };
}

/** One claim on the desk: its evidence, what the rules give on what was frozen, and the acts that follow. */
export default orNothingHere(async function ClaimPage({ params }: PageProps<'/registrar/claims/[claimId]'>) {
  const claimId = idInPath((await params).claimId);
  const [{ value, denied }, t, audit] = await Promise.all([
    staffRead(`/registrar/claims/${claimId}`, (ctx) => viewClaim(ctx, claimId)),
    getTranslations('claim'),
    getTranslations('audit.provenance'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { claim, holdings, events, decision, proposal, may, turn, isOwn, undecided, shown } = value;
  const { state } = claim;
  const titles = Object.fromEntries(holdings.map(({ place, entry }) => [String(place), entry.title]));
  const stating = { claimDate: claim.claimDate, unit: value.institution.homeUnit };
  const act = { claimId, expectedVersion: claim.rowVersion };
  const isLooked = state === 'verifying' || state === 'evaluating';
  const proposed = proposal && shownOutcome(proposal.outcome, undecided.length, holdings.length);
  const unit = proposal?.asked.policy.homeUnit ?? '';
  return (
    <div className="page-narrow">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[{ href: '/registrar/claims', label: t('desk.title') }, { label: t('case.kicker') }]}
          />
        }
        kicker={t('case.kicker')}
        title={<bdi>{claim.student.name}</bdi>}
        lede={
          <>
            {state === 'decided' && shown !== null ? t(`outcome.${shown}`) : t(`state.${state}`)}
            {' · '}
            <DeskTurn turn={turn} />
          </>
        }
        {...(may.trace && {
          actions: <LinkButton href={`/audit/awards/${claimId}`}>{audit('open')}</LinkButton>,
        })}
      />
      <div className="grid gap-12">
        {isOwn && (
          <Notice tone="info" title={t('case.own')}>
            {t('case.ownWhy')}
          </Notice>
        )}
        {decision !== null && (
          <StandingDecision
            decision={decision}
            hasProgram={claim.asked.program !== null}
            reasons={proposal === null ? value.reasons : null}
            titles={titles}
          />
        )}
        <EarlierDecisions hasProgram={claim.asked.program !== null} decisions={value.earlier} />
        <section className="grid gap-6">
          <h2 className="serif text-xl">{t('page.evidence')}</h2>
          {holdings.map((holding) => (
            <div key={holding.id} className="grid gap-4 border-t border-line pt-4">
              <HoldingEvidence
                holding={holding}
                to="desk"
                {...stating}
                isUndecided={undecided.includes(holding.place)}
              />
              {undecided.includes(holding.place) && <MapIt certificate={holding.microCredentialId} />}
              {isLooked && may.verify && (
                <VerifyForm act={act} holdingId={holding.id}>
                  <StatedFacts stated={holding.stated} {...stating} />
                </VerifyForm>
              )}
            </div>
          ))}
        </section>
        <StatedQuestion asked={claim.asked} />
        {proposal !== null && (
          <section className="grid gap-4">
            <h2 className="serif text-xl">{t('case.proposal')}</h2>
            <p className="measure text-soft">
              {t(state === 'evaluating' ? 'case.proposalLede' : 'case.unproven')}
            </p>
            <p className="text-lg font-semibold">{t(`case.gives.${proposed ?? proposal.outcome}`)}</p>
            {proposal.trace.evaluation.awards.length > 0 && (
              <AwardLines
                as="proposal"
                hasProgram={claim.asked.program !== null}
                lines={proposal.trace.evaluation.awards.map(({ rule, ...award }, at) => ({
                  ...award,
                  key: String(at),
                  rule: value.ruleTitles[rule] ?? '',
                  ruleHref: `/registrar/rules/${rule}`,
                  unit,
                  answer: null,
                }))}
              />
            )}
            {value.reasons !== null && <ClaimReasons reasons={value.reasons} titles={titles} />}
            <HeldPosting amount={value.heldUntil} unit={value.institution.homeUnit} />
            {!proposal.isReproduced && <Notice tone="refused">{t('case.differs')}</Notice>}
            {state === 'evaluating' && may.decide && <DecideForm act={act} outcome={proposal.outcome} />}
          </section>
        )}
        {state === 'info_requested' && may.ask && (
          <EndRequestForm act={act} isOver={turn.ask === 'unanswered'} />
        )}
        <AfterAcceptance view={value} act={act} />
        {isLooked && may.ask && <AskForm act={act} />}
        {(state === 'appealed' || state === 'reversal_appealed') &&
          !isOwn &&
          (may.decideAppeal ? <AppealAnswer act={act} /> : <Notice tone="info">{t('case.notYours')}</Notice>)}
        {isLooked && !isOwn && !may.decide && <Notice tone="info">{t('case.notYours')}</Notice>}
        <ClaimRecord events={events} to="desk" timeZone={value.institution.timeZone} />
      </div>
    </div>
  );
});
