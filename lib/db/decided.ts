import { Standing } from '@/lib/catalog/standing';
import { closedBefore, dayAt, stood } from './as-of';

/**
 * Standings that the statement cannot know by itself: whether a rule is barred by another one is the engine's to say. The rules named
 * here are left out of what the statement works out, and these pairs of institution and entry stand in their place.
 */
export interface ToldStandings {
  versionIds: readonly string[];
  entries: readonly { tenantId: string; id: string; standing: Standing }[];
}

/** SQL for every institution with its day and the programs in which a rule can hold on it; `*` is every program. */
export function institutionsToday(place: string): string {
  return `SELECT i.id, i.slug, i.time_zone, i.day,
         ARRAY['*'] || coalesce((SELECT array_agg(p.code) FROM program_on(i.day) p WHERE p.tenant_id = i.id AND p.status = 'active'), '{}') AS programs
    FROM (SELECT i.id, i.slug, i.time_zone, ${dayAt(place)} AS day FROM institution i) i`;
}

/** SQL for whether a rule version `v` was public on the day of its institution `i`, one of today's. */
export const publicOnDay = `(v.published_at AT TIME ZONE i.time_zone)::date <= i.day`;

/** SQL for whether a rule version `v` is a decided no. */
export const isNo = `coalesce((v.definition->>'deny')::boolean, false)`;

/** SQL for whether a rule version `v` holds in the program of that code, or in every program. */
export function holdsIn(place: string): string {
  return `(v.definition->'programs' IS NULL OR v.definition->'programs' ?| ARRAY['*', ${place}::text])`;
}

/**
 * SQL for how rule versions stood that stand otherwise now, each on the day of its institution, one of `today`: what `stood` reads. By
 * itself, so that nothing is read for a day that nothing has happened since.
 */
export const stoodThen = `SELECT p.* FROM rule_version_past p JOIN today i ON i.id = p.tenant_id WHERE p.until_day > i.day AND p.first_day <= i.day`;

/** SQL that joins a row of those to rule versions `v`. */
export const joinedTo = (past: string) =>
  `LEFT JOIN ${past} was ON was.tenant_id = v.tenant_id AND was.rule_version_id = v.id`;

/** SQL for the place in Standing.options of a rule version `v` by itself, as it `stood`. @source lib/catalog/standing.ts, standingOfRule */
export const standingByItself = `CASE WHEN ${stood.status} = 'revoked' THEN ${Standing.options.indexOf('revoked')}
            WHEN ${closedBefore('i.day')} OR NOT coalesce(v.definition->'programs' ?| i.programs, true) THEN ${Standing.options.indexOf('ended')}
            WHEN ${stood.status} = 'suspended' THEN ${Standing.options.indexOf('suspended')} WHEN ${isNo} THEN ${Standing.options.indexOf('refused')} ELSE 0 END`;

/**
 * SQL for the parts of a statement that tell how each entry stands by the rules of institutions `today`: `decided` has one row for each
 * of `keys` with the place of its standing. A certificate that implies its parts stands as their rules say, but for a no.
 */
export function decidedBy(
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
