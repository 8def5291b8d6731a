import type { Considered } from '@/lib/catalog/standing';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { dayAt, publishedBy, stoodOn } from './as-of';
import type { Database } from './client';
import { publicRead } from './public-read';
import { type PublicRule, type PublicRuleRow, publicRuleColumns, toPublicRule } from './public-rules';

/** Behind which version the register goes on: versions come by institution, then by their id. */
export interface RegisterPlace {
  tenantId: string;
  id: string;
}

interface Part {
  /** Of one institution, or of all. */
  tenantId: string | null;
  after: RegisterPlace | null;
  most: number;
  now: string;
}

const first = '00000000-0000-0000-0000-000000000000';

/** Every rule version that is public, also those that have ended or were suspended or revoked since. */
export async function listRegisteredRules(
  database: Database,
  { tenantId, after, most, now }: Part,
): Promise<PublicRule[]> {
  const rows = await publicRead<PublicRuleRow>(
    database,
    `SELECT ${publicRuleColumns('$1')}
       FROM rule_version v JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id JOIN institution i ON i.id = v.tenant_id ${stoodOn(dayAt('$1'))}
      WHERE (v.tenant_id, v.id) > ($2::uuid, $3::uuid) AND ($4::uuid IS NULL OR v.tenant_id = $4) AND ${publishedBy('$1')}
      ORDER BY v.tenant_id, v.id LIMIT $5`,
    [now, after?.tenantId ?? tenantId ?? first, after?.id ?? first, tenantId, most],
  );
  return rows.map(toPublicRule);
}

/** These rule versions of one institution, as far as they are public now. */
export async function registeredRulesOf(
  database: Database,
  { tenantId, ids, now }: { tenantId: string; ids: readonly string[]; now: string },
): Promise<PublicRule[]> {
  const rows = await publicRead<PublicRuleRow>(
    database,
    `SELECT ${publicRuleColumns('$1')}
       FROM rule_version v JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id JOIN institution i ON i.id = v.tenant_id ${stoodOn(dayAt('$1'))}
      WHERE v.tenant_id = $2::uuid AND v.id = ANY($3::uuid[]) AND ${publishedBy('$1')} ORDER BY v.id`,
    [now, tenantId, ids],
  );
  return rows.map(toPublicRule);
}

/** One version of a rule by its code, as the public knows it now; null where there is none. */
export async function registeredRuleCalled(
  database: Database,
  { tenantId, code, version, now }: { tenantId: string; code: string; version: number; now: string },
): Promise<PublicRule | null> {
  const [row] = await publicRead<PublicRuleRow>(
    database,
    `SELECT ${publicRuleColumns('$1')}
       FROM rule_version v JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id JOIN institution i ON i.id = v.tenant_id ${stoodOn(dayAt('$1'))}
      WHERE v.tenant_id = $2::uuid AND e.code = $3 AND v.version = $4 AND ${publishedBy('$1')}`,
    [now, tenantId, code, version],
  );
  return row ? toPublicRule(row) : null;
}

/** A proposal that was not accepted, about these certificates. */
export interface RegisteredNo extends Considered, RegisterPlace {
  microCredentialIds: string[];
}

/** Every proposal that an institution considered and did not accept. */
export async function listRegisteredConsidered(
  database: Database,
  { tenantId, after, most, now }: Part,
): Promise<RegisteredNo[]> {
  return publicRead<RegisteredNo & { on: CivilDate }>(
    database,
    `SELECT r.tenant_id AS "tenantId", r.rule_version_id AS id, r.kind, r.public_reason AS "publicReason",
            to_char(r.rejected_at AT TIME ZONE i.time_zone, 'YYYY-MM-DD') AS "on",
            ARRAY(SELECT s.micro_credential_id::text FROM rule_source s WHERE s.tenant_id = r.tenant_id AND s.rule_version_id = r.rule_version_id ORDER BY 1) AS "microCredentialIds"
       FROM rule_rejection r JOIN institution i ON i.id = r.tenant_id
      WHERE (r.tenant_id, r.rule_version_id) > ($2::uuid, $3::uuid) AND ($4::uuid IS NULL OR r.tenant_id = $4)
        AND (r.rejected_at AT TIME ZONE i.time_zone)::date <= ${dayAt('$1')}
      ORDER BY r.tenant_id, r.rule_version_id LIMIT $5`,
    [now, after?.tenantId ?? tenantId ?? first, after?.id ?? first, tenantId, most],
  );
}
