import { CreditBand } from '@/lib/catalog/credit-band';
import { type Facet, type FacetCounts, facets, forEachFacet, longestValue } from '@/lib/catalog/facets';
import { type SearchQuery, type Sort, wantedIn } from '@/lib/catalog/search-query';
import { Standing } from '@/lib/catalog/standing';
import { advisedOn, adviceStandsOn } from '@/lib/db/advice-standing';
import { type AsOf, asOfValue } from '@/lib/db/as-of';
import type { Database } from '@/lib/db/client';
import {
  holdsIn,
  institutionsToday,
  isNo,
  joinedTo,
  publicOnDay,
  standingByItself,
  stoodThen,
} from '@/lib/db/decided';
import { publicRead } from '@/lib/db/public-read';
import type { DecidedCounts } from '@/lib/usecases/catalog/decided-counts';

// The search of the catalog by its definition, in one statement over the tables, on any day: what the kept catalog is compared with. Its
// words stand in an entry as they were typed: what else words find is judged by tests of the index.

/** One entry found, with its standing: the strongest of what institutions decided, each by its own calendar. */
export interface FoundInSql {
  id: string;
  slug: string;
  title: string;
  standing: Standing;
  /** Where it stands in the order asked for; the next page begins after it. */
  position: Position;
}

/**
 * Standings that the statement cannot know by itself: whether a rule is barred by another one is the engine's to say. The rules named
 * here are left out of what the statement works out, and these pairs of institution and entry stand in their place.
 */
export interface ToldStandings {
  versionIds: readonly string[];
  entries: readonly { tenantId: string; id: string; standing: Standing }[];
}

/** What only other searches or the engine know of entries: who gives credit, in which programs it counts, and how much it is where it is looked for. */
export interface ToldFacets {
  givenAt: readonly { id: string; value: string }[];
  countsIn: readonly { id: string; value: string }[];
  countsAs: readonly { id: string; value: string }[];
  /** @units ECTS, exact */
  earned: readonly { id: string; value: string }[];
  /** How entries stand where nothing is asked for: of equals that is the order, whichever institution is asked. */
  order: readonly string[];
}

/** First and second sort key, then the id. */
export type Position = readonly [number, string, string];
interface FoundPage {
  rows: FoundInSql[];
  total: number;
  facets: FacetCounts;
}

interface SearchWindow {
  size: number;
  /** Where to begin: so many rows in, or right after a position. */
  offset?: number;
  after?: Position;
}

const exact = (text: string) =>
  `split_part(${text}, '/', 1)::numeric / coalesce(nullif(split_part(${text}, '/', 2), ''), '1')::numeric`;
const hoursOf = exact('v.workload_hours');
const newestVersions = `(SELECT DISTINCT ON (micro_credential_id) *
  FROM micro_credential_version ORDER BY micro_credential_id, valid_from DESC NULLS LAST, label DESC)`;
const rank = 'c.away * 10 + c.standing';
/** Of equals, the order in which entries stand where nothing is asked for. */
const asTheyStand = `lpad(c.place::text, 6, '0')`;
const firstKey: Record<Sort, string> = {
  relevance: rank,
  credit: `coalesce(-c.earned, 1)`,
  newest: `-extract(epoch FROM c.created_at)`,
  title: '0',
  provider: '0',
  hours: `coalesce(c.hours, 1000000)`,
};
const secondKey: Record<Sort, string> = {
  relevance: 'c.title',
  credit: asTheyStand,
  newest: asTheyStand,
  title: 'c.title',
  provider: `c.provider || ' · ' || c.title`,
  hours: asTheyStand,
};
const said = (column: string) =>
  `ARRAY(SELECT value FROM unnest(${column}) value WHERE length(value) <= ${longestValue})`;
/** Where the band of a price begins, by its decimal logarithm. */
const priceBand = `CASE WHEN v.price IS NULL THEN 'unstated' WHEN ${exact('v.price')} = 0 THEN 'free' WHEN v.currency IS NULL THEN 'unstated'
  ELSE v.currency || ' ' || CASE WHEN ${exact('v.price')} < 10 THEN 0 ELSE
    power(10, floor(log(${exact('v.price')}))) * CASE WHEN ${exact('v.price')} >= 5 * power(10, floor(log(${exact('v.price')}))) THEN 5 ELSE 1 END END::bigint END`;
