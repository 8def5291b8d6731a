import { microCredentialIdsIn, type RuleBasis, type RuleDefinition } from '@/lib/rule/rule-version';
import type { Tx } from './tx';
import type { Write } from './write';

export interface ImportedVersion {
  /** The rule it belongs to; `isNewRule` when it has to be made first. */
  ruleId: string;
  isNewRule: boolean;
  code: string;
  title: string;
  /** Code of the department that a new rule belongs to. */
  department: string | null;
  id: string;
  version: number;
  definition: RuleDefinition;
  publicNote: string;
  internalNote: string;
}

export interface ImportAct {
  batchId: string;
  authorId: string;
  at: string;
  reason: string;
}

/** Adds decisions taken over from elsewhere, approved as they come, a statement for each table; a second person publishes them. */
export function addingVersions(
  tx: Tx,
  versions: readonly ImportedVersion[],
  basis: RuleBasis,
  act: ImportAct,
): Write[] {
  if (versions.length === 0) return [];
  // Each statement is told only what it stores: reading it anew would cost as much as storing it.
  const rules = versions
    .filter(({ isNewRule }) => isNewRule)
    .map(({ ruleId, code, title, department }) => ({ ruleId, code, title, department }));
  const ruleTexts = JSON.stringify(rules);
  const versionTexts = JSON.stringify(
    versions.map(({ id, ruleId, version, definition, publicNote, internalNote }) => ({
      id,
      ruleId,
      version,
      definition,
      publicNote,
      internalNote,
    })),
  );
  const basisText = JSON.stringify(basis);
  const ids = versions.map(({ id }) => id);
  const sources = versions.flatMap(({ id, definition }) =>
    microCredentialIdsIn(definition.premise).map((microCredentialId) => ({ id, microCredentialId })),
  );
  const owners = sources.map(({ id }) => id);
  const named = sources.map(({ microCredentialId }) => microCredentialId);
  const write = {
    rules: () => tx.$executeRaw`
      INSERT INTO equivalency_rule (tenant_id, id, code, title, department_id, created_at)
      SELECT current_tenant(), r."ruleId", r.code, r.title, d.id, ${act.at}::timestamptz
        FROM json_to_recordset(${ruleTexts}::json) AS r("ruleId" uuid, "code" text, "title" text, "department" text)
        LEFT JOIN department d ON d.tenant_id = current_tenant() AND d.code = r.department`,
    versions: () => tx.$executeRaw`
      INSERT INTO rule_version (tenant_id, id, rule_id, version, status, origin, definition, basis, public_note, internal_note, claim_from, claim_to, credential_from, credential_to,
                                author_id, import_batch_id, approved_at, created_at, updated_at)
      SELECT current_tenant(), r.id, r."ruleId", r.version, 'approved', 'import', r.definition, ${basisText}::jsonb, r."publicNote", r."internalNote",
             (r.definition->'claimWindow'->>'from')::date, (r.definition->'claimWindow'->>'to')::date,
             (r.definition->'credentialWindow'->>'from')::date, (r.definition->'credentialWindow'->>'to')::date,
             ${act.authorId}::uuid, ${act.batchId}::uuid, ${act.at}::timestamptz, ${act.at}::timestamptz, ${act.at}::timestamptz
        FROM json_to_recordset(${versionTexts}::json) AS r("id" uuid, "ruleId" uuid, "version" int, "definition" jsonb, "publicNote" text, "internalNote" text)`,
    sources: () => tx.$executeRaw`
      INSERT INTO rule_source (tenant_id, rule_version_id, micro_credential_id)
      SELECT current_tenant(), s.id, s.source FROM unnest(${owners}::uuid[], ${named}::uuid[]) AS s(id, source)`,
    transitions: () => tx.$executeRaw`
      INSERT INTO rule_transition (tenant_id, rule_version_id, action, from_status, to_status, actor_id, reason, at)
      SELECT current_tenant(), r.id, 'import', 'draft', 'approved', ${act.authorId}::uuid, ${act.reason}, ${act.at}::timestamptz
        FROM unnest(${ids}::uuid[]) AS r(id)`,
  };
  return [...(rules.length === 0 ? [] : [write.rules]), write.versions, write.sources, write.transitions];
}

/** Withdraws approved versions that nobody has published, because a later import decides otherwise. */
export async function withdrawUnpublished(
  tx: Tx,
  versionIds: readonly string[],
  act: ImportAct,
): Promise<void> {
  await tx.$executeRaw`
    WITH moved AS (
      UPDATE rule_version SET status = 'withdrawn', status_reason = ${act.reason}, updated_at = ${act.at}::timestamptz, row_version = row_version + 1
       WHERE tenant_id = current_tenant() AND id = ANY(${[...versionIds]}::uuid[]) AND status = 'approved' RETURNING id)
    INSERT INTO rule_transition (tenant_id, rule_version_id, action, from_status, to_status, actor_id, reason, at)
    SELECT current_tenant(), id, 'withdraw', 'approved', 'withdrawn', ${act.authorId}::uuid, ${act.reason}, ${act.at}::timestamptz FROM moved`;
}
