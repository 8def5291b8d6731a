import type { CivilDate } from '@/lib/kernel/civil-date';
import { StageKind } from '@/lib/review/stage-config';
import { courseCodesIn, RuleDefinition, RuleStatus } from '@/lib/rule/rule-version';
import { StageEnd } from './review-cases';
import { toDay, toInstant } from './codec';
import { Prisma } from './generated/client';
import type { Tx } from './tx';

/** Who looks, and which stages that person leads by office. */
export interface Onlooker {
  personId: string;
  chairsDepartments: readonly string[];
  chairsCommittee: boolean;
  isDean: boolean;
}

export type CaseFilter = 'mine' | 'assign' | 'all' | 'closed';

/** A case with its latest stage, as one person finds it. */
export interface CaseRow {
  caseId: string;
  title: string;
  ruleCode: string;
  version: number;
  ruleStatus: RuleStatus;
  courseCodes: string[];
  isDenial: boolean;
  stageKind: StageKind;
  status: 'open' | 'closed';
  outcome: StageEnd | null;
  dueOn: CivilDate | null;
  closedAt: string | null;
  /** The person's own seat; null without one. */
  seat: { isRecused: boolean; conflictDeclared: boolean | null; isVoting: boolean; hasVoted: boolean } | null;
  seated: number;
  voted: number;
  /** The person leads the stage and it has too few reviewers. */
  needsReviewers: boolean;
  /** The person leads the stage and enough have voted. */
  isClosable: boolean;
  /** The person wrote the rule and has been asked something. */
  openQuestions: number;
}

interface Found {
  case_id: string;
  title: string;
  code: string;
  version: number;
  rule_status: string;
  definition: unknown;
  kind: string;
  status: string;
  outcome: string | null;
  due_on: Date | null;
  closed_at: Date | null;
  has_seat: boolean;
  is_recused: boolean | null;
  conflict_declared: boolean | null;
  is_voting: boolean | null;
  has_voted: boolean;
  seated: number;
  voted: number;
  needs_reviewers: boolean;
  is_closable: boolean;
  open_questions: number;
}

/** Every case with what the person is asked there; a common table for the list and for the numbers on its tabs. */
function casesSeenBy({ personId, chairsDepartments, chairsCommittee, isDean }: Onlooker): Prisma.Sql {
  return Prisma.sql`
    WITH found AS (
      SELECT c.id AS case_id, c.status, c.closed_at, r.title, r.code, v.version, v.status AS rule_status, v.definition, s.kind, s.outcome, s.due_on,
             a.person_id IS NOT NULL AS has_seat, a.is_recused, a.conflict_declared, a.is_voting,
             EXISTS (SELECT FROM vote b WHERE b.stage_id = s.id AND b.person_id = ${personId}::uuid) AS has_voted,
             (SELECT count(*)::int FROM review_assignment x JOIN person p ON p.tenant_id = x.tenant_id AND p.id = x.person_id
               WHERE x.stage_id = s.id AND x.is_voting AND NOT x.is_recused
                 AND (p.status = 'active' OR EXISTS (SELECT FROM vote b WHERE b.stage_id = x.stage_id AND b.person_id = x.person_id))) AS seated,
             (SELECT count(DISTINCT b.person_id)::int FROM vote b JOIN review_assignment x ON x.stage_id = b.stage_id AND x.person_id = b.person_id
               WHERE b.stage_id = s.id AND x.is_voting AND NOT x.is_recused) AS voted,
             s.status = 'open' AND v.author_id <> ${personId}::uuid AND NOT coalesce(a.is_recused, false) AND (
               s.chair_id = ${personId}::uuid
               OR (s.kind = 'department' AND c.department_id = ANY(${[...chairsDepartments]}::uuid[]))
               OR (s.kind = 'committee' AND ${chairsCommittee}) OR (s.kind = 'dean' AND ${isDean})) AS leads,
             greatest((s.config->>'minReviewers')::int,
                      CASE WHEN s.config->>'mode' <> 'single' AND jsonb_typeof(s.config->'quorum') = 'number' THEN (s.config->>'quorum')::int ELSE 1 END) AS least,
             s.config->>'mode' <> 'single' AND s.config->>'quorum' = 'moreThanHalf' AS needs_half,
             CASE WHEN v.author_id = ${personId}::uuid AND c.status = 'open' THEN
               (SELECT count(*)::int FROM review_message q WHERE q.case_id = c.id AND q.kind = 'question'
                   AND NOT EXISTS (SELECT FROM review_message w WHERE w.case_id = c.id AND w.reply_to_id = q.id)) ELSE 0 END AS open_questions
        FROM review_case c
        JOIN rule_version v ON v.tenant_id = c.tenant_id AND v.id = c.rule_version_id
        JOIN equivalency_rule r ON r.tenant_id = v.tenant_id AND r.id = v.rule_id
        JOIN LATERAL (SELECT * FROM review_stage t WHERE t.tenant_id = c.tenant_id AND t.case_id = c.id ORDER BY t.position DESC LIMIT 1) s ON true
        LEFT JOIN review_assignment a ON a.tenant_id = s.tenant_id AND a.stage_id = s.id AND a.person_id = ${personId}::uuid
    ), seen AS (
      SELECT found.*, leads AND seated < least AS needs_reviewers,
             leads AND seated > 0 AND voted >= greatest(least, CASE WHEN needs_half THEN seated / 2 + 1 ELSE 1 END) AS is_closable
        FROM found
    )`;
}

