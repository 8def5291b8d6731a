import type { CatalogFacts } from '@/lib/import/undo-plan';
import { Prisma } from './generated/client';
import { columnList, entryColumns, savedColumns } from './micro-credential-columns';
import { plannedAnew } from './planned-anew';
import { savedAdvice } from './recommendations';
import { isRestedOn, type Tx } from './tx';
import { refuse } from '@/lib/kernel/refusal';

export type CatalogKind = 'micro_credentials' | 'recommendations';

/** What rows of an import made of one entry of the catalog, or of one recommendation. */
export interface CatalogEffect {
  id: string;
  entryId: string;
  title: string;
  facts: CatalogFacts;
}

/** From here on, what this transaction makes of the catalog is kept as what this import made. @source prisma/migrations, keep_import_added */
export async function keepEffects(tx: Tx, batchId: string): Promise<void> {
  await tx.$queryRaw`SELECT set_config('app.import_batch', ${batchId}, true)`;
}

/** An import of certificates is about entries, one of recommendations about each of them. */
const groupOf = (kind: CatalogKind) =>
  Prisma.raw(kind === 'micro_credentials' ? 'e.entry_id' : 'e.subject_id');
const ofBatch = (batchId: string) =>
  Prisma.sql`e.tenant_id = current_tenant() AND e.batch_id = ${batchId}::uuid`;

/** How many entries or recommendations a batch made something of. */
export async function countCatalogEffects(tx: Tx, kind: CatalogKind, batchId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(DISTINCT ${groupOf(kind)})::int AS n FROM import_catalog_effect e WHERE ${ofBatch(batchId)}`;
  return row?.n ?? 0;
}

/** Their ids in an order that stays. */
export async function idsOfCatalogEffects(tx: Tx, kind: CatalogKind, batchId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT ${groupOf(kind)} AS id FROM import_catalog_effect e WHERE ${ofBatch(batchId)} ORDER BY 1`;
  return rows.map(({ id }) => id);
}

/** Takes what a batch made something of, for this transaction. */
export async function lockCatalog(tx: Tx, batchId: string): Promise<void> {
  for (const table of ['micro_credential', 'micro_credential_version', 'recommendation'])
    await tx.$executeRaw`
      SELECT ${plannedAnew} FROM ${Prisma.raw(table)} m WHERE m.steward_tenant_id = current_tenant()
         AND m.id IN (SELECT e.subject_id FROM import_catalog_effect e WHERE ${ofBatch(batchId)} AND e.subject = ${table}) ORDER BY m.id FOR UPDATE`;
}

/** Whether a row still says what the import left: of what it added, that nobody has changed it. */
const said = (row: string) =>
  Prisma.raw(
    `CASE WHEN e.before IS NULL THEN ${row}.row_version = (e.after ->> 'row_version')::int ELSE to_jsonb(${row}) - '{first_day,changed_at,row_version}'::text[] = e.after - '{first_day,changed_at,row_version}'::text[] END`,
  );
const isAsLeft = Prisma.sql`coalesce(CASE e.subject
    WHEN 'micro_credential' THEN (SELECT m.steward_tenant_id = current_tenant() AND m.same_as_id IS NULL AND ${said('m')} FROM micro_credential m WHERE m.id = e.subject_id)
    WHEN 'micro_credential_version' THEN (SELECT v.steward_tenant_id = current_tenant() AND ${said('v')} FROM micro_credential_version v WHERE v.id = e.subject_id)
    WHEN 'recommendation' THEN (SELECT r.steward_tenant_id = current_tenant() AND ${said('r')} FROM recommendation r WHERE r.id = e.subject_id)
    ELSE (SELECT o.text = e.after ->> 'text' FROM learning_outcome o WHERE o.id = e.subject_id) END, false)`;

/** Since when something stands that was added below what is decided about; null for what was added before anybody decided. */
const stoodSince = Prisma.sql`CASE WHEN e.before IS NULL THEN CASE e.subject
    WHEN 'micro_credential_version' THEN (SELECT v.first_day FROM micro_credential_version v WHERE v.id = e.subject_id)
    WHEN 'recommendation' THEN (SELECT r.first_day FROM recommendation r WHERE r.id = e.subject_id) END END`;

