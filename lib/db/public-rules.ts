import type { CreditCaseRule } from '@/lib/catalog/credit-case-input';
import type { PublicStatus } from '@/lib/catalog/standing';
import { typedWords } from '@/lib/catalog/typed-words';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { definitionInForce, RuleBasis, RuleDefinition } from '@/lib/rule/rule-version';
import {
  type AsOf,
  asOfValue,
  closedBefore,
  dayAt,
  publishedBy,
  stood,
  stoodOn,
  supersededBefore,
} from './as-of';
import type { Database } from './client';
import type { Page } from './codec';
import { holdsIn } from './decided';
import { publicRead } from './public-read';

/** A rule version as the public sees it on a day: how it stood then. Its definition carries the first and last day of claim of that day. */
export interface PublicRule extends CreditCaseRule {
  tenantId: string;
  title: string;
  status: PublicStatus;
  /** First day of that status. */
  statusSince: CivilDate;
  basis: RuleBasis['kind'] | null;
  publicNote: string;
  /** Why it was suspended or revoked; else empty. */
  statusReason: string;
  claimFrom: CivilDate | null;
  claimTo: CivilDate | null;
  reviewDueOn: CivilDate | null;
  publishedOn: CivilDate | null;
  /** First day of a change below it after which the institution has yet to confirm or review it; null where nothing waits. */
  waitsSince: CivilDate | null;
}

/** Of a rule version `v` of a rule `e` of an institution `i`, on the day at that place of the statement, for which it has the join `stoodOn`. */
export const publicRuleColumns = (
  place: string,
) => `v.tenant_id AS "tenantId", v.id, v.rule_id AS "ruleId", e.code, e.title, v.version, ${stood.status} AS status, v.definition, v.basis, v.public_note AS "publicNote",
       ${stood.statusReason} AS "statusReason", coalesce(${stood.statusSince}, (v.published_at AT TIME ZONE i.time_zone)::date)::text AS "statusSince",
       v.claim_from::text AS "claimFrom", (${stood.claimTo})::text AS "claimTo", (${stood.reviewDueOn})::text AS "reviewDueOn",
       to_char(v.published_at AT TIME ZONE i.time_zone, 'YYYY-MM-DD') AS "publishedOn",
       (SELECT min(n.first_day)::text FROM change_notice n WHERE n.tenant_id = v.tenant_id AND n.rule_version_id = v.id AND n.asks_for <> 'follow'
           AND n.first_day <= ${dayAt(place)} AND (n.followed_at IS NULL OR (n.followed_at AT TIME ZONE i.time_zone)::date > ${dayAt(place)})) AS "waitsSince"`;
const named = (place: string) =>
  `(rule_version v JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id JOIN institution i ON i.id = v.tenant_id ${stoodOn(dayAt(place))})`;

export type PublicRuleRow = Omit<PublicRule, 'definition' | 'basis'> & {
  definition: unknown;
  basis: unknown;
};

export function toPublicRule(row: PublicRuleRow): PublicRule {
  const definition = definitionInForce({
    definition: RuleDefinition.parse(row.definition),
    claimFrom: row.claimFrom,
    claimTo: row.claimTo,
  });
  const basis = RuleBasis.safeParse(row.basis);
  // Why it came back into force is said to staff alone.
  const statusReason = row.status === 'published' ? '' : row.statusReason;
  return { ...row, definition, basis: basis.success ? basis.data.kind : null, statusReason };
}

/** Rules that name one of the micro-credentials, as they were public on the day; of one institution, or of all; so many at most. */
export async function listRulesNaming(
  database: Database,
  microCredentialIds: readonly string[],
  asOf: AsOf,
  tenantId: string | null,
  most: number,
): Promise<PublicRule[]> {
  const rows = await publicRead<PublicRuleRow>(
    database,
    `SELECT ${publicRuleColumns('$2')} FROM ${named('$2')}
      WHERE (v.tenant_id, v.id) IN (SELECT s.tenant_id, s.rule_version_id FROM rule_source s WHERE s.micro_credential_id = ANY($1::uuid[]))
        AND ${publishedBy('$2')} ${tenantId === null ? '' : 'AND v.tenant_id = $3::uuid'}
      ORDER BY v.tenant_id, e.code, v.version DESC LIMIT ${tenantId === null ? '$3' : '$4'}`,
    tenantId === null
      ? [microCredentialIds, asOfValue(asOf), most]
      : [microCredentialIds, asOfValue(asOf), tenantId, most],
  );
  return rows.map(toPublicRule);
}

/**
 * For each of these micro-credentials, in order, the public rules that name it or, where it implies its parts, one of them, those whose
 * windows are open first; and how many there are. So many at most in all: the first of each, then the second of each, and so on. Of one
 * institution or of all; for one of some programs or, where none is named, for any.
 */
