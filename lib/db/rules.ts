import { isAuthorOf } from '@/lib/kernel/authors';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { nextRuleCode } from '@/lib/rule/rule-code';
import {
  ChangeClass,
  microCredentialIdsIn,
  RuleBasis,
  RuleDefinition,
  RuleOrigin,
  RuleStatus,
  type RuleVersion,
} from '@/lib/rule/rule-version';
import { fromDay, toDay, toInstant } from './codec';
import type { Prisma } from './generated/client';
import { plannedAnew } from './planned-anew';
import type { Tx } from './tx';

const withRule = {
  rule: { select: { code: true, title: true, departmentId: true } },
  importBatch: { select: { createdById: true } },
  contributors: { select: { personId: true }, orderBy: [{ since: 'asc' }, { personId: 'asc' }] },
} satisfies Prisma.RuleVersionInclude;
/** A version as it is stored, with what belongs to its rule, to the import that it came with and to its authors. */
export type StoredVersion = Omit<
  Prisma.RuleVersionGetPayload<{ include: typeof withRule }>,
  'importBatchId' | 'statusSince' | 'credentialFrom' | 'credentialTo'
>;

/** A rule version for a command: locked until the transaction ends. @refuses not_found */
export async function get(tx: Tx, id: string): Promise<RuleVersion> {
  await tx.$queryRaw`SELECT id FROM rule_version WHERE id = ${id}::uuid FOR UPDATE`;
  return (await find(tx, id)) ?? refuse('not_found', 'rule/not-found');
}

/** A rule version for a page. */
export async function find(tx: Tx, id: string): Promise<RuleVersion | null> {
  const row = await tx.ruleVersion.findFirst({ where: { id }, include: withRule });
  return row && fromRow(row);
}

/** These versions, by id. */
export async function findVersions(tx: Tx, ids: readonly string[]): Promise<Map<string, RuleVersion>> {
  const rows = await tx.ruleVersion.findMany({ where: { id: { in: [...ids] } }, include: withRule });
  return new Map(rows.map((row) => [row.id, fromRow(row)]));
}

/** All versions of a rule, the newest first. */
export async function listVersions(tx: Tx, ruleId: string): Promise<RuleVersion[]> {
  const rows = await tx.ruleVersion.findMany({
    where: { ruleId },
    include: withRule,
    orderBy: { version: 'desc' },
  });
  return rows.map(fromRow);
}

/** Which of these micro-credentials consist of what, and what they are part of. */
export async function listComponents(
  tx: Tx,
  ids: readonly string[],
): Promise<{ wholeId: string; partId: string }[]> {
  return tx.microCredentialComponent.findMany({
    where: { OR: [{ wholeId: { in: [...ids] } }, { partId: { in: [...ids] } }] },
    select: { wholeId: true, partId: true },
  });
}

/** These micro-credentials, what they consist of and what they are part of: where the same learning can be met again. */
export async function listRelatedMicroCredentialIds(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await listComponents(tx, ids);
  return [...new Set([...ids, ...rows.flatMap(({ wholeId, partId }) => [wholeId, partId])])];
}

/** Holds the rule until the transaction ends, so that its versions are started and published one after the other. */
export async function lockRule(tx: Tx, ruleId: string): Promise<void> {
  await lockRules(tx, [ruleId]);
}

/** Holds these rules, always in the same order. */
export async function lockRules(tx: Tx, ruleIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    SELECT ${plannedAnew} held.id FROM unnest(${[...new Set(ruleIds)].sort()}::uuid[]) AS given(id) CROSS JOIN LATERAL (
      SELECT r.id FROM equivalency_rule r WHERE r.tenant_id = current_tenant() AND r.id = given.id LIMIT 1 FOR UPDATE) held`;
}

/** A short code that no rule has yet, in the series of the institution. Whoever wants one as well waits for this transaction. */
export async function freeCode(tx: Tx): Promise<string> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(current_tenant()::text || '/rule-code', 0))`;
  const taken = await tx.equivalencyRule.findMany({ select: { code: true } });
  return nextRuleCode(taken.map(({ code }) => code));
}

