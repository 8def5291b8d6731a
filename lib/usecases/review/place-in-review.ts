import { recordsOf, type Role, type StaffMember } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { type Colleague, listHolding } from '@/lib/db/colleagues';
import { type CaseRow, countOpenQuestions, listOpenCases } from '@/lib/db/review-case-list';
import type { StageAtWork } from '@/lib/db/review-cases';
import type { Tx } from '@/lib/db/tx';
import { authorIdsOf, isAuthorOf } from '@/lib/kernel/authors';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { NextAct } from '@/lib/review/work-order';
import { type Expected, expectedOf, type Place } from '@/lib/review/turn';
import { hasVoted } from '@/lib/review/vote';
import { standingIn } from './case-standing';
import {
  asStaff,
  closingOf,
  decidesTiesIn,
  isChairAble,
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

/** An open review as somebody finds it. */
export interface OpenReview {
  row: CaseRow;
  work: StageAtWork;
  place: Place;
  /** Whose turn it is there, worked out where it is shown. */
  expected: () => ExpectedView[];
}

/** An act that is waited for, and whose it is. */
export interface ExpectedView {
  act: NextAct;
  /** How many people it is asked of. */
  count: number;
  /** Empty where the reader may not know who they are. */
  names: string[];
}

/** These open reviews with the person's place in each, what is due first. */
export async function openReviewsOf(
  tx: Tx,
  actor: StaffMember,
  today: CivilDate,
  caseIds: readonly string[],
): Promise<OpenReview[]> {
  const open = await listOpenCases(tx, caseIds);
  const questions = await countOpenQuestions(
    tx,
    open.map(({ row }) => row.caseId),
  );
  const colleagues = await listHolding(tx, rolesInReviews);
  return open.map(({ row, work }) => {
    const asked = questions.get(row.caseId) ?? 0;
    const place = placeInReview(work, actor, colleagues, today, asked);
    const seesNames = standingIn(actor, [work], work).seesNames;
    return { row, work, place, expected: () => expectedIn(work, colleagues, today, asked, seesNames) };
  });
}

/** Everybody of whom something can be asked in a review: who judges or leads, who names a chair, and who wrote it. */
const rolesInReviews: readonly Role[] = [...leadingRoles, 'registrar', 'evaluator'];

/** Who is expected to act in an open review, and how: by name where the reader may know who is in it, else how many. */
function expectedIn(
  work: StageAtWork,
  colleagues: readonly Colleague[],
  today: CivilDate,
  openQuestions: number,
  seesNames: boolean,
): ExpectedView[] {
  const parts = [
    ...work.assignments.map(({ personId }) => personId),
    work.stage.chairId,
    ...authorIdsOf(work),
  ];
  // Where its chair leads, nobody else is asked for what a chair does.
  const people = isChairAble(work, colleagues)
    ? colleagues.filter(({ id }) => parts.includes(id))
    : colleagues;
  return viewOf(
    expectedOf(
      people.map((one) => ({
        name: one.name,
        place: placeInReview(work, asStaff(one, work.reviewCase.tenantId), colleagues, today, openQuestions),
      })),
    ),
    seesNames,
  );
}

/** What is told of who is expected to act: authors, and whoever may not read a review, learn how many, not who. */
function viewOf(expected: readonly Expected[], seesNames: boolean): ExpectedView[] {
  return expected.map(({ act, names }) => ({ act, count: names.length, names: seesNames ? names : [] }));
}
