/** PastStages: stages, caseHref. How a version was reviewed: each stage, its outcome, and its votes for those who may read them. */
import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';
import { Day } from '@/components/ui/day';
import type { PastStage } from '@/lib/usecases/rule/view-rule-history';

const choices = ['approve', 'reject', 'return', 'abstain'] as const;
const outcomes = ['passed', 'failed', 'returned', 'withdrawn'] as const;

export function PastStages({ stages, caseHref }: { stages: readonly PastStage[]; caseHref: string }) {
  const t = useTranslations('registrar.history');
  return (
    <div className="grid gap-4">
      {stages.map((stage) => (
        <section key={stage.id} className="grid gap-1 border-l-2 border-edge pl-4">
          <h4 className="font-medium">
            {t(`stage.${stage.kind === 'committee' || stage.kind === 'dean' ? stage.kind : 'department'}`)}:{' '}
            {t(`outcome.${outcomes.find((one) => one === stage.outcome) ?? 'open'}`)}{' '}
            <span className="text-sm font-normal text-soft">
              <Day date={stage.closedAt ?? stage.openedAt} />{' '}
              {stage.minutesRef !== '' && t('minutes', { reference: stage.minutesRef })}
            </span>
          </h4>
          {stage.votes === null && <p className="text-sm text-soft">{t('votesHidden')}</p>}
          {stage.votes?.length === 0 && <p className="text-sm text-soft">{t('noVotes')}</p>}
          <ul className="grid gap-1">
            {stage.votes?.map((vote, index) => {
              const choice = choices.find((one) => one === vote.choice);
              return (
                <li key={index} className={vote.isReplaced ? 'text-faint' : undefined}>
                  <span className="font-medium">{vote.personName}</span> {choice && t(`choice.${choice}`)}:{' '}
                  {vote.rationale} {vote.isReplaced && <span className="text-sm">({t('replaced')})</span>}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
      <TextLink href={caseHref}>{t('openCase')}</TextLink>
    </div>
  );
}
