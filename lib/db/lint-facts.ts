import { isId } from '@/lib/kernel/id';
import type { LintMicroCredential } from '@/lib/rule/lint/finding';
import { adviceAbout } from './advice-standing';
import { Prisma } from './generated/client';
import { plannedAnew } from './planned-anew';
import type { Tx } from './tx';

/** What the linter compares with of these micro-credentials, by their ids; an id without one is left out. */
export async function findLintFacts(
  tx: Tx,
  ids: readonly string[],
): Promise<Record<string, LintMicroCredential>> {
  const known = [...new Set(ids.filter(isId))];
  if (known.length === 0) return {};
  // One by one, as in rules-by-key.ts.
  const rows = await tx.$queryRaw<(LintMicroCredential & { id: string })[]>`
    SELECT ${plannedAnew} m.id, m.title, m.status, (SELECT x.title FROM micro_credential x WHERE x.id = m.same_as_id) AS "mergedInto",
           (SELECT coalesce(array_agg(v.label ORDER BY v.valid_from DESC NULLS LAST, v.label DESC), '{}')
              FROM micro_credential_version v WHERE v.micro_credential_id = m.id) AS "versionLabels",
           (SELECT coalesce(array_agg(c.part_id::text ORDER BY c.position), '{}')
              FROM micro_credential_component c WHERE c.whole_id = m.id) AS components,
           (SELECT coalesce(json_agg(json_build_object('id', r.id, 'recommender', r.recommender, 'amount', r.amount, 'isMaximum', r.is_maximum,
                                                       'unit', r.unit, 'levels', r.levels, 'validFrom', r.valid_from, 'validTo', r.valid_to)
                                     ORDER BY r.valid_to DESC NULLS FIRST, r.recommender), '[]')
              FROM ${Prisma.raw(adviceAbout('m.id'))}) AS recommendations
      FROM unnest(${known}::uuid[]) AS given(id) CROSS JOIN LATERAL (
        SELECT e.id, e.title, e.status, e.same_as_id FROM micro_credential e WHERE e.id = given.id LIMIT 1) m`;
  return Object.fromEntries(rows.map(({ id, ...facts }) => [id, facts]));
}
