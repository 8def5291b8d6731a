import type { Unit } from '@/lib/amount/unit';
import type { AdviceSpan } from '@/lib/catalog/advice';
import type { EarnableMicroCredential } from '@/lib/catalog/next-step';
import type { Kind } from '@/lib/catalog/kind';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { NameState } from '@/lib/micro-credential/in-name';
import type { Database } from './client';
import { publicRead } from './public-read';
import { versionComingAfter, versionShownOn } from './version-shown';

export interface EntryLink {
  id: string;
  slug: string;
  title: string;
  language: string | null;
}

/** Whom an entry names: one organization, however it is spelled there. */
export interface EntryOrganization {
  slug: string;
  name: string;
  /** ISO 3166-1, two letters; null where nobody has stated it, as its page. */
  country: string | null;
  url: string | null;
}

/** Layer 1: what a third party advises. */
export interface EntryRecommendation {
  id: string;
  recommender: string;
  organization: EntryOrganization | null;
  externalId: string | null;
  amount: string | null;
  isMaximum: boolean;
  unit: Unit | null;
  levels: string[];
  passMark: string | null;
  workloadHours: string | null;
  validFrom: CivilDate | null;
  validTo: CivilDate | null;
  sourceUrl: string;
  retrievedOn: CivilDate | null;
  confidence: string;
  note: string | null;
}

export interface EntryVersion {
  label: string;
  validFrom: CivilDate | null;
  validTo: CivilDate | null;
  workloadHours: string | null;
  effort: string | null;
  eqfMin: number | null;
  eqfMax: number | null;
  assessment: string[];
  supervision: string | null;
  participation: string | null;
  qualityAssurance: string | null;
  passMark: string | null;
  prerequisites: string | null;
  country: string | null;
  description: string | null;
  outcomes: string[];
  /** What its issuer states, in the issuer's unit; never what an institution grants. */
  creditAmount: string | null;
  creditUnit: Unit | null;
  creditFramework: string | null;
  nationalFramework: string | null;
  nationalMin: string | null;
  nationalMax: string | null;
  qualityAssuredBy: string | null;
  qualitySource: string | null;
  qualitySourceOn: CivilDate | null;
  qualityUntil: CivilDate | null;
  stackability: string | null;
  price: string | null;
  currency: string | null;
  duration: string | null;
  evidenceLinks: string[];
}

/** What the catalog knows of one micro-credential, apart from what institutions decided about it. */
export interface CatalogEntry extends EntryLink {
  kind: Kind;
  provider: string;
  platform: string | null;
  awardingBody: string | null;
  organizations: Record<'provider' | 'platform' | 'awardingBody', EntryOrganization | null>;
  subject: string | null;
  iscedF: string | null;
  cip: string | null;
  language: string | null;
  levelLabel: string | null;
  url: string | null;
  skills: string[];
  isWithdrawn: boolean;
  source: string;
  /** The institution that entered it, and alone can change it: what it says is that institution's word, not its provider's. */
  listedBy: string | null;
  /** Institutions of the installation that it names and that did not list it, and what they say of it. */
  inNames: { institution: string; state: NameState; on: CivilDate | null }[];
  /** Since when who lists it is known to be its issuer or awarding body; null where it is not. */
  confirmedOn: CivilDate | null;
  retrievedOn: CivilDate | null;
  componentsImplied: boolean;
  /** Entries that were merged into it by the day, and since when. */
  merged: { slug: string; title: string; language: string | null; provider: string; since: CivilDate }[];
  successor: EntryLink | null;
  components: EntryLink[];
  partOf: EntryLink[];
  version: EntryVersion | null;
  /** The version that begins next, where one is announced; the one shown, where none has begun. */
  coming: { label: string; validFrom: CivilDate } | null;
  recommendations: EntryRecommendation[];
}

/** Who is called so: the name leads there on every day, also where the entry names somebody else now. */
const calledSo = (name: string) =>
  `(SELECT json_build_object('slug', o.slug, 'name', o.name, 'country', o.country, 'url', o.url) FROM organization a JOIN organization o ON o.id = CASE WHEN a.merged_into_id IS NULL THEN a.id ELSE stands_for(a.id) END WHERE a.folded = folded_name(${name}))`;

/** The entry that stands for `a` on a day: the one into which it was merged by then, else itself; no day: now. */
const standsFor = (a: string, day: string) =>
  `CASE WHEN ${a}.same_as_id IS NOT NULL AND (${day} IS NULL OR ${day} >= ${a}.same_as_since) THEN ${a}.same_as_id ELSE ${a}.id END`;

