import { RowEffect } from '@/lib/import/row-effect';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { portionsOf } from '@/lib/kernel/portions-of';
import { closedStatuses } from '@/lib/rule/lifecycle';
import { Prisma } from './generated/client';
import { plannedAnew } from './planned-anew';
import type { Tx } from './tx';

export type CurriculumKind = 'courses' | 'programs';

/** A row of an import with what it made of a course or a program. */
export interface KeptEffect {
  line: number;
  key: string;
  effect: RowEffect;
}

/** How many rows of a batch have kept what they made. */
export async function countEffects(tx: Tx, batchId: string): Promise<number> {
  return tx.importRow.count({ where: { batchId, effect: { not: Prisma.DbNull } } });
}

/** The next rows of a batch that have kept what they made, by line, behind as many as are passed over. */
export async function effectsAfter(
  tx: Tx,
  batchId: string,
  line: number,
  { skip, most }: { skip: number; most: number },
): Promise<KeptEffect[]> {
  const rows = await tx.importRow.findMany({
    where: { batchId, line: { gt: line }, effect: { not: Prisma.DbNull } },
    orderBy: { line: 'asc' },
    skip,
    take: most,
  });
  return rows.map((row) => ({ line: row.line, key: row.key, effect: RowEffect.parse(row.effect) }));
}

/** A course or a program with all its versions. */
export interface StandingNow {
  id: string;
  code: string;
  beside: { source: string | null; department: string | null };
  versions: { firstDay: CivilDate | null; facts: Record<string, unknown> }[];
  /** Learning outcomes in order, and whether reviewers have compared one since; a program has none. */
  outcomes: { text: string; isCompared: boolean }[];
}

const tables = {
  courses: {
    entry: Prisma.raw('course'),
    version: Prisma.raw('course_version'),
    id: Prisma.raw('course_id'),
    facts: Prisma.raw(
      "'title', v.title, 'credits', v.credits, 'level', v.level, 'kind', v.kind, 'status', v.status",
    ),
    outcomes: (since: string) => Prisma.sql`coalesce((
      SELECT json_agg(json_build_object('text', o.text, 'isCompared', EXISTS (
               SELECT FROM coverage_mark m WHERE m.tenant_id = o.tenant_id AND m.course_outcome_id = o.id AND m.marked_at >= ${since}::timestamptz)) ORDER BY o.position)
        FROM course_outcome o WHERE o.tenant_id = c.tenant_id AND o.course_id = c.id), '[]')`,
  },
  programs: {
    entry: Prisma.raw('program'),
    version: Prisma.raw('program_version'),
    id: Prisma.raw('program_id'),
    facts: Prisma.raw(
      "'title', v.title, 'level', v.level, 'totalCredits', v.total_credits, 'limits', v.limits, 'status', v.status",
    ),
    outcomes: (_since: string) => Prisma.sql`'[]'::json`,
  },
} as const;

