import type {
  CountsAs,
  DecidedEnd,
  DecidedReview,
  Ended,
  InForceCount,
  Seat,
  StageFact,
} from '@/lib/figures/facts';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { StageKind } from '@/lib/review/stage-config';
import { askersOfR } from './certificate-requests';
import { Prisma } from './generated/client';
import type { Tx } from './tx';

/** Days of the institution: from the first one up to, and without, the last one. */
export interface Days {
  from: CivilDate;
  until: CivilDate;
}
/** The same as instants, with the zone in which days are told. */
interface Span {
  zone: string;
  from: Date;
  until: Date;
}

async function spanOf(tx: Tx, { from, until }: Days): Promise<Span> {
  const [span] = await tx.$queryRaw<Span[]>`
    SELECT time_zone AS zone, ${from}::date::timestamp AT TIME ZONE time_zone AS from, ${until}::date::timestamp AT TIME ZONE time_zone AS until
      FROM institution WHERE id = current_tenant()`;
  return span ?? refuse('not_found', 'institution/not-found');
}

const dayOf = (column: string, { zone }: Span) =>
  Prisma.sql`(${Prisma.raw(column)} AT TIME ZONE ${zone})::date::text`;
const quarterOf = (column: string, { zone }: Span) =>
  Prisma.sql`date_trunc('quarter', ${Prisma.raw(column)} AT TIME ZONE ${zone})::date::text`;
const within = (column: string, { from, until }: Span) =>
  Prisma.sql`(${Prisma.raw(column)} >= ${from} AND ${Prisma.raw(column)} < ${until})`;

/** What a definition `v.definition` counts as: a course as soon as one of its lines is one. */
const countsAs = Prisma.sql`CASE WHEN v.definition -> 'deny' = 'true' OR NOT v.definition @? '$.outcomes[*].lines[*] ? (@.kind != "waiver" && @.kind != "noncredit")' THEN 'none'
       WHEN v.definition @? '$.outcomes[*].lines[*] ? (@.kind == "course")' THEN 'course' ELSE 'place' END`;

/** States in which an approval has led. */
const approved = ['approved', 'published', 'suspended', 'revoked'];

/** The reviews that were decided within the days, one row each. */
async function listDecidedReviews(tx: Tx, span: Span): Promise<DecidedReview[]> {
  const rows = await tx.$queryRaw<
    (Omit<DecidedReview, 'end' | 'countsAs' | 'isAsIs'> & {
      rejection: string | null;
      isApproved: boolean;
      counted: CountsAs | 'none';
      adoption: string | null;
    })[]
  >`
    SELECT c.department_id AS "departmentId", ${dayOf('coalesce(v.submitted_at, c.opened_at)', span)} AS "handedInOn", ${dayOf('c.opened_at', span)} AS "routedOn",
           ${dayOf('c.closed_at', span)} AS "decidedOn", ${dayOf('v.published_at', span)} AS "publishedOn", v.status = ANY(${approved}) AS "isApproved", r.kind AS rejection,
           ${countsAs} AS counted, v.basis ->> 'kind' = 'recommendation' AS "isRecommended", v.basis ->> 'adoption' AS adoption
      FROM review_case c
      JOIN rule_version v ON v.tenant_id = c.tenant_id AND v.id = c.rule_version_id
      LEFT JOIN rule_rejection r ON r.tenant_id = v.tenant_id AND r.rule_version_id = v.id
     WHERE c.tenant_id = current_tenant() AND c.status = 'closed' AND ${within('c.closed_at', span)}
       AND v.status = ANY(${[...approved, 'rejected']})`;
  return rows.map(({ rejection, isApproved, counted, adoption, ...row }) => {
    const end: DecidedEnd = isApproved
      ? counted === 'none'
        ? 'noCredit'
        : 'credit'
      : rejection === 'no_credit'
        ? 'noCredit'
        : 'notAsProposed';
    return {
      ...row,
      end,
      countsAs: end === 'credit' && counted !== 'none' ? counted : null,
      isAsIs: row.isRecommended ? adoption === 'asIs' : null,
    };
  });
}

