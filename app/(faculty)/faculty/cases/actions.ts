'use server';

import { defineAction } from '@/lib/next/define-action';
import { AnswerQuestion, answerQuestion } from '@/lib/usecases/review/answer-question';
import { AskForMore, askForMore } from '@/lib/usecases/review/ask-for-more';
import { AssignReviewers, assignReviewers } from '@/lib/usecases/review/assign-reviewers';
import { castVote } from '@/lib/usecases/review/cast-vote';
import { CloseStage, closeStage } from '@/lib/usecases/review/close-stage';
import { DeclareConflict, declareConflict } from '@/lib/usecases/review/declare-conflict';
import { JudgementForm } from '@/lib/usecases/review/judgement-form';
import { NameChair, nameChair } from '@/lib/usecases/review/name-chair';
import { RevealBallots, revealBallots } from '@/lib/usecases/review/reveal-ballots';
import { saveJudgement } from '@/lib/usecases/review/save-judgement';
import { UnassignReviewer, unassignReviewer } from '@/lib/usecases/review/unassign-reviewer';
import { WithdrawVote, withdrawVote } from '@/lib/usecases/review/withdraw-vote';
import { SettleConditions, settleConditions } from '@/lib/usecases/rule/settle-conditions';
import { reportJudgement } from './report-judgement';

export const assignReviewersAction = defineAction({
  input: AssignReviewers,
  run: assignReviewers,
  done: 'reviewersAssigned',
});
export const unassignReviewerAction = defineAction({
  input: UnassignReviewer,
  run: unassignReviewer,
  done: 'reviewerUnassigned',
});
export const nameChairAction = defineAction({ input: NameChair, run: nameChair, done: 'chairNamed' });
export const revealBallotsAction = defineAction({
  input: RevealBallots,
  run: revealBallots,
  done: 'ballotsRevealed',
});
export const declareConflictAction = defineAction({
  input: DeclareConflict,
  run: declareConflict,
  done: 'conflictDeclared',
});
export const castVoteAction = defineAction({
  input: JudgementForm,
  run: (ctx, judgement) =>
    judgement.isBallot ? castVote(ctx, judgement.input) : saveJudgement(ctx, judgement.input),
  report: reportJudgement,
});
export const askForMoreAction = defineAction({ input: AskForMore, run: askForMore, done: 'messageSent' });
export const answerQuestionAction = defineAction({
  input: AnswerQuestion,
  run: answerQuestion,
  done: 'messageSent',
});
export const closeStageAction = defineAction({ input: CloseStage, run: closeStage, done: 'stageClosed' });
export const settleConditionsAction = defineAction({
  input: SettleConditions,
  run: settleConditions,
  done: 'conditionsSettled',
});
export const withdrawVoteAction = defineAction({
  input: WithdrawVote,
  run: withdrawVote,
  done: 'voteWithdrawn',
});
