import { useTranslations } from 'next-intl';
import { CaseSteps } from '@/components/review/case-steps';
import { LaterConflict } from '@/components/review/conflict-form';
import { StageLine } from '@/components/review/stage-line';
import { Notice } from '@/components/ui/notice';
import type { viewLedActs } from '@/lib/usecases/review/view-led-acts';
import { declareConflictAction } from '../faculty/cases/actions';
import { CaseFacts } from './case-facts';
import { OthersJudgement, OwnKept } from './case-findings';
import { CaseDiscussion, CastingVote, ChairTask, VoteStanding } from './case-judgement';
import { CaseQuestion } from './case-question';
import { type StageProps, stepsOf } from './case-section';
import { CaseTask } from './case-task';
import { LedActs } from './led-acts';
import { OwnJudgement, WithdrawVote } from './own-judgement';

/** A case for whoever may read what is on its table: what is asked stays above, what is known beside it, and what is to be done between them. */
export function CaseOnTable({
  view,
  table,
  stage,
  acts,
  tested,
}: StageProps & {
  acts: NonNullable<Awaited<ReturnType<typeof viewLedActs>>>;
  /** What publishing it would change; nothing where that cannot be said. */
  tested: React.ReactNode;
}) {
  const t = useTranslations('faculty');
  const { question, standing } = view;
  const hasVoted = Boolean(table.own?.vote);
  // Whoever judges reads the road of the review after what is asked of them.
  const judgesNow = view.may.judge && !hasVoted;
  const road = (
    <div data-step="question" className="grid gap-8 empty:hidden">
      <StageLine
        stages={table.stages}
        followedBy={view.followedBy}
        isOpen={view.isOpen}
        ruleVersionId={question.ruleVersionId}
        settlement={view.reviewRecord.settlement}
      />
      <LedActs acts={acts} ledStageId={view.may.assign ? view.stageId : null} />
    </div>
  );
  return (
    <CaseSteps
      label={t('desk.steps')}
      steps={stepsOf(view).map((id) => ({ id, label: t(`desk.step.${id}`) }))}
    >
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 content-start gap-8">
          <div id="question" data-step="question">
            <CaseTask view={view} table={table} stage={stage} />
          </div>
          <div data-step="question" className="case-question">
            <CaseQuestion question={question} />
          </div>
          {!judgesNow && road}
          {standing === 'author' && <Notice title={t('case.author')} />}
          {hasVoted && <VoteStanding view={view} table={table} stage={stage} />}
          <OwnKept view={view} table={table} stage={stage} />
          <OthersJudgement view={view} table={table} stage={stage} />
          <CastingVote view={view} stage={stage} />
          <OwnJudgement view={view} table={table} stage={stage} />
          {hasVoted && (
            <div data-step="vote" className="empty:hidden">
              <WithdrawVote view={view} table={table} stage={stage} />
            </div>
          )}
          {judgesNow && road}
          {!hasVoted && standing !== 'author' && <VoteStanding view={view} table={table} stage={stage} />}
          {tested && <div data-step="evidence">{tested}</div>}
          <CaseDiscussion view={view} table={table} stage={stage} />
          <ChairTask view={view} stage={stage} />
          {view.may.declareLater && <LaterConflict action={declareConflictAction} stageId={view.stageId} />}
        </div>
        <CaseFacts question={question} deliberation={table} record={view.reviewRecord} />
      </div>
    </CaseSteps>
  );
}
