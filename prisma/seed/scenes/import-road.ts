import { createHash } from 'node:crypto';
import { ImportCounts } from '@/lib/import/kind';
import { microCredentialIdsIn } from '@/lib/rule/rule-version';
import { publishImported } from '@/lib/usecases/import/publish-imported';
import { recordAudit } from '@/lib/usecases/record-audit';
import type { RuleData, VersionData } from '../data/rules/words';
import { departmentId, idOf, institutionId } from '../ids';
import { insertRows } from '../insert-rows';
import { first, pick } from './cast';
import { basisOf, definitionOf } from './definition';
import { endingAct } from './publication';
import type { Act, Setting } from './stage';

interface Taken {
  rule: RuleData;
  number: number;
  data: VersionData;
  published: number;
}

/** On these days, counted back, a file with decisions of the earlier system was taken over. */
const days = [1160, 800, 520, 260];

/** Decisions taken over from an earlier system in a few files, each published by somebody else. */
export function importActs(setting: Setting, rules: readonly RuleData[]): Act[] {
  const taken = rules.flatMap((rule) => rule.versions.flatMap((data, index): Taken[] => (data.road.by === 'import' ? [{ rule, number: index + 1, data, published: data.road.published }] : [])));
  return days.flatMap((day, index) => {
    const file = taken.filter(({ published }) => dayOf(published) === day);
    return file.length > 0 ? fileActs(setting, file, index + 1, day) : [];
  });
}

/** The latest file that a rule published so long ago can have come with. */
function dayOf(published: number): number {
  return days.find((day) => published >= day) ?? first(days.slice(-1));
}

function fileActs(setting: Setting, file: readonly Taken[], number: number, day: number): Act[] {
  const { calendar, institution: { key } } = setting;
  const [taken, published] = [calendar.at(day + 6, number), calendar.at(day, 20 + number)];
  return [
    { at: taken, run: () => takeOver(setting, file, number, taken) },
    { at: published, run: () => publishFile(setting, number, published) },
    ...file.flatMap(({ rule, number: version, data: { road } }) => (road.by === 'import' && road.then ? [endingAct(setting, () => versionIdOf(key, rule.code, version), road.then)] : [])),
  ];
}

async function takeOver(setting: Setting, file: readonly Taken[], number: number, at: string): Promise<void> {
  const { tx, institution: { key }, cast, as, versions } = setting;
  const tenant_id = institutionId(key);
  const importer = pick(cast.evaluators, number);
  const batchId = idOf('import', key, String(number));
  await insertRows(tx, 'import_batch', [{
    tenant_id, id: batchId, kind: 'equivalencies', file_name: `equivalencies-${number}.csv`, sha256: createHash('sha256').update(batchId).digest('hex'), source: 'Earlier student records system',
    on_bad_rows: 'stop', status: 'applied', counts: ImportCounts.parse({ options: {}, new: file.length, done: file.length }), created_by_id: importer.personId, created_at: at, applied_at: at,
  }]);
  await insertRows(tx, 'import_row', file.map(({ rule }, index) => ({ tenant_id, batch_id: batchId, line: index + 2, outcome: 'new', key: rule.code })));
  await insertRows(tx, 'equivalency_rule', file.map(({ rule }) => ({ tenant_id, id: idOf('rule', key, rule.code), code: rule.code, title: rule.title, department_id: departmentId(key, rule.department), created_at: at })));
  for (const { rule, number: version } of file) versions.set(rule.code, versionIdOf(key, rule.code, version));
  const rows = file.map(({ rule, number: version, data }) => {
    const definition = definitionOf(data);
    return {
      tenant_id, id: versionIdOf(key, rule.code, version), rule_id: idOf('rule', key, rule.code), version, status: 'approved', origin: 'import', definition,
      basis: basisOf(data, (code) => versions.get(code) ?? ''), public_note: data.note, internal_note: data.internalNote ?? '', claim_from: definition.claimWindow?.from ?? null,
      claim_to: definition.claimWindow?.to ?? null, credential_from: definition.credentialWindow?.from ?? null, credential_to: definition.credentialWindow?.to ?? null,
      author_id: importer.personId, import_batch_id: batchId, approved_at: at, created_at: at, updated_at: at, change_class: 'substantive', status_reason: '', row_version: 1,
    };
  });
  await insertRows(tx, 'rule_version', rows);
  await insertRows(tx, 'rule_source', rows.flatMap((row) => microCredentialIdsIn(row.definition.premise).map((micro_credential_id) => ({ tenant_id, rule_version_id: row.id, micro_credential_id }))));
  await insertRows(tx, 'evidence', rows.map((row) => ({
    tenant_id, id: idOf('evidence', row.id), rule_version_id: row.id, kind: 'decision', title: 'Decision in the earlier system', url: `https://archive.${setting.institution.mailDomain}/decisions/${row.id.slice(0, 8)}`,
    added_by_id: importer.personId, added_at: at,
  })));
  await insertRows(tx, 'rule_transition', rows.map((row) => ({
    tenant_id, id: idOf('transition', row.id, 'import'), rule_version_id: row.id, action: 'import', from_status: 'draft', to_status: 'approved', actor_id: importer.personId,
    reason: 'Decided before; taken over from the earlier student records system.', at,
  })));
  await recordAudit(tx, as(importer, at), 'import.apply', { objectType: 'import_batch', objectId: batchId, summary: `${file.length} decisions taken over`, after: { ruleCodes: file.map(({ rule }) => rule.code) } });
}

/** The second person: published at once, by a registrar. */
async function publishFile({ tx, cast, as, institution: { key } }: Setting, number: number, at: string): Promise<void> {
  const batchId = idOf('import', key, String(number));
  const { rowVersion } = await tx.importBatch.findFirstOrThrow({ where: { id: batchId }, select: { rowVersion: true } });
  await publishImported(as(first(cast.registrars), at), { batchId, expectedVersion: rowVersion });
}

function versionIdOf(institution: string, code: string, version: number): string {
  return idOf('rule version', institution, code, String(version));
}
