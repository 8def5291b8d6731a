import { can } from '@/lib/access/can';
import { authorIdsOf, isAuthorOf } from '@/lib/kernel/authors';
import type { Colleague } from '@/lib/db/colleagues';
import type { OpenQuestions } from '@/lib/db/review-case-list';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { type Awaited, sinceWhen } from '@/lib/review/stage-turn';
import { isAsk, turnOf } from '@/lib/review/turn';
import { placeInReview } from './place-in-review';
import { asStaff, isChairAble, placeIn, stageResource } from './stage-resource';

/**
 * Of whom an open stage waits for something, among these people: each by what lib/review/turn.ts says of them, as their own start page,
 * queue and page of the case do. The one answer for everybody else who waits. `questions` is how many have no answer, and since when.
 */
export function awaitedIn(
  work: StageAtWork,
  people: readonly Colleague[],
  today: CivilDate,
  questions: OpenQuestions,
): Awaited[] {
  const { stage, reviewCase } = work;
  // Where its chair can lead, nobody else is asked for what a chair does but who leads in that one's place.
  const isChairLed = isChairAble(work, people);
  const parts = new Set([
    ...work.assignments.map(({ personId }) => personId),
    ...authorIdsOf(work),
    stage.chairId,
  ]);
  const resource = stageResource(work);
  return people.flatMap((person): Awaited[] => {
    if (isChairLed && !parts.has(person.id) && !person.standsInFor) return [];
    const staff = asStaff(person, reviewCase.tenantId);
    const seat = placeIn(work, person.id);
    // Of anybody else nothing can be asked, and most people are in no review.
    const hasPart =
      seat !== null ||
      isAuthorOf(work, person.id) ||
      can(staff, 'review.closeStage', resource).allowed ||
      can(staff, 'review.nameChair', { ...resource, isLed: false }).allowed;
    if (!hasPart) return [];
    const ask = turnOf(placeInReview(work, staff, people, today, questions.count));
    if (!isAsk(ask)) return [];
    const since = sinceWhen(ask, {
      openedAt: stage.openedAt,
      seatedAt: seat?.isVoting ? seat.assignedAt : null,
      lastVoteAt: work.votes.at(-1)?.castAt ?? null,
      askedAt: questions.askedAt,
    });
    return [{ personId: person.id, name: person.name, ask, since }];
  });
}
