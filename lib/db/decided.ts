import { Standing } from '@/lib/catalog/standing';
import { closedBefore, dayAt, opensAfter, stood } from './as-of';

/** SQL for every institution with its day and the programs in which a rule can hold on it; `*` is every program. */
export function institutionsToday(place: string): string {
  return `SELECT i.id, i.slug, i.time_zone, i.day,
         ARRAY['*'] || coalesce((SELECT array_agg(p.code) FROM program_on(i.day) p WHERE p.tenant_id = i.id AND p.status = 'active'), '{}') AS programs
    FROM (SELECT i.id, i.slug, i.time_zone, ${dayAt(place)} AS day FROM institution i) i`;
}

/** SQL for certificates that are proof of their parts as well, with each of these. */
export const impliedParts = `SELECT c.whole_id, c.part_id FROM micro_credential_component c JOIN micro_credential w ON w.id = c.whole_id AND w.components_implied`;

/** SQL for whether a rule version `v` was public on the day of its institution `i`, one of today's. */
export const publicOnDay = `(v.published_at AT TIME ZONE i.time_zone)::date <= i.day`;

/** SQL for whether a rule version `v` is a decided no. */
export const isNo = `coalesce((v.definition->>'deny')::boolean, false)`;

/** SQL for whether a rule version `v` holds in one of the programs of these codes, or in every program. */
export function holdsIn(places: string): string {
  return `(v.definition->'programs' IS NULL OR v.definition->'programs' ?| array_append(${places}::text[], '*'))`;
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
            WHEN ${stood.status} = 'suspended' THEN ${Standing.options.indexOf('suspended')} WHEN ${isNo} AND ${opensAfter('i.day')} THEN ${Standing.options.indexOf('refusedLater')} WHEN ${isNo} THEN ${Standing.options.indexOf('refused')}
            WHEN ${opensAfter('i.day')} THEN ${Standing.options.indexOf('coming')} ELSE ${Standing.options.indexOf('published')} END`;
