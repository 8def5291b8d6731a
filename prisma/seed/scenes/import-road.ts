import { createHash } from 'node:crypto';
import { ImportCounts } from '@/lib/import/kind';
import { fromDay } from '@/lib/db/codec';
import { microCredentialIdsIn } from '@/lib/rule/rule-version';
import { publishImported } from '@/lib/usecases/import/publish-imported';
import { recordAudit } from '@/lib/usecases/record-audit';
import type { RuleData, VersionData } from '../data/rules/words';
import { departmentId, idOf, institutionId } from '../ids';
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
const days = [1160, 1040, 800, 680, 520, 260];

/** Decisions taken over from an earlier system in a few files, each published by somebody else. */
export function importActs(setting: Setting, rules: readonly RuleData[]): Act[] {
  const taken = rules.flatMap((rule) =>
    rule.versions.flatMap((data, index): Taken[] =>
      data.road.by === 'import' ? [{ rule, number: index + 1, data, published: data.road.published }] : [],
    ),
  );
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
  const {
    calendar,
    institution: { key },
  } = setting;
  const [taken, published] = [calendar.at(day + 6, number), calendar.at(day, 20 + number)];
  return [
    { at: taken, run: () => takeOver(setting, file, number, taken) },
    { at: published, run: () => publishFile(setting, number, published) },
    ...file.flatMap(({ rule, number: version, data: { road } }) =>
      road.by === 'import' && road.then
        ? [endingAct(setting, () => versionIdOf(key, rule.code, version), road.then)]
        : [],
    ),
  ];
}

async function takeOver(setting: Setting, file: readonly Taken[], number: number, at: string): Promise<void> {
  const {
    tx,
    institution: { key },
    cast,
    as,
    versions,
  } = setting;
  const tenantId = institutionId(key);
  const importer = pick(cast.evaluators, number);
  const batchId = idOf('import', key, String(number));
  await tx.importBatch.createMany({
    data: [
      {
        tenantId,
        id: batchId,
        kind: 'equivalencies',
        fileName: `equivalencies-${number}.csv`,
        sha256: createHash('sha256').update(batchId).digest('hex'),
        source: 'Earlier student records system',
        onBadRows: 'stop',
        status: 'applied',
        counts: ImportCounts.parse({ options: {}, new: file.length, done: file.length }),
        createdById: importer.personId,
        createdAt: at,
        appliedAt: at,
      },
    ],
  });
  await tx.importRow.createMany({
    data: file.map(({ rule }, index) => ({
      tenantId,
      batchId,
      line: index + 2,
      outcome: 'new',
      key: rule.code,
    })),
  });
  await tx.equivalencyRule.createMany({
    data: file.map(({ rule }) => ({
      tenantId,
      id: idOf('rule', key, rule.code),
      code: rule.code,
      title: rule.title,
      departmentId: departmentId(key, rule.department),
      createdAt: at,
    })),
  });
  for (const { rule, number: version } of file) versions.set(rule.code, versionIdOf(key, rule.code, version));
  const rows = file.map(({ rule, number: version, data }) => {
    const definition = definitionOf(data);
    return {
      tenantId,
      id: versionIdOf(key, rule.code, version),
      ruleId: idOf('rule', key, rule.code),
      version,
      status: 'approved',
      origin: 'import',
      definition,
      basis: basisOf(data, (code) => versions.get(code) ?? ''),
      publicNote: data.note,
      internalNote: data.internalNote ?? '',
      claimFrom: fromDay(definition.claimWindow?.from),
      claimTo: fromDay(definition.claimWindow?.to),
      credentialFrom: fromDay(definition.credentialWindow?.from),
      credentialTo: fromDay(definition.credentialWindow?.to),
      authorId: importer.personId,
      importBatchId: batchId,
      approvedAt: at,
      createdAt: at,
      updatedAt: at,
      changeClass: 'substantive',
      statusReason: '',
      rowVersion: 1,
    };
  });
  await tx.ruleVersion.createMany({ data: rows });
  await tx.ruleSource.createMany({
    data: rows.flatMap((row) =>
      microCredentialIdsIn(row.definition.premise).map((microCredentialId) => ({
        tenantId,
        ruleVersionId: row.id,
        microCredentialId,
      })),
    ),
  });
  await tx.evidence.createMany({
    data: rows.map((row) => ({
      tenantId,
      id: idOf('evidence', row.id),
      ruleVersionId: row.id,
      kind: 'minutes',
      title: 'Decision in the earlier system',
      url: `https://archive.${setting.institution.mailDomain}/decisions/${row.id.slice(0, 8)}`,
      addedById: importer.personId,
      addedAt: at,
    })),
  });
  await tx.ruleTransition.createMany({
    data: rows.map((row) => ({
      tenantId,
      id: idOf('transition', row.id, 'import'),
      ruleVersionId: row.id,
      action: 'import',
      fromStatus: 'draft',
      toStatus: 'approved',
      actorId: importer.personId,
      reason: 'Decided before; taken over from the earlier student records system.',
      at,
    })),
  });
  await recordAudit(tx, as(importer, at), 'import.apply', {
    objectType: 'import_batch',
    objectId: batchId,
    summary: `${file.length} decisions taken over`,
    after: { ruleCodes: file.map(({ rule }) => rule.code) },
  });
}

/** The second person: published at once, by a registrar. */
async function publishFile(
  { tx, cast, as, institution: { key } }: Setting,
  number: number,
  at: string,
): Promise<void> {
  const batchId = idOf('import', key, String(number));
  const { rowVersion } = await tx.importBatch.findFirstOrThrow({
    where: { id: batchId },
    select: { rowVersion: true },
  });
  await publishImported(as(first(cast.registrars), at), { batchId, expectedVersion: rowVersion });
}

function versionIdOf(institution: string, code: string, version: number): string {
  return idOf('rule version', institution, code, String(version));
}
