/** PastStages: stages, caseHref, ruleVersionId, settlement (of the conditions of an approval, or null), heading? (h3 or h4). How a version was reviewed: each stage, its outcome, and its votes for those who may read them. */
import { useFormatter, useTranslations } from 'next-intl';
import { useByFor } from '@/components/review/by-for';
import { OwedBy } from '@/components/review/owed-by';
import { VoteReason } from '@/components/review/vote-reason';
import { TextLink } from '@/components/ui/text-link';
import { Day, useDay } from '@/components/ui/day';
import { textHref } from './text-href';
import { idlenessOf } from '@/lib/review/casting-vote';
import { endOfStage } from '@/lib/review/review-end';
import type { Settlement } from '@/lib/usecases/review/decided-how';
import type { PastStage } from '@/lib/usecases/rule/past-version';

const choices = ['approve', 'reject', 'return', 'abstain'] as const;

/** Who led and who closed a stage, and what its votes alone do not tell. */
function PastStageFacts({
  stage,
  ruleVersionId,
  settlement,
}: {
  stage: PastStage;
  ruleVersionId: string;
  settlement: Settlement | null;
}) {
  const t = useTranslations('registrar.history');
  const format = useFormatter();
  const day = useDay();
  const by = useByFor();
  const facts = [
    stage.chairName !== null && t('led', { name: stage.chairName }),
    stage.isClosedByVotes && t('closedByVotes'),
    stage.closedByName !== null && t('closedBy', { name: by(stage.closedByName, stage.closedForName) }),
    stage.revealedAt !== null &&
      t('revealed', {
        name: by(stage.revealedByName ?? '', stage.revealedForName),
        isNamed: stage.revealedByName === null ? 'no' : 'yes',
      }),
    stage.isDecidedByCastingVote && t('castingDecided'),
    stage.isTiedLate && t('tiedLate'),
    stage.isOfEarlierText && t('earlierText'),
    stage.notAskedNames.length > 0 && t('notAsked', { names: format.list(stage.notAskedNames) }),
  ].filter((fact) => fact !== false);
  return (
    <>
      {facts.length > 0 && <p className="text-sm text-soft">{facts.join(' ')}</p>}
      {stage.meeting !== null && (
        <p className="text-sm">
          <TextLink href={`/faculty/meetings/${stage.meeting.id}`}>
            {t('inMeeting', { day: day(stage.meeting.day) })}
          </TextLink>
        </p>
      )}
      {stage.isOfEarlierText && (
        <p className="text-sm">
          <TextLink href={textHref(ruleVersionId, stage.id)}>{t('earlierLink')}</TextLink>
        </p>
      )}
      {stage.closeNote !== '' && <p className="measure whitespace-pre-line">“{stage.closeNote}”</p>}
      {stage.conditions !== null && (
        <p className="text-sm text-soft">
          <OwedBy owed={stage.conditions} settlement={settlement} />
        </p>
      )}
    </>
  );
}

/** Whether a casting vote decided nothing in a stage that was decided. */
const isIdle = (stage: PastStage) =>
  stage.outcome !== null && stage.outcome !== 'withdrawn' && idlenessOf(stage, stage.status) !== null;

export function PastStages({
  stages,
  caseHref,
  ruleVersionId,
  settlement,
  heading: Heading = 'h4',
}: {
  settlement: Settlement | null;
  stages: readonly PastStage[];
  caseHref: string;
  ruleVersionId: string;
  heading?: 'h3' | 'h4';
}) {
  const t = useTranslations('registrar.history');
  const day = useDay();
  return (
    <div className="grid gap-4">
      {stages.map((stage) => (
        <section key={stage.id} className="grid gap-1 border-l-2 border-edge pl-4">
          <Heading className="font-medium">
            {t(`stage.${stage.kind === 'committee' || stage.kind === 'dean' ? stage.kind : 'department'}`)}:{' '}
            {t(`outcome.${endOfStage(stage) ?? 'open'}`)}{' '}
            <span className="text-sm font-normal text-soft">
              <Day date={stage.closedAt ?? stage.openedAt} />{' '}
              {stage.minutesRef !== '' && t('minutes', { reference: stage.minutesRef })}
            </span>
          </Heading>
          <PastStageFacts stage={stage} ruleVersionId={ruleVersionId} settlement={settlement} />
          {stage.votes === null && <p className="text-sm text-soft">{t('votesHidden')}</p>}
          {stage.votes?.length === 0 && <p className="text-sm text-soft">{t('noVotes')}</p>}
          <ul className="grid gap-1">
            {stage.votes?.map((vote, index) => {
              const choice = choices.find((one) => one === vote.choice);
              return (
                <li
                  key={index}
                  className={
                    vote.isReplaced || vote.takenBackAt !== null || vote.isRecused ? 'text-faint' : undefined
                  }
                >
                  <span className="font-medium">{vote.personName}</span> {choice && t(`choice.${choice}`)}:{' '}
                  {vote.rejection !== null && <>{t(`rejection.${vote.rejection.kind}`)}. </>}
                  <VoteReason vote={vote} />{' '}
                  {vote.rejection !== null && vote.rejection.publicReason !== '' && (
                    <span className="whitespace-pre-line">
                      {t('forStudents', { sentence: vote.rejection.publicReason })}{' '}
                    </span>
                  )}
                  {vote.round === 2 && <span className="text-sm">({t('afterDiscussion')}) </span>}
                  {vote.isCasting && <span className="text-sm">({t('casting')}) </span>}
                  {isIdle(stage) && vote.isCasting && !vote.isReplaced && vote.takenBackAt === null && (
                    <span className="text-sm">({t('castingIdle')}) </span>
                  )}
                  {vote.isReplaced && <span className="text-sm">({t('replaced')}) </span>}
                  {vote.takenBackAt !== null && (
                    <span className="text-sm">({t('takenBack', { day: day(vote.takenBackAt) })}) </span>
                  )}
                  {vote.isRecused && <span className="text-sm">({t('notCounted')})</span>}
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
