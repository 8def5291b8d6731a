import * as z from 'zod';
import { HomeUnit } from '@/lib/amount/unit';
import type { CreditCaseCourse, CreditCaseCourseRelation } from '@/lib/catalog/credit-case-input';
import { CreditPolicy, Limit } from '@/lib/credit/input';
import type { ToldPolicy } from '@/lib/institution/policy-sentences';
import { AppealRoute, ReviewPolicy } from '@/lib/institution/policy-version';
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
/** SQL for the policy `p` of an institution `i` that is in force on the day that the expression is. */
const policyInForce = (day: string) =>
  `policy_version p ON p.tenant_id = i.id AND p.status = 'adopted' AND p.effective_from <= ${day} AND (p.effective_to IS NULL OR p.effective_to >= ${day})`;
const institutionColumns = `i.id, i.slug, i.name, i.short_name AS "shortName", i.country, i.home_unit AS "homeUnit", i.time_zone AS "timeZone",
       i.site_url AS "siteUrl", i.is_demonstration AS "isDemonstration", p.version AS "policyVersion", p.credit, p.effective_from::text AS "effectiveFrom"
  FROM institution i LEFT JOIN ${policyInForce(day)}`;

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

/** The policies in force at institutions on days, as `findPublicInstitution` tells them of one day; where none was, there is none. */
export async function listPoliciesOfDays(
  database: Database,
  asked: readonly { tenantId: string; day: CivilDate }[],
): Promise<{ tenantId: string; day: CivilDate; credit: CreditPolicy }[]> {
  if (asked.length === 0) return [];
  const rows = await publicRead<{ tenantId: string; day: CivilDate; credit: unknown }>(
    database,
    `SELECT DISTINCT a.tenant_id AS "tenantId", a.day::text AS day, p.credit FROM unnest($1::uuid[], $2::date[]) AS a (tenant_id, day)
       JOIN institution i ON i.id = a.tenant_id JOIN ${policyInForce('a.day')}`,
    [asked.map(({ tenantId }) => tenantId), asked.map(({ day }) => day)],
  );
  return rows.map((row) => ({ ...row, credit: CreditPolicy.parse(row.credit) }));
}

/** A policy as the public knows it, with its days; `effectiveTo` null: until further notice. */
export interface PublicPolicy extends ToldPolicy {
  version: number;
  effectiveFrom: CivilDate;
  effectiveTo: CivilDate | null;
}

/** The policies that an institution has adopted, the newest first; so many of them. */
export async function listPublicPolicies(
  database: Database,
  tenantId: string,
  most: number,
): Promise<PublicPolicy[]> {
  const rows = await publicRead<
    Record<'credit' | 'review' | 'appeal', unknown> & Omit<PublicPolicy, keyof ToldPolicy>
  >(
    database,
    `SELECT version, credit, review, appeal, effective_from::text AS "effectiveFrom", effective_to::text AS "effectiveTo"
       FROM policy_version WHERE tenant_id = $1 AND status = 'adopted' ORDER BY effective_from DESC, version DESC LIMIT $2`,
    [tenantId, most],
  );
  return rows.map(({ credit, review, appeal, ...row }) => ({
    ...row,
    credit: CreditPolicy.parse(credit),
    review: ReviewPolicy.parse(review),
    appeal: AppealRoute.nullable().parse(appeal),
  }));
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

/** What an institution teaches, as far as it was asked for. */
export interface PublicCourses {
  courses: NamedCourse[];
  relations: CreditCaseCourseRelation[];
}

/** The courses with these codes, however they are written, as they are on the day and with what they carry next, and every relation that one of them stands in. */
export async function listPublicCourses(
  database: Database,
  tenantId: string,
  codes: readonly string[],
  day: CivilDate,
): Promise<PublicCourses> {
  const [found] = await listCoursesOfEach(database, [{ tenantId, codes, day }]);
  return found ?? { courses: [], relations: [] };
}

/** The same of several institutions and days, each by its codes, in the order asked, in one statement. */
export async function listCoursesOfEach(
  database: Database,
  asked: readonly { tenantId: string; codes: readonly string[]; day: CivilDate }[],
): Promise<PublicCourses[]> {
  const some = asked.flatMap(({ codes, ...one }, place) =>
    codes.length > 0 ? [{ ...one, place, codes: [...new Set(codes.map(foldCourseCode))] }] : [],
  );
  if (some.length === 0) return asked.map(() => ({ courses: [], relations: [] }));
  const rows = await publicRead<PublicCourses & { place: number }>(
    database,
    `SELECT a.place,
            (SELECT coalesce(json_agg(json_build_object('code', c.code, 'title', c.title, 'credits', c.credits, 'kind', c.kind,
                      'next', (SELECT json_build_object('from', w.first_day, 'credits', w.credits) FROM course_version w
                                WHERE w.tenant_id = c.tenant_id AND w.course_id = c.id AND w.first_day > a.day AND w.credits IS DISTINCT FROM c.credits
                                ORDER BY w.first_day LIMIT 1)) ORDER BY c.code), '[]')
               FROM course_on(a.day) c WHERE c.tenant_id = a.tenant_id AND fold_course_code(c.code) = ANY(a.codes)) AS courses,
            (SELECT coalesce(json_agg(json_build_object('kind', r.kind, 'course', one.code, 'other', other.code, 'credits', r.credits) ORDER BY one.code, other.code, r.kind), '[]')
               FROM course_relation r JOIN course one ON one.tenant_id = r.tenant_id AND one.id = r.course_id JOIN course other ON other.tenant_id = r.tenant_id AND other.id = r.other_course_id
              WHERE r.tenant_id = a.tenant_id AND (r.first_day IS NULL OR r.first_day <= a.day) AND (r.last_day IS NULL OR r.last_day >= a.day) AND (fold_course_code(one.code) = ANY(a.codes) OR fold_course_code(other.code) = ANY(a.codes))) AS relations
       FROM (SELECT (one->>'place')::int AS place, (one->>'tenantId')::uuid AS tenant_id, (one->>'day')::date AS day, ARRAY(SELECT jsonb_array_elements_text(one->'codes')) AS codes
               FROM jsonb_array_elements($1::jsonb) one) a`,
    [JSON.stringify(some)],
  );
  const found = new Map(rows.map(({ place, ...taught }) => [place, taught]));
  return asked.map((_, place) => found.get(place) ?? { courses: [], relations: [] });
}
