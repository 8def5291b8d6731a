export type StageStatus = 'open' | 'closed';

/** As much of a stage as its blindness depends on. */
export interface BlindStage {
  status: StageStatus;
  /** When the chair revealed the ballots; null while they are blind. */
  revealedAt: string | null;
}

/** Ballots of the first round are blind, those of the second were cast after the chair had revealed them. */
export type Round = 1 | 2;

/**
 * Whether a stage is blind: open, and not revealed by its chair. Then nobody sees how others vote, whatever office they hold:
 * everybody on the staff may be given a seat, whoever has voted may vote again, and whoever has neither may tell.
 * @source docs/domain.md §11.4
 */
export function isBlind({ status, revealedAt }: BlindStage): boolean {
  return status === 'open' && revealedAt === null;
}

/**
 * What somebody who reads the deliberation may see of a person's ballot, reasons, marks, scores and remarks in a stage: the own ones
 * always, those of others once the stage is no longer blind. That somebody has voted is no secret. The only place that decides it.
 */
export function seesBallotOf(stage: BlindStage, ownerId: string, readerId: string): boolean {
  return ownerId === readerId || !isBlind(stage);
}

/** The round in which a ballot that is cast now counts. */
export function roundOf({ revealedAt }: BlindStage): Round {
  return revealedAt === null ? 1 : 2;
}

/** Acts with which a panel judges. What each of them leaves on record is as blind as the vote itself. */
const judgingActs: readonly string[] = [
  'review.castVote',
  'review.withdrawVote',
  'review.scoreRubric',
  'review.markCoverage',
  'review.askForMore',
];

/** Whether an act is one with which a panel judges. */
export function isJudging(action: string): boolean {
  return judgingActs.includes(action);
}

/**
 * Whether what an act left on record is withheld, from everybody alike, while its stage is blind. An act that names no stage waits for
 * the one that is: when in doubt, blind.
 * @source docs/decisions/0005-blind-votes-in-the-audit-trail.md
 */
export function isWithheld(
  act: { action: string; stageId: string | null },
  blindStageId: string | null,
): boolean {
  return (
    blindStageId !== null && isJudging(act.action) && (act.stageId === null || act.stageId === blindStageId)
  );
}
