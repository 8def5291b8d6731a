import { recordsOf, type StaffMember } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import type { Colleague } from '@/lib/db/colleagues';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import { isAuthorOf } from '@/lib/kernel/authors';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { Place } from '@/lib/review/turn';
import { hasVoted } from '@/lib/review/vote';
import {
  closingOf,
  decidesTiesIn,
  isLeaderIn,
  isLedBy,
  isOverdueIn,
  isTieToldIn,
  lacksReviewersIn,
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
    decidesTie:
      decidesTiesIn(work, actor, colleagues) &&
      isTieToldIn(work, tallyOf(work, today)) &&
      (!isMember || voted),
    lacksReviewers: lacksReviewersIn(work, today),
    isClosable: closingOf(work, today).isClosable,
    isOverdue: isOverdueIn(work, today),
    questions:
      isAuthorOf(work, actor.personId) && can(actor, 'review.answer', stageResource(work)).allowed
        ? openQuestions
        : 0,
  };
}
