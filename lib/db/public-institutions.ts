import * as z from 'zod';
import { HomeUnit } from '@/lib/amount/unit';
import type { CreditCaseCourse, CreditCaseCourseRelation } from '@/lib/catalog/build-credit-case';
import { CreditPolicy, Limit } from '@/lib/credit/input';
import { foldCourseCode } from '@/lib/institution/course-code';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { type AsOf, asOfValue, dayAt } from './as-of';
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

export interface NamedCourse extends CreditCaseCourse {
  title: string;
}

/** The courses with these codes, however they are written, as they are on the day and with what they carry next, and every relation that one of them stands in. */
export async function listPublicCourses(
  database: Database,
  tenantId: string,
  codes: readonly string[],
  day: CivilDate,
): Promise<{ courses: NamedCourse[]; relations: CreditCaseCourseRelation[] }> {
  if (codes.length === 0) return { courses: [], relations: [] };
  const [row] = await publicRead<{ courses: NamedCourse[]; relations: CreditCaseCourseRelation[] }>(
    database,
    `SELECT (SELECT coalesce(json_agg(json_build_object('code', c.code, 'title', c.title, 'credits', c.credits, 'kind', c.kind,
                      'next', (SELECT json_build_object('from', w.first_day, 'credits', w.credits) FROM course_version w
                                WHERE w.tenant_id = c.tenant_id AND w.course_id = c.id AND w.first_day > $3::date AND w.credits IS DISTINCT FROM c.credits
                                ORDER BY w.first_day LIMIT 1)) ORDER BY c.code), '[]')
               FROM course_on($3::date) c WHERE c.tenant_id = $1 AND fold_course_code(c.code) = ANY($2::text[])) AS courses,
            (SELECT coalesce(json_agg(json_build_object('kind', r.kind, 'course', a.code, 'other', b.code, 'credits', r.credits) ORDER BY a.code, b.code, r.kind), '[]')
               FROM course_relation r JOIN course a ON a.tenant_id = r.tenant_id AND a.id = r.course_id JOIN course b ON b.tenant_id = r.tenant_id AND b.id = r.other_course_id
              WHERE r.tenant_id = $1 AND (r.first_day IS NULL OR r.first_day <= $3::date) AND (fold_course_code(a.code) = ANY($2::text[]) OR fold_course_code(b.code) = ANY($2::text[]))) AS relations`,
    [tenantId, [...new Set(codes.map(foldCourseCode))], day],
  );
  return row ?? { courses: [], relations: [] };
}
