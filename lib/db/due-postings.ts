import type { ClaimMove, ClaimState } from '@/lib/claim/lifecycle';
import type { DueLine } from '@/lib/claim/posting';
import { portionsOf } from '@/lib/kernel/portions-of';
import { plannedAnew } from './planned-anew';
import type { Tx } from './tx';

/** Lines that one batch takes at most, so that it is made within the time of an act. @units lines */
export const mostPostingLines = 2_000;

/**
 * What is to leave: accepted lines of claims that are accepted and neither on their way nor confirmed, and confirmed ones whose decision
 * was taken back; what is taken back first, then who waits longest. Claims are whole. `hasMore`: others wait for the next batch.
 */
export async function dueLines(tx: Tx, timeZone: string): Promise<{ lines: DueLine[]; hasMore: boolean }> {
  const rows = await tx.$queryRaw<DueLine[]>`${plannedAnew}
    WITH due AS (
      SELECT 'reversal' AS kind, p.claim_id, p.decision_id, p.line, p.student_number, NULL::text AS program, r.decided_at AS since, r.decided_at
        FROM posting_line p JOIN claim_decision r ON r.tenant_id = p.tenant_id AND r.reverses_id = p.decision_id
       WHERE p.kind = 'award' AND p.state = 'confirmed'
         AND NOT EXISTS (SELECT FROM posting_line o WHERE o.tenant_id = p.tenant_id AND o.claim_id = p.claim_id AND o.decision_id = p.decision_id AND o.line = p.line AND o.kind = 'reversal' AND o.state <> 'failed')
      UNION ALL
      SELECT 'award', c.id, d.id, l.line, NULL, c.asked->>'program', c.submitted_at, d.decided_at
        FROM credit_claim c JOIN claim_decision d ON d.tenant_id = c.tenant_id AND d.claim_id = c.id AND d.outcome <> 'reversed'
         AND NOT EXISTS (SELECT FROM claim_decision r WHERE r.tenant_id = d.tenant_id AND r.reverses_id = d.id)
        JOIN award_line l ON l.tenant_id = d.tenant_id AND l.decision_id = d.id AND l.answer = 'accepted'
       WHERE c.state = 'accepted'
         AND NOT EXISTS (SELECT FROM posting_line o WHERE o.tenant_id = l.tenant_id AND o.claim_id = c.id AND o.decision_id = l.decision_id AND o.line = l.line AND o.kind = 'award' AND o.state <> 'failed')
       ORDER BY 1 DESC, 7, 2, 4 LIMIT ${mostPostingLines + 1})
    SELECT u.kind, u.claim_id AS "claimId", c.student_id AS "studentId", s.name AS "studentName", s.mailbox, coalesce(u.student_number, s.number) AS "studentNumber",
           u.decision_id AS "decisionId", u.line, l.target, l.awarded, l.unit, u.program, (u.decided_at AT TIME ZONE ${timeZone})::date::text AS "decidedOn",
           (SELECT count(*)::int + 1 FROM posting_line o WHERE o.tenant_id = c.tenant_id AND o.claim_id = u.claim_id AND o.line = u.line) AS version,
           coalesce((SELECT string_agg(m.title || ', ' || m.provider, '; ' ORDER BY m.title, m.id) FROM learning_use e JOIN micro_credential m ON m.id = e.micro_credential_id
             WHERE e.tenant_id = c.tenant_id AND e.decision_id = u.decision_id AND e.rule_version_id = l.rule_version_id), '') AS source,
           (SELECT o.reason FROM posting_line o WHERE o.tenant_id = c.tenant_id AND o.claim_id = c.id AND o.decision_id = u.decision_id AND o.line = u.line AND o.kind = u.kind
             ORDER BY o.version DESC LIMIT 1) AS failure,
           EXISTS (SELECT FROM credit_claim k JOIN posting_line o ON o.tenant_id = k.tenant_id AND o.claim_id = k.id AND o.kind <> u.kind AND o.decision_id <> u.decision_id
              JOIN award_line x ON x.tenant_id = o.tenant_id AND x.decision_id = o.decision_id AND x.line = o.line
             WHERE k.tenant_id = c.tenant_id AND k.student_id = c.student_id AND CASE WHEN u.kind = 'award' THEN o.state = 'sent' AND (k.id = c.id OR x.target = l.target)
               ELSE o.state <> 'failed' AND x.target = l.target AND NOT EXISTS (SELECT FROM claim_decision r WHERE r.tenant_id = o.tenant_id AND r.reverses_id = o.decision_id) END) AS "isCrossed"
      FROM due u JOIN credit_claim c ON c.tenant_id = current_tenant() AND c.id = u.claim_id JOIN student s ON s.tenant_id = c.tenant_id AND s.id = c.student_id
      JOIN award_line l ON l.tenant_id = c.tenant_id AND l.decision_id = u.decision_id AND l.line = u.line
     ORDER BY u.kind DESC, u.since, u.claim_id, u.line`;
  if (rows.length <= mostPostingLines) return { lines: rows, hasMore: false };
  const cut = rows.at(-1)?.claimId;
  return { lines: rows.filter(({ claimId }) => claimId !== cut), hasMore: true };
}