/** The newest version of each of these rules, by code. */
export async function findByCodes(tx: Tx, codes: readonly string[]): Promise<RuleVersion[]> {
  if (codes.length === 0) return [];
  const rows = await tx.ruleVersion.findMany({
    where: { rule: { code: { in: [...codes] } } },
    include: withRule,
    orderBy: { version: 'desc' },
    distinct: ['ruleId'],
  });
  return rows.map(fromRow);
}

export interface NewRule {
  id: string;
  code: string;
  title: string;
  departmentId: string | null;
}

/** @refuses conflict `rule/code-taken` */
export async function createRule(tx: Tx, tenantId: string, rule: NewRule): Promise<void> {
  if (await tx.equivalencyRule.findFirst({ where: { code: rule.code }, select: { id: true } }))
    refuse('conflict', 'rule/code-taken');
  await tx.equivalencyRule.create({ data: { tenantId, ...rule } });
}

/** Title and department belong to the rule, not to one version. */
export async function updateRule(
  tx: Tx,
  tenantId: string,
  rule: Pick<NewRule, 'id' | 'title' | 'departmentId'>,
): Promise<void> {
  await tx.equivalencyRule.update({
    where: { tenantId_id: { tenantId, id: rule.id } },
    data: { title: rule.title, departmentId: rule.departmentId },
  });
}

export type NewRuleVersion = Pick<
  RuleVersion,
  | 'tenantId'
  | 'id'
  | 'ruleId'
  | 'version'
  | 'definition'
  | 'basis'
  | 'changeClass'
  | 'publicNote'
  | 'internalNote'
  | 'authorId'
> & {
  /** Whose text it takes over, where nobody has decided about that yet. */
  contributorIds?: readonly string[];
  origin?: 'rejection';
  at: string;
};

/** Creates a draft. */
export async function createVersion(tx: Tx, version: NewRuleVersion): Promise<void> {
  const { at, definition, basis, contributorIds = [], ...rest } = version;
  await tx.ruleVersion.create({
    data: {
      ...rest,
      definition: asJson(definition),
      basis: asJson(basis),
      ...windowsOf(definition, definition.claimWindow?.to ?? null),
      createdAt: new Date(at),
      updatedAt: new Date(at),
    },
  });
  await replaceSources(tx, version);
  await addContributors(
    tx,
    version,
    contributorIds.filter((id) => id !== version.authorId),
    at,
  );
}

/**
 * Saves where a version stands. What it says is left as it is, byte for byte: the database compares it to tell whether a frozen
 * version was touched. @refuses conflict `rule/changed-meanwhile` when it is no longer the expected row version
 */
export async function save(
  tx: Tx,
  version: RuleVersion,
  expectedVersion: number,
  at: string,
): Promise<RuleVersion> {
  return update(tx, version, expectedVersion, at, {
    status: version.status,
    claimFrom: fromDay(version.claimFrom),
    claimTo: fromDay(version.claimTo),
    reviewDueOn: fromDay(version.reviewDueOn),
    submittedAt: version.submittedAt && new Date(version.submittedAt),
    approvedAt: version.approvedAt && new Date(version.approvedAt),
    publishedById: version.publishedById,
    publishedAt: version.publishedAt && new Date(version.publishedAt),
    statusReason: version.statusReason,
  });
}

/** Saves what a version says, while it may still be changed, and that this person changed it. @refuses conflict `rule/changed-meanwhile` */
export async function saveContent(
  tx: Tx,
  version: RuleVersion,
  expectedVersion: number,
  { personId, at }: { personId: string; at: string },
): Promise<RuleVersion> {
  const { definition, basis, changeClass, publicNote, internalNote, claimTo } = version;
  const saved = await update(tx, version, expectedVersion, at, {
    definition: asJson(definition),
    basis: asJson(basis),
    changeClass,
    publicNote,
    internalNote,
    ...windowsOf(definition, claimTo),
  });
  await replaceSources(tx, version);
  if (isAuthorOf(version, personId)) return saved;
  await addContributors(tx, version, [personId], at);
  return { ...saved, contributorIds: [...version.contributorIds, personId] };
}