export async function listRulesForEach(
  database: Database,
  microCredentialIds: readonly string[],
  asOf: AsOf,
  { institution, programs }: { institution: string | null; programs: readonly string[] },
  most: number,
): Promise<{ rules: PublicRule[]; count: number }[]> {
  if (microCredentialIds.length === 0) return [];
  const rows = await publicRead<PublicRuleRow & { place: number; count: number }>(
    database,
    `WITH asked AS (
       SELECT a.place::int, a.id FROM unnest($1::uuid[]) WITH ORDINALITY AS a (id, place)
       UNION
       SELECT a.place::int, c.part_id FROM unnest($1::uuid[]) WITH ORDINALITY AS a (id, place)
         JOIN micro_credential_component c ON c.whole_id = a.id JOIN micro_credential w ON w.id = c.whole_id AND w.components_implied
     ), source AS MATERIALIZED (
       SELECT DISTINCT a.place, s.tenant_id, s.rule_version_id FROM asked a JOIN rule_source s ON s.micro_credential_id = a.id
     ), naming AS MATERIALIZED (
       SELECT n.place, v.tenant_id, v.id, count(*) OVER (PARTITION BY n.place)::int AS count,
              row_number() OVER (PARTITION BY n.place ORDER BY ${stood.status} = 'revoked' OR ${closedBefore(dayAt('$2'))}, e.code, v.version DESC, v.id) AS turn
         FROM source n JOIN ${named('$2')} ON v.tenant_id = n.tenant_id AND v.id = n.rule_version_id
        WHERE ${publishedBy('$2')} AND ($3::text IS NULL OR i.slug = $3) AND (cardinality($4::text[]) = 0 OR ${holdsIn('$4')})
        ORDER BY turn, place LIMIT $5)
     SELECT n.place, n.count, ${publicRuleColumns('$2')} FROM naming n JOIN ${named('$2')} ON v.tenant_id = n.tenant_id AND v.id = n.id ORDER BY n.place, n.turn`,
    [microCredentialIds, asOfValue(asOf), institution, programs, most],
  );
  const found = microCredentialIds.map(() => ({ rules: [] as PublicRule[], count: 0 }));
  for (const { place, count, ...row } of rows) {
    const one = found[place - 1];
    one?.rules.push(toPublicRule(row));
    if (one) one.count = count;
  }
  return found;
}

/** The institutions that have public rules naming one of the micro-credentials on the day. */
export async function listInstitutionsNaming(
  database: Database,
  microCredentialIds: readonly string[],
  asOf: AsOf,
): Promise<string[]> {
  const rows = await publicRead<{ tenantId: string }>(
    database,
    `SELECT DISTINCT v.tenant_id AS "tenantId" FROM rule_source s JOIN rule_version v ON v.tenant_id = s.tenant_id AND v.id = s.rule_version_id JOIN institution i ON i.id = v.tenant_id
      WHERE s.micro_credential_id = ANY($1::uuid[]) AND ${publishedBy('$2')}`,
    [microCredentialIds, asOfValue(asOf)],
  );
  return rows.map(({ tenantId }) => tenantId);
}

/** Rules of one institution that give credit and can be claimed on the day; those that name something held come first, so many at most. */
export async function listClaimableRules(
  database: Database,
  tenantId: string,
  day: { asOf: CivilDate; claim: CivilDate },
  heldIds: readonly string[],
  most: number,
): Promise<PublicRule[]> {
  const rows = await publicRead<PublicRuleRow>(
    database,
    `SELECT ${publicRuleColumns('$2')} FROM ${named('$2')}
      WHERE v.tenant_id = $1::uuid AND ${stood.status} = 'published' AND ${publishedBy('$2')} AND (v.definition->>'deny') IS DISTINCT FROM 'true'
        AND (v.claim_from IS NULL OR v.claim_from <= $3::date) AND coalesce(${stood.claimTo} >= $3::date, true)
      ORDER BY (v.tenant_id, v.id) IN (SELECT s.tenant_id, s.rule_version_id FROM rule_source s WHERE s.micro_credential_id = ANY($4::uuid[])) DESC, e.code, v.version DESC LIMIT $5`,
    [tenantId, day.asOf, day.claim, heldIds, most],
  );
  return rows.map(toPublicRule);
}

/** SQL for whether a later version of the same rule was public on that day. */
const hasLaterVersion = (place: string) =>
  `EXISTS (SELECT FROM rule_version n WHERE n.tenant_id = v.tenant_id AND n.rule_id = v.rule_id AND n.version > v.version AND (n.published_at AT TIME ZONE i.time_zone)::date <= ${dayAt(place)})`;