/** What a batch made of these, with what rests on each; `since` is when it did. Others’ mappings are asked about only where they are public. */
export async function catalogEffects(
  tx: Tx,
  kind: CatalogKind,
  batchId: string,
  ids: readonly string[],
  since: string,
): Promise<CatalogEffect[]> {
  const isNew = Prisma.raw(
    kind === 'micro_credentials'
      ? `bool_or(e.subject = 'micro_credential' AND e.before IS NULL)`
      : 'bool_and(e.before IS NULL)',
  );
  const named =
    kind === 'micro_credentials'
      ? Prisma.sql`(g."isNew" OR v.created_at >= ${since}::timestamptz OR v.published_at >= ${since}::timestamptz)`
      : Prisma.sql`(v.basis -> 'recommendationIds' ? g.id::text AND (g."isNew" OR v.created_at >= ${since}::timestamptz OR v.published_at >= ${since}::timestamptz))`;
  const isWhole = Prisma.raw(kind === 'micro_credentials' ? `g."isNew"` : 'false');
  const rows = await tx.$queryRaw<(CatalogFacts & { id: string; entryId: string; title: string | null })[]>`
    WITH g AS MATERIALIZED (
      SELECT ${groupOf(kind)} AS id, (array_agg(e.entry_id))[1] AS entry, ${isNew} AS "isNew", bool_and(${isAsLeft}) AS "isAsLeft", min(${stoodSince}) AS since
        FROM import_catalog_effect e WHERE ${ofBatch(batchId)} AND ${groupOf(kind)} = ANY(${[...ids]}::uuid[]) GROUP BY 1)
    SELECT ${plannedAnew} g.id, g.entry AS "entryId", m.title, g."isNew", g."isAsLeft", g.since::text AS "stoodSince",
           ARRAY(SELECT DISTINCT q.code FROM rule_source s JOIN rule_version v ON v.tenant_id = s.tenant_id AND v.id = s.rule_version_id
                   JOIN equivalency_rule q ON q.tenant_id = v.tenant_id AND q.id = v.rule_id
                  WHERE s.tenant_id = current_tenant() AND s.micro_credential_id = g.entry AND ${named} ORDER BY 1 LIMIT 5) AS "restingCodes",
           CASE WHEN ${isWhole} THEN is_decided_about(g.entry) OR EXISTS (SELECT FROM micro_credential_component c WHERE c.whole_id = g.entry AND is_decided_about(c.part_id))
                ELSE is_decided_about_since(g.entry, ${since}::timestamptz) END AS "isDecided",
           ${isWhole} AND EXISTS (SELECT FROM recommendation r WHERE r.micro_credential_id = g.entry) AS "isAdvised",
           ${isWhole} AND (
             EXISTS (SELECT FROM micro_credential x WHERE x.successor_id = g.entry OR x.same_as_id = g.entry)
             OR EXISTS (SELECT FROM certificate_request q WHERE q.micro_credential_id = g.entry) OR EXISTS (SELECT FROM listing l WHERE l.micro_credential_id = g.entry)
             OR EXISTS (SELECT FROM entry_in_name n WHERE n.micro_credential_id = g.entry AND n.answered_at IS NOT NULL)
             OR EXISTS (SELECT FROM import_catalog_effect o JOIN import_batch b ON b.tenant_id = o.tenant_id AND b.id = o.batch_id
                         WHERE o.tenant_id = current_tenant() AND o.entry_id = g.entry AND o.batch_id <> ${batchId}::uuid AND b.status = 'applied')
             OR EXISTS (SELECT FROM micro_credential_component c WHERE c.part_id = g.entry AND NOT EXISTS (
                  SELECT FROM import_catalog_effect o WHERE o.tenant_id = current_tenant() AND o.batch_id = ${batchId}::uuid AND o.entry_id = c.whole_id AND o.subject = 'micro_credential' AND o.before IS NULL))
           ) AS "isNamed"
      FROM g LEFT JOIN micro_credential m ON m.id = g.entry ORDER BY g.id`;
  return rows.map(({ id, entryId, title, ...facts }) => ({ id, entryId, title: title ?? '', facts }));
}

/**
 * Takes back what a batch made of these: what it changed says again what it said, and what it added goes.
 * @refuses rule_violation `import/undo-rests-elsewhere` where something rests on it that nobody here may see
 */
export async function takeBackCatalog(
  tx: Tx,
  kind: CatalogKind,
  batchId: string,
  ids: readonly string[],
): Promise<void> {
  const mine = (subject: string, isAdded: boolean) => Prisma.sql`
    SELECT e.subject_id, e.before FROM import_catalog_effect e
     WHERE ${ofBatch(batchId)} AND ${groupOf(kind)} = ANY(${[...ids]}::uuid[]) AND e.subject = ${subject} AND e.before IS ${Prisma.raw(isAdded ? 'NULL' : 'NOT NULL')}`;
  const backTo = (table: string, columns: Prisma.Sql, more: string) => tx.$executeRaw`
    UPDATE ${plannedAnew} ${Prisma.raw(table)} m SET (${columns}) = (SELECT ${columns} FROM jsonb_populate_record(NULL::${Prisma.raw(table)}, k.before) b)${Prisma.raw(more)}
      FROM (${mine(table, false)}) k WHERE m.id = k.subject_id`;
  const newer = ', row_version = m.row_version + 1';
  await backTo('micro_credential', columnList(entryColumns), newer);
  await backTo('micro_credential_version', columnList(savedColumns), newer);
  await backTo('recommendation', savedAdvice, newer);
  await tx.$executeRaw`
    UPDATE ${plannedAnew} learning_outcome m SET text = k.before ->> 'text' FROM (${mine('learning_outcome', false)}) k WHERE m.id = k.subject_id`;
  const goes = async (table: string, condition: Prisma.Sql) =>
    tx.$executeRaw`DELETE FROM ${Prisma.raw(table)} m WHERE ${condition}`;
  const added = (subject: string) => Prisma.sql`(SELECT k.subject_id FROM (${mine(subject, true)}) k)`;
  try {
    await goes('learning_outcome', Prisma.sql`m.id IN ${added('learning_outcome')}`);
    await goes('recommendation', Prisma.sql`m.id IN ${added('recommendation')}`);
    await goes('micro_credential_component', Prisma.sql`m.whole_id IN ${added('micro_credential')}`);
    await goes(
      'micro_credential_version',
      Prisma.sql`m.id IN ${added('micro_credential_version')} OR m.micro_credential_id IN ${added('micro_credential')}`,
    );
    await goes('micro_credential', Prisma.sql`m.id IN ${added('micro_credential')}`);
  } catch (error) {
    if (isRestedOn(error)) refuse('rule_violation', 'import/undo-rests-elsewhere');
    throw error;
  }
}