/** The values that an entry has in each facet, as an array. */
const valuesOf: Record<Facet, string> = {
  standing: 'ARRAY[s.standing::text]',
  givenAt: `ARRAY(SELECT value FROM given g WHERE g.id = m.id)`,
  countsIn: `ARRAY(SELECT value FROM counting g WHERE g.id = m.id)`,
  countsAs: `ARRAY(SELECT value FROM counted g WHERE g.id = m.id)`,
  skill: `ARRAY(SELECT DISTINCT ON (lower(value)) value FROM unnest(m.skills) WITH ORDINALITY AS s (value, place) WHERE length(value) <= ${longestValue} ORDER BY lower(value), place)`,
  credit: `ARRAY(SELECT ${bandOf('e.value')} FROM earned e WHERE e.id = m.id)`,
  subject: said('ARRAY[m.subject]'),
  field: said('ARRAY[left(m.isced_f, 2)]'),
  cip: said('ARRAY[left(m.cip, 2)]'),
  provider: said('ARRAY[m.provider]'),
  platform: said('ARRAY[m.platform]'),
  kind: 'ARRAY[m.kind]',
  level: said('ARRAY[m.level_label]'),
  eqf: `ARRAY(SELECT l::text FROM generate_series(coalesce(v.eqf_min, v.eqf_max), coalesce(v.eqf_max, v.eqf_min)) l)`,
  language: said('ARRAY[m.language]'),
  participation: said('ARRAY[v.participation]'),
  assessment: said('v.assessment'),
  supervision: said('ARRAY[v.supervision]'),
  quality: said('ARRAY[v.quality_assurance]'),
  price: `ARRAY[${priceBand}]`,
  stated: `ARRAY(SELECT value FROM (VALUES (v.credit_amount || ' ' || v.credit_unit)) stated (value) WHERE value IS NOT NULL)`,
  recommended: `ARRAY(SELECT r.amount || ' ' || r.unit FROM recommendation r WHERE r.micro_credential_id = m.id AND ${adviceStandsOn('(SELECT max(day) FROM today)')} <> 'lapsed' AND r.amount IS NOT NULL AND r.unit IS NOT NULL)`,
};

function bandOf(amount: string): string {
  const below = [3, 6, 12, 30].map(
    (end, at) => `WHEN ${exact(amount)} < ${end} THEN '${CreditBand.options[at]}'`,
  );
  return `CASE ${below.join(' ')} ELSE '${CreditBand.options.at(-1)}' END`;
}

/**
 * One page of the catalog with true counts, in one statement. A row that fails only the choices of one facet still counts in
 * that facet, so that the counts say what choosing another value as well would add.
 */
export async function findInCatalog(
  database: Database,
  query: SearchQuery,
  asOf: AsOf,
  window: SearchWindow,
  told: ToldStandings = { versionIds: [], entries: [] },
  more: ToldFacets = { givenAt: [], countsIn: [], countsAs: [], earned: [], order: [] },
): Promise<FoundPage> {
  const { text, values } = statementOf(query, asOf, window, told, more);
  const [row] = await publicRead<{
    rows: RawRow[];
    total: number;
    facets: { facet: Facet; value: string; count: number }[];
  }>(database, text, values);
  const counts: FacetCounts = forEachFacet(() => []);
  for (const { facet, value, count } of row?.facets ?? [])
    counts[facet].push({ value: toValue(facet, value), count });
  return { rows: (row?.rows ?? []).map(toFound), total: row?.total ?? 0, facets: counts };
}

