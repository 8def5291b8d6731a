/** StandingDecision: decision, hasProgram (only then something counts), reasons (why it got no more; null to leave them out), titles (of the certificates, by their place). What was decided about a claim, as the desk reads it. */
import { useTranslations } from 'next-intl';
import { ClaimReasons } from '@/components/claim/claim-reasons';
import { DecisionWords } from '@/components/claim/decision-words';
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
      <DecisionWords withAnswers toRules decision={decision} hasProgram={hasProgram} />
      {reasons !== null && <ClaimReasons reasons={reasons} titles={titles} />}
    </section>
  );
}
