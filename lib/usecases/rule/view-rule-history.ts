import type { StaffMember } from '@/lib/access/actor';
import { listActsFor } from '@/lib/db/review-acts';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import * as cases from '@/lib/db/review-cases';
import type { CastVote } from '@/lib/db/stage-at-work';
import { getInstitution } from '@/lib/db/institutions';
import { listOf as listReaffirmed, type Reaffirmed } from '@/lib/db/reaffirmations';
import { findRejection } from '@/lib/db/rejections';
import { listTransitions } from '@/lib/db/rule-transitions';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { authorIdsOf } from '@/lib/kernel/authors';
import { refuse } from '@/lib/kernel/refusal';
import { isBlind, seesBallotOf } from '@/lib/review/blind';
import { castingVoteIn } from '@/lib/review/casting-vote';
import type { Rejection } from '@/lib/review/rejection-kind';
import { lastVotes, membersVotes, takenBackAt } from '@/lib/review/vote';
import { diffVersions, type Difference } from '@/lib/rule/diff';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { standingIn } from '../review/case-standing';
import { namedIn, type StageRecord, stageRecordOf } from '../review/stage-record';
import { reviewRecordOf } from '../review/review-record';
import type { ReviewRecord } from '@/lib/usecases/review/decided-how';
import type { RuleNames } from '@/lib/rule/rule-names';
import { namesOfRules } from './names-of-rules';
import { ruleResource } from './rule-resource';

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

export interface RuleHistory {
  version: RuleVersion;
  versions: PastVersion[];
  transitions: Awaited<ReturnType<typeof listTransitions>>;
  names: RuleNames;
  today: CivilDate;
}

/** All versions of a rule: what each changed, who moved it, how it was voted on. @refuses not_found */
export async function viewRuleHistory(ctx: Context, id: string): Promise<RuleHistory> {
  return query(ctx, async (tx, actor, ctx) => {
    const version = (await rules.find(tx, id)) ?? refuse('not_found', 'rule/not-found');
    authorize(ctx, 'rule.view', ruleResource(version));
    const all = await rules.listVersions(tx, version.ruleId);
    const people = await rules.namesOf(
      tx,
      all.flatMap((one) => [...authorIdsOf(one), ...(one.publishedById ? [one.publishedById] : [])]),
    );
    const institution = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    const reaffirmed = await listReaffirmed(
      tx,
      all.map((one) => one.id),
    );
    const versions: PastVersion[] = [];
    for (const [index, one] of all.entries()) {
      const before = all[index + 1];
      const caseId = await rules.findReviewCaseId(tx, one.id);
      versions.push({
        version: one,
        caseId,
        authorNames: authorIdsOf(one).map((author) => people.get(author) ?? ''),
        publisherName: one.publishedById ? (people.get(one.publishedById) ?? '') : null,
        differences: before ? diffVersions(before, one) : null,
        stages: caseId ? await pastStages(tx, actor, caseId, today, one.submittedAt) : [],
        rejection: one.status === 'rejected' ? await findRejection(tx, one.id) : null,
        reviewRecord: await reviewRecordOf(tx, actor, one, today),
        reaffirmed: reaffirmed.filter(({ ruleVersionId }) => ruleVersionId === one.id),
      });
    }
    return {
      version,
      today,
      versions,
      transitions: await listTransitions(tx, version.ruleId),
      names: await namesOfRules(
        tx,
        institution.homeUnit,
        today,
        all.map(({ definition }) => definition),
      ),
    };
  });
}

/** As the stage knew it: a conflict that was declared in a later one takes nothing back that was counted before. */
const isRecusedIn = ({ assignments }: StageAtWork, personId: string) =>
  assignments.some((seat) => seat.personId === personId && seat.isRecused);

async function pastStages(
  tx: Tx,
  actor: StaffMember,
  caseId: string,
  today: CivilDate,
  submittedAt: string | null,
): Promise<PastStage[]> {
  const stages = await cases.listStages(tx, caseId);
  const current = stages.at(-1);
  const seesNames = current !== undefined && standingIn(actor, stages, current).seesNames;
  const names = await rules.namesOf(tx, [
    ...namedIn(stages),
    ...stages.flatMap(({ votes, withdrawn }) => [...votes, ...withdrawn].map(({ personId }) => personId)),
  ]);
  const actsFor = seesNames ? await listActsFor(tx, caseId) : [];
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