function statementOf(
  query: SearchQuery,
  asOf: AsOf,
  window: SearchWindow,
  told: ToldStandings,
  more: ToldFacets,
): { text: string; values: unknown[] } {
  const values: unknown[] = [asOfValue(asOf)];
  const bind = (value: unknown) => `$${values.push(value)}`;

  const ruleFilters: string[] = [];
  const atInstitution = query.institution === null ? null : `i.slug = ${bind(query.institution)}`;
  if (atInstitution !== null) ruleFilters.push(atInstitution);
  if (query.program !== null) ruleFilters.push(holdsIn(bind([query.program])));

  const rowFilters: string[] = [];
  // Farther away: courses taken elsewhere, and what is no longer offered.
  let away = `(m.kind = 'external_course')::int * 2 + (m.status = 'withdrawn')::int`;
  if (query.words !== '') {
    const words = `compact_form(${bind(query.words)})`;
    rowFilters.push(`m.folded LIKE '%' || ${words} || '%'`);
    away = `(m.folded NOT LIKE ${words} || '|%')::int * 4 + ${away}`;
  }
  if (query.minHours !== null) rowFilters.push(`${hoursOf} >= ${bind(query.minHours)}`);
  if (query.maxHours !== null) rowFilters.push(`${hoursOf} <= ${bind(query.maxHours)}`);

  const standing = `coalesce(d.standing, CASE WHEN o.id IS NOT NULL THEN ${placeOf('considered')} WHEN r.advised = 'recommended' THEN ${placeOf('recommended')} WHEN r.advised IS NOT NULL THEN ${placeOf('recommendedLater')} ELSE ${placeOf('undecided')} END)`;
  const missed = facets.flatMap((facet, bit) => {
    const chosen = wantedIn(query, facet);
    if (chosen.length === 0) return [];
    const named = facet === 'standing' ? chosen.map((value) => String(placeOf(value as Standing))) : chosen;
    return [`CASE WHEN f."in_${facet}" && ${bind(named)}::text[] THEN 0 ELSE ${2 ** bit} END`];
  });
  const pairs = (some: readonly { id: string; value: string }[]) =>
    `SELECT DISTINCT id, value FROM unnest(${bind(some.map(({ id }) => id))}::uuid[], ${bind(some.map(({ value }) => value))}::text[]) AS told (id, value)`;
  const k1 = `(${firstKey[query.sort]})::numeric`;
  const k2 = secondKey[query.sort];
  const after =
    window.after &&
    `AND (${k1}, ${k2}, c.id) > (${bind(window.after[0])}::numeric, ${bind(window.after[1])}::text, ${bind(window.after[2])}::uuid)`;

  const text = `
WITH today AS MATERIALIZED (
  ${institutionsToday('$1')}
), ${decidedBy('id', told, ruleFilters, bind)}, considered AS MATERIALIZED (
  SELECT DISTINCT s.micro_credential_id AS id
    FROM rule_rejection j JOIN today i ON i.id = j.tenant_id
    JOIN rule_source s ON s.tenant_id = j.tenant_id AND s.rule_version_id = j.rule_version_id
   WHERE (j.rejected_at AT TIME ZONE i.time_zone)::date <= i.day ${atInstitution === null ? '' : `AND ${atInstitution}`}
), given AS MATERIALIZED (${pairs(more.givenAt)}), counting AS MATERIALIZED (${pairs(more.countsIn)}), counted AS MATERIALIZED (${pairs(more.countsAs)}), earned AS MATERIALIZED (${pairs(more.earned)}
), candidates AS MATERIALIZED (
  SELECT m.id, m.title, m.provider, m.created_at, ${away} AS away, s.standing, ${missed.length === 0 ? '0' : missed.join(' + ')} AS missed, ${hoursOf} AS hours,
         (SELECT ${exact('e.value')} FROM earned e WHERE e.id = m.id) AS earned,
         coalesce(array_position(${bind(more.order)}::uuid[], m.id), 0) AS place, f.*
    FROM micro_credential m
    LEFT JOIN decided d ON d.id = m.id
    LEFT JOIN considered o ON o.id = m.id
    CROSS JOIN LATERAL ${advisedOn('recommendation r WHERE r.micro_credential_id = m.id', '(SELECT max(day) FROM today)')} AS r (advised)
    LEFT JOIN ${newestVersions} v ON v.micro_credential_id = m.id
    CROSS JOIN LATERAL (SELECT ${standing} AS standing) s
    CROSS JOIN LATERAL (SELECT ${facets.map((facet) => `${valuesOf[facet]}::text[] AS "in_${facet}"`).join(', ')}) f
   ${rowFilters.length === 0 ? '' : `WHERE ${rowFilters.join(' AND ')}`}
), page AS MATERIALIZED (
  SELECT c.id, c.standing, ${k1} AS k1, ${k2} AS k2 FROM candidates c
   WHERE c.missed = 0 ${after ?? ''} ORDER BY 3, 4, 1 LIMIT ${bind(window.size)} OFFSET ${bind(window.offset ?? 0)}
)
SELECT (SELECT count(*)::int FROM candidates WHERE missed = 0) AS total,
       (SELECT coalesce(json_agg(f), '[]') FROM (${facets.map((facet, bit) => facetStatement(facet, 2 ** bit)).join(' UNION ALL ')}) f) AS facets,
       (SELECT coalesce(json_agg(row_to_json(shown) ORDER BY shown.k1, shown.k2, shown.id), '[]') FROM (${shownStatement}) shown) AS rows`;
  return { text, values };
}

/** The most frequent values of a facet; more than that is what the words are for. */
function facetStatement(facet: Facet, bit: number): string {
  return `(SELECT '${facet}' AS facet, value, count(*)::int AS count FROM candidates c, LATERAL (SELECT DISTINCT value FROM unnest(c."in_${facet}") value) one
            WHERE c.missed IN (0, ${bit}) GROUP BY value ORDER BY count(*) DESC, value LIMIT 60)`;
}

const shownStatement = `SELECT p.k1::float8 AS k1, p.k2, p.standing, m.id, m.slug, m.title FROM page p JOIN micro_credential m ON m.id = p.id`;

interface RawRow {
  k1: number;
  k2: string;
  standing: number;
  id: string;
  slug: string;
  title: string;
}

function toFound({ k1, k2, standing, ...row }: RawRow): FoundInSql {
  return { ...row, standing: nameOf(standing), position: [k1, k2, row.id] };
}

