/** StandingDecision: decision, hasProgram (only then something counts), reasons (why it got no more; null to leave them out), titles (of the certificates, by their place). What was decided about a claim, as the desk reads it. */
import { useTranslations } from 'next-intl';
import { AwardLines } from '@/components/claim/award-lines';
import { ClaimReasons } from '@/components/claim/claim-reasons';
import type { ClaimOnDesk } from '@/lib/usecases/claim/view-claims';

export function StandingDecision({
  decision,
  hasProgram,
  reasons,
  titles,
}: {
  decision: NonNullable<ClaimOnDesk['decision']>;
  hasProgram: boolean;
  reasons: ClaimOnDesk['reasons'];
  titles: Readonly<Record<string, string>>;
}) {
  const t = useTranslations('claim');
  return (
    <section className="grid gap-4">
      <h2 className="serif text-xl">{t('page.decision')}</h2>
      {decision.reason !== '' && (
        <p className="measure whitespace-pre-line [overflow-wrap:anywhere]">
          <bdi>{decision.reason}</bdi>
        </p>
      )}
      {decision.lines.length > 0 && (
        <AwardLines
          withAnswers
          hasProgram={hasProgram}
          lines={decision.lines.map(({ line, ruleTitle, ...rest }) => ({
            ...rest,
            key: String(line),
            rule: ruleTitle,
            ruleHref: `/registrar/rules/${rest.ruleVersionId}`,
          }))}
        />
      )}
      {reasons !== null && <ClaimReasons reasons={reasons} titles={titles} />}
    </section>
  );
}
