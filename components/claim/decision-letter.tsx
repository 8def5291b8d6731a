/** DecisionLetter: view, decision. What was decided about a claim, on what, why, and how to appeal. */
import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';
import { useDay } from '@/components/ui/day';
import { shownOutcome } from '@/lib/claim/undecided';
import type { ClaimDecision } from '@/lib/db/claim-decisions';
import type { ClaimView } from '@/lib/usecases/claim/claim-view';
import { AwardLines } from './award-lines';
import { ClaimReasons } from './claim-reasons';
import { HeldPosting } from './held-posting';
import { HoldingEvidence } from './holding-evidence';
import { StatedQuestion } from './stated-facts';

export function DecisionLetter({ view, decision }: { view: ClaimView; decision: ClaimDecision }) {
  const t = useTranslations('claim.letter');
  const day = useDay('long', view.institution.timeZone);
  const { claim, institution, holdings, appeal, events, today, undecided } = view;
  const shown = shownOutcome(decision.outcome, undecided.length, holdings.length);
  const mayAppeal =
    claim.state === 'decided' &&
    claim.appealUntil !== null &&
    today <= claim.appealUntil &&
    !events.some(({ move }) => move === 'appeal');
  return (
    <article className="grid gap-8">
      <header className="grid gap-2">
        <p className="font-medium">{institution.name}</p>
        <p>
          <bdi>{t('to', { name: claim.student.name })}</bdi>
        </p>
        <h1 className="serif text-3xl">{t('title')}</h1>
        <p className="text-soft">
          {t('on', { day: day(decision.decidedAt), sent: day(claim.claimDate ?? decision.decidedAt) })}
        </p>
      </header>
      <section className="grid gap-4">
        <p className="text-lg font-semibold">{t(shown)}</p>
        {decision.decidedById === null && <p>{t('unattended')}</p>}
        {decision.lines.length > 0 && (
          <AwardLines
            hasProgram={claim.asked.program !== null}
            lines={decision.lines.map(({ line, ruleTitle, ...rest }) => ({
              ...rest,
              key: String(line),
              rule: ruleTitle,
            }))}
          />
        )}
        {decision.lines.length > 0 && <HeldPosting amount={view.heldUntil} unit={institution.homeUnit} />}
        {decision.reason !== '' && (
          <div className="grid gap-1">
            <h2 className="text-lg font-semibold">{t('reason')}</h2>
            <p className="measure whitespace-pre-line [overflow-wrap:anywhere]">
              <bdi>{decision.reason}</bdi>
            </p>
          </div>
        )}
        {view.reasons !== null && (
          <ClaimReasons
            reasons={view.reasons}
            titles={Object.fromEntries(holdings.map(({ place, entry }) => [String(place), entry.title]))}
          />
        )}
        <p>{t('byPolicy', { day: day(claim.claimDate ?? decision.decidedAt) })}</p>
      </section>
      <section className="grid gap-4">
        <h2 className="text-lg font-semibold">{t('considered')}</h2>
        {holdings.map((holding) => (
          <HoldingEvidence
            key={holding.id}
            holding={holding}
            to="student"
            isOver
            claimDate={claim.claimDate}
            unit={institution.homeUnit}
            isUndecided={undecided.includes(holding.place)}
          />
        ))}
      </section>
      <StatedQuestion asked={claim.asked} />
      <section className="grid gap-2">
        <h2 className="text-lg font-semibold">{t('appeal')}</h2>
        <p className="measure">
          {claim.state === 'appealed'
            ? t('appealOpen')
            : mayAppeal
              ? t('appealUntil', { until: day(claim.appealUntil ?? '') })
              : t('appealOver')}
        </p>
        {appeal?.text !== undefined && <p className="measure whitespace-pre-line">{appeal.text}</p>}
        {appeal?.url !== undefined && (
          <p>
            <TextLink href={appeal.url}>{appeal.url}</TextLink>
          </p>
        )}
      </section>
    </article>
  );
}