/** Takes the courses or programs that a batch made something of, for this transaction. */
export async function lockCurriculum(tx: Tx, kind: CurriculumKind, batchId: string): Promise<void> {
  const { entry } = tables[kind];
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT ${plannedAnew} c.id FROM (
      SELECT DISTINCT r.effect ->> 'code' AS code FROM import_row r
       WHERE r.tenant_id = current_tenant() AND r.batch_id = ${batchId}::uuid AND r.effect IS NOT NULL) m
     CROSS JOIN LATERAL (SELECT x.id FROM ${entry} x WHERE x.tenant_id = current_tenant() AND x.code = m.code LIMIT 1) c ORDER BY c.id`;
  for (const some of portionsOf(found, 1_000)) {
    const ids = some.map(({ id }) => id);
    await tx.$executeRaw`
      SELECT ${plannedAnew} FROM ${entry} c WHERE c.tenant_id = current_tenant() AND c.id = ANY(${ids}::uuid[]) ORDER BY c.id FOR UPDATE`;
  }
}

/** By code, as the row that made something of it wrote it; `since` is when it did. */
export async function standingNow(
  tx: Tx,
  kind: CurriculumKind,
  codes: readonly string[],
  since: string,
): Promise<Map<string, StandingNow>> {
  const { entry, version, id, facts, outcomes } = tables[kind];
  const rows = await tx.$queryRaw<StandingNow[]>`
    SELECT ${plannedAnew} c.id, c.code, ${outcomes(since)} AS outcomes, json_build_object('source', c.source, 'department', (SELECT d.code FROM department d WHERE d.tenant_id = c.tenant_id AND d.id = c.department_id)) AS beside,
           (SELECT json_agg(json_build_object('firstDay', v.first_day::text, 'facts', json_build_object(${facts}))) FROM ${version} v WHERE v.tenant_id = c.tenant_id AND v.${id} = c.id) AS versions
      FROM ${entry} c WHERE c.tenant_id = current_tenant() AND c.code = ANY(${[...codes]})`;
  return new Map(rows.map((row) => [row.code, row]));
}

/** What rests on a course or a program: up to five codes of mappings that name it, and of those that were written or decided since. */
export interface Resting {
  rules: string[];
  rulesSince: string[];
  /** Courses that it is related to, and programs with an area that it fills. */
  namedBy: string[];
}

/** What rests on what a batch made something of, by folded code; what nothing rests on is left out. */
export async function restingOnCurriculum(
  tx: Tx,
  kind: CurriculumKind,
  batchId: string,
  since: string,
): Promise<Map<string, Resting>> {
  const mine = Prisma.sql`mine AS MATERIALIZED (
    SELECT DISTINCT fold_course_code(r.effect ->> 'code') AS code FROM import_row r
     WHERE r.tenant_id = current_tenant() AND r.batch_id = ${batchId}::uuid AND r.effect IS NOT NULL)`;
  const naming =
    kind === 'courses'
      ? Prisma.sql`jsonb_path_query(v.definition, '$.outcomes[*].lines[*].target')`
      : Prisma.sql`jsonb_path_query(v.definition, '$.programs[*]')`;
  const found = new Map<string, Resting>();
  const rules = await tx.$queryRaw<{ code: string; rules: string[]; rulesSince: string[] }[]>`
    WITH ${mine}
    SELECT m.code, (array_agg(DISTINCT e.code))[1:5] AS rules,
           coalesce((array_agg(DISTINCT e.code) FILTER (WHERE v.updated_at >= ${since}::timestamptz))[1:5], '{}') AS "rulesSince"
      FROM rule_version v CROSS JOIN LATERAL ${naming} AS n(code) JOIN mine m ON m.code = fold_course_code(n.code #>> '{}')
      JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
     WHERE v.tenant_id = current_tenant() AND v.status <> ALL(${[...closedStatuses]}) GROUP BY m.code`;
  for (const { code, ...row } of rules) found.set(code, { ...row, namedBy: [] });
  if (kind === 'programs') return found;
  const named = await tx.$queryRaw<{ code: string; namedBy: string[] }[]>`
    WITH ${mine}
    SELECT code, (array_agg(DISTINCT named))[1:5] AS "namedBy" FROM (
      SELECT m.code, o.code AS named FROM mine m JOIN course c ON c.tenant_id = current_tenant() AND fold_course_code(c.code) = m.code
        JOIN course_relation r ON r.tenant_id = c.tenant_id AND c.id IN (r.course_id, r.other_course_id)
        JOIN course o ON o.tenant_id = c.tenant_id AND o.id = CASE WHEN r.course_id = c.id THEN r.other_course_id ELSE r.course_id END
       UNION ALL
      SELECT m.code, p.code FROM program_version w JOIN program p ON p.tenant_id = w.tenant_id AND p.id = w.program_id
       CROSS JOIN LATERAL jsonb_path_query(w.areas, '$[*].courses[*]') AS a(code) JOIN mine m ON m.code = fold_course_code(a.code #>> '{}')
       WHERE w.tenant_id = current_tenant()) x
     GROUP BY code`;
  for (const { code, namedBy } of named)
    found.set(code, { ...(found.get(code) ?? { rules: [], rulesSince: [] }), namedBy });
  return found;
}

/** What one is to say from a day on; `from` null: only what has no versions. */
export interface SetBack {
  id: string;
  from: CivilDate | null;
  facts: Record<string, unknown>;
  /** Null leaves it. */
  beside: { source: string | null; department: string | null } | null;
  /** Learning outcomes in order; null leaves them. */
  outcomes: readonly string[] | null;
}

/** Lets courses or programs say something from a day on, and of what has no versions at once. A version that has begun is refused by the database. */
export async function setBack(
  tx: Tx,
  kind: CurriculumKind,
  rows: readonly SetBack[],
  act: { personId: string; at: string },
): Promise<void> {
  if (rows.length === 0) return;
  const json = JSON.stringify(rows);
  await tx.$executeRaw`
    UPDATE ${tables[kind].entry} c SET row_version = c.row_version + 1,
           source = CASE WHEN r.beside IS NULL THEN c.source ELSE r.beside ->> 'source' END,
           department_id = CASE WHEN r.beside IS NULL THEN c.department_id
             ELSE (SELECT d.id FROM department d WHERE d.tenant_id = c.tenant_id AND d.code = r.beside ->> 'department') END
      FROM jsonb_to_recordset(${json}::jsonb) AS r("id" uuid, "beside" jsonb) WHERE c.tenant_id = current_tenant() AND c.id = r.id`;
  await putBackOutcomes(tx, rows);
  const dated = rows.filter(({ from }) => from !== null);
  if (dated.length === 0) return;
  if (kind === 'courses')
    await tx.$executeRaw`
      INSERT INTO course_version AS n (tenant_id, course_id, first_day, title, credits, level, kind, status, changed_by_id, changed_at)
      SELECT current_tenant(), r.id, r."from", r.facts ->> 'title', r.facts ->> 'credits', r.facts ->> 'level', r.facts ->> 'kind', r.facts ->> 'status',
             ${act.personId}::uuid, ${act.at}::timestamptz
        FROM jsonb_to_recordset(${JSON.stringify(dated)}::jsonb) AS r("id" uuid, "from" date, "facts" jsonb)
      ON CONFLICT (tenant_id, course_id, first_day) DO UPDATE
         SET title = EXCLUDED.title, credits = EXCLUDED.credits, level = EXCLUDED.level, kind = EXCLUDED.kind, status = EXCLUDED.status,
             changed_by_id = EXCLUDED.changed_by_id, changed_at = EXCLUDED.changed_at`;
  else
    await tx.$executeRaw`
      INSERT INTO program_version AS n (tenant_id, program_id, first_day, title, level, total_credits, limits, status, changed_by_id, changed_at)
      SELECT current_tenant(), r.id, r."from", r.facts ->> 'title', r.facts ->> 'level', r.facts ->> 'totalCredits', r.facts -> 'limits', r.facts ->> 'status',
             ${act.personId}::uuid, ${act.at}::timestamptz
        FROM jsonb_to_recordset(${JSON.stringify(dated)}::jsonb) AS r("id" uuid, "from" date, "facts" jsonb)
      ON CONFLICT (tenant_id, program_id, first_day) DO UPDATE
         SET title = EXCLUDED.title, level = EXCLUDED.level, total_credits = EXCLUDED.total_credits, limits = EXCLUDED.limits, status = EXCLUDED.status,
             changed_by_id = EXCLUDED.changed_by_id, changed_at = EXCLUDED.changed_at`;
}

/** An import writes outcomes by their place: words are put back in theirs, and what it added behind them goes. */
async function putBackOutcomes(tx: Tx, rows: readonly SetBack[]): Promise<void> {
  const given = rows.flatMap(({ id, outcomes }) => (outcomes === null ? [] : [{ id, outcomes }]));
  if (given.length === 0) return;
  const json = JSON.stringify(given);
  await tx.$executeRaw`
    DELETE FROM course_outcome l USING jsonb_to_recordset(${json}::jsonb) AS r("id" uuid, "outcomes" text[])
     WHERE l.tenant_id = current_tenant() AND l.course_id = r.id AND l.position > cardinality(r.outcomes)`;
  await tx.$executeRaw`
    UPDATE course_outcome l SET text = o.text
      FROM jsonb_to_recordset(${json}::jsonb) AS r("id" uuid, "outcomes" text[])
      CROSS JOIN LATERAL unnest(r.outcomes) WITH ORDINALITY AS o(text, position)
     WHERE l.tenant_id = current_tenant() AND l.course_id = r.id AND l.position = o.position AND l.text <> o.text`;
}
