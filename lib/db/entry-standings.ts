import { Standing } from '@/lib/catalog/standing';
import { type AsOf, asOfValue, dayAt } from './as-of';
import type { Database } from './client';
import {
  impliedParts,
  institutionsToday,
  isNo,
  joinedTo,
  publicOnDay,
  standingByItself,
  stoodThen,
} from './decided';
import { publicRead } from './public-read';

/** A public rule by which an entry stands, as it stands by itself: another rule may bar it. */
export interface StandingRule {
  entryId: string;
  ruleVersionId: string;
  tenantId: string;
  standing: Standing;
  programs: string[] | null;
  /** Of the courses and collective places that it grants. */
  codes: string[];
}

/** The rules by which these entries stand, each on the day of its institution. A certificate that implies its parts stands as their rules say, but for a no. */
export async function listStandingRules(
  database: Database,
  ids: readonly string[],
  asOf: AsOf,
): Promise<StandingRule[]> {
  const rows = await publicRead<Omit<StandingRule, 'standing'> & { place: number }>(
    database,
    `WITH today AS MATERIALIZED (${institutionsToday('$2')}), past AS MATERIALIZED (${stoodThen}), named AS (
       SELECT id AS entry_id, id AS named_id, false AS is_part FROM unnest($1::uuid[]) id
       UNION ALL
       SELECT whole_id, part_id, true FROM (${impliedParts}) either WHERE whole_id = ANY($1::uuid[])
     )
     SELECT n.entry_id AS "entryId", v.id AS "ruleVersionId", v.tenant_id AS "tenantId", ${standingByItself} AS place,
            CASE WHEN v.definition->'programs' IS NULL THEN NULL ELSE ARRAY(SELECT jsonb_array_elements_text(v.definition->'programs')) END AS programs,
            ARRAY(SELECT line #>> '{}' FROM jsonb_path_query(v.definition, '$.outcomes[*].lines[*] ? (@.kind == "course" || @.kind == "elective").target') AS line) AS codes
       FROM named n JOIN rule_source s ON s.micro_credential_id = n.named_id
       JOIN rule_version v ON v.tenant_id = s.tenant_id AND v.id = s.rule_version_id JOIN today i ON i.id = v.tenant_id ${joinedTo('past')}
      WHERE ${publicOnDay} AND NOT (n.is_part AND ${isNo})`,
    [ids, asOfValue(asOf)],
  );
  return rows.map(({ place, ...row }) => ({ ...row, standing: Standing.options[place] ?? 'undecided' }));
}

/** A course of an institution. */
export interface CourseNamed {
  tenantId: string;
  code: string;
}

/** What courses are called on the day of their institution; one that its list does not have is missing. */
export async function listCourseTitles(
  database: Database,
  courses: readonly CourseNamed[],
  asOf: AsOf,
): Promise<(CourseNamed & { title: string })[]> {
  if (courses.length === 0) return [];
  // The codes first and the list by its index: from what a rule names, the planner would go through every list whole.
  return publicRead(
    database,
    `SELECT a.tenant_id AS "tenantId", a.code, w.title
       FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[])) a (tenant_id, code) JOIN institution i ON i.id = a.tenant_id
       JOIN LATERAL (SELECT c.id FROM course c WHERE c.tenant_id = a.tenant_id AND c.code = a.code LIMIT 1) c ON true
       JOIN LATERAL course_version_on(a.tenant_id, c.id, ${dayAt('$3')}) w ON true`,
    [courses.map(({ tenantId }) => tenantId), courses.map(({ code }) => code), asOfValue(asOf)],
  );
}

/** Which institutions considered a proposal for these entries that they did not accept, by their day. */
export async function listConsideredBy(
  database: Database,
  ids: readonly string[],
  asOf: AsOf,
): Promise<{ entryId: string; tenantId: string }[]> {
  return publicRead(
    database,
    `WITH today AS MATERIALIZED (${institutionsToday('$2')})
     SELECT DISTINCT s.micro_credential_id AS "entryId", j.tenant_id AS "tenantId"
       FROM rule_source s JOIN rule_rejection j ON j.tenant_id = s.tenant_id AND j.rule_version_id = s.rule_version_id JOIN today i ON i.id = j.tenant_id
      WHERE s.micro_credential_id = ANY($1::uuid[]) AND (j.rejected_at AT TIME ZONE i.time_zone)::date <= i.day`,
    [ids, asOfValue(asOf)],
  );
}

/** The entries that may stand otherwise once something about these does: a no bars rules that name more, and wholes stand by their parts. */
export async function listEntriesBeside(database: Database, ids: readonly string[]): Promise<string[]> {
  const rows = await publicRead<{ id: string }>(
    database,
    `WITH implied AS MATERIALIZED (${impliedParts}), barred AS (
       SELECT id FROM unnest($1::uuid[]) id UNION SELECT whole_id FROM implied WHERE part_id = ANY($1::uuid[])
     ), named AS (
       SELECT id FROM barred UNION SELECT i.part_id FROM implied i JOIN barred b ON b.id = i.whole_id
     ), beside AS (
       SELECT o.micro_credential_id AS id FROM named n JOIN rule_source s ON s.micro_credential_id = n.id
         JOIN rule_source o ON o.tenant_id = s.tenant_id AND o.rule_version_id = s.rule_version_id
     )
     SELECT id FROM barred UNION SELECT id FROM beside UNION SELECT i.whole_id FROM implied i JOIN beside b ON b.id = i.part_id`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** The entries that stand by rules of these institutions. */
export async function listEntriesOf(database: Database, tenantIds: readonly string[]): Promise<string[]> {
  const rows = await publicRead<{ id: string }>(
    database,
    `WITH implied AS MATERIALIZED (${impliedParts}), named AS (SELECT DISTINCT micro_credential_id AS id FROM rule_source WHERE tenant_id = ANY($1::uuid[]))
     SELECT id FROM named UNION SELECT i.whole_id FROM implied i JOIN named n ON n.id = i.part_id`,
    [tenantIds],
  );
  return rows.map(({ id }) => id);
}