const conditions: Record<CaseFilter, Prisma.Sql> = {
  mine: Prisma.sql`status = 'open' AND ((has_seat AND NOT is_recused) OR is_closable OR open_questions > 0)`,
  assign: Prisma.sql`status = 'open' AND needs_reviewers`,
  all: Prisma.sql`status = 'open'`,
  closed: Prisma.sql`status = 'closed'`,
};
const orders: Record<CaseFilter, Prisma.Sql> = {
  mine: Prisma.sql`has_voted AND NOT is_closable, due_on, title, case_id`,
  assign: Prisma.sql`due_on, title, case_id`,
  all: Prisma.sql`due_on, title, case_id`,
  closed: Prisma.sql`closed_at DESC, case_id`,
};

/** One tab of the list, with what is due first. `page` counts from 1. */
export async function listCases(
  tx: Tx,
  onlooker: Onlooker,
  filter: CaseFilter,
  page: number,
  size: number,
): Promise<CaseRow[]> {
  const rows = await tx.$queryRaw<Found[]>`
    ${casesSeenBy(onlooker)} SELECT * FROM seen WHERE ${conditions[filter]} ORDER BY ${orders[filter]} LIMIT ${size} OFFSET ${(page - 1) * size}`;
  return rows.map(toRow);
}

/** How many cases each tab holds. */
export async function countCases(tx: Tx, onlooker: Onlooker): Promise<Record<CaseFilter, number>> {
  const [counts] = await tx.$queryRaw<Record<CaseFilter, number>[]>`
    ${casesSeenBy(onlooker)}
    SELECT count(*) FILTER (WHERE ${conditions.mine})::int AS mine, count(*) FILTER (WHERE ${conditions.assign})::int AS assign,
           count(*) FILTER (WHERE ${conditions.all})::int AS "all", count(*) FILTER (WHERE ${conditions.closed})::int AS closed FROM seen`;
  return counts ?? { mine: 0, assign: 0, all: 0, closed: 0 };
}

function toRow(row: Found): CaseRow {
  const definition = RuleDefinition.parse(row.definition);
  return {
    caseId: row.case_id,
    title: row.title,
    ruleCode: row.code,
    version: row.version,
    ruleStatus: RuleStatus.parse(row.rule_status),
    courseCodes: courseCodesIn(definition),
    isDenial: definition.deny === true,
    stageKind: StageKind.parse(row.kind),
    status: row.status === 'open' ? 'open' : 'closed',
    outcome: row.outcome === null ? null : StageEnd.parse(row.outcome),
    dueOn: toDay(row.due_on),
    closedAt: toInstant(row.closed_at),
    seat: row.has_seat
      ? {
          isRecused: row.is_recused === true,
          conflictDeclared: row.conflict_declared,
          isVoting: row.is_voting === true,
          hasVoted: row.has_voted,
        }
      : null,
    seated: row.seated,
    voted: row.voted,
    needsReviewers: row.needs_reviewers,
    isClosable: row.is_closable,
    openQuestions: row.open_questions,
  };
}