// Dates become text inside JSON, so that no time zone touches them. What it was on the day $2; no day: what it is now.
const entryBySlug = `
SELECT m.id, m.slug, m.kind, m.title, m.provider, m.platform, m.awarding_body AS "awardingBody", m.subject, m.isced_f AS "iscedF", m.cip, m.language, m.level_label AS "levelLabel", m.url, m.skills,
       json_build_object('provider', ${calledSo('m.provider')}, 'platform', ${calledSo('m.platform')}, 'awardingBody', ${calledSo('m.awarding_body')}) AS organizations,
       m.status = 'withdrawn' AS "isWithdrawn", m.source,
       (SELECT i.name FROM institution i WHERE i.id = m.steward_tenant_id) AS "listedBy",
       (SELECT (max(greatest(o.claimed_at, m.taken_over_at)) AT TIME ZONE max(i.time_zone))::date::text FROM organization o JOIN institution i ON i.id = o.claimed_tenant_id
         WHERE o.claimed_tenant_id = m.steward_tenant_id AND o.folded IN (folded_name(m.provider), folded_name(m.awarding_body))) AS "confirmedOn",
       (SELECT coalesce(json_agg(json_build_object('institution', i.name, 'state', n.state, 'on', (n.answered_at AT TIME ZONE i.time_zone)::date) ORDER BY i.name, i.id), '[]')
          FROM entry_in_name n JOIN institution i ON i.id = n.tenant_id WHERE n.micro_credential_id = m.id AND n.tenant_id <> m.steward_tenant_id AND is_about(m.id, n.tenant_id)) AS "inNames",
       m.retrieved_on::text AS "retrievedOn", m.components_implied AS "componentsImplied",
       (SELECT coalesce(json_agg(json_build_object('slug', g.slug, 'title', g.title, 'language', g.language, 'provider', g.provider, 'since', g.same_as_since) ORDER BY g.title, g.id), '[]')
          FROM micro_credential g WHERE g.same_as_id = m.id AND ($2::date IS NULL OR g.same_as_since <= $2::date)) AS merged,
       (SELECT json_build_object('id', s.id, 'slug', s.slug, 'title', s.title, 'language', s.language) FROM micro_credential s WHERE s.id = m.successor_id) AS successor,
       (SELECT coalesce(json_agg(json_build_object('id', p.id, 'slug', p.slug, 'title', p.title, 'language', p.language) ORDER BY c.position, p.title), '[]')
          FROM micro_credential_component c JOIN micro_credential p ON p.id = c.part_id WHERE c.whole_id = m.id) AS components,
       (SELECT coalesce(json_agg(json_build_object('id', w.id, 'slug', w.slug, 'title', w.title, 'language', w.language) ORDER BY w.title), '[]')
          FROM micro_credential_component c JOIN micro_credential w ON w.id = c.whole_id WHERE c.part_id = m.id) AS "partOf",
       (SELECT json_build_object('label', v.label, 'validFrom', v.valid_from, 'validTo', v.valid_to, 'workloadHours', v.workload_hours, 'effort', v.effort,
               'eqfMin', v.eqf_min, 'eqfMax', v.eqf_max, 'assessment', v.assessment, 'supervision', v.supervision, 'participation', v.participation,
               'qualityAssurance', v.quality_assurance, 'passMark', v.pass_mark, 'prerequisites', v.prerequisites, 'country', v.country, 'description', v.description,
               'creditAmount', v.credit_amount, 'creditUnit', v.credit_unit, 'creditFramework', v.credit_framework, 'nationalFramework', v.national_framework,
               'nationalMin', v.national_min, 'nationalMax', v.national_max, 'qualityAssuredBy', v.quality_assured_by, 'qualitySource', v.quality_source,
               'qualitySourceOn', v.quality_source_on, 'qualityUntil', v.quality_until, 'stackability', v.stackability, 'price', v.price, 'currency', v.currency,
               'duration', v.duration, 'evidenceLinks', v.evidence_links,
               'outcomes', (SELECT coalesce(json_agg(o.text ORDER BY o.position), '[]') FROM learning_outcome o WHERE o.version_id = v.id))
          FROM (${versionShownOn('m', '$2::date')}) v) AS version,
       (SELECT json_build_object('label', v.label, 'validFrom', v.valid_from) FROM (${versionComingAfter('m', '$2::date')}) v) AS coming,
       (SELECT coalesce(json_agg(json_build_object('id', r.id, 'recommender', r.recommender, 'organization', ${calledSo('r.recommender')}, 'externalId', r.external_id, 'amount', r.amount, 'isMaximum', r.is_maximum,
               'unit', r.unit, 'levels', r.levels, 'passMark', r.pass_mark, 'workloadHours', r.workload_hours, 'validFrom', r.valid_from, 'validTo', r.valid_to,
               'sourceUrl', r.source_url, 'retrievedOn', r.retrieved_on, 'confidence', r.confidence, 'note', r.note)
               ORDER BY r.valid_to DESC NULLS FIRST, r.recommender), '[]')
          FROM recommendations_on(m.id, $2::date) r) AS recommendations
  FROM micro_credential one CROSS JOIN LATERAL micro_credential_on(one.id, $2::date) m
 WHERE one.id = (SELECT ${standsFor('a', '$2::date')} FROM micro_credential a WHERE a.slug = $1)`;