async function addContributors(
  tx: Tx,
  { tenantId, id }: Pick<RuleVersion, 'tenantId' | 'id'>,
  personIds: readonly string[],
  at: string,
): Promise<void> {
  await tx.ruleContributor.createMany({
    data: personIds.map((personId) => ({ tenantId, ruleVersionId: id, personId, since: new Date(at) })),
    skipDuplicates: true,
  });
}

async function update(
  tx: Tx,
  version: RuleVersion,
  expectedVersion: number,
  at: string,
  data: Prisma.RuleVersionUncheckedUpdateManyInput,
): Promise<RuleVersion> {
  const { count } = await tx.ruleVersion.updateMany({
    where: { id: version.id, rowVersion: expectedVersion },
    data: { ...data, updatedAt: new Date(at), rowVersion: expectedVersion + 1 },
  });
  if (count === 0) refuse('conflict', 'rule/changed-meanwhile');
  return { ...version, updatedAt: at, rowVersion: expectedVersion + 1 };
}

async function replaceSources(
  tx: Tx,
  { tenantId, id, definition }: Pick<RuleVersion, 'tenantId' | 'id' | 'definition'>,
): Promise<void> {
  const wanted = microCredentialIdsIn(definition.premise);
  await tx.ruleSource.deleteMany({ where: { ruleVersionId: id, microCredentialId: { notIn: wanted } } });
  await tx.ruleSource.createMany({
    data: wanted.map((microCredentialId) => ({ tenantId, ruleVersionId: id, microCredentialId })),
    skipDuplicates: true,
  });
}

/** The review of a version, where there is one. */
export async function findReviewCaseId(tx: Tx, ruleVersionId: string): Promise<string | null> {
  return (await tx.reviewCase.findFirst({ where: { ruleVersionId }, select: { id: true } }))?.id ?? null;
}

/** What versions in those states award beside courses. */
export async function listTargetsInForce(tx: Tx, statuses: readonly RuleStatus[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ target: string }[]>`
    SELECT DISTINCT line->>'target' AS target
      FROM rule_version v
     CROSS JOIN LATERAL jsonb_path_query(v.definition, '$.outcomes[*].lines[*] ? (@.kind != "course")') AS line
     WHERE v.tenant_id = current_tenant() AND v.status = ANY(${[...statuses]}::text[]) AND line->>'target' IS NOT NULL`;
  return rows.map(({ target }) => target);
}

/** Names of staff by id, for showing who did something. */
export async function namesOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, string>> {
  const people = await tx.person.findMany({
    where: { id: { in: [...new Set(personIds)] } },
    select: { id: true, name: true },
  });
  return new Map(people.map((person) => [person.id, person.name]));
}

function windowsOf(definition: RuleDefinition, claimTo: CivilDate | null) {
  return {
    claimFrom: fromDay(definition.claimWindow?.from),
    claimTo: fromDay(claimTo),
    credentialFrom: fromDay(definition.credentialWindow?.from),
    credentialTo: fromDay(definition.credentialWindow?.to),
  };
}

function asJson(value: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;
}

export function fromRow(row: StoredVersion): RuleVersion {
  return {
    tenantId: row.tenantId,
    id: row.id,
    ruleId: row.ruleId,
    ruleCode: row.rule.code,
    title: row.rule.title,
    departmentId: row.rule.departmentId,
    version: row.version,
    status: RuleStatus.parse(row.status),
    origin: RuleOrigin.parse(row.origin),
    definition: RuleDefinition.parse(row.definition),
    basis: RuleBasis.parse(row.basis),
    changeClass: ChangeClass.parse(row.changeClass),
    publicNote: row.publicNote,
    internalNote: row.internalNote,
    claimFrom: toDay(row.claimFrom),
    claimTo: toDay(row.claimTo),
    reviewDueOn: toDay(row.reviewDueOn),
    authorId: row.authorId,
    contributorIds: row.contributors.map(({ personId }) => personId),
    importedById: row.importBatch?.createdById ?? null,
    submittedAt: toInstant(row.submittedAt),
    approvedAt: toInstant(row.approvedAt),
    publishedById: row.publishedById,
    publishedAt: toInstant(row.publishedAt),
    statusReason: row.statusReason,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    rowVersion: row.rowVersion,
  };
}
