import { type RecommendationFacts, recommendationKey } from '@/lib/import/recommendation-facts';
import type { RecommendationRow } from '@/lib/import/recommendation-row';
import { Unit } from '@/lib/amount/unit';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { toDay } from './codec';
import { Prisma } from './generated/client';
import { isTaken, type Tx } from './tx';

/** What an empty cell of a row means: of a file that what is stored stays, of a form that there is nothing. */
export type Blank = 'stays' | 'clears';

/** A row with the key under which it is stored so far, where its own becomes another. */
export type SavedRow = Omit<RecommendationRow, 'title' | 'provider'> & { storedKey?: string };

/** How a row stands to the advice held under the same natural key. `index` is its place in the list given. */
export interface Standing {
  index: number;
  id: string | null;
  isOurs: boolean;
  steward: string | null;
  /** Whether the catalog has the micro-credential that the advice is about. */
  isListed: boolean;
  differs: boolean;
  /** What is stored, by the cell of a row; null where nothing differs. */
  stored: Record<string, unknown> | null;
  clashes: boolean;
  /** The micro-credential that it is about. */
  microCredentialId: string | null;
  isDatedChange: boolean;
  saidSince: CivilDate | null;
  /** The day where the institution is that listed it, as the database has it. */
  day: CivilDate;
}

const cells = Prisma.sql`(
  "index" int, "key" text, "storedKey" text, "microCredentialKey" text, "recommender" text, "externalId" text, "amount" text, "isMaximum" bool, "unit" text, "levels" text[],
  "subjects" jsonb, "passMark" text, "workloadHours" text, "validFrom" date, "validTo" date, "sourceUrl" text, "retrievedOn" date, "confidence" text, "note" text)`;
const optional = [
  ['externalId', 'external_id'],
  ['amount', 'amount'],
  ['isMaximum', 'is_maximum'],
  ['unit', 'unit'],
  ['levels', 'levels'],
  ['subjects', 'subjects'],
  ['passMark', 'pass_mark'],
  ['workloadHours', 'workload_hours'],
  ['validFrom', 'valid_from'],
  ['validTo', 'valid_to'],
  ['retrievedOn', 'retrieved_on'],
  ['confidence', 'confidence'],
  ['note', 'note'],
] as const;
type Column = (typeof optional)[number];
const changes = ([cell, column]: Column, blank: Blank) =>
  Prisma.raw(
    `(${blank === 'stays' ? `r."${cell}" IS NOT NULL AND ` : ''}r."${cell}" IS DISTINCT FROM a.${column})`,
  );
const differs = (blank: Blank) =>
  Prisma.sql`(r."sourceUrl" <> a.source_url OR ${Prisma.join(
    optional.map((column) => changes(column, blank)),
    ' OR ',
  )})`;

/** The columns that a row of a file or a form writes, as a statement names them. */
export const savedAdvice = Prisma.raw(['source_url', ...optional.map(([, column]) => column)].join(', '));

const stored = Prisma.sql`json_build_object(${Prisma.join(
  [['sourceUrl', 'source_url'] as const, ...optional].map(([cell, column]) =>
    Prisma.raw(`'${cell}', a.${column}`),
  ),
)})`;

/** What of it the database keeps dated. @source prisma/migrations, keep_what_was_said */
const dated = (blank: Blank) =>
  Prisma.join(
    optional
      .filter(([cell]) => !['externalId', 'retrievedOn', 'confidence', 'note'].includes(cell))
      .map((column) => changes(column, blank)),
    ' OR ',
  );

