import { addMonths, CivilDateText, type CivilDate } from '@/lib/kernel/civil-date';
import type { CertificateInHealth, HealthWorld, RuleInForce } from '@/lib/rule/health/rule-in-force';
import { definitionInForce, RuleBasis, RuleDefinition, RuleStatus } from '@/lib/rule/rule-version';
import { adviceAbout } from './advice-standing';
import { restingStatuses } from './change-notices';
import { Prisma } from './generated/client';
import type { Tx } from './tx';
import { standsAs } from './version-standing';

/**
 * Says whether the health of the rule book rests on something else than before, as far as the institution's own tables tell: the catalog
 * that all share has a mark of its own.
 */
export async function markOfBook(tx: Tx, day: CivilDate): Promise<string> {
  const [found] = await tx.$queryRaw<{ mark: string }[]>`
    SELECT concat_ws(' ', ${day}::text,
             (SELECT concat_ws(' ', count(*), max(v.updated_at)) FROM rule_version v WHERE v.tenant_id = current_tenant()),
             (SELECT concat_ws(' ', count(*), max(c.changed_at)) FROM course_version c WHERE c.tenant_id = current_tenant()),
             (SELECT concat_ws(' ', count(*), max(p.changed_at)) FROM program_version p WHERE p.tenant_id = current_tenant()),
             (SELECT concat_ws(' ', count(*), sum(d.row_version)) FROM department d WHERE d.tenant_id = current_tenant()),
             (SELECT concat_ws(' ', count(*), max(n.changed_at), max(n.followed_at)) FROM change_notice n WHERE n.tenant_id = current_tenant())) AS mark`;
  return found?.mark ?? '';
}

/** In force, and not replaced already by a version that another day of claim was given for. */
const ownEnd = Prisma.sql`(v.claim_to IS NULL OR v.claim_to::text = v.definition #>> '{claimWindow,to}')`;

/** What gives credit on the day or from a later one on: the health of the rule book looks ahead. */
const heldNow = ['published', 'coming'] as const;

/**
 * Ids of what is in force on the day, or will be, and of what ended by itself in the months before with nothing after it; those that name the same
 * certificate first beside one another, so that what is read together belongs together.
 */
export async function listInForce(tx: Tx, day: CivilDate, monthsBack: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT v.id
      FROM rule_version v
      LEFT JOIN (SELECT s.rule_version_id, min(s.micro_credential_id::text) AS first FROM rule_source s WHERE s.tenant_id = current_tenant() GROUP BY 1) s
        ON s.rule_version_id = v.id
     WHERE v.tenant_id = current_tenant() AND v.status = 'published' AND ${ownEnd}
       AND (v.claim_to IS NULL OR v.claim_to >= ${addMonths(day, -monthsBack)}::date)
       AND (${standsAs(heldNow, day)} OR NOT EXISTS (
             SELECT FROM rule_version w WHERE w.tenant_id = v.tenant_id AND w.rule_id = v.rule_id AND w.version > v.version AND w.status = 'published'))
     ORDER BY s.first NULLS FIRST, v.id`;
  return rows.map(({ id }) => id);
}

/** Ids of the versions in force on the day, or from a later one on, that name one of these micro-credentials. */
export async function inForceNaming(tx: Tx, ids: readonly string[], day: CivilDate): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT v.id FROM rule_source s JOIN rule_version v ON v.tenant_id = s.tenant_id AND v.id = s.rule_version_id
     WHERE s.tenant_id = current_tenant() AND s.micro_credential_id = ANY(${[...ids]}::uuid[])
       AND ${standsAs(heldNow, day)}`;
  return rows.map(({ id }) => id);
}

/** A certificate about which departments have decided each for itself, with the ids of what they have in force. */
export interface SharedCertificate {
  entryId: string;
  ids: string[];
}

/** Certificates that rules in force of at least two departments name, so many at most, and how many there are. */
export async function listAcrossDepartments(
  tx: Tx,
  day: CivilDate,
  most: number,
): Promise<{ shared: SharedCertificate[]; total: number }> {
  const rows = await tx.$queryRaw<(SharedCertificate & { total: number })[]>`
    SELECT s.micro_credential_id AS "entryId", array_agg(v.id::text ORDER BY e.code) AS ids, count(*) OVER ()::int AS total
      FROM rule_source s JOIN rule_version v ON v.tenant_id = s.tenant_id AND v.id = s.rule_version_id
      JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
     WHERE s.tenant_id = current_tenant() AND ${standsAs(['published'], day)} AND e.department_id IS NOT NULL
     GROUP BY 1 HAVING count(DISTINCT e.department_id) > 1 ORDER BY 1 LIMIT ${most}`;
  return { shared: rows.map(({ entryId, ids }) => ({ entryId, ids })), total: rows[0]?.total ?? 0 };
}

type Row = Omit<RuleInForce, 'definition' | 'basis' | 'status' | 'publishedOn' | 'reviewDueOn'> & {
  definition: unknown;
  basis: unknown;
  status: string;
  publishedOn: string | null;
  reviewDueOn: string | null;
  claimFrom: CivilDate | null;
  claimTo: CivilDate | null;
};

