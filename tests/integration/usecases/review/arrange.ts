import { parseCivilDate } from '@/lib/kernel/civil-date';
import { expect } from 'vitest';
import type { StageConfig } from '@/lib/review/stage-config';
import type { ReviewPolicy } from '@/lib/institution/policy-version';
import { Criterion } from '@/lib/review/rubric';
import { castVote } from '@/lib/usecases/review/cast-vote';
import { type CloseStage, closeStage } from '@/lib/usecases/review/close-stage';
import { declareConflict } from '@/lib/usecases/review/declare-conflict';
import { saveJudgement } from '@/lib/usecases/review/save-judgement';
import { routeRule } from '@/lib/usecases/rule/route-rule';
import type { RejectionKind } from '@/lib/review/rejection-kind';
import type { VoteChoice } from '@/lib/review/vote-choice';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltCourse,
  type BuiltMicroCredential,
  type BuiltPerson,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

export const department: StageConfig = {
  kind: 'department',
  mode: 'quorumVote',
  quorum: 'moreThanHalf',
  threshold: 'majorityCast',
  tie: 'notApproved',
  minReviewers: 1,
  recusedCount: false,
  dueDays: 15,
};
export const committee: StageConfig = { ...department, kind: 'committee', dueDays: 20 };
export const dean: StageConfig = { ...department, kind: 'dean', mode: 'single', dueDays: 5 };
export const policyOf = (...stages: StageConfig[]): ReviewPolicy => ({
  stages,
  coverageThreshold: 80,
  reReviewMonths: 36,
});

export interface Arranged {
  institution: Awaited<ReturnType<typeof anInstitution>>;
  author: BuiltPerson;
  chair: BuiltPerson;
  reviewers: BuiltPerson[];
  members: BuiltPerson[];
  dean: BuiltPerson;
  course: BuiltCourse;
  certificate: BuiltMicroCredential;
  ruleVersionId: string;
  caseId: string;
  stageId: string;
}

/** A rule that has been routed to its department, with reviewers assigned, in an institution of its own. */
export async function aReview(
  given: {
    reviewers?: number;
    members?: number;
    policy?: ReviewPolicy;
    amount?: string;
    chairAsked?: boolean;
  } = {},
): Promise<Arranged> {
  const institution = await anInstitution({ review: given.policy ?? policyOf(department, committee) });
  const author = await aPerson(institution, 'evaluator');
  const chair = await aPerson(institution, 'chair');
  const headOfCommittee = await aPerson(institution, 'committee_chair');
  const deanPerson = await aPerson(institution, 'dean');
  const reviewers: BuiltPerson[] = [];
  for (let n = 0; n < (given.reviewers ?? 2); n++) reviewers.push(await aPerson(institution, 'reviewer'));
  const members = [headOfCommittee];
  for (let n = 1; n < (given.members ?? 3); n++) members.push(await aPerson(institution, 'committee_member'));
  const course = await aCourse(institution, { outcomes: ['Explain data models.', 'Query a database.'] });
  const certificate = await aMicroCredential(institution, { outcomes: ['Model data.', 'Write queries.'] });
  const rule = await aRule(institution, author, {
    status: 'submitted',
    definition: oneForOne(certificate.id, course.code, given.amount ?? '6'),
  });
  // Not the author: who judges is chosen by somebody else.
  const sender = await aPerson(institution, 'evaluator');
  const routed = await routeRule(ctxOf(sender), {
    ruleVersionId: rule.id,
    expectedVersion: rule.rowVersion,
    reviewerIds: reviewers.map(({ id }) => id),
  });
  const [stage] = await queryAsSuperuser<{ id: string }>('select id from review_stage where case_id = $1', [
    routed.caseId,
  ]);
  if (given.chairAsked) await clear(chair, stage?.id ?? '');
  return {
    institution,
    author,
    chair,
    reviewers,
    members,
    dean: deanPerson,
    course,
    certificate,
    ruleVersionId: rule.id,
    caseId: routed.caseId,
    stageId: stage?.id ?? '',
  };
}

