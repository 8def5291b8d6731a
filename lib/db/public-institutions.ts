import * as z from 'zod';
import { HomeUnit } from '@/lib/amount/unit';
import type { CaseCourse, CaseCourseRelation } from '@/lib/catalog/build-credit-case';
import { CreditPolicy, Limit } from '@/lib/credit/input';
import { foldCourseCode } from '@/lib/institution/course-code';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { type AsOf, asOfValue, closedBefore, dayAt, publishedBy } from './as-of';
import type { Database } from './client';
import type { Institution } from './institutions';
import { publicRead } from './public-read';

/** An institution as the public knows it, with its credit policy of the day. */
export interface PublicInstitution extends Institution {
  policy: { version: number; credit: CreditPolicy; effectiveFrom: CivilDate } | null;
}

export interface PublicProgram {
  code: string;
  title: string;
  level: string | null;
  totalCredits: string;
  limits: Limit[];
}

/** @units micro-credentials */
export interface DecidedCounts {
  published: number;
  refused: number;
  /** Named by no public rule, but by a proposal that was not accepted. */
  considered: number;
  /** Named by no public rule, in force or not, and by no proposal that was not accepted. */
  undecided: number;
}

const day = dayAt('$1');
const institutionColumns = `i.id, i.slug, i.name, i.short_name AS "shortName", i.country, i.home_unit AS "homeUnit", i.time_zone AS "timeZone",
       i.site_url AS "siteUrl", i.is_demonstration AS "isDemonstration", p.version AS "policyVersion", p.credit, p.effective_from::text AS "effectiveFrom"
  FROM institution i LEFT JOIN policy_version p ON p.tenant_id = i.id AND p.status = 'adopted'
       AND p.effective_from <= ${day} AND (p.effective_to IS NULL OR p.effective_to >= ${day})`;

type InstitutionRow = Omit<PublicInstitution, 'policy'> & {
  policyVersion: number | null;
  credit: unknown;
  effectiveFrom: CivilDate | null;
};

function toInstitution({
  policyVersion,
  credit,
  effectiveFrom,
  homeUnit,
  ...row
}: InstitutionRow): PublicInstitution {
  const policy =
    policyVersion === null || effectiveFrom === null
      ? null
      : { version: policyVersion, credit: CreditPolicy.parse(credit), effectiveFrom };
  return { ...row, homeUnit: HomeUnit.parse(homeUnit), policy };
}

export async function listPublicInstitutions(database: Database, asOf: AsOf): Promise<PublicInstitution[]> {
  const rows = await publicRead<InstitutionRow>(
    database,
    `SELECT ${institutionColumns} ORDER BY i.name, i.id LIMIT 500`,
    [asOfValue(asOf)],
  );
  return rows.map(toInstitution);
}

export async function findPublicInstitution(
  database: Database,
  slug: string,
  asOf: AsOf,
): Promise<PublicInstitution | null> {
  const [row] = await publicRead<InstitutionRow>(database, `SELECT ${institutionColumns} WHERE i.slug = $2`, [
    asOfValue(asOf),
    slug,
  ]);
  return row ? toInstitution(row) : null;
}

/** The programs that one can study on that day. */
export async function listPublicPrograms(
  database: Database,
  tenantId: string,
  asOf: AsOf,
): Promise<PublicProgram[]> {
  const rows = await publicRead<Omit<PublicProgram, 'limits'> & { limits: unknown }>(
    database,
    `SELECT p.code, p.title, p.level, p.total_credits AS "totalCredits", p.limits FROM institution i JOIN LATERAL program_on(${dayAt('$2')}) p ON p.tenant_id = i.id
      WHERE i.id = $1 AND p.status = 'active' ORDER BY p.title, p.code LIMIT 500`,
    [tenantId, asOfValue(asOf)],
  );
  return rows.map((row) => ({ ...row, limits: z.array(Limit).parse(row.limits) }));
}

export interface NamedCourse extends CaseCourse {
  title: string;
}

