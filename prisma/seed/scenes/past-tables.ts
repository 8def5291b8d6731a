import type { Tx } from '@/lib/db/tx';
import { idOf } from '../ids';
import type { CastReview, PastStage } from './past-cast';

/** A move of a version, and what is set with it. */
export interface Move {
  review: CastReview;
  action: string;
  from: string;
  to: string;
  at: string;
  actorId: string;
  reason?: string;
  set?: {
    submitted_at?: string;
    approved_at?: string;
    published_at?: string;
    published_by_id?: string;
    claim_from?: string;
    review_due_on?: string;
  };
}

/** Moves versions, with what is set with it and the record of the move. */
export async function move(tx: Tx, moves: readonly Move[]): Promise<void> {
  const rows = moves.map(({ review, to, at, reason, set }) => ({
    id: review.versionId,
    to,
    at,
    reason: reason ?? '',
    ...set,
  }));
  await tx.$executeRaw`
    UPDATE rule_version v SET status = r."to", status_reason = r.reason, updated_at = r.at, row_version = v.row_version + 1,
           submitted_at = coalesce(r.submitted_at, v.submitted_at), approved_at = coalesce(r.approved_at, v.approved_at),
           published_at = coalesce(r.published_at, v.published_at), published_by_id = coalesce(r.published_by_id, v.published_by_id),
           claim_from = coalesce(r.claim_from, v.claim_from), review_due_on = coalesce(r.review_due_on, v.review_due_on)
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (id uuid, "to" text, at timestamptz, reason text, submitted_at timestamptz, approved_at timestamptz,
           published_at timestamptz, published_by_id uuid, claim_from date, review_due_on date)
     WHERE v.tenant_id = current_tenant() AND v.id = r.id`;
  await fill(
    tx,
    'rule_transition',
    moves.map(({ review, action, from, to, at, actorId, reason }) => ({
      tenant_id: review.author.tenantId,
      id: idOf('move', review.versionId, action),
      rule_version_id: review.versionId,
      action,
      from_status: from,
      to_status: to,
      actor_id: actorId,
      reason: reason ?? '',
      at,
    })),
  );
}

const inserts = {
  review_assignment: (tx: Tx, rows: string) => tx.$executeRaw`
    INSERT INTO review_assignment (tenant_id, id, stage_id, person_id, is_voting, is_recused, conflict_declared, conflict_note, assigned_by_id, assigned_at)
    SELECT tenant_id, id, stage_id, person_id, is_voting, is_recused, conflict_declared, conflict_note, assigned_by_id, assigned_at
      FROM json_populate_recordset(NULL::review_assignment, ${rows}::json)`,
  coverage_mark: (tx: Tx, rows: string) => tx.$executeRaw`
    INSERT INTO coverage_mark (tenant_id, person_id, case_id, course_outcome_id, coverage, note, marked_at)
    SELECT tenant_id, person_id, case_id, course_outcome_id, coverage, note, marked_at
      FROM json_populate_recordset(NULL::coverage_mark, ${rows}::json)`,
  rubric_score: (tx: Tx, rows: string) => tx.$executeRaw`
    INSERT INTO rubric_score (tenant_id, person_id, stage_id, criterion, score, rationale, scored_at)
    SELECT tenant_id, person_id, stage_id, criterion, score, rationale, scored_at
      FROM json_populate_recordset(NULL::rubric_score, ${rows}::json)`,
  vote: (tx: Tx, rows: string) => tx.$executeRaw`
    INSERT INTO vote (tenant_id, person_id, id, stage_id, ordinal, choice, rationale, cast_at, round, is_casting, public_reason, rejection_kind)
    SELECT tenant_id, person_id, id, stage_id, ordinal, choice, rationale, cast_at, round, is_casting, public_reason, rejection_kind
      FROM json_populate_recordset(NULL::vote, ${rows}::json)`,
  rule_transition: (tx: Tx, rows: string) => tx.$executeRaw`
    INSERT INTO rule_transition (tenant_id, id, rule_version_id, action, from_status, to_status, actor_id, reason, at)
    SELECT tenant_id, id, rule_version_id, action, from_status, to_status, actor_id, reason, at
      FROM json_populate_recordset(NULL::rule_transition, ${rows}::json)`,
};

/** Puts rows of one table there at once. */
export async function fill(
  tx: Tx,
  table: keyof typeof inserts,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  if (rows.length > 0) await inserts[table](tx, JSON.stringify(rows));
}

/** Ends stages as their ballots say; the database counts these. */
export async function closeStages(
  tx: Tx,
  reviews: readonly CastReview[],
  stageOf: (review: CastReview) => (PastStage & { outcome: string; closedById: string | null }) | null,
): Promise<void> {
  const rows = reviews.flatMap((review) => {
    const stage = stageOf(review);
    return stage
      ? [
          {
            id: stage.id,
            at: stage.closedAt,
            by: stage.closedById,
            outcome: stage.outcome,
            minutes: stage.minutesRef,
          },
        ]
      : [];
  });
  await tx.$executeRaw`
    UPDATE review_stage s SET status = 'closed', outcome = r.outcome, closed_at = r.at, closed_by_id = r.by, minutes_ref = r.minutes, row_version = s.row_version + 1
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (id uuid, at timestamptz, by uuid, outcome text, minutes text)
     WHERE s.tenant_id = current_tenant() AND s.id = r.id`;
}

/** Ends reviews. */
export async function closeCases(tx: Tx, reviews: readonly CastReview[]): Promise<void> {
  const rows = reviews.map(({ caseId, decidedAt }) => ({ id: caseId, at: decidedAt }));
  await tx.$executeRaw`
    UPDATE review_case c SET status = 'closed', closed_at = r.at, row_version = c.row_version + 1
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (id uuid, at timestamptz) WHERE c.tenant_id = current_tenant() AND c.id = r.id`;
}
