import type { Role, StaffMember } from '@/lib/access/actor';
import { listHolding } from '@/lib/db/colleagues';
import { type CaseRow, openQuestionsIn, listOpenCases } from '@/lib/db/review-case-list';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { isBlind } from '@/lib/review/blind';
import type { NextAct } from '@/lib/review/work-order';
import { askAsTold, type Expected, expectedOf, type Place } from '@/lib/review/turn';
import { awaitedIn } from './awaited-in';
import { standingIn } from './case-standing';
import { placeInReview } from './place-in-review';
import { leadingRoles } from './stage-resource';

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
  const questions = await openQuestionsIn(
    tx,
    open.map(({ row }) => row.caseId),
  );
  const colleagues = await listHolding(tx, rolesInReviews);
  return open.map(({ row, work }) => {
    const asked = questions(row.caseId);
    const place = placeInReview(work, actor, colleagues, today, asked.count);
    const { seesNames } = standingIn(actor, [work], work);
    const told = { isBlind: isBlind(work.stage), isLeader: place.isLeader };
    const expected = () => {
      const awaited = awaitedIn(work, colleagues, today, asked);
      return viewOf(
        expectedOf(awaited.map(({ name, ask }) => ({ name, ask: askAsTold(ask, told) }))),
        seesNames,
      );
    };
    return { row, work, place, expected };
  });
}

/** Everybody of whom something can be asked in a review: who judges or leads, who names a chair, and who wrote it. */
const rolesInReviews: readonly Role[] = [...leadingRoles, 'registrar', 'evaluator'];

/** What is told of who is expected to act: authors, and whoever may not read a review, learn how many, not who. */
function viewOf(expected: readonly Expected[], seesNames: boolean): ExpectedView[] {
  return expected.map(({ act, names }) => ({ act, count: names.length, names: seesNames ? names : [] }));
}
