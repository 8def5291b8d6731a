import type { StaffMember } from '@/lib/access/actor';
import { listActsFor } from '@/lib/db/review-acts';
import type { CastVote, StageAtWork } from '@/lib/db/stage-at-work';
import * as cases from '@/lib/db/review-cases';
import { findRejection } from '@/lib/db/rejections';
import type { Reaffirmed } from '@/lib/db/reaffirmations';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import { authorIdsOf } from '@/lib/kernel/authors';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { isBlind, seesBallotOf } from '@/lib/review/blind';
import { castingVoteIn } from '@/lib/review/casting-vote';
import type { Rejection } from '@/lib/review/rejection-kind';
import { lastVotes, membersVotes, takenBackAt } from '@/lib/review/vote';
import { diffVersions, type Difference } from '@/lib/rule/diff';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { standingIn } from '../review/case-standing';
import type { ReviewRecord } from '../review/decided-how';
import { reviewRecordOf } from '../review/review-record';
import { namedIn, type StageRecord, stageRecordOf } from '../review/stage-record';

/** One stage of a review as history tells it; votes only to those who may read deliberations, and not to the authors. */
export interface PastStage extends StageRecord {
  /** Null to whoever may not read them; while the stage is blind, one's own alone. */
  votes: PastVote[] | null;
}

export interface PastVote
  extends Pick<CastVote, 'choice' | 'ground' | 'rationale' | 'castAt' | 'round' | 'rejection' | 'isCasting'> {
  personName: string;
  /** When its person took it back; null where they did not. */
  takenBackAt: string | null;
  isReplaced: boolean;
  /** Its person found a conflict afterwards, so that it does not count. */
  isRecused: boolean;
}

export interface PastVersion {
  version: RuleVersion;
  authorNames: string[];
  publisherName: string | null;
  /** What it changed of the version before; null for the first one. */
  differences: Difference[] | null;
  caseId: string | null;
  stages: PastStage[];
  reviewRecord: ReviewRecord;
  /** Of a version that was turned down: which no it is, and the sentence that students read. */
  rejection: Rejection | null;
  /** When somebody looked at it and found that it stays as it is, the last first. */
  reaffirmed: Reaffirmed[];
}

/** A version as it came to be, for whoever reads it; `before` is the version before it. */
export async function pastVersionOf(
  tx: Tx,
  actor: StaffMember,
  version: RuleVersion,
  before: RuleVersion | undefined,
  { reaffirmed, today }: { reaffirmed: readonly Reaffirmed[]; today: CivilDate },
): Promise<PastVersion> {
  const people = await rules.namesOf(tx, [
    ...authorIdsOf(version),
    ...(version.publishedById ? [version.publishedById] : []),
  ]);
  const caseId = await rules.findReviewCaseId(tx, version.id);
  return {
    version,
    caseId,
    authorNames: authorIdsOf(version).map((author) => people.get(author) ?? ''),
    publisherName: version.publishedById ? (people.get(version.publishedById) ?? '') : null,
    differences: before ? diffVersions(before, version) : null,
    stages: caseId
      ? await pastStagesOf(tx, actor, await cases.listStages(tx, caseId), today, version.submittedAt)
      : [],
    rejection: version.status === 'rejected' ? await findRejection(tx, version.id) : null,
    reviewRecord: await reviewRecordOf(tx, actor, version, today),
    reaffirmed: reaffirmed.filter(({ ruleVersionId }) => ruleVersionId === version.id),
  };
}

/** As the stage knew it: a conflict that was declared in a later one takes nothing back that was counted before. */
const isRecusedIn = ({ assignments }: StageAtWork, personId: string) =>
  assignments.some((seat) => seat.personId === personId && seat.isRecused);

/** The stages of one review as history tells them to this reader. */
export async function pastStagesOf(
  tx: Tx,
  actor: StaffMember,
  stages: readonly StageAtWork[],
  today: CivilDate,
  submittedAt: string | null,
): Promise<PastStage[]> {
  const current = stages.at(-1);
  if (current === undefined) return [];
  const { seesNames } = standingIn(actor, stages, current);
  const names = await rules.namesOf(tx, [
    ...namedIn(stages),
    ...stages.flatMap(({ votes, withdrawn }) => [...votes, ...withdrawn].map(({ personId }) => personId)),
  ]);
  const actsFor = seesNames ? await listActsFor(tx, current.reviewCase.id) : [];
  return stages.map((work) => {
    const standing = new Set([
      ...lastVotes(membersVotes(work.votes)),
      castingVoteIn(work.votes, work.recusedIds),
    ]);
    const shown = [...work.votes, ...work.withdrawn]
      .sort((a, b) => a.castAt.localeCompare(b.castAt) || a.ordinal - b.ordinal)
      .filter(({ personId }) => seesBallotOf(work.stage, personId, actor.personId));
    const votes = shown.map((vote) => {
      const takenBack = takenBackAt(vote, work.withdrawn, work.withdrawals);
      const { personId, choice, ground, rationale, castAt, round, rejection, isCasting } = vote;
      return {
        personName: names.get(personId) ?? '',
        choice,
        ground,
        rationale,
        castAt,
        round,
        rejection,
        isCasting,
        takenBackAt: takenBack,
        isReplaced: takenBack === null && !standing.has(vote),
        isRecused: isRecusedIn(work, personId),
      };
    });
    return {
      ...stageRecordOf(work, names, seesNames, today, submittedAt, actsFor),
      votes: seesNames && (!isBlind(work.stage) || votes.length > 0) ? votes : null,
    };
  });
}