/** The entry as it was on the day; no day: as it is now. */
export async function findCatalogEntry(
  database: Database,
  slug: string,
  day: CivilDate | null,
): Promise<CatalogEntry | null> {
  const [row] = await publicRead<CatalogEntry>(database, entryBySlug, [slug, day]);
  return row ?? null;
}

/** What a certificate must be known by to be estimated. */
export interface Holdable extends EarnableMicroCredential {
  language: string | null;
  isAsked: boolean;
  /** The slugs by which it was asked for, those of entries that were merged into it among them. */
  askedAs: string[];
  /** Each version with its first day, where that is known. */
  versions: { label: string; validFrom: CivilDate | null }[];
  /** The days of every recommendation for it, of whatever amount, those that have lapsed among them. */
  advice: AdviceSpan[];
  recommended: {
    amount: string;
    unit: Unit;
    isMaximum: boolean;
    validFrom: CivilDate | null;
    validTo: CivilDate | null;
  }[];
}

const withComponents = `
WITH RECURSIVE asked AS (
  SELECT id, NULL AS slug FROM micro_credential WHERE id = ANY($2::uuid[])
  UNION
  SELECT ${standsFor('a', '$3::date')}, a.slug FROM micro_credential a WHERE a.slug = ANY($1::text[])
), tree (id, depth) AS (
  SELECT id, 0 FROM asked
  UNION
  SELECT c.part_id, t.depth + 1 FROM tree t JOIN micro_credential_component c ON c.whole_id = t.id WHERE t.depth < 6
)
SELECT m.id, m.slug, m.title, m.language, m.provider, m.status = 'withdrawn' AS "isWithdrawn", m.components_implied AS "componentsImplied", m.id IN (SELECT id FROM asked) AS "isAsked",
       ARRAY(SELECT DISTINCT a.slug FROM asked a WHERE a.id = m.id AND a.slug IS NOT NULL) AS "askedAs",
       v.workload_hours AS "workloadHours",
       (SELECT coalesce(json_agg(json_build_object('label', w.label, 'validFrom', w.valid_from) ORDER BY w.label), '[]')
          FROM versions_on(m.id, $3::date) w) AS versions,
       ARRAY(SELECT c.part_id::text FROM micro_credential_component c WHERE c.whole_id = m.id ORDER BY c.position, c.part_id) AS components,
       (SELECT coalesce(json_agg(json_build_object('validFrom', r.valid_from, 'validTo', r.valid_to) ORDER BY r.natural_key), '[]') FROM recommendations_on(m.id, $3::date) r) AS advice,
       (SELECT coalesce(json_agg(json_build_object('amount', r.amount, 'unit', r.unit, 'isMaximum', r.is_maximum, 'validFrom', r.valid_from, 'validTo', r.valid_to)
               ORDER BY r.valid_to DESC NULLS FIRST, r.natural_key), '[]')
          FROM recommendations_on(m.id, $3::date) r WHERE r.amount IS NOT NULL) AS recommended
  FROM (SELECT DISTINCT id FROM tree) named CROSS JOIN LATERAL micro_credential_on(named.id, $3::date) m
  LEFT JOIN LATERAL (${versionShownOn('m', '$3::date')}) v ON true
 ORDER BY m.id LIMIT 2000`;

/**
 * The micro-credentials with these slugs or ids and everything they consist of, down to the last component, as they were on the day; no
 * day: as they are now.
 */
export async function listHoldable(
  database: Database,
  {
    slugs = [],
    ids = [],
    day,
  }: { slugs?: readonly string[]; ids?: readonly string[]; day: CivilDate | null },
): Promise<Holdable[]> {
  const rows = await publicRead<Omit<Holdable, 'recommendedEcts'>>(database, withComponents, [
    slugs,
    ids,
    day,
  ]);
  return rows.map((row) => ({
    ...row,
    recommendedEcts:
      row.recommended.find(({ unit, isMaximum }) => unit === 'ECTS' && !isMaximum)?.amount ?? null,
  }));
}

/** The ids of entries by their slugs, of a merged one that of the one that stays; those of no entry are missing. */
export async function idsOfSlugs(database: Database, slugs: readonly string[]): Promise<Map<string, string>> {
  // The database takes no text with a zero in it, and no entry has such an address.
  const possible = slugs.filter((slug) => !slug.includes('\0'));
  if (possible.length === 0) return new Map();
  const rows = await publicRead<{ id: string; slug: string }>(
    database,
    `SELECT coalesce(same_as_id, id) AS id, slug FROM micro_credential WHERE slug = ANY($1::text[])`,
    [possible],
  );
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}

/** When something in the catalog last changed for which earlier days are kept; null: never. */
export async function newestCatalogChange(database: Database): Promise<string | null> {
  const [row] = await publicRead<{ at: string | null }>(
    database,
    `SELECT greatest((SELECT max(changed_at) FROM micro_credential), (SELECT max(changed_at) FROM micro_credential_version),
                     (SELECT max(changed_at) FROM recommendation))::text AS at`,
  );
  return row?.at ?? null;
}