/**
 * The public rules of one institution by words in their title, code, certificates or the codes of their courses; the ones that can still be
 * claimed first. What gave way to a later version is history, which the pages of certificates tell.
 */
export async function listRulesOf(
  database: Database,
  tenantId: string,
  words: string,
  asOf: AsOf,
  page: number,
  size: number,
): Promise<Page<PublicRule>> {
  const wanted = typedWords(words);
  if (wanted === null && words.trim() !== '') return { rows: [], total: 0 };
  const filter =
    wanted === null ? '' : 'AND rule_has_words(v.tenant_id, v.id, e.folded, v.definition, $5::text[], $6)';
  const rows = await publicRead<PublicRuleRow & { total: number }>(
    database,
    `SELECT ${publicRuleColumns('$2')}, count(*) OVER ()::int AS total FROM ${named('$2')}
      WHERE v.tenant_id = $1::uuid AND ${publishedBy('$2')} AND NOT (${supersededBefore(dayAt('$2'))} AND ${hasLaterVersion('$2')}) ${filter}
      ORDER BY ${stood.status} = 'revoked', ${closedBefore(dayAt('$2'))}, e.title, e.code, v.version DESC LIMIT $3 OFFSET $4`,
    [
      tenantId,
      asOfValue(asOf),
      size,
      (page - 1) * size,
      ...(wanted === null ? [] : [wanted.patterns, wanted.code]),
    ],
  );
  return { rows: rows.map(({ total: _, ...row }) => toPublicRule(row)), total: rows[0]?.total ?? 0 };
}

/** What the ids and codes in definitions are called, and what courses carry; courses and programs by institution. */
export interface FoundNames {
  microCredentials: Record<string, { title: string; language: string | null; slug: string }>;
  courses: Record<string, Record<string, string>>;
  credits: Record<string, Record<string, string | null>>;
  programs: Record<string, Record<string, string>>;
}

/** As they are on that day. Codes come as pairs of institution and code, and are found however they are written. */
export async function findCreditsAndNames(
  database: Database,
  asOf: AsOf,
  asked: {
    microCredentialIds: readonly string[];
    courses: readonly (readonly [string, string])[];
    programs: readonly (readonly [string, string])[];
  },
): Promise<FoundNames> {
  const [row] = await publicRead<FoundNames>(
    database,
    `WITH courses AS (
       SELECT tenant_id, json_object_agg(code, title) AS names, json_object_agg(code, credits) AS credits
         FROM (SELECT DISTINCT ON (a.tenant_id, a.code) a.tenant_id, a.code, c.title, c.credits
                 FROM (SELECT DISTINCT * FROM unnest($2::uuid[], $3::text[])) a(tenant_id, code) JOIN institution i ON i.id = a.tenant_id
                 JOIN LATERAL course_on(${dayAt('$6')}) c ON c.tenant_id = i.id AND fold_course_code(c.code) = fold_course_code(a.code)
                ORDER BY a.tenant_id, a.code, c.code = a.code DESC, c.code) meant GROUP BY 1
     ), programs AS (
       SELECT tenant_id, json_object_agg(code, title) AS names
         FROM (SELECT DISTINCT ON (a.tenant_id, a.code) a.tenant_id, a.code, p.title
                 FROM (SELECT DISTINCT * FROM unnest($4::uuid[], $5::text[])) a(tenant_id, code) JOIN institution i ON i.id = a.tenant_id
                 JOIN LATERAL program_on(${dayAt('$6')}) p ON p.tenant_id = i.id AND fold_course_code(p.code) = fold_course_code(a.code)
                ORDER BY a.tenant_id, a.code, p.code = a.code DESC, p.code) meant GROUP BY 1
     )
     SELECT (SELECT coalesce(json_object_agg(m.id, json_build_object('title', m.title, 'language', m.language, 'slug', m.slug)), '{}')
               FROM unnest($1::uuid[]) named(id) CROSS JOIN LATERAL micro_credential_on(named.id, CASE WHEN length($6::text) = 10 THEN $6::text::date END) m) AS "microCredentials",
            (SELECT coalesce(json_object_agg(tenant_id, names), '{}') FROM courses) AS courses,
            (SELECT coalesce(json_object_agg(tenant_id, credits), '{}') FROM courses) AS credits,
            (SELECT coalesce(json_object_agg(tenant_id, names), '{}') FROM programs) AS programs`,
    [
      asked.microCredentialIds,
      asked.courses.map(([tenantId]) => tenantId),
      asked.courses.map(([, code]) => code),
      asked.programs.map(([tenantId]) => tenantId),
      asked.programs.map(([, code]) => code),
      asOfValue(asOf),
    ],
  );
  return row ?? { microCredentials: {}, courses: {}, credits: {}, programs: {} };
}
