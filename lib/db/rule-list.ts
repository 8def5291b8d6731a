import { foldCourseCode } from '@/lib/institution/course-code';
import { type CivilDate } from '@/lib/kernel/civil-date';
import type { RuleSort } from '@/lib/rule/list-query';
import type { VersionStanding } from '@/lib/rule/version-standing';
import { type TypedWords, typedWords } from '@/lib/catalog/typed-words';
import { type Page, toInstant } from './codec';
import { Prisma } from './generated/client';
import { type RuleRow, rowsOf } from './rule-rows';
import type { Tx } from './tx';
import { standingOn, standsAs } from './version-standing';

export interface RuleSearch {
  /** The day on which the versions stand as they do. */
  today: CivilDate;
  standings?: readonly VersionStanding[];
  departmentId?: string;
  /** Grants this course, however its code is written. */
  grants?: string;
  /** Of one of these departments. */
  departmentIds?: readonly string[];
  provider?: string;
  words?: string;
  /** Whoever began it, or wrote it since; what a review said is nobody's. */
  writtenBy?: string;
  /** Leaves out what this person may not publish: what they wrote, imported, or were the only one to vote on. */
  publishableBy?: string;
  /** Only what this person may not publish, whatever their role. */
  notPublishableBy?: string;
  /** Leaves out whose conditions this person may not settle: what they wrote, or have a conflict in. */
  settleableBy?: string;
  /** Only that. */
  notSettleableBy?: string;
  /** In force or to come, and due for review again in that span; both days are included. */
  reviewDue?: { from?: CivilDate; to: CivilDate };
  /** `owed`: approvals on conditions by the day until which those are owed; without one, as if three weeks had been given. */
  sort?: RuleSort | 'owed';
  direction?: 'ascending' | 'descending';
}

/** SQL for what the person neither wrote nor imported. */
const isNotOf = (
  personId: string,
) => Prisma.sql`NOT is_rule_author(v.tenant_id, v.id, ${personId}::uuid) AND NOT EXISTS (SELECT FROM import_batch b
      WHERE b.tenant_id = v.tenant_id AND b.id = v.import_batch_id AND b.created_by_id = ${personId}::uuid)`;

/** SQL for everybody who judged the version or has a conflict in it; `is_own` is said of the person, under whatever record. */
const panelAround = (
  personId: string,
) => Prisma.sql`(SELECT p.is_recused, p.person_id IN (SELECT id FROM records_of_same_people(v.tenant_id, ARRAY[${personId}::uuid])) AS is_own
        FROM panel_of_version(v.tenant_id, v.id) p) p`;

/** SQL for what the person may publish, as far as it depends on who they are: neither the only one who judged it, nor somebody with a conflict in it. What was taken over nobody judged here. */
const mayPublish = (
  personId: string,
) => Prisma.sql`${isNotOf(personId)} AND (v.origin = 'import' OR (SELECT count(*) FILTER (WHERE p.is_recused AND p.is_own) = 0
        AND (count(*) FILTER (WHERE NOT p.is_recused) = 0 OR count(*) FILTER (WHERE NOT p.is_recused AND NOT p.is_own) > 0)
      FROM ${panelAround(personId)}))`;

/** SQL for whose conditions the person may settle. */
const maySettle = (personId: string) => Prisma.sql`NOT is_rule_author(v.tenant_id, v.id, ${personId}::uuid)
    AND NOT EXISTS (SELECT FROM ${panelAround(personId)} WHERE p.is_recused AND p.is_own)`;

