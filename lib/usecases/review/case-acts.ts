import type { StaffMember } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import type { Permission } from '@/lib/access/permission';
import type { Colleague } from '@/lib/db/colleagues';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { maySeat, mayVoteAnew } from '@/lib/review/casting-vote';
import { mayAct, mayDeclare, mayJudge } from '@/lib/review/eligibility';
import { hasVoted } from '@/lib/review/vote';
import type { CaseStanding, CaseView } from './case-view';
import {
  leadResource,
  mayDecideTieIn,
  mayNameLeaderIn,
  placeIn,
  settlingOf,
  stageResource,
} from './stage-resource';

/** What the page of a case offers somebody in its present stage; the acts themselves ask again. */
export function mayDo(
  actor: StaffMember,
  current: StageAtWork,
  standing: CaseStanding,
  seesTable: boolean,
  colleagues: readonly Colleague[],
  today: CivilDate,
): Omit<CaseView['may'], 'settle'> {
  const resource = stageResource(current);
  const { status } = current.stage;
  const place = placeIn(current, actor.personId);
  const judges = standing === 'member' && place !== null && mayJudge(status, place).ok;
  const acts = seesTable && mayAct(status, place).ok;
  const settling = settlingOf(current, today);
  const seats = maySeat(settling).ok;
  const allows = (permission: Permission) => can(actor, permission, resource).allowed;
  return {
    judge: judges && allows('review.markCoverage'),
    vote:
      judges &&
      allows('review.castVote') &&
      (!hasVoted(current.votes, actor.personId) || mayVoteAnew(settling).ok),
    declareLater:
      seesTable &&
      place?.conflictDeclared === false &&
      mayDeclare(status, place.isRecused, true).ok &&
      allows('review.declareConflict'),
    decideTie: seesTable && mayDecideTieIn(current, actor, colleagues, today).ok,
    ask: acts && allows('review.askForMore'),
    assign: acts && seats && allows('review.assign'),
    unassign: acts && seats && allows('review.unassign'),
    reveal: acts && current.stage.revealedAt === null && allows('review.reveal'),
    nameChair:
      standing !== 'declare' &&
      standing !== 'recused' &&
      can(actor, 'review.nameChair', leadResource(current, colleagues)).allowed &&
      mayNameLeaderIn(current, colleagues, today).ok,
    close: acts && allows('review.closeStage'),
    answer:
      standing !== 'recused' &&
      standing !== 'none' &&
      can(actor, 'review.answer', { tenantId: actor.tenantId }).allowed,
  };
}
