/**
 * StageLine: stages, followedBy (kind or null), isOpen, ruleVersionId, settlement (of the conditions of an approval, or null). The road of a review: who leads, since when, how long, what it ended with, what comes next.
 */
import clsx from 'clsx';
import { useFormatter, useTranslations } from 'next-intl';
import { useByFor } from './by-for';
import { textHref } from '@/components/rule/text-href';
import { TextLink } from '@/components/ui/text-link';
import { useDay } from '@/components/ui/day';
import type { StageKind } from '@/lib/review/stage-config';
import type { DueState } from '@/lib/review/sla';
import { endOfStage } from '@/lib/review/review-end';
import type { Settlement } from '@/lib/usecases/review/decided-how';
import type { OwedConditions } from '@/lib/review/owed-conditions';
import { DueWords } from './due-words';
import { OwedBy } from './owed-by';

export type StageLineStage = {
  id: string;
  kind: StageKind;
  status: 'open' | 'closed';
  outcome: 'passed' | 'failed' | 'returned' | 'withdrawn' | null;
  chairName: string | null;
  openedAt: string;
  dueOn: string | null;
  closedAt: string | null;
  isClosedByVotes: boolean;
  minutesRef: string;
  closeNote: string;
  conditions: OwedConditions | null;
  meeting: { id: string; day: string } | null;
  revealedAt: string | null;
  revealedByName: string | null;
  revealedForName: string | null;
  closedByName: string | null;
  closedForName: string | null;
  isDecidedByCastingVote: boolean;
  isTiedLate: boolean;
  isOfEarlierText: boolean;
  notAskedNames: readonly string[];
  due: DueState;
};

function Step({
  mark,
  name,
  isNow = false,
  children,
}: {
  mark: 'done' | 'now' | 'ahead';
  name: React.ReactNode;
  isNow?: boolean;
  children: React.ReactNode;
}) {
  return (
    <li
      aria-current={isNow ? 'step' : undefined}
      className={clsx(
        'min-w-0 border-l-2 py-1 pl-4 sm:border-l-0 sm:border-t-2 sm:py-0 sm:pl-0 sm:pr-5 sm:pt-3',
        mark === 'now' ? 'border-accent' : mark === 'done' ? 'border-edge' : 'border-dashed border-line',
      )}
    >
      <p className={clsx('font-semibold', mark === 'ahead' && 'font-normal text-soft')}>{name}</p>
      <div className="grid gap-0.5 text-sm text-soft">{children}</div>
    </li>
  );
}

export function StageLine({
  stages,
  followedBy,
  isOpen,
  ruleVersionId,
  settlement,
}: {
  settlement: Settlement | null;
  ruleVersionId: string;
  stages: readonly StageLineStage[];
  followedBy: StageKind | null;
  isOpen: boolean;
}) {
  const t = useTranslations('faculty');
  const day = useDay();
  const format = useFormatter();
  const by = useByFor();
  return (
    <ol aria-label={t('line.label')} className="grid gap-4 sm:auto-cols-fr sm:grid-flow-col sm:gap-0">
      {stages.map((stage) => {
        const end = endOfStage(stage);
        return (
          <Step
            key={stage.id}
            mark={stage.status === 'open' ? 'now' : 'done'}
            isNow={stage.status === 'open'}
            name={
              <>
                {t(`stage.${stage.kind}`)}
                {end !== null && <span className="font-normal"> · {t(`outcome.${end}`)}</span>}
              </>
            }
          >
            <span>
              {stage.chairName === null ? t('line.noChair') : t('line.led', { name: stage.chairName })}
            </span>
            {stage.status === 'open' ? (
              <>
                <span className="text-ink">
                  <DueWords due={stage.due} />
                </span>
                <span>
                  {t('line.since', { date: day(stage.openedAt) })}
                  {stage.dueOn !== null && <>, {t('line.dueOn', { date: day(stage.dueOn) })}</>}
                </span>
              </>
            ) : (
              <span>
                {stage.closedAt !== null && day(stage.closedAt)}
                {stage.isClosedByVotes && <>, {t('line.byVotes')}</>}
                {stage.closedByName !== null && (
                  <>, {t('line.closedBy', { name: by(stage.closedByName, stage.closedForName) })}</>
                )}
              </span>
            )}
            {stage.revealedAt !== null && (
              <span>
                {stage.revealedByName === null
                  ? t('line.revealed', { date: day(stage.revealedAt) })
                  : t('line.revealedBy', {
                      date: day(stage.revealedAt),
                      name: by(stage.revealedByName, stage.revealedForName),
                    })}
              </span>
            )}
            {stage.isDecidedByCastingVote && <span>{t('tally.castingDecided')}</span>}
            {stage.isOfEarlierText && (
              <span>
                {t('line.earlierText')}{' '}
                <TextLink href={textHref(ruleVersionId, stage.id)}>{t('line.earlierLink')}</TextLink>
              </span>
            )}
            {stage.isTiedLate && <span>{t('tally.tiedLate')}</span>}
            {stage.notAskedNames.length > 0 && (
              <span>{t('line.notAsked', { names: format.list(stage.notAskedNames) })}</span>
            )}
            {stage.meeting !== null && (
              <span>
                <TextLink href={`/faculty/meetings/${stage.meeting.id}`}>
                  {t('line.inMeeting', { day: day(stage.meeting.day) })}
                </TextLink>
              </span>
            )}
            {stage.minutesRef !== '' && <span>{t('line.minutes', { reference: stage.minutesRef })}</span>}
            {stage.closeNote !== '' && (
              <span className="whitespace-pre-line text-ink">“{stage.closeNote}”</span>
            )}
            {stage.conditions !== null && (
              <span>
                {t('owed.label')}: <OwedBy owed={stage.conditions} settlement={settlement} />
              </span>
            )}
          </Step>
        );
      })}
      {isOpen && (
        <Step mark="ahead" name={followedBy === null ? t('line.approved') : t(`stage.${followedBy}`)}>
          <span>{followedBy === null ? t('line.approvedNote') : t('line.nextNote')}</span>
        </Step>
      )}
    </ol>
  );
}
