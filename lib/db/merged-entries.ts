import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { fromDay } from './codec';
import type { Database } from './client';
import { publicRead } from './public-read';
import type { Tx } from './tx';

/** A decision that keeps an entry from leading to another one. */
export interface DecisionInTheWay {
  tenantId: string;
  institution: string;
  ruleVersionId: string;
  code: string;
  title: string;
  /** Whether the institution has a decision about the other entry as well: the two would be about one certificate. */
  isDouble: boolean;
  /** Whether it names both. */
  isOfBoth: boolean;
}

/** Decisions that are told; there may be more. */
const mostDecisions = 50;

/** Decisions of any institution that hold, or can hold again, and name the entry; those of who has decided about the other one first. */
export async function listDecisionsInTheWay(
  database: Database,
  id: string,
  otherId: string,
): Promise<DecisionInTheWay[]> {
  return publicRead(
    database,
    `SELECT i.id AS "tenantId", i.name AS institution, d.rule_version_id AS "ruleVersionId", e.code, e.title,
            EXISTS (SELECT FROM decisions_in_force($2) o WHERE o.tenant_id = d.tenant_id AND o.rule_version_id <> d.rule_version_id) AS "isDouble",
            EXISTS (SELECT FROM decisions_in_force($2) o WHERE o.rule_version_id = d.rule_version_id) AS "isOfBoth"
       FROM decisions_in_force($1) d JOIN institution i ON i.id = d.tenant_id
       JOIN rule_version v ON v.tenant_id = d.tenant_id AND v.id = d.rule_version_id
       JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
      ORDER BY 7 DESC, 6 DESC, i.name, e.code LIMIT ${mostDecisions}`,
    [id, otherId],
  );
}

/** What follows an entry, or keeps it: others that lead to it, whether it has to do with parts, and what is asked about it here. */
export interface EntryTies {
  hasMerged: boolean;
  hasParts: boolean;
  versions: number;
  recommendations: number;
  /** Mappings of one's own that name it and are not decided. */
  inWork: { id: string; code: string; title: string }[];
}

export async function tiesOf(tx: Tx, id: string, inWork: readonly string[]): Promise<EntryTies> {
  const [row] = await tx.$queryRaw<Omit<EntryTies, 'inWork'>[]>`
    SELECT EXISTS (SELECT FROM micro_credential m WHERE m.same_as_id = ${id}::uuid) AS "hasMerged",
           EXISTS (SELECT FROM micro_credential_component c WHERE ${id}::uuid IN (c.whole_id, c.part_id)) AS "hasParts",
           (SELECT count(*)::int FROM micro_credential_version v WHERE v.micro_credential_id = ${id}::uuid) AS versions,
           (SELECT count(*)::int FROM recommendation r WHERE r.micro_credential_id = ${id}::uuid) AS recommendations`;
  const rules = await tx.$queryRaw<EntryTies['inWork']>`
    SELECT v.id, e.code, e.title FROM rule_source s JOIN rule_version v ON v.tenant_id = s.tenant_id AND v.id = s.rule_version_id
      JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
     WHERE s.tenant_id = current_tenant() AND s.micro_credential_id = ${id}::uuid AND v.status = ANY(${[...inWork]}) ORDER BY e.code LIMIT 50`;
  if (row === undefined) refuse('not_found', 'catalog/no-such-entry');
  return { ...row, inWork: rules };
}

/** Lets an entry lead to another one from a day on, or stand for itself again. @refuses conflict `listing/entry-changed` */
export async function setSameAs(
  tx: Tx,
  { id, rowVersion }: { id: string; rowVersion: number },
  same: { asId: string; since: CivilDate; by: string; reason: string } | null,
): Promise<void> {
  const { count } = await tx.microCredential.updateMany({
    where: { id, rowVersion, sameAsId: same === null ? { not: null } : null },
    data: {
      sameAsId: same?.asId ?? null,
      sameAsSince: same === null ? null : fromDay(same.since),
      sameAsBy: same?.by ?? null,
      sameAsReason: same === null || same.reason === '' ? null : same.reason,
      rowVersion: { increment: 1 },
    },
  });
  if (count !== 1) refuse('conflict', 'listing/entry-changed');
}

/** In what two entries differ, the one that goes and the one that stays, with what each says there. */
export interface EntryDifference {
  what: 'title' | 'issuer' | 'level' | 'credit';
  gone: string;
  stays: string;
}

/** What `entry_differences` in the database finds, which asks for a reason; empty where they are alike. */
export async function differencesOf(tx: Tx, id: string, otherId: string): Promise<EntryDifference[]> {
  return tx.$queryRaw<EntryDifference[]>`
    WITH said AS (
      SELECT m.id, m.title, m.provider AS issuer, concat_ws(', ', m.level_label, 'EQF ' || concat_ws('–', v.eqf_min, nullif(v.eqf_max, v.eqf_min)), nullif(concat_ws(' ', v.national_framework, v.national_min, nullif(v.national_max, v.national_min)), '')) AS level,
             concat_ws(' ', v.credit_amount, v.credit_unit) AS credit
        FROM micro_credential m LEFT JOIN LATERAL (SELECT * FROM micro_credential_version x WHERE x.micro_credential_id = m.id ORDER BY x.valid_from DESC NULLS LAST, x.label DESC LIMIT 1) v ON true
       WHERE m.id IN (${id}::uuid, ${otherId}::uuid))
    SELECT d.what, to_jsonb(a) ->> d.what AS gone, to_jsonb(b) ->> d.what AS stays
      FROM unnest(entry_differences(${id}::uuid, ${otherId}::uuid)) WITH ORDINALITY AS d (what, place)
      JOIN said a ON a.id = ${id}::uuid JOIN said b ON b.id = ${otherId}::uuid ORDER BY d.place`;
}
