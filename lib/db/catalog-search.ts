import { type Facet, facetDefinitions, facets, forEachFacet } from '@/lib/catalog/facets';
import type { Kind } from '@/lib/catalog/kind';
import { type SearchQuery, type Sort, wantedIn } from '@/lib/catalog/search-query';
import { typedText } from '@/lib/catalog/search-words';
import { Standing } from '@/lib/catalog/standing';
import type { Unit } from '@/lib/amount/unit';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { type AsOf, asOfValue } from './as-of';
import type { Database } from './client';
import { decidedBy, holdsIn, institutionsToday, type ToldStandings } from './decided';
import { publicRead } from './public-read';

/** One row of results: what is needed to compare it with the next. */
export interface FoundMicroCredential {
  id: string;
  slug: string;
  kind: Kind;
  title: string;
  provider: string;
  platform: string | null;
  language: string | null;
  levelLabel: string | null;
  isWithdrawn: boolean;
  workloadHours: string | null;
  eqfMin: number | null;
  eqfMax: number | null;
  /** The strongest of what institutions decided, each by its own calendar. */
  standing: Standing;
  recommendation: {
    amount: string;
    unit: Unit;
    isMaximum: boolean;
    recommender: string;
    validTo: CivilDate | null;
  } | null;
  recommendations: number;
  /** Where it stands in the order asked for; the next page begins after it. */
  position: Position;
}

/** First and second sort key, then the id. */
export type Position = readonly [number, string, string];
export type FacetCounts = Record<Facet, { value: string; count: number }[]>;
export interface FoundPage {
  rows: FoundMicroCredential[];
  total: number;
  facets: FacetCounts;
}

export interface SearchWindow {
  size: number;
  /** Where to begin: so many rows in, or right after a position. */
  offset?: number;
  after?: Position;
}

const hoursOf = `split_part(v.workload_hours, '/', 1)::numeric / coalesce(nullif(split_part(v.workload_hours, '/', 2), ''), '1')::numeric`;
const newestVersions = `(SELECT DISTINCT ON (micro_credential_id) micro_credential_id, workload_hours
  FROM micro_credential_version ORDER BY micro_credential_id, valid_from DESC NULLS LAST, label DESC)`;
const firstKey: Record<Sort, string> = {
  relevance: 'c.away * 10 + c.standing',
  title: '0',
  provider: '0',
  hours: `coalesce(c.hours, 1000000)`,
};
const secondKey: Record<Sort, string> = {
  relevance: 'c.title',
  title: 'c.title',
  provider: `c.provider || ' · ' || c.title`,
  hours: 'c.title',
};
const columns = facets.map((facet) => facetDefinitions[facet].column);
const entryColumns = facets.flatMap((facet) => {
  const { from, column } = facetDefinitions[facet];
  return from === 'entry' ? [`m.${column}`] : [];
});

/**
 * One page of the catalog with true counts, in one statement. A row that fails only the choices of one facet still counts in
 * that facet, so that the counts say what choosing another value as well would add.
 * The words are constants of the statement: through a join the planner could not see how rare they are.
 */
