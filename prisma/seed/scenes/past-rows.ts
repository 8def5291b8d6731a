import { fromDay, plainJson } from '@/lib/db/codec';
import { addMonths } from '@/lib/kernel/civil-date';
import { microCredentialIdsIn } from '@/lib/rule/rule-version';
import { idOf, institutionId, departmentId } from '../ids';
import { basisOf, definitionOf } from './definition';
import type { CastReview, PastStage } from './past-cast';
import { closeCases, closeStages, fill, move } from './past-tables';
import type { Setting } from './stage';

/**
 * Puts reviews of the past there, many rows at a time and one step of all reviews after the other, each as the application would: the
 * database's guards see every version, seat, ballot and move. Under the role of the application.
 */
export async function insertPast(setting: Setting, reviews: readonly CastReview[]): Promise<void> {
  const { tx } = setting;
  await insertVersions(setting, reviews);
  await move(
    tx,
    reviews.map((review) => ({
      review,
      action: 'submit',
      from: 'draft',
      to: 'submitted',
      at: review.handedInAt,
      actorId: review.author.personId,
      set: { submitted_at: review.handedInAt },
    })),
  );
  const { key } = setting.institution;
  await tx.reviewCase.createMany({
    data: reviews.map(({ caseId, versionId, past, policy, routedAt }) => ({
      tenantId: institutionId(key),
      id: caseId,
      ruleVersionId: versionId,
      departmentId: departmentId(key, past.department),
      policyVersionId: idOf('policy', key, String(policy)),
      openedAt: new Date(routedAt),
    })),
  });
  await openStages(setting, reviews, 1, ({ department }) => department);
  await move(
    tx,
    reviews.map((review) => ({
      review,
      action: 'route',
      from: 'submitted',
      to: 'in_department',
      at: review.routedAt,
      actorId: review.registrar.personId,
    })),
  );
  await judge(setting, reviews, ({ department }) => department);
  await closeStages(tx, reviews, ({ department, committee }) => ({
    ...department,
    outcome: committee ? 'passed' : 'failed',
    closedById: null,
  }));
  await refuse(
    setting,
    reviews.filter(({ committee }) => committee === null),
  );
  const onward = reviews.filter(({ committee }) => committee !== null);
  await openStages(setting, onward, 2, ({ committee }) => committee);
  await move(
    tx,
    onward.map((review) => ({
      review,
      action: 'advance',
      from: 'in_department',
      to: 'in_committee',
      at: review.department.closedAt,
      actorId: lastVoterOf(review.department),
    })),
  );
  await judge(setting, onward, ({ committee }) => committee);
  await closeStages(
    tx,
    onward,
    ({ committee }) => committee && { ...committee, outcome: 'passed', closedById: committee.chair.personId },
  );
  await closeCases(tx, onward);
  await move(
    tx,
    onward.map((review) => ({
      review,
      action: 'approve',
      from: 'in_committee',
      to: 'approved',
      at: review.decidedAt,
      actorId: review.committee?.chair.personId ?? '',
      set: { approved_at: review.decidedAt },
    })),
  );
  await publishInTurn(setting, onward);
}

export const lastVoterOf = ({ seats }: PastStage): string => seats.at(-1)?.person.personId ?? '';

async function insertVersions(
  { tx, institution: { key }, versions }: Setting,
  reviews: readonly CastReview[],
): Promise<void> {
  const tenantId = institutionId(key);
  const written = reviews.map((review) => ({ review, definition: definitionOf(review.past.data) }));
  await tx.ruleVersion.createMany({
    data: written.map(({ review: { past, versionId, author, createdAt }, definition }) => ({
      tenantId,
      id: versionId,
      ruleId: idOf('rule', key, past.rule.code),
      version: past.number,
      definition: plainJson(definition),
      basis: plainJson(basisOf(past.data, (code) => versions.get(code) ?? '')),
      changeClass: 'substantive',
      publicNote: past.data.note,
      authorId: author.personId,
      claimFrom: fromDay(definition.claimWindow?.from),
      claimTo: fromDay(definition.claimWindow?.to),
      credentialFrom: fromDay(definition.credentialWindow?.from),
      credentialTo: fromDay(definition.credentialWindow?.to),
      createdAt: new Date(createdAt),
      updatedAt: new Date(createdAt),
    })),
  });
  await tx.ruleSource.createMany({
    data: written.flatMap(({ review, definition }) =>
      microCredentialIdsIn(definition.premise).map((microCredentialId) => ({
        tenantId,
        ruleVersionId: review.versionId,
        microCredentialId,
      })),
    ),
  });
}

async function openStages(
  { tx }: Setting,
  reviews: readonly CastReview[],
  position: number,
  stageOf: (review: CastReview) => PastStage | null,
): Promise<void> {
  const stages = reviews.flatMap((review) => {
    const stage = stageOf(review);
    return stage ? [{ review, stage }] : [];
  });
  await tx.reviewStage.createMany({
    data: stages.map(({ review, stage }) => ({
      tenantId: review.author.tenantId,
      id: stage.id,
      caseId: review.caseId,
      position,
      kind: stage.kind,
      config: plainJson(stage.config),
      chairId: stage.chair.personId,
      openedAt: new Date(stage.openedAt),
      dueOn: fromDay(stage.dueOn),
    })),
  });
  await fill(
    tx,
    'review_assignment',
    stages.flatMap(({ review, stage }) =>
      stage.seats.map(({ person }) => ({
        tenant_id: review.author.tenantId,
        id: idOf('seat', stage.id, person.personId),
        stage_id: stage.id,
        person_id: person.personId,
        is_voting: true,
        is_recused: false,
        conflict_declared: false,
        conflict_note: '',
        assigned_by_id: stage.openedBy.personId,
        assigned_at: stage.openedAt,
      })),
    ),
  );
}

