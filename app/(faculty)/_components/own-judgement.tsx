import { useTranslations } from 'next-intl';
import { VoteRules } from '@/components/catalog/policy-sentences';
import { ClientWords } from '@/components/layout/client-words';
import { BallotFields } from '@/components/review/ballot-fields';
import { CaseDesk } from '@/components/review/case-desk';
import { CoverageFields } from '@/components/review/coverage-fields';
import { LiveNeeds } from '@/components/review/live-judgement';
import { RubricFields } from '@/components/review/rubric-fields';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Disclosure } from '@/components/ui/disclosure';
import { hasCastingVote } from '@/lib/review/tally';
import type { CaseView, StageView } from '@/lib/usecases/review/case-view';
import { castVoteAction, withdrawVoteAction } from '../faculty/cases/actions';
import { certificateOutcomesOf, Section, type StageProps } from './case-section';

/** What a reviewer fills in: coverage, rubric, ballot, in that order and in one form, so that a vote takes with it what is on the screen. */
export function OwnJudgement({ view, table, stage }: StageProps) {
  const t = useTranslations('faculty');
  const { own, threshold } = table;
  if (!own || !view.may.judge) return null;
  const { question } = view;
  const judgesContent = stage.kind === 'department';
  const courses = question.courses.filter((course) => course.outcomes.length > 0);
  const toCover = courses.map(({ code, outcomes }) => ({ code, outcomeIds: outcomes.map(({ id }) => id) }));
  const matrix = (
    <CoverageFields
      courses={courses}
      certificateOutcomes={certificateOutcomesOf(question)}
      marks={own.marks}
      threshold={threshold}
      suggestions={own.suggestions}
    />
  );
  const scores = <RubricFields scores={own.scores} toReason={own.toReason} />;
  const approving = judgesContent ? (
    <LiveNeeds
      courses={toCover}
      marks={own.marks}
      scores={own.scores}
      threshold={threshold}
      toReason={own.toReason}
      isSpecified={question.courses.length > 0 && !question.definition.deny}
      otherwise={t('ballot.hint.approve')}
    />
  ) : (
    t('ballot.hint.approve')
  );
  const ballot = view.may.vote && (
    <div className="grid gap-x-12 gap-y-6 xl:grid-cols-[minmax(0,1fr)_18rem]">
      <BallotFields
        vote={own.vote}
        approving={approving}
        asJudged={judgesContent}
        rejections={view.rejections}
        isRevealed={stage.revealedAt !== null}
      />
      <VoteEffect view={view} stage={stage} />
    </div>
  );
  // Without script nothing saves itself; after a vote it waits for a press, since the vote rests on it.
  const save = (
    <p className={own.vote ? undefined : 'without-script'}>
      <Button type="submit" name="save" value="yes" formNoValidate>
        {t('judgement.save')}
      </Button>
    </p>
  );
  return (
    <ActionForm action={castVoteAction} className="gap-8!">
      <ClientWords namespaces={['faculty']}>
        <CaseDesk
          save={castVoteAction}
          outcomeIds={toCover.flatMap(({ outcomeIds }) => outcomeIds)}
          marks={own.marks}
          scores={own.scores}
          toReason={own.toReason}
          hasVoted={own.vote !== null}
          mayVote={view.may.vote}
          effect={t(`desk.effect.${view.ballotEnding}`)}
        >
          <input type="hidden" name="stageId" value={stage.id} />
          {own.vote ? (
            <Section id="own" title={t('case.own')} step="vote">
              <Disclosure summary={t('ballot.change')}>{ballot}</Disclosure>
              <Disclosure summary={t('coverage.title')}>{matrix}</Disclosure>
              <Disclosure summary={t('rubric.title')}>{scores}</Disclosure>
              {save}
            </Section>
          ) : judgesContent ? (
            <>
              <Section
                id="coverage"
                title={t('coverage.title')}
                lede={<KeyedLede lede={t('coverage.lede')} keys={t('desk.keys.coverage')} />}
                step="coverage"
              >
                {matrix}
              </Section>
              <Section
                id="rubric"
                title={t('rubric.title')}
                lede={
                  <KeyedLede
                    lede={t(own.toReason.asksAll ? 'rubric.ledeAll' : 'rubric.lede')}
                    keys={t('desk.keys.rubric')}
                  />
                }
                step="rubric"
              >
                {scores}
                {save}
              </Section>
              {ballot && (
                <Section
                  id="vote"
                  title={t('ballot.title')}
                  lede={<KeyedLede lede={t('judgement.voteSaves')} keys={t('desk.keys.vote')} />}
                  step="vote"
                >
                  {ballot}
                </Section>
              )}
            </>
          ) : (
            <>
              {ballot && (
                <Section id="vote" title={t('ballot.title')} step="vote">
                  {ballot}
                </Section>
              )}
              <div data-step="coverage rubric">
                <Disclosure summary={t('coverage.title')}>
                  <div className="grid gap-8">
                    {matrix}
                    {scores}
                    {save}
                  </div>
                </Disclosure>
              </div>
            </>
          )}
        </CaseDesk>
      </ClientWords>
    </ActionForm>
  );
}

/** What a part asks, and its keys for those who have some. */
function KeyedLede({ lede, keys }: { lede: string; keys: string }) {
  return (
    <>
      {lede} <span className="with-keys">{keys}</span>
    </>
  );
}

/** What the vote does, and by which rules the stage ends. */
function VoteEffect({ view, stage }: { view: CaseView; stage: StageView }) {
  const t = useTranslations('faculty');
  return (
    <aside aria-labelledby="what-it-does" className="grid content-start gap-2 text-sm">
      <h3 id="what-it-does" className="text-base font-semibold">
        {t('desk.whatItDoes')}
      </h3>
      <p className="font-medium">
        {t(view.ballotEnding === 'stays' ? 'desk.stays' : `ballot.ending.${view.ballotEnding}`)}
      </p>
      {hasCastingVote(stage.config) && stage.due.state === 'overdue' && (
        <p className="font-medium">{t('ballot.ending.tieLate')}</p>
      )}
      <p className="text-soft">{t('desk.votedSoFar', { ...stage.votes })}</p>
      <VoteRules config={stage.config} isOverdue={stage.due.state === 'overdue'} />
      <p className="text-soft">{t('desk.canChange')}</p>
    </aside>
  );
}

/** Takes the own vote back, as long as it could be changed as well. */
export function WithdrawVote({ view, table, stage }: StageProps) {
  const t = useTranslations('faculty.ballot');
  if (!table.own?.vote || !view.may.vote) return null;
  return (
    <ActionForm action={withdrawVoteAction} endsOthers className="no-print">
      <input type="hidden" name="stageId" value={stage.id} />
      <ConfirmButton
        trigger={t('withdraw')}
        question={t('withdrawQuestion')}
        confirm={t('withdrawConfirm')}
        tone="secondary"
      />
    </ActionForm>
  );
}