function conditionOf(search: RuleSearch): Prisma.Sql {
  const parts = [Prisma.sql`v.tenant_id = current_tenant()`];
  if (search.standings) parts.push(standsAs(search.standings, search.today));
  if (search.departmentId) parts.push(Prisma.sql`e.department_id = ${search.departmentId}::uuid`);
  if (search.grants)
    parts.push(
      Prisma.sql`EXISTS (SELECT FROM jsonb_path_query(v.definition, '$.outcomes[*].lines[*] ? (@.kind == "course").target') AS named(code)
                          WHERE fold_course_code(named.code #>> '{}') = ${foldCourseCode(search.grants)})`,
    );
  if (search.departmentIds)
    parts.push(Prisma.sql`e.department_id = ANY(${[...search.departmentIds]}::uuid[])`);
  if (search.writtenBy)
    parts.push(
      Prisma.sql`v.origin <> 'rejection' AND is_rule_author(v.tenant_id, v.id, ${search.writtenBy}::uuid)`,
    );
  if (search.publishableBy) parts.push(mayPublish(search.publishableBy));
  if (search.notPublishableBy) parts.push(Prisma.sql`NOT (${mayPublish(search.notPublishableBy)})`);
  if (search.settleableBy) parts.push(maySettle(search.settleableBy));
  if (search.notSettleableBy) parts.push(Prisma.sql`NOT (${maySettle(search.notSettleableBy)})`);
  if (search.reviewDue) {
    parts.push(standsAs(['published', 'coming'], search.today));
    parts.push(Prisma.sql`v.review_due_on <= ${search.reviewDue.to}::date`);
    if (search.reviewDue.from) parts.push(Prisma.sql`v.review_due_on >= ${search.reviewDue.from}::date`);
  }
  const names = (
    condition: Prisma.Sql,
  ) => Prisma.sql`EXISTS (SELECT FROM rule_source s JOIN micro_credential m ON m.id = s.micro_credential_id
    WHERE s.tenant_id = v.tenant_id AND s.rule_version_id = v.id AND ${condition})`;
  if (search.provider) parts.push(names(Prisma.sql`m.provider = ${search.provider}`));
  const asked = search.words ?? '';
  if (asked.trim() !== '') {
    const words = typedWords(asked);
    parts.push(words === null ? Prisma.sql`false` : hasWords(asked, words));
  }
  return Prisma.join(parts, ' AND ');
}

/** A course code as people write it: letters, then a number. */
const codeLike = /^\p{L}{1,8}[\s.-]?\d{1,6}\p{L}?$/u;

/**
 * Each of the words is said somewhere: in the title or code of the rule, in what the version says, by its department, a certificate that
 * it names or the title of the course that it gives first. What few rows say is looked for once, not beside each version. What is typed
 * like a course code is looked for as one word there.
 */
function hasWords(asked: string, { patterns, code }: TypedWords): Prisma.Sql {
  const isCode = codeLike.test(asked.trim());
  const each = patterns.map((pattern) => {
    const names = Prisma.sql`e.folded LIKE ${pattern} OR v.id IN (
      SELECT s.rule_version_id FROM micro_credential m JOIN rule_source s ON s.tenant_id = current_tenant() AND s.micro_credential_id = m.id
       WHERE m.folded LIKE ${pattern})`;
    if (isCode) return Prisma.sql`(${names})`;
    return Prisma.sql`(${names} OR v.words LIKE ${pattern}
      OR e.department_id IN (SELECT d.id FROM department d WHERE d.tenant_id = current_tenant() AND compact_form(d.name || '|' || d.code) LIKE ${pattern})
      OR v.definition #>> '{outcomes,0,lines,0,target}' IN (SELECT c.code FROM course c WHERE c.tenant_id = current_tenant() AND c.folded LIKE ${pattern}))`;
  });
  const ways = [Prisma.sql`(${Prisma.join(each, ' AND ')})`];
  if (isCode) ways.push(Prisma.sql`v.words LIKE '%' || compact_form(${code}) || '%'`);
  // What the words beside a version leave out of a code in another script.
  if (/[^\x20-\x7e]/.test(code))
    ways.push(Prisma.sql`EXISTS (SELECT FROM jsonb_path_query(v.definition, '$.outcomes[*].lines[*].target') AS t (target)
      WHERE starts_with(fold_course_code(t.target #>> '{}'), ${code}))`);
  return Prisma.sql`(${Prisma.join(ways, ' OR ')})`;
}

