import type { CivilDate } from '@/lib/kernel/civil-date';
import type { RuleBody } from '@/lib/credit/input';
import type { RuleStatus } from '@/lib/rule/rule-version';
import { standingOfVersion, type VersionStanding } from '@/lib/rule/version-standing';
import { stood, stoodOn } from './as-of';
import { isNo } from './decided';
import { Prisma } from './generated/client';
import type { Tx } from './tx';

/** A span of time, from an instant on and before another. */
export interface Span {
  from: string;
  before: string;
}

/** What was decided at the institution in a span of time: approved, published or turned down then for the first time, what came first first. */
export async function decidedIn(tx: Tx, { from, before }: Span): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT v.id FROM rule_version v
      LEFT JOIN rule_rejection r ON r.tenant_id = v.tenant_id AND r.rule_version_id = v.id
     CROSS JOIN LATERAL (SELECT least(r.rejected_at, v.approved_at, v.published_at) AS at) d
     WHERE v.tenant_id = current_tenant() AND d.at >= ${from}::timestamptz AND d.at < ${before}::timestamptz
     ORDER BY d.at, v.id`;
  return rows.map(({ id }) => id);
}

/** A version that was decided: which one it is, when, and the case in which it was judged. */
export interface Judged {
  id: string;
  code: string;
  version: number;
  title: string;
  /** Where it stood on the day that was asked for, and its days of claim as they were known on it. */
  standing: VersionStanding;
  claimFrom: CivilDate | null;
  claimTo: CivilDate | null;
  decidedAt: string;
  /** Which no it was, where it was turned down. */
  rejection: string | null;
  /** Of a decided no, that of the proposal that it answers; null where it was not judged here. */
  caseId: string | null;
  policyVersionId: string | null;
}

/** How a version stood on a day, before it is called by its standing. */
interface StoodThen {
  status: RuleStatus;
  window: NonNullable<RuleBody['claimWindow']> | null;
}

/** These versions, in their order, as they stood on that day: what was moved later stands as its last move until then left it. */
export async function judgedIn(tx: Tx, ids: readonly string[], day: CivilDate): Promise<Judged[]> {
  const rows = await tx.$queryRaw<
    (Omit<Judged, 'decidedAt' | 'standing'> & StoodThen & { decidedAt: Date })[]
  >`
    SELECT v.id, e.code, v.version, e.title, coalesce(was.status, moved.to_status, v.status) AS status, v.definition -> 'claimWindow' AS window,
           v.claim_from::text AS "claimFrom", (${Prisma.raw(stood.claimTo)})::text AS "claimTo", least(r.rejected_at, v.approved_at, v.published_at) AS "decidedAt", r.kind AS rejection,
           c.id AS "caseId", c.policy_version_id AS "policyVersionId"
      FROM (SELECT a.id, a.place, ${day}::date AS day FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS a (id, place)) asked
      JOIN rule_version v ON v.tenant_id = current_tenant() AND v.id = asked.id
      JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
      JOIN institution i ON i.id = v.tenant_id
      ${Prisma.raw(stoodOn('asked.day'))}
      LEFT JOIN LATERAL (SELECT t.to_status FROM rule_transition t
         WHERE t.tenant_id = v.tenant_id AND t.rule_version_id = v.id AND (t.at AT TIME ZONE i.time_zone)::date <= asked.day
         ORDER BY t.at DESC, t.row_version DESC NULLS LAST, t.id DESC LIMIT 1) moved ON true
      LEFT JOIN rule_rejection r ON r.tenant_id = v.tenant_id AND r.rule_version_id = v.id
      LEFT JOIN LATERAL (
        SELECT p.id FROM rule_version p JOIN rule_rejection n ON n.tenant_id = p.tenant_id AND n.rule_version_id = p.id AND n.kind = 'no_credit'
         WHERE v.origin = 'rejection' AND p.tenant_id = v.tenant_id AND p.rule_id = v.rule_id AND p.version < v.version
         ORDER BY p.version DESC LIMIT 1) answered ON true
      LEFT JOIN review_case c ON c.tenant_id = v.tenant_id AND c.rule_version_id = coalesce(answered.id, v.id)
     ORDER BY asked.place`;
  return rows.map(({ decidedAt, status, window, ...row }) => ({
    ...row,
    claimFrom: row.claimFrom ?? window?.from ?? null,
    claimTo: row.claimTo ?? window?.to ?? null,
    standing: standingOfVersion({ ...row, status, definition: { claimWindow: window ?? undefined } }, day),
    decidedAt: decidedAt.toISOString(),
  }));
}

export interface MarkOnRecord {
  caseId: string;
  person: string;
  course: string;
  courseOutcome: string;
  coverage: string;
  learningOutcome: string | null;
  note: string;
}

/** How the outcomes of courses were marked in these cases. */
export async function marksOfCases(tx: Tx, caseIds: readonly string[]): Promise<MarkOnRecord[]> {
  return tx.$queryRaw<MarkOnRecord[]>`
    SELECT m.case_id AS "caseId", p.name AS person, c.code AS course, o.text AS "courseOutcome", m.coverage, l.text AS "learningOutcome", m.note
      FROM coverage_mark m JOIN person p ON p.tenant_id = m.tenant_id AND p.id = m.person_id
      JOIN course_outcome o ON o.tenant_id = m.tenant_id AND o.id = m.course_outcome_id
      JOIN course c ON c.tenant_id = o.tenant_id AND c.id = o.course_id
      LEFT JOIN learning_outcome l ON l.id = m.learning_outcome_id
     WHERE m.tenant_id = current_tenant() AND m.case_id = ANY(${[...caseIds]}::uuid[])
     ORDER BY m.case_id, p.name, c.code, o.position, m.person_id`;
}

export interface ScoreOnRecord {
  caseId: string;
  stage: string;
  person: string;
  criterion: string;
  score: number;
  rationale: string;
}

/** How the rubric was scored in these cases. */
export async function scoresOfCases(tx: Tx, caseIds: readonly string[]): Promise<ScoreOnRecord[]> {
  return tx.$queryRaw<ScoreOnRecord[]>`
    SELECT s.case_id AS "caseId", s.kind AS stage, p.name AS person, r.criterion, r.score, r.rationale
      FROM rubric_score r JOIN review_stage s ON s.tenant_id = r.tenant_id AND s.id = r.stage_id
      JOIN person p ON p.tenant_id = r.tenant_id AND p.id = r.person_id
     WHERE r.tenant_id = current_tenant() AND s.case_id = ANY(${[...caseIds]}::uuid[])
     ORDER BY s.case_id, s.position, p.name, r.person_id, r.criterion`;
}

export interface EvidenceOnRecord {
  ruleVersionId: string;
  kind: string;
  title: string;
  url: string | null;
  fileName: string | null;
  bytes: number | null;
  sha256: string | null;
  addedBy: string;
  addedAt: Date;
}

/** What supported these versions, without the files. */
export async function evidenceOfVersions(tx: Tx, ids: readonly string[]): Promise<EvidenceOnRecord[]> {
  return tx.$queryRaw<EvidenceOnRecord[]>`
    SELECT e.rule_version_id AS "ruleVersionId", e.kind, e.title, e.url, e.file_name AS "fileName", octet_length(e.content) AS bytes, e.sha256,
           p.name AS "addedBy", e.added_at AS "addedAt"
      FROM evidence e JOIN person p ON p.tenant_id = e.tenant_id AND p.id = e.added_by_id
     WHERE e.tenant_id = current_tenant() AND e.rule_version_id = ANY(${[...ids]}::uuid[])
     ORDER BY e.rule_version_id, e.added_at, e.id`;
}

export interface MoveOnRecord {
  ruleVersionId: string;
  at: Date;
  action: string;
  fromStatus: string;
  toStatus: string;
  actor: string;
  reason: string;
}

/** Every change of state of these versions. */
export async function movesOfVersions(tx: Tx, ids: readonly string[]): Promise<MoveOnRecord[]> {
  return tx.$queryRaw<MoveOnRecord[]>`
    SELECT t.rule_version_id AS "ruleVersionId", t.at, t.action, t.from_status AS "fromStatus", t.to_status AS "toStatus", coalesce(p.name, '') AS actor, t.reason
      FROM rule_transition t LEFT JOIN person p ON p.tenant_id = t.tenant_id AND p.id = t.actor_id
     WHERE t.tenant_id = current_tenant() AND t.rule_version_id = ANY(${[...ids]}::uuid[])
     ORDER BY t.rule_version_id, t.at, t.id`;
}

/** A refused or appealed claim, without the student. */
export interface AppealOnRecord {
  claimId: string;
  at: Date;
  ground: string;
  answeredAt: Date | null;
  answer: string | null;
  answeredBy: string | null;
}

/** Appeals that students made in a span of time, with what was answered to each; nothing of who they are. */
export async function appealsIn(tx: Tx, { from, before }: Span): Promise<AppealOnRecord[]> {
  return tx.$queryRaw<AppealOnRecord[]>`
    SELECT e.claim_id AS "claimId", e.at, split_part(e.note, ':', 1) AS ground, a.at AS "answeredAt", a.move AS answer, p.name AS "answeredBy"
      FROM claim_event e
      LEFT JOIN LATERAL (SELECT x.at, x.move, x.person_id FROM claim_event x
         WHERE x.tenant_id = e.tenant_id AND x.claim_id = e.claim_id AND x.seq > e.seq AND x.move IN ('uphold', 'reopen') ORDER BY x.seq LIMIT 1) a ON true
      LEFT JOIN person p ON p.tenant_id = e.tenant_id AND p.id = a.person_id
     WHERE e.tenant_id = current_tenant() AND e.move = 'appeal' AND e.at >= ${from}::timestamptz AND e.at < ${before}::timestamptz
     ORDER BY e.at, e.claim_id`;
}

/** How often something was denied for one reason. */
export interface DenialCount {
  what: 'mapping' | 'claim';
  kind: string;
  ground: string;
  /** What the public read of it; empty where it was told nothing. */
  publicReason: string;
  count: number;
}

/**
 * What was denied in a span of time, by reason: proposals by which no it was and by the ground that most of those who rejected gave, and by
 * what the public read of it; a published "no credit" that answers no proposal as one of them; claims by outcome and by who decided.
 */
export async function denialsIn(tx: Tx, { from, before }: Span): Promise<DenialCount[]> {
  return tx.$queryRaw<DenialCount[]>`
    SELECT 'mapping' AS what, r.kind, coalesce(g.ground, '') AS ground, coalesce(nullif(r.public_reason, ''), no.public_note, '') AS "publicReason", count(*)::int AS count
      FROM rule_rejection r
      LEFT JOIN LATERAL (
        SELECT b.ground FROM review_case c JOIN review_stage s ON s.tenant_id = c.tenant_id AND s.case_id = c.id AND s.outcome = 'failed'
          JOIN vote b ON b.tenant_id = s.tenant_id AND b.stage_id = s.id AND b.choice = 'reject' AND stands(b)
         WHERE c.tenant_id = r.tenant_id AND c.rule_version_id = r.rule_version_id AND b.ground IS NOT NULL
         GROUP BY b.ground ORDER BY count(*) DESC, b.ground LIMIT 1) g ON true
      LEFT JOIN rule_version v ON v.tenant_id = r.tenant_id AND v.id = r.rule_version_id
      LEFT JOIN LATERAL (
        SELECT a.public_note FROM rule_version a
         WHERE r.kind = 'no_credit' AND a.tenant_id = v.tenant_id AND a.rule_id = v.rule_id AND a.version > v.version AND a.origin = 'rejection'
           AND a.published_at IS NOT NULL
         ORDER BY a.version LIMIT 1) no ON true
     WHERE r.tenant_id = current_tenant() AND r.rejected_at >= ${from}::timestamptz AND r.rejected_at < ${before}::timestamptz
     GROUP BY 2, 3, 4
    UNION ALL
    SELECT 'mapping', 'no_credit', '', v.public_note, count(*)::int
      FROM rule_version v
     WHERE v.tenant_id = current_tenant() AND v.origin <> 'rejection' AND ${Prisma.raw(isNo)}
       AND v.published_at >= ${from}::timestamptz AND v.published_at < ${before}::timestamptz
     GROUP BY 4
    UNION ALL
    SELECT 'claim', d.outcome, CASE WHEN d.decided_by_id IS NULL THEN 'rules' ELSE 'person' END, '', count(*)::int
      FROM claim_decision d
     WHERE d.tenant_id = current_tenant() AND d.outcome IN ('refused', 'partly_granted') AND d.decided_at >= ${from}::timestamptz AND d.decided_at < ${before}::timestamptz
     GROUP BY 2, 3
     ORDER BY 1, 2, 3, 4`;
}

export interface EntryOnRecord {
  objectId: string;
  seq: bigint;
  at: Date;
  actor: string;
  action: string;
  hash: string;
}

/** The entries of the trail about these versions and cases. */
export async function entriesOf(
  tx: Tx,
  versionIds: readonly string[],
  caseIds: readonly string[],
): Promise<EntryOnRecord[]> {
  return tx.$queryRaw<EntryOnRecord[]>`
    SELECT e.object_id AS "objectId", e.seq, e.at, coalesce(p.name, '') AS actor, e.action, e.hash
      FROM audit_event e LEFT JOIN person p ON p.tenant_id = e.tenant_id AND p.id = e.actor_id
     WHERE e.tenant_id = current_tenant() AND (e.object_type, e.object_id) IN (
             SELECT 'rule_version', unnest(${[...versionIds]}::text[]) UNION ALL SELECT 'review_case', unnest(${[...caseIds]}::text[]))
     ORDER BY e.seq`;
}
