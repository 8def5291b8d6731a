import type { StageStatus } from './eligibility';

/** How somebody stands to a stage. */
export interface Viewer {
  /** Assigned and not recused. */
  isMember: boolean;
  isVoting: boolean;
  hasVoted: boolean;
  isChair: boolean;
}

/**
 * Whether somebody who may read the deliberation sees the votes, scores and remarks of others in this stage. While it is open:
 * members once they have voted themselves, and a chair without a vote. A chair with a vote votes first, like everybody else.
 * @source docs/domain.md §5.3 ("reviewers score blind")
 */
export function seesOthers(status: StageStatus, viewer: Viewer): boolean {
  if (status === 'closed') return true;
  if (viewer.isMember && viewer.isVoting) return viewer.hasVoted;
  return viewer.isChair;
}

/** Acts with which a panel judges. What each of them leaves on record is as blind as the vote itself. */
const judgingActs: readonly string[] = [
  'review.castVote',
  'review.scoreRubric',
  'review.markCoverage',
  'review.askForMore',
];

/** Whether an act is one with which a panel judges. */
export function isJudging(action: string): boolean {
  return judgingActs.includes(action);
}

/**
 * Whether what an act left on record is withheld, from everybody alike, while the case has an open stage. An act that names no
 * stage waits for the one that is open: when in doubt, blind.
 * @source docs/decisions/0005-blind-votes-in-the-audit-trail.md
 */
export function isWithheld(
  act: { action: string; stageId: string | null },
  openStageId: string | null,
): boolean {
  return (
    openStageId !== null && isJudging(act.action) && (act.stageId === null || act.stageId === openStageId)
  );
}
