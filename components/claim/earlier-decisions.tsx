/** EarlierDecisions: decisions that were taken back, hasProgram (only then something counts), letter? (the address of the letter, to the student). They stay on record and readable. */
import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import type { ClaimDecision } from '@/lib/db/claim-decisions';
import { DecisionWords } from './decision-words';

export function EarlierDecisions({
  decisions,
  hasProgram,
  letter,
}: {
  decisions: readonly ClaimDecision[];
  hasProgram: boolean;
  letter?: string;
}) {
  const t = useTranslations('claim');
  if (decisions.length === 0) return null;
  return (
    <section className="grid gap-4">
      <h2 className="serif text-xl">{t('page.earlier')}</h2>
      {decisions.map((decision) => (
        <div key={decision.id} className="grid gap-3 border-t border-line pt-4">
          <p className="font-medium">
            {t.rich('page.earlierOn', {
              outcome: t(`outcome.${decision.outcome}`),
              day: () => <Day date={decision.decidedAt} />,
            })}
          </p>
          {decision.reversal !== null && <Reversal reversal={decision.reversal} />}
          <DecisionWords decision={decision} hasProgram={hasProgram} />
          {letter !== undefined && (
            <p>
              <TextLink href={`${letter}?decision=${decision.id}`}>{t('page.letter')}</TextLink>
            </p>
          )}
        </div>
      ))}
    </section>
  );
}

function Reversal({ reversal }: { reversal: NonNullable<ClaimDecision['reversal']> }) {
  const t = useTranslations('claim');
  const { ground, reason, at } = reversal;
  return (
    <div className="grid gap-0.5">
      <p>
        {t.rich(ground === null ? 'page.reopenedOn' : 'page.reversedOn', {
          day: () => <Day date={at} />,
          ground: ground === null ? '' : t(`reversal.grounds.${ground}`),
        })}
      </p>
      <p className="measure whitespace-pre-line [overflow-wrap:anywhere]">
        <bdi>{reason}</bdi>
      </p>
    </div>
  );
}
