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

/** Puts rows of one table there at once. Columns are those of the first row, and have no defaults. */
export async function fill(tx: Tx, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const [one] = rows;
  if (one === undefined) return;
  const columns = Object.keys(one).join(', ');
  await tx.$executeRawUnsafe(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`,
    JSON.stringify(rows),
  );
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