/** Stages with their seats; how somebody votes in an open one is not read. */
async function listStageFacts(tx: Tx, span: Span, which: Prisma.Sql): Promise<StageFact[]> {
  // Seats come as one text a stage: a hundred thousand rows of their own would take the client longer than the database.
  const rows = await tx.$queryRaw<
    (Omit<StageFact, 'kind' | 'seats' | 'askedOn' | 'answeredOn'> & {
      caseId: string;
      kind: string;
      seats: string | null;
    })[]
  >`
    SELECT s.case_id AS "caseId", c.department_id AS "departmentId", s.kind, ${dayOf('s.opened_at', span)} AS "openedOn", ${dayOf('s.closed_at', span)} AS "closedOn",
           s.due_on::text AS "dueOn", (s.config ->> 'minReviewers')::int AS needs,
           (SELECT string_agg(concat_ws(' ', a.person_id, ${dayOf('a.assigned_at', span)}, ${dayOf('b.first', span)}, CASE WHEN s.closed_at IS NOT NULL THEN b.choice END), ',')
              FROM review_assignment a
              LEFT JOIN LATERAL (SELECT min(v.cast_at) AS first, (array_agg(v.choice ORDER BY v.ordinal DESC))[1] AS choice
                                   FROM vote v WHERE v.tenant_id = a.tenant_id AND v.stage_id = a.stage_id AND v.person_id = a.person_id AND NOT v.is_casting AND stands(v)) b ON true
             WHERE a.tenant_id = s.tenant_id AND a.stage_id = s.id AND a.is_voting AND NOT a.is_recused) AS seats
      FROM review_stage s JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
     WHERE s.tenant_id = current_tenant() AND ${which}`;
  const said = await listQuestions(tx, span, which);
  return rows.map(({ caseId, kind, seats, ...row }) => ({
    ...row,
    kind: StageKind.parse(kind),
    seats: (seats?.split(',') ?? []).map((seat): Seat => {
      const [person = '', seatedOn, votedOn, choice] = seat.split(' ');
      return {
        person,
        seatedOn: seatedOn as CivilDate,
        votedOn: (votedOn as CivilDate | undefined) ?? null,
        choice: choice ?? null,
      };
    }),
    askedOn: said.get(`${caseId} question`) ?? [],
    answeredOn: said.get(`${caseId} answer`) ?? [],
  }));
}

/** Questions to authors and their answers, by case and kind, in cases of stages that are looked at. */
async function listQuestions(tx: Tx, span: Span, which: Prisma.Sql): Promise<Map<string, CivilDate[]>> {
  const rows = await tx.$queryRaw<{ caseId: string; kind: string; on: CivilDate[] }[]>`
    SELECT m.case_id AS "caseId", m.kind, array_agg(${dayOf('m.at', span)} ORDER BY m.at) AS "on"
      FROM review_message m
     WHERE m.tenant_id = current_tenant() AND m.kind IN ('question', 'answer')
       AND EXISTS (SELECT FROM review_stage s WHERE s.tenant_id = m.tenant_id AND s.case_id = m.case_id AND ${which})
     GROUP BY m.case_id, m.kind`;
  return new Map(rows.map(({ caseId, kind, on }) => [`${caseId} ${kind}`, on]));
}

/** The reviews that were decided within the days. */
export async function readDecided(tx: Tx, days: Days): Promise<DecidedReview[]> {
  return listDecidedReviews(tx, await spanOf(tx, days));
}

/** Everything that ended within the days. */
export async function readEnded(tx: Tx, days: Days): Promise<Ended> {
  const span = await spanOf(tx, days);
  return {
    decided: await listDecidedReviews(tx, span),
    stages: await listStageFacts(tx, span, within('s.closed_at', span)),
    scores: await tx.$queryRaw`
      SELECT ${quarterOf('s.closed_at', span)} AS quarter, c.department_id AS "departmentId", r.criterion, count(*)::int AS n, sum(r.score)::int AS total,
             count(*) FILTER (WHERE r.score >= 2)::int AS good
        FROM review_stage s JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
        JOIN rubric_score r ON r.tenant_id = s.tenant_id AND r.stage_id = s.id
       WHERE s.tenant_id = current_tenant() AND ${within('s.closed_at', span)} GROUP BY 1, 2, 3`,
    coverage: await tx.$queryRaw`
      SELECT ${quarterOf('c.closed_at', span)} AS quarter, c.department_id AS "departmentId", count(*) FILTER (WHERE m.coverage = 'full')::int AS "full",
             count(*) FILTER (WHERE m.coverage = 'partial')::int AS partial, count(*) FILTER (WHERE m.coverage = 'none')::int AS none
        FROM review_case c JOIN coverage_mark m ON m.tenant_id = c.tenant_id AND m.case_id = c.id
       WHERE c.tenant_id = current_tenant() AND c.status = 'closed' AND ${within('c.closed_at', span)} GROUP BY 1, 2`,
    requests: await tx.$queryRaw`
      SELECT ${quarterOf('r.created_at', span)} AS quarter, sum(CASE WHEN r.answer IS NULL THEN a.askers ELSE r.askers END)::int AS askers
        FROM certificate_request r, LATERAL (${askersOfR}) a
       WHERE r.tenant_id = current_tenant() AND ${within('r.created_at', span)} GROUP BY 1`,
  };
}

/** The stages that are open. */
export async function readOpen(tx: Tx, days: Days): Promise<StageFact[]> {
  return listStageFacts(tx, await spanOf(tx, days), Prisma.sql`s.status = 'open'`);
}

/** The mappings that are in force on a day, counted. */
export async function countInForce(tx: Tx, today: CivilDate): Promise<InForceCount[]> {
  return tx.$queryRaw`
      SELECT e.department_id AS "departmentId", ${countsAs} AS "countsAs", count(*)::int AS n
        FROM rule_version v JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
       WHERE v.tenant_id = current_tenant() AND v.status = 'published' AND (v.claim_from IS NULL OR v.claim_from <= ${today}::date)
         AND (v.claim_to IS NULL OR v.claim_to >= ${today}::date)
       GROUP BY 1, 2`;
}