export async function standingsOf(
  tx: Tx,
  rows: readonly SavedRow[],
  blank: Blank = 'stays',
): Promise<Standing[]> {
  const ends =
    blank === 'stays'
      ? Prisma.sql`coalesce(r."validFrom", a.valid_from) > coalesce(r."validTo", a.valid_to)`
      : Prisma.sql`r."validFrom" > r."validTo"`;
  return tx.$queryRaw<Standing[]>`
    SELECT r.index, a.id, coalesce(a.steward_tenant_id = current_tenant(), false) AS "isOurs", s.name AS steward, m.id IS NOT NULL AS "isListed",
           coalesce(${differs(blank)}, false) AS differs, CASE WHEN ${differs(blank)} THEN ${stored} END AS stored,
           coalesce(${ends}, false) AS clashes,
           m.id AS "microCredentialId", coalesce(${dated(blank)}, false) AS "isDatedChange", a.first_day::text AS "saidSince",
           (now() AT TIME ZONE coalesce(s.time_zone, 'UTC'))::date::text AS day
      FROM json_to_recordset(${toJson(rows)}::json) AS r${cells}
      LEFT JOIN micro_credential named ON named.natural_key = r."microCredentialKey"
      LEFT JOIN micro_credential m ON m.id = coalesce(named.same_as_id, named.id)
      LEFT JOIN recommendation a ON a.natural_key = coalesce(r."storedKey", r.key)
      LEFT JOIN institution s ON s.id = a.steward_tenant_id`;
}

/** Adds new advice, about the entry that stays where the one named was merged. Returns how many; fewer than given when somebody else was faster. */
export async function add(tx: Tx, rows: readonly SavedRow[]): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO recommendation (steward_tenant_id, micro_credential_id, natural_key, recommender, external_id, amount, is_maximum, unit, levels, subjects,
                                pass_mark, workload_hours, valid_from, valid_to, source_url, retrieved_on, confidence, note)
    SELECT current_tenant(), m.id, r.key, r.recommender, r."externalId", r.amount, coalesce(r."isMaximum", false), r.unit, coalesce(r.levels, '{}'), r.subjects,
           r."passMark", r."workloadHours", r."validFrom", r."validTo", r."sourceUrl", r."retrievedOn", coalesce(r.confidence, 'medium'), r.note
      FROM json_to_recordset(${toJson(rows)}::json) AS r${cells}
      JOIN micro_credential named ON named.natural_key = r."microCredentialKey"
      JOIN micro_credential m ON m.id = coalesce(named.same_as_id, named.id)
    ON CONFLICT DO NOTHING`;
}

/**
 * Changes what the rows give. Only advice entered by the institution at work.
 * @refuses conflict `recommendation/known-already` where somebody was faster with what would tell it apart
 */
export async function change(tx: Tx, rows: readonly SavedRow[], blank: Blank = 'stays'): Promise<void> {
  const sets = Prisma.join(
    optional.map(([cell, column]) =>
      Prisma.raw(
        blank === 'stays' ? `${column} = coalesce(r."${cell}", a.${column})` : `${column} = r."${cell}"`,
      ),
    ),
  );
  try {
    await tx.$executeRaw`
    UPDATE recommendation a SET natural_key = r.key, source_url = r."sourceUrl", ${sets}, row_version = a.row_version + 1
      FROM json_to_recordset(${toJson(rows)}::json) AS r${cells}
     WHERE a.natural_key = coalesce(r."storedKey", r.key) AND a.steward_tenant_id = current_tenant() AND ${differs(blank)}`;
  } catch (error) {
    if (!isTaken(error)) throw error;
    refuse('conflict', 'recommendation/known-already', {
      fieldErrors: { externalId: 'recommendation/known-already' },
    });
  }
}

/** Advice as whoever keeps it changes it. */
export interface KeptRecommendation {
  id: string;
  /** What tells it apart, and by which its micro-credential is named. */
  key: string;
  microCredentialId: string;
  microCredentialKey: string;
  stewardId: string;
  stewardName: string;
  recommender: string;
  facts: RecommendationFacts;
  /** Since when it says this, where it said something else before; what it said then is kept. */
  saidSince: CivilDate | null;
  rowVersion: number;
}

/** What third parties advise about a micro-credential and those that were merged into it, what stands longest first. */
export async function listRecommendations(tx: Tx, microCredentialId: string): Promise<KeptRecommendation[]> {
  return keptBy(tx, {
    microCredential: { OR: [{ id: microCredentialId }, { sameAsId: microCredentialId }] },
  });
}

/** @refuses not_found */
export async function getRecommendation(tx: Tx, id: string): Promise<KeptRecommendation> {
  return (await keptBy(tx, { id }))[0] ?? refuse('not_found', 'recommendation/not-found');
}

/** Takes advice of the institution at work for this transaction; that of another is read alone. @refuses not_found */
export async function lockRecommendation(tx: Tx, id: string): Promise<KeptRecommendation> {
  await tx.$queryRaw`SELECT id FROM recommendation WHERE id = ${id}::uuid AND steward_tenant_id = current_tenant() FOR UPDATE`;
  return getRecommendation(tx, id);
}

/** The id of a micro-credential and the key by which it is named; of one that was merged, those of the one that stays. @refuses not_found */
export async function keyOfMicroCredential(tx: Tx, id: string): Promise<{ id: string; key: string }> {
  const [row] = await tx.$queryRaw<{ id: string; key: string }[]>`
    SELECT m.id, m.natural_key AS key FROM micro_credential named JOIN micro_credential m ON m.id = coalesce(named.same_as_id, named.id)
     WHERE named.id = ${id}::uuid`;
  return row ?? refuse('not_found', 'catalog/no-such-entry');
}

/** These, in the order given. */
export async function findRecommendations(tx: Tx, ids: readonly string[]): Promise<KeptRecommendation[]> {
  const found = new Map((await keptBy(tx, { id: { in: [...ids] } })).map((one) => [one.id, one]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** The key under which advice is stored that is about an entry of these keys and named by another, which the entry had before. */
export async function keysFromBefore(
  tx: Tx,
  microCredentialKeys: readonly string[],
): Promise<Map<string, string>> {
  const renamed = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM micro_credential m JOIN recommendation a ON a.micro_credential_id = m.id
     WHERE m.natural_key = ANY(${[...microCredentialKeys]}) AND NOT starts_with(a.natural_key, m.natural_key || '#')`;
  const kept = await findRecommendations(
    tx,
    renamed.map(({ id }) => id),
  );
  return new Map(
    kept.map(({ key, microCredentialKey, recommender, facts }) => [
      recommendationKey(microCredentialKey, recommender, facts),
      key,
    ]),
  );
}

