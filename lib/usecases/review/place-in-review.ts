import { recordsOf, type StaffMember } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { type Colleague, listHolding } from '@/lib/db/colleagues';
import { type CaseRow, countOpenQuestions, listOpenCases } from '@/lib/db/review-case-list';
import type { StageAtWork } from '@/lib/db/review-cases';
import type { Tx } from '@/lib/db/tx';
import { isAuthorOf } from '@/lib/kernel/authors';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { Place } from '@/lib/review/turn';
import { hasVoted } from '@/lib/review/vote';
import {
  closingOf,
  isLeaderIn,
  isLedBy,
  isOverdueIn,
  isTieToldIn,
  lacksReviewersIn,
  leadingRoles,
  placeIn,
  stageResource,
  tallyOf,
} from './stage-resource';

/**
 * Somebody's place in a stage that is open, from which lib/review/turn.ts says what is asked of them. What it takes to act besides, a word
 * about conflicts, is asked first and by itself. `openQuestions` are those of the case that have no answer.
 */
export function placeInReview(
  work: StageAtWork,
  actor: StaffMember,
  colleagues: readonly Colleague[],
  today: CivilDate,
  openQuestions: number,
): Place {
  const seat = placeIn(work, actor.personId);
  const voted = hasVoted(work.votes, actor.personId);
  const isLeader = isLeaderIn(work, actor, colleagues);
  const isMember =
    seat?.isVoting === true && seat.isInRole && can(actor, 'review.castVote', stageResource(work)).allowed;
  return {
    isRecused: recordsOf(actor).some((id) => work.recusedIds.includes(id)),
    isMember,
    isLeader,
    hasDeclared: seat?.conflictDeclared === false,
    hasVoted: voted,
    canName:
      can(actor, 'review.nameChair', { ...stageResource(work), isLed: false }).allowed &&
      !isLedBy(work, colleagues),
    decidesTie: isLeader && isTieToldIn(work, tallyOf(work, today)) && (!isMember || voted),
    lacksReviewers: lacksReviewersIn(work, today),
    isClosable: closingOf(work, today).isClosable,
    isOverdue: isOverdueIn(work, today),
    questions:
      isAuthorOf(work, actor.personId) && can(actor, 'review.answer', stageResource(work)).allowed
        ? openQuestions
        : 0,
  };
}

/** An open review as somebody finds it. */
export interface OpenReview {
  row: CaseRow;
  work: StageAtWork;
  place: Place;
}

/** Every open review with the person's place in it, what is due first: what the start page counts and the queue lists. */
export async function openReviewsOf(tx: Tx, actor: StaffMember, today: CivilDate): Promise<OpenReview[]> {
  const open = await listOpenCases(tx);
  const written = open.filter(({ work }) => isAuthorOf(work, actor.personId));
  const questions = await countOpenQuestions(
    tx,
    written.map(({ row }) => row.caseId),
  );
  const colleagues = await listHolding(tx, leadingRoles);
  return open.map(({ row, work }) => ({
    row,
    work,
    place: placeInReview(work, actor, colleagues, today, questions.get(row.caseId) ?? 0),
  }));
}