function toValue(facet: Facet, value: string): string {
  return facet === 'standing' ? nameOf(Number(value)) : value;
}

function placeOf(standing: Standing): number {
  return Standing.options.indexOf(standing);
}

function nameOf(place: number): Standing {
  return Standing.options[place] ?? 'undecided';
}

/**
 * SQL for the parts of a statement that tell how each entry stands by the rules of institutions `today`: `decided` has one row for each
 * of `keys` with the place of its standing. A certificate that implies its parts stands as their rules say, but for a no.
 */
function decidedBy(
  keys: 'id' | 'tenant_id, id',
  told: ToldStandings,
  filters: readonly string[],
  bind: (value: unknown) => string,
): string {
  const isTold = told.versionIds.length > 0;
  const own = keys === 'id' ? '' : 'v.tenant_id, ';
  const [of, ofNamed] = keys === 'id' ? ['', ''] : ['tenant_id, ', 'n.tenant_id, '];
  const engineSays = () => {
    const place = told.entries.map(({ standing }) => Standing.options.indexOf(standing));
    return `UNION ALL SELECT ${of}id, standing
            FROM unnest(${bind(told.entries.map(({ tenantId }) => tenantId))}::uuid[], ${bind(told.entries.map(({ id }) => id))}::uuid[], ${bind(place)}::int[]) AS told (tenant_id, id, standing)`;
  };
  const where = [
    publicOnDay,
    ...filters,
    ...(isTold ? [`v.id <> ALL(${bind(told.versionIds)}::uuid[])`] : []),
  ];
  return `past AS MATERIALIZED (${stoodThen}), named AS MATERIALIZED (
  SELECT ${own}s.micro_credential_id AS id, min(${standingByItself}) AS standing, min(${standingByItself}) FILTER (WHERE NOT ${isNo}) AS without_noes
    FROM rule_version v JOIN today i ON i.id = v.tenant_id JOIN rule_source s ON s.tenant_id = v.tenant_id AND s.rule_version_id = v.id ${joinedTo('past')}
   WHERE ${where.join(' AND ')}
   GROUP BY ${keys === 'id' ? '1' : '1, 2'}
), decided AS MATERIALIZED (
  SELECT ${keys}, min(standing) AS standing
    FROM (SELECT ${keys}, standing FROM named
           UNION ALL
          SELECT ${ofNamed}c.whole_id, n.without_noes FROM named n JOIN micro_credential_component c ON c.part_id = n.id
            JOIN micro_credential w ON w.id = c.whole_id AND w.components_implied WHERE n.without_noes IS NOT NULL
           ${isTold ? engineSays() : ''}) either
   GROUP BY ${keys}
)`;
}

/** How much of the catalog each institution has decided about, or one of them, by a rule of the day or by a proposal not accepted until then. */
export async function countDecided(
  database: Database,
  asOf: AsOf,
  told: ToldStandings,
  tenantId: string | null = null,
): Promise<Record<string, DecidedCounts>> {
  const values: unknown[] = [asOfValue(asOf), tenantId];
  const place = (standing: Standing) => Standing.options.indexOf(standing);
  const rows = await publicRead<DecidedCounts & { id: string }>(
    database,
    `WITH today AS MATERIALIZED (SELECT * FROM (${institutionsToday('$1')}) every WHERE $2::uuid IS NULL OR id = $2),
     ${decidedBy('tenant_id, id', told, [], (value) => `$${values.push(value)}`)},
     considered AS MATERIALIZED (
       SELECT DISTINCT r.tenant_id, s.micro_credential_id AS id
         FROM rule_rejection r JOIN today i ON i.id = r.tenant_id JOIN rule_source s ON s.tenant_id = r.tenant_id AND s.rule_version_id = r.rule_version_id
        WHERE (r.rejected_at AT TIME ZONE i.time_zone)::date <= i.day
     ), counted AS (
       SELECT coalesce(d.tenant_id, o.tenant_id) AS tenant_id, count(*)::int AS known, count(*) FILTER (WHERE d.id IS NULL)::int AS considered,
              count(*) FILTER (WHERE d.standing = ${place('published')})::int AS published, count(*) FILTER (WHERE d.standing = ${place('refused')})::int AS refused
         FROM decided d FULL JOIN considered o ON o.tenant_id = d.tenant_id AND o.id = d.id GROUP BY 1
     )
     SELECT i.id, coalesce(c.published, 0) AS published, coalesce(c.refused, 0) AS refused, coalesce(c.considered, 0) AS considered,
            (SELECT count(*)::int FROM micro_credential) - coalesce(c.known, 0) AS undecided
       FROM today i LEFT JOIN counted c ON c.tenant_id = i.id`,
    values,
  );
  return Object.fromEntries(rows.map(({ id, ...counts }) => [id, counts]));
}
