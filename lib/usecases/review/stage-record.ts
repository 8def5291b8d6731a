import type { ActFor } from '@/lib/db/review-acts';
import type { Stage, StageAtWork } from '@/lib/db/stage-at-work';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { needsMinutes } from '@/lib/review/stage-config';
import { notAskedIn, tallyOf } from './stage-resource';

/** What the record of a stage tells, beside its ballots: the same in the case and in the history. */
export interface StageRecord
  extends Pick<
    Stage,
    | 'id'
    | 'kind'
    | 'status'
    | 'outcome'
    | 'openedAt'
    | 'dueOn'
    | 'closedAt'
    | 'minutesRef'
    | 'closeNote'
    | 'conditions'
    | 'meeting'
    | 'revealedAt'
  > {
  /** Who leads or led it; null where nobody does. */
  chairName: string | null;
  /** Closed by the last vote it needed, and not by a person. */
  isClosedByVotes: boolean;
  /** Who closed it; null to the authors, and where its votes did. */
  closedByName: string | null;
  /** In whose place that was done; null where it was by an own right. */
  closedForName: string | null;
  revealedByName: string | null;
  revealedForName: string | null;
  /** It was tied, and the casting vote made the outcome; not told to the authors. */
  isDecidedByCastingVote: boolean;
  /** It was tied after the due day, when no casting vote was waited for any more: that counted as not approved. Not told to the authors. */
  isTiedLate: boolean;
  /** It ended before the mapping was handed in again: what was said there is about the text as it was then. */
  isOfEarlierText: boolean;
  /** Who had not said whether there is a conflict when it was closed all the same, where minutes are kept; not told to the authors. */
  notAskedNames: string[];
}

/** Everybody whom the records of some stages name. */
export function namedIn(stages: readonly StageAtWork[]): string[] {
  return stages.flatMap(({ stage: { chairId, closedById, revealedById } }) =>
    [chairId, closedById, revealedById].filter((id) => id !== null),
  );
}

/** Whether a stage ended before the mapping was handed in again. */
export function isOfEarlierText({ closedAt }: Pick<Stage, 'closedAt'>, submittedAt: string | null): boolean {
  return closedAt !== null && submittedAt !== null && closedAt < submittedAt;
}

/** The one answer that case and history give of what a stage's record tells. */
export function stageRecordOf(
  work: StageAtWork,
  names: ReadonlyMap<string, string>,
  seesNames: boolean,
  today: CivilDate,
  submittedAt: string | null,
  actsFor: readonly ActFor[],
): StageRecord {
  const { id, kind, status, outcome, openedAt, dueOn, closedAt, minutesRef, closeNote, revealedAt } =
    work.stage;
  const { chairId, closedById, revealedById, config, conditions, meeting } = work.stage;
  const nameOf = (personId: string | null) => (personId === null ? null : (names.get(personId) ?? null));
  const forOf = (action: string, at: string | null, byName: string | null) =>
    (seesNames &&
      actsFor.find((one) => one.action === action && one.at === at && one.byName === byName)?.forName) ||
    null;
  const count = tallyOf(work, today);
  const isJudged = status === 'closed' && outcome !== 'withdrawn';
  const notAsked = isJudged && seesNames && needsMinutes(config) ? notAskedIn(work) : [];
  return {
    id,
    kind,
    status,
    outcome,
    openedAt,
    dueOn,
    closedAt,
    minutesRef,
    closeNote,
    conditions,
    meeting,
    revealedAt,
    chairName: nameOf(chairId),
    isClosedByVotes: status === 'closed' && closedById === null,
    closedByName: seesNames ? nameOf(closedById) : null,
    closedForName: forOf('review.closeStage', closedAt, nameOf(closedById)),
    revealedByName: seesNames ? nameOf(revealedById) : null,
    revealedForName: forOf('review.reveal', revealedAt, nameOf(revealedById)),
    isDecidedByCastingVote: isJudged && seesNames && count.isDecidedByCastingVote,
    isOfEarlierText: isOfEarlierText(work.stage, submittedAt),
    isTiedLate: isJudged && seesNames && count.isTiedLate,
    notAskedNames: work.assignments
      .filter(({ personId }) => notAsked.includes(personId))
      .map(({ name }) => name),
  };
}