async function keptBy(tx: Tx, where: Prisma.RecommendationWhereInput): Promise<KeptRecommendation[]> {
  const rows = await tx.recommendation.findMany({
    where,
    orderBy: [{ validTo: { sort: 'desc', nulls: 'first' } }, { recommender: 'asc' }, { id: 'asc' }],
    include: { microCredential: { select: { naturalKey: true } } },
  });
  const stewards = await tx.institution.findMany({
    where: { id: { in: [...new Set(rows.map(({ stewardTenantId }) => stewardTenantId))] } },
    select: { id: true, name: true },
  });
  return rows.map((row) => ({
    id: row.id,
    key: row.naturalKey,
    microCredentialId: row.microCredentialId,
    microCredentialKey: row.microCredential.naturalKey,
    stewardId: row.stewardTenantId,
    stewardName: stewards.find(({ id }) => id === row.stewardTenantId)?.name ?? '',
    recommender: row.recommender,
    facts: {
      externalId: row.externalId,
      amount: row.amount,
      isMaximum: row.isMaximum,
      unit: Unit.nullable().parse(row.unit),
      levels: row.levels,
      subjects: Array.isArray(row.subjects)
        ? row.subjects.filter((one): one is string => typeof one === 'string')
        : null,
      passMark: row.passMark,
      workloadHours: row.workloadHours,
      validFrom: toDay(row.validFrom),
      validTo: toDay(row.validTo),
      sourceUrl: row.sourceUrl,
      retrievedOn: toDay(row.retrievedOn),
      confidence: row.confidence,
      note: row.note,
    },
    saidSince: toDay(row.firstDay),
    rowVersion: row.rowVersion,
  }));
}

function toJson(rows: readonly SavedRow[]): string {
  return JSON.stringify(rows.map((row, index) => ({ index, ...row })));
}
