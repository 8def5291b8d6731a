import { isGiven, Standing } from '@/lib/catalog/standing';
import { type AsOf, asOfValue, dayAt, stood, stoodOn } from './as-of';
import type { Database } from './client';
import {
  impliedParts,
  isNo,
  joinedTo,
  publicOnDay,
  standingByItself,
  stoodThen,
  institutionsToday,
} from './decided';
import { type PublicRule, publicRuleColumns, type PublicRuleRow, toPublicRule } from './public-rules';
import { publicRead } from './public-read';

/** The places of what gives credit, now or later. */
const given = Standing.options.flatMap((standing, place) => (isGiven(standing) ? [place] : [])).join(', ');

/**
 * The published rules that a decided no of the same institution may bar, each with those of these entries that stand by it: the no comes
 * before them and names something that their holder has.
 */
export async function listDoubtedRules(
  database: Database,
  ids: readonly string[],
  asOf: AsOf,
): Promise<{ rule: PublicRule; ownId: string }[]> {
  const priority = `coalesce((v.definition->>'priority')::int, 50)`;
  const rows = await publicRead<PublicRuleRow & { ownId: string }>(
    database,
    `WITH today AS MATERIALIZED (${institutionsToday('$1')}), past AS MATERIALIZED (${stoodThen}),
     implied AS (${impliedParts}),
     refusing AS MATERIALIZED (
       SELECT v.tenant_id, v.id, ${priority} AS priority FROM rule_version v JOIN today i ON i.id = v.tenant_id ${joinedTo('past')}
        WHERE (v.definition->>'deny') = 'true' AND ${stood.status} = 'published' AND ${publicOnDay}
     ), refused AS MATERIALIZED (
       SELECT r.tenant_id, s.micro_credential_id AS id, min(r.priority) AS priority
         FROM refusing r JOIN rule_source s ON s.tenant_id = r.tenant_id AND s.rule_version_id = r.id GROUP BY 1, 2
     ), barred AS MATERIALIZED (
       SELECT tenant_id, id, priority FROM refused UNION SELECT r.tenant_id, p.whole_id, r.priority FROM refused r JOIN implied p ON p.part_id = r.id
     ), touched AS MATERIALIZED (
       SELECT tenant_id, rule_version_id, min(priority) AS priority
         FROM (SELECT s.tenant_id, s.rule_version_id, b.priority FROM barred b JOIN rule_source s ON s.tenant_id = b.tenant_id AND s.micro_credential_id = b.id
                UNION ALL
               SELECT s.tenant_id, s.rule_version_id, b.priority
                 FROM barred b JOIN implied p ON p.whole_id = b.id JOIN rule_source s ON s.tenant_id = b.tenant_id AND s.micro_credential_id = p.part_id) either
        GROUP BY 1, 2
     ), doubted AS MATERIALIZED (
       SELECT v.tenant_id, v.id FROM touched t JOIN rule_version v ON v.tenant_id = t.tenant_id AND v.id = t.rule_version_id JOIN today i ON i.id = v.tenant_id ${joinedTo('past')}
        WHERE NOT ${isNo} AND ${priority} >= t.priority AND ${publicOnDay} AND ${standingByItself} IN (${given})
     ), standing AS (
       SELECT d.tenant_id, d.id, s.micro_credential_id AS own_id FROM doubted d JOIN rule_source s ON s.tenant_id = d.tenant_id AND s.rule_version_id = d.id
       UNION
       SELECT d.tenant_id, d.id, p.whole_id FROM doubted d JOIN rule_source s ON s.tenant_id = d.tenant_id AND s.rule_version_id = d.id JOIN implied p ON p.part_id = s.micro_credential_id
     )
     SELECT d.own_id AS "ownId", ${publicRuleColumns('$1')}
       FROM standing d JOIN rule_version v ON v.tenant_id = d.tenant_id AND v.id = d.id JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id JOIN institution i ON i.id = v.tenant_id ${stoodOn(dayAt('$1'))}
      WHERE d.own_id = ANY($2::uuid[])
      ORDER BY v.id, d.own_id`,
    [asOfValue(asOf), ids],
  );
  return rows.map(({ ownId, ...row }) => ({ rule: toPublicRule(row), ownId }));
}
