import * as z from 'zod';
import { RuleBasis, RuleDefinition } from '@/lib/rule/rule-version';
import { toInstant } from './codec';
import type { Tx } from './tx';

/** What was decided in a version when it was handed in. */
const HandedIn = z.object({
  title: z.string(),
  definition: RuleDefinition,
  basis: RuleBasis,
  publicNote: z.string(),
  internalNote: z.string(),
});
export type HandedIn = z.infer<typeof HandedIn>;

/**
 * The text of a version as it was handed in the last time before an instant, from the record of that act: a text that is returned is
 * written on in place. `text` is null where that part of the record was erased; null altogether where it was not handed in by then.
 */
export async function findHandedIn(
  tx: Tx,
  ruleVersionId: string,
  until: string,
): Promise<{ at: string; text: HandedIn | null } | null> {
  const [row] = await tx.$queryRaw<{ at: Date; after: unknown }[]>`
    SELECT e.at, d.after FROM audit_event e LEFT JOIN audit_detail d ON d.tenant_id = e.tenant_id AND d.seq = e.seq
     WHERE e.tenant_id = current_tenant() AND e.object_type = 'rule_version' AND e.object_id = ${ruleVersionId}
       AND e.action = 'rule.submit' AND e.at <= ${until}::timestamptz
     ORDER BY e.seq DESC LIMIT 1`;
  if (!row) return null;
  const text = HandedIn.safeParse(row.after);
  return { at: toInstant(row.at), text: text.success ? text.data : null };
}