const orders: Record<Exclude<RuleSort, 'state'> | 'owed', Prisma.Sql> = {
  owed: Prisma.sql`coalesce((SELECT s.conditions_due_on FROM review_case c JOIN review_stage s ON s.tenant_id = c.tenant_id AND s.case_id = c.id
    WHERE c.tenant_id = v.tenant_id AND c.rule_version_id = v.id AND s.conditions_due_on IS NOT NULL ORDER BY s.position DESC LIMIT 1), v.updated_at::date + 21)`,
  title: Prisma.sql`lower(e.title)`,
  code: Prisma.sql`lower(e.code)`,
  provider: Prisma.sql`(SELECT min(m.provider) FROM rule_source s JOIN micro_credential m ON m.id = s.micro_credential_id WHERE s.tenant_id = v.tenant_id AND s.rule_version_id = v.id)`,
  earns: Prisma.sql`v.definition #>> '{outcomes,0,lines,0,target}'`,
  department: Prisma.sql`(SELECT d.code FROM department d WHERE d.tenant_id = e.tenant_id AND d.id = e.department_id)`,
  author: Prisma.sql`(SELECT p.name FROM person p WHERE p.tenant_id = v.tenant_id AND p.id = v.author_id)`,
  due: Prisma.sql`v.review_due_on`,
  until: Prisma.sql`v.claim_to`,
  updated: Prisma.sql`v.updated_at`,
};

const joined = Prisma.sql`FROM rule_version v JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id`;
/** Sorted by what the rule says rather than the version. */
const ofRule: readonly RuleSearch['sort'][] = ['title', 'code', 'department'];

/** Where the versions are looked for: together with their rules only where something of those is asked for. */
function lookedFor({ words = '', departmentId, departmentIds, sort }: RuleSearch): Prisma.Sql {
  const asks = words.trim() !== '' || departmentId || departmentIds || (sort && ofRule.includes(sort));
  return asks ? joined : Prisma.sql`FROM rule_version v`;
}

type Counts = Partial<Record<VersionStanding, number>>;
const inOrder = ({ sort = 'updated', direction, today }: RuleSearch): Prisma.Sql =>
  Prisma.sql`${sort === 'state' ? standingOn(today) : orders[sort]} ${direction === 'ascending' ? Prisma.sql`ASC` : Prisma.sql`DESC`} NULLS LAST, v.id`;

/** Rule versions of the institution, one page, and how many stand in each way under the same search, its own standings left out. `page` counts from 1. */
export async function listCounted(
  tx: Tx,
  search: RuleSearch,
  page = 1,
  size = 50,
): Promise<Page<RuleRow> & { counts: Counts }> {
  const { standings, ...rest } = search;
  const { ids, counts } =
    (search.words ?? '').trim() === ''
      ? { ids: await pageOf(tx, search, page, size), counts: await countsOf(tx, rest) }
      : await pageAndCounts(tx, search, page, size);
  const asked = standings ?? (Object.keys(counts) as VersionStanding[]);
  return {
    rows: await rowsOf(tx, ids),
    total: [...new Set(asked)].reduce((sum, standing) => sum + (counts[standing] ?? 0), 0),
    counts,
  };
}