/** These versions as far as their health rests on them, with what changed below them and nobody has settled. */
export async function readInForce(tx: Tx, ids: readonly string[]): Promise<RuleInForce[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<Row[]>`
    SELECT v.id, v.rule_id AS "ruleId", e.code AS "ruleCode", e.title, v.version, v.status, v.definition, v.basis, v.public_note AS "publicNote",
           e.department_id AS "departmentId", v.claim_from::text AS "claimFrom", v.claim_to::text AS "claimTo", v.review_due_on::text AS "reviewDueOn",
           (v.published_at AT TIME ZONE i.time_zone)::date::text AS "publishedOn", coalesce(n.changes, '[]') AS changes
      FROM unnest(${[...ids]}::uuid[]) a(id) JOIN rule_version v ON v.tenant_id = current_tenant() AND v.id = a.id
      JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
      JOIN institution i ON i.id = v.tenant_id
      LEFT JOIN LATERAL (
        SELECT json_agg(json_build_object('subject', n.subject, 'name', n.code, 'firstDay', n.first_day) ORDER BY n.first_day, n.code) AS changes
          FROM change_notice n
         WHERE n.tenant_id = v.tenant_id AND n.rule_version_id = v.id AND n.followed_at IS NULL AND v.status = ANY(${[...restingStatuses]})
           AND NOT EXISTS (SELECT FROM rule_version w WHERE w.tenant_id = v.tenant_id AND w.rule_id = v.rule_id AND w.version > v.version AND w.status NOT IN ('withdrawn', 'rejected'))) n ON true
     ORDER BY e.code, v.version`;
  return rows.map(({ claimFrom, claimTo, publishedOn, reviewDueOn, ...row }) => ({
    ...row,
    status: RuleStatus.parse(row.status),
    definition: definitionInForce({ definition: RuleDefinition.parse(row.definition), claimFrom, claimTo }),
    basis: RuleBasis.parse(row.basis),
    publishedOn: CivilDateText.nullable().parse(publishedOn),
    reviewDueOn: CivilDateText.nullable().parse(reviewDueOn),
  }));
}

/** These micro-credentials with what the linter asks of them, by id. */
export async function readCertificates(
  tx: Tx,
  ids: readonly string[],
): Promise<Record<string, CertificateInHealth>> {
  if (ids.length === 0) return {};
  const rows = await tx.$queryRaw<(Omit<CertificateInHealth, 'versionLabels'> & { id: string })[]>`
    SELECT m.id, m.title, m.status, m.first_day::text AS since,
           (SELECT coalesce(json_agg(json_build_object('label', w.label, 'validFrom', w.valid_from, 'validTo', w.valid_to)), '[]')
              FROM micro_credential_version w WHERE w.micro_credential_id = m.id) AS versions,
           ARRAY(SELECT c.part_id::text FROM micro_credential_component c WHERE c.whole_id = m.id ORDER BY c.position) AS components,
           (SELECT coalesce(json_agg(json_build_object('id', r.id, 'recommender', r.recommender, 'amount', r.amount, 'isMaximum', r.is_maximum, 'unit', r.unit,
                     'levels', r.levels, 'validFrom', r.valid_from, 'validTo', r.valid_to)), '[]')
              FROM ${Prisma.raw(adviceAbout('m.id'))}) AS recommendations,
           CASE WHEN m.kind = 'external_course' THEN
             (SELECT json_build_object('id', o.id, 'title', o.title, 'provider', o.provider)
                FROM entry_organization l JOIN organization a ON a.id = l.organization_id OR a.merged_into_id = l.organization_id
                JOIN micro_credential o ON o.natural_key = 'external_course|' || a.folded || '|' || split_part(m.natural_key, '|', 3) AND o.id <> m.id AND o.same_as_id IS NULL
               WHERE l.micro_credential_id = m.id AND l.role = 'provider' ORDER BY o.title, o.id LIMIT 1) END AS twin
      FROM micro_credential m WHERE m.id = ANY(${[...ids]}::uuid[])`;
  return Object.fromEntries(
    rows.map(({ id, ...row }) => [id, { ...row, versionLabels: row.versions.map(({ label }) => label) }]),
  );
}

/** Every course by its code, as it is on the day, and the first day on which it will not be offered any more where that is known. */
export async function readCourses(tx: Tx, day: CivilDate): Promise<HealthWorld['courses']> {
  const rows = await tx.$queryRaw<(HealthWorld['courses'][string] & { code: string })[]>`
    WITH here AS MATERIALIZED (
      SELECT c.tenant_id, c.id, c.code, c.status, c.credits, c.first_day, folded_name(c.title) AS called, coalesce(d.is_archived, false) AS is_archived
        FROM course_on(${day}::date) c LEFT JOIN department d ON d.tenant_id = c.tenant_id AND d.id = c.department_id WHERE c.tenant_id = current_tenant()
    ), twins AS (
      SELECT c.id, min(o.code) AS code FROM here c JOIN here o ON o.called = c.called AND o.id <> c.id AND o.status = 'active' AND NOT o.is_archived
       WHERE c.is_archived AND NOT EXISTS (SELECT FROM course_relation r WHERE r.tenant_id = c.tenant_id
               AND ((r.course_id = c.id AND r.other_course_id = o.id) OR (r.course_id = o.id AND r.other_course_id = c.id)))
       GROUP BY c.id)
    SELECT c.code, c.status, c.credits, c.first_day::text AS since, t.code AS twin,
           (SELECT min(w.first_day)::text FROM course_version w
             WHERE w.tenant_id = c.tenant_id AND w.course_id = c.id AND w.first_day > ${day}::date AND w.status <> 'active') AS "endsOn"
      FROM here c LEFT JOIN twins t ON t.id = c.id ORDER BY c.code`;
  return Object.fromEntries(rows.map(({ code, ...course }) => [code, course]));
}