/** Says "no conflict". */
export const clear = (person: BuiltPerson, stageId: string) =>
  declareConflict(ctxOf(person), { stageId, conflict: 'none', note: '' });
export const recuse = (person: BuiltPerson, stageId: string) =>
  declareConflict(ctxOf(person), { stageId, conflict: 'conflict', note: 'I wrote the course.' });
export const vote = (
  person: BuiltPerson,
  stageId: string,
  choice: VoteChoice = 'approve',
  rejection: RejectionKind = 'not_as_proposed',
) =>
  castVote(ctxOf(person), {
    stageId,
    choice,
    rationale: `I ${choice}.`,
    ...(choice === 'reject' && { rejection, publicReason: 'It examines too little.' }),
  });
/** Decides a tie as whoever leads, beside an own vote. */
export const decide = (person: BuiltPerson, stageId: string, choice: VoteChoice) =>
  castVote(ctxOf(person), {
    stageId,
    choice,
    casting: 'on',
    rationale: `I decide: ${choice}.`,
    ...(choice === 'reject' && { rejection: 'no_credit' as const, publicReason: 'It is decided so.' }),
  });
/** What a chair says who closes with conditions. */
export const onConditions = (note: string) => ({
  conditional: 'on' as const,
  note,
  conditionsOwner: 'role:catalog_editor' as const,
  conditionsDueOn: parseCivilDate('2027-03-31'),
});

/** Closes a stage as it stands, with minutes. */
export async function close(
  chair: BuiltPerson,
  stageId: string,
  given: Partial<CloseStage> = {},
): ReturnType<typeof closeStage> {
  return closeStage(ctxOf(chair), {
    stageId,
    expectedVersion: (await stageRow(stageId))?.row_version ?? 0,
    minutesRef: 'CC 2026-11, item 3',
    note: '',
    notAsked: 'on',
    ...given,
  });
}

/** Declares, covers everything and scores 2 throughout. */
export async function judge(
  person: BuiltPerson,
  { stageId, course }: Pick<Arranged, 'stageId' | 'course'>,
): Promise<void> {
  await clear(person, stageId);
  await saveJudgement(ctxOf(person), {
    stageId,
    marks: course.outcomeIds.map((courseOutcomeId) => ({
      courseOutcomeId,
      coverage: 'full',
      note: 'Module 1.',
    })),
    scores: Criterion.options.map((criterion) => ({ criterion, score: '2', rationale: 'As it should be.' })),
  });
}

export async function openStageOf(
  caseId: string,
): Promise<{ id: string; kind: string; chair_id: string | null; due_on: string } | null> {
  const [stage] = await queryAsSuperuser<{
    id: string;
    kind: string;
    chair_id: string | null;
    due_on: string;
  }>("select id, kind, chair_id, due_on::text from review_stage where case_id = $1 and status = 'open'", [
    caseId,
  ]);
  return stage ?? null;
}
export async function stageRow(stageId: string) {
  const [row] = await queryAsSuperuser<{
    status: string;
    outcome: string | null;
    row_version: number;
    closed_by_id: string | null;
    minutes_ref: string;
    close_note: string;
  }>(
    'select status, outcome, row_version, closed_by_id, minutes_ref, close_note from review_stage where id = $1',
    [stageId],
  );
  return row;
}
export async function ruleStatus(ruleVersionId: string): Promise<string> {
  const [row] = await queryAsSuperuser<{ status: string }>('select status from rule_version where id = $1', [
    ruleVersionId,
  ]);
  return row?.status ?? '';
}
export async function auditActions(tenantId: string): Promise<string[]> {
  const rows = await queryAsSuperuser<{ action: string }>(
    'select action from audit_event where tenant_id = $1 order by seq',
    [tenantId],
  );
  return rows.map((row) => row.action);
}
export async function mailKinds(tenantId: string): Promise<string[]> {
  const rows = await queryAsSuperuser<{ kind: string }>(
    'select kind from outbox_message where tenant_id = $1 order by kind',
    [tenantId],
  );
  return rows.map((row) => row.kind);
}
/** What a use case refuses with. */
export const refusal = (code: string, reason: string) =>
  expect.objectContaining({ code, reason }) as unknown as Error;
