import { useFormatter, useTranslations } from 'next-intl';
import { BallotFields } from '@/components/review/ballot-fields';
import {
  AssignForm,
  ChairForm,
  CloseForm,
  type CloseProblem,
  RevealForm,
  type RevealProblem,
  SettleForm,
} from '@/components/review/chair-panel';
import { OwedBy } from '@/components/review/owed-by';
import { TallyView } from '@/components/review/tally-view';
import { Discussion } from '@/components/review/discussion';
import { textHref } from '@/components/rule/text-href';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { useDay } from '@/components/ui/day';
import { Disclosure } from '@/components/ui/disclosure';
import { decidingChoices } from '@/lib/review/casting-vote';
import { TextLink } from '@/components/ui/text-link';
import { useNameWithDays } from './days-away';
import { needsMinutes } from '@/lib/review/stage-config';
import type { CaseView, StageView } from '@/lib/usecases/review/case-view';
import {
  answerQuestionAction,
  askForMoreAction,
  assignReviewersAction,
  castVoteAction,
  closeStageAction,
  nameChairAction,
  revealBallotsAction,
  settleConditionsAction,
  unassignReviewerAction,
} from '../faculty/cases/actions';
import { Section, type StageProps } from './case-section';

/** The casting vote of whoever leads, beside an own vote: no matrix and no rubric, those who sit have filled theirs in. */
export function CastingVote({ view, stage }: { view: CaseView; stage: StageView }) {
  const t = useTranslations('faculty.ballot');
  const format = useFormatter();
  if (!view.may.decideTie) return null;
  return (
    <ActionForm action={castVoteAction}>
      <input type="hidden" name="stageId" value={stage.id} />
      <input type="hidden" name="casting" value="on" />
      <Section
        id="casting"
        step="vote"
        title={t('casting')}
        lede={
          view.notVoted.length === 0
            ? t('castingLede')
            : `${t('castingLede')} ${t('castingOpen', { names: format.list(view.notVoted), count: view.notVoted.length })}`
        }
      >
        <BallotFields
          vote={null}
          legend={t('casting')}
          choices={decidingChoices}
          approving={t('hint.approve')}
          rejections={view.rejections}
          isRevealed={stage.revealedAt !== null}
        />
        {!needsMinutes(stage.config) && (
          <p className="font-medium">{t(`ending.${view.notVoted.length === 0 ? 'ends' : 'mayEnd'}`)}</p>
        )}
        <p>
          <Button type="submit" tone="primary">
            {t('castingSubmit')}
          </Button>
        </p>
      </Section>
    </ActionForm>
  );
}

export function VoteStanding({ view, table, stage }: StageProps) {
  const t = useTranslations('faculty');
  const day = useDay();
  const earlier = table.stages.filter((found) => found.id !== stage.id);
  const hidden = stage.tally === null ? t('tally.hidden') : null;
  return (
    <Section id="tally" title={t('tally.title')} step="vote">
      <TallyView
        config={stage.config}
        seats={stage.seats}
        tally={stage.tally}
        votes={stage.votes}
        castingVote={stage.castingVote}
        hidden={hidden}
        isOpen={view.isOpen}
        isOverdue={stage.due.state === 'overdue'}
        lostSeats={stage.lostSeats}
        {...(view.may.unassign && { unassign: { action: unassignReviewerAction, stageId: stage.id } })}
      />
      {earlier.map((found) => (
        <Disclosure
          key={found.id}
          summary={t(found.isOfEarlierText ? 'tally.stageTitleEarlier' : 'tally.stageTitle', {
            stage: t(`stage.${found.kind}`),
            date: found.closedAt === null ? '' : day(found.closedAt),
          })}
        >
          {found.isOfEarlierText && (
            <p>
              <TextLink href={textHref(view.question.ruleVersionId, found.id)}>
                {t('line.earlierLink')}
              </TextLink>
            </p>
          )}
          <TallyView
            config={found.config}
            seats={found.seats}
            tally={found.tally}
            votes={found.votes}
            castingVote={found.castingVote}
            hidden={null}
            isOpen={false}
            isOverdue={false}
            lostSeats={found.lostSeats}
          />
        </Disclosure>
      ))}
    </Section>
  );
}

export function CaseDiscussion({ view, table, stage }: StageProps) {
  const t = useTranslations('faculty.discussion');
  return (
    <Section id="discussion" title={t('title')} step="talk">
      <Discussion
        caseId={view.caseId}
        messages={table.messages}
        hidesRemarks={table.hidesRemarks}
        {...(view.may.ask && { askForm: { action: askForMoreAction, stageId: stage.id } })}
        {...(view.may.answer && { answerAction: answerQuestionAction })}
      />
    </Section>
  );
}

export function ChairTask({ view, stage }: { view: CaseView; stage: StageView }) {
  const t = useTranslations('faculty.chair');
  const settle = useTranslations('faculty.settle');
  const withDays = useNameWithDays();
  if (view.may.settle) {
    return (
      <Section id="chair" title={settle('title')} lede={settle('lede')} step="vote">
        <blockquote className="measure whitespace-pre-line border-l-2 border-edge pl-4">
          {stage.closeNote}
        </blockquote>
        {view.reviewRecord.owed !== null && (
          <p>
            <OwedBy owed={view.reviewRecord.owed} due={view.reviewRecord.owed.due} />
          </p>
        )}
        <SettleForm
          action={settleConditionsAction}
          ruleVersionId={view.question.ruleVersionId}
          rowVersion={view.question.rowVersion}
        />
      </Section>
    );
  }
  // A registrar names whoever leads a stage that nobody can lead; of one that is led there is nothing to do here.
  const namesChair = view.may.nameChair && (!view.isLed || view.may.close);
  if (!view.may.assign && !view.may.close && !namesChair) return null;
  return (
    <Section id="chair" title={t('title')} step="vote">
      {view.may.assign && (
        <div className="grid gap-3">
          <h3 className="font-semibold">{t('assign')}</h3>
          <AssignForm
            action={assignReviewersAction}
            stageId={stage.id}
            candidates={view.candidates.map(({ id, name, away }) => ({ id, name: withDays(name, away) }))}
            vacancy={view.vacancy}
          />
        </div>
      )}
      {namesChair && (
        <div className="grid gap-3">
          <h3 className="font-semibold">{t('name')}</h3>
          <ChairForm action={nameChairAction} stageId={stage.id} candidates={view.chairCandidates} />
        </div>
      )}
      {view.may.reveal && (
        <div className="grid gap-3">
          <h3 className="font-semibold">{t('reveal')}</h3>
          <RevealForm
            action={revealBallotsAction}
            stage={stage}
            problem={view.revealProblem as RevealProblem | null}
          />
        </div>
      )}
      {view.may.close && (
        <div className="grid gap-3">
          <h3 className="font-semibold">{t('close')}</h3>
          <CloseForm
            action={closeStageAction}
            stage={stage}
            isClosable={view.isClosable}
            problem={view.closeProblem as CloseProblem | null}
            missing={view.votesToClose}
            ableToVote={view.notVoted.length}
            wouldEnd={stage.tally?.ifClosedNow ?? null}
            isLast={view.followedBy === null}
            notAsked={view.notAsked}
            owners={view.conditionOwners}
          />
        </div>
      )}
    </Section>
  );
}