async function judge(
  { tx }: Setting,
  reviews: readonly CastReview[],
  stageOf: (review: CastReview) => PastStage | null,
): Promise<void> {
  const ballots = reviews.flatMap((review) => {
    const stage = stageOf(review);
    return (stage?.seats ?? []).flatMap(({ person, ballot, marks, scores }) =>
      ballot === null || stage === null
        ? []
        : [
            {
              who: { tenant_id: review.author.tenantId, person_id: person.personId },
              stageId: stage.id,
              caseId: review.caseId,
              ballot,
              marks,
              scores,
            },
          ],
    );
  });
  await fill(
    tx,
    'coverage_mark',
    ballots.flatMap(({ who, caseId, marks, ballot }) =>
      marks.map(({ courseOutcomeId, coverage, note }) => ({
        ...who,
        case_id: caseId,
        course_outcome_id: courseOutcomeId,
        coverage,
        note,
        marked_at: ballot.at,
      })),
    ),
  );
  await fill(
    tx,
    'rubric_score',
    ballots.flatMap(({ who, stageId, scores, ballot }) =>
      scores.map((score) => ({ ...who, stage_id: stageId, ...score, scored_at: ballot.at })),
    ),
  );
  await fill(
    tx,
    'vote',
    ballots.map(({ who, stageId, ballot }) => ({
      ...who,
      id: idOf('ballot', stageId, who.person_id),
      stage_id: stageId,
      ordinal: 1,
      choice: ballot.choice,
      rationale: ballot.rationale,
      cast_at: ballot.at,
      round: 1,
      is_casting: false,
      public_reason: ballot.publicReason,
      rejection_kind: ballot.choice === 'reject' ? 'not_as_proposed' : null,
    })),
  );
}

/** What the department did not accept. */
async function refuse({ tx }: Setting, reviews: readonly CastReview[]): Promise<void> {
  await closeCases(tx, reviews);
  await tx.ruleRejection.createMany({
    data: reviews.map(({ author, versionId, department, decidedAt }) => ({
      tenantId: author.tenantId,
      ruleVersionId: versionId,
      kind: 'not_as_proposed',
      rejectedAt: new Date(decidedAt),
      publicReason: department.seats.at(-1)?.ballot?.publicReason ?? '',
    })),
  });
  await move(
    tx,
    reviews.map((review) => ({
      review,
      action: 'reject',
      from: 'in_department',
      to: 'rejected',
      at: review.decidedAt,
      actorId: lastVoterOf(review.department),
      reason: reasonsOf(review.department),
    })),
  );
}

export function reasonsOf({ seats }: PastStage): string {
  return seats.flatMap(({ ballot }) => (ballot?.choice === 'reject' ? [ballot.rationale] : [])).join('\n\n');
}

/** The versions of each mapping one after the other: what comes into force ends what was. */
async function publishInTurn(setting: Setting, reviews: readonly CastReview[]): Promise<void> {
  const {
    tx,
    institution: { policies, key },
    versions,
  } = setting;
  const turns: CastReview[][] = [];
  const before = new Map<string, string>();
  for (const review of reviews) {
    const turn = reviews.filter((one) => one.past.rule === review.past.rule).indexOf(review);
    (turns[turn] ??= []).push(review);
  }
  for (const turn of turns) {
    const ends = turn.map(({ past, publishedAt }) => ({
      id:
        before.get(past.rule.code) ??
        idOf('rule version', key, past.rule.code, String(past.rule.versions.length)),
      on: past.publishedOn,
      at: publishedAt,
    }));
    await tx.$executeRaw`
      UPDATE rule_version v SET claim_to = r."on" - 1, updated_at = r.at, row_version = v.row_version + 1
        FROM json_to_recordset(${JSON.stringify(ends)}::json) AS r (id uuid, "on" date, at timestamptz) WHERE v.tenant_id = current_tenant() AND v.id = r.id`;
    await move(
      tx,
      turn.flatMap((review) => {
        const {
          publishedAt,
          registrar,
          past: { publishedOn },
        } = review;
        if (publishedAt === null || publishedOn === null) return [];
        return [
          {
            review,
            action: 'publish',
            from: 'approved',
            to: 'published',
            at: publishedAt,
            actorId: registrar.personId,
            set: {
              published_at: publishedAt,
              published_by_id: registrar.personId,
              claim_from: publishedOn,
              review_due_on: addMonths(publishedOn, policies.current.review.reReviewMonths),
            },
          },
        ];
      }),
    );
    for (const { past, versionId } of turn) {
      before.set(past.rule.code, versionId);
      versions.set(past.rule.code, versionId);
    }
  }
}
