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
 * @source domain.md §5.3 ("reviewers score blind")
 */
export function seesOthers(status: StageStatus, viewer: Viewer): boolean {
  if (status === 'closed') return true;
  if (viewer.isMember && viewer.isVoting) return viewer.hasVoted;
  return viewer.isChair;
}