/** The courses with these codes, however they are written, as they are on the day, and every relation that one of them stands in. */
export async function listPublicCourses(
  database: Database,
  tenantId: string,
  codes: readonly string[],
  day: CivilDate,
): Promise<{ courses: NamedCourse[]; relations: CaseCourseRelation[] }> {
  if (codes.length === 0) return { courses: [], relations: [] };
  const [row] = await publicRead<{ courses: NamedCourse[]; relations: CaseCourseRelation[] }>(
    database,
    `SELECT (SELECT coalesce(json_agg(json_build_object('code', c.code, 'title', c.title, 'credits', c.credits) ORDER BY c.code), '[]')
               FROM course_on($3::date) c WHERE c.tenant_id = $1 AND fold_course_code(c.code) = ANY($2::text[])) AS courses,
            (SELECT coalesce(json_agg(json_build_object('kind', r.kind, 'course', a.code, 'other', b.code, 'credits', r.credits) ORDER BY a.code, b.code, r.kind), '[]')
               FROM course_relation r JOIN course a ON a.tenant_id = r.tenant_id AND a.id = r.course_id JOIN course b ON b.tenant_id = r.tenant_id AND b.id = r.other_course_id
              WHERE r.tenant_id = $1 AND (fold_course_code(a.code) = ANY($2::text[]) OR fold_course_code(b.code) = ANY($2::text[]))) AS relations`,
    [tenantId, [...new Set(codes.map(foldCourseCode))], day],
  );
  return row ?? { courses: [], relations: [] };
}

/** How much of the catalog each institution has decided about, by a rule in force on the day or by a proposal not accepted until then. */
export async function countDecided(database: Database, asOf: AsOf): Promise<Record<string, DecidedCounts>> {
  const rows = await publicRead<DecidedCounts & { id: string }>(
    database,
    `SELECT i.id, coalesce(d.published, 0) AS published, coalesce(d.refused, 0) AS refused, coalesce(d.considered, 0) AS considered, (SELECT count(*)::int FROM micro_credential) - coalesce(d.known, 0) AS undecided
       FROM institution i
       LEFT JOIN (SELECT o.tenant_id, count(*)::int AS known, count(*) FILTER (WHERE o.considered)::int AS considered, count(*) FILTER (WHERE o.published)::int AS published, count(*) FILTER (WHERE o.refused AND NOT o.published)::int AS refused
                    FROM (SELECT e.tenant_id, e.micro_credential_id, bool_or(e.published) AS published, bool_or(e.refused) AS refused, bool_and(e.considered) AS considered FROM (
                          SELECT v.tenant_id, s.micro_credential_id, false AS considered,
                                 coalesce(bool_or(NOT coalesce((v.definition->>'deny')::boolean, false)) FILTER (WHERE v.status = 'published' AND NOT ${closedBefore(day)}), false) AS published,
                                 coalesce(bool_or((v.definition->>'deny')::boolean) FILTER (WHERE v.status = 'published' AND NOT ${closedBefore(day)}), false) AS refused
                            FROM rule_version v JOIN rule_source s ON s.tenant_id = v.tenant_id AND s.rule_version_id = v.id JOIN institution i ON i.id = v.tenant_id
                           WHERE ${publishedBy('$1')} GROUP BY 1, 2
                          UNION ALL
                          SELECT r.tenant_id, s.micro_credential_id, true, false, false
                            FROM rule_rejection r JOIN rule_source s ON s.tenant_id = r.tenant_id AND s.rule_version_id = r.rule_version_id JOIN institution i ON i.id = r.tenant_id
                           WHERE (r.rejected_at AT TIME ZONE i.time_zone)::date <= ${day}) e GROUP BY 1, 2) o
                   GROUP BY 1) d ON d.tenant_id = i.id`,
    [asOfValue(asOf)],
  );
  return Object.fromEntries(rows.map(({ id, ...counts }) => [id, counts]));
}