/** One batch after the other: two that begin at once would take the same lines. */
export async function takeTurnToPost(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('posting of ' || current_tenant(), 0))`;
}

/** The claims, which nobody else moves before the transaction ends; those that were moved meanwhile are missing. */
export async function lockClaimsIn(tx: Tx, ids: readonly string[], state: ClaimState): Promise<string[]> {
  const rows = await tx.$queryRaw<
    { id: string }[]
  >`SELECT id FROM credit_claim WHERE tenant_id = current_tenant() AND id = ANY(${[...ids]}::uuid[]) AND state = ${state} ORDER BY id FOR UPDATE`;
  return rows.map(({ id }) => id);
}

/** The students who are this member of the staff, under any record of theirs. */
export async function studentsWhoAre(tx: Tx, personId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<
    { id: string }[]
  >`SELECT id FROM students_who_are(current_tenant(), ${personId}::uuid)`;
  return rows.map(({ id }) => id);
}

/** Moves many claims by one step, and writes down for each who did. */
export async function saveMoves(
  tx: Tx,
  claimIds: readonly string[],
  { state, move, at, personId }: { state: ClaimState; move: ClaimMove; at: string; personId: string },
): Promise<void> {
  // A part at a time, since a guard looks at each claim and a statement has five seconds.
  for (const ids of portionsOf(claimIds, 250)) {
    await tx.$executeRaw`UPDATE credit_claim SET state = ${state}, row_version = row_version + 1 WHERE tenant_id = current_tenant() AND id = ANY(${ids}::uuid[])`;
    await tx.$executeRaw`
      INSERT INTO claim_event (tenant_id, claim_id, seq, student_id, at, move, to_state, by_party, person_id)
      SELECT c.tenant_id, c.id, (SELECT count(*) + 1 FROM claim_event e WHERE e.tenant_id = c.tenant_id AND e.claim_id = c.id), c.student_id, ${at}::timestamptz, ${move}, ${state}, 'staff', ${personId}::uuid
        FROM credit_claim c WHERE c.tenant_id = current_tenant() AND c.id = ANY(${ids}::uuid[])`;
  }
}

/** Claims that wait for the student system, by what became of their accepted lines. */
export interface ClaimOfBatch {
  id: string;
  mailbox: string;
  sent: number;
  confirmed: number;
  due: number;
}

/** The posted claims of a batch, with all their accepted lines, those of other batches among them. */
export async function postedClaimsOf(tx: Tx, batchId: string): Promise<ClaimOfBatch[]> {
  return tx.$queryRaw<ClaimOfBatch[]>`${plannedAnew}
    SELECT c.id, s.mailbox, count(*) FILTER (WHERE p.state = 'sent')::int AS sent, count(*) FILTER (WHERE p.state = 'confirmed')::int AS confirmed,
           count(*) FILTER (WHERE p.state IS NULL)::int AS due
      FROM credit_claim c JOIN student s ON s.tenant_id = c.tenant_id AND s.id = c.student_id
      JOIN claim_decision d ON d.tenant_id = c.tenant_id AND d.claim_id = c.id AND d.outcome <> 'reversed'
       AND NOT EXISTS (SELECT FROM claim_decision r WHERE r.tenant_id = d.tenant_id AND r.reverses_id = d.id)
      JOIN award_line l ON l.tenant_id = d.tenant_id AND l.decision_id = d.id AND l.answer = 'accepted'
      LEFT JOIN posting_line p ON p.tenant_id = l.tenant_id AND p.claim_id = c.id AND p.decision_id = l.decision_id AND p.line = l.line AND p.kind = 'award' AND p.state <> 'failed'
     WHERE c.tenant_id = current_tenant() AND c.state = 'posted'
       AND c.id IN (SELECT o.claim_id FROM posting_line o WHERE o.tenant_id = current_tenant() AND o.batch_id = ${batchId}::uuid)
     GROUP BY c.id, s.mailbox ORDER BY c.id`;
}

/** How many claims are held until something was earned at the institution. */
export async function countHeld(tx: Tx): Promise<number> {
  return tx.creditClaim.count({ where: { state: 'held' } });
}