export async function findInCatalog(
  database: Database,
  query: SearchQuery,
  asOf: AsOf,
  window: SearchWindow,
  told: ToldStandings = { versionIds: [], entries: [] },
): Promise<FoundPage> {
  const { text, values } = statementOf(query, asOf, window, told);
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
): { text: string; values: unknown[] } {
  const values: unknown[] = [asOfValue(asOf)];
  const bind = (value: unknown) => `$${values.push(value)}`;

  const ruleFilters: string[] = [];
  const atInstitution = query.institution === null ? null : `i.slug = ${bind(query.institution)}`;
  if (atInstitution !== null) ruleFilters.push(atInstitution);
  if (query.program !== null) ruleFilters.push(holdsIn(bind(query.program)));

  const rowFilters: string[] = [];
  // Farther away: courses taken elsewhere, and what is no longer offered.
  let away = `(m.kind = 'external_course')::int * 2 + (m.status = 'withdrawn')::int`;
  if (query.words !== '') {
    const words = bind(typedText(query.words));
    // Signs alone are no words; null is no match.
    rowFilters.push(`m.search @@ search_query(${words})`);
    // First the title itself, then every word in the title, then those that say most, then what has them elsewhere.
    away = `(3 - (m.search @@ search_title(${words}))::int - (m.search @@ search_query(${words}, 'A', true))::int
               - (m.search @@ search_query(${words}, 'A'))::int) * 4 + ${away}`;
  }
  const needsHours = query.minHours !== null || query.maxHours !== null || query.sort === 'hours';
  if (query.minHours !== null) rowFilters.push(`${hoursOf} >= ${bind(query.minHours)}`);
  if (query.maxHours !== null) rowFilters.push(`${hoursOf} <= ${bind(query.maxHours)}`);

  const standing = `coalesce(d.standing, CASE WHEN o.id IS NOT NULL THEN ${placeOf('considered')} WHEN r.id IS NOT NULL THEN ${placeOf('recommended')} ELSE ${placeOf('undecided')} END)`;
  const missed = facets.flatMap((facet, bit) => {
    const chosen = wantedIn(query, facet);
    if (chosen.length === 0) return [];
    const { from, column, type } = facetDefinitions[facet];
    const isOne =
      from === 'rules'
        ? `${standing} = ANY(${bind(chosen.map((value) => type.options.findIndex((one) => one === value)))}::int[])`
        : `m.${column} = ANY(${bind(chosen)}::text[])`;
    return [`CASE WHEN ${isOne} THEN 0 ELSE ${2 ** bit} END`];
  });
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
), candidates AS MATERIALIZED (
  SELECT ${[...new Set(['m.id', 'm.title', 'm.provider', ...entryColumns])].join(', ')}, ${away} AS away,
         ${standing} AS standing, ${missed.length === 0 ? '0' : missed.join(' + ')} AS missed ${needsHours ? `, ${hoursOf} AS hours` : ''}
    FROM micro_credential m
    LEFT JOIN decided d ON d.id = m.id
    LEFT JOIN considered o ON o.id = m.id
    LEFT JOIN (SELECT DISTINCT micro_credential_id AS id FROM recommendation) r ON r.id = m.id
    ${needsHours ? `LEFT JOIN ${newestVersions} v ON v.micro_credential_id = m.id` : ''}
   ${rowFilters.length === 0 ? '' : `WHERE ${rowFilters.join(' AND ')}`}
), tallies AS MATERIALIZED (
  SELECT GROUPING(${columns.join(', ')}) AS facet, ${columns.join(', ')}, missed, count(*) AS n
    FROM candidates GROUP BY GROUPING SETS (${columns.map((column) => `(${column}, missed)`).join(', ')})
), page AS MATERIALIZED (
  SELECT c.id, c.standing, ${k1} AS k1, ${k2} AS k2 FROM candidates c
   WHERE c.missed = 0 ${after ?? ''} ORDER BY 3, 4, 1 LIMIT ${bind(window.size)} OFFSET ${bind(window.offset ?? 0)}
)
SELECT (SELECT coalesce(sum(n), 0)::int FROM tallies WHERE missed = 0 AND facet = ${groupOf('kind')}) AS total,
       (SELECT coalesce(json_agg(f), '[]') FROM (${facets.map((facet, bit) => facetStatement(facet, 2 ** bit)).join(' UNION ALL ')}) f) AS facets,
       (SELECT coalesce(json_agg(row_to_json(shown) ORDER BY shown.k1, shown.k2, shown.id), '[]') FROM (${shownStatement}) shown) AS rows`;
  return { text, values };
}

/** How GROUPING() marks the rows that were grouped by one facet: its own bit is 0, every other 1. */
function groupOf(facet: Facet): number {
  return 2 ** facets.length - 1 - 2 ** (facets.length - 1 - facets.indexOf(facet));
}

/** The most frequent values of a facet; more than that is what the words are for. */
function facetStatement(facet: Facet, bit: number): string {
  const { column } = facetDefinitions[facet];
  return `(SELECT '${facet}' AS facet, ${column}::text AS value, sum(n)::int AS count FROM tallies
            WHERE facet = ${groupOf(facet)} AND missed IN (0, ${bit}) AND ${column} IS NOT NULL GROUP BY ${column} ORDER BY sum(n) DESC, ${column}::text LIMIT 60)`;
}

const shownStatement = `SELECT p.k1::float8 AS k1, p.k2, p.standing, m.id, m.slug, m.kind, m.title, m.provider, m.platform, m.language, m.level_label, m.status, v.workload_hours, v.eqf_min, v.eqf_max,
       r.best AS recommendation, coalesce(r.n, 0) AS recommendations
  FROM page p JOIN micro_credential m ON m.id = p.id
  LEFT JOIN LATERAL (SELECT workload_hours, eqf_min, eqf_max FROM micro_credential_version v WHERE v.micro_credential_id = p.id
                      ORDER BY valid_from DESC NULLS LAST, label DESC LIMIT 1) v ON true
  LEFT JOIN LATERAL (SELECT count(*)::int AS n, (array_agg(json_build_object('amount', amount, 'unit', unit, 'isMaximum', is_maximum, 'recommender', recommender, 'validTo', valid_to)
                              ORDER BY valid_to DESC NULLS FIRST, recommender) FILTER (WHERE amount IS NOT NULL))[1] AS best
                       FROM recommendation r WHERE r.micro_credential_id = p.id) r ON true`;

interface RawRow {
  k1: number;
  k2: string;
  standing: number;
  id: string;
  slug: string;
  kind: FoundMicroCredential['kind'];
  title: string;
  provider: string;
  platform: string | null;
  language: string | null;
  level_label: string | null;
  status: string;
  workload_hours: string | null;
  eqf_min: number | null;
  eqf_max: number | null;
  recommendation: FoundMicroCredential['recommendation'];
  recommendations: number;
}

function toFound(row: RawRow): FoundMicroCredential {
  return {
    id: row.id,
    slug: row.slug,
    kind: row.kind,
    title: row.title,
    provider: row.provider,
    platform: row.platform,
    language: row.language,
    levelLabel: row.level_label,
    isWithdrawn: row.status === 'withdrawn',
    workloadHours: row.workload_hours,
    eqfMin: row.eqf_min,
    eqfMax: row.eqf_max,
    standing: nameOf(row.standing),
    recommendation: row.recommendation,
    recommendations: row.recommendations,
    position: [row.k1, row.k2, row.id],
  };
}

function toValue(facet: Facet, value: string): string {
  return facetDefinitions[facet].from === 'rules' ? nameOf(Number(value)) : value;
}

function placeOf(standing: Standing): number {
  return Standing.options.indexOf(standing);
}

function nameOf(place: number): Standing {
  return Standing.options[place] ?? 'undecided';
}

/**
 * For each word: whether anything in the catalog has it, the first of its `variants` that anything has, and the titles most like it. The
 * threshold of likeness is lowered for this statement alone, since short words lose much with one letter; the index still does the finding.
 */
export async function findLikeWords(
  database: Database,
  words: readonly { word: string; variants: readonly string[] }[],
): Promise<{ word: string; isKnown: boolean; variant: string | null; titles: string[] }[]> {
  const has = (text: string) =>
    `EXISTS (SELECT FROM micro_credential m WHERE m.search @@ search_query(${text}, '', true))`;
  return publicRead(
    database,
    `SELECT w.word, k.is_known AS "isKnown",
            (SELECT v.variant FROM jsonb_array_elements_text(w.variants) WITH ORDINALITY AS v (variant, place) WHERE NOT k.is_known AND ${has('v.variant')} ORDER BY v.place LIMIT 1) AS variant,
            CASE WHEN k.is_known THEN '{}' ELSE coalesce((SELECT array_agg(t.title) FROM (SELECT title FROM micro_credential m WHERE w.word <% m.title ORDER BY w.word <<-> m.title, title LIMIT 8) t), '{}') END AS titles
       FROM (SELECT e.one->>'word' AS word, e.one->'variants' AS variants, e.place FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS e (one, place)
              WHERE set_config('pg_trgm.word_similarity_threshold', '0.3', true) IS NOT NULL) w
       CROSS JOIN LATERAL (SELECT ${has('w.word')} AS is_known) k
      ORDER BY w.place`,
    [JSON.stringify(words)],
  );
}
