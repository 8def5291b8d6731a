/** EarlierDecisions: decisions that were taken back, hasProgram (only then something counts), letter? (the address of the letter, to the student). They stay on record and readable. */
import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import type { ClaimDecision } from '@/lib/db/claim-decisions';
import { AwardLines } from './award-lines';

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
      {decisions.map(({ id, outcome, decidedAt, reason, lines }) => (
        <div key={id} className="grid gap-3 border-t border-line pt-4">
          <p className="font-medium">
            {t.rich('page.earlierOn', {
              outcome: t(`outcome.${outcome}`),
              day: () => <Day date={decidedAt} />,
            })}
          </p>
          {reason !== '' && (
            <p className="measure whitespace-pre-line [overflow-wrap:anywhere]">
              <bdi>{reason}</bdi>
            </p>
          )}
          {lines.length > 0 && (
            <AwardLines
              hasProgram={hasProgram}
              lines={lines.map(({ line, ruleTitle, ...rest }) => ({
                ...rest,
                key: String(line),
                rule: ruleTitle,
              }))}
            />
          )}
          {letter !== undefined && (
            <p>
              <TextLink href={`${letter}?decision=${id}`}>{t('page.letter')}</TextLink>
            </p>
          )}
        </div>
      ))}
    </section>
  );
}