async function pageOf(tx: Tx, search: RuleSearch, page: number, size: number): Promise<string[]> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT v.id ${lookedFor(search)} WHERE ${conditionOf(search)} ORDER BY ${inOrder(search)} LIMIT ${size} OFFSET ${(page - 1) * size}`;
  return found.map(({ id }) => id);
}

async function countsOf(tx: Tx, search: RuleSearch): Promise<Counts> {
  const { sort: _, ...unsorted } = search;
  const rows = await tx.$queryRaw<{ standing: VersionStanding; n: number }[]>`
    SELECT ${standingOn(search.today)} AS standing, count(*)::int AS n ${lookedFor(unsorted)} WHERE ${conditionOf(unsorted)} GROUP BY 1`;
  return Object.fromEntries(rows.map(({ standing, n }) => [standing, n]));
}

/** Both at once, so that the words of a large rule book are read once. */
async function pageAndCounts(
  tx: Tx,
  { standings, ...search }: RuleSearch,
  page: number,
  size: number,
): Promise<{ ids: string[]; counts: Counts }> {
  const shown = standings ? Prisma.sql`WHERE f.standing = ANY(${[...standings]}::text[])` : Prisma.empty;
  const [row] = await tx.$queryRaw<{ ids: string[]; counts: Counts | null }[]>`
    WITH found AS MATERIALIZED (
      SELECT v.id, ${standingOn(search.today)} AS standing, row_number() OVER (ORDER BY ${inOrder(search)}) AS place ${joined} WHERE ${conditionOf(search)})
    SELECT ARRAY(SELECT f.id FROM found f ${shown} ORDER BY f.place LIMIT ${size} OFFSET ${(page - 1) * size}) AS ids,
           (SELECT json_object_agg(c.standing, c.n) FROM (SELECT f.standing, count(*)::int AS n FROM found f GROUP BY f.standing) c) AS counts`;
  return { ids: row?.ids ?? [], counts: row?.counts ?? {} };
}

/** Rule versions of the institution, one page. `page` counts from 1. */
export async function list(tx: Tx, search: RuleSearch, page = 1, size = 50): Promise<Page<RuleRow>> {
  const [counted] = await tx.$queryRaw<
    { total: number }[]
  >`SELECT count(*)::int AS total ${lookedFor(search)} WHERE ${conditionOf(search)}`;
  return { rows: await rowsOf(tx, await pageOf(tx, search, page, size)), total: counted?.total ?? 0 };
}

/** The ids of all versions that the search finds, in the order of code and version. */
export async function idsInOrder(tx: Tx, search: RuleSearch): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT v.id ${joined} WHERE ${conditionOf(search)} ORDER BY e.code, v.version`;
  return rows.map(({ id }) => id);
}

/** Which of these versions the search finds. */
export async function foundAmong(tx: Tx, ids: readonly string[], search: RuleSearch): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT v.id ${joined} WHERE ${conditionOf(search)} AND v.id = ANY(${[...ids]}::uuid[])`;
  return new Set(rows.map(({ id }) => id));
}

/** Titles of versions by id. */
export async function titlesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.ruleVersion.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, rule: { select: { title: true } } },
  });
  return new Map(rows.map(({ id, rule }) => [id, rule.title]));
}

/** Providers that the institution's rules name, for the filter. */
export async function listProviders(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ provider: string }[]>`
    SELECT DISTINCT m.provider FROM rule_source s JOIN micro_credential m ON m.id = s.micro_credential_id
     WHERE s.tenant_id = current_tenant() ORDER BY m.provider LIMIT 500`;
  return rows.map(({ provider }) => provider);
}

/** As much of a version as its place in a list of work depends on. */
export interface VersionKey {
  id: string;
  updatedAt: string;
  reviewDueOn: CivilDate | null;
}

/** The first versions that the search finds, as keys, and how many it finds in all: what a page is made of before its rows are read. */
export async function listKeys(
  tx: Tx,
  search: RuleSearch,
  size: number,
): Promise<{ keys: VersionKey[]; total: number }> {
  const found = await tx.$queryRaw<
    { id: string; updatedAt: Date; reviewDueOn: string | null; total: number }[]
  >`
    SELECT v.id, v.updated_at AS "updatedAt", v.review_due_on::text AS "reviewDueOn", count(*) OVER ()::int AS total
      ${lookedFor(search)} WHERE ${conditionOf(search)} ORDER BY ${inOrder(search)} LIMIT ${size}`;
  return {
    keys: found.map(({ id, updatedAt, reviewDueOn }) => ({
      id,
      updatedAt: toInstant(updatedAt),
      reviewDueOn: reviewDueOn as CivilDate | null,
    })),
    total: found[0]?.total ?? 0,
  };
}
